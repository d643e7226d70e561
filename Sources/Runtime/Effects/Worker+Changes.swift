import RunnerCore
import RunnerWizard

// Changing runners. Every request is sent once, whatever comes of it.
extension Worker {
  /// Changes under way at once.
  private static let changesAtOnce = 4

  /// Makes changes in their order, a few at once; the end of each is handed over.
  ///
  /// When the work is stopped, what has been sent is still waited for, because only its answer tells
  /// whether it was done, and nothing more is sent.
  func change(
    _ tasks: [RunnerTask], _ client: GitLabClient, _ deliver: @escaping EffectRunner.Deliver
  ) async -> Answer {
    await withTaskGroup(of: Void.self) { group in
      var rest = tasks[...]
      var underWay = 0
      while true {
        while underWay < Self.changesAtOnce, !Task.isCancelled, let task = rest.popFirst() {
          underWay += 1
          group.addTask {
            deliver(await EffectRunner.finishing { await end(of: task, client) })
          }
        }
        guard await group.next() != nil else { return }
        underWay -= 1
      }
    }
    return .changesEnded
  }

  private func end(of task: RunnerTask, _ client: GitLabClient) async -> Answer {
    do {
      return .changed(task.id, try await make(task.change, of: task.id, client))
    } catch {
      return .notChanged(task.id, error)
    }
  }

  /// Changes one runner's values.
  func edit(_ id: Int64, _ edit: RunnerEdit, _ client: GitLabClient) async -> Answer {
    do {
      return .edited(try await make(.edit(edit), of: id, client))
    } catch {
      return .notEdited(error)
    }
  }

  func resetToken(of runner: Runner, _ client: GitLabClient) async -> Answer {
    guard !isReadOnly else { return .tokenNotReset(.readOnlyChange) }
    do {
      let reset = try await client.resetToken(of: runner.id)
      log?.write("reset the token of runner \(runner.id)")
      return .tokenReset(reset, expiry: reset.expiresAt.map(LocalClock.localTime))
    } catch {
      note(error)
      return .tokenNotReset(error)
    }
  }

  private func make(
    _ change: RunnerChange, of id: Int64, _ client: GitLabClient
  ) async throws(APIFailure) -> ChangedRunner {
    guard !isReadOnly else { throw .readOnlyChange }
    do {
      let changed = try await client.change(id, change)
      log?.write("\(change.logged) runner \(id)")
      return changed
    } catch {
      log?.write("runner \(id): \(error.code): \(error.detail)")
      throw error
    }
  }
}

extension RunnerChange {
  /// What the log says was done.
  fileprivate var logged: String {
    switch self {
    case .pause: "paused"
    case .resume: "resumed"
    case .edit: "changed"
    case .delete: "deleted"
    case .assign(let target): "assigned to \(target.kind.rawValue) \(target.id):"
    case .unassign(let target): "unassigned from \(target.kind.rawValue) \(target.id):"
    }
  }
}

extension APIFailure {
  /// What `--read-only` makes of a change to a runner.
  static let readOnlyChange = APIFailure(
    kind: .readOnly, outcome: .notSent, message: Texts.readOnlyChange,
    fix: Texts.readOnlyChangeFix)
}
