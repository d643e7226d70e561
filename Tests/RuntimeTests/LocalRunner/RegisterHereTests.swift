import Foundation
import RunnerCore
import RunnerWizard
import Support
import Synchronization
import Testing

@testable import Runtime

@Suite(.enabled(if: Judge.hasPython, "python3 with tomllib is missing")) struct RegisterHereTests {
  @Test func tokenGoesByTheEnvironmentAndTheFileHasTheRunner() async throws {
    var harness = try LocalRunnerHarness()
    harness.environment["RUNNER_TAG_LIST"] = "docker"
    harness.environment["CONFIG_FILE"] = "/nowhere/config.toml"
    harness.environment["GITLAB_TOKEN"] = "glpat-mine"
    let server = try SandboxServer()
    let runner = try server.createRunner()
    let request = try harness.request(server.url, id: runner.id, token: runner.token)
    let (end, lines) = try await harness.register(request)
    #expect(end == .registered(path: harness.userConfig, isOfService: false))
    #expect(lines.contains("Verifying runner... is valid"))

    let call = try harness.registration()
    #expect(!call.arguments.joined().contains(runner.token))
    #expect(call.environment["CI_SERVER_TOKEN"] == runner.token)
    for name in ["RUNNER_TAG_LIST", "CONFIG_FILE", "GITLAB_TOKEN"] {
      #expect(call.environment[name] == nil)
    }
    #expect(
      call.arguments == [
        "register", "--non-interactive", "--config", harness.userConfig, "--url", server.url,
        "--name", "it's a host", "--executor", "docker", "--docker-image", "alpine:latest",
      ])
    #expect(try server.requests().contains { $0.path.hasSuffix("/runners/verify") })
  }

  @Test func registeredRunnerOfTheServicesFileIsSaidToBeOne() async throws {
    var harness = try LocalRunnerHarness()
    let path = "\(harness.folder.path)/etc/config.toml"
    try StubGitLabRunner.installSystemctl(in: "\(harness.folder.path)/bin", config: path)
    harness.isRoot = true
    let server = try SandboxServer()
    let runner = try server.createRunner()
    let request = try harness.request(server.url, id: runner.id, token: runner.token)
    #expect(try await harness.register(request).0 == .registered(path: path, isOfService: true))
  }

  @Test func outputIsShownWithoutSequencesAndTokens() async throws {
    var harness = try LocalRunnerHarness()
    harness.environment["STUB_FAIL"] = "loud"
    let server = try SandboxServer()
    let runner = try server.createRunner()
    let request = try harness.request(server.url, id: runner.id, token: runner.token)
    let lines = try await harness.register(request).1
    let text = lines.joined(separator: "\n")
    #expect(text.contains("token is ‹redacted› and ‹redacted›"))
    #expect(!text.contains(runner.token) && !text.contains("glpat-"))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test func runnerInAnotherFileIsNotTakenForRegistered() async throws {
    var harness = try LocalRunnerHarness()
    harness.environment["STUB_FAIL"] = "elsewhere"
    let server = try SandboxServer()
    let runner = try server.createRunner()
    let request = try harness.request(server.url, id: runner.id, token: runner.token)
    #expect(
      try await harness.register(request).0
        == .notInFile(path: harness.userConfig, reason: Texts.noConfigWritten))
  }

  @Test func failuresAreExplained() async throws {
    var harness = try LocalRunnerHarness()
    let server = try SandboxServer()
    let runner = try server.createRunner()
    func message(_ url: String, _ token: String) async throws -> String {
      let request = try harness.request(url, id: runner.id, token: token)
      guard case .failed(let message, let fix) = try await harness.register(request).0 else {
        return ""
      }
      #expect(!fix.isEmpty)
      return message
    }
    let unknown = try await message(server.url, "glrt-unknown")
    #expect(unknown.hasSuffix("does not take the runner's token."))
    let unreachable = try await message("http://127.0.0.1:1", runner.token)
    #expect(unreachable.contains("could not reach"))
    let wrongPath = try await message(server.url + "/elsewhere", runner.token)
    #expect(wrongPath.contains("found no GitLab"))
    harness.environment["STUB_FAIL"] = "x509"
    let untrusted = try await message(server.url, runner.token)
    #expect(untrusted.contains("does not trust the certificate"))
  }

  @Test func stoppedRegistrationIsInterruptedAndEnds() async throws {
    var harness = try LocalRunnerHarness()
    harness.environment["STUB_FAIL"] = "hang"
    let request = try harness.request("http://127.0.0.1:1", id: 1, token: "glrt-x")
    let runner = try await harness.found()
    let worker = harness.worker
    let (lines, told) = AsyncStream.makeStream(of: String.self)
    let task = Task {
      // Without it, a registration that ended at once would be waited for without end.
      defer { told.finish() }
      return await worker.perform(.registerHere(request, runner)) { answer in
        if case .registrationSays(let line) = answer { told.yield(line) }
      }
    }
    for await line in lines where line.contains("Verifying") { break }
    task.cancel()
    #expect(await task.value == .registeredHere(.stopped))
  }

  @Test func sectionIsWrittenAndLinted() async throws {
    let harness = try LocalRunnerHarness()
    let worker = harness.worker
    let request = try harness.request("https://gitlab.example.com", id: 7, token: "glrt-abc")
    let shown = await worker.perform(.previewConfig(request, path: "~/config.toml"))
    guard case .configPreviewed(let preview)? = shown else {
      Issue.record("\(shown as Any)")
      return
    }
    #expect(!preview.difference.joined().contains("glrt-"))
    let written = await worker.perform(.writeConfig(preview))
    guard case .configWritten(let file)? = written else {
      Issue.record("\(written as Any)")
      return
    }
    #expect(file.lint == .passed)
    #expect(file.backup == nil)
    #expect(try harness.folder.text("home/config.toml").contains("token = \"glrt-abc\""))
    // What was shown once does not count for a second file.
    let again = await worker.perform(.writeConfig(preview))
    guard case .configNotWritten? = again else {
      Issue.record("\(again as Any)")
      return
    }
  }

  @Test func olderProgramIsNotAskedToLint() async throws {
    var harness = try LocalRunnerHarness()
    harness.environment["STUB_VERSION"] = "18.4.0"
    let worker = harness.worker
    let request = try harness.request("https://gitlab.example.com", id: 7, token: "glrt-abc")
    guard
      case .configPreviewed(let preview)? = await worker.perform(
        .previewConfig(request, path: "~/config.toml")),
      case .configWritten(let file)? = await worker.perform(.writeConfig(preview))
    else {
      Issue.record("It was not written.")
      return
    }
    #expect(file.lint == .unavailable)
  }
}
