import FoundationEssentials

/// Whose runners a list offers, before any filter.
struct RunnerScope: Hashable, Sendable {
  var hasEverything = false
  var hasInstanceRunners = false
  /// Ids of groups and projects whose own runners belong to it.
  var groups: Set<Int> = []
  var projects: Set<Int> = []

  static let everything = RunnerScope(hasEverything: true)

  func contains(kind: SandboxRunner.Kind, groupID: Int?, projectIDs: [Int]) -> Bool {
    if hasEverything { return true }
    switch kind {
    case .instance: return hasInstanceRunners
    case .group: return groupID.map(groups.contains) ?? false
    case .project: return projectIDs.contains(where: projects.contains)
    }
  }
}

/// What a list of runners is ordered by, ascending or descending, and by id where that is equal.
struct RunnerSort: Hashable, Sendable {
  enum Key: String, Sendable, CaseIterable {
    case id
    case createdAt = "created_at"
    case contactedAt = "contacted_at"
    case tokenExpiresAt = "token_expires_at"
  }

  var key: Key
  var isDescending = false

  /// The default order of REST (lib/gitlab/pagination/offset_pagination.rb).
  static let byID = RunnerSort(key: .id)
  /// The default order of GraphQL (app/finders/ci/runners_finder.rb).
  static let newestFirst = RunnerSort(key: .createdAt, isDescending: true)
}

/// Where a runner stands in an order; also what a cursor says.
struct RunnerRank: Comparable, Sendable {
  /// Microseconds as PostgreSQL keeps them, or the id. Nothing ranks last when ascending, as its NULLS LAST does.
  let key: Int64
  let id: Int

  static func < (left: Self, right: Self) -> Bool {
    left.key == right.key ? left.id < right.id : left.key < right.key
  }
}

extension SandboxRunner {
  func rank(by key: RunnerSort.Key) -> RunnerRank {
    let moment: Date? =
      switch key {
      case .id: nil
      case .createdAt: createdAt
      case .contactedAt: contactedAt
      case .tokenExpiresAt: tokenExpiresAt
      }
    if key == .id { return RunnerRank(key: Int64(id), id: id) }
    let microseconds = moment.map { Int64(($0.timeIntervalSince1970 * 1_000_000).rounded()) }
    return RunnerRank(key: microseconds ?? .max, id: id)
  }
}

/// Ordered lists of runners, made at first use and then kept in step with every change, so that a page
/// costs what its rows cost.
struct RunnerOrders: Sendable {
  private struct Name: Hashable {
    let scope: RunnerScope
    let key: RunnerSort.Key
  }

  /// Lists kept at most; one of 100,000 runners takes 1.6 MB.
  private static let limit = 32

  private var lists: [Name: [RunnerRank]] = [:]

  /// The ascending order of a scope.
  mutating func list(
    _ scope: RunnerScope, by key: RunnerSort.Key, of runners: [SandboxRunner]
  ) -> [RunnerRank] {
    let name = Name(scope: scope, key: key)
    if let list = lists[name] { return list }
    var list: [RunnerRank] = []
    for index in runners.indices where runners[index].belongs(to: scope) {
      list.append(runners[index].rank(by: key))
    }
    if key != .id { list.sort() }
    if lists.count >= Self.limit { lists = [:] }
    lists[name] = list
    return list
  }

  mutating func insert(_ runner: SandboxRunner) {
    for name in lists.keys where runner.belongs(to: name.scope) {
      lists[name]?.place(runner.rank(by: name.key))
    }
  }

  mutating func remove(_ runner: SandboxRunner) {
    for name in lists.keys where runner.belongs(to: name.scope) {
      lists[name]?.take(runner.rank(by: name.key))
    }
  }

  /// Puts a runner where it belongs after a change.
  mutating func replace(_ old: SandboxRunner, by new: SandboxRunner) {
    for name in lists.keys {
      let rank = old.belongs(to: name.scope) ? old.rank(by: name.key) : nil
      let newRank = new.belongs(to: name.scope) ? new.rank(by: name.key) : nil
      guard rank != newRank else { continue }
      if let rank { lists[name]?.take(rank) }
      if let newRank { lists[name]?.place(newRank) }
    }
  }
}

extension SandboxRunner {
  fileprivate func belongs(to scope: RunnerScope) -> Bool {
    scope.contains(kind: kind, groupID: groupID, projectIDs: projectIDs)
  }
}

extension [RunnerRank] {
  /// First place of a rank that is not less, by binary search.
  func firstIndex(notBefore rank: RunnerRank) -> Int {
    partition { !($0 < rank) }
  }

  /// First place of a rank that is greater.
  func firstIndex(after rank: RunnerRank) -> Int {
    partition { rank < $0 }
  }

  fileprivate mutating func place(_ rank: RunnerRank) {
    insert(rank, at: firstIndex(notBefore: rank))
  }

  fileprivate mutating func take(_ rank: RunnerRank) {
    let index = firstIndex(notBefore: rank)
    if index < count, self[index] == rank { remove(at: index) }
  }

  private func partition(_ isBehind: (RunnerRank) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
