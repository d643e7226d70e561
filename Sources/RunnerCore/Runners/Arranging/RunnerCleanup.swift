/// Kinds of runners that nobody may need any more.
///
/// What a server does not tell speaks for a runner: over REST most kinds stay empty.
public enum RunnerCleanup: String, CaseIterable, Sendable {
  /// Created at least seven days ago and never in contact. GitLab calls these stale, as it does
  /// those that were (`app/models/concerns/ci/has_runner_status.rb`); here each is of one kind.
  case neverContacted
  /// Not in contact for seven days.
  case stale
  /// Without a runner manager and at least seven days old, and of none of the kinds above.
  case withoutManagers
  /// With the description of another runner of the same type and owner that was in contact later.
  /// Some of these may be of a kind above too. Where the last contact of one of them is unknown,
  /// none is taken.
  case sameDescription

  /// Runners of one kind.
  public struct Group: Equatable, Sendable {
    public let kind: RunnerCleanup
    /// In the order of the rows.
    public let ids: [Int64]

    public init(kind: RunnerCleanup, ids: [Int64]) {
      self.kind = kind
      self.ids = ids
    }
  }

  /// Age in seconds from which a runner is taken.
  public static let age: Int64 = 7 * 86_400

  /// The runners of each kind; every kind is there, also without runners.
  /// - Parameter now: seconds since 1970-01-01 00:00 UTC.
  public static func groups(in rows: RunnerRows, now: Int64) -> [Group] {
    var byAge: [RunnerCleanup: [Int64]] = [:]
    var alike = Alike()
    _ = rows.forEachBlock { first, runners in
      for index in runners.indices {
        if let kind = kind(of: runners[index], now: now) {
          byAge[kind, default: []].append(runners[index].id)
        }
        alike.add(runners[index], at: first + index)
      }
      return true
    }
    return allCases.map {
      Group(kind: $0, ids: $0 == .sameDescription ? alike.superseded(in: rows) : byAge[$0] ?? [])
    }
  }

  private static func kind(of runner: Runner, now: Int64) -> RunnerCleanup? {
    let isOld = runner.createdAt.map { $0 <= now - age } ?? false
    if runner.hasNeverBeenInContact { return isOld ? .neverContacted : nil }
    if runner.status == .stale { return .stale }
    return runner.managerCount == 0 && isOld ? .withoutManagers : nil
  }

  /// Finds runners that take each other's place.
  private struct Alike {
    private struct Likeness: Hashable {
      let description: [UInt8]
      let type: RunnerType?
      let owner: RunnerTarget?
    }

    /// Most descriptions are there once, and a number tells nearly all of those.
    private var hashes: [(hash: Int, place: Int)] = []

    mutating func add(_ runner: Runner, at place: Int) {
      guard let description = runner.description, !description.isEmpty, let type = runner.type,
        type == .instance || runner.owner != nil
      else { return }
      var hasher = Hasher()
      hasher.combine(description)
      hasher.combine(runner.owner?.id)
      hashes.append((hasher.finalize(), place))
    }

    func superseded(in rows: RunnerRows) -> [Int64] {
      let sorted = hashes.sorted { $0 < $1 }
      var found: [Int] = []
      var start = 0
      while start < sorted.count {
        var end = start + 1
        while end < sorted.count, sorted[end].hash == sorted[start].hash { end += 1 }
        if end - start > 1 {
          let alike = Dictionary(grouping: sorted[start..<end].map(\.place)) {
            Self.likeness(rows[$0])
          }
          for places in alike.values { found += Self.superseded(places, in: rows) }
        }
        start = end
      }
      return found.sorted().map { rows[$0].id }
    }

    private static func likeness(_ runner: Runner) -> Likeness {
      Likeness(
        description: Array((runner.description ?? "").utf8), type: runner.type,
        owner: runner.owner.map { RunnerTarget(kind: $0.kind, id: $0.id) })
    }

    /// All but the one in contact last; of several that never were, but the one created last.
    private static func superseded(_ places: [Int], in rows: RunnerRows) -> [Int] {
      let contacts = places.map { rows[$0].lastContact }
      guard places.count > 1, !contacts.contains(nil) else { return [] }
      let last = places.indices.max {
        (contacts[$0] ?? .min, rows[places[$0]].createdAt ?? .min, rows[places[$0]].id)
          < (contacts[$1] ?? .min, rows[places[$1]].createdAt ?? .min, rows[places[$1]].id)
      }
      return places.indices.filter { $0 != last }.map { places[$0] }
    }
  }
}

extension Runner {
  /// When it last was in contact, long ago if never; nil where unknown.
  fileprivate var lastContact: Int64? {
    contactedAt ?? (hasNeverBeenInContact ? .min : nil)
  }
}
