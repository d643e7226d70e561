import RunnerCore
import Testing

@Suite struct ServerURLTests {
  @Test(arguments: [
    ("https://gitlab.example.com", "https://gitlab.example.com"),
    ("  https://gitlab.example.com/// \n", "https://gitlab.example.com"),
    ("gitlab.example.com", "https://gitlab.example.com"),
    ("GitLab.Example.COM:8443", "https://gitlab.example.com:8443"),
    ("http://localhost:3000/gitlab/", "http://localhost:3000/gitlab"),
    ("https://example.com:443/a//b/", "https://example.com/a/b"),
    ("http://example.com:80", "http://example.com"),
    ("HTTPS://example.com/api/v4", "https://example.com"),
    ("https://example.com/gitlab/api/v4/user/runners", "https://example.com/gitlab"),
    ("https://example.com/users/sign_in", "https://example.com"),
    ("https://example.com/gitlab/admin/runners/new", "https://example.com/gitlab"),
    ("https://example.com/-/user_settings/personal_access_tokens", "https://example.com"),
    ("https://[::1]:8080/x", "https://[::1]:8080/x"),
    ("http://[2001:DB8::1]", "http://[2001:db8::1]"),
    ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ("https://glrt-tools.example.com", "https://glrt-tools.example.com"),
    ("https://example.com:", "https://example.com"),
  ])
  func pastedAddressesAreRead(text: String, expected: String) throws {
    #expect(try ServerURL(parsing: text).description == expected)
  }

  @Test(arguments: [
    ("", ServerURLProblem.empty),
    (" \n", .empty),
    ("ftp://example.com", .otherScheme("ftp")),
    ("file:///etc/passwd", .otherScheme("file")),
    ("https://user:password@example.com", .containsUser),
    ("user@example.com", .containsUser),
    ("https://example.com/?private_token=x", .containsQuery),
    ("https://example.com/#top", .containsQuery),
    ("https://exa mple.com", .forbiddenCharacter),
    ("https://example.com\r\nX-Evil: 1", .forbiddenCharacter),
    ("https://exam\u{200B}ple.com", .forbiddenCharacter),
    ("https://", .notAnAddress("https://")),
    ("https:///path", .notAnAddress("https:///path")),
    ("https://example.com:0", .notAnAddress("https://example.com:0")),
    ("https://example.com:65536", .notAnAddress("https://example.com:65536")),
    ("https://example.com:8x", .notAnAddress("https://example.com:8x")),
    ("https://[::1", .notAnAddress("https://[::1")),
    ("https://::1", .notAnAddress("https://::1")),
    ("https://[example]", .notAnAddress("https://[example]")),
    ("https://exam%70le.com", .notAnAddress("https://exam%70le.com")),
    ("https://bücher.example", .notASCII("bücher.example")),
    (accessToken, .token),
    (accessToken.uppercased() + "://x", .token),
    ("https://\(accessToken)/gitlab", .token),
    ("https://oauth2:\(accessToken)@gitlab.example.com", .containsUser),
  ])
  func otherTextsAreRefusedWithAReason(text: String, problem: ServerURLProblem) {
    #expect(throws: problem) { try ServerURL(parsing: text) }
    #expect(problem.message.hasSuffix("."))
    #expect(sanitized(problem.message) == problem.message)
    #expect(!problem.message.contains("AAAABBBB"))
  }

  @Test func anInternationalizedHostIsToldItsOtherForm() {
    #expect(ServerURLProblem.notASCII("bücher.example").message.contains("xn--"))
  }

  @Test func apiPathsJoinTheRoot() throws {
    let server = try ServerURL(parsing: "https://example.com/gitlab/")
    #expect(server.api("/user/runners") == "https://example.com/gitlab/api/v4/user/runners")
    #expect(server.origin == "https://example.com")
    #expect(server.root == "/gitlab")
    #expect(server.port == 443)
  }

  @Test(arguments: [
    ("http://localhost", true), ("http://127.0.0.1:8080", true), ("http://127.9.9.9", true),
    ("http://[::1]", true), ("http://gdk.localhost", true), ("http://127.0.0.1.example.com", false),
    ("http://10.0.0.1", false), ("http://localhost.example.com", false),
    ("http://127.0.0.300", false),
  ])
  func loopbackIsRecognized(text: String, expected: Bool) throws {
    let server = try ServerURL(parsing: text)
    #expect(server.isLoopback == expected)
    #expect(server.isPlainHTTPToRemote == !expected)
  }

  @Test func encryptedConnectionsAreNotPlain() throws {
    #expect(try !ServerURL(parsing: "https://example.com").isPlainHTTPToRemote)
  }

  @Test(arguments: [
    "https://gitlab.example.com:glpat-short", "https://gitlab.example.com:sG7xQ9Lw2ZpT4vBn8KdR",
    "sG7xQ9Lw2ZpT4vBn8KdR://gitlab.example.com", "https://sG7xQ9Lw2ZpT4vBn8KdR:x",
    "https://gitläb.example.com/sG7xQ9Lw2ZpT4vBn8KdR",
  ])
  func noSecretIsRepeatedByAProblem(_ text: String) throws {
    let problem = #expect(throws: ServerURLProblem.self) { try ServerURL(parsing: text) }
    let message = try #require(problem).message
    #expect(!message.contains("sG7xQ9Lw"))
    #expect(!message.contains("glpat-short"))
  }
}
