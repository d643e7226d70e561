import Foundation
import RunnerCore
import Testing

@testable import Runtime

@Suite struct LocalMachineTests {
  @Test func nothingIsFoundWhereNothingIsInstalled() async throws {
    var harness = try LocalRunnerHarness()
    harness.environment["PATH"] = "\(harness.folder.path)/home"
    #expect(await harness.machine.localRunner() == nil)
  }

  @Test func userModeHasAFileOfItsOwnAndSaysSo() async throws {
    let harness = try LocalRunnerHarness(service: "/etc/gitlab-runner/config.toml")
    let runner = try await harness.found()
    #expect(runner.version == "19.4.0")
    #expect(runner.canLint)
    #expect(
      runner.service
        == LocalRunner.Service(configPath: "/etc/gitlab-runner/config.toml", isActive: true))
    #expect(runner.configPath == harness.userConfig)
    #expect(!runner.feedsService)
    #expect(runner.configuration == .missing)
  }

  @Test func rootGetsTheFileThatTheServiceReads() async throws {
    var harness = try LocalRunnerHarness(service: "/srv/ci/runner.toml")
    harness.isRoot = true
    let runner = try await harness.found()
    #expect(runner.configPath == "/srv/ci/runner.toml")
    #expect(runner.feedsService)
  }

  @Test func unitFileTellsWhereSystemctlDoesNot() async throws {
    var harness = try LocalRunnerHarness()
    harness.isRoot = true
    try FileManager.default.createDirectory(
      atPath: "\(harness.folder.path)/units", withIntermediateDirectories: false)
    _ = try harness.folder.write(
      "[Service]\nExecStart=/usr/bin/gitlab-runner run --config=/opt/r.toml\n",
      to: "units/gitlab-runner.service")
    #expect(
      try await harness.found().service
        == LocalRunner.Service(configPath: "/opt/r.toml", isActive: nil))
  }

  @Test func sectionsVariablesAndProxiesAreNamed() async throws {
    var harness = try LocalRunnerHarness()
    harness.isRoot = true
    harness.environment["RUNNER_TAG_LIST"] = "docker"
    harness.environment["https_proxy"] = "http://proxy.example.com:3128"
    _ = try harness.folder.write(
      "[[runners]]\nname = \"a\\u001b[2J\"\nid = 7\nurl = \"https://x.example\"\n",
      to: "etc/config.toml")
    let runner = try await harness.found()
    #expect(
      runner.configuration
        == .entries(
          [LocalRunner.Entry(id: 7, name: "a\u{FFFD}[2J", url: "https://x.example")],
          isWritable: true))
    #expect(runner.reservedVariables == ["RUNNER_TAG_LIST"])
    #expect(runner.proxyVariables == ["https_proxy"])
  }

  @Test func fileThatCannotBeReadSaysWhere() async throws {
    var harness = try LocalRunnerHarness()
    harness.isRoot = true
    _ = try harness.folder.write("a = 1\nb\n", to: "etc/config.toml")
    guard case .unreadable(let reason) = try await harness.found().configuration else {
      Issue.record("It was read.")
      return
    }
    #expect(reason.hasPrefix("\(harness.systemConfig):2: not valid TOML"))
  }
}
