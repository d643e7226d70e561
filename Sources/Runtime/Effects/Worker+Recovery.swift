import Configuration
import RunnerCore
import RunnerWizard

extension Worker {
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
