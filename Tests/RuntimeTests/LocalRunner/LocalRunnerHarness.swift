import Foundation
import RunnerCore
import RunnerWizard
import Support
import Synchronization

@testable import Runtime

/// A machine of its own for a test, with a stub of gitlab-runner in its PATH.
struct LocalRunnerHarness {
  let folder: TemporaryFolder
  var environment: [String: String]
  var isRoot = false

  init(service: String? = nil) throws {
    folder = try TemporaryFolder()
    for name in ["bin", "home", "etc"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/\(name)", withIntermediateDirectories: false)
    }
    try StubGitLabRunner.install(in: "\(folder.path)/bin")
    try StubGitLabRunner.installSystemctl(in: "\(folder.path)/bin", config: service)
    environment = [
      "PATH": "\(folder.path)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin")",
      "HOME": "\(folder.path)/home", "STUB_RECORD": "\(folder.path)/record",
    ]
  }

  var userConfig: String { "\(folder.path)/home/.gitlab-runner/config.toml" }
  var systemConfig: String { "\(folder.path)/etc/config.toml" }

  var machine: LocalMachine {
    LocalMachine(
      environment: environment, isRoot: isRoot, programFolders: [],
      unitFolders: ["\(folder.path)/units"], systemConfigPath: systemConfig)
  }

  var worker: Worker {
    Worker(
      transports: Transports { _ in SandboxTransport() }, home: "\(folder.path)/home",
      machine: machine)
  }

  func request(_ server: String, id: Int64, token: String) throws -> HandOverRequest {
    var request = HandOverRequest(
      place: .linux, executor: .docker, tokenSource: .inline, runnerID: id, token: Secret(token),
      tokenObtainedAt: 1_769_850_900, tokenExpiresAt: nil, server: try ServerURL(parsing: server))
    request.answers = [.name: "it's a host"]
    return request
  }

  /// Registers, and keeps the lines that were told.
  func register(_ request: HandOverRequest) async throws -> (LocalRegistrationEnd, [String]) {
    let lines = Mutex<[String]>([])
    let runner = try await found()
    let answer = await worker.perform(.registerHere(request, runner)) { answer in
      if case .registrationSays(let line) = answer { lines.withLock { $0.append(line) } }
    }
    guard case .registeredHere(let end)? = answer else {
      throw Unexpected(answer: "\(answer as Any)")
    }
    return (end, lines.withLock { $0 })
  }

  struct Unexpected: Error {
    let answer: String
  }

  func found() async throws -> LocalRunner {
    guard let runner = await machine.localRunner() else { throw Unexpected(answer: "no runner") }
    return runner
  }

  /// What the stub was called with, the registration alone.
  func registration() throws -> (arguments: [String], environment: [String: String]) {
    struct Call: Decodable {
      let arguments: [String]
      let environment: [String: String]
    }
    let calls = try folder.text("record").split(separator: "\n").map {
      try JSONDecoder().decode(Call.self, from: Data($0.utf8))
    }
    guard let call = calls.last(where: { $0.arguments.first == "register" }) else {
      throw Unexpected(answer: "not called")
    }
    return (call.arguments, call.environment)
  }
}
