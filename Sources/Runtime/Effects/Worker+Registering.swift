import Configuration
import RunnerCore
import RunnerWizard

// Creating a runner: noted in the journal before it is sent, sent once.
extension Worker {
  func register(
    _ registration: RunnerRegistration, _ context: RegistrationContext, _ connection: Connection,
    _ deliver: EffectRunner.Deliver
  ) async -> Answer {
    guard !isReadOnly else { return .registrationFailed(.readOnlyRun) }
    let last = LastTrace()
    let client = client(connection, hear: last.hear)
    var entry = entry(registration, context, connection)
    let problem = keep(entry)
    deliver(.registering(entry, problem: problem))
    // A batch goes on for long; without its entry nobody could say whether a number is done.
    if context.batch != nil, let problem {
      return .registrationFailed(
        APIFailure(kind: .other, outcome: .notSent, message: problem, fix: Texts.batchNeedsJournal))
    }
    do {
      let runner = try await client.register(registration)
      entry.state = .created
      entry.runnerID = runner.id
      acquaintance.note(runner: runner.id, madeBy: entry)
      entry.serverTime = last.serverTime ?? entry.serverTime
      _ = keep(entry)
      record(
        LoggedChange(
          .create, .done, server: connection.server, runnerID: runner.id, userID: entry.userID,
          username: entry.username, requestID: runner.requestID, entryID: entry.id), deliver)
      log?.write("created runner \(runner.id)")
      return .registered(runner, expiry: runner.localExpiry)
    } catch {
      note(error)
      if error.mayHaveBeenDone {
        entry.state = .unknown
        entry.runnerID = error.runnerID
        entry.isAnswered = error.isGitLabsOwnError
        if let id = error.runnerID { acquaintance.note(runner: id, madeBy: entry) }
        entry.serverTime = error.serverTime ?? entry.serverTime
        deliver(.registering(entry, problem: keep(entry)))
      } else {
        drop(entry)
      }
      record(
        LoggedChange(
          .create, .init(error), server: connection.server, runnerID: error.runnerID,
          userID: entry.userID, username: entry.username, requestID: error.requestID,
          code: error.kind.code, entryID: entry.id), deliver)
      return .registrationFailed(error)
    }
  }

  private func entry(
    _ registration: RunnerRegistration, _ context: RegistrationContext, _ connection: Connection
  ) -> JournalEntry {
    let now = LocalClock.now
    let user = acquaintance.user(of: connection)
    return JournalEntry(
      id: Journal.newID(now: now), state: .sending, server: connection.server,
      userID: context.userID ?? user.id, username: context.username ?? user.name,
      form: RunnerForm(sent: registration), marker: context.marker, startedAt: now,
      serverTime: acquaintance.time(of: connection.server),
      lastKnownID: newestRunner(on: connection.server, now: now), batch: context.batch)
  }

  /// Writes an entry, or says why it is not on the disk.
  private func keep(_ entry: JournalEntry) -> String? {
    guard let journal else { return journalObstacle }
    do {
      try journal.write(entry)
      return nil
    } catch {
      log?.write("journal: \(error)")
      return Texts.journalNotWritten(error)
    }
  }

  /// Drops an entry of which nothing came. If that fails, the next program finds out the same.
  private func drop(_ entry: JournalEntry) {
    do {
      try journal?.remove(entry.id)
    } catch {
      log?.write("journal: \(error)")
    }
  }

  /// Writes a line of the file of changes; that it cannot be written is told once.
  func record(_ change: LoggedChange, _ deliver: EffectRunner.Deliver) {
    guard let failure = changes?.append(change) else { return }
    log?.write("changes: \(failure)")
    deliver(.changeNotRecorded(message: Texts.changesNotWritten(failure)))
  }
}

extension LoggedChange.Outcome {
  init(_ failure: APIFailure) {
    switch failure.outcome {
    case .notSent: self = .notSent
    case .refused: self = failure.mayHaveBeenDone ? .unknown : .refused
    case .unknown: self = .unknown
    }
  }
}
