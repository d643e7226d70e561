/// Which runners a list holds.
public enum RunnerScope: Equatable, Hashable, Sendable {
  /// Those that the asker manages: of groups as Owner, of projects as Maintainer.
  case mine
  case group(RunnerTarget, RunnerMembership)
  case project(RunnerTarget)
  /// Every runner of the instance; for administrators.
  case instance

  public var target: RunnerTarget? {
    switch self {
    case .mine, .instance: nil
    case .group(let target, _), .project(let target): target
    }
  }
}

/// Whose runners a group's list holds (GitLab: `app/graphql/types/ci/runner_membership_filter_enum.rb`).
public enum RunnerMembership: String, CaseIterable, Sendable {
  /// The group's own.
  case direct = "DIRECT"
  /// The group's, its subgroups' and their projects'.
  case descendants = "DESCENDANTS"
  /// Also those inherited from groups above and the instance.
  case allAvailable = "ALL_AVAILABLE"
}

/// An order that the server can sort by (GitLab: `app/graphql/types/ci/runner_sort_enum.rb`).
public enum RunnerServerOrder: String, CaseIterable, Sendable {
  case createdDescending = "CREATED_DESC"
  case createdAscending = "CREATED_ASC"
  case contactedDescending = "CONTACTED_DESC"
  case contactedAscending = "CONTACTED_ASC"
  case tokenExpiresAscending = "TOKEN_EXPIRES_AT_ASC"
  case tokenExpiresDescending = "TOKEN_EXPIRES_AT_DESC"
}

/// What is asked of the server for a list.
public struct RunnerQuery: Equatable, Hashable, Sendable {
  public var scope: RunnerScope
  /// Words that the description has to contain; nil for no search. REST knows no search.
  public var search: String?
  /// REST knows only the order by ascending id.
  public var order: RunnerServerOrder

  public init(
    scope: RunnerScope, search: String? = nil, order: RunnerServerOrder = .createdDescending
  ) {
    self.scope = scope
    self.search = search
    self.order = order
  }
}

/// Where a list goes on.
public enum RunnerCursor: Equatable, Hashable, Sendable {
  /// GraphQL's opaque cursor.
  case after(String)
  /// REST's number of a page.
  case page(Int)
}

/// A page of a list.
public struct RunnerPage: Equatable, Sendable {
  public var runners: [Runner]
  /// Nil on the last page.
  public var next: RunnerCursor?
  /// Runners on all pages; nil where the server does not count them.
  public var total: Int?

  public init(runners: [Runner], next: RunnerCursor?, total: Int? = nil) {
    self.runners = runners
    self.next = next
    self.total = total
  }
}

/// What comes while a list is loaded.
public enum RunnerListEvent: Equatable, Sendable {
  /// How the server is asked from now on, when that was found to differ from what was assumed.
  case source(RunnerSource)
  case page(RunnerPage)
  /// The server wants patience; the request is repeated after so many seconds.
  case waiting(seconds: Int, status: Int)
}

/// By which of its two interfaces a server is asked about runners, and what that one can do.
public enum RunnerSource: Equatable, Sendable {
  case graphQL(GraphQLFeatures)
  /// With the reason why GraphQL is not used, in a sentence.
  case rest(because: String)

  public var isREST: Bool {
    if case .rest = self { true } else { false }
  }
}

/// What a server's GraphQL interface knows beyond the fields that every query asks for.
///
/// The names of what is missing on older servers; documents are cut down to what is there.
public struct GraphQLFeatures: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// `currentUser.runners`, since GitLab 18.3.
  public static let ownRunners = GraphQLFeatures(rawValue: 1 << 0)
  public static let managers = GraphQLFeatures(rawValue: 1 << 1)
  public static let creator = GraphQLFeatures(rawValue: 1 << 2)
  public static let jobExecutionStatus = GraphQLFeatures(rawValue: 1 << 3)
  public static let creationState = GraphQLFeatures(rawValue: 1 << 4)
  public static let ownerProject = GraphQLFeatures(rawValue: 1 << 5)
  public static let ephemeralToken = GraphQLFeatures(rawValue: 1 << 6)
  public static let tokenExpiry = GraphQLFeatures(rawValue: 1 << 7)
  public static let membershipAllAvailable = GraphQLFeatures(rawValue: 1 << 8)
  public static let jobs = GraphQLFeatures(rawValue: 1 << 9)
  public static let permissions = GraphQLFeatures(rawValue: 1 << 10)
  public static let creationMethod = GraphQLFeatures(rawValue: 1 << 11)

  /// The first version that has it; nil for several, and for what has no version that is documented.
  public var since: String? {
    switch self {
    case .ownRunners: "18.3"
    case .creationMethod: "17.0"
    default: nil
    }
  }

  /// What GitLab 18.4 has.
  public static let all = GraphQLFeatures(rawValue: (1 << 12) - 1)
}
