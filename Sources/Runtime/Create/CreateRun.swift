import Configuration
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

  func run() -> Result<CreateReport, CreateFailure> {
    do throws(CreateFailure) {
      let (connection, command) = try connection()
      let values = try values()
      ProcessSafety.forbidReadingMemory()
      let form = CreateForm(values.given, server: connection.server)
      let problems = values.problems + form.problems
      guard problems.isEmpty else { throw .invalid(problems) }
      if connection.server.isPlainHTTPToRemote { say([Texts.plainHTTP(connection.server.host)]) }
      guard !setup.options.readOnly else {
        throw CreateFailure(.readOnlyRun, changesSomething: true)
      }
      signals.install()
      errand.signals = signals.pipe
      errand.complain = console.complaint
      let ready = try finish(connection, command)
      let registration = try registration(form, ready)
      return .success(try register(registration, ready))
    } catch {
      return .failure(error)
    }
  }

  /// The connection, and the command whose output is still missing from it.
  private func connection() throws(CreateFailure) -> (Connection, command: [String]?) {
    switch start {
    case .ready(let connection, let notes):
      say(notes)
      return (connection, nil)
    case .command(let command, let connection, let notes):
      say(notes)
      return (connection, command)
    case .incomplete(let draft, let notes):
      say(notes)
      throw draft.url.isEmpty
        ? CreateFailure(
          .usage, code: "no_host", message: Texts.noHost, fix: Texts.noHostFix)
        : CreateFailure(
          .usage, code: "no_token", message: Texts.noToken(draft.url), fix: Texts.noTokenFix)
    }
  }

  private func say(_ notes: [String]) {
    for note in notes { console.complaint("runner-wizard: \(note)") }
  }

  private func values() throws(CreateFailure) -> (given: CreateValues, problems: [CreateProblem]) {
    let typed = CreateValues(options)
    guard let path = options.from else { return (typed, []) }
    do {
      let file = try CreateFile(try content(path), file: path == "-" ? Texts.input : path)
      return (typed.over(file.values), file.problems)
    } catch {
      throw CreateFailure(UsageFailure(error))
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

  private func finish(
    _ connection: Connection, _ command: [String]?
  ) throws(CreateFailure) -> Connection {
    guard let command else { return connection }
    switch errand.run(.readToken(command: command)) {
    case .done(.tokenRead(let token)):
      var connection = connection
      connection.token = token
      return connection
    case .done(.tokenCommandFailed(let message)):
      throw CreateFailure(.usage, code: "token_command_failed", message: message)
    case .done, .interrupted: throw .interrupted
    }
  }

  /// A path is looked up; an id goes out as it is, because creating may be all that the token may
  /// do.
  private func registration(
    _ form: CreateForm, _ connection: Connection
  ) throws(CreateFailure) -> RunnerRegistration {
    var values = form.form
    switch form.target {
    case nil: break
    case (.id(let id), let kind)?: values.target = RunnerTarget(kind: kind, id: id)
    case (let reference, let kind)?:
      switch errand.run(.resolve(reference, kind, connection)) {
      case .done(.resolved(let target)): values.target = target
      case .done(.resolvingFailed(let failure)):
        throw CreateFailure(failure, changesSomething: false)
      case .done, .interrupted: throw .interrupted
      }
    }
    do {
      return try values.validate()
    } catch {
      throw .invalid(error.problems.map(CreateProblem.init))
    }
  }

  private func register(
    _ registration: RunnerRegistration, _ connection: Connection
  ) throws(CreateFailure) -> CreateReport {
    switch errand.run(.register(registration, connection)) {
    case .done(.registered(let runner, let expiry)),
      // Ctrl-C came too late: the runner is there, and its token is shown only once.
      .interrupted(.registered(let runner, let expiry)?):
      return CreateReport(
        runner: runner, registration: registration, server: connection.server, expiry: expiry)
    case .done(.registrationFailed(let failure)):
      throw CreateFailure(failure, changesSomething: true)
    case .interrupted(let answer): throw .interruptedRegistration(answer)
    case .done: throw .interruptedAfterSending
    }
  }
}
