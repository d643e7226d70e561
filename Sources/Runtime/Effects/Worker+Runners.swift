import RunnerCore
import RunnerWizard

// Reading runners: nothing here changes anything on the server.
extension Worker {
  /// Loads pages of a list; each is handed over when it comes.
  func loadRunners(
    _ load: RunnerLoad, _ client: GitLabClient, _ deliver: @escaping EffectRunner.Deliver
  ) async -> Answer {
    let groups = PageGroups { deliver(.runners($0, load.purpose)) }
    defer { groups.end() }
    do {
      let next = try await client.loadRunners(
        load.query, source: load.source, from: load.from, pages: load.pages,
        mayFallBack: load.purpose == .more
      ) { event in
        noteSource(event)
        if case .page(let page) = event, let newest = page.runners.map(\.id).max() {
          acquaintance.note(runner: newest, on: client.connection.server)
        }
        groups.take(event)
      }
      return .runnersLoaded(next: next, load.purpose)
    } catch {
      note(error.failure)
      return .runnersFailed(error.failure, at: error.at, load.purpose)
    }
  }

  /// Why a list goes over REST is worth a line.
  private func noteSource(_ event: RunnerListEvent) {
    if case .source(.rest(let reason)) = event { log?.write("runners over REST: \(reason)") }
  }

  func readRunner(_ id: Int64, _ source: RunnerSource, _ client: GitLabClient) async -> Answer {
    do {
      let detail = try await client.runnerDetail(id, source: source)
      acquaintance.note(runner: id, on: client.connection.server)
      return .runnerRead(detail)
    } catch {
      note(error)
      return .runnerNotRead(id, error)
    }
  }

  func readJobs(
    _ id: Int64, after cursor: RunnerCursor?, _ source: RunnerSource, _ client: GitLabClient
  ) async -> Answer {
    do {
      return .jobsRead(id, try await client.runnerJobs(id, after: cursor, source: source))
    } catch {
      note(error)
      return .jobsNotRead(id, error)
    }
  }

  func findScope(
    _ reference: TargetReference, _ kind: RunnerTarget.Kind, _ client: GitLabClient
  ) async -> Answer {
    do {
      return .scopeFound(try await client.resolve(reference, kind: kind, for: .list))
    } catch {
      note(error)
      return .scopeNotFound(error)
    }
  }
}
