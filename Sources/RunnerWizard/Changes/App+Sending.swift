import RunnerCore
import TerminalUI

/// Changes on their way to the server: one piece of work at a time, so that none replaces another
/// whose answer is still wanted.
extension App {
  /// Begins a change that was confirmed or needs no confirmation. What cannot be changed any more
  /// by now is left out.
  mutating func begin(_ change: RunnerChange, _ ids: [Int64]) -> [Effect] {
    guard !settings.isReadOnly else { return tell(.warning, Texts.readOnly) }
    guard let connection = session.connection else { return [] }
    let access = runnerAccess
    let targets = ids.compactMap { known($0) }.filter {
      !changes.isChanging($0.id) && $0.refusal(of: change, access: access) == nil
    }
    guard let first = targets.first else { return tell(.warning, Texts.nothingLeftToChange) }
    guard targets.count > 1 else { return beginSingle(change, first, connection) }
    guard changes.run == nil else { return tell(.warning, Texts.stillChanging) }
    changes.run = ChangeRun(change, targets, connection)
    return show(.change(.run)) + sendNext()
  }

  /// Changes one runner. A pause shows at once and is taken back if it fails.
  mutating func beginSingle(
    _ change: RunnerChange, _ runner: Runner, _ connection: Connection
  ) -> [Effect] {
    changes.singles.append(
      SingleChange(
        task: RunnerTask(id: runner.id, change: change), runner: runner, connection: connection))
    showPaused(by: change, runner.id)
    showAssignmentBegun(change, runner)
    return sendNext()
  }

  /// Whether the list shows the runners of the server that a change was sent to.
  func isInUse(_ connection: Connection) -> Bool { session.connection == connection }

  private mutating func showPaused(by change: RunnerChange, _ id: Int64, isUndone: Bool = false) {
    guard change == .pause || change == .resume, var runner = row(id) else { return }
    runner.isPaused = (change == .pause) != isUndone
    updateRow(runner)
  }

  /// Sends what comes next unless something is on its way.
  mutating func sendNext() -> [Effect] {
    guard !work.isRunning(.change) else { return [] }
    if let index = changes.singles.firstIndex(where: { !$0.isSent }) {
      changes.singles[index].isSent = true
      let single = changes.singles[index]
      return run(.change([single.task], single.connection))
    }
    guard let connection = changes.run?.connection, changes.run?.isOver == false,
      changes.run?.isWaiting(now) == false
    else { return [] }
    changes.run?.waitsUntil = nil
    guard let portion = changes.run?.nextPortion(), !portion.isEmpty else { return [] }
    return run(.change(portion, connection))
  }

  mutating func changeMade(_ id: Int64, _ changed: ChangedRunner) -> [Effect] {
    if let index = changes.singles.firstIndex(where: { $0.task.id == id && $0.isSent }) {
      let single = changes.singles.remove(at: index)
      return singleMade(single, changed)
    }
    guard changes.run?.settle(id, .done) == true, let change = changes.run,
      isInUse(change.connection)
    else { return [] }
    if let runner = changed.runner {
      updateRow(runner)
    } else {
      showPaused(by: change.change, id)
    }
    return []
  }

  /// - Parameter isSeen: the runner was read since.
  private mutating func singleMade(
    _ single: SingleChange, _ changed: ChangedRunner, isSeen: Bool = false
  ) -> [Effect] {
    let name = Texts.name(of: single.runner)
    if isInUse(single.connection) {
      unmark([single.task.id])
      if let runner = changed.runner { updateRow(runner) }
      if single.task.change == .delete { removeRows([single.task.id]) }
    }
    switch single.task.change {
    case .pause: return tell(.success, Texts.paused(name))
    case .resume: return tell(.success, Texts.resumed(name))
    case .delete:
      let isUndo = recovery.deletion == Recovery.Deletion(id: single.task.id, purpose: .undo)
      return (isUndo ? [] : tell(.success, Texts.deleted(name)))
        + deletionEnded(single.task.id, isGone: true)
    case .edit: return []
    case .assign, .unassign: return assignmentMade(single, isSeen: isSeen)
    }
  }

  mutating func changeFailed(_ id: Int64, _ failure: APIFailure) -> [Effect] {
    var failure = failure
    if failure.mayHaveBeenDone { failure.outcome = .unknown }
    if let index = changes.singles.firstIndex(where: { $0.task.id == id && $0.isSent }) {
      return singleFailed(changes.singles.remove(at: index), failure)
    }
    let isUnknown = failure.outcome == .unknown
    if let seconds = failure.limitSeconds,
      changes.run?.postpone(id, until: now.uptime + Int64(seconds) * 1_000) == true
    {
      messages.log(Toast(.warning, Texts.postponed(name(of: id), seconds)), at: now)
      return []
    }
    guard changes.run?.settle(id, isUnknown ? .unknown(failure) : .failed(failure)) == true
    else { return [] }
    let name = name(of: id)
    let text =
      isUnknown ? Texts.changeUnknown(name, failure) : Texts.notChanged(name, failure)
    messages.log(Toast(.error, text + " " + failure.detail), at: now)
    let isHere = changes.run.map { isInUse($0.connection) } ?? false
    return isUnknown && isHere ? read(id, for: .row) : []
  }

  private mutating func singleFailed(
    _ single: SingleChange, _ failure: APIFailure
  ) -> [Effect] {
    let name = Texts.name(of: single.runner)
    messages.log(Toast(.error, failure.account), at: now)
    let isUnknown = failure.outcome == .unknown
    guard isInUse(single.connection) else {
      return tell(
        .error, isUnknown ? Texts.changeUnknown(name, failure) : Texts.notChanged(name, failure))
    }
    if isUnknown { changes.open.append(single) }
    if showAssignmentFailure(single.runner, failure) {
      return isUnknown || failure.kind == .notFound ? read(single.task.id, for: .projects) : []
    }
    if isUnknown {
      return tell(.error, Texts.changeUnknown(name, failure)) + read(single.task.id, for: .row)
    }
    showPaused(by: single.task.change, single.task.id, isUndone: true)
    guard failure.kind == .notFound else {
      return tell(.error, Texts.notChanged(name, failure))
        + deletionEnded(single.task.id, isGone: false)
    }
    switch single.task.change {
    case .delete:
      removeRows([single.task.id])
      return tell(.warning, Texts.goneAlready(name))
        + deletionEnded(single.task.id, isGone: true)
    case .pause, .resume, .edit:
      removeRows([single.task.id])
      return tell(.warning, Texts.isGone(name))
    // It may be the project that is not there.
    case .assign, .unassign:
      return tell(.error, Texts.notChanged(name, failure)) + read(single.task.id, for: .row)
    }
  }

  /// A portion has ended. Whatever has no answer by now may have been made.
  mutating func changesEnded() -> [Effect] {
    let lost = APIFailure(
      kind: .connectionLost, outcome: .unknown, message: Texts.noAnswer, fix: "")
    var effects: [Effect] = []
    for single in changes.singles where single.isSent {
      effects += changeFailed(single.task.id, lost)
    }
    for id in changes.run?.unanswered ?? [] { effects += changeFailed(id, lost) }
    effects += sendNext()
    effects += changes.run?.isOver == true ? endRun() : countdownEffects()
    // Of a run the rows change their places together, at its end.
    return changes.run?.isOver == false ? effects : effects + rearrangeList()
  }

  /// The server may be asked again.
  mutating func goOnAfterWait() -> [Effect] {
    changes.run?.waitsUntil == nil ? [] : sendNext()
  }

  /// Another connection is in use: what has not been sent is about runners of the other server.
  mutating func leaveRunnersBehind() -> [Effect] {
    changes.readings = []
    changes.open = []
    changes.singles.removeAll { !$0.isSent }
    parkedEdit = nil
    recovery.forgetReports()
    overlays.removeAll { if case .recovery = $0 { true } else { false } }
    return work.cancel(.recover) + work.cancel(.recallToken) + stopRun()
  }

  /// Sends nothing further; what is on its way is waited for.
  mutating func stopRun() -> [Effect] {
    guard changes.run?.isOver == false else { return [] }
    changes.run?.end()
    return changes.run?.isOver == true ? endRun() : []
  }

  /// The run has come to its end: the list shows what is left, and the overlay the summary.
  private mutating func endRun() -> [Effect] {
    guard var change = changes.run else { return [] }
    change.close()
    change.offset = 0
    changes.run = change
    // A question whether to stop has nothing to stop any more.
    overlays.removeAll { $0.isAboutRun }
    if isInUse(change.connection) {
      removeRows(change.gone)
      unmark(change.done)
    }
    let isWell = change.doneCount == change.rows.count
    messages.log(Toast(isWell ? .success : .warning, Texts.summary(of: change)), at: now)
    return settle(.failure)
  }

  /// What became of changes whose answer was lost, as the runner shows.
  /// - Parameter detail: nil when the runner is not there any more.
  mutating func seeAfterChange(_ id: Int64, _ detail: RunnerDetail?) -> [Effect] {
    let open = changes.open.filter { $0.task.id == id }
    changes.open.removeAll { $0.task.id == id }
    if let isMade = changes.run?.change.isMade(detail),
      changes.run?.resolve(id, isMade: isMade) == true, isMade
    {
      unmark([id])
    }
    return open.flatMap { single in
      switch single.task.change.isMade(detail) {
      case true?:
        messages.remove(Texts.textsOfUnknown(Texts.name(of: single.runner)))
        return singleMade(single, ChangedRunner(id: id, runner: detail?.runner), isSeen: true)
      case false?:
        guard detail != nil, !showAssignmentNotMade(single.runner) else { return [Effect]() }
        return tell(.error, Texts.wasNotMade(Texts.name(of: single.runner)))
          + deletionEnded(id, isGone: false)
      case nil: return []
      }
    }
  }

  /// The summary was seen.
  mutating func closeRun() -> [Effect] {
    guard changes.run?.isOver == true else {
      return changes.run?.stop == nil
        ? show(.confirm(.stopRun)) : tell(.info, Texts.stopsAfterThese)
    }
    changes.run = nil
    overlays.removeAll { $0 == .change(.run) }
    return []
  }
}

extension APIFailure {
  /// Seconds after which the server takes the same change, which it has not looked at; nil where it is another failure.
  fileprivate var limitSeconds: Int? {
    kind == .rateLimited && outcome != .unknown ? retryAfter : nil
  }
}

extension RunnerChange {
  /// Whether a runner shows that the change was made; nil where that cannot be seen.
  /// - Parameter detail: nil when the runner is not there any more.
  fileprivate func isMade(_ detail: RunnerDetail?) -> Bool? {
    func isUsed(by project: RunnerTarget) -> Bool? {
      guard let detail else { return false }
      return detail.projects.contains { $0.id == project.id } ? true : detail.isCut ? nil : false
    }
    switch self {
    case .delete: return detail == nil
    case .pause: return detail?.runner.isPaused == true
    case .resume: return detail?.runner.isPaused == false
    case .edit: return nil
    case .assign(let project): return isUsed(by: project)
    case .unassign(let project): return isUsed(by: project).map(!)
    }
  }
}
