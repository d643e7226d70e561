import FoundationEssentials

/// `POST /user/runners` (lib/api/user_runners.rb, app/services/ci/runners/create_runner_service.rb).
extension GitLabSandbox {
  mutating func createRunner(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    reader.require("runner_type")
    let kind = SandboxRunner.Kind(
      rawValue: reader.word("runner_type", of: Self.runnerTypes) ?? "")
    if kind == nil, !reader.isSent("runner_type") {
      reader.report("runner_type does not have a valid value")
    }
    let groupID = Self.ownerID("group_id", for: .group, kind, &reader)
    let projectID = Self.ownerID("project_id", for: .project, kind, &reader)
    let attributes = RunnerAttributes(&reader, keepsBlanks: false)
    let expiry = reader.text("token_expires_at")
    let deadline = reader.text("token_rotation_deadline")
    try reader.finish()
    guard let kind else { throw .message(400) }

    var runner = SandboxRunner(
      kind: kind, groupID: groupID, projectIDs: projectID.map { [$0] } ?? [], createdAt: call.now,
      creatorID: caller.user.id)
    try authorizeCreation(of: runner, caller)
    runner.tokenExpiresAt = tokenExpiry(
      kind, groupID: groupID, projectID: projectID, now: call.now)
    if settings.isPremium {
      let wish = TokenExpiryWish(expiresAt: expiry, rotationDeadline: deadline)
      try wish.apply(to: &runner, now: call.now)
    }
    attributes.apply(to: &runner)
    let problems = runner.problems(checksTagCount: true)
    guard problems.isEmpty else { throw .message(400, ModelProblem.sentence(problems)) }
    try runner.checkTagNames()
    runner.token = makeRunnerToken(kind, groupID: groupID, projectID: projectID)
    return .json(status: 201, Self.registration(insert(runner)))
  }

  static let runnerTypes = ["instance_type", "group_type", "project_type"]

  /// The entity Ci::RunnerRegistrationDetails.
  static func registration(_ runner: SandboxRunner) -> SandboxJSON {
    .object([.init("id", .int(runner.id))] + tokenMembers(runner))
  }

  /// Token and expiry, the latter null for a token without end.
  static func tokenMembers(_ runner: SandboxRunner) -> [SandboxJSON.Member] {
    [
      .init("token", .string(runner.token)),
      .init("token_expires_at", SandboxJSON(runner.tokenExpiresAt.map(Timestamps.json))),
    ]
  }

  /// The id is required for its own runner type and not even looked at for the others.
  private static func ownerID(
    _ name: String, for own: SandboxRunner.Kind, _ kind: SandboxRunner.Kind?,
    _ reader: inout ParameterReader
  ) -> Int? {
    guard kind == own else { return nil }
    reader.require(name)
    return reader.integer(name)
  }

  /// Existence is checked before permission, so 400 and 403 tell whether a numeric id exists.
  private func authorizeCreation(
    of runner: SandboxRunner, _ caller: Caller
  ) throws(Refusal) {
    let isAllowed: Bool
    switch runner.kind {
    case .instance: isAllowed = caller.isAdmin
    case .group:
      guard let group = runner.groupID.flatMap(group(id:)) else { throw missing("group") }
      isAllowed = canCreateRunners(inGroup: group, caller)
    case .project:
      guard let project = runner.projectIDs.first.flatMap(project(id:)) else {
        throw missing("project")
      }
      isAllowed = canCreateRunners(in: project, caller)
    }
    guard isAllowed else { throw .message(403, Texts.insufficientPermissions) }
  }

  private func missing(_ owner: String) -> Refusal {
    .message(400, "Missing/invalid \(options.gitLab == .v16 ? "scope" : owner)")
  }
}

/// The expiry parameters of Premium (ee/lib/ee/api/ci/helpers/runner_helpers.rb).
private struct TokenExpiryWish {
  let expiresAt: String?
  let rotationDeadline: String?

  func apply(to runner: inout SandboxRunner, now: Date) throws(Refusal) {
    guard let text = expiresAt, !text.isEmpty else {
      if rotationDeadline?.isEmpty == false {
        throw .message(
          400, "token_expires_at is required when token_rotation_deadline is specified")
      }
      return
    }
    guard let expiry = Timestamps.parse(text) else {
      throw .message(400, "token_expires_at must be a valid time")
    }
    guard expiry >= now.addingTimeInterval(300) else {
      throw .message(400, "token_expires_at must be at least 5 minutes in the future")
    }
    let latest = min(runner.tokenExpiresAt ?? .distantFuture, now.addingTimeInterval(15 * 86_400))
    guard expiry <= latest else {
      throw .message(
        400,
        "token_expires_at is too far in the future (maximum is \(Timestamps.seconds(latest)))")
    }
    runner.tokenExpiresAt = expiry
    runner.tokenRotationDeadline = try deadline(before: expiry, now: now)
  }

  private func deadline(before expiry: Date, now: Date) throws(Refusal) -> Date? {
    guard let text = rotationDeadline, !text.isEmpty else { return nil }
    guard let deadline = Timestamps.parse(text) else {
      throw .message(400, "token_rotation_deadline must be a valid time")
    }
    guard deadline >= now else {
      throw .message(400, "token_rotation_deadline cannot be in the past")
    }
    guard deadline <= expiry else {
      throw .message(
        400, "token_rotation_deadline must be less than or equal to token_expires_at")
    }
    return deadline
  }
}
