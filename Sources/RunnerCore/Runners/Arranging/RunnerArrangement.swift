/// A column to sort runners by; raw values are GitLab's names where it has one.
public enum RunnerSortField: String, CaseIterable, Sendable {
  case id, description, status, owner, version, creator
  case type = "runner_type"
  case tags = "tag_list"
  case jobs = "job_count"
  case managers = "manager_count"
  case contacted = "contacted_at"
  case created = "created_at"
  case tokenExpiry = "token_expires_at"
  case maximumTimeout = "maximum_timeout"
}

/// An order of rows. It is stable, and rows without the value stand last in both directions.
public struct RunnerSort: Equatable, Hashable, Sendable {
  public var field: RunnerSortField
  public var isDescending: Bool

  public init(_ field: RunnerSortField, isDescending: Bool = false) {
    self.field = field
    self.isDescending = isDescending
  }
}

/// Which rows are shown, in which order.
public struct RunnerArrangement: Equatable, Sendable {
  /// Places in ``RunnerRows``.
  public var order: [UInt32]
  /// Of the rows shown.
  public var counts: RunnerCounts

  public init(order: [UInt32] = [], counts: RunnerCounts = RunnerCounts()) {
    self.order = order
    self.counts = counts
  }
}

/// How many rows are of each kind.
public struct RunnerCounts: Equatable, Sendable {
  public var instance = 0
  public var group = 0
  public var project = 0
  public var online = 0
  public var offline = 0
  public var stale = 0
  public var neverContacted = 0
  public var paused = 0

  public init() {}

  public mutating func add(_ runner: Runner) {
    switch runner.type {
    case .instance: instance += 1
    case .group: group += 1
    case .project: project += 1
    case nil: break
    }
    switch runner.status {
    case .online: online += 1
    case .offline: offline += 1
    case .stale: stale += 1
    case .neverContacted: neverContacted += 1
    case .unknown: break
    }
    if runner.isPaused == true { paused += 1 }
  }
}

/// How a list differs from what it was before.
public struct RunnerDifference: Equatable, Sendable {
  public var added: Set<Int64>
  /// Those of which anything but the time of contact differs.
  public var changed: Set<Int64>
  public var vanished: Set<Int64>

  public init(added: Set<Int64> = [], changed: Set<Int64> = [], vanished: Set<Int64> = []) {
    self.added = added
    self.changed = changed
    self.vanished = vanished
  }
}
