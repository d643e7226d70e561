import RunnerCore
import TerminalUI

/// What is shown about one runner beside, below or instead of the list.
struct DetailPane: Equatable, Sendable {
  /// A part of the pane, of which one is shown at a time.
  enum Section: Int, CaseIterable, Sendable {
    case overview, managers, jobs, projects
  }

  /// The runner that the pane is about; nil when the list is empty.
  var runner: Int64?
  var section = Section.overview
  /// Rows of the section that are scrolled out at the top.
  var scrolled = 0
  /// What was read about the runner; it stays while it is read again.
  var facts: RunnerDetail?
  var reading = DetailReading.none
  var jobs = DetailJobs()

  /// The same pane about another runner, of which nothing has been read.
  func turned(to runner: Int64?) -> DetailPane {
    var pane = DetailPane()
    pane.runner = runner
    pane.section = section
    return pane
  }

  mutating func show(_ section: Section) {
    guard section != self.section else { return }
    self.section = section
    scrolled = 0
  }
}

/// How far something of the pane has been read.
enum DetailReading: Equatable, Sendable {
  case none
  /// The cursor has not stood still for long enough.
  case waiting
  case underWay
  case done
  case failed(APIFailure)
}

/// The jobs of a runner as far as they were wanted, newest first.
struct DetailJobs: Equatable, Sendable {
  private(set) var jobs: [RunnerJob] = []
  /// Where they go on; nil when all have come, or none yet.
  private(set) var next: RunnerCursor?
  var reading = DetailReading.none

  /// Whether more can be asked for.
  var goesOn: Bool {
    switch reading {
    case .none: true
    case .done: next != nil
    case .waiting, .underWay, .failed: false
    }
  }

  /// Takes the next page. A job that moved to it because newer ones have begun is there already.
  mutating func take(_ page: RunnerJobPage) {
    let known = Set(jobs.map(\.id))
    jobs += page.jobs.filter { !known.contains($0.id) }
    next = page.next
    reading = .done
  }
}
