/// Giving a project runner to further projects and taking it away (lib/api/ci/runners.rb).
extension GitLabSandbox {
  /// `POST /projects/:id/runners`.
  mutating func assignRunner(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    reader.require("runner_id")
    _ = reader.integer("runner_id")
    try reader.finish()
    let project = try visibleProject(call, caller)
    guard canCreateRunners(in: project, caller) else { throw .message(403) }
    let index = try runnerIndex(call, &reader, named: "runner_id")
    let runner = runners[index]
    if runner.kind == .group { throw .message(403, "Runner is a group runner") }
    if !caller.isAdmin {
      if runner.locked { throw .message(403, "Runner is locked") }
      if !canUpdate(runner, caller) { throw .message(403, Texts.noAccess) }
    }
    if runner.kind == .instance {
      throw .message(400, "Runner is an instance runner and cannot be assigned to a project")
    }
    if runner.projectIDs.contains(project.id) {
      throw .message(400, "Runner projects Runner has already been taken")
    }
    runners[index].projectIDs.append(project.id)
    runners[index].updatedAt = call.now
    return .json(status: 201, summary(runners[index], call))
  }

  /// `DELETE /projects/:id/runners/:runner_id`.
  mutating func unassignRunner(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    _ = reader.integer("runner_id")
    try reader.finish()
    let project = try visibleProject(call, caller)
    guard has(.maintainer, caller, in: project) else { throw .message(403) }
    let index = try runnerIndex(call, &reader, named: "runner_id")
    guard let place = runners[index].projectIDs.firstIndex(of: project.id) else {
      throw runnerNotFound
    }
    if place == 0 { throw .message(403, Texts.ownerProject) }
    if runners[index].locked, !caller.isAdmin { throw .message(403, "Runner is locked") }
    try checkUnmodified(runners[index], call)
    runners[index].projectIDs.remove(at: place)
    runners[index].updatedAt = call.now
    return .noContent
  }
}
