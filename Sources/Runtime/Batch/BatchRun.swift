import Configuration
import FoundationEssentials
import RunnerCore
import RunnerWizard

/// `create --count` and its `--resume`: several runners, one after another. It stops at the first failure, and what is
/// done stands on the disk.
struct BatchRun {
  var create: CreateRun

  private var options: CreateOptions { create.options }
  private var setup: Setup { create.setup }
  private var errand: Errand { create.errand }
  private var console: Console { create.console }
  private var keeper: BatchKeeper { BatchKeeper(store: setup.batches, journal: setup.journal) }

  // MARK: - A new one

  func begin(_ count: Int) -> Result<RunnerBatch, CommandFailure> {
    do throws(CommandFailure) {
      guard setup.options.demo || setup.journal != nil else {
        throw CommandFailure(.usage, code: "no_state_folder", message: Texts.noJournal)
      }
      let given = CommandConnection(start: create.start, errand: errand, console: console)
      let incomplete = try given.incomplete()
      let values = try create.values()
      let numbering = BatchNumbering(template: values.given.description ?? "", count: count)
      ProcessSafety.forbidReadingMemory()
      let form = try form(values, numbering, incomplete.server)
      let connection = try create.connect(given, incomplete)
      let (registration, context) = try create.registration(form, connection)
      var sent = RunnerForm(sent: registration)
      sent.description = numbering.template
      sent.maintenanceNote = values.given.maintenanceNote ?? ""
      let now = LocalClock.now
      let batch = RunnerBatch(
        id: BatchStore.newID(now: now), server: connection.server, userID: context.userID,
        username: context.username, form: sent, count: count,
        output: options.output.map(TokenFile.absolutePath), printsJSON: options.json,
        isMarked: options.recoveryMarker, skipsExisting: options.ifAbsent, startedAt: now)
      try create.refuseUnfinished(batch)
      do {
        try keeper.begin(batch)
      } catch {
        throw switch error {
        case .noFile(let failure): CommandFailure.outputNotBegun(failure)
        case .notNoted:
          CommandFailure(
            .failed, code: "batch_not_noted", message: error.sentence, fix: Texts.batchNeedsJournal)
        }
      }
      return .success(try proceed(batch, connection))
    } catch {
      return .failure(error)
    }
  }

  /// The form of the last number, whose description is as long as any.
  private func form(
    _ values: (given: FormValues, problems: [CommandProblem]), _ numbering: BatchNumbering,
    _ server: ServerURL
  ) throws(CommandFailure) -> CreateForm {
    var last = values.given
    last.description = numbering.description(of: numbering.count)
    if options.recoveryMarker {
      last.maintenanceNote = RecoveryMarker.appended(
        RecoveryMarker.make(from: 0), to: last.maintenanceNote ?? "")
    }
    let form = CreateForm(last, server: server)
    let problems = values.problems + form.problems
    guard problems.isEmpty else { throw .invalid(problems) }
    return form
  }

  // MARK: - One that was begun

  func resume(_ id: String) -> Result<RunnerBatch, CommandFailure> {
    do throws(CommandFailure) {
      guard options.output == nil else {
        throw CommandFailure(.usage, code: "usage", message: Texts.resumeNeedsNoOutput)
      }
      guard options.emit == nil, options.wait == nil else {
        throw CommandFailure(.usage, code: "usage", message: Texts.countNeedsTokensAlone)
      }
      let given = CommandConnection(start: create.start, errand: errand, console: console)
      let incomplete = try given.incomplete()
      ProcessSafety.forbidReadingMemory()
      let batch = try takeUp(id)
      guard batch.server == incomplete.server else {
        setup.batches?.release(batch.id)
        throw CommandFailure(
          .usage, code: "other_server", message: Texts.batchOfOtherServer(batch),
          fix: Texts.entryOfOtherServerFix)
      }
      return .success(try proceed(batch, try create.connect(given, incomplete)))
    } catch {
      return .failure(error)
    }
  }

  private func takeUp(_ id: String) throws(CommandFailure) -> RunnerBatch {
    let found: RunnerBatch?
    do {
      found = try setup.batches?.adopt(id)
    } catch {
      throw CommandFailure(.failed, code: "batch_unreadable", message: "\(error).")
    }
    guard let found else { throw .notUnfinished(Texts.noSuchBatch(id)) }
    return found
  }

  // MARK: - One after another

  private func proceed(
    _ begun: RunnerBatch, _ connection: Connection
  ) throws(CommandFailure) -> RunnerBatch {
    var batch = begun
    errand.resumption = batch.id
    errand.postponesInterrupt = true
    defer {
      errand.resumption = nil
      errand.postponesInterrupt = false
    }
    do throws(CommandFailure) {
      while let number = batch.next {
        let work = Work.advanceBatch(batch, connection)
        if errand.hearsStop(before: work) { throw .batchInterrupted }
        if try skip(number, of: &batch, connection) { continue }
        try advance(&batch, work, connection)
      }
    } catch {
      throw ended(error, batch)
    }
    do {
      try keeper.leave(batch, isForgotten: true)
    } catch {
      console.complaint("runner-wizard: \(error)")
    }
    return batch
  }

  private func advance(
    _ batch: inout RunnerBatch, _ work: Work, _ connection: Connection
  ) throws(CommandFailure) {
    let outcome = errand.run(work) { answer in
      if case .changeNotRecorded(let message) = answer {
        console.complaint("runner-wizard: \(message)")
      }
      return true
    }
    switch outcome {
    case .done(let answer):
      try take(answer, of: &batch, connection)
    case .interrupted(let answer?):
      // What came of it counts, although it was to be stopped.
      try take(answer, of: &batch, connection)
      throw .batchInterrupted
    case .interrupted(nil): throw .interruptedAfterSending
    }
  }

  private func take(
    _ answer: Answer, of batch: inout RunnerBatch, _ connection: Connection
  ) throws(CommandFailure) {
    switch answer {
    case .batchAdvanced(let changed, let made):
      batch = changed
      let runner = made.runner ?? RegisteredRunner(id: made.runnerID, token: Secret(""))
      let report = CreateReport(
        runner: runner, registration: made.registration, server: connection.server,
        expiry: made.expiry)
      if made.runner != nil { try finish(report, made.number, of: &batch) }
      if let note = made.note { console.complaint("runner-wizard: \(note)") }
      try tell(report, made.number, of: batch)
    case .batchStopped(let changed, let trouble):
      batch = changed
      throw failure(trouble, batch, connection)
    default: throw .interruptedAfterSending
    }
  }

  /// Prints a token that has no file, and then notes that its number is done.
  private func finish(
    _ report: CreateReport, _ number: Int, of batch: inout RunnerBatch
  ) throws(CommandFailure) {
    guard !batch.isDone(number) else { return }
    do {
      if batch.output != nil {
        // Nothing is open here: what was sent before is looked for first.
        let saved = try keeper.savedTokens(of: batch, open: [])
        _ = try keeper.save(report, of: batch, over: saved?.cut)
      } else {
        let line = batch.printsJSON ? report.json.text : report.runner.token.reveal()
        guard console.output(line + "\n") else {
          throw FileFailure(path: Texts.standardOutput, text: Texts.outputFailed)
        }
      }
    } catch {
      throw .tokenNotKept(report.runner.id, "\(error).")
    }
    try note(number, runnerID: report.runner.id, of: &batch)
  }

  private func note(
    _ number: Int, runnerID: Int64?, of batch: inout RunnerBatch
  ) throws(CommandFailure) {
    do {
      try keeper.finish(number, runnerID: runnerID, of: &batch)
    } catch {
      throw CommandFailure(
        .failed, code: "batch_not_noted", message: Texts.numberNotNoted(number, error))
    }
  }

  /// Leaves a number out whose equal exists, where that was asked for.
  private func skip(
    _ number: Int, of batch: inout RunnerBatch, _ connection: Connection
  ) throws(CommandFailure) -> Bool {
    // What was sent before is looked for by its entry.
    let isOpen = setup.journal?.adopt(batch: batch.id).entries.contains { !$0.isDone(in: batch) }
    guard batch.skipsExisting, isOpen != true else { return false }
    guard let registration = try? batch.form(of: number).validate(now: Date()) else { return false }
    do throws(CommandFailure) {
      guard
        let report = try create.existing(
          registration, note: batch.form.maintenanceNote, connection)
      else { return false }
      try finish(report, number, of: &batch)
      try tell(report, number, of: batch)
    } catch {
      guard error.code == CommandFailure.runnerExists, let id = error.runnerID else { throw error }
      console.complaint(Texts.batchSkipped(number, batch.count, id))
      // It is not the batch's runner: no token of it was saved.
      try note(number, runnerID: nil, of: &batch)
    }
    return true
  }

  /// Says that a number is done; where its token is in a file, `--json` prints all else of it.
  private func tell(
    _ report: CreateReport, _ number: Int, of batch: RunnerBatch
  ) throws(CommandFailure) {
    guard options.json else {
      return console.complaint(Texts.batchProgress(number, batch.count, report.runner.id))
    }
    guard let output = batch.output else { return }
    guard console.output(report.json(savedIn: output).text + "\n") else {
      throw CommandFailure(
        .failed, code: "output_failed", message: Texts.objectNotPrinted(report.runner.id, output))
    }
  }
}

// How a batch ends early.
extension BatchRun {
  /// A batch of which nothing came is forgotten; of any other it is said how to go on.
  private func ended(_ failure: CommandFailure, _ batch: RunnerBatch) -> CommandFailure {
    let isOpen = setup.journal?.adopt(batch: batch.id).entries.isEmpty == false
    let isForgotten = batch.done.isEmpty && !isOpen && failure.exit != .unknown
    do {
      try keeper.leave(batch, isForgotten: isForgotten)
    } catch {
      console.complaint("runner-wizard: \(error)")
    }
    guard !isForgotten, !setup.options.demo else { return failure }
    var failure = failure
    failure.batch = batch
    return failure
  }

  private func failure(
    _ trouble: BatchTrouble, _ batch: RunnerBatch, _ connection: Connection
  ) -> CommandFailure {
    switch trouble {
    case .failed(let failure):
      guard let number = batch.next, !failure.mayHaveBeenDone else {
        var result = CommandFailure(failure, changesSomething: true)
        // After an internal error as well: a batch makes nothing twice, so that it has to be known.
        result.exit = .unknown
        result.code = CommandFailure.interruptedAfterSending.code
        if failure.outcome != .unknown { result.message += " " + Texts.mayExistAllTheSame }
        result.fix = Texts.batchOutcomeFirst(batch.next ?? batch.count, batch.count)
        return result
      }
      guard let registration = try? batch.form(of: number).validate(now: Date()) else {
        return CommandFailure(failure, changesSomething: true)
      }
      return create.explained(failure, registration, connection)
    case .invalid(let problems): return .invalid(problems.map(CommandProblem.init))
    case .unsettled(let entry, let report):
      for finding in report.findings { console.complaint(finding) }
      var failure = CommandFailure.unsettled(entry, report)
      if !report.candidates.isEmpty { failure.fix = Texts.batchDoubtfulFix(entry.id) }
      return failure
    case .tokenGone(_, let id, let reason):
      var failure = CommandFailure(
        .failed, code: "token_gone", message: Texts.tokenGone(id, reason),
        fix: Texts.batchTokenGoneFix(id))
      failure.runnerID = id
      return failure
    case .held:
      return CommandFailure(
        .failed, code: "journal_entry_held", message: Texts.batchHeld, fix: Texts.entryIsHeldFix)
    case .file(let message, let id?): return .tokenNotKept(id, message)
    case .file(let message, nil):
      return CommandFailure(
        .failed, code: "output_failed", message: message, fix: Texts.batchFileFix(batch.id))
    }
  }
}
