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
private final class Sink: Sendable {
  let output = Mutex("")
  let complaints = Mutex("")

  func printed(_ status: Int32) -> Printed {
    Printed(status: status, output: output.withLock { $0 }, complaints: complaints.withLock { $0 })
  }
}

/// `create` against the sandbox in this process.
struct CreateHarness: Sendable {
  let transport = SandboxTransport()
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

  func fault(_ rule: String) {
    guard let fault = SandboxFault(parsing: rule) else { preconditionFailure("No rule: \(rule)") }
    transport.withSandbox { $0.add(fault) }
  }

  /// What is printed of a result.
  func report(_ result: Result<CreateReport, CreateFailure>, json: Bool) -> Printed {
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

  /// A console that keeps what is printed.
  private func console(_ arguments: [String], _ sink: Sink) -> Console {
    let redaction = ArgumentRedaction(arguments)
    return Console(
      output: { text in
        sink.output.withLock { $0 += text }
        return hasOutput
      },
      complaint: { line in sink.complaints.withLock { $0 += redaction.redacted(line) + "\n" } },
      redacted: { redaction.redacted($0) })
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
      status = program.report(.failure(CreateFailure(error)))
    }
    return sink.printed(status)
  }

  private func workshop(_ options: Options) throws(UsageFailure) -> Workshop {
    let setup = try Setup(options: options, environment: [:])
    let known = transport.withSandbox { DemoConnections($0).known }
    guard let connection = known.first(where: { $0.name == token })?.connection else {
      preconditionFailure("No token \(token).")
    }
    let transports = Transports { _ in transport }
    return Workshop(
      setup: setup, start: .ready(connection, notes: []), transports: transports,
      worker: setup.worker(transports: transports, log: log))
  }
}
