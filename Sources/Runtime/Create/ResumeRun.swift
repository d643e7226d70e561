import Configuration
import FoundationEssentials
import RunnerCore
import RunnerWizard

/// `create --resume`: looks for the runner of a registration whose answer was lost. Nothing is sent that changes
/// anything.
struct ResumeRun {
  var entry: CreateOptions.Resume
  var setup: Setup
  var start: ConnectionStart
  var errand: Errand
  var signals: CommandSignals
  var console: Console

  func run() -> Result<CreateReport, CommandFailure> {
    do throws(CommandFailure) {
      let given = CommandConnection(start: start, errand: errand, console: console)
      let connection = try given.incomplete()
      ProcessSafety.forbidReadingMemory()
      let entry = try entry(on: connection.server)
      given.warnOfPlainHTTP(connection)
      signals.install()
      errand.signals = signals.pipe
      let ready = try given.complete(connection, interrupted: .interruptedSearch)
      return .success(try find(entry, ready).on(ready))
    } catch {
      return .failure(error)
    }
  }

  /// The entry that is meant, from now on this program's.
  private func entry(on server: ServerURL) throws(CommandFailure) -> JournalEntry {
    guard let journal = setup.journal else {
      throw .notUnfinished(setup.options.demo ? Texts.nothingUnfinished : Texts.noJournal)
    }
    switch entry {
    case .id(let id):
      let entry = try journal.take(id)
      guard entry.server == server else {
        throw CommandFailure(
          .usage, code: "other_server", message: Texts.entryOfOtherServer(entry),
          fix: Texts.entryOfOtherServerFix)
      }
      if let batch = batch(of: entry) {
        journal.release(id)
        throw CommandFailure(
          .usage, code: "part_of_batch", message: Texts.entryOfBatch(batch),
          fix: Texts.batchFix(batch))
      }
      return entry
    case .newest:
      // Only what is meant is taken, so that other programs find the rest.
      for entry in journal.list().entries.reversed()
      where entry.server == server && batch(of: entry) == nil {
        if let taken = journal.adopt(entry.id).entries.first { return taken }
      }
      for failure in journal.list().damaged {
        console.complaint("runner-wizard: \(Texts.damagedEntry(failure))")
      }
      throw .notUnfinished(Texts.nothingUnfinished(on: server))
    }
  }

  /// The unfinished batch that goes on with an entry.
  private func batch(of entry: JournalEntry) -> String? {
    guard let id = entry.batch?.batch, let listing = setup.batches?.list() else { return nil }
    let isThere = listing.heldElsewhere.contains(id) || listing.batches.contains { $0.id == id }
    return isThere ? id : nil
  }

  private func find(
    _ entry: JournalEntry, _ connection: Connection
  ) throws(CommandFailure) -> CreateReport {
    guard case .done(.recovered(let report)) = errand.run(.recover(entry, connection)) else {
      throw .interruptedSearch
    }
    for finding in report.findings { console.complaint(finding) }
    guard let found = report.certain else { throw notFound(entry, report) }
    guard let token = found.token else {
      var failure = CommandFailure(
        .failed, code: "token_gone",
        message: Texts.tokenGone(found.runner.id, found.tokenObstacle),
        fix: Texts.tokenGoneFix(found.runner.id, entry.id))
      failure.runnerID = found.runner.id
      failure.entryID = entry.id
      throw failure
    }
    guard let report = CreateReport(found.runner, token, of: entry.form, connection.server) else {
      throw .interruptedSearch
    }
    var recovered = report
    recovered.entryID = entry.id
    recovered.journal = setup.journal
    recovered.origin = .recovered
    return recovered
  }

  /// Why it is not one runner for certain.
  private func notFound(_ entry: JournalEntry, _ report: RecoveryReport) -> CommandFailure {
    if report.isCertainlyAbsent {
      _ = errand.run(.closeEntry(id: entry.id))
      return CommandFailure(
        .failed, code: "not_created", message: Texts.notCreated(entry.id), fix: Texts.notCreatedFix)
    }
    return .unsettled(entry, report)
  }
}

extension CreateReport {
  /// The report of a runner that was found; nil where its form is none that could have been sent.
  init?(_ runner: Runner, _ token: Secret, of form: RunnerForm, _ server: ServerURL) {
    guard let registration = try? form.validate() else { return nil }
    self.init(runner, token, of: registration, server)
  }

  init(
    _ runner: Runner, _ token: Secret, of registration: RunnerRegistration, _ server: ServerURL
  ) {
    var found = RegisteredRunner(id: runner.id, token: token)
    if case .at(let seconds) = runner.tokenExpiry {
      let date = Date(timeIntervalSince1970: Double(seconds))
      found.tokenExpiresAt = date
      found.tokenExpiryText = InstantText.sent(date)
    }
    let scope: RunnerScope =
      switch registration.target {
      case let target? where target.kind == .group: .group(target, .direct)
      case let target?: .project(target)
      case nil: .instance
      }
    found.webURL = server.runnerPage(runner, in: scope)
    self.init(
      runner: found, registration: registration, server: server, expiry: found.localExpiry)
  }
}

extension Journal {
  /// Takes an entry that no other program looks after.
  func take(_ id: String) throws(CommandFailure) -> JournalEntry {
    let listing = adopt(id)
    if let failure = listing.damaged.first {
      throw CommandFailure(
        .failed, code: "journal_entry_unreadable", message: Texts.damagedEntry(failure))
    }
    guard listing.heldElsewhere.isEmpty else {
      throw CommandFailure(
        .failed, code: "journal_entry_held", message: Texts.entryIsHeld, fix: Texts.entryIsHeldFix)
    }
    guard let entry = listing.entries.first else {
      throw .notUnfinished(Texts.nothingUnfinished(id))
    }
    return entry
  }
}

extension CommandFailure {
  static func notUnfinished(_ message: String) -> CommandFailure {
    CommandFailure(
      .failed, code: "nothing_unfinished", message: message, fix: Texts.nothingUnfinishedFix)
  }

  /// Ctrl-C while nothing was changed.
  static let interruptedSearch = CommandFailure(
    .interrupted, code: "interrupted", message: Texts.listInterrupted)
}
