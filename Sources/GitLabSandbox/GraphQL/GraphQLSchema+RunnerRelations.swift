import FoundationEssentials

/// What belongs to a runner: managers, jobs, groups and projects.
extension GraphQLSchema {
  private static let statusesArgument = GraphQLInput("statuses", "[CiJobStatus!]")

  static func addRelations(to runner: inout GraphQLObject<Int>) {
    runner.field("jobCount", "Int", [statusesArgument], cost: .resolver) {
      sandbox, run, index, arguments in
      let count =
        arguments.jobStatuses.map {
          sandbox.jobs(of: sandbox.runners[index], in: $0, at: run.clock.now).count
        } ?? sandbox.jobCount(of: sandbox.runners[index])
      return .int(min(count, 1001))
    }
    // The connection's type changed its name; at which version is the sandbox's choice.
    for (type, lifespan) in [
      ("CiJobConnection", .until("18.0")), ("CiJobInterfaceConnection", .since("18.0")),
    ] as [(String, GraphQLLifespan)] {
      runner.field("jobs", type, [statusesArgument] + paging, lifespan, cost: .connection) {
        sandbox, run, index, arguments in sandbox.jobPage(ofRunner: index, arguments, &run)
      }
    }
    runner.field(
      "managers", "CiRunnerManagerConnection",
      [GraphQLInput("systemId", "String"), GraphQLInput("status", "CiRunnerStatus")] + paging,
      cost: .connection
    ) { sandbox, run, index, arguments in sandbox.managerPage(ofRunner: index, arguments, run) }
    addPlaces(to: &runner)
  }

  /// Groups and projects that the caller may not see are left out, but counted.
  private static func addPlaces(to runner: inout GraphQLObject<Int>) {
    runner.field("groups", "GroupConnection", paging, cost: .connection) {
      sandbox, run, index, arguments in
      guard sandbox.runners[index].kind == .group else { return .null }
      let id = sandbox.runners[index].groupID
      let groups = sandbox.groups.indices.filter {
        sandbox.groups[$0].id == id && sandbox.isVisible(sandbox.groups[$0], to: run.caller)
      }
      return GraphQLConnection.page(of: groups, arguments, source: GraphQLSource.group)
    }
    runner.field("projects", "ProjectConnection", paging, cost: .connection) {
      sandbox, run, index, arguments in
      guard sandbox.runners[index].kind == .project else { return .null }
      let projects = sandbox.runners[index].projectIDs.compactMap { id in
        sandbox.visibleProject(id: id, run.caller)
      }
      return GraphQLConnection.page(of: projects, arguments, source: GraphQLSource.project)
    }
    runner.field("projectCount", "Int", cost: .plain) { sandbox, _, index, _ in
      sandbox.runners[index].kind == .project
        ? .int(sandbox.runners[index].projectIDs.count) : .null
    }
    // The change of type is GitLab's, its version the sandbox's choice.
    for (type, lifespan) in [
      ("Project", .until("18.0")), ("ProjectInterface", .since("18.0")),
    ] as [(String, GraphQLLifespan)] {
      runner.field("ownerProject", type, [], lifespan, cost: .resolver) { sandbox, run, index, _ in
        let owner = sandbox.runners[index].projectIDs.first
        return owner.flatMap { sandbox.visibleProject(id: $0, run.caller) }
          .map { .object(.project($0)) } ?? .null
      }
    }
  }

  /// app/graphql/types/ci/runner_manager_type.rb.
  static let manager: GraphQLSchemaType = {
    var manager = GraphQLObject<(runner: Int, place: Int)>("CiRunnerManager") { source in
      if case .manager(let runner, let place) = source { (runner, place) } else { nil }
    }
    manager.field("id", "CiRunnerManagerID!") { sandbox, _, place, _ in
      .id("Ci::RunnerManager", sandbox.manager(place).id)
    }
    manager.field("systemId", "String!") { sandbox, _, place, _ in
      .string(sandbox.manager(place).systemID)
    }
    manager.field("status", "CiRunnerStatus!") { sandbox, run, place, _ in
      .contact(run.clock.status(sandbox.manager(place)))
    }
    manager.field("jobExecutionStatus", "CiRunnerJobExecutionStatus", [], .experiment("16.3")) {
      sandbox, run, place, _ in
      let runner = sandbox.runners[place.runner]
      let isBusy =
        sandbox.isBusy(runner, at: run.clock.now)
        && runner.latestManager?.id == sandbox.manager(place).id
      return .word(isBusy ? "ACTIVE" : "IDLE")
    }
    for (name, path) in [
      ("version", \.version), ("revision", \.revision), ("platformName", \.platform),
      ("architectureName", \.architecture), ("executorName", \.executor),
    ] as [(String, KeyPath<SandboxManager, String?> & Sendable)] {
      manager.field(name, "String") { sandbox, _, place, _ in
        .text(sandbox.manager(place)[keyPath: path])
      }
    }
    manager.field("ipAddress", "String") { _, _, _, _ in .string("127.0.0.1") }
    manager.field("contactedAt", "Time") { sandbox, _, place, _ in
      .moment(sandbox.manager(place).contactedAt)
    }
    manager.field("createdAt", "Time") { sandbox, _, place, _ in
      .time(sandbox.manager(place).createdAt)
    }
    manager.field("runner", "CiRunner") { _, _, place, _ in .object(.runner(place.runner)) }
    return manager.type
  }()

  static let runnerConnections: [GraphQLSchemaType] =
    connection("CiRunner", count: .exact) { edge in
      for (name, end) in [("webUrl", ""), ("editUrl", "/edit")] {
        edge.field(name, "String") { sandbox, _, edge, _ in
          .text(sandbox.link(ofRow: edge.1, in: edge.0).map { $0 + end })
        }
      }
    } + connection("CiRunnerManager", count: .exact)
}

extension GraphQLArguments {
  /// The argument `statuses`; nil when it was not sent.
  fileprivate var jobStatuses: [RunnerJob.Status]? {
    strings("statuses")?.compactMap { RunnerJob.Status(rawValue: $0.lowercased()) }
  }
}

extension GitLabSandbox {
  fileprivate func manager(_ place: (runner: Int, place: Int)) -> SandboxManager {
    runners[place.runner].managers[place.place]
  }

  /// Index of a project that exists and that the caller may see.
  func visibleProject(id: Int, _ caller: Caller?) -> Int? {
    projects.firstIndex { $0.id == id && isVisible($0, to: caller) }
  }

  /// Newest first, as spec/requests/api/graphql/ci/runner_spec.rb expects.
  fileprivate func managerPage(
    ofRunner index: Int, _ arguments: GraphQLArguments, _ run: GraphQLRun
  ) -> GraphQLResult {
    let systemID = arguments.string("systemId")
    let status = arguments.string("status")
    let places = runners[index].managers.indices.reversed().filter { place in
      let manager = runners[index].managers[place]
      return (systemID == nil || manager.systemID == systemID)
        && (status == nil || run.clock.status(manager).rawValue.uppercased() == status)
    }
    return GraphQLConnection.page(of: places, arguments) { .manager(runner: index, place: $0) }
  }

  /// Ability `read_builds`; one list in a request (app/graphql/types/ci/runner_type.rb, LimitFieldCalls).
  fileprivate func jobPage(
    ofRunner index: Int, _ arguments: GraphQLArguments, _ run: inout GraphQLRun
  ) -> GraphQLResult {
    run.jobLists += 1
    guard run.jobLists == 1 else { return .failure(GraphQLTexts.oneJobList) }
    guard run.abilities(on: index, self).canUpdate else { return .notAvailable }
    let jobs = jobs(of: runners[index], in: arguments.jobStatuses, at: run.clock.now)
    return GraphQLConnection.page(of: jobs, arguments, source: GraphQLSource.job)
  }

  /// The web page of a listed runner in the place of the list.
  fileprivate func link(ofRow row: Int, in page: GraphQLConnection) -> String? {
    guard case .runner(let index) = page.nodes[row] else { return nil }
    switch page.links {
    case .none: return nil
    case .admin: return adminPage(ofRunner: index)
    case .owner: return webPage(ofRunner: index)
    case .group(let group): return self.page(of: index, in: groups[group])
    case .project(let project): return self.page(of: index, in: projects[project])
    }
  }
}
