import Foundation
import RunnerCore
import Support
import Testing

struct RunnerSectionTests {
  private static let token = Secret("glrt-t3_AAAABBBBCCCCDDDDEEEE")

  private func request(
    _ executor: RunnerExecutor, _ answers: [HandOverQuestion: String] = [:]
  ) throws -> HandOverRequest {
    var request = HandOverRequest(
      place: .configTOML, executor: executor, tokenSource: .inline, runnerID: 4_711,
      token: Self.token, tokenObtainedAt: 1_769_850_900, tokenExpiresAt: nil,
      server: try ServerURL(parsing: "https://gitlab.example.com"))
    request.answers = answers
    return request
  }

  private func text(_ request: HandOverRequest) -> String {
    RunnerSection(request).text.revealed(token: Self.token)
  }

  @Test func dockerSectionHasTheEncodersKeysInTheirOrder() throws {
    #expect(
      text(try request(.docker, [.name: "build-host-7"])) == """
        [[runners]]
          name = "build-host-7"
          url = "https://gitlab.example.com"
          id = 4711
          token = "glrt-t3_AAAABBBBCCCCDDDDEEEE"
          token_obtained_at = 2026-01-31T09:15:00Z
          token_expires_at = 0001-01-01T00:00:00Z
          executor = "docker"
          [runners.docker]
            image = "alpine:latest"
            privileged = false
            volumes = ["/cache"]

        """)
  }

  @Test func filesOfTheConnectionStandBeforeTheExecutorWithDashes() throws {
    var request = try request(.shell)
    request.caFile = "/etc/ssl/own.pem"
    request.clientCertificate = "/etc/ssl/me.crt"
    request.clientKey = "/etc/ssl/me.key"
    request.tokenExpiresAt = 1_769_850_900 + 86_400
    #expect(
      text(request).hasSuffix(
        """
          token_expires_at = 2026-02-01T09:15:00Z
          tls-ca-file = "/etc/ssl/own.pem"
          tls-cert-file = "/etc/ssl/me.crt"
          tls-key-file = "/etc/ssl/me.key"
          executor = "shell"

        """))
  }

  @Test func tokenIsASegmentOfItsOwn() throws {
    let section = RunnerSection(try request(.ssh, [.sshUser: "ci\"", .sshPort: "22"]))
    let masked = section.text.masked("***")
    #expect(masked.contains("  token = \"***\"\n"))
    #expect(masked.contains("    user = \"ci\\\"\"\n"))
    #expect(!masked.contains("glrt-"))
  }

  @Test func autoscaledExecutorsSayWhatIsMissing() {
    for executor in RunnerExecutor.allCases {
      let isAutoscaled = [.instance, .dockerAutoscaler].contains(executor)
      #expect((RunnerSection.gap(of: executor) != nil) == isAutoscaled)
    }
  }

  /// Judged by Python's parser: every value comes back as it was given, whatever its characters.
  @Test(.enabled(if: Judge.hasPython, "python3 with tomllib is missing"))
  func everySectionParsesToWhatWasAsked() throws {
    var dice = Dice(seed: 6)
    var sections: [Any] = []
    var expected: [[String: String]] = []
    for executor in RunnerExecutor.allCases {
      for _ in 0..<20 {
        let name = hostileText(&dice)
        let answers: [HandOverQuestion: String] = [
          .name: "n" + name + "n", .image: "i" + name + "i", .sshUser: "u" + name + "u",
          .baseName: "b" + name + "b", .runExec: "r" + name + "r",
          .namespace: "s" + name + "s",
        ]
        sections.append(text(try request(executor, answers)))
        expected.append(["executor": executor.rawValue, "name": "n" + name + "n"])
      }
    }
    let read = try Judge.python(
      """
      import json, sys, tomllib
      out = []
      for text in json.load(sys.stdin):
          runners = tomllib.loads(text)["runners"]
          assert len(runners) == 1 and runners[0]["id"] == 4711, text
          assert runners[0]["token"] == "glrt-t3_AAAABBBBCCCCDDDDEEEE"
          assert runners[0]["token_expires_at"].year == 1
          out.append({key: runners[0][key] for key in ("executor", "name")})
      json.dump(out, sys.stdout)
      """, input: sections)
    let values = try #require(read as? [[String: String]])
    #expect(values.count == expected.count)
    for (value, wanted) in zip(values, expected) { #expect(value == wanted) }
  }

  /// Texts of any scalars, with those that mean something to TOML among them.
  private func hostileText(_ dice: inout Dice) -> String {
    let special: [Unicode.Scalar] = [
      "\"", "\\", "\n", "\r", "\t", "\u{0}", "\u{1F}", "\u{7F}", "'", "#", "]", "=", "é", "🦊", " ",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &dice) {
      if let scalar = special.randomElement(using: &dice) { text.append(scalar) }
    }
    return String(text)
  }
}
