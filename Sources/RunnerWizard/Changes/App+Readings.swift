import RunnerCore
import TerminalUI

/// Runners that are read one after another because something has to be known about them. The reading
/// of what the operator looks at goes first and may take the place of one of these, which is then
/// begun again.
extension App {
  mutating func read(_ id: Int64, for purpose: Reading.Purpose) -> [Effect] {
    let reading = Reading(id: id, purpose: purpose)
    if !changes.readings.contains(reading) {
      // What the operator waits for goes before what only brings a row up to date.
      if purpose == .row {
        changes.readings.append(reading)
      } else {
        changes.readings.insert(reading, at: 0)
      }
    }
    return readNext()
  }

  /// Reads the next runner unless one is being read.
  mutating func readNext() -> [Effect] {
    guard let reading = changes.readings.first, !work.isRunning(.readRunner),
      let connection = session.connection
    else { return [] }
    return run(.readRunner(reading.id, runners?.detailSource ?? .graphQL(.all), connection))
  }

  /// What is not waited for any more is not read.
  mutating func stopReading(for purpose: Reading.Purpose) {
    changes.readings.removeAll { $0.purpose == purpose }
  }

  mutating func takeReading(_ answer: Answer) -> [Effect] {
    switch answer {
    case .runnerRead(let detail):
      let purposes = endReadings(of: detail.runner.id)
      guard !purposes.isEmpty else { return [] }
      updateRow(detail.runner)
      let moved = purposes.contains(.row) || purposes.contains(.afterEdit) ? rearrangeList() : []
      return moved + purposes.flatMap { use(detail, for: $0) }
    case .runnerNotRead(let id, let failure):
      let purposes = endReadings(of: id)
      return purposes.flatMap { notRead(id, failure, for: $0) }
    default: return []
    }
  }

  private mutating func endReadings(of id: Int64) -> [Reading.Purpose] {
    let ended = changes.readings.filter { $0.id == id }.map(\.purpose)
    changes.readings.removeAll { $0.id == id }
    return ended
  }

  private mutating func use(_ detail: RunnerDetail, for purpose: Reading.Purpose) -> [Effect] {
    switch purpose {
    case .row:
      return seeAfterChange(detail.runner.id, detail)
    case .deletion:
      showDeletion(detail)
      return []
    case .reset:
      showReset(of: detail.runner.id, .read(detail))
      return []
    case .edit: return openEdit(detail.runner)
    case .clone: return openClone(detail)
    case .projects: return openProjects(detail) + seeAfterChange(detail.runner.id, detail)
    case .afterEdit: return seeAfterEdit(detail.runner)
    case .afterRefusal:
      seeAfterRefusal(detail.runner)
      return []
    case .undo: return undo(detail)
    }
  }

  private mutating func notRead(
    _ id: Int64, _ failure: APIFailure, for purpose: Reading.Purpose
  ) -> [Effect] {
    let name = name(of: id)
    if failure.kind == .notFound {
      removeRows([id])
      overlays.removeAll { $0.isWaiting(for: id) }
      let effects = seeAfterChange(id, nil)
      return effects.isEmpty ? tell(.warning, Texts.isGone(name)) : effects
    }
    changes.open.removeAll { $0.task.id == id }
    // Nothing is known of its deletion, and nothing goes on by itself.
    let ended = deletionEnded(id, isGone: false)
    switch purpose {
    case .deletion:
      showDeletionWithoutUsage(of: id)
      return []
    case .reset:
      showReset(of: id, .failed)
      return []
    case .projects:
      if showAssignmentProblem(id, Texts.notRead(name, failure)) { return [] }
      overlays.removeAll { $0.isWaiting(for: id) }
    case .edit, .clone, .undo: overlays.removeAll { $0.isWaiting(for: id) }
    case .row, .afterEdit, .afterRefusal: break
    }
    return tell(.error, Texts.notRead(name, failure)) + ended
  }
}
