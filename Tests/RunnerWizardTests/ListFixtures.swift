import RunnerCore
import Support
import TerminalUI

@testable import RunnerWizard

/// Runners and a server of them for tests of the list.
enum ListFixtures {
  /// Seconds since 1970-01-01 00:00 UTC at which a pilot begins.
  static let now: Int64 = 1_798_714_980

  private static let statuses: [RunnerStatus] = [
    .online, .online, .offline, .online, .stale, .neverContacted,
  ]
  private static let words = ["docker", "shell", "gpu", "arm64", "macos", "windows"]

  /// A runner with every fact, told by its id.
  static func runner(_ id: Int64) -> Runner {
    let kind = Int(id)
    var runner = Runner(id: id, status: statuses[kind % statuses.count])
    runner.description = "\(words[kind % words.count]) host \(id)"
    runner.type = RunnerType.allCases[kind % 3]
    runner.isPaused = kind.isMultiple(of: 7)
    runner.isLocked = false
    runner.runsUntagged = kind.isMultiple(of: 2)
    runner.isProtected = false
    runner.isBusy = kind.isMultiple(of: 5)
    runner.tokenExpiry = kind.isMultiple(of: 4) ? .at(now + 3 * 86_400) : .never
    runner.tags = [words[kind % words.count], "linux"]
    runner.owner = runner.type == .instance ? nil : Fixtures.group
    runner.creator = "olivia"
    runner.permissions = [.read, .update, .delete, .assign]
    runner.createdAt = now - id * 3_600
    runner.contactedAt = runner.status == .neverContacted ? nil : now - id * 60
    runner.jobCount = Int32(kind % 1_002)
    runner.managerCount = 1
    var manager = RunnerManager(id: id, systemID: "s_\(id)", status: runner.status)
    manager.version = "18.4.\(kind % 3)"
    runner.newestManager = manager
    return runner
  }

  /// A runner as a list over REST tells it.
  static func bare(_ id: Int64) -> Runner {
    var runner = Runner(id: id, status: statuses[Int(id) % statuses.count])
    runner.description = "host \(id)"
    runner.type = .group
    runner.isPaused = false
    return runner
  }

  static func runners(_ count: Int) -> [Runner] { (0..<count).map { runner(Int64(count - $0)) } }

  /// The answers of a server to a load.
  static func pages(_ runners: [Runner], _ load: RunnerLoad, counts: Bool = true) -> [Answer] {
    var start = 0
    if case .page(let page)? = load.from { start = page * 100 }
    var answers: [Answer] = []
    var next: RunnerCursor?
    var isFirst = true
    while isFirst || (next != nil && answers.count < load.pages) {
      isFirst = false
      let end = min(runners.count, start + 100)
      next = end < runners.count ? .page(end / 100) : nil
      let page = RunnerPage(
        runners: Array(runners[min(start, end)..<end]), next: next,
        total: counts ? runners.count : nil)
      answers.append(.runners(.page(page), load.purpose))
      start = end
    }
    return answers + [.runnersLoaded(next: next, load.purpose)]
  }

  /// A server with these runners on which everything goes well, filtering and sorting included.
  static func serves(
    _ runners: [Runner], counts: Bool = true
  ) -> @Sendable (Work) -> [Answer] {
    { work in
      switch work {
      case .loadRunners(let load, _): pages(runners, load, counts: counts)
      case .arrange(let request):
        RunnerArrangement.make(request, isCancelled: { false }).map { [.arranged($0)] } ?? []
      case .compare(let old, let new):
        RunnerDifference.between(old, new, isCancelled: { false }).map { [.compared($0)] } ?? []
      default: []
      }
    }
  }

  static func settings(
    glyphs: Glyphs = .unicode, refreshSeconds: Int = 0, start: ConnectionStart? = nil
  ) -> Settings {
    var settings = Fixtures.settings(
      start ?? .ready(Fixtures.connection, notes: []), glyphs: glyphs)
    settings.startsInList = true
    settings.refreshSeconds = refreshSeconds
    return settings
  }

  /// A program whose list holds so many runners.
  static func pilot(
    _ count: Int = 240, size: Size = Size(width: 80, height: 24), glyphs: Glyphs = .unicode,
    refreshSeconds: Int = 0, counts: Bool = true
  ) -> Pilot {
    Pilot(
      settings(glyphs: glyphs, refreshSeconds: refreshSeconds), size: size,
      outside: Fixtures.well, streams: serves(runners(count), counts: counts))
  }
}

extension Work {
  /// The load of more rows or of a refresh that it is, if it is one.
  var load: RunnerLoad? {
    if case .loadRunners(let load, _) = self { load } else { nil }
  }
  var isLoad: Bool { load?.purpose == .more }
  var isRefresh: Bool { load?.purpose == .refresh }
  var isArranging: Bool {
    if case .arrange = self { return true }
    return false
  }
}

extension Pilot {
  /// The row of the screen that the cursor of the list stands in, without what lies beside it.
  var cursorLine: String { listLines.first { $0.contains("▸") || $0.hasPrefix(" >") } ?? "" }

  /// The ids of the rows on the screen, from the top.
  var shownIDs: [Int64] { Self.ids(in: listLines) }

  /// The rows of the screen without what the detail pane shows.
  var listLines: [String] {
    var surface = frame.surface
    if let rect = app.detailRect { surface.fill(rect, .background) }
    return (0..<surface.size.height).map { surface.line($0) }
  }

  static func ids(in lines: [String]) -> [Int64] {
    lines.compactMap { line in
      guard let sign = line.firstIndex(of: "#") else { return nil }
      return Int64(line[line.index(after: sign)...].prefix { $0.isNumber })
    }
  }

  /// The id of the runner under the cursor.
  var cursorID: Int64? {
    guard let sign = cursorLine.firstIndex(of: "#") else { return nil }
    return Int64(cursorLine[cursorLine.index(after: sign)...].prefix { $0.isNumber })
  }

  /// Loads that were asked for, in their order.
  var loads: [RunnerLoad] {
    effects.compactMap { effect in
      if case .run(let work, _) = effect { work.load } else { nil }
    }
  }
}
