import FoundationEssentials

/// `POST /runners`, the registration-token flow (lib/api/ci/runner.rb): deprecated, off since GitLab 17.0
/// unless switched on.
extension GitLabSandbox {
  mutating func registerLegacyRunner(_ call: Call) throws(Refusal) -> SandboxResponse {
    var reader = ParameterReader(call.parameters)
    reader.require("token")
    let token = reader.text("token")
    for (one, other) in [("maintenance_note", "maintainer_note"), ("active", "paused")]
    where reader.isSent(one) && reader.isSent(other) {
      reader.report("\(one), \(other) are mutually exclusive")
    }
    let note = reader.isSent("maintainer_note") ? "maintainer_note" : "maintenance_note"
    let attributes = RunnerAttributes(&reader, keepsBlanks: false, noteName: note)
    try reader.finish()

    var runner = try legacyRunner(registrationToken: token ?? "", now: call.now)
    guard settings.allowsRegistrationTokens else {
      throw .message(410, "runner registration disallowed")
    }
    attributes.apply(to: &runner)
    do throws(ChangeRefusal) {
      try runner.validate(checksTagCount: true)
    } catch {
      throw error.rest { .validation($0) }
    }
    let project = runner.projectIDs.first
    runner.token = makeRunnerToken(
      runner.kind, groupID: runner.groupID, projectID: project, legacy: true)
    runner.tokenExpiresAt = tokenExpiry(
      runner.kind, groupID: runner.groupID, projectID: project, now: call.now)
    return .json(status: 201, Self.registration(insert(runner)))
  }

  /// The registration token decides whose the runner becomes.
  private func legacyRunner(
    registrationToken token: String, now: Date
  ) throws(Refusal) -> SandboxRunner {
    if token == Cast.instanceRegistrationToken {
      return SandboxRunner(kind: .instance, createdAt: now, creatorID: nil)
    }
    if let group = groups.first(where: { $0.registrationToken == token }) {
      return SandboxRunner(kind: .group, groupID: group.id, createdAt: now, creatorID: nil)
    }
    if let project = projects.first(where: { $0.registrationToken == token }) {
      return SandboxRunner(
        kind: .project, projectIDs: [project.id], createdAt: now, creatorID: nil)
    }
    throw .message(403, "invalid token supplied")
  }
}
