import FoundationEssentials

/// Requests in which a runner authentication token is the credential (lib/api/ci/runner.rb).
extension GitLabSandbox {
  /// `POST /runners/verify`. It leaves a trace: the runner counts as contacted, and a manager of the given
  /// system id, or else one called `<legacy>`, appears.
  mutating func verifyRunner(_ call: Call) throws(Refusal) -> SandboxResponse {
    var reader = ParameterReader(call.parameters)
    let systemID = reader.text("system_id") ?? "<legacy>"
    let index = try runnerIndex(ofToken: call, &reader)
    introduce(runnerAt: index, systemID, call)
    return .json(Self.registration(runners[index]))
  }

  /// `POST /jobs/request`. There is never a job for it, and no content says so.
  mutating func requestJob(_ call: Call) throws(Refusal) -> SandboxResponse {
    var reader = ParameterReader(call.parameters)
    let systemID = reader.text("system_id") ?? "<legacy>"
    let index = try runnerIndex(ofToken: call, &reader)
    introduce(runnerAt: index, systemID, call) { $0.hasRequestedJobs = true }
    var response = SandboxResponse.noContent
    response.headers.append(("X-GitLab-Last-Update", String(runners[index].id)))
    return response
  }

  /// Notes the contact of a runner manager and what it tells of itself.
  private mutating func introduce(
    runnerAt index: Int, _ systemID: String, _ call: Call,
    _ change: (inout SandboxManager) -> Void = { _ in }
  ) {
    let info = call.parameters["info"]
    _ = touch(runnerAt: index, systemID: systemID, now: call.now) { manager in
      if let version = info?["version"]?.string { manager.version = version }
      if let revision = info?["revision"]?.string { manager.revision = revision }
      if let platform = info?["platform"]?.string { manager.platform = platform }
      if let architecture = info?["architecture"]?.string { manager.architecture = architecture }
      if let executor = info?["executor"]?.string { manager.executor = executor }
      change(&manager)
    }
  }

  /// `DELETE /runners`: the runner goes with all its managers.
  mutating func deleteRunnerByToken(_ call: Call) throws(Refusal) -> SandboxResponse {
    var reader = ParameterReader(call.parameters)
    removeRunner(at: try runnerIndex(ofToken: call, &reader))
    return .noContent
  }

  /// `DELETE /runners/managers`.
  mutating func deleteManager(_ call: Call) throws(Refusal) -> SandboxResponse {
    var reader = ParameterReader(call.parameters)
    let isNamed = reader.isSent("system_id")
    let systemID = reader.text("system_id")
    if !reader.isSent("token") { reader.report("token is missing") }
    if !isNamed { reader.report("system_id is missing") }
    try reader.finish()
    let index = try runnerIndex(ofToken: call, &reader)
    guard let place = runners[index].managers.firstIndex(where: { $0.systemID == systemID }) else {
      throw .notFound("Runner manager not found")
    }
    changeRunner(at: index, now: call.now) { $0.managers.remove(at: place) }
    return .noContent
  }

  /// `POST /runners/reset_authentication_token`, as gitlab-runner rotates its own token.
  mutating func rotateRunnerToken(_ call: Call) throws(Refusal) -> SandboxResponse {
    var reader = ParameterReader(call.parameters)
    let index = try runnerIndex(ofToken: call, &reader)
    if let deadline = runners[index].tokenRotationDeadline, deadline < call.now {
      throw .plain(403, "Token rotation deadline has passed")
    }
    renewToken(at: index, now: call.now)
    return .json(status: 201, .object(Self.tokenMembers(runners[index])))
  }

  /// An unknown token and one past its end are refused alike.
  private func runnerIndex(
    ofToken call: Call, _ reader: inout ParameterReader
  ) throws(Refusal) -> Int {
    reader.require("token")
    let token = reader.text("token")
    try reader.finish()
    guard let id = token.flatMap({ runnerIDsByToken[$0] }), let index = runnerIndex(id: id),
      runners[index].tokenExpiresAt.map({ $0 > call.now }) ?? true
    else { throw .message(403) }
    return index
  }
}
