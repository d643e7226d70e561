import RunnerCore
import TerminalUI

extension App {
  /// - Returns: nil for commands that change nothing.
  mutating func performChange(_ id: CommandID) -> [Effect]? {
    guard let list else { return nil }
    switch id {
    case ChangeCommand.pause: return pause(list)
    case ChangeCommand.delete: return askToDelete(list)
    case ChangeCommand.edit: return edit(list)
    case ChangeCommand.new: return begin(.new)
    case ChangeCommand.clone: return list.cursorRunner.map { begin(.clone($0.id)) } ?? []
    case ChangeCommand.assign: return showProjects(list)
    case ChangeCommand.reset: return askToReset(list)
    case ChangeCommand.recall: return recall(list)
    case ChangeCommand.cleanUp: return openCleanUp(list)
    case ChangeCommand.copyID: return copyIDs(of: list)
    case ChangeCommand.copyURL:
      return list.cursorRunner.flatMap(page).map { copy(.text($0), .link) } ?? []
    case ChangeCommand.open:
      return list.cursorRunner.flatMap(page).map { run(.open(url: $0)) } ?? []
    default: return nil
    }
  }

  mutating func takeChange(_ answer: Answer) -> [Effect] {
    switch answer {
    case .changed(let id, let changed): return changeMade(id, changed)
    case .notChanged(let id, let failure): return changeFailed(id, failure)
    case .changesEnded: return changesEnded()
    case .edited(let changed): return edited(changed)
    case .notEdited(let failure): return notEdited(failure)
    case .tokenReset(let token, let expiry): return tokenReset(token, expiry: expiry)
    case .tokenNotReset(let failure): return tokenNotReset(failure)
    default: return []
    }
  }

  /// Does what the answer to a question about runners says.
  mutating func take(_ action: Confirm.RunnerAction) -> [Effect] {
    switch action {
    case .change(let change, let ids): return begin(change, ids)
    case .stopRun: return stopRun()
    case .reset(let id): return reset(id)
    case .begin(let start): return begin(start, isConfirmed: true)
    }
  }

  private mutating func copyIDs(of list: RunnerList) -> [Effect] {
    let ids = list.targets.map { String($0.id) }
    guard !ids.isEmpty else { return [] }
    return copy(.text(ids.joined(separator: "\n")), .runnerIDs(ids.count))
  }

  /// Takes newer facts of a runner into the list, whether it is shown or not.
  mutating func updateRow(_ runner: Runner) {
    runners?.update(runner)
  }

  /// Takes runners that exist no more out of the list.
  mutating func removeRows(_ ids: Set<Int64>) {
    guard !ids.isEmpty else { return }
    runners?.remove(ids)
    if let server = session.connection?.server { forgetTracked(ids, on: server) }
  }

  /// Takes marks off runners whose change was made.
  mutating func unmark(_ ids: [Int64]) {
    guard runners?.marks.isEmpty == false, !ids.isEmpty else { return }
    runners?.show(keepsView: true) { list in
      list.marks.subtract(ids)
      if list.markedOnly != nil { list.showMarkedOnly() }
    }
  }

  /// Marks just these runners and shows no others.
  mutating func markOnly(_ ids: Set<Int64>) -> [Effect] {
    let id = runners?.cursorID
    runners?.show(keepsView: false) { list in
      list.range = nil
      list.marks = RunnerMarks(ids)
      list.showMarkedOnly()
    }
    return cursorMoved(from: id)
  }

  /// The runner as the list has it, or as it was found when it was looked for.
  func known(_ id: Int64) -> Runner? { row(id) ?? recovery.candidate(id)?.runner }

  /// What a runner is called, also when the list does not have it.
  func name(of id: Int64) -> String {
    known(id).map { Texts.name(of: $0) } ?? Texts.name(of: id)
  }

  /// The runner as the list has it.
  func row(_ id: Int64) -> Runner? {
    guard let runners, let place = runners.rows.place(of: id) else { return nil }
    return runners.rows[place]
  }
}
