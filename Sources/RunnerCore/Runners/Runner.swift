/// A runner as a list or its own page tells it.
///
/// What the server did not say is unknown, never a guess: REST lists lack most of it. Texts are the server's
/// own; whoever shows one sanitizes it.
public struct Runner: Equatable, Sendable, Identifiable {
  public let id: Int64
  public var description: String?
  public var type: RunnerType?
  public var status: RunnerStatus
  public var isPaused: Bool?
  public var isLocked: Bool?
  public var runsUntagged: Bool?
  public var isProtected: Bool?
  public var isBusy: Bool?
  /// What the asker may do with it; nil where the server does not say.
  public var permissions: RunnerPermissions?
  public var tokenExpiry: TokenExpiry
  public var tags: [String]?
  /// The group of a group runner, the owner project of a project runner.
  public var owner: RunnerTarget?
  public var creator: String?
  /// Seconds since 1970-01-01 00:00 UTC.
  public var createdAt: Int64?
  /// Seconds since 1970-01-01 00:00 UTC; nil also for a runner that never was in contact.
  public var contactedAt: Int64?
  /// Seconds.
  public var maximumTimeout: Int32?
  /// 1001 means more than a thousand (GitLab: `app/graphql/types/ci/runner_type.rb`).
  public var jobCount: Int32?
  /// Projects of a project runner, those that the asker cannot see included.
  public var projectCount: Int32?
  public var managerCount: Int32?
  /// The one with the latest row.
  public var newestManager: RunnerManager?
  /// Nil where unknown; only who may update the runner is shown its note.
  public var maintenanceNote: String?
  /// The first characters of the token after its prefix, by which people tell tokens apart.
  public var shortToken: String?

  public init(id: Int64, status: RunnerStatus = .unknown) {
    self.id = id
    self.status = status
    tokenExpiry = .unknown
  }
}

extension Runner {
  /// Whether it is known that no machine ever used the runner.
  ///
  /// GitLab calls one that was created long ago stale (`app/models/concerns/ci/has_runner_status.rb`), so that the
  /// status alone does not tell it; a list that tells managers tells the last contact too.
  public var hasNeverBeenInContact: Bool {
    guard contactedAt == nil else { return false }
    return status == .neverContacted || status == .stale && managerCount == 0
  }
}

/// Whether a runner is in contact. Whether it is paused is another matter: a paused runner may be online.
///
/// GitLab: `app/models/concerns/ci/has_runner_status.rb`. Online means contact within two hours, stale
/// none within seven days.
public enum RunnerStatus: String, CaseIterable, Sendable {
  case online, offline, stale
  case neverContacted = "never_contacted"
  /// The server did not say, or said something else.
  case unknown
}

/// When a runner's token expires.
public enum TokenExpiry: Equatable, Hashable, Sendable {
  /// The server does not tell this asker.
  case unknown
  case never
  /// Seconds since 1970-01-01 00:00 UTC.
  case at(Int64)
}

/// What the asker may do with a runner (GitLab: `RunnerPermissions` in GraphQL).
public struct RunnerPermissions: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let read = RunnerPermissions(rawValue: 1)
  public static let update = RunnerPermissions(rawValue: 2)
  public static let delete = RunnerPermissions(rawValue: 4)
  public static let assign = RunnerPermissions(rawValue: 8)
}

/// A machine or process that works with a runner's token.
public struct RunnerManager: Equatable, Sendable, Identifiable {
  public let id: Int64
  public var systemID: String
  public var status: RunnerStatus
  public var isBusy: Bool?
  public var version: String?
  public var revision: String?
  public var platform: String?
  public var architecture: String?
  /// Only GraphQL tells it.
  public var executor: String?
  public var ipAddress: String?
  /// Seconds since 1970-01-01 00:00 UTC.
  public var createdAt: Int64?
  /// Seconds since 1970-01-01 00:00 UTC.
  public var contactedAt: Int64?

  public init(id: Int64, systemID: String, status: RunnerStatus = .unknown) {
    self.id = id
    self.systemID = systemID
    self.status = status
  }
}
