/// The queries by which a runner is found again whose answer was lost.
///
/// `ephemeralAuthenticationToken` is the token, for its creator alone, for an hour after creating and until a runner
/// manager uses it (GitLab: `app/graphql/types/ci/runner_type.rb`, `app/policies/ci/runner_policy.rb`,
/// `REGISTRATION_AVAILABILITY_TIME` in `app/models/ci/runner.rb`). By `currentUser` an answer to nobody shows, and who
/// that creator would have to be.
extension GraphQLDocument {
  /// Runners of a page when looking for one: the newest few will do.
  static let recoveryPageSize = 50

  static let groupRecovery = recovery(
    "RecoverInGroup",
    [
      GraphQLVariable("fullPath", "ID!"), GraphQLVariable("membership", "CiRunnerMembershipFilter"),
    ],
    { GraphQLField("group", [.variable("fullPath")], select: [$0([.variable("membership")])]) })

  static let projectRecovery = recovery(
    "RecoverInProject", [GraphQLVariable("fullPath", "ID!")],
    { GraphQLField("project", [.variable("fullPath")], select: [$0([])]) })

  static let instanceRecovery = recovery("RecoverInInstance", []) { $0([]) }

  static let runnerRecovery = GraphQLDocument(
    name: "RecoverRunner", variables: [GraphQLVariable("id", "CiRunnerID!")],
    selection: [GraphQLField("runner", [.variable("id")], select: recovered), caller])

  /// Nothing but the token.
  static let runnerToken = GraphQLDocument(
    name: "RecallToken", variables: [GraphQLVariable("id", "CiRunnerID!")],
    selection: [
      GraphQLField("runner", [.variable("id")], select: GraphQLField.plain("id") + [token]), caller,
    ])

  /// The list in which a new runner of that target appears; the caller's own list is not needed for it.
  static func recovery(in scope: RunnerScope) -> GraphQLDocument {
    switch scope {
    case .group: groupRecovery
    case .project: projectRecovery
    case .instance, .mine: instanceRecovery
    }
  }

  private static func recovery(
    _ name: String, _ variables: [GraphQLVariable],
    _ place: ((_ arguments: [GraphQLField.Argument]) -> GraphQLField) -> GraphQLField
  ) -> GraphQLDocument {
    let list = { (arguments: [GraphQLField.Argument]) in
      GraphQLField(
        "runners",
        arguments + [
          .variable("type"), .variable("sort"), .integer("first", recoveryPageSize),
          .variable("after"),
        ],
        select: [
          GraphQLField("pageInfo", select: GraphQLField.plain("endCursor", "hasNextPage")),
          GraphQLField("nodes", select: recovered),
        ])
    }
    let common = [
      GraphQLVariable("type", "CiRunnerType"), GraphQLVariable("sort", "CiRunnerSort"),
      GraphQLVariable("after", "String"),
    ]
    return GraphQLDocument(
      name: name, variables: variables + common, selection: [place(list), caller])
  }

  private static let caller = GraphQLField(
    "currentUser", select: GraphQLField.plain("id", "username"))

  private static let token = GraphQLField("ephemeralAuthenticationToken", needs: .ephemeralToken)

  /// What the values that were sent are compared with, and what tells why there is no token.
  private static let recovered =
    GraphQLField.plain(
      "id", "description", "shortSha", "runnerType", "status", "paused", "locked", "runUntagged",
      "accessLevel", "tagList", "maximumTimeout", "createdAt", "contactedAt", "maintenanceNote")
    + [
      GraphQLField(
        "createdBy", needs: .creator, select: GraphQLField.plain("id", "username")),
      GraphQLField("tokenExpiresAt", needs: .tokenExpiry),
      GraphQLField(
        "ownerProject", needs: .ownerProject, select: GraphQLField.plain("id", "fullPath", "name")),
      GraphQLField(
        "groups", [.integer("first", 1)],
        select: [GraphQLField("nodes", select: GraphQLField.plain("id", "fullPath", "name"))]),
      GraphQLField(
        "userPermissions", needs: .permissions,
        select: GraphQLField.plain("readRunner", "updateRunner", "deleteRunner", "assignRunner")),
      GraphQLField(
        "managers", [.integer("first", 1)], needs: .managers, select: GraphQLField.plain("count")),
      token,
    ]
}
