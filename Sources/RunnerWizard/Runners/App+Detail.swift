import RunnerCore
import TerminalUI

extension App {
  /// The cursor of the list may stand on another row, or the pane may have come into view: what is
  /// not known of the runner there is read when the cursor has stood still for a moment.
  mutating func detailCursorMoved() -> [Effect] {
    guard let runners else { return [] }
    var effects: [Effect] = []
    if runners.cursorID != runners.detail.runner {
      // Reading about another runner takes the place of what is still read about this one.
      effects = work.cancel(.readJobs)
      if runners.detail.reading == .waiting { effects.append(.forget(.detail)) }
      self.runners?.detail = runners.detail.turned(to: runners.cursorID)
    }
    guard detailRect != nil, self.runners?.detail.reading == DetailReading.none,
      self.runners?.detail.runner != nil
    else { return effects }
    self.runners?.detail.reading = .waiting
    return effects + [.wake(.detail, afterMilliseconds: 200)]
  }

  /// The operator asked for the pane: nothing is waited for, and what failed is tried again.
  mutating func detailOpened() -> [Effect] {
    if case .failed? = runners?.detail.reading { return readDetailAgain() }
    let effects = detailCursorMoved()
    guard runners?.detail.reading == .waiting else { return effects + readMoreJobs() }
    return effects + [.forget(.detail)] + detailTimerRan()
  }

  /// The ``TimerID/detail`` timer has run down.
  mutating func detailTimerRan() -> [Effect] {
    guard let detail = runners?.detail, detail.reading == .waiting else { return [] }
    guard detailRect != nil else {
      runners?.detail.reading = .none
      return []
    }
    return readDetail()
  }

  /// Reads again what the pane shows, because it may have changed.
  mutating func readDetailAgain() -> [Effect] {
    guard let detail = runners?.detail, detail.reading != .waiting else { return [] }
    guard detailRect != nil else {
      runners?.detail = detail.turned(to: detail.runner)
      return work.cancel(.readJobs)
    }
    let effects = work.cancel(.readJobs)
    runners?.detail.jobs = DetailJobs()
    return effects + readDetail()
  }

  private mutating func readDetail() -> [Effect] {
    guard let runners, let id = runners.detail.runner, let connection = session.connection else {
      return []
    }
    self.runners?.detail.reading = .underWay
    return run(.readRunner(id, runners.detailSource, connection)) + readMoreJobs()
  }

  /// Asks for more jobs where those that are known end near the end of what is shown.
  mutating func readMoreJobs() -> [Effect] {
    guard let runners, let id = runners.detail.runner, let connection = session.connection,
      runners.detail.section == .jobs, runners.detail.jobs.goesOn,
      runners.detail.reading != .waiting, runners.detail.reading != .none,
      let room = detailRoom
    else { return [] }
    let below = detailContent(width: room.width).count - runners.detail.scrolled - room.height
    guard below < room.height else { return [] }
    let next = runners.detail.jobs.next
    self.runners?.detail.jobs.reading = .underWay
    return run(.readJobs(id, after: next, runners.detailSource, connection))
  }

  /// An answer about one runner or its jobs.
  mutating func takeDetail(_ answer: Answer) -> [Effect] {
    guard let detail = runners?.detail else { return [] }
    switch answer {
    case .runnerRead(let facts) where facts.runner.id == detail.runner:
      runners?.detail.facts = facts
      runners?.detail.reading = .done
      runners?.update(facts.runner)
    case .runnerNotRead(let id, let failure) where id == detail.runner:
      runners?.detail.reading = .failed(failure)
      messages.log(Toast(.error, failure.account), at: now)
    case .jobsRead(let id, let page) where id == detail.runner:
      runners?.detail.jobs.take(page)
    case .jobsNotRead(let id, let failure) where id == detail.runner:
      runners?.detail.jobs.reading = .failed(failure)
      messages.log(Toast(.error, failure.account), at: now)
    default: return []
    }
    return readMoreJobs()
  }

  /// Shows another part of the pane.
  mutating func showDetail(_ section: DetailPane.Section) -> [Effect] {
    runners?.detail.show(section)
    return readMoreJobs()
  }

  /// Scrolls the pane, as far as there is something to see.
  mutating func scrollDetail(by rows: Int) -> [Effect] {
    guard let room = detailRoom, let scrolled = runners?.detail.scrolled else { return [] }
    let total = detailContent(width: room.width).count
    let (wanted, overflow) = scrolled.addingReportingOverflow(rows)
    let window = ScrollWindow(
      total: total, height: room.height, offset: overflow ? (rows < 0 ? 0 : total) : wanted)
    runners?.detail.scrolled = window.offset
    return readMoreJobs()
  }
}
