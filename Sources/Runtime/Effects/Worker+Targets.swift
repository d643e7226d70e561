import Configuration
import RunnerCore
import RunnerWizard

// Finding groups, projects and tags for a new runner.
extension Worker {
  func searchTargets(_ search: TargetSearch, _ client: GitLabClient) async -> Answer {
    do {
      return .targetsFound(try await client.targets(search), search)
    } catch {
      note(error)
      return .targetsNotFound(error, search)
    }
  }

  func readTags(_ target: RunnerTarget?, _ client: GitLabClient) async -> Answer {
    do {
      return .tagsRead(try await client.tags(near: target))
    } catch {
      note(error)
      return .tagsNotRead(error)
    }
  }

  func saveRecent(_ recent: [RecentTarget]) -> Answer {
    .recentSaved
  }
}
