import RunnerCore
import RunnerWizard

extension Worker {
  func closeEntry(_ id: String) -> Answer {
    .entryClosed(id: id)
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
    .clipboardCleared(.unknown)
  }
}
