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

    do throws(ChangeRefusal) {
      var runner = try newRunner(
        kind, groupID: groupID, projectID: projectID, caller, now: call.now)
      if settings.isPremium {
        let wish = TokenExpiryWish(expiresAt: expiry, rotationDeadline: deadline)
        try wish.apply(to: &runner, now: call.now)
      }
      return .json(status: 201, Self.registration(try save(runner, attributes)))
    } catch {
      throw error.rest { .message(400, ModelProblem.sentence($0)) }
    }
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
}

/// The expiry parameters of Premium (ee/lib/ee/api/ci/helpers/runner_helpers.rb).
private struct TokenExpiryWish {
  let expiresAt: String?
  let rotationDeadline: String?

  func apply(to runner: inout SandboxRunner, now: Date) throws(ChangeRefusal) {
    guard let text = expiresAt, !text.isEmpty else {
      if rotationDeadline?.isEmpty == false {
        throw .impossible(
          400, "token_expires_at is required when token_rotation_deadline is specified")
      }
      return
    }
    guard let expiry = Timestamps.parse(text) else {
      throw .impossible(400, "token_expires_at must be a valid time")
    }
    guard expiry >= now.addingTimeInterval(300) else {
      throw .impossible(400, "token_expires_at must be at least 5 minutes in the future")
    }
    let latest = min(runner.tokenExpiresAt ?? .distantFuture, now.addingTimeInterval(15 * 86_400))
    guard expiry <= latest else {
      throw .impossible(
        400,
        "token_expires_at is too far in the future (maximum is \(Timestamps.seconds(latest)))")
    }
    runner.tokenExpiresAt = expiry
    runner.tokenRotationDeadline = try deadline(before: expiry, now: now)
  }

  private func deadline(before expiry: Date, now: Date) throws(ChangeRefusal) -> Date? {
    guard let text = rotationDeadline, !text.isEmpty else { return nil }
    guard let deadline = Timestamps.parse(text) else {
      throw .impossible(400, "token_rotation_deadline must be a valid time")
    }
    guard deadline >= now else {
      throw .impossible(400, "token_rotation_deadline cannot be in the past")
    }
    guard deadline <= expiry else {
      throw .impossible(
        400, "token_rotation_deadline must be less than or equal to token_expires_at")
    }
    return deadline
  }
}
