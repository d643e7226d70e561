extension Route {
  /// Fixed names stand before `:id`, which would take them too.
  ///
  /// Scopes as registered in lib/api/user_runners.rb, lib/api/ci/runners.rb and their neighbours.
  static let table: [Route] = [
    Route("POST", "user/runners", .create) { sandbox, call throws(Refusal) in
      try sandbox.createRunner(call)
    },
    Route("GET", "runners", .list) { sandbox, call throws(Refusal) in
      try sandbox.listAvailableRunners(call)
    },
    Route("GET", "runners/all", .list) { sandbox, call throws(Refusal) in
      try sandbox.listAllRunners(call)
    },
    Route("GET", "groups/:id/runners", .list) { sandbox, call throws(Refusal) in
      try sandbox.listGroupRunners(call)
    },
    Route("GET", "projects/:id/runners", .list) { sandbox, call throws(Refusal) in
      try sandbox.listProjectRunners(call)
    },
    Route("GET", "runners/:id", .readRunner, GitLabSandbox.showRunner),
    Route("GET", "runners/:id/managers", .readRunner, GitLabSandbox.listManagers),
    Route("GET", "runners/:id/projects", .readRunner, GitLabSandbox.listProjectsOfRunner),
    Route("GET", "runners/:id/jobs", .readRunner, GitLabSandbox.listJobs),
    Route("PUT", "runners/:id", .changeRunner) { sandbox, call throws(Refusal) in
      try sandbox.updateRunner(call)
    },
    Route("DELETE", "runners/managers", .anonymous) { sandbox, call throws(Refusal) in
      try sandbox.deleteManager(call)
    },
    Route("DELETE", "runners/:id", .changeRunner) { sandbox, call throws(Refusal) in
      try sandbox.deleteRunner(call)
    },
    Route("POST", "runners/:id/reset_authentication_token", .changeRunner) {
      sandbox, call throws(Refusal) in try sandbox.resetRunnerToken(call)
    },
    Route("POST", "projects/:id/runners", .assign) { sandbox, call throws(Refusal) in
      try sandbox.assignRunner(call)
    },
    Route("DELETE", "projects/:id/runners/:runner_id", .assign) { sandbox, call throws(Refusal) in
      try sandbox.unassignRunner(call)
    },
    Route("POST", "runners", .anonymous) { sandbox, call throws(Refusal) in
      try sandbox.registerLegacyRunner(call)
    },
    Route("DELETE", "runners", .anonymous) { sandbox, call throws(Refusal) in
      try sandbox.deleteRunnerByToken(call)
    },
    Route("POST", "runners/verify", .anonymous) { sandbox, call throws(Refusal) in
      try sandbox.verifyRunner(call)
    },
    Route("POST", "runners/reset_authentication_token", .anonymous) {
      sandbox, call throws(Refusal) in try sandbox.rotateRunnerToken(call)
    },
    Route("POST", "jobs/request", .anonymous) { sandbox, call throws(Refusal) in
      try sandbox.requestJob(call)
    },
    Route("GET", "personal_access_tokens/self", .anyScope, GitLabSandbox.showOwnToken),
    Route(
      "GET", "personal_access_tokens/self/associations", .anyScope,
      GitLabSandbox.showOwnAssociations),
    Route("GET", "user", .readUser, GitLabSandbox.showUser),
    Route("GET", "version", .readUser, GitLabSandbox.showVersion),
    Route("GET", "metadata", .readUser, GitLabSandbox.showMetadata),
    Route("GET", "groups", .read, GitLabSandbox.listGroups),
    Route("GET", "groups/:id", .read, GitLabSandbox.showGroup),
    Route("GET", "groups/:id/projects", .read, GitLabSandbox.listGroupProjects),
    Route("GET", "groups/:id/members/all/:user_id", .read, GitLabSandbox.showGroupMember),
    Route("GET", "projects", .read, GitLabSandbox.listProjects),
    Route("GET", "projects/:id", .read, GitLabSandbox.showProject),
    Route("GET", "projects/:id/members/all/:user_id", .read, GitLabSandbox.showProjectMember),
  ]
}

extension Route.Access {
  fileprivate static let create = Self.scopes(
    ["create_runner", "api"], permission: "Create Runner")
  fileprivate static let list = Self.scopes(["api", "read_api"], permission: "Read Runner")
  fileprivate static let readRunner = Self.scopes(
    ["api", "read_api", "manage_runner"], permission: "Read Runner")
  fileprivate static let changeRunner = Self.scopes(
    ["api", "manage_runner"], permission: "Update Runner")
  fileprivate static let assign = Self.scopes(["api"], permission: "Assign Runner")
  fileprivate static let read = Self.scopes(["api", "read_api"], permission: "Read")
  fileprivate static let readUser = Self.scopes(
    ["api", "read_api", "read_user"], permission: "Read User")
}
