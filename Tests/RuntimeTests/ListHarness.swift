import Foundation
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Synchronization

@testable import Runtime

/// `list` against a sandbox in this process.
struct ListHarness: Sendable {
  var transport = SandboxTransport()
  /// The name of the sandbox's access token.
  var token = "owner-api"
  /// What takes the output; false ends it.
  var accepts: @Sendable (String) -> Bool = { _ in true }
  /// Why output ended.
  var outputEnd = OutputEnd.failed

  init(
    runners: Int = 0, graphQL: Bool = true, token: String = "owner-api",
    gitLab: GitLabSandbox.Release = .v18
  ) {
    // Its clock stands still, so that no runner goes offline between two lists that are compared.
    let start = Date()
    transport = SandboxTransport(
      GitLabSandbox.Options(runners: runners, gitLab: gitLab, graphQL: graphQL), now: { start })
    self.token = token
  }

  func list(_ arguments: String...) async -> Printed { await list(arguments) }

  func list(_ arguments: [String]) async -> Printed {
    await onThread { [self] in run(["list"] + arguments) }
  }

  /// Requests for pages of lists.
  var pages: Int {
    transport.withSandbox { sandbox in
      sandbox.log.count { $0.path.contains("/graphql") || $0.path.contains("/runners") }
    }
  }

  private func run(_ arguments: [String]) -> Printed {
    guard case .list(let list, let options) = Invocation.parse(arguments) else {
      return Printed(status: 2, output: "", complaints: "\(Invocation.parse(arguments))")
    }
    let sink = Sink()
    var console = sink.console(hiding: arguments, accepts: accepts)
    console.outputEnd = { outputEnd }
    let program = ListProgram(
      list: list, options: options, environment: [:], console: console,
      signals: CommandSignals(areHeard: false))
    do {
      return sink.printed(program.run(try transport.workshop(options, token: token)))
    } catch {
      return sink.printed(program.report(CommandFailure(error), hasBegun: false))
    }
  }
}

/// A list as a server of the test's own tells it.
struct ToldList {
  var events: [RunnerListEvent]

  /// What `list` prints of it.
  func printed(_ options: ListOptions) async -> Printed {
    let events = events
    return await onThread {
      let sink = Sink()
      let errand = Errand(signals: nil) { work, deliver in
        guard case .loadRunners(let load, _) = work else {
          return await Worker(transports: Transports { _ in SandboxTransport() }).perform(work)
        }
        for event in events { deliver(.runners(event, load.purpose)) }
        return .runnersLoaded(next: nil, load.purpose)
      }
      guard let errand else { return sink.printed(-1) }
      var run = ListRun(
        options: options, start: .ready(SandboxTransport().connection("owner-api"), notes: []),
        errand: errand, signals: CommandSignals(areHeard: false), console: sink.console(), now: 0)
      do throws(CommandFailure) {
        try run.run()
        return sink.printed(0)
      } catch {
        return sink.printed(error.exit.rawValue)
      }
    }
  }
}

extension Printed {
  /// The objects of a JSON list.
  var runners: [JSONValue]? {
    guard case .array(let elements)? = json else { return nil }
    return elements
  }

  var ids: [Int64] {
    (runners ?? []).compactMap { runner in
      if case .integer(let id)? = runner["id"] { id } else { nil }
    }
  }

  /// The rows of comma-separated values as RFC 4180 has them, the header first; nil where they are none.
  var rows: [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var wasQuoted = false
    var scalars = Array(output.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        field += "\""
        scalars.removeFirst()
      case "\"" where isQuoted: isQuoted = false
      case "\"":
        guard field.isEmpty, !wasQuoted else { return nil }
        isQuoted = true
        wasQuoted = true
      case "," where !isQuoted, "\r" where !isQuoted:
        row.append(field)
        field = ""
        wasQuoted = false
        guard scalar == "\r" else { continue }
        guard scalars.popFirst() == "\n" else { return nil }
        rows.append(row)
        row = []
      case "\n" where !isQuoted: return nil
      default: field.unicodeScalars.append(scalar)
      }
    }
    return field.isEmpty && row.isEmpty && !isQuoted ? rows : nil
  }
}
