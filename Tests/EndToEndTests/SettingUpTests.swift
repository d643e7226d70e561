import Foundation
import Glibc
import Support
import Testing

extension EndToEnd {
  /// From the wizard to a runner of this machine that asks for jobs, with a stub in the place of gitlab-runner.
  @Suite(.enabled(if: Judge.hasPython, "python3 with tomllib is missing")) struct SettingUp {
    @Test func aRunnerIsCreatedRegisteredHereAndAsksForJobs() async throws {
      let machine = try StubbedMachine()
      let it = try await machine.created()
      let config = machine.config(of: it)
      try await it.terminal.waitFor("● registered")
      try await it.press("x") { $0.contains("gitlab-runner 19.4.0") }
      try await it.terminal.waitFor("register --non-interactive")
      #expect(!FileManager.default.fileExists(atPath: config))

      try await it.press(.enter) { $0.contains("Registered:") }
      #expect(try it.terminal.capture().contains("Verifying runner... is valid"))
      try await it.press(.escape) { !$0.contains("Registered:") }
      try await it.terminal.waitUntil("where the token is kept") {
        flowing($0).contains("for gitlab-runner")
      }
      // Registering alone asks for no jobs, and is not taken for it.
      try await it.terminal.waitFor("✓ registered")
      try await it.terminal.waitFor("● asks for jobs")

      let run = try machine.runsOnce(config)
      #expect(run.exitCode == 0, "\(run.errors)")
      try await it.terminal.waitFor("✓ asks for jobs")
      let paths = try it.server.requests().map(\.path)
      #expect(paths.count { $0.hasSuffix("/user/runners") } == 1)
      #expect(paths.count { $0.hasSuffix("/runners/verify") } == 1)
      #expect(paths.contains { $0.hasSuffix("/jobs/request") })

      let text = try String(contentsOfFile: config, encoding: .utf8)
      let token = try #require(Operator.token(in: text))
      let id = try #require(try it.server.runner(withToken: token))
      #expect(text.contains("id = \(id)\n"))
      #expect(text.contains("name = \"it's a host\"\n"))
      #expect(try !machine.arguments().contains(token))
      #expect(try !it.terminal.capture(withHistory: true).contains(token))
      try await it.quits()
    }

    @Test func aTokenThatTheServerDoesNotKnowAsksForNothing() async throws {
      let machine = try StubbedMachine()
      let it = try await machine.created()
      let config = machine.config(of: it)
      try await it.press("x") { $0.contains("gitlab-runner 19.4.0") }
      try await it.press(.enter) { $0.contains("Registered:") }
      try await it.press(.escape) { !$0.contains("Registered:") }
      let text = try String(contentsOfFile: config, encoding: .utf8)
      let token = try #require(Operator.token(in: text))
      let id = try #require(try it.server.runner(withToken: token))
      try it.server.send("DELETE", "/runners/\(id)")
      try await it.terminal.waitFor("is gone from GitLab")
      #expect(try machine.runsOnce(config).exitCode == 1)
      try await it.terminal.waitFor("Create again")
      #expect(try !it.terminal.capture().contains("Register here"))
      try await it.press("n") { $0.contains("Enter creates") }
    }

    @Test func whereItCannotRegisterTheTextToCopyIsOneKeyAway() async throws {
      let machine = try StubbedMachine(failing: "x509")
      let it = try await machine.created()
      try await it.press("x") { $0.contains("gitlab-runner 19.4.0") }
      try await it.press(.enter) { flowing($0).contains("does not trust the certificate") }
      #expect(!FileManager.default.fileExists(atPath: machine.config(of: it)))
      try await it.press("h") { $0.contains("Set up the runner") }
      try await it.press("y") { flowing($0).contains("Copied the text via tmux") }
      let copied = try #require(it.terminal.buffer("runner-wizard"))
      #expect(copied.contains("gitlab-runner register --non-interactive"))
      #expect(copied.contains("--url \(it.server.url)"))
      #expect(Operator.token(in: copied) == nil)

      // The text asks for the token, which stands nowhere yet.
      try await it.press(.escape) { !$0.contains("Set up the runner") }
      try await it.back()
      try await it.terminal.waitFor("nowhere yet")
      try await it.press("y") { flowing($0).contains("Copied the token via tmux") }
      try await it.quits()
    }
  }
}

/// What a machine has of gitlab-runner in these tests; nothing of it is the real machine's.
private struct StubbedMachine {
  private let folder: TemporaryFolder
  private let isRoot = geteuid() == 0
  private let failure: String?

  /// - Parameter failure: what registering fails by.
  init(failing failure: String? = nil) throws {
    folder = try TemporaryFolder()
    self.failure = failure
    try FileManager.default.createDirectory(
      atPath: bin, withIntermediateDirectories: false)
    try StubGitLabRunner.install(in: bin)
    // Root registers into the file that the service reads, which has to be one of the test's.
    try StubGitLabRunner.installSystemctl(in: bin, config: isRoot ? serviceConfig : nil)
  }

  private var bin: String { "\(folder.path)/bin" }
  private var serviceConfig: String { "\(folder.path)/etc/config.toml" }

  /// The file that registering there writes to.
  func config(of it: Operator) -> String {
    isRoot ? serviceConfig : "\(it.terminal.home.path)/.gitlab-runner/config.toml"
  }

  /// Somebody there, on the page of a runner that was just created.
  func created() async throws -> Operator {
    var environment = ["STUB_RECORD": "\(folder.path)/record"]
    environment["STUB_FAIL"] = failure
    let it = try await Operator(columns: 120, rows: 36, environment: environment)
    // A PATH for its shell tmux replaces by that of whoever starts it.
    try it.start(with: "PATH=\(bin):$PATH")
    try await it.go(to: .result, with: Wish(description: "it's a host"))
    return it
  }

  /// Starts gitlab-runner, which asks for jobs and ends.
  func runsOnce(_ config: String) throws -> ProgramRun {
    try ProgramRun(
      "\(bin)/gitlab-runner", ["run", "--config", config], environment: ["STUB_POLLS": "1"])
  }

  /// All that gitlab-runner was given as arguments.
  func arguments() throws -> String {
    struct Call: Decodable {
      let arguments: [String]
    }
    let record = try String(contentsOfFile: "\(folder.path)/record", encoding: .utf8)
    return try record.split(separator: "\n").flatMap {
      try JSONDecoder().decode(Call.self, from: Data($0.utf8)).arguments
    }.joined(separator: " ")
  }
}

extension Operator {
  /// Goes back to the page of the result, through whatever was opened from there.
  fileprivate func back() async throws {
    for _ in 0..<4 where try !WizardPage.result.isShown(on: terminal.capture()) {
      let before = try terminal.capture()
      try await press(.escape) { $0 != before }
    }
    try await see(.result)
  }

  /// Leaves the result page, which asks nothing where the token is kept.
  fileprivate func quits() async throws {
    try terminal.press("q")
    try await terminal.waitUntil("the shell") { !WizardPage.result.isShown(on: $0) }
    try terminal.run("echo code=$?")
    try await terminal.waitFor("code=0")
  }
}
