/// One list of runners as it was asked for.
struct RunnerListing {
  var scope: RunnerScope
  var filter = RunnerFilter()
  var sort = RunnerSort.byID
}

/// Which part of a list is wanted; cursors are ranks.
struct RunnerWindow {
  var count: Int
  /// Whether the last rows are wanted rather than the first.
  var isFromEnd = false
  var after: RunnerRank?
  var before: RunnerRank?
}

extension GitLabSandbox {
  /// Indices of the rows in a window of a list, and whether there are more in its direction.
  ///
  /// Walks from the cursor until the window is full: O(log n + rows) without a filter.
  mutating func runnerIndices(
    of listing: RunnerListing, _ window: RunnerWindow, _ clock: RunnerClock
  ) -> (rows: [Int], hasMore: Bool) {
    let list = runnerOrders.list(listing.scope, by: listing.sort.key, of: runners)
    let matcher = listing.filter.isEmpty ? nil : RunnerMatcher(listing.filter, clock)
    let (lower, upper) = Self.bounds(list, listing.sort, window)
    var rows: [Int] = []
    rows.reserveCapacity(min(window.count, max(0, upper - lower)))
    var position = window.isFromEnd ? upper - 1 : lower
    let step = window.isFromEnd ? -1 : 1
    while position >= lower, position < upper {
      let place = listing.sort.isDescending ? list.count - 1 - position : position
      position += step
      guard let index = runnerIndex(id: list[place].id) else { continue }
      if let matcher, !matcher.matches(runners, index) { continue }
      if rows.count == window.count { return (window.isFromEnd ? rows.reversed() : rows, true) }
      rows.append(index)
    }
    return (window.isFromEnd ? rows.reversed() : rows, false)
  }

  /// Number of rows in the whole list: known at once without a filter, else O(n).
  mutating func runnerCount(of listing: RunnerListing, _ clock: RunnerClock) -> Int {
    let list = runnerOrders.list(listing.scope, by: listing.sort.key, of: runners)
    guard !listing.filter.isEmpty else { return list.count }
    let matcher = RunnerMatcher(listing.filter, clock)
    return list.count { rank in
      runnerIndex(id: rank.id).map { matcher.matches(runners, $0) } ?? false
    }
  }

  /// The places of the list, in its direction, that lie between the cursors.
  private static func bounds(
    _ list: [RunnerRank], _ sort: RunnerSort, _ window: RunnerWindow
  ) -> (Int, Int) {
    var lower = 0
    var upper = list.count
    if let after = window.after {
      lower =
        sort.isDescending
        ? list.count - list.firstIndex(notBefore: after) : list.firstIndex(after: after)
    }
    if let before = window.before {
      upper =
        sort.isDescending
        ? list.count - list.firstIndex(after: before) : list.firstIndex(notBefore: before)
    }
    return (lower, max(lower, upper))
  }

  /// Index of a runner; runners are kept in the order of their ids.
  ///
  /// Ids start at one and are given once, so that an index lies at most as far below its id as
  /// runners are missing.
  func runnerIndex(id: Int) -> Int? {
    guard id > 0, id < nextRunnerID else { return nil }
    let missing = nextRunnerID - 1 - runners.count
    var low = max(0, id - 1 - missing)
    var high = min(runners.count, id)
    while low < high {
      let middle = (low + high) / 2
      if runners[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < runners.count && runners[low].id == id ? low : nil
  }
}

/// The scopes of the lists.
extension GitLabSandbox {
  /// What the caller manages: runners of groups owned and of projects maintained
  /// (`User#ci_available_runners`), never the instance's.
  func managedScope(_ caller: Caller) -> RunnerScope {
    RunnerScope(
      groups: Set(groups.filter { has(.owner, caller, inGroup: $0.id) }.map(\.id)),
      projects: Set(projects.filter { has(.maintainer, caller, in: $0) }.map(\.id)))
  }

  /// Runners of a group and its ancestors, and the instance's.
  func inheritedScope(ofGroup id: Int) -> RunnerScope {
    RunnerScope(hasInstanceRunners: true, groups: Set(chain(fromGroup: id).map(\.id)))
  }

  /// Runners of a group and everything below, projects included.
  func descendantScope(ofGroup id: Int) -> RunnerScope {
    let inside = { (group: Int?) in chain(fromGroup: group).contains { $0.id == id } }
    return RunnerScope(
      groups: Set(groups.filter { inside($0.id) }.map(\.id)),
      projects: Set(projects.filter { inside($0.groupID) }.map(\.id)))
  }

  /// Runners of a project, of the groups above it and the instance's.
  func scope(ofProject project: SandboxProject) -> RunnerScope {
    RunnerScope(
      hasInstanceRunners: true, groups: Set(chain(fromGroup: project.groupID).map(\.id)),
      projects: [project.id])
  }
}
