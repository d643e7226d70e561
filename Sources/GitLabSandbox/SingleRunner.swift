import FoundationEssentials

/// The requests about one runner (lib/api/ci/runners.rb).
extension GitLabSandbox {
  /// `GET /runners/:id`.
  func showRunner(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    let withProjects = reader.boolean("include_projects") ?? true
    let runner = runners[try readableRunner(call, caller, &reader)]
    return .json(details(runner, call, caller, withProjects: withProjects))
  }

  /// `GET /runners/:id/managers`, without pages.
  func listManagers(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    let runner = runners[try readableRunner(call, caller, &reader)]
    return .json(.array(runner.managers.map { managerEntity($0, of: runner, call) }))
  }

  /// `GET /runners/:id/projects`, known to the newest release only.
  func listProjectsOfRunner(_ call: Call) throws(Refusal) -> SandboxResponse {
    guard options.gitLab == .v18 else { throw .plain(404, "404 Not Found") }
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    let page = Page(&reader)
    let runner = runners[try readableRunner(call, caller, &reader)]
    return page.response(
      of: visibleProjects(of: runner, caller), call, url: url, render: basicProject)
  }

  /// `PUT /runners/:id`. Unlike on create, empty values are set.
  mutating func updateRunner(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    let names = [
      "description", "active", "paused", "tag_list", "run_untagged", "locked", "access_level",
      "maximum_timeout", "maintenance_note",
    ]
    if !names.contains(where: reader.isSent) {
      reader.report(
        "\(names.joined(separator: ", ")) are missing, at least one parameter must be provided")
    }
    if reader.isSent("active"), reader.isSent("paused") {
      reader.report("active, paused are mutually exclusive")
    }
    let attributes = RunnerAttributes(&reader, keepsBlanks: true)
    let index = try runnerIndex(call, &reader)
    do throws(ChangeRefusal) {
      try update(runnerAt: index, attributes, caller, now: call.now)
    } catch {
      throw error.rest { .validation($0) }
    }
    return .json(details(runners[index], call, caller))
  }

  /// `DELETE /runners/:id`.
  mutating func deleteRunner(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    let index = try runnerIndex(call, &reader)
    do throws(ChangeRefusal) {
      try checkRemoval(ofRunnerAt: index, caller)
    } catch {
      throw error.rest { .validation($0) }
    }
    try checkUnmodified(runners[index], call)
    removeRunner(at: index)
    return .noContent
  }

  /// `POST /runners/:id/reset_authentication_token`.
  mutating func resetRunnerToken(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    let index = try runnerIndex(call, &reader)
    guard canUpdate(runners[index], caller) else { throw .message(403, Texts.noAccess) }
    renewToken(at: index, now: call.now)
    return .json(status: 201, .object(Self.tokenMembers(runners[index])))
  }

  mutating func removeRunner(at index: Int) {
    let runner = runners.remove(at: index)
    runnerIDsByToken[runner.token] = nil
    runnerOrders.remove(runner)
  }

  /// Index of the runner named in the path, whose existence is no secret.
  func runnerIndex(
    _ call: Call, _ reader: inout ParameterReader, named name: String = "id"
  ) throws(Refusal) -> Int {
    let id = reader.integer(name)
    try reader.finish()
    guard let index = id.flatMap({ runnerIndex(id: $0) }) else { throw runnerNotFound }
    return index
  }

  var runnerNotFound: Refusal {
    options.gitLab == .v16 ? Self.recordNotFound : .notFound("Runner")
  }

  /// What a failed `find_by!` becomes, with its own spelling.
  static let recordNotFound = Refusal(
    response: .json(status: 404, ["message": "404 Not found"]))

  func checkUnmodified(_ runner: SandboxRunner, _ call: Call) throws(Refusal) {
    let limit = call.request.header("If-Unmodified-Since").flatMap(Timestamps.parseHTTP)
    if let limit, runner.updatedAt > limit { throw .message(412) }
  }

  private func readableRunner(
    _ call: Call, _ caller: Caller, _ reader: inout ParameterReader
  ) throws(Refusal) -> Int {
    let index = try runnerIndex(call, &reader)
    guard canRead(runners[index], caller) else { throw .message(403, Texts.noAccess) }
    return index
  }
}
