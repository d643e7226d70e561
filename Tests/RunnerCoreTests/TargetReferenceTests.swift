import RunnerCore
import Testing

@Suite struct TargetReferenceTests {
  private func parse(_ text: String, _ kind: RunnerTarget.Kind) throws -> TargetReference {
    let server = try ServerURL(parsing: "https://gitlab.example.com:8443/root")
    return try TargetReference.parse(text, kind: kind, server: server)
  }

  @Test(arguments: [
    ("123", TargetReference.id(123)),
    (" #123\n", .id(123)),
    ("9223372036854775807", .id(.max)),
    ("a", .path("a")),
    ("/a/b/", .path("a/b")),
    ("a//b", .path("a/b")),
    ("日本/グループ", .path("日本/グループ")),
    ("https://gitlab.example.com:8443/root/groups/a/b", .path("a/b")),
    ("https://gitlab.example.com:8443/root/a/b", .path("a/b")),
    ("https://gitlab.example.com:8443/root/groups/a/b/-/runners?x=1#top", .path("a/b")),
    ("https://GITLAB.example.com/root/groups/a/", .path("a")),
    ("gitlab.example.com:8443/root/groups/a", .path("a")),
    ("https://gitlab.example.com:8443/root/groups/%E6%97%A5", .path("日")),
    ("https://gitlab.example.com:8443/root/api/v4/groups/a%2Fb/runners", .path("a/b")),
    ("https://gitlab.example.com:8443/root/api/v4/groups/7", .id(7)),
  ])
  func groupsAreRead(text: String, expected: TargetReference) throws {
    #expect(try parse(text, .group) == expected)
  }

  @Test(arguments: [
    ("a/b", TargetReference.path("a/b")),
    ("https://gitlab.example.com:8443/root/a/b/-/settings/ci_cd#js-runners", .path("a/b")),
    ("https://gitlab.example.com:8443/root/a/b.git", .path("a/b")),
    ("git@gitlab.example.com:a/b/c.git", .path("a/b/c")),
    ("ssh://git@gitlab.example.com:2222/a/b.git", .path("a/b")),
    ("https://oauth2@gitlab.example.com/root/a/b.git", .path("a/b")),
    ("https://gitlab.example.com:8443/root/projects/9", .id(9)),
    ("https://gitlab.example.com:8443/root/api/v4/projects/a%2Fb", .path("a/b")),
  ])
  func projectsAreRead(text: String, expected: TargetReference) throws {
    #expect(try parse(text, .project) == expected)
  }

  @Test(arguments: [
    ("", RunnerTarget.Kind.group, TargetReferenceProblem.empty(.group)),
    ("0", .group, .idOutOfRange("0")),
    ("-1", .project, .idOutOfRange("-1")),
    ("9223372036854775808", .group, .idOutOfRange("9223372036854775808")),
    ("a", .project, .projectWithoutNamespace("a")),
    (
      "https://other.example.com/a/b", .project,
      .otherServer(host: "other.example.com", connected: "gitlab.example.com")
    ),
    (
      "https://gitlab.example.com:9999/root/a/b", .project,
      .otherServer(host: "gitlab.example.com:9999", connected: "gitlab.example.com")
    ),
    (
      "git@other.example.com:a/b.git", .project,
      .otherServer(host: "other.example.com", connected: "gitlab.example.com")
    ),
    ("https://gitlab.example.com:8443/root/groups/a/b", .project, .otherKind(needed: .project)),
    ("https://gitlab.example.com:8443/root/a/b/-/settings", .group, .otherKind(needed: .group)),
    ("git@gitlab.example.com:a/b.git", .group, .otherKind(needed: .group)),
    (
      "https://gitlab.example.com:8443/root/", .group,
      .namesNothing("https://gitlab.example.com:8443/root/", .group)
    ),
    ("///", .group, .namesNothing("///", .group)),
    ("My Group", .group, .notAPath("My Group", .group)),
    ("a/b\u{1B}[0m", .group, .notAPath("a/b\u{1B}[0m", .group)),
    ("a/b?x", .group, .notAPath("a/b?x", .group)),
    ("ftp://gitlab.example.com/a", .group, .notAPath("ftp://gitlab.example.com/a", .group)),
  ])
  func otherTextsAreRefusedWithAReason(
    text: String, kind: RunnerTarget.Kind, problem: TargetReferenceProblem
  ) {
    #expect(throws: problem) { try parse(text, kind) }
    #expect(problem.message.hasSuffix("."))
    #expect(sanitized(problem.message) == problem.message)
    #expect(!problem.message.contains("AAAABBBB"))
  }

  @Test func withoutAServerEveryHostIsTaken() throws {
    #expect(
      try TargetReference.parse("https://any.example/a/b", kind: .project, server: nil)
        == .path("a/b"))
  }
}
