import Configuration
import RunnerCore

/// `unfinished`: the registrations and batches that no running program looks after, and giving up of one of these.
/// Nothing is asked of a server.
struct UnfinishedProgram {
  var unfinished: UnfinishedOptions
  var options: Options
  var environment: [String: String]
  var console: Console

  func run() -> Int32 {
    do throws(CommandFailure) {
      let setup = try setup()
      if let id = unfinished.close { return try close(id, setup) }
      return print(
        setup.journal?.list() ?? JournalListing(), setup.batches?.list() ?? BatchListing())
    } catch {
      if unfinished.json, console.takesOutput {
        _ = console.output(error.mapped(console.redacted).json.text + "\n")
      } else {
        for line in error.lines { console.complaint(line) }
      }
      return error.exit.rawValue
    }
  }

  private func setup() throws(CommandFailure) -> Setup {
    do throws(UsageFailure) {
      try console.requireOutput()
      return try Setup(options: options, environment: environment)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Gives a registration up; the file of changes tells it, so that its runner stays explained.
  private func close(_ id: String, _ setup: Setup) throws(CommandFailure) -> Int32 {
    guard let journal = setup.journal else {
      throw .notUnfinished(setup.options.demo ? Texts.nothingUnfinished : Texts.noJournal)
    }
    if RunnerBatch.isID(id) { return try closeBatch(id, setup) }
    let entry = try journal.take(id)
    let batch = try leaveOut(entry, setup)
    let change = LoggedChange(
      .giveUp, .done, server: entry.server, runnerID: entry.runnerID, userID: entry.userID,
      username: entry.username, entryID: entry.id)
    if let failure = setup.changes?.append(change) {
      console.complaint("runner-wizard: \(Texts.changesNotWritten(failure))")
    }
    do {
      try journal.remove(id)
    } catch {
      throw CommandFailure(
        .failed, code: "journal_entry_not_closed", message: Texts.entryNotClosed(error))
    }
    let lines = Texts.closedLines(entry) + (batch.map { [Texts.leftOut(entry, of: $0)] } ?? [])
    let text = unfinished.json ? entry.closed.text : lines.joined(separator: "\n")
    return (console.output(text + "\n") ? ExitCode.done : .failed).rawValue
  }

  /// A batch does not make the number whose registration is given up: it may exist.
  /// - Returns: the batch that goes on without it; nil for a registration of its own.
  private func leaveOut(
    _ entry: JournalEntry, _ setup: Setup
  ) throws(CommandFailure) -> RunnerBatch? {
    guard let place = entry.batch, let batches = setup.batches else { return nil }
    let keeper = BatchKeeper(store: batches, journal: nil)
    do {
      guard var batch = try batches.adopt(place.batch) else { return nil }
      try keeper.finish(place.number, runnerID: nil, of: &batch)
      try keeper.leave(batch, isForgotten: batch.isComplete)
      return batch
    } catch {
      setup.journal?.release(entry.id)
      throw CommandFailure(
        .failed, code: "journal_entry_not_closed", message: Texts.entryNotClosed(error))
    }
  }

  /// - Returns: the exit status; 1 where an entry cannot be read, so that no script takes the list for the whole one.
  private func print(_ listing: JournalListing, _ batches: BatchListing) -> Int32 {
    let there = Set(batches.batches.map(\.id) + batches.heldElsewhere)
    let list = UnfinishedList(entries: listing.entries, batches: batches.batches, there: there)
    let text = unfinished.json ? list.json.text + "\n" : list.text
    guard text.isEmpty || console.output(text) else { return ExitCode.failed.rawValue }
    if !unfinished.json, text.isEmpty { console.complaint(Texts.nothingUnfinished) }
    let heldElsewhere = listing.heldElsewhere.count + batches.heldElsewhere.count
    if heldElsewhere > 0 { console.complaint(Texts.heldElsewhere(heldElsewhere)) }
    let damaged = listing.damaged + batches.damaged
    for failure in damaged {
      console.complaint("runner-wizard: \(Texts.damagedEntry(failure))")
    }
    return (damaged.isEmpty ? ExitCode.done : .failed).rawValue
  }
}

// Giving a batch up.
extension UnfinishedProgram {
  /// Gives up what is left of a batch. What is not certain stays in the journal, as a registration of its own.
  private func closeBatch(_ id: String, _ setup: Setup) throws(CommandFailure) -> Int32 {
    guard let batches = setup.batches else { throw .notUnfinished(Texts.noSuchBatch(id)) }
    let batch = try take(id, of: batches)
    let open = setup.journal?.adopt(batch: id) ?? JournalListing()
    guard open.heldElsewhere.isEmpty else {
      batches.release(id)
      throw CommandFailure(
        .failed, code: "journal_entry_held", message: Texts.batchHeld, fix: Texts.entryIsHeldFix)
    }
    let keeper = BatchKeeper(store: batches, journal: setup.journal)
    do {
      try keeper.leave(batch, isForgotten: true)
    } catch {
      throw CommandFailure(
        .failed, code: "journal_entry_not_closed", message: Texts.entryNotClosed(error))
    }
    if let failure = setup.changes?.append(LoggedChange(givingUp: batch)) {
      console.complaint("runner-wizard: \(Texts.changesNotWritten(failure))")
    }
    let entries = open.entries.filter { !$0.isDone(in: batch) }
    let text =
      unfinished.json
      ? batch.closed(entries).text
      : Texts.closedLines(batch, entries).joined(separator: "\n")
    return (console.output(text + "\n") ? ExitCode.done : .failed).rawValue
  }

  private func take(_ id: String, of batches: BatchStore) throws(CommandFailure) -> RunnerBatch {
    let found: RunnerBatch?
    do {
      found = try batches.adopt(id)
    } catch {
      guard batches.list().heldElsewhere.contains(id) else {
        throw CommandFailure(.failed, code: "batch_unreadable", message: "\(error).")
      }
      throw CommandFailure(
        .failed, code: "journal_entry_held", message: Texts.batchIsHeld, fix: Texts.entryIsHeldFix)
    }
    guard let found else { throw .notUnfinished(Texts.noSuchBatch(id)) }
    return found
  }
}

extension LoggedChange {
  /// The rest of a batch is given up; its runners were told when they were made.
  init(givingUp batch: RunnerBatch) {
    self.init(
      .giveUp, .done, server: batch.server, userID: batch.userID, username: batch.username,
      entryID: batch.id)
  }
}
