public import FoundationEssentials

/// A runner with its managers (app/models/ci/runner.rb).
public struct SandboxRunner: Sendable {
  public enum Kind: String, Sendable {
    case instance = "instance_type"
    case group = "group_type"
    case project = "project_type"
  }

  public enum AccessLevel: String, Sendable {
    case notProtected = "not_protected"
    case refProtected = "ref_protected"
  }

  public internal(set) var id: Int
  public let kind: Kind
  /// Set for a group runner only.
  public let groupID: Int?
  /// Set for a project runner only; the first is the owner.
  public internal(set) var projectIDs: [Int]
  public internal(set) var description: String?
  public internal(set) var maintenanceNote: String?
  public internal(set) var paused = false
  public internal(set) var locked = false
  public internal(set) var accessLevel = AccessLevel.notProtected
  public internal(set) var runUntagged = true
  public internal(set) var tags: [String] = []
  /// Seconds.
  public internal(set) var maximumTimeout: Int?
  /// Runner authentication token.
  public internal(set) var token: String
  public internal(set) var tokenExpiresAt: Date?
  public internal(set) var tokenRotationDeadline: Date?
  public let createdAt: Date
  public internal(set) var updatedAt: Date
  public internal(set) var contactedAt: Date?
  /// Nil for a runner registered with a registration token.
  public let creatorID: Int?
  public internal(set) var managers: [SandboxManager] = []

  init(
    id: Int = 0, kind: Kind, groupID: Int? = nil, projectIDs: [Int] = [],
    description: String? = nil, token: String = "", createdAt: Date, creatorID: Int?
  ) {
    self.id = id
    self.kind = kind
    self.groupID = groupID
    self.projectIDs = projectIDs
    self.description = description
    self.token = token
    self.createdAt = createdAt
    updatedAt = createdAt
    self.creatorID = creatorID
  }

  /// The manager seen last, whose version and platform stand for the runner's.
  var latestManager: SandboxManager? {
    managers.max {
      ($0.contactedAt ?? .distantPast, $0.id) < ($1.contactedAt ?? .distantPast, $1.id)
    }
  }
}

/// One gitlab-runner process that works for a runner (app/models/ci/runner_manager.rb).
public struct SandboxManager: Sendable {
  public let id: Int
  public let systemID: String
  public internal(set) var version: String?
  public internal(set) var revision: String?
  public internal(set) var platform: String?
  public internal(set) var architecture: String?
  public internal(set) var executor: String?
  public let createdAt: Date
  public internal(set) var contactedAt: Date?
  /// Whether it has asked for a job (`creation_state: finished`).
  public internal(set) var hasRequestedJobs = false
}

/// The status rules of app/models/ci/runner.rb and has_runner_status.rb.
struct RunnerClock {
  let now: Date
  let release: GitLabSandbox.Release

  /// Two hours.
  private var onlineSince: Date { now.addingTimeInterval(-7200) }

  /// Seven days; three months before GitLab 17.
  private var staleSince: Date {
    now.addingTimeInterval(release == .v16 ? -92 * 86_400 : -7 * 86_400)
  }

  /// Nil while it was never contacted.
  func isOnline(contactedAt: Date?) -> Bool? { contactedAt.map { $0 > onlineSince } }

  func isStale(createdAt: Date, contactedAt: Date?) -> Bool {
    max(createdAt, contactedAt ?? createdAt) <= staleSince
  }

  /// Whether a runner is heard of, which says nothing about its being paused.
  func status(createdAt: Date, contactedAt: Date?) -> RunnerContact {
    if isStale(createdAt: createdAt, contactedAt: contactedAt) { return .stale }
    guard let isOnline = isOnline(contactedAt: contactedAt) else { return .neverContacted }
    return isOnline ? .online : .offline
  }

  func status(_ manager: SandboxManager) -> RunnerContact {
    let status = status(createdAt: manager.createdAt, contactedAt: manager.contactedAt)
    let isFinished = release != .v18 || manager.hasRequestedJobs
    return status == .stale || isFinished ? status : .neverContacted
  }

  /// The status as REST shows it (`deprecated_rest_status`); the filters have rules of their own.
  func restStatus(_ runner: SandboxRunner) -> String {
    let status = status(createdAt: runner.createdAt, contactedAt: runner.contactedAt)
    let isHeardOf = status == .online || status == .offline
    return runner.paused && isHeardOf ? "paused" : status.rawValue
  }
}

/// When a runner or manager was last heard of.
enum RunnerContact: String {
  case online
  case offline
  case stale
  case neverContacted = "never_contacted"
}

/// Values of the parameter `status`.
enum RunnerStatusFilter: String, CaseIterable {
  case online
  case offline
  case stale
  case neverContacted = "never_contacted"
  case active
  case paused
}
