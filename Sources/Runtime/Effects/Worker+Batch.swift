import Configuration
import FoundationEssentials
import RunnerCore
import RunnerWizard

// Batches: one runner after another, each request once.
extension Worker {
  var batchKeeper: BatchKeeper { BatchKeeper(store: batches, journal: journal) }

  func begin(_ batch: RunnerBatch) -> Answer {
    if let journalObstacle {
      return .batchNotBegun(SaveFailure(message: journalObstacle, fileExists: false))
    }
    let output = batch.output.map {
      TokenFile.absolutePath(PrivateFile.expandingTilde($0, home: home))
    }
    let batch = batch.named(BatchStore.newID(now: LocalClock.now), writingTo: output)
    do {
      try batchKeeper.begin(batch)
      return .batchBegun(batch)
    } catch {
      return .batchNotBegun(SaveFailure(message: error.sentence, fileExists: false))
    }
  }

  func takeUpBatch(_ id: String) -> Answer {
    do {
      if let batch = try batches?.adopt(id) { return .batchBegun(batch) }
      return .batchNotBegun(SaveFailure(message: Texts.noSuchBatch(id), fileExists: false))
    } catch {
      return .batchNotBegun(SaveFailure(message: "\(error).", fileExists: false))
    }
  }

  /// Lets go of a batch, or gives it up; what is not certain of one that is given up stays in the journal, and is told.
  func leave(_ left: RunnerBatch, isForgotten: Bool) -> Answer {
    do {
      var batch = left
      // One that was only listed here may be worked on by another program, or have gone further meanwhile.
      if isForgotten, let stored = try batches?.adopt(left.id) { batch = stored }
      try batchKeeper.leave(batch, isForgotten: isForgotten)
      guard isForgotten, !batch.isComplete else { return .batchLeft(id: batch.id, problem: nil) }
      let open = journal?.adopt(batch: batch.id).entries ?? []
      if !batch.done.isEmpty || !open.isEmpty,
        let failure = changes?.append(LoggedChange(givingUp: batch))
      {
        log?.write("changes: \(failure)")
      }
      return .batchLeft(id: batch.id, problem: nil, open: open)
    } catch {
      log?.write("batch: \(error)")
      return .batchLeft(id: left.id, problem: "\(error).")
    }
  }

  /// Settles what an earlier request left open, else sends the next one.
  ///
  /// Where the batch has a file, the number is done when this returns; else whoever prints the token notes it.
  func advance(
    _ batch: RunnerBatch, _ connection: Connection, _ deliver: EffectRunner.Deliver
  ) async -> Answer {
    guard !isReadOnly else { return .batchStopped(batch, .failed(.readOnlyRun)) }
    var batch = batch
    do throws(BatchTrouble) {
      let open = try openEntries(of: batch)
      var saved = try savedTokens(of: batch, open: open)
      for entry in open {
        if let found = try await settle(entry, of: &batch, saved, connection) {
          return .batchAdvanced(batch, found)
        }
      }
      // A line that might have been of one that was open is of nobody now.
      if !open.isEmpty { saved = try savedTokens(of: batch, open: []) }
      guard let number = batch.next else { throw .invalid([]) }
      let made = try await create(number, of: &batch, saved, connection, deliver)
      return .batchAdvanced(batch, made)
    } catch {
      return .batchStopped(batch, error)
    }
  }

  private func savedTokens(
    of batch: RunnerBatch, open: [JournalEntry]
  ) throws(BatchTrouble) -> BatchKeeper.SavedTokens? {
    try file { () throws(FileFailure) in try batchKeeper.savedTokens(of: batch, open: open) }
  }

  // MARK: - What an earlier request left open

  /// The entries of numbers that are not done; those of numbers that are need no more care.
  private func openEntries(of batch: RunnerBatch) throws(BatchTrouble) -> [JournalEntry] {
    guard let listing = journal?.adopt(batch: batch.id) else { return [] }
    guard listing.heldElsewhere.isEmpty else { throw .held }
    var open: [JournalEntry] = []
    for entry in listing.entries {
      if entry.isDone(in: batch) {
        try file { () throws(FileFailure) in try journal?.remove(entry.id) }
      } else {
        open.append(entry)
      }
    }
    return open
  }

  /// Finds out what became of a number whose request went out before.
  /// - Returns: nil where nothing came of it, so that it is sent once more.
  private func settle(
    _ entry: JournalEntry, of batch: inout RunnerBatch, _ saved: BatchKeeper.SavedTokens?,
    _ connection: Connection
  ) async throws(BatchTrouble) -> BatchedRunner? {
    guard let number = entry.batch?.number, let registration = try? entry.form.validate() else {
      throw .unsettled(entry, RecoveryReport(candidates: []))
    }
    if let id = entry.runnerID, saved?.runners.contains(id) == true {
      try finish(number, id, of: &batch)
      return BatchedRunner(number: number, runnerID: id, runner: nil, registration: registration)
    }
    let report = await find(entry, client(connection))
    if report.isCertainlyAbsent {
      try file { () throws(FileFailure) in try journal?.remove(entry.id) }
      return nil
    }
    guard let found = report.certain else { throw .unsettled(entry, report) }
    let id = found.runner.id
    if saved?.runners.contains(id) == true {
      try finish(number, id, of: &batch)
      return BatchedRunner(number: number, runnerID: id, runner: nil, registration: registration)
    }
    guard let token = found.token else {
      let isHalfSaved = saved?.cut?.mayBegin(with: id) == true
      let half = isHalfSaved ? batch.output.map(Texts.cutLineStays) : nil
      let reasons = [half, found.tokenObstacle].compactMap(\.self)
      throw .tokenGone(
        entry, runnerID: id, reason: reasons.isEmpty ? nil : reasons.joined(separator: " "))
    }
    let recovered = CreateReport(found.runner, token, of: registration, connection.server)
    return try keep(recovered, number, of: &batch, saved)
  }

  // MARK: - The next one

  private func create(
    _ number: Int, of batch: inout RunnerBatch, _ saved: BatchKeeper.SavedTokens?,
    _ connection: Connection, _ deliver: EffectRunner.Deliver
  ) async throws(BatchTrouble) -> BatchedRunner {
    let marker = batch.isMarked ? RecoveryMarker.make(from: .random(in: .min ... .max)) : nil
    let registration: RunnerRegistration
    do {
      registration = try batch.form(of: number, marker: marker).validate(now: Date())
    } catch {
      throw .invalid(error.problems)
    }
    let context = RegistrationContext(
      userID: batch.userID, username: batch.username, marker: marker,
      batch: BatchPlace(batch: batch.id, number: number))
    switch await register(registration, context, connection, deliver) {
    case .registered(let runner, let expiry):
      return try keep(
        CreateReport(
          runner: runner, registration: registration, server: connection.server, expiry: expiry),
        number, of: &batch, saved)
    case .registrationFailed(let failure): throw .failed(failure)
    // A registration ends in no other way.
    default: throw .held
    }
  }

  /// Brings a token to the disk, and then notes that its number is done.
  private func keep(
    _ report: CreateReport, _ number: Int, of batch: inout RunnerBatch,
    _ saved: BatchKeeper.SavedTokens?
  ) throws(BatchTrouble) -> BatchedRunner {
    let id = report.runner.id
    var made = BatchedRunner(
      number: number, runnerID: id, runner: report.runner, registration: report.registration,
      expiry: report.expiry)
    if batch.output != nil {
      let known = batch
      made.note = try file(about: id) { () throws(FileFailure) in
        try batchKeeper.save(report, of: known, over: saved?.cut)
      }
      try finish(number, id, of: &batch)
    }
    return made
  }

  private func finish(
    _ number: Int, _ id: Int64, of batch: inout RunnerBatch
  ) throws(BatchTrouble) {
    var changed = batch
    do {
      try batchKeeper.finish(number, runnerID: id, of: &changed)
    } catch {
      log?.write("batch: \(error)")
      throw .file(message: Texts.numberNotNoted(number, error), runnerID: nil)
    }
    batch = changed
  }

  /// - Parameter id: the runner whose token is not in its file if this fails.
  private func file<Value>(
    about id: Int64? = nil, _ body: () throws(FileFailure) -> Value
  ) throws(BatchTrouble) -> Value {
    do {
      return try body()
    } catch {
      log?.write("batch: \(error)")
      throw .file(message: "\(error).", runnerID: id)
    }
  }

  // MARK: - Presets

  /// Keeps a named form in the program's own file.
  func savePreset(_ preset: RunnerPreset) -> Answer {
    func failed(_ message: String) -> Answer {
      .presetNotSaved(SaveFailure(message: message, fileExists: false))
    }
    guard let path = savedFile else { return failed(Texts.noHomeToSaveIn) }
    guard RunnerPreset.isName(preset.name) else { return failed(Texts.wrongPresetName) }
    if let field = preset.values.fieldWithToken {
      return failed(Texts.presetHoldsToken(field.rawValue))
    }
    do {
      try SavedFile.update(path, home: home) { $0.set(preset) }
      return .presetSaved(preset, path: path)
    } catch {
      return failed("\(error).")
    }
  }
}
