import RunnerCore
import Testing

struct LocalRunnerTests {
  private static let runner = LocalRunner(
    program: "/usr/bin/gitlab-runner", version: "19.4.0", service: nil, isRoot: true,
    configPath: "/etc/gitlab-runner/config.toml", configuration: .missing)

  @Test(arguments: [
    ("Version:      19.4.0\nGit revision: 1", "19.4.0"),
    ("Version:      18.0.0~pre.1.g2\r\n", "18.0.0~pre.1.g2"),
    ("gitlab-runner 19", nil), ("Version: \u{1B}[2J", nil), ("", nil),
  ])
  func versionIsReadFromItsOwnLine(output: String, version: String?) {
    #expect(LocalRunner.version(fromOutput: output) == version)
  }

  @Test(arguments: [
    ("19.3.0", true), ("19.2.9", false), ("20.0.0", true), ("18.11.0", false), ("x", false),
  ])
  func onlyLaterVersionsLint(version: String, canLint: Bool) {
    var runner = Self.runner
    runner.version = version
    #expect(runner.canLint == canLint)
  }

  @Test(arguments: [
    ("ExecStart=/usr/bin/gitlab-runner \"run\" \"--config\" \"/a b/c.toml\"", "/a b/c.toml"),
    ("ExecStart=/usr/bin/gitlab-runner run -c /c.toml", "/c.toml"),
    ("ExecStart=/usr/bin/gitlab-runner run", "/etc/gitlab-runner/config.toml"),
    ("ExecStart=/x --config /old\nExecStart=\nExecStart=/x --config=/new", "/new"),
    ("ExecStart=/x --config /old\nExecStart=", nil), ("[Unit]", nil),
  ])
  func lastStartOfAUnitTellsTheFile(unit: String, path: String?) {
    #expect(LocalRunner.configPath(fromUnit: unit) == path)
  }

  @Test func everyReasonHasASentenceAndANextStep() throws {
    let server = try ServerURL(parsing: "https://gitlab.example.com")
    func failure(_ lines: String...) -> LocalRegistrationFailure {
      LocalRegistrationFailure(lines, status: 1, server: server, configPath: "/c.toml")
    }
    let failures = [
      failure("FATAL: configuration other than name and executor configuration is reserved"),
      failure("x509: certificate signed by unknown authority"),
      failure("tls: failed to verify certificate: x509: certificate has expired"),
      failure("open /c.toml: permission denied"), failure("status=403 Forbidden"),
      failure("status=404 Not Found"), failure("dial tcp: lookup gitlab: no such host"),
      failure("flag provided but not defined: -x"), failure("FATAL: something else"), failure(),
    ]
    #expect(Set(failures.map(\.message)).count == failures.count)
    for failure in failures {
      #expect(failure.message.hasSuffix(".") && failure.fix.hasSuffix("."))
    }
    #expect(failures[8].message.contains("something else"))
  }
}
