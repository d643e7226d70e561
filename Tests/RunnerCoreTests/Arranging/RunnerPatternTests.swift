import Glibc
import Testing

@testable import RunnerCore

@Suite struct RunnerPatternTests {
  private func matches(_ pattern: String, _ text: String) throws -> Bool {
    var matcher = try RunnerPattern(parsing: pattern).matcher()
    return matcher.matches(text)
  }

  @Test(arguments: [
    ("abc", "xABCx", true), ("abc", "ab", false), ("", "", true), ("", "x", true),
    ("a|", "x", true),
    ("^a", "ba", false), ("a$", "ab", false), ("^$", "", true), ("^$", "a", false),
    ("(^a|b$)", "ab", true), ("(^b|a$)", "ab", false), ("x^a", "xa", false), ("^^a$$", "a", true),
    ("a*", "", true), ("^a+$", "aaa", true), ("^a+$", "", false), ("^(ab)?c$", "abc", true),
    ("^a{2}$", "aa", true), ("^a{2}$", "aaa", false), ("^a{2,}$", "aaaa", true),
    ("^a{,2}$", "a", true), ("^a{,2}$", "aaa", false), ("^a{1,3}$", "aaaa", false),
    ("^a{0}$", "", true), ("^(a{0}){5}b$", "b", true), ("^(a*)*$", "aaa", true),
    ("^(a|b)*c$", "abbac", true), ("^a**$", "aa", true), ("^.$", "界", true), ("^..$", "界", false),
    ("^.{3}$", "äöü", true), ("[äö]", "Ö", true), ("[^äö]", "ÄÖ", false), ("[a-c]", "B", true),
    ("[A-C]", "b", true), ("[^a-c]", "B", false), ("[]a]", "]", true), ("[^]a]", "]", false),
    ("[a-]", "-", true), ("[-a]", "-", true), ("[\\]]", "]", true), ("[\\d-]", "7", true),
    ("[+--]", ",", true), ("[[:digit:]x]", "5", true), ("[[:UPPER:]]", "ä", true),
    ("[^[:alnum:]]", "aZ5", false), ("[[:space:]]", "a b", true), ("\\d{3}", "a123", true),
    ("^\\w+$", "Größe_1", true), ("\\W", "Größe", false), ("\\S", " \t", false),
    ("\\D", "12", false), ("\\.", "a", false), ("\\.", ".", true), ("\\/", "/", true),
    ("k", "\u{212A}", true), ("i", "İ", true), ("ß", "ẞ", true), ("Σ", "σ", true),
    ("[À-Þ]", "é", true), ("\\^\\$", "^$", true), ("a.c", "a\nc", true), ("🖥", "GPU 🖥", true),
    ("[😀-😂]", "😁", true), ("e\u{301}", "E\u{301}", true), ("é", "e\u{301}", false),
    ("}", "}", true), ("]", "]", true), ("İ", "i\u{307}", true),
  ])
  func expressionsMeanWhatPOSIXSays(pattern: String, text: String, isMatch: Bool) throws {
    #expect(try matches(pattern, text) == isMatch)
  }

  @Test(arguments: [
    ("(", RunnerPatternProblem.parenthesis), (")", .parenthesis), ("a)b(", .parenthesis),
    ("((a)", .parenthesis), ("[", .bracket), ("[a", .bracket), ("[]", .bracket),
    ("[[:alpha:", .bracket),
    ("[\\", .bracket), ("[a-\\", .bracket), ("[b-a]", .range), ("[[:x:]]", .unknownClass("x")),
    ("*", .nothingToRepeat), ("a|+", .nothingToRepeat), ("(?a)", .nothingToRepeat),
    ("{2}", .nothingToRepeat), ("a{", .interval), ("a{}", .interval), ("a{,}", .interval),
    ("a{2,1}", .interval), ("a{x}", .interval), ("a{1,2", .interval), ("\\1", .unknownEscape("1")),
    ("\\b", .unknownEscape("b")), ("a\\", .openEscape), ("a{1001}", .tooLarge),
    ("a{99999999999999999999}", .tooLarge), ("(a{40}){40}", .tooLarge),
    ("((((a{9}){9}){9}){9}){9}", .tooLarge), (String(repeating: "a", count: 257), .tooLarge),
  ])
  func mistakesAreNamed(pattern: String, problem: RunnerPatternProblem) {
    #expect(throws: problem) { try RunnerPattern(parsing: pattern) }
  }

  @Test func theDeepestExpressionIsRead() throws {
    let depth = (RunnerPattern.lengthLimit - 1) / 2
    let pattern =
      String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
    #expect(try matches(pattern, "bab"))
    #expect(try matches("(((((){9}){9}){9}){9}){9}a", "a"))
  }

  /// The C library is the judge of what both know; glibc takes `^` and `$` inside a repetition for met anywhere.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func theLibraryAgreesAboutRandomExpressions(seed: UInt64) throws {
    var dice = SeededDice(seed: seed)
    for round in 0..<60 {
      let pattern =
        dice.pick(["", "^"]) + "(" + randomExpression(&dice, depth: 3) + ")"
        + dice.pick(["", "$"])
      guard pattern.unicodeScalars.count <= RunnerPattern.lengthLimit else { continue }
      var library = regex_t()
      try #require(regcomp(&library, pattern, REG_EXTENDED | REG_NOSUB | REG_ICASE) == 0)
      defer { regfree(&library) }
      var matcher = try RunnerPattern(parsing: pattern).matcher()
      for _ in 0..<30 {
        let text = (0..<dice.below(9)).map { _ in dice.pick(["a", "b", "A", "c"]) }.joined()
        #expect(
          matcher.matches(text) == (regexec(&library, text, 0, nil, 0) == 0),
          "seed \(seed), round \(round): \(pattern) in \(text)")
      }
    }
  }

  private func randomExpression(_ dice: inout SeededDice, depth: Int) -> String {
    guard depth > 0 else {
      return dice.pick(["a", "b", "c", ".", "[ab]", "[^a]", "[B-C]"])
    }
    let inner = randomExpression(&dice, depth: depth - 1)
    switch dice.below(6) {
    case 0, 1: return inner + randomExpression(&dice, depth: depth - 1)
    case 2: return "(\(inner)|\(randomExpression(&dice, depth: depth - 1)))"
    case 3: return "(\(inner))" + dice.pick(["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}"])
    case 4: return "(\(inner))"
    default: return inner
    }
  }

  @Test func whatAMatcherForgetsItFindsOutAgain() throws {
    // Each text leads to other states, far more than are kept.
    var dice = SeededDice(seed: 9)
    var matcher = try RunnerPattern(parsing: "a.{11}b$").matcher()
    for _ in 0..<400 {
      let text = (0..<60).map { _ in dice.pick(["a", "b"]) }.joined()
      let scalars = Array(text)
      #expect(matcher.matches(text) == (scalars[59] == "b" && scalars[47] == "a"))
    }
  }

  @Test func onlyTheBeginningOfAnEndlessTextIsRead() throws {
    let text = String(repeating: "a", count: RunnerPattern.Matcher.textLimit)
    #expect(try matches("b", text.dropLast() + "b"))
    #expect(try !matches("b", text + "b"))
    #expect(try !matches("b", text.dropLast() + "界b"))
  }

  /// Expressions on which backtracking takes for ever, or an automaton without limits all memory.
  @Test(arguments: [
    "(a*)*c", "(x+x+)+y", "(a|aa)+$c", "(a|b)*a(a|b){40}$c", "(a|b|c|d|e|f)*(a.{30}b|c.{40}d)*$9",
    "(a?){60}a{60}c", "((a{1,20}){1,20})c", "(.*)(.*)(.*)(.*)(.*)c", "a.*a.*a.*a.*c",
  ])
  func theEffortGrowsWithTheTextAndNoFaster(pattern: String) throws {
    let compiled = try RunnerPattern(parsing: pattern)
    var dice = SeededDice(seed: 5)
    func time(_ length: Int) -> Duration {
      let text = (0..<length).map { _ in dice.pick(["a", "b"]) }.joined()
      return (0..<5).map { _ in
        var matcher = compiled.matcher()
        return ContinuousClock().measure { _ = matcher.matches(text) }
      }.min() ?? .zero
    }
    // Sixteen times the text; a square would be 256.
    #expect(time(4_000) < time(250) * 100)
  }
}
