import Configuration
import GitLabSandbox
import RunnerCore
import RunnerWizard

@testable import Runtime

/// `doctor` against a sandbox in this process.
struct DoctorHarness: Sendable {
  var transport = SandboxTransport()
  /// The name of the sandbox's access token.
  var token = "owner-api"
  /// What the connection comes to in place of the token's.
  var start: Result<ConnectionStart, UsageFailure>?
  /// The names of the tokens that are profiles too.
  var profiles: [String] = []

  func doctor(_ arguments: String...) async -> Printed {
    await onThread { [self] in run(["doctor"] + arguments) }
  }

  private func run(_ arguments: [String]) -> Printed {
    guard case .doctor(let json, let options) = Invocation.parse(arguments) else {
      return Printed(status: 2, output: "", complaints: "\(Invocation.parse(arguments))")
    }
    let sink = Sink()
    let program = DoctorProgram(
      printsJSON: json, options: options, environment: [:],
      console: sink.console(hiding: arguments), signals: CommandSignals(areHeard: false))
    do {
      let setup = try Setup(options: options, environment: [:])
      let known = transport.withSandbox { DemoConnections($0).known }
      let transports = Transports { [transport] _ in transport }
      let practice = DoctorPractice(
        setup: setup, start: start ?? .success(.ready(transport.connection(token), notes: [])),
        profiles: known.filter { profiles.contains($0.name) }.map(DoctorProfile.init),
        transports: transports, worker: setup.worker(transports: transports, log: nil))
      return sink.printed(program.run(practice))
    } catch {
      return sink.printed(-1)
    }
  }
}

extension Printed {
  /// The word of a report for a type or list.
  func word(_ object: String, _ name: String) -> String? { text(json?[object]?[name]) }

  func text(_ value: JSONValue?) -> String? {
    if case .string(let text)? = value { text } else { nil }
  }

  /// The profiles of a report by their names.
  func profile(_ name: String) -> JSONValue? {
    json?["profiles"]?.list?.first { text($0["name"]) == name }
  }
}

extension JSONValue {
  /// The elements of an array.
  var list: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The names of an object's members in their order.
  var keys: [String]? {
    if case .object(let members) = self { members.map(\.name) } else { nil }
  }
}
