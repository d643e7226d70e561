import Testing

@testable import RunnerCore

@Suite struct SanitizingTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("\u{1B}[31mred\u{1B}[0m", "\u{FFFD}[31mred\u{FFFD}[0m"),
    ("a\u{9B}31mb", "a\u{FFFD}31mb"),
    ("bell\u{7}\u{7F}\u{0}", "bell\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("one\ntwo\r\nthree\rfour\tfive", "one two three four five"),
    ("a\u{2028}b\u{2029}c", "a b c"),
    ("\u{202E}evil\u{202C}\u{2066}x\u{2069}", "evilx"),
    ("ze\u{200B}ro\u{FEFF}wi\u{2060}dth\u{AD}", "zerowidth"),
    ("tag\u{E0041}s", "tags"),
    ("日本語 👩‍💻 é", "日本語 👩💻 é"),
  ])
  func serverTextCannotSteerATerminal(text: String, expected: String) {
    #expect(sanitized(text).hasSameScalars(as: expected))
  }

  @Test func aNoteKeepsItsLines() {
    #expect(sanitizedLines("a\r\nb\nc\rd\u{2028}e\tf\u{1B}") == "a\nb\nc\nd\ne\tf\u{FFFD}")
  }

  @Test func trimmingTakesOnlyASCIIWhiteSpaceAtTheEnds() {
    #expect(" \t\r\n a b \u{B}\u{C}".trimmingASCIIWhiteSpace() == "a b")
    #expect("\u{A0}a".trimmingASCIIWhiteSpace().hasSameScalars(as: "\u{A0}a"))
    #expect(" \u{301}".trimmingASCIIWhiteSpace().hasSameScalars(as: "\u{301}"))
    #expect("  ".trimmingASCIIWhiteSpace().isEmpty)
  }

  @Test func whatLooksLikeATokenIsRedacted() {
    #expect(
      redactingTokens("sent \(accessToken), got glrt-t1_aaaaaaaaaaaaaaaaaaaa.")
        == "sent ‹redacted›, got ‹redacted›")
    #expect(redactingTokens("acme-glrt-aaaaaaaaaaaaaaaaaaaa") == "‹redacted›")
    #expect(
      redactingTokens("the glpat- prefix and plain words") == "the glpat- prefix and plain words")
  }

  @Test(arguments: TokenPrefixes.all)
  func everyPrefixIsRedactedInAnyCaseAndLength(prefix: String) {
    #expect(redactingTokens("a \(prefix)x b") == "a ‹redacted› b")
    #expect(redactingTokens("(\(prefix.uppercased())ABC…)") == "(‹redacted›…)")
    #expect(looksLikeToken(prefix + "abcdefghijkl"))
    #expect(looksLikeToken("some words, acme-\(prefix.uppercased())ABCDEFGHIJKLMNOPQRST"))
    #expect(!looksLikeToken(prefix))
  }

  @Test(arguments: ["", "gitlab-org/gitlab-runner", "acme/glpat-runners", "glrt-tools.example.com"])
  func aNameThatBeginsLikeATokenIsNone(text: String) {
    #expect(!looksLikeToken(text))
  }

  @Test func cuttingOffIsVisible() {
    #expect(shortened("abcdef", to: 6) == "abcdef")
    #expect(shortened("abcdef", to: 4) == "abc…")
  }
}
