public import FoundationEssentials

/// The sandbox's own requests under `/-/`, which need no token and are not logged.
///
/// - `GET /-/requests`: what was asked, oldest first.
/// - `POST /-/faults` with `{"rule": …}` or `{"rules": […]}` adds, `DELETE /-/faults` removes all.
/// - `POST /-/clock` with `{"advance": seconds}` or `{"now": "2026-01-31T09:00:00Z"}`.
/// - `POST /-/managers` with `{"runner_id": …}` or `{"token": …}`, and at will `system_id`, `version` and
///   `"action": "register"` or `"poll"` (the default): a gitlab-runner registers, or asks for a job.
extension GitLabSandbox {
  mutating func respondToControl(
    _ request: SandboxRequest, at now: Date
  ) -> SandboxResponse? {
    guard request.path.hasPrefix("/-/") else { return nil }
    let body = SandboxJSON(parsing: request.body) ?? .null
    switch (request.method, request.path) {
    case ("GET", "/-/requests"): return .json(.array(log.map(\.json)))
    case ("POST", "/-/faults"): return addFaults(body)
    case ("DELETE", "/-/faults"):
      removeFaults()
      return .noContent
    case ("POST", "/-/clock"): return moveClock(body, at: now)
    case ("POST", "/-/managers"): return contactManager(body, at: now)
    default: return .json(status: 404, ["error": "unknown control"])
    }
  }

  /// A thousand years either way keep every date writable.
  private static let advances = -31_557_600_000...31_557_600_000

  /// Makes the sandbox's clock show a time, from which it goes on.
  public mutating func setClock(to moment: Date, at now: Date) {
    clockOffset = moment.timeIntervalSince(now)
  }

  public mutating func advanceClock(by seconds: TimeInterval) { clockOffset += seconds }

  /// A gitlab-runner contacts the server for a runner; with `polls` it asks for a job, without it only
  /// verifies its token. Nil when there is no such runner.
  @discardableResult
  public mutating func contact(
    runnerID: Int, systemID: String, version: String? = nil, polls: Bool, at now: Date
  ) -> SandboxManager? {
    guard let index = runnerIndex(id: runnerID) else { return nil }
    let moment = now.addingTimeInterval(clockOffset)
    return touch(runnerAt: index, systemID: systemID, now: moment) { manager in
      if let version { manager.version = version }
      if polls { manager.hasRequestedJobs = true }
    }
  }

  /// Stamps the contact on runner and manager; the manager is made when it is new.
  mutating func touch(
    runnerAt index: Int, systemID: String, now: Date, _ change: (inout SandboxManager) -> Void
  ) -> SandboxManager {
    var manager =
      runners[index].managers.first { $0.systemID == systemID }
      ?? makeManager(systemID: systemID, now: now)
    manager.contactedAt = now
    change(&manager)
    changeRunner(at: index, now: now) { runner in
      runner.contactedAt = now
      if let place = runner.managers.firstIndex(where: { $0.systemID == systemID }) {
        runner.managers[place] = manager
      } else {
        runner.managers.append(manager)
      }
    }
    return manager
  }

  private mutating func addFaults(_ body: SandboxJSON) -> SandboxResponse {
    let rules = body["rules"]?.array ?? body["rule"].map { [$0] } ?? []
    var added: [SandboxFault] = []
    for rule in rules {
      guard let fault = SandboxFault(parsing: rule.string ?? "") else {
        return .json(status: 400, ["error": "not a fault rule", "rule": rule])
      }
      added.append(fault)
    }
    guard !added.isEmpty else { return .json(status: 400, ["error": "rules is missing"]) }
    faults += added
    return .json(status: 201, ["faults": .int(faults.count)])
  }

  private mutating func moveClock(_ body: SandboxJSON, at now: Date) -> SandboxResponse {
    if let moment = body["now"]?.string.flatMap(Timestamps.parse) {
      setClock(to: moment, at: now)
    } else if let seconds = body["advance"]?.int, Self.advances.contains(seconds) {
      advanceClock(by: TimeInterval(seconds))
    } else {
      return .json(status: 400, ["error": "now or advance is missing"])
    }
    let moment = now.addingTimeInterval(clockOffset)
    return .json(["now": .string(Timestamps.json(moment))])
  }

  private mutating func contactManager(_ body: SandboxJSON, at now: Date) -> SandboxResponse {
    let id = body["runner_id"]?.int ?? body["token"]?.string.flatMap { runnerIDsByToken[$0] }
    let manager = id.flatMap {
      contact(
        runnerID: $0, systemID: body["system_id"]?.string ?? "s_5a4db0c5a4db",
        version: body["version"]?.string, polls: body["action"]?.string != "register", at: now)
    }
    guard let manager else { return .json(status: 404, ["error": "no such runner"]) }
    let clock = RunnerClock(
      now: now.addingTimeInterval(clockOffset), release: options.gitLab)
    return .json(
      status: 201,
      [
        "id": .int(manager.id), "system_id": .string(manager.systemID),
        "status": .string(clock.status(manager).rawValue),
      ])
  }
}
