/// The lists of runners and their arguments (app/graphql/resolvers/ci/runners_resolver.rb).
extension GraphQLSchema {
  /// - Parameter first: arguments that only one of the lists has.
  static func runnerArguments(_ first: [GraphQLInput] = []) -> [GraphQLInput] {
    first + [
      GraphQLInput("active", "Boolean", .deprecated("14.8", "Use paused.")),
      GraphQLInput("paused", "Boolean"),
      GraphQLInput("status", "CiRunnerStatus"),
      GraphQLInput("type", "CiRunnerType"),
      GraphQLInput("tagList", "[String!]"),
      GraphQLInput("search", "String"),
      GraphQLInput("sort", "CiRunnerSort"),
      GraphQLInput("upgradeStatus", "CiRunnerUpgradeStatus"),
      // GitLab prints no version: the sandbox's choice.
      GraphQLInput("creatorId", "UserID", .since("17.0")),
      GraphQLInput("creatorUsername", "String", .experiment("16.7")),
      GraphQLInput("versionPrefix", "String", .experiment("16.6")),
    ] + paging
  }

  /// `runners` of the instance, for administrators.
  static func addInstanceRunners(to query: inout GraphQLObject<Void>) {
    query.field("runners", "CiRunnerConnection", runnerArguments(), cost: .connection) {
      sandbox, run, _, arguments in
      guard run.isAdmin else { return .notAvailable }
      return sandbox.runnerPage(
        sandbox.listing(.everything, arguments), arguments, run, links: .admin)
    }
  }

  /// `runners` of a group: Maintainer and up, in all releases.
  static func addGroupRunners(to group: inout GraphQLObject<Int>) {
    let membership = GraphQLInput(
      "membership", "CiRunnerMembershipFilter", default: .word("DESCENDANTS"))
    group.field(
      "runners", "CiRunnerConnection", runnerArguments([membership]), cost: .connection
    ) { sandbox, run, index, arguments in
      let id = sandbox.groups[index].id
      guard let caller = run.caller, sandbox.has(.maintainer, caller, inGroup: id) else {
        return .notAvailable
      }
      var scope = RunnerScope()
      switch arguments.string("membership") {
      case "DIRECT": scope.groups = [id]
      case "ALL_AVAILABLE":
        scope = sandbox.descendantScope(ofGroup: id)
        scope.groups.formUnion(sandbox.inheritedScope(ofGroup: id).groups)
        scope.hasInstanceRunners = true
      default: scope = sandbox.descendantScope(ofGroup: id)
      }
      return sandbox.runnerPage(
        sandbox.listing(scope, arguments), arguments, run, links: .group(index))
    }
  }

  /// `runners` of a project: Maintainer and up.
  static func addProjectRunners(to project: inout GraphQLObject<Int>) {
    project.field("runners", "CiRunnerConnection", runnerArguments(), cost: .connection) {
      sandbox, run, index, arguments in
      let project = sandbox.projects[index]
      guard let caller = run.caller, sandbox.has(.maintainer, caller, in: project) else {
        return .notAvailable
      }
      return sandbox.runnerPage(
        sandbox.listing(sandbox.scope(ofProject: project), arguments), arguments, run,
        links: .project(index))
    }
  }

  /// `runners` of the caller: what the caller manages.
  static func addOwnRunners(to user: inout GraphQLObject<Int>) {
    let assignable = GraphQLInput("assignableToProjectPath", "ID")
    user.field(
      "runners", "CiRunnerConnection", runnerArguments([assignable]), .experiment("18.3"),
      cost: .connection
    ) { sandbox, run, _, arguments in
      guard let caller = run.caller else { return .null }
      var listing = sandbox.listing(sandbox.managedScope(caller), arguments)
      if let path = arguments.string("assignableToProjectPath") {
        guard let project = sandbox.visibleProject(path: path, caller) else {
          return .notAvailable
        }
        listing.filter.assignableTo = sandbox.projects[project].id
      }
      return sandbox.runnerPage(listing, arguments, run, links: .owner)
    }
  }
}

extension GitLabSandbox {
  /// What the arguments of a list ask for.
  fileprivate func listing(_ scope: RunnerScope, _ arguments: GraphQLArguments) -> RunnerListing {
    var filter = RunnerFilter()
    filter.search = arguments.string("search").flatMap { $0.isEmpty ? nil : $0 }
    filter.kinds =
      arguments.string("type").flatMap {
        SandboxRunner.Kind(rawValue: $0.lowercased())
      }.map { [$0] } ?? []
    filter.statuses =
      arguments.string("status").flatMap {
        RunnerStatusFilter(rawValue: $0.lowercased())
      }.map { [$0] } ?? []
    // Only a true value is looked at, so that `active: false` filters nothing.
    if arguments.bool("active") == true { filter.statuses.append(.active) }
    filter.paused = arguments.bool("paused")
    filter.tags = (arguments.strings("tagList") ?? []).filter { !$0.isEmpty }
    // The newer finder searches tags by parts; since which version is the sandbox's choice.
    filter.matchesPartsOfTags = options.gitLab == .v18
    let prefix = arguments.string("versionPrefix")?.prefix { "0123456789+.".contains($0) }
    filter.versionPrefix = prefix.flatMap { $0.isEmpty ? nil : String($0) }
    filter.upgradeStatus = arguments.string("upgradeStatus").flatMap(
      RunnerFilter.UpgradeStatus.init)
    if let id = arguments.id("creatorId") { filter.creators.append([id]) }
    if let name = arguments.string("creatorUsername") {
      filter.creators.append(users.filter { $0.username == name }.map(\.id))
    }
    return RunnerListing(
      scope: scope, filter: filter, sort: Self.sort(arguments.string("sort")))
  }

  private static func sort(_ name: String?) -> RunnerSort {
    let keys: [String: RunnerSort.Key] = [
      "CREATED": .createdAt, "CONTACTED": .contactedAt, "TOKEN_EXPIRES_AT": .tokenExpiresAt,
    ]
    for (front, key) in keys {
      if name == front + "_ASC" { return RunnerSort(key: key) }
      if name == front + "_DESC" { return RunnerSort(key: key, isDescending: true) }
    }
    return .newestFirst
  }
}
