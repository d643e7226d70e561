import RunnerCore
import TerminalUI

extension App {
  // MARK: - Pause and resume

  /// Pauses or resumes the runner under the cursor at once; of marked ones it is asked first.
  mutating func pause(_ list: RunnerList) -> [Effect] {
    guard !list.marks.isEmpty else {
      guard let runner = list.cursorRunner else { return [] }
      return begin(runner.isPaused == true ? .resume : .pause, [runner.id])
    }
    let (targets, refused) = able(list.targets, .pause)
    guard let refusal = refused.first?.reason ?? (targets.isEmpty ? Texts.noRunnerHere : nil),
      targets.isEmpty
    else { return show(.confirm(.pause(targets, refused: refused))) }
    return tell(.warning, refusal)
  }

  // MARK: - Deletion

  mutating func askToDelete(_ list: RunnerList) -> [Effect] {
    let all = list.targets
    let (targets, refused) = able(all, .delete)
    guard let first = targets.first else {
      return tell(.warning, refused.first?.reason ?? Texts.noRunnerHere)
    }
    guard all.count > 1 else {
      return show(.confirm(.delete(first, .reading, now: now))) + read(first.id, for: .deletion)
    }
    let isScope = list.isComplete && targets.count == list.rows.count
    let confirm = Confirm.delete(targets, refused: refused)
    guard targets.count >= TypedConfirm.threshold || isScope else {
      return show(.confirm(confirm))
    }
    return show(
      .change(
        .typed(
          TypedConfirm(
            title: confirm.title, text: confirm.text, brief: confirm.brief,
            expected: Texts.number(targets.count),
            verb: Texts.deleteCount(targets.count),
            action: .change(.delete, targets.map(\.id))))))
  }

  /// Runners that a change may be made to as far as is known, and the others with the reason.
  private func able(
    _ runners: [Runner], _ change: RunnerChange
  ) -> (able: [Runner], refused: [RefusedRunner]) {
    let access = runnerAccess
    var able: [Runner] = []
    var refused: [RefusedRunner] = []
    for runner in runners {
      let reason =
        changes.isChanging(runner.id)
        ? Texts.stillChanging : runner.refusal(of: change, access: access)
      if let reason {
        refused.append(RefusedRunner(runner: runner, reason: reason))
      } else {
        able.append(runner)
      }
    }
    return (able, refused)
  }

  /// Completes the question whether to delete a runner, while it is still open.
  mutating func showDeletion(_ detail: RunnerDetail) {
    let runner = row(detail.runner.id) ?? detail.runner
    replaceConfirm(
      where: { $0.deletes(runner.id) }, by: .delete(runner, .read(detail), now: now))
  }

  mutating func showDeletionWithoutUsage(of id: Int64) {
    guard let runner = known(id) else { return }
    replaceConfirm(where: { $0.deletes(id) }, by: .delete(runner, .failed, now: now))
  }

  /// Says more in a question that is still open; the highlight stays.
  mutating func replaceConfirm(where isMeant: (Confirm) -> Bool, by confirm: Confirm) {
    for index in overlays.indices {
      guard case .confirm(let old) = overlays[index], isMeant(old) else { continue }
      var confirm = confirm
      confirm.highlighted = old.highlighted
      overlays[index] = .confirm(confirm)
    }
  }
}

/// A runner that a change cannot be made to, and why.
struct RefusedRunner: Equatable, Sendable {
  let runner: Runner
  let reason: String
}
