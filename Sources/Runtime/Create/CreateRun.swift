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
      var values = try values()
      let marker =
        options.recoveryMarker ? RecoveryMarker.make(from: .random(in: .min ... .max)) : nil
      let note = values.given.maintenanceNote
      if let marker {
        values.given.maintenanceNote = RecoveryMarker.appended(marker, to: note ?? "")
      }
      ProcessSafety.forbidReadingMemory()
      let form = CreateForm(values.given, server: connection.server)
      let problems = values.problems + form.problems
      guard problems.isEmpty else { throw .invalid(problems) }
      let ready = try connect(given, connection)
      var (registration, context) = try registration(form, ready)
      context.marker = marker
      if options.ifAbsent, let existing = try existing(registration, note: note, ready) {
        return .success(existing.on(ready))
      }
      try refuseUnfinished(registration, note: note, ready)
      return .success(try register(registration, context, ready).on(ready))
    } catch {
      return .failure(error)
    }
  }

  /// The connection with its token, to change something by; from now on signals are heard.
  func connect(
    _ given: CommandConnection, _ connection: Connection
  ) throws(CommandFailure) -> Connection {
    given.warnOfPlainHTTP(connection)
    guard !setup.options.readOnly else {
      throw CommandFailure(.readOnlyRun, changesSomething: true)
    }
    signals.install()
    errand.signals = signals.pipe
    errand.complain = console.complaint
    return try given.complete(connection, interrupted: .interrupted)
  }

  /// What options say, then the file, then the preset.
  func values() throws(CommandFailure) -> (given: FormValues, problems: [CommandProblem]) {
    let typed = FormValues(options)
    let preset = try preset()
    guard let path = options.from else { return (typed.over(preset), []) }
    do {
      let file = try CreateFile(try content(path), file: path == "-" ? Texts.input : path)
      return (typed.over(file.values).over(preset), file.problems)
    } catch {
      throw CommandFailure(UsageFailure(error))
    }
  }

  private func preset() throws(CommandFailure) -> FormValues {
    guard let name = options.preset else { return FormValues() }
    let presets = setup.presets
    guard let preset = presets.first(where: { $0.name == name }) else {
      throw CommandFailure(
        .usage, code: "unknown_preset", message: Texts.unknownPreset(sanitized(name)),
        fix: Texts.knownPresets(presets.map { sanitized($0.name) }))
    }
    return preset.values
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
  func registration(
    _ form: CreateForm, _ connection: Connection
  ) throws(CommandFailure) -> (RunnerRegistration, RegistrationContext) {
    var context = RegistrationContext()
    var values = form.form
    let type = values.type ?? .instance
    switch errand.run(.checkCreation(type, form.target?.reference, connection)) {
    case .done(.creationChecked(let check)):
      if case .no(let obstacle) = check.permission {
        throw CommandFailure.refusedBefore(obstacle, form.target?.kind)
      }
      values.target = check.target
      context.userID = check.userID
      context.username = check.username
    case .done(.creationNotChecked(let failure)):
      throw CommandFailure(failure, changesSomething: false).advised(connection)
    case .done, .interrupted: throw .interrupted
    }
    do {
      return (try values.validate(now: Date()), context)
    } catch {
      throw .invalid(error.problems.map(CommandProblem.init))
    }
  }

  /// The report of an equal runner whose token GitLab still gives; nil where there is no equal runner.
  /// - Parameter note: the maintenance note without a marker, which no other runner has.
  func existing(
    _ registration: RunnerRegistration, note: String?, _ connection: Connection
  ) throws(CommandFailure) -> CreateReport? {
    var form = RunnerForm(sent: registration)
    form.maintenanceNote = note ?? ""
    let wanted = (try? form.validate()) ?? registration
    var search = EqualRunners(wanted, connection, errand)
    let equal = try search.find()
    guard let newest = equal.first else { return nil }
    for runner in equal {
      switch errand.run(.recallToken(runner.id, connection)) {
      case .done(.tokenRecalled(_, let token?)):
        var report = CreateReport(runner, token, of: wanted, connection.server)
        report.origin = .existing
        return report
      case .done: continue
      case .interrupted: throw .interrupted
      }
    }
    var failure = CommandFailure(
      .failed, code: CommandFailure.runnerExists, message: Texts.equalRunnerExists(newest.id),
      fix: Texts.equalRunnerExistsFix)
    failure.runnerID = newest.id
    throw failure
  }

  private func register(
    _ registration: RunnerRegistration, _ context: RegistrationContext, _ connection: Connection
  ) throws(CommandFailure) -> CreateReport {
    var entry: (id: String, isKept: Bool)?
    let outcome = errand.run(.register(registration, connection, context)) { answer in
      switch answer {
      case .registering(let begun, let problem):
        if entry == nil, let problem { console.complaint("runner-wizard: \(problem)") }
        entry = (begun.id, problem == nil)
      case .changeNotRecorded(let message): console.complaint("runner-wizard: \(message)")
      default: break
      }
      return true
    }
    let kept = entry.flatMap { $0.isKept ? $0.id : nil }
    switch outcome {
    case .done(.registered(let runner, let expiry)),
      // Ctrl-C came too late: the runner is there, and its token is shown only once.
      .interrupted(.registered(let runner, let expiry)?):
      return CreateReport(
        runner: runner, registration: registration, server: connection.server, expiry: expiry,
        entryID: kept, journal: setup.journal)
    case .done(.registrationFailed(let failure)):
      throw explained(failure, registration, connection).resumable(kept)
    case .interrupted(let answer):
      throw CommandFailure.interruptedRegistration(answer).resumable(kept)
    case .done: throw CommandFailure.interruptedAfterSending.resumable(kept)
    }
  }

  /// A refusal that tells no cause is asked about; nothing is sent again.
  func explained(
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
