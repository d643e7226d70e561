/// The queries about runners, with the features that their fields need.
///
/// GitLab: `app/graphql/types/ci/runner_type.rb`, `runner_manager_type.rb`,
/// `app/graphql/resolvers/ci/runners_resolver.rb`. Named fragments are not used: names of connection
/// types changed between versions.
extension GraphQLDocument {
  /// Runners of a page, the most that GitLab gives (GitLab: `default_max_page_size`).
  static let pageSize = 100

  static let ownRunners = list(
    "ListMyRunners", [], [GraphQLField("currentUser", needs: .ownRunners, select: [runners()])],
    identity: [])

  static let groupRunners = list(
    "ListGroupRunners",
    [
      GraphQLVariable("fullPath", "ID!"), GraphQLVariable("membership", "CiRunnerMembershipFilter"),
    ],
    [GraphQLField("group", [.variable("fullPath")], select: [runners([.variable("membership")])])])

  static let projectRunners = list(
    "ListProjectRunners", [GraphQLVariable("fullPath", "ID!")],
    [GraphQLField("project", [.variable("fullPath")], select: [runners()])])

  static let instanceRunners = list("ListInstanceRunners", [], [runners()])

  static let runnerDetail = GraphQLDocument(
    name: "RunnerDetail", variables: [GraphQLVariable("id", "CiRunnerID!")],
    selection: [
      GraphQLField("runner", [.variable("id")], select: facts + details)
    ])

  /// GitLab answers the jobs of one runner only in a request (GitLab: `app/graphql/resolvers/ci/runner_jobs_resolver.rb`).
  static let runnerJobs = GraphQLDocument(
    name: "RunnerJobs",
    variables: [GraphQLVariable("id", "CiRunnerID!"), GraphQLVariable("after", "String")],
    selection: [
      GraphQLField(
        "runner", [.variable("id")],
        select: [
          GraphQLField(
            "jobs", [.integer("first", jobPageSize), .variable("after")], needs: .jobs,
            select: [pageInfo, GraphQLField("nodes", select: jobFacts)])
        ])
    ])

  /// Jobs of a page.
  static let jobPageSize = 50

  /// Asks what a server knows. GitLab marks experiments as deprecated, and without the argument they would be hidden.
  static let schema = GraphQLDocument(
    name: "RunnerFeatures",
    selection: [
      type("CiRunner", as: "runner"), type("CiRunnerManager", as: "manager"),
      type("CurrentUser", as: "user"),
      GraphQLField(
        "__type", as: "membership", [.text("name", "CiRunnerMembershipFilter")],
        select: [
          GraphQLField(
            "enumValues", [.flag("includeDeprecated", true)], select: GraphQLField.plain("name"))
        ]),
    ])

  /// Where a list stands in the answer.
  static func path(of scope: RunnerScope) -> [String] {
    switch scope {
    case .mine: ["data", "currentUser", "runners"]
    case .group: ["data", "group", "runners"]
    case .project: ["data", "project", "runners"]
    case .instance: ["data", "runners"]
    }
  }

  static func list(of scope: RunnerScope) -> GraphQLDocument {
    switch scope {
    case .mine: ownRunners
    case .group: groupRunners
    case .project: projectRunners
    case .instance: instanceRunners
    }
  }

  /// - Parameter identity: what tells that the access token got lost on the way.
  private static func list(
    _ name: String, _ variables: [GraphQLVariable], _ selection: [GraphQLField],
    identity: [GraphQLField] = [
      GraphQLField("currentUser", needs: .firstPage, select: GraphQLField.plain("id"))
    ]
  ) -> GraphQLDocument {
    let common = [
      GraphQLVariable("search", "String"), GraphQLVariable("sort", "CiRunnerSort"),
      GraphQLVariable("after", "String"),
    ]
    return GraphQLDocument(
      name: name, variables: variables + common, selection: selection + identity)
  }

  /// The place of the next page comes first, so that it is known before the page is decoded.
  private static func runners(_ arguments: [GraphQLField.Argument] = []) -> GraphQLField {
    GraphQLField(
      "runners",
      arguments + [
        .variable("search"), .variable("sort"), .integer("first", pageSize), .variable("after"),
      ],
      select: [
        pageInfo, GraphQLField("count", needs: .firstPage),
        GraphQLField("nodes", select: facts + listFacts),
      ])
  }

  private static let pageInfo = GraphQLField(
    "pageInfo", select: GraphQLField.plain("endCursor", "hasNextPage"))

  private static let facts =
    GraphQLField.plain(
      "id", "description", "shortSha", "runnerType", "status", "paused", "locked", "runUntagged",
      "accessLevel", "tagList", "maximumTimeout", "createdAt", "contactedAt", "jobCount",
      "projectCount")
    + [
      GraphQLField("createdBy", needs: .creator, select: GraphQLField.plain("username")),
      GraphQLField("tokenExpiresAt", needs: .tokenExpiry),
      GraphQLField("jobExecutionStatus", needs: .jobExecutionStatus),
      GraphQLField("ownerProject", needs: .ownerProject, select: target),
      GraphQLField(
        "userPermissions", needs: .permissions,
        select: GraphQLField.plain("readRunner", "updateRunner", "deleteRunner", "assignRunner")),
    ]

  private static let listFacts = [
    GraphQLField("groups", [.integer("first", 1)], select: [GraphQLField("nodes", select: target)]),
    GraphQLField(
      "managers", [.integer("first", 1)], needs: .managers,
      select: GraphQLField.plain("count") + [GraphQLField("nodes", select: managerFacts)]),
  ]

  private static let details = [
    GraphQLField("maintenanceNote"),
    GraphQLField("creationMethod", needs: .creationMethod),
    GraphQLField("creationState", needs: .creationState),
    GraphQLField(
      "managers", [.integer("first", pageSize)], needs: .managers,
      select: GraphQLField.plain("count") + [pageInfo, GraphQLField("nodes", select: managerFacts)]),
    GraphQLField(
      "projects", [.integer("first", pageSize)],
      select: [pageInfo, GraphQLField("nodes", select: target + GraphQLField.plain("webUrl"))]),
    GraphQLField(
      "groups", [.integer("first", pageSize)],
      select: [pageInfo, GraphQLField("nodes", select: target + GraphQLField.plain("webUrl"))]),
  ]

  private static let target = GraphQLField.plain("id", "fullPath", "name")

  static let managerFacts =
    GraphQLField.plain(
      "id", "systemId", "status", "version", "revision", "platformName", "architectureName",
      "executorName", "ipAddress", "createdAt", "contactedAt")
    + [GraphQLField("jobExecutionStatus", needs: .jobExecutionStatus)]

  private static let jobFacts =
    GraphQLField.plain(
      "id", "status", "name", "refName", "webPath", "createdAt", "startedAt", "finishedAt",
      "duration", "queuedDuration")
    + [GraphQLField("project", select: GraphQLField.plain("fullPath"))]

  private static func type(_ name: String, as alias: String) -> GraphQLField {
    GraphQLField(
      "__type", as: alias, [.text("name", name)],
      select: [
        GraphQLField(
          "fields", [.flag("includeDeprecated", true)], select: GraphQLField.plain("name"))
      ])
  }
}

extension GraphQLFeatures {
  /// Not of a server but of a request: what only the first page of a list has to tell.
  static let firstPage = GraphQLFeatures(rawValue: 1 << 31)

  /// What a server has by its own account, the answer to ``GraphQLDocument/schema``; nil without any runners.
  init?(schema: JSONValue) {
    func names(_ alias: String, _ list: String = "fields") -> Set<String> {
      let elements = schema["data"]?[alias]?[list]?.elements ?? []
      return Set(elements.compactMap { $0["name"]?.rawText })
    }
    let runner = names("runner")
    let manager = names("manager")
    guard runner.contains("id") else { return nil }
    self = []
    let fields: [(String, GraphQLFeatures)] = [
      ("createdBy", .creator), ("creationState", .creationState),
      ("creationMethod", .creationMethod), ("ownerProject", .ownerProject),
      ("ephemeralAuthenticationToken", .ephemeralToken), ("tokenExpiresAt", .tokenExpiry),
      ("jobs", .jobs), ("userPermissions", .permissions),
    ]
    for (name, feature) in fields where runner.contains(name) { insert(feature) }
    if runner.contains("managers"), manager.contains("systemId") { insert(.managers) }
    if runner.contains("jobExecutionStatus"), manager.contains("jobExecutionStatus") {
      insert(.jobExecutionStatus)
    }
    if names("user").contains("runners") { insert(.ownRunners) }
    if names("membership", "enumValues").contains("ALL_AVAILABLE") {
      insert(.membershipAllAvailable)
    }
  }
}
