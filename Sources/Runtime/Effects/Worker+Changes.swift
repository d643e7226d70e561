import Configuration
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
    _ tasks: [RunnerTask], _ connection: Connection, _ deliver: @escaping EffectRunner.Deliver
  ) async -> Answer {
    await withTaskGroup(of: Void.self) { group in
      var rest = tasks[...]
      var underWay = 0
      while true {
        while underWay < Self.changesAtOnce, !Task.isCancelled, let task = rest.popFirst() {
          underWay += 1
          group.addTask {
            deliver(await EffectRunner.finishing { await end(of: task, connection, deliver) })
          }
        }
        guard await group.next() != nil else { return }
        underWay -= 1
      }
    }
    return .changesEnded
  }

  private func end(
    of task: RunnerTask, _ connection: Connection, _ deliver: EffectRunner.Deliver
  ) async -> Answer {
    do {
      return .changed(task.id, try await make(task.change, of: task.id, connection, deliver))
    } catch {
      return .notChanged(task.id, error)
    }
  }

  /// Changes one runner's values.
  func edit(
    _ id: Int64, _ edit: RunnerEdit, _ connection: Connection, _ deliver: EffectRunner.Deliver
  ) async -> Answer {
    do {
      return .edited(try await make(.edit(edit), of: id, connection, deliver))
    } catch {
      return .notEdited(error)
    }
  }

  func resetToken(
    of runner: Runner, _ connection: Connection, _ deliver: EffectRunner.Deliver
  ) async -> Answer {
    guard !isReadOnly else { return .tokenNotReset(.readOnlyChange) }
    let last = LastTrace()
    do {
      let reset = try await client(connection, hear: last.hear).resetToken(of: runner.id)
      record(.resetToken, of: runner.id, connection, last, nil, deliver)
      log?.write("reset the token of runner \(runner.id)")
      return .tokenReset(reset, expiry: reset.expiresAt.map(LocalClock.localTime))
    } catch {
      note(error)
      record(.resetToken, of: runner.id, connection, last, error, deliver)
      return .tokenNotReset(error)
    }
  }

  private func make(
    _ change: RunnerChange, of id: Int64, _ connection: Connection,
    _ deliver: EffectRunner.Deliver
  ) async throws(APIFailure) -> ChangedRunner {
    guard !isReadOnly else { throw .readOnlyChange }
    let last = LastTrace()
    do {
      let changed = try await client(connection, hear: last.hear).change(id, change)
      record(change.action, of: id, connection, last, nil, deliver)
      log?.write("\(change.logged) runner \(id)")
      return changed
    } catch {
      record(change.action, of: id, connection, last, error, deliver)
      log?.write("runner \(id): \(error.code): \(error.detail)")
      throw error
    }
  }

  private func record(
    _ action: LoggedChange.Action, of id: Int64, _ connection: Connection, _ last: LastTrace,
    _ failure: APIFailure?, _ deliver: EffectRunner.Deliver
  ) {
    let user = acquaintance.user(of: connection)
    record(
      LoggedChange(
        action, failure.map { .init($0) } ?? .done, server: connection.server,
        runnerID: id, userID: user.id, username: user.name,
        requestID: failure?.requestID ?? last.requestID, code: failure?.kind.code), deliver)
  }
}

extension RunnerChange {
  fileprivate var action: LoggedChange.Action {
    switch self {
    case .pause: .pause
    case .resume: .resume
    case .edit: .edit
    case .delete: .delete
    case .assign: .assign
    case .unassign: .unassign
    }
  }

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
