import FoundationEssentials

/// The mutations; what they may do is decided by the same rules as in REST.
extension GitLabSandbox {
  /// Runners that one call deletes at most (app/services/ci/runners/bulk_delete_runners_service.rb). That
  /// pausing has the same limit is the sandbox's choice.
  private static let bulkLimit = 50

  mutating func create(
    _ input: GraphQLArguments, _ caller: Caller, _ now: Date, _ payload: inout GraphQLPayload
  ) throws(GraphQLMutationRefusal) {
    guard
      let kind = input.string("runnerType").flatMap({
        SandboxRunner.Kind(rawValue: $0.lowercased())
      })
    else { throw .notAvailable }
    let groupID = kind == .group ? input.id("groupId") : nil
    let projectID = kind == .project ? input.id("projectId") : nil
    if kind == .group, groupID == nil { throw .mistake("`group_id` is missing") }
    if kind == .project, projectID == nil { throw .mistake("`project_id` is missing") }
    do throws(ChangeRefusal) {
      let runner = try newRunner(
        kind, groupID: groupID, projectID: projectID, caller, now: now)
      payload.runnerID = try save(runner, RunnerAttributes(input)).id
    } catch {
      throw GraphQLMutationRefusal(error)
    }
  }

  mutating func update(
    _ input: GraphQLArguments, _ caller: Caller, _ now: Date, _ payload: inout GraphQLPayload
  ) throws(GraphQLMutationRefusal) {
    let index = try runnerIndex(input.id("id"))
    do throws(ChangeRefusal) {
      guard canUpdate(runners[index], caller) else { throw .notAllowed(nil) }
      let projects = try associatedProjects(input, runners[index], caller)
      try update(runnerAt: index, RunnerAttributes(input), caller, now: now)
      if let projects { changeRunner(at: index, now: now) { $0.projectIDs = projects } }
    } catch {
      if runners[index].kind != .project, input["associatedProjects"] != nil {
        throw .mistake(
          "associatedProjects must not be specified for '\(runners[index].kind.rawValue)' scope")
      }
      throw GraphQLMutationRefusal(error)
    }
    payload.runnerID = runners[index].id
  }

  /// The projects a runner shall have, its owner first whatever is sent; nil when they stay.
  private func associatedProjects(
    _ input: GraphQLArguments, _ runner: SandboxRunner, _ caller: Caller
  ) throws(ChangeRefusal) -> [Int]? {
    guard let wanted = input.ids("associatedProjects") else { return nil }
    guard runner.kind == .project, let owner = runner.projectIDs.first else {
      throw .notAllowed(nil)
    }
    for id in wanted where !runner.projectIDs.contains(id) {
      guard let project = project(id: id), canCreateRunners(in: project, caller),
        canAssign(runner, caller)
      else { throw .impossible(403, "user not allowed to assign runner") }
    }
    var projects = [owner]
    for id in wanted where !projects.contains(id) { projects.append(id) }
    return projects
  }

  mutating func delete(
    _ input: GraphQLArguments, _ caller: Caller
  ) throws(GraphQLMutationRefusal) {
    let index = try runnerIndex(input.id("id"))
    guard canDelete(runners[index], caller) else { throw .notAvailable }
    removeRunner(at: index)
  }

  /// What may be deleted is, the rest is named.
  mutating func deleteMany(
    _ input: GraphQLArguments, _ caller: Caller, _ payload: inout GraphQLPayload
  ) {
    let ids = limited(
      input.ids("ids") ?? [], &payload,
      "Can only delete up to \(Self.bulkLimit) runners per call. Ignored the remaining runner(s).")
    let (allowed, refused) = split(ids) { canDelete($0, caller) }
    for id in allowed { runnerIndex(id: id).map { removeRunner(at: $0) } }
    payload.runnerIDs = allowed
    report(refused, allowed, "delete", &payload)
  }

  mutating func pauseMany(
    _ input: GraphQLArguments, _ caller: Caller, _ now: Date, _ payload: inout GraphQLPayload
  ) {
    let ids = limited(
      input.ids("ids") ?? [], &payload,
      "Can only pause or resume up to \(Self.bulkLimit) runners per call. Ignored the remaining "
        + "runner(s).")
    let isPaused = input.bool("paused") ?? false
    let (allowed, refused) = split(ids) { canUpdate($0, caller) }
    for id in allowed {
      guard let index = runnerIndex(id: id) else { continue }
      changeRunner(at: index, now: now) { $0.paused = isPaused }
    }
    payload.runnerIDs = allowed
    report(refused, allowed, "update", &payload)
  }

  mutating func assign(
    _ input: GraphQLArguments, _ caller: Caller, _ now: Date
  ) throws(GraphQLMutationRefusal) {
    let (index, project) = try assignment(input, caller)
    guard canAssign(runners[index], caller), canCreateRunners(in: project, caller) else {
      throw .notAvailable
    }
    try checkKind(ofRunnerAt: index)
    do throws(ChangeRefusal) {
      try assign(runnerAt: index, to: project, caller, now: now)
    } catch {
      throw GraphQLMutationRefusal(error)
    }
  }

  mutating func unassign(
    _ input: GraphQLArguments, _ caller: Caller, _ now: Date
  ) throws(GraphQLMutationRefusal) {
    let (index, project) = try assignment(input, caller)
    guard has(.maintainer, caller, in: project) else { throw .notAvailable }
    try checkKind(ofRunnerAt: index)
    do throws(ChangeRefusal) {
      guard let place = try checkUnassignment(ofRunnerAt: index, from: project, caller) else {
        throw .notAllowed(nil)
      }
      changeRunner(at: index, now: now) { $0.projectIDs.remove(at: place) }
    } catch {
      throw GraphQLMutationRefusal(error)
    }
  }

  private func runnerIndex(_ id: Int?) throws(GraphQLMutationRefusal) -> Int {
    guard let index = id.flatMap({ runnerIndex(id: $0) }) else { throw .notAvailable }
    return index
  }

  private func assignment(
    _ input: GraphQLArguments, _ caller: Caller
  ) throws(GraphQLMutationRefusal) -> (Int, SandboxProject) {
    let index = try runnerIndex(input.id("runnerId"))
    guard
      let project = input.string("projectPath").flatMap({ visibleProject(path: $0, caller) })
    else { throw .notAvailable }
    return (index, projects[project])
  }

  private func checkKind(ofRunnerAt index: Int) throws(GraphQLMutationRefusal) {
    if runners[index].kind != .project { throw .errors(["Runner is not a project runner"]) }
  }

  /// The first ids up to the limit, each once; what goes over it is told.
  private func limited(
    _ ids: [Int], _ payload: inout GraphQLPayload, _ complaint: String
  ) -> [Int] {
    if ids.count > Self.bulkLimit { payload.errors.append(complaint) }
    var seen: Set<Int> = []
    return ids.prefix(Self.bulkLimit).filter { seen.insert($0).inserted }
  }

  /// Ids of existing runners, by whether they may be changed.
  private func split(
    _ ids: [Int], isAllowed: (SandboxRunner) -> Bool
  ) -> (allowed: [Int], refused: [Int]) {
    let known = ids.filter { runnerIndex(id: $0) != nil }
    let allowed = known.filter { id in
      runnerIndex(id: id).map { isAllowed(runners[$0]) } ?? false
    }
    return (allowed, known.filter { !allowed.contains($0) })
  }

  private func report(
    _ refused: [Int], _ allowed: [Int], _ verb: String, _ payload: inout GraphQLPayload
  ) {
    guard !refused.isEmpty else { return }
    let names = refused.map { "#\($0)" }.joined(separator: ", ")
    payload.errors.append(
      "User does not have permission to \(verb) "
        + (allowed.isEmpty ? "any of the runners" : "runner(s) \(names)"))
  }
}
