import FoundationEssentials

/// Why a change of a runner is refused, before REST or GraphQL puts it in its own words.
enum ChangeRefusal: Error {
  /// The group or project does not exist.
  case missingOwner(String)
  /// The role is too low, or a rule withdraws the right; with REST's reason.
  case notAllowed(String?)
  case invalid([ModelProblem])
  /// Refused for what the runner is, not for who asks; with REST's status.
  case impossible(Int, String)

  /// The refusal as REST gives it.
  ///
  /// - Parameter invalid: how failed validations are worded.
  func rest(_ invalid: ([ModelProblem]) -> Refusal) -> Refusal {
    switch self {
    case .missingOwner(let owner): .message(400, "Missing/invalid \(owner)")
    case .notAllowed(let reason): .message(403, reason)
    case .invalid(let problems): invalid(problems)
    case .impossible(let status, let text): .message(status, text)
    }
  }
}

/// The rules of changing runners, whichever interface asks (app/services/ci/runners/).
extension GitLabSandbox {
  /// A runner that the caller may create, not kept yet.
  ///
  /// Existence is checked before permission, so that REST tells whether a numeric id exists.
  func newRunner(
    _ kind: SandboxRunner.Kind, groupID: Int?, projectID: Int?, _ caller: Caller, now: Date
  ) throws(ChangeRefusal) -> SandboxRunner {
    let isAllowed: Bool
    switch kind {
    case .instance: isAllowed = caller.isAdmin
    case .group:
      guard let group = groupID.flatMap(group(id:)) else { throw missing("group") }
      isAllowed = canCreateRunners(inGroup: group, caller)
    case .project:
      guard let project = projectID.flatMap(project(id:)) else { throw missing("project") }
      isAllowed = canCreateRunners(in: project, caller)
    }
    guard isAllowed else { throw .notAllowed(Texts.insufficientPermissions) }
    var runner = SandboxRunner(
      kind: kind, groupID: groupID, projectIDs: projectID.map { [$0] } ?? [], createdAt: now,
      creatorID: caller.user.id)
    runner.tokenExpiresAt = tokenExpiry(kind, groupID: groupID, projectID: projectID, now: now)
    return runner
  }

  private func missing(_ owner: String) -> ChangeRefusal {
    .missingOwner(options.gitLab == .v16 ? "scope" : owner)
  }

  /// Validates a new runner, gives it a token and keeps it.
  mutating func save(
    _ runner: SandboxRunner, _ attributes: RunnerAttributes
  ) throws(ChangeRefusal) -> SandboxRunner {
    var runner = runner
    attributes.apply(to: &runner)
    try runner.validate(checksTagCount: true)
    runner.token = makeRunnerToken(
      runner.kind, groupID: runner.groupID, projectID: runner.projectIDs.first)
    let kept = insert(runner)
    planContacts(of: kept)
    return kept
  }

  mutating func update(
    runnerAt index: Int, _ attributes: RunnerAttributes, _ caller: Caller, now: Date
  ) throws(ChangeRefusal) {
    guard canUpdate(runners[index], caller) else { throw .notAllowed(Texts.noAccess) }
    var runner = runners[index]
    attributes.apply(to: &runner)
    try runner.validate(checksTagCount: runner.tags != runners[index].tags)
    changeRunner(at: index, now: now) { $0 = runner }
  }

  /// That a runner has several projects is noticed before the role.
  func checkRemoval(ofRunnerAt index: Int, _ caller: Caller) throws(ChangeRefusal) {
    let runner = runners[index]
    guard !canDelete(runner, caller) else { return }
    throw .notAllowed(runner.projectIDs.count > 1 ? Texts.severalProjects : Texts.noAccess)
  }

  /// The right to create runners in the project is checked before, by each interface in its own place.
  mutating func assign(
    runnerAt index: Int, to project: SandboxProject, _ caller: Caller, now: Date
  ) throws(ChangeRefusal) {
    let runner = runners[index]
    if runner.kind == .group { throw .notAllowed("Runner is a group runner") }
    guard canAssign(runner, caller) else {
      throw .notAllowed(runner.locked ? "Runner is locked" : Texts.noAccess)
    }
    if runner.kind == .instance {
      throw .impossible(
        400, "Runner is an instance runner and cannot be assigned to a project")
    }
    if runner.projectIDs.contains(project.id) {
      throw .impossible(400, "Runner projects Runner has already been taken")
    }
    changeRunner(at: index, now: now) { $0.projectIDs.append(project.id) }
  }

  /// Whether the runner could be taken from the project; its place in the list of projects.
  func checkUnassignment(
    ofRunnerAt index: Int, from project: SandboxProject, _ caller: Caller
  ) throws(ChangeRefusal) -> Int? {
    guard let place = runners[index].projectIDs.firstIndex(of: project.id) else { return nil }
    if place == 0 { throw .impossible(403, Texts.ownerProject) }
    if runners[index].locked, !caller.isAdmin { throw .notAllowed("Runner is locked") }
    return place
  }
}

extension SandboxRunner {
  /// A tag is a record of its own (app/models/ci/tag.rb), whose refusal comes after the runner's.
  func validate(checksTagCount: Bool) throws(ChangeRefusal) {
    let problems = problems(checksTagCount: checksTagCount)
    guard problems.isEmpty else { throw .invalid(problems) }
    if tags.contains(where: { $0.unicodeScalars.count > 255 }) {
      throw .impossible(400, "Validation failed: Name is too long (maximum is 255 characters)")
    }
  }
}
