import RunnerCore
import TerminalUI

/// Deleting the runner that was created a few minutes ago, as long as no machine has used it.
extension App {
  var undoAvailability: Availability {
    guard let result, result.createdAt != nil, settings.undoMinutes > 0 else { return .hidden }
    return undoObstacle(result).map { .disabled(reason: $0) } ?? .enabled
  }

  private func undoObstacle(_ result: ResultScreen) -> String? {
    if settings.isReadOnly { return Texts.readOnly }
    if let obstacle = session.obstacle ?? runnerAccess.changeRefusal { return obstacle }
    if session.connection?.server != result.server {
      return Texts.otherServerFirst(result.server.shortName)
    }
    if recovery.deletion != nil { return Texts.stillDeleting }
    if isInUse(result) { return Texts.undoContacted }
    guard let createdAt = result.createdAt else { return nil }
    let minutes = settings.undoMinutes
    return now.uptime - createdAt > Int64(minutes) * 60_000 ? Texts.undoTooLate(minutes) : nil
  }

  /// Whether a machine has introduced itself as the runner since, as far as it was watched.
  private func isInUse(_ result: ResultScreen) -> Bool {
    let key = TrackedRunner.Key(id: result.runner.id, server: result.server)
    return tracking[key].map { $0.stage > .created } ?? false
  }

  /// Reads the runner first: what a machine uses already is not deleted so.
  mutating func undo() -> [Effect] {
    guard let id = result?.runner.id else { return [] }
    return show(
      .change(
        .waiting(
          Waiting(id: id, subject: .reading(.undo), name: Texts.name(of: id)))))
      + read(id, for: .undo)
  }

  mutating func undo(_ detail: RunnerDetail) -> [Effect] {
    let id = detail.runner.id
    let isAwaited = overlays.contains { $0.isWaiting(for: id) }
    overlays.removeAll { $0.isWaiting(for: id) }
    guard isAwaited, let result, result.runner.id == id, let connection = session.connection
    else { return [] }
    if let obstacle = undoObstacle(result) { return tell(.warning, obstacle) }
    guard !detail.isInUse else { return tell(.warning, Texts.undoContacted) }
    if let refusal = detail.runner.refusal(of: .delete, access: runnerAccess) {
      return tell(.warning, refusal)
    }
    recovery.deletion = Recovery.Deletion(id: id, purpose: .undo)
    return show(
      .change(.waiting(Waiting(id: id, subject: .undo, name: Texts.name(of: id)))))
      + beginSingle(.delete, detail.runner, connection)
  }

  /// The runner is gone: back to the form that it was made from, to the list where that is not known, or to what else
  /// waits.
  mutating func undone() -> [Effect] {
    guard let result else { return [] }
    var effects = result.ticket.map { closeEntry($0.id, runner: $0.runner) } ?? []
    forgetTracked([result.runner.id], on: result.server)
    if let next = waitingResults.first {
      waitingResults.removeFirst()
      effects += open(next)
    } else if result.isAboveList {
      effects += openList()
    } else if parkedWizard?.isChanged == true {
      effects += openWizard()
    } else if let draft = result.draft {
      effects += reopen(draft)
    }
    let id = result.runner.id
    let isFormBack = wizard?.draft.work == result.draft?.work && wizard != nil
    let undone = Texts.undone(id, paths: result.configPaths)
    return effects + tell(.success, isFormBack ? Texts.undoneWithForm(undone) : undone)
  }
}

extension RunnerDetail {
  /// Whether a machine has used the runner's token, as far as the answer tells.
  fileprivate var isInUse: Bool {
    let isContacted = [.online, .offline].contains(runner.status) || runner.contactedAt != nil
    return !managers.isEmpty || isContacted || hasAskedForJobs == true
      || (runner.managerCount ?? 0) > 0 || (runner.jobCount ?? 0) > 0
  }
}

extension Overlay {
  var isWaitingForUndo: Bool {
    guard case .change(.waiting(let waiting)) = self else { return false }
    return waiting.subject == .undo || waiting.subject == .reading(.undo)
  }
}
