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
    do throws(ChangeRefusal) {
      try assign(runnerAt: index, to: project, caller, now: call.now)
    } catch {
      throw error.rest { .validation($0) }
    }
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
    let place: Int?
    do throws(ChangeRefusal) {
      place = try checkUnassignment(ofRunnerAt: index, from: project, caller)
    } catch {
      throw error.rest { .validation($0) }
    }
    guard let place else { throw runnerNotFound }
    try checkUnmodified(runners[index], call)
    changeRunner(at: index, now: call.now) { $0.projectIDs.remove(at: place) }
    return .noContent
  }
}
