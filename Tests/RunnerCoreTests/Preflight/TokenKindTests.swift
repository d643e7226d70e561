import RunnerCore
import Testing

@Suite struct TokenKindTests {
  @Test(arguments: [
    ("glpat-AAAABBBBCCCCDDDD", TokenKind.access), ("acme-glpat-AAAABBBBCCCC", .access),
    (" glrt-t1_AAAABBBBCCCC\n", .runner), ("glrtr-AAAABBBBCCCC", .registration),
    ("GR1348941AAAABBBBCCCC", .registration), ("acme-glrt-AAAABBBB", .runner),
    ("glcbt-64_AAAABBBB", .job), ("gldt-AAAABBBB", .deploy), ("gloas-AAAA", .applicationSecret),
    ("glptt-AAAA", .other), ("0123456789abcdef", .unknown), ("", .unknown),
    ("myglrt-AAAA", .unknown),
  ])
  func theBeginningTellsTheKind(_ text: String, _ kind: TokenKind) {
    #expect(TokenKind.guess(Secret(text)) == kind)
  }

  @Test(arguments: TokenKind.allCases)
  func everyKindThatCannotWorkSaysWhatToCreateInstead(_ kind: TokenKind) throws {
    guard kind != .access, kind != .unknown else {
      #expect(kind.advice == nil)
      return
    }
    let advice = try #require(kind.advice)
    #expect(advice.hasPrefix("This is ") && advice.contains("scope create_runner"))
    #expect(advice.hasSuffix("."))
  }
}

@Suite struct GitLabVersionTests {
  @Test(arguments: [
    ("18.4.2-ee", GitLabVersion(18, 4, 2)), ("18.4", GitLabVersion(18, 4)),
    ("17.11.0-pre", GitLabVersion(17, 11)), ("19.5.1+git", GitLabVersion(19, 5, 1)),
  ])
  func versionsAreRead(_ text: String, _ version: GitLabVersion) {
    #expect(GitLabVersion(parsing: text) == version)
    #expect(ServerFacts(versionText: text).version == version)
  }

  @Test(arguments: ["", "18", "x.y", "-1.2", "v18.4"]) func otherTextsAreNone(_ text: String) {
    #expect(GitLabVersion(parsing: text) == nil)
  }

  @Test func theEndOfAVersionTellsTheBuildWhereNothingElseDoes() {
    #expect(ServerFacts(versionText: "16.0.0-ee").isEnterprise == true)
    #expect(ServerFacts(versionText: "16.0.0").isEnterprise == nil)
    #expect(ServerFacts(versionText: "16.0.0-ee", isEnterprise: false).isEnterprise == false)
  }
}
