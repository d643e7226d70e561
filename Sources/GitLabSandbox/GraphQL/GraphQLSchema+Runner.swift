import FoundationEssentials

/// `CiRunner` (app/graphql/types/ci/runner_type.rb).
extension GraphQLSchema {
  static let runner: GraphQLSchemaType = {
    var runner = GraphQLObject<Int>("CiRunner") { source in
      if case .runner(let index) = source { index } else { nil }
    }
    addState(to: &runner)
    addSettings(to: &runner)
    addOrigin(to: &runner)
    addAdministration(to: &runner)
    addRelations(to: &runner)
    return runner.type
  }()

  private static func addState(to runner: inout GraphQLObject<Int>) {
    runner.field("id", "CiRunnerID!") { sandbox, _, index, _ in
      .id("Ci::Runner", sandbox.runners[index].id)
    }
    runner.field("runnerType", "CiRunnerType!") { sandbox, _, index, _ in
      switch sandbox.runners[index].kind {
      case .instance: .word("INSTANCE_TYPE")
      case .group: .word("GROUP_TYPE")
      case .project: .word("PROJECT_TYPE")
      }
    }
    runner.field("description", "String") { sandbox, _, index, _ in
      .text(sandbox.runners[index].description)
    }
    runner.field("shortSha", "String") { sandbox, _, index, _ in
      .string(sandbox.runners[index].shortToken)
    }
    // A paused runner is online or offline here, never PAUSED as in REST.
    runner.field("status", "CiRunnerStatus!") { sandbox, run, index, _ in
      .contact(
        run.clock.status(
          createdAt: sandbox.runners[index].createdAt,
          contactedAt: sandbox.runners[index].contactedAt))
    }
    runner.field("contactedAt", "Time") { sandbox, _, index, _ in
      .moment(sandbox.runners[index].contactedAt)
    }
    // The version is the sandbox's choice.
    runner.field("jobExecutionStatus", "CiRunnerJobExecutionStatus", [], .since("17.1")) {
      sandbox, run, index, _ in
      .word(sandbox.isBusy(sandbox.runners[index], at: run.clock.now) ? "ACTIVE" : "IDLE")
    }
  }

  private static func addSettings(to runner: inout GraphQLObject<Int>) {
    runner.field("paused", "Boolean!") { sandbox, _, index, _ in
      .bool(sandbox.runners[index].paused)
    }
    runner.field("active", "Boolean!", [], .deprecated("14.8", "Use paused.")) {
      sandbox, _, index, _ in .bool(!sandbox.runners[index].paused)
    }
    runner.field("locked", "Boolean") { sandbox, _, index, _ in
      .bool(sandbox.runners[index].locked)
    }
    runner.field("runUntagged", "Boolean!") { sandbox, _, index, _ in
      .bool(sandbox.runners[index].runUntagged)
    }
    runner.field("accessLevel", "CiRunnerAccessLevel!") { sandbox, _, index, _ in
      .word(
        sandbox.runners[index].accessLevel == .refProtected ? "REF_PROTECTED" : "NOT_PROTECTED")
    }
    runner.field("tagList", "[String!]") { sandbox, _, index, _ in
      .strings(sandbox.runners[index].tags)
    }
    runner.field("maximumTimeout", "Int") { sandbox, _, index, _ in
      .number(sandbox.runners[index].maximumTimeout)
    }
    runner.field("maintenanceNote", "String") { sandbox, run, index, _ in
      run.abilities(on: index, sandbox).canUpdate
        ? .text(sandbox.runners[index].maintenanceNote) : .null
    }
    runner.field("maintenanceNoteHtml", "String") { sandbox, run, index, _ in
      run.abilities(on: index, sandbox).canUpdate
        ? .text(sandbox.runners[index].maintenanceNote.map(Texts.paragraph)) : .null
    }
  }

  private static func addOrigin(to runner: inout GraphQLObject<Int>) {
    runner.field("createdAt", "Time") { sandbox, _, index, _ in
      .time(sandbox.runners[index].createdAt)
    }
    runner.field("createdBy", "UserCore") { sandbox, _, index, _ in
      let id = sandbox.runners[index].creatorID
      return sandbox.users.firstIndex { $0.id == id }.map { .object(.user($0)) } ?? .null
    }
    runner.field("creationMethod", "CiRunnerCreationMethod", [], .experiment("17.0")) {
      sandbox, _, index, _ in
      .word(
        sandbox.runners[index].creatorID == nil ? "REGISTRATION_TOKEN" : "AUTHENTICATED_USER")
    }
    // Newer than 17.x; the exact version is the sandbox's choice.
    runner.field("creationState", "CiRunnerCreationState", [], .since("18.1")) {
      sandbox, _, index, _ in
      .word(
        sandbox.runners[index].managers.contains(where: \.hasRequestedJobs)
          ? "FINISHED" : "STARTED")
    }
    // Everyone who may read the runner, but an instance runner's only who administers it.
    runner.field("tokenExpiresAt", "Time") { sandbox, run, index, _ in
      sandbox.runners[index].kind != .instance || run.isAdmin
        ? .moment(sandbox.runners[index].tokenExpiresAt) : .null
    }
    runner.field("ephemeralAuthenticationToken", "String", [], .experiment("15.9")) {
      sandbox, run, index, _ in
      run.mayReadToken(of: index, sandbox) ? .string(sandbox.runners[index].token) : .null
    }
    runner.field("ephemeralRegisterUrl", "String", [], .experiment("15.11")) {
      sandbox, run, index, _ in
      run.mayReadToken(of: index, sandbox)
        ? .text(sandbox.webPage(ofRunner: index).map { $0 + "/register" }) : .null
    }
  }

  private static func addAdministration(to runner: inout GraphQLObject<Int>) {
    for (name, end) in [("adminUrl", ""), ("editAdminUrl", "/edit")] {
      runner.field(name, "String") { sandbox, run, index, _ in
        run.isAdmin ? .string(sandbox.adminPage(ofRunner: index) + end) : .null
      }
    }
    runner.field("registerAdminUrl", "String") { sandbox, run, index, _ in
      run.isAdmin && sandbox.runners[index].isRegistrationAvailable(at: run.clock.now)
        ? .string(sandbox.adminPage(ofRunner: index) + "/register") : .null
    }
    runner.field("userPermissions", "RunnerPermissions!") { sandbox, run, index, _ in
      .object(.abilities(run.abilities(on: index, sandbox)))
    }
  }

  static let runnerPermissions: GraphQLSchemaType = {
    var permissions = GraphQLObject<RunnerAbilities>("RunnerPermissions") { source in
      if case .abilities(let abilities) = source { abilities } else { nil }
    }
    permissions.field("readRunner", "Boolean!") { _, _, abilities, _ in .bool(abilities.canRead) }
    permissions.field("updateRunner", "Boolean!") { _, _, abilities, _ in
      .bool(abilities.canUpdate)
    }
    permissions.field("deleteRunner", "Boolean!") { _, _, abilities, _ in
      .bool(abilities.canDelete)
    }
    permissions.field("assignRunner", "Boolean!") { _, _, abilities, _ in
      .bool(abilities.canAssign)
    }
    return permissions.type
  }()
}

extension GraphQLResult {
  /// A status as the enum `CiRunnerStatus` has it.
  static func contact(_ contact: RunnerContact) -> Self {
    switch contact {
    case .online: .word("ONLINE")
    case .offline: .word("OFFLINE")
    case .stale: .word("STALE")
    case .neverContacted: .word("NEVER_CONTACTED")
    }
  }
}

extension GraphQLRun {
  /// Ability `read_ephemeral_token` (app/policies/ci/runner_policy.rb): the creator as a user, and nobody else,
  /// while the runner can still be registered.
  fileprivate func mayReadToken(of index: Int, _ sandbox: GitLabSandbox) -> Bool {
    guard let caller, sandbox.runners[index].creatorID == caller.user.id else { return false }
    return sandbox.runners[index].isRegistrationAvailable(at: clock.now)
  }
}

extension SandboxRunner {
  /// `registration_available?` (app/models/ci/runner.rb): created by a user less than an hour ago, and no
  /// manager yet.
  func isRegistrationAvailable(at now: Date) -> Bool {
    creatorID != nil && managers.isEmpty && now.timeIntervalSince(createdAt) < 3600
  }

  /// Eight characters of the token after its prefix (`short_sha`).
  var shortToken: String {
    var rest = token[...]
    for prefix in ["glrt-", "glrtr-"] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.utf8.count)
    }
    for prefix in ["t1_", "t2_", "t3_"] where rest.hasPrefix(prefix) { rest = rest.dropFirst(3) }
    return String(rest.prefix(8))
  }
}

extension GitLabSandbox {
  func adminPage(ofRunner index: Int) -> String { "\(url)/admin/runners/\(runners[index].id)" }

  /// The web page in the place that owns the runner.
  func webPage(ofRunner index: Int) -> String? {
    switch runners[index].kind {
    case .instance: adminPage(ofRunner: index)
    case .group: runners[index].groupID.flatMap(group(id:)).map { page(of: index, in: $0) }
    case .project:
      runners[index].projectIDs.first.flatMap(project(id:)).map { page(of: index, in: $0) }
    }
  }

  func page(of index: Int, in group: SandboxGroup) -> String {
    "\(url)/groups/\(group.fullPath)/-/runners/\(runners[index].id)"
  }

  func page(of index: Int, in project: SandboxProject) -> String {
    "\(url)/\(project.fullPath)/-/runners/\(runners[index].id)"
  }
}
