import FoundationEssentials

/// `Query` (app/graphql/types/query_type.rb).
extension GraphQLSchema {
  static let query: GraphQLSchemaType = {
    var query = GraphQLObject<Void>("Query") { source in
      if case .root = source { () } else { nil }
    }
    addBasics(to: &query)
    addPlaces(to: &query)
    let id = GraphQLInput("id", "CiRunnerID!")
    query.field("runner", "CiRunner", [id], cost: .resolver) { sandbox, run, _, arguments in
      guard let index = arguments.id("id").flatMap({ sandbox.runnerIndex(id: $0) }),
        run.abilities(on: index, sandbox).canRead
      else { return .null }
      return .object(.runner(index))
    }
    addInstanceRunners(to: &query)
    addSetup(to: &query)
    return query.type
  }()

  private static func addBasics(to query: inout GraphQLObject<Void>) {
    query.field("currentUser", "CurrentUser") { sandbox, run, _, _ in
      sandbox.users.firstIndex { $0.id == run.caller?.user.id }
        .map { .object(.user($0)) } ?? .null
    }
    query.field("metadata", "Metadata", cost: .resolver) { _, run, _, _ in
      run.caller == nil ? .null : .object(.root)
    }
    query.field("queryComplexity", "QueryComplexity") { _, _, _, _ in .object(.root) }
  }

  private static func addPlaces(to query: inout GraphQLObject<Void>) {
    let path = GraphQLInput("fullPath", "ID!")
    query.field("group", "Group", [path], cost: .resolver) { sandbox, run, _, arguments in
      arguments.string("fullPath").flatMap { sandbox.visibleGroup(path: $0, run.caller) }
        .map { .object(.group($0)) } ?? .null
    }
    query.field("project", "Project", [path], cost: .resolver) { sandbox, run, _, arguments in
      arguments.string("fullPath").flatMap { sandbox.visibleProject(path: $0, run.caller) }
        .map { .object(.project($0)) } ?? .null
    }
    query.field("groups", "GroupConnection", groupArguments + paging, cost: .connection) {
      sandbox, run, _, arguments in
      GraphQLConnection.page(
        of: sandbox.groups(arguments, run.caller), arguments, source: GraphQLSource.group)
    }
    query.field("projects", "ProjectConnection", projectArguments + paging, cost: .connection) {
      sandbox, run, _, arguments in
      GraphQLConnection.page(
        of: sandbox.projects(arguments, run.caller), arguments, source: GraphQLSource.project)
    }
  }

  /// GitLab prints no version for any of them: which are newer is the sandbox's choice.
  private static let groupArguments = [
    GraphQLInput("ids", "[ID!]"),
    GraphQLInput("not", "GroupsNegatedArguments", .since("18.0")),
    GraphQLInput("topLevelOnly", "Boolean", default: .boolean(false)),
    GraphQLInput("ownedOnly", "Boolean", default: .boolean(false)),
    GraphQLInput("search", "String"),
    GraphQLInput("sort", "String", default: .string("name_asc")),
    GraphQLInput("parentPath", "ID", .since("17.0")),
    GraphQLInput("includeSubgroups", "Boolean", default: .boolean(false), .since("17.0")),
    GraphQLInput("visibilityLevel", "VisibilityLevelsEnum", .since("17.0")),
    GraphQLInput("allAvailable", "Boolean", default: .boolean(true), .since("17.0")),
    GraphQLInput("markedForDeletionOn", "Date", .since("17.0")),
    GraphQLInput("active", "Boolean", .since("18.0")),
    GraphQLInput("aimedForDeletion", "Boolean", .since("18.0")),
  ]

  private static let projectArguments = [
    GraphQLInput("ids", "[ID!]"), GraphQLInput("membership", "Boolean"),
    GraphQLInput("search", "String"), GraphQLInput("searchNamespaces", "Boolean"),
    GraphQLInput("topics", "[String!]"), GraphQLInput("personal", "Boolean"),
    GraphQLInput("namespacePath", "ID"), GraphQLInput("sort", "String"),
    GraphQLInput("withIssuesEnabled", "Boolean"),
    GraphQLInput("withMergeRequestsEnabled", "Boolean"),
  ]

  private static func addSetup(to query: inout GraphQLObject<Void>) {
    let arguments = [
      GraphQLInput("platform", "String!"), GraphQLInput("architecture", "String!"),
      GraphQLInput("projectId", "ProjectID"), GraphQLInput("groupId", "GroupID"),
    ]
    query.field(
      "runnerSetup", "RunnerSetup", arguments, .deprecated("15.9", "No longer used."),
      cost: .resolver
    ) { _, _, _, _ in .object(.root) }
  }

  /// What `Query` leads to and nothing else does.
  static let queryParts: [GraphQLSchemaType] = {
    var metadata = GraphQLObject<GraphQLSource>("Metadata") { $0 }
    metadata.field("version", "String!") { sandbox, _, _, _ in
      .string(sandbox.options.gitLab.full)
    }
    metadata.field("revision", "String!") { sandbox, _, _, _ in
      .string(sandbox.options.gitLab.revision)
    }
    metadata.field("enterprise", "Boolean!") { _, _, _, _ in .bool(true) }
    var complexity = GraphQLObject<GraphQLSource>("QueryComplexity") { $0 }
    complexity.field("score", "Int") { _, run, _, _ in .int(run.complexity) }
    complexity.field("limit", "Int") { _, run, _, _ in .int(run.complexityLimit) }
    var setup = GraphQLObject<GraphQLSource>("RunnerSetup") { $0 }
    setup.field("installInstructions", "String!") { _, _, _, _ in .string("") }
    setup.field("registerInstructions", "String") { _, _, _, _ in .null }
    return [
      metadata.type, complexity.type, setup.type,
      input("GroupsNegatedArguments", [GraphQLInput("ids", "[GroupID!]")]),
    ]
  }()
}

extension GitLabSandbox {
  /// Indices of the groups asked for (app/graphql/resolvers/concerns/resolves_groups.rb, base_groups_resolver.rb).
  fileprivate func groups(_ arguments: GraphQLArguments, _ caller: Caller?) -> [Int] {
    let filter = PlaceFilter(
      search: arguments.string("search"), sort: arguments.string("sort") ?? "name_asc")
    let ids = arguments.ids("ids")
    let excluded = arguments["not"]?["ids"]?.array?.compactMap(\.string)
      .compactMap(GraphQLGlobalID.number)
    let parent = arguments.string("parentPath")?.lowercased()
    let isDeep = arguments.bool("includeSubgroups") ?? false
    let found = groups.indices.filter { (index: Int) -> Bool in
      let group = groups[index]
      let role = caller.flatMap { self.role(of: $0.user, inGroup: group.id) }
      guard isVisible(group, to: caller), ids?.contains(group.id) ?? true,
        !(excluded?.contains(group.id) ?? false),
        arguments.bool("ownedOnly") != true || role == .owner,
        arguments.bool("allAvailable") != false || role != nil,
        arguments.bool("topLevelOnly") != true || group.parentID == nil,
        arguments.string("visibilityLevel").map({ $0 == group.visibility.rawValue }) ?? true,
        arguments.bool("active").map({ $0 != isArchived(group: group.id) }) ?? true,
        arguments.string("markedForDeletionOn") == nil,
        arguments.bool("aimedForDeletion") != true
      else { return false }
      let above = chain(fromGroup: group.parentID).map(\.fullPath)
      let isInside = parent.map { isDeep ? above.contains($0) : above.first == $0 } ?? true
      return isInside && filter.finds([group.name, group.path, group.fullPath])
    }
    return filter.sorted(
      found, id: { groups[$0].id }, name: { groups[$0].name }, path: { groups[$0].fullPath })
  }

  /// Indices of the projects asked for (app/graphql/resolvers/projects_resolver.rb); newest first.
  fileprivate func projects(_ arguments: GraphQLArguments, _ caller: Caller?) -> [Int] {
    let filter = PlaceFilter(
      search: arguments.string("search"), sort: arguments.string("sort") ?? "id_desc")
    let ids = arguments.ids("ids")
    let namespace = arguments.string("namespacePath")?.lowercased()
    let found = projects.indices.filter { (index: Int) -> Bool in
      let project = projects[index]
      guard isVisible(project, to: caller), ids?.contains(project.id) ?? true,
        arguments.bool("membership") != true
          || caller.flatMap({ role(of: $0.user, in: project) }) != nil,
        arguments.bool("personal") != true || project.groupID == nil,
        arguments.strings("topics")?.isEmpty ?? true,
        namespace.map({ project.fullPath == "\($0)/\(project.path)" }) ?? true
      else { return false }
      let texts = [project.name, project.path]
      return filter.finds(
        arguments.bool("searchNamespaces") == true
          ? texts + [project.fullPath, project.fullName] : texts)
    }
    return filter.sorted(
      found, id: { projects[$0].id }, name: { projects[$0].name },
      path: { projects[$0].fullPath })
  }
}
