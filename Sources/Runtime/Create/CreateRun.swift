import Configuration
import FoundationEssentials
import RunnerCore
import RunnerWizard

/// `create`: the same form, checks and request as the wizard's, without a screen.
struct CreateRun {
  var options: CreateOptions
  var setup: Setup
  var start: ConnectionStart
  var errand: Errand
  var signals: CommandSignals
  var console: Console
  /// What `--from -` reads; nil reads standard input.
  var input: [UInt8]?

  func run() -> Result<CreateReport, CommandFailure> {
    do throws(CommandFailure) {
      let given = CommandConnection(start: start, errand: errand, console: console)
      let connection = try given.incomplete()
      let values = try values()
      ProcessSafety.forbidReadingMemory()
      let form = CreateForm(values.given, server: connection.server)
      let problems = values.problems + form.problems
      guard problems.isEmpty else { throw .invalid(problems) }
      given.warnOfPlainHTTP(connection)
      guard !setup.options.readOnly else {
        throw CommandFailure(.readOnlyRun, changesSomething: true)
      }
      signals.install()
      errand.signals = signals.pipe
      errand.complain = console.complaint
      let ready = try given.complete(connection, interrupted: .interrupted)
      let registration = try registration(form, ready)
      return .success(try register(registration, ready))
    } catch {
      return .failure(error)
    }
  }

  private func values() throws(CommandFailure) -> (given: CreateValues, problems: [CommandProblem])
  {
    let typed = CreateValues(options)
    guard let path = options.from else { return (typed, []) }
    do {
      let file = try CreateFile(try content(path), file: path == "-" ? Texts.input : path)
      return (typed.over(file.values), file.problems)
    } catch {
      throw CommandFailure(UsageFailure(error))
    }
  }

  private func content(_ path: String) throws(FileProblem) -> [UInt8] {
    if path == "-" {
      let limit = YAMLDocument.Limit.bytes
      guard let bytes = input ?? StandardInput.everything(limit: limit) else {
        throw FileProblem(file: Texts.input, text: Texts.inputUnreadable)
      }
      return bytes
    }
    do {
      if let content = try FileAccess.disk.read(path, limit: YAMLDocument.Limit.bytes) {
        return content.bytes
      }
    } catch {
      throw FileProblem(file: path, text: error.text)
    }
    throw FileProblem(file: path, text: Texts.noSuchFile)
  }

  /// Looks up a path and finds out whether GitLab would refuse the runner, before it is sent.
  private func registration(
    _ form: CreateForm, _ connection: Connection
  ) throws(CommandFailure) -> RunnerRegistration {
    var values = form.form
    let type = values.type ?? .instance
    switch errand.run(.checkCreation(type, form.target?.reference, connection)) {
    case .done(.creationChecked(let check)):
      if case .no(let obstacle) = check.permission {
        throw CommandFailure.refusedBefore(obstacle, form.target?.kind)
      }
      values.target = check.target
    case .done(.creationNotChecked(let failure)):
      throw CommandFailure(failure, changesSomething: false).advised(connection)
    case .done, .interrupted: throw .interrupted
    }
    do {
      return try values.validate(now: Date())
    } catch {
      throw .invalid(error.problems.map(CommandProblem.init))
    }
  }

  private func register(
    _ registration: RunnerRegistration, _ connection: Connection
  ) throws(CommandFailure) -> CreateReport {
    switch errand.run(.register(registration, connection)) {
    case .done(.registered(let runner, let expiry)),
      // Ctrl-C came too late: the runner is there, and its token is shown only once.
      .interrupted(.registered(let runner, let expiry)?):
      return CreateReport(
        runner: runner, registration: registration, server: connection.server, expiry: expiry)
    case .done(.registrationFailed(let failure)):
      throw explained(failure, registration, connection)
    case .interrupted(let answer): throw .interruptedRegistration(answer)
    case .done: throw .interruptedAfterSending
    }
  }

  /// A refusal that tells no cause is asked about; nothing is sent again.
  private func explained(
    _ failure: APIFailure, _ registration: RunnerRegistration, _ connection: Connection
  ) -> CommandFailure {
    var result = CommandFailure(failure, changesSomething: true)
    guard failure.cause == .notAllowed,
      case .done(.inquired(let report)) = errand.run(
        .inquire(failure, registration, nil, connection))
    else { return result }
    result.message = report.cause
    result.fix = report.fix
    return result
  }
}
