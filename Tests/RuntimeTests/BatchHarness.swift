import Configuration
import Foundation
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Synchronization

@testable import Runtime

/// Commands with a folder of their own, so that a batch can be left and taken up again.
struct BatchHarness: Sendable {
  let transport = SandboxTransport()
  let folder: TemporaryFolder
  var token = "owner-api"
  /// Whether standard output takes a text.
  var accepts: @Sendable (String) -> Bool = { _ in true }

  static let form = ["--type", "group", "--group", "10"]

  init() throws {
    folder = try TemporaryFolder()
  }

  var state: String { folder.path + "/.local/state/runner-wizard" }
  var journal: Journal { Journal(folder: state + "/journal") }
  var batches: BatchStore { BatchStore(folder: state + "/batches") }
  var output: String { folder.path + "/tokens" }

  /// What stands in the file of tokens.
  var lines: [String] {
    let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  /// The runners that the server has besides those that it began with.
  func created(_ prefix: String = "build") -> [String] {
    transport.withSandbox { sandbox in
      sandbox.runners.compactMap(\.description).filter { $0.hasPrefix(prefix) }.sorted()
    }
  }

  var registrations: Int {
    transport.withSandbox {
      $0.log.count { $0.method == "POST" && $0.path.hasSuffix("/user/runners") }
    }
  }

  /// Creates runners build-1, build-2 and so on.
  func batch(_ count: Int, _ arguments: String...) async -> Printed {
    await run(
      ["create"] + Self.form + ["--description", "build-{n}", "--count", "\(count)"] + arguments)
  }

  func run(_ arguments: String...) async -> Printed { await run(arguments) }

  func run(_ arguments: [String]) async -> Printed {
    await onThread { [self] in runHere(arguments) }
  }

  private func runHere(_ arguments: [String]) -> Printed {
    let sink = Sink()
    let console = sink.console(accepts: accepts)
    let environment = ["HOME": folder.path]
    switch Invocation.parse(arguments) {
    case .create(let create, let options):
      let program = CreateProgram(
        create: create, options: options, environment: environment, console: console,
        signals: CommandSignals(areHeard: false))
      guard
        let workshop = try? transport.workshop(options, token: token, environment: environment),
        let errand = Errand(
          signals: nil,
          perform: { await workshop.worker.perform($0, deliver: $1) })
      else { return Printed(status: 2, output: "", complaints: "No workshop.") }
      return sink.printed(program.perform(workshop, errand))
    case .unfinished(let unfinished, let options):
      return sink.printed(
        UnfinishedProgram(
          unfinished: unfinished, options: options, environment: environment, console: console
        ).run())
    case let other: return Printed(status: 2, output: "", complaints: "\(other)")
    }
  }

  /// Makes what is in the journal so old that GitLab cannot be working on it any more.
  func ageJournal(by seconds: Int64 = 400) throws {
    for entry in journal.list().entries {
      let path = "\(state)/journal/\(entry.id).json"
      var text = try String(contentsOfFile: path, encoding: .utf8)
      for time in [entry.startedAt, entry.serverTime ?? entry.startedAt] {
        text = text.replacingOccurrences(
          of: LocalClock.utc(time), with: LocalClock.utc(time - seconds))
      }
      try text.write(toFile: path, atomically: false, encoding: .utf8)
    }
  }
}
