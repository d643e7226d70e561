import FoundationEssentials

/// Access level of a member (lib/gitlab/access.rb).
public enum SandboxRole: Int, Sendable, Comparable {
  case guest = 10
  case reporter = 20
  case developer = 30
  case maintainer = 40
  case owner = 50

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

public struct SandboxUser: Sendable {
  public let id: Int
  public let username: String
  public let name: String
  public var isAdmin = false
  public var isBlocked = false
  public var isBot = false
}

/// A credential a client may send, with what the sandbox knows about it.
///
/// The text is fixed and worthless anywhere else, therefore it is no secret here.
public struct SandboxToken: Sendable {
  /// What the credential is; decides by which header it is found.
  public enum Kind: String, Sendable {
    case personal
    case impersonation
    case project
    case group
    case fineGrained = "fine-grained"
    case oauth
  }

  public enum State: String, Sendable {
    case active
    case expired
    case revoked
    /// Good only with a proof of possession, which the sandbox never accepts.
    case needsProof = "dpop"
  }

  public let id: Int
  /// Name by which tests, logs and people refer to it.
  public let name: String
  public let token: String
  public let userID: Int
  public let scopes: [String]
  public let kind: Kind
  public let state: State

  /// Day on which it ends, relative to the start of the sandbox.
  func expiry(start: Date) -> Date {
    start.addingTimeInterval((state == .expired ? -3 : 180) * 86_400)
  }
}

public struct SandboxGroup: Sendable {
  public let id: Int
  public let path: String
  public let name: String
  public let parentID: Int?
  public let fullPath: String
  public let fullName: String
  public let visibility: SandboxVisibility
  /// `runner_registration_enabled` of the group.
  public var allowsRunnerRegistration = true
  public var isArchived = false
  /// Lifetime of the group's runner tokens in seconds; nil for no limit of its own.
  public var runnerTokenExpirationInterval: Int?
  /// Whether tokens of its runners have the long routable format.
  public var hasRoutableTokens = false
  public var registrationToken: String?
  public internal(set) var members: [Int: SandboxRole] = [:]
}

public struct SandboxProject: Sendable {
  public let id: Int
  public let path: String
  public let name: String
  /// Nil for a project in a user's own namespace.
  public let groupID: Int?
  public let fullPath: String
  public let fullName: String
  public let visibility: SandboxVisibility
  /// `runner_registration_enabled` of the project.
  public var allowsRunnerRegistration = true
  public var isArchived = false
  public var runnerTokenExpirationInterval: Int?
  public var registrationToken: String?
  /// Full paths under which it was known before.
  public var formerPaths: [String] = []
  public internal(set) var members: [Int: SandboxRole] = [:]
}

public enum SandboxVisibility: String, Sendable {
  case `private`
  case `internal`
  case `public`
}
