import Configuration
import RunnerCore
import RunnerWizard

extension Worker {
  /// Seconds for which the file of changes is asked before a registration: beyond an hour a runner is none that could be
  /// taken for its own.
  private static let remembered: Int64 = 7_200

  func recover(_ entry: JournalEntry, _ client: GitLabClient) async -> Answer {
    .recovered(await find(entry, client))
  }

  /// Looks for the runner of an entry. One that is found for certain is that entry's from now on, and no other's.
  func find(_ entry: JournalEntry, _ client: GitLabClient) async -> RecoveryReport {
    let report = await client.recover(entry, except: runners(notOf: entry))
    if let id = report.certain?.runner.id { bind(entry, to: id) }
    return report
  }

  /// Notes which runner an entry's is: in the journal as long as the entry is there, and in the file of changes for ever.
  private func bind(_ entry: JournalEntry, to id: Int64) {
    acquaintance.note(runner: id, madeBy: entry)
    let told = changes?.registrations(on: entry.server, since: entry.startedAt - Self.remembered)
    if told?.contains(ChangeLog.Registration(entryID: entry.id, runnerID: id)) == false {
      let change = LoggedChange(
        .create, .done, server: entry.server, runnerID: id, userID: entry.userID,
        username: entry.username, entryID: entry.id)
      if let failure = changes?.append(change) { log?.write("changes: \(failure)") }
    }
    guard entry.state != .created || entry.runnerID != id, let journal,
      journal.all().contains(where: { $0.id == entry.id })
    else { return }
    var bound = entry
    bound.state = .created
    bound.runnerID = id
    do {
      try journal.write(bound)
    } catch {
      log?.write("journal: \(error)")
    }
  }

  /// The runners that other registrations are known to have made: of this program, and of others that share its files.
  func runners(notOf entry: JournalEntry) -> Set<Int64> {
    var ids = Set(acquaintance.runners(notOf: entry))
    for other in journal?.all() ?? [] where other.id != entry.id && other.server == entry.server {
      if let id = other.runnerID { ids.insert(id) }
    }
    let told = changes?.registrations(
      on: entry.server, since: entry.startedAt - Self.remembered)
    for registration in told ?? [] where registration.entryID != entry.id {
      ids.insert(registration.runnerID)
    }
    return ids
  }

  /// The newest runner of a server that is known without asking: by what was read from it and what was made on it.
  func newestRunner(on server: ServerURL, now: Int64) -> Int64? {
    let told = changes?.registrations(on: server, since: now - Self.remembered) ?? []
    return (told.map(\.runnerID) + [acquaintance.newestRunner(on: server)].compactMap(\.self)).max()
  }

  /// Drops the entry of a registration that needs no more care.
  /// - Parameter runnerID: the runner that was chosen as the entry's.
  func closeEntry(_ id: String, runnerID: Int64? = nil) -> Answer {
    if let runnerID, let entry = journal?.all().first(where: { $0.id == id }) {
      bind(entry, to: runnerID)
    }
    do {
      try journal?.remove(id)
      return .entryClosed(id: id)
    } catch {
      log?.write("journal: \(error)")
      return .entryNotClosed(
        id: id, SaveFailure(message: Texts.entryNotClosed(error), fileExists: false))
    }
  }

  func recallToken(of id: Int64, _ client: GitLabClient) async -> Answer {
    do {
      return .tokenRecalled(id, try await client.recallToken(of: id))
    } catch {
      note(error)
      return .tokenNotRecalled(id, error)
    }
  }

  func clearClipboard(_ token: Secret) async -> Answer {
    .clipboardCleared(await Clipboard.clear(token, from: desktop.clipboardRoute))
  }
}
