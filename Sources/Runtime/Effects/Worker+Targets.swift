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

  /// Keeps the groups and projects that were used in the program's own file.
  func saveRecent(_ recent: [RecentTarget]) -> Answer {
    guard let path = savedFile else {
      return .recentNotSaved(SaveFailure(message: Texts.noHomeToSaveIn, fileExists: false))
    }
    let targets = recent.map(SavedTarget.init)
    do {
      try SavedFile.update(path, home: home) { keptRecent.apply(targets, to: &$0) }
      keptRecent.keep(targets)
      return .recentSaved
    } catch {
      return .recentNotSaved(SaveFailure(message: "\(error).", fileExists: false))
    }
  }
}
