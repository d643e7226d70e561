import Foundation
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Synchronization

@testable import Runtime

/// Runs something that blocks on a thread of its own, so that tasks keep theirs.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    Thread { continuation.resume(returning: body()) }.start()
  }
}

/// What a command printed, and how it ended.
struct Printed: Sendable {
  var status: Int32
  var output: String
  var complaints: String

  /// The one JSON line of standard output.
  var json: JSONValue? { JSONValue(parsing: Array(output.utf8)) }
  var error: JSONValue? { json?["error"] }
}

/// What goes to a console.
final class Sink: Sendable {
  let output = Mutex("")
  let complaints = Mutex("")

  /// A console that keeps what is printed.
  /// - Parameter accepts: whether standard output takes what it is given.
  func console(
    hiding arguments: [String] = [], accepts: @escaping @Sendable (String) -> Bool = { _ in true }
  ) -> Console {
    let redaction = ArgumentRedaction(arguments)
    return Console(
      output: { [self] text in
        output.withLock { $0 += text }
        return accepts(text)
      },
      complaint: { [self] line in
        complaints.withLock { $0 += redaction.redacted(line) + "\n" }
      },
      redacted: { redaction.redacted($0) })
  }

  func printed(_ status: Int32) -> Printed {
    Printed(status: status, output: output.withLock { $0 }, complaints: complaints.withLock { $0 })
  }
}

/// `create` against the sandbox in this process.
struct CreateHarness: Sendable {
  let transport = SandboxTransport()
  private let home = try? TemporaryFolder()
  /// The name of the sandbox's access token.
  var token = "owner-api"
  var isReadOnly = false
  var hasOutput = true
  var log: Log?

  func create(_ arguments: String..., input: String = "") async -> Printed {
    await create(arguments, input: input)
  }

  func create(_ arguments: [String], input: String = "") async -> Printed {
    await onThread { [self] in run(["create"] + arguments, input: input) }
  }

  var registrations: Int {
    transport.withSandbox { sandbox in sandbox.log.count { $0.method == "POST" } }
  }

  var requests: Int { transport.withSandbox { $0.log.count } }

  func fault(_ rule: String) { transport.fault(rule) }

  /// What is printed of a result.
  func report(_ result: Result<CreateReport, CommandFailure>, json: Bool) -> Printed {
    let arguments = ["create"] + (json ? ["--json"] : [])
    guard case .create(let create, let options) = Invocation.parse(arguments) else {
      return Printed(status: 2, output: "", complaints: "\(Invocation.parse(arguments))")
    }
    let sink = Sink()
    let program = CreateProgram(
      create: create, options: options, environment: [:], console: console(arguments, sink),
      signals: CommandSignals(areHeard: false))
    return sink.printed(program.report(result))
  }

  private func console(_ arguments: [String], _ sink: Sink) -> Console {
    sink.console(hiding: arguments, accepts: { _ in hasOutput })
  }

  private func run(_ arguments: [String], input: String) -> Printed {
    let sink = Sink()
    guard case .create(let create, var options) = Invocation.parse(arguments) else {
      return Printed(status: 2, output: "", complaints: "\(Invocation.parse(arguments))")
    }
    options.readOnly = isReadOnly
    let program = CreateProgram(
      create: create, options: options, environment: [:], console: console(arguments, sink),
      signals: CommandSignals(areHeard: false))
    let status: Int32
    do {
      status = program.report(program.run(try workshop(options), input: Array(input.utf8)))
    } catch {
      status = program.report(.failure(CommandFailure(error)))
    }
    return sink.printed(status)
  }

  private func workshop(_ options: Options) throws(UsageFailure) -> Workshop {
    try transport.workshop(
      options, token: token, log: log, environment: home.map { ["HOME": $0.path] } ?? [:])
  }
}

extension SandboxTransport {
  /// The connection with the sandbox's access token of that name.
  func connection(_ name: String) -> Connection {
    let known = withSandbox { DemoConnections($0).known }
    guard let connection = known.first(where: { $0.name == name })?.connection else {
      preconditionFailure("No token \(name).")
    }
    return connection
  }

  /// What a command works with on this sandbox.
  func workshop(
    _ options: Options, token: String, log: Log? = nil, environment: [String: String] = [:]
  ) throws(UsageFailure) -> Workshop {
    let setup = try Setup(options: options, environment: environment)
    let transports = Transports { _ in self }
    return Workshop(
      setup: setup, start: .ready(connection(token), notes: []), transports: transports,
      worker: setup.worker(transports: transports, log: log))
  }

  func fault(_ rule: String) {
    guard let fault = SandboxFault(parsing: rule) else { preconditionFailure("No rule: \(rule)") }
    withSandbox { $0.add(fault) }
  }
}
