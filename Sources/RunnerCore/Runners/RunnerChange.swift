/// A change to an existing runner. Each is one request, sent once.
public enum RunnerChange: Equatable, Sendable {
  case pause
  case resume
  /// `PUT /runners/:id` with nothing but what differs.
  case edit(RunnerEdit)
  case delete
  case assign(RunnerTarget)
  case unassign(RunnerTarget)
}

/// What a change left behind.
public struct ChangedRunner: Equatable, Sendable {
  public let id: Int64
  /// The runner afterwards, as far as the answer tells; nil after deletion.
  public var runner: Runner?

  public init(id: Int64, runner: Runner? = nil) {
    self.id = id
    self.runner = runner
  }
}

/// The values of a runner that are to be changed; what is nil stays as it is on the server, to the byte.
///
/// Only ``RunnerForm/edit(of:)`` makes one that is checked.
public struct RunnerEdit: Equatable, Sendable {
  public var description: String?
  /// Replaces all tags.
  public var tags: [String]?
  public var maintenanceNote: String?
  /// Seconds; `.some(nil)` takes the limit away.
  public var maximumTimeout: Int??
  public var runsUntagged: Bool?
  public var isLocked: Bool?
  public var isProtected: Bool?
  public var isPaused: Bool?

  public init() {}

  public var isEmpty: Bool { self == RunnerEdit() }
}

/// A runner's new token; the old one stopped working when GitLab made it.
public struct ResetToken: Equatable, Sendable {
  public let token: Secret
  /// Nil when the token does not expire.
  public let expiresAt: Int64?

  public init(token: Secret, expiresAt: Int64?) {
    self.token = token
    self.expiresAt = expiresAt
  }
}
