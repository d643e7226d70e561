/// Everything that was found out about a connection before anything is sent that could be refused.
public struct Preflight: Equatable, Sendable {
  public var kind: AccessTokenKind
  /// Nil where the token may not read it.
  public var user: CurrentUser?
  /// Nil for OAuth tokens, of which GitLab does not tell.
  public var token: AccessTokenFacts?
  /// Nil where the token may not read it.
  public var server: ServerFacts?
  /// Whether an administrator acts as one: `no` names Admin Mode where that is the reason.
  public var administration: Permission
  public var creation: TypePermissions
  public var browsing: BrowsingPermissions
  /// Sentences that an operator should read before going on, such as that the token ends soon.
  public var warnings: [String]
  /// The scopes of the token, also of an OAuth token where GitLab tells them; nil where it does not.
  public var scopes: [String]?

  public init(
    kind: AccessTokenKind, user: CurrentUser?, token: AccessTokenFacts?, server: ServerFacts?,
    administration: Permission, creation: TypePermissions, browsing: BrowsingPermissions,
    warnings: [String] = [], scopes: [String]? = nil
  ) {
    self.kind = kind
    self.user = user
    self.token = token
    self.server = server
    self.administration = administration
    self.creation = creation
    self.browsing = browsing
    self.warnings = warnings
    self.scopes = scopes
  }
}

/// Whether a runner of each type can be created by anyone with this token, somewhere.
public struct TypePermissions: Equatable, Sendable {
  public var instance: Permission
  public var group: Permission
  public var project: Permission

  public init(instance: Permission, group: Permission, project: Permission) {
    self.instance = instance
    self.group = group
    self.project = project
  }

  public subscript(type: RunnerType) -> Permission {
    switch type {
    case .instance: instance
    case .group: group
    case .project: project
    }
  }
}

/// Whether each list of runners can be read with this token.
public struct BrowsingPermissions: Equatable, Sendable {
  public var mine: Permission
  public var group: Permission
  public var project: Permission
  public var instance: Permission

  public init(mine: Permission, group: Permission, project: Permission, instance: Permission) {
    self.mine = mine
    self.group = group
    self.project = project
    self.instance = instance
  }
}

/// What a server is (`GET /metadata`, in older versions `GET /version`).
public struct ServerFacts: Equatable, Sendable {
  /// Nil where the text is in an unknown form.
  public var version: GitLabVersion?
  public var versionText: String
  /// Whether it is the Enterprise Edition build, which says nothing about the licence.
  public var isEnterprise: Bool?

  public init(version: GitLabVersion?, versionText: String, isEnterprise: Bool?) {
    self.version = version
    self.versionText = versionText
    self.isEnterprise = isEnterprise
  }
}

/// A version of GitLab, compared by its numbers.
public struct GitLabVersion: Comparable, Hashable, Sendable, CustomStringConvertible {
  public var major: Int
  public var minor: Int
  public var patch: Int

  public init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  public var description: String { "\(major).\(minor).\(patch)" }

  public static func < (left: GitLabVersion, right: GitLabVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }
}

/// What was found out about one group or project as the place of a new runner.
public struct TargetFacts: Equatable, Sendable {
  public var target: RunnerTarget
  /// Whether a runner can be created there with this token.
  public var creation: Permission
  /// The role of the token's user there; nil where that cannot be found out.
  public var role: MemberRole?
  public var isArchived: Bool?
  /// Runners of the same description that exist there, of those that could be read.
  public var sameDescription: [Int64]
  /// Runners that exist there, where they could be counted; of a group also those of groups above it.
  public var runnerCount: Int?
  /// Sentences that an operator should read before going on, such as that a limit is near.
  public var warnings: [String]
  /// What could not be found out, and why, a sentence each.
  public var unknown: [String]

  public init(
    target: RunnerTarget, creation: Permission, role: MemberRole? = nil, isArchived: Bool? = nil,
    sameDescription: [Int64] = [], runnerCount: Int? = nil, warnings: [String] = [],
    unknown: [String] = []
  ) {
    self.target = target
    self.creation = creation
    self.role = role
    self.isArchived = isArchived
    self.sameDescription = sameDescription
    self.runnerCount = runnerCount
    self.warnings = warnings
    self.unknown = unknown
  }
}

/// A member's role. Raw values are GitLab's access levels (`lib/gitlab/access.rb`).
public enum MemberRole: Int, Comparable, Sendable {
  case guest = 10
  case planner = 15
  case reporter = 20
  case developer = 30
  case maintainer = 40
  case owner = 50

  public static func < (left: MemberRole, right: MemberRole) -> Bool {
    left.rawValue < right.rawValue
  }
}
