import Configuration
import Foundation
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Synchronization
import TerminalUI
import Testing

@testable import Runtime

/// Commands with a journal in a folder of their own, and a server whose word about lost runners is given.
struct RecoveryHarness: Sendable {
  let transport = SandboxTransport()
  let folder: TemporaryFolder
  var token = "owner-api"
  var hasOutput = true
  /// What looking for a lost runner brings; nil asks the sandbox.
  var report: RecoveryReport?
  /// What GitLab still gives of tokens; nil asks the sandbox.
  var recalled: Secret??

  init() throws {
    folder = try TemporaryFolder()
  }

  var journal: Journal { Journal(folder: folder.path + "/.local/state/runner-wizard/journal") }

  func run(_ arguments: String...) async -> Printed {
    await onThread { [self] in run(arguments) }
  }

  func run(_ arguments: [String]) -> Printed {
    let sink = Sink()
    let console = sink.console(accepts: { _ in hasOutput })
    let environment = ["HOME": folder.path]
    switch Invocation.parse(arguments) {
    case .create(let create, let options):
      let program = CreateProgram(
        create: create, options: options, environment: environment, console: console,
        signals: CommandSignals(areHeard: false))
      return sink.printed(program.report(result(program, environment)))
    case .unfinished(let unfinished, let options):
      return sink.printed(
        UnfinishedProgram(
          unfinished: unfinished, options: options, environment: environment, console: console
        ).run())
    case let other: return Printed(status: 2, output: "", complaints: "\(other)")
    }
  }

  private func result(
    _ program: CreateProgram, _ environment: [String: String]
  ) -> Result<CreateReport, CommandFailure> {
    guard let setup = try? Setup(options: program.options, environment: environment) else {
      return .failure(.interrupted)
    }
    let transports = Transports { [transport] _ in transport }
    let worker = setup.worker(transports: transports, log: nil)
    let errand = Errand(signals: nil) { [report, recalled] work, deliver in
      switch work {
      case .recover where report != nil: return report.map(Answer.recovered)
      case .recallToken(let id, _) where recalled != nil: return .tokenRecalled(id, recalled ?? nil)
      default: return await worker.perform(work, deliver: deliver)
      }
    }
    guard let errand else { return .failure(.interrupted) }
    let workshop = Workshop(
      setup: setup, start: .ready(transport.connection(token), notes: []), transports: transports,
      worker: worker)
    return program.run(workshop, errand)
  }

  /// Loses the answer of a registration; gives the id of its entry.
  func lose(_ arguments: String...) async throws -> String {
    transport.fault("POST /user/runners:reset-after:1")
    let printed = await onThread { [self] in
      run(["create", "--type", "group", "--group", "10", "--json"] + arguments)
    }
    #expect(printed.status == 5)
    guard case .string(let id)? = printed.error?["journal_id"] else {
      throw TestFailure("\(printed)")
    }
    return id
  }

  /// The lines of the file of changes.
  var changes: [JSONValue] {
    get throws {
      try folder.text(".local/state/runner-wizard/changes.jsonl").split(separator: "\n")
        .compactMap { JSONValue(parsing: Array($0.utf8)) }
    }
  }

  var newest: Int64 { Int64(transport.withSandbox { $0.runners.last?.id ?? 0 }) }

  var registrations: Int {
    transport.withSandbox { sandbox in
      sandbox.log.count { $0.method == "POST" && $0.path.hasSuffix("/user/runners") }
    }
  }
}

private struct TestFailure: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
