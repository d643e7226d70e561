import Configuration
import RunnerCore
import RunnerWizard

extension Worker {
  /// Seconds for which the file of changes is asked before a registration: beyond an hour a runner is none that could be
  /// taken for its own.
  private static let remembered: Int64 = 7_200

  func recover(_ entry: JournalEntry, _ client: GitLabClient) async -> Answer {
    .recovered(await client.recover(entry, except: runners(notOf: entry)))
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
  func closeEntry(_ id: String) -> Answer {
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
