import FoundationEssentials

/// `GET /runners/:id/jobs`: jobs that follow from the runner's id, so that there is something to see.
extension GitLabSandbox {
  private static let statuses = ["success", "failed", "running", "canceled"]
  private static let allStatuses =
    statuses + [
      "created", "waiting_for_resource", "preparing", "pending", "canceling", "skipped", "manual",
      "scheduled",
    ]

  /// Stricter than reading the runner: only who administers it sees jobs (ability `read_builds`).
  func listJobs(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    let status = reader.word("status", of: Self.allStatuses)
    let order = reader.word("order_by", of: ["id"])
    let sort = reader.word("sort", of: ["asc", "desc"])
    let systemID = reader.text("system_id")
    let page = Page(&reader)
    let runner = runners[try runnerIndex(call, &reader)]
    guard canUpdate(runner, caller) else { throw .message(403, Texts.noAccess) }
    var numbers = jobNumbers(of: runner).filter { number in
      status == nil || Self.status(number) == status
    }
    if let systemID, runner.managers.last?.systemID != systemID { numbers = [] }
    if order == nil || sort != "asc" { numbers.reverse() }
    let project = jobProject(of: runner)
    let isVisible = project.map { has(.reporter, caller, in: $0) } ?? false
    return page.response(
      of: isVisible ? numbers : [], call, url: url, hidesTotals: systemID != nil
    ) { job(runner, number: $0, project) }
  }

  /// Whether a job is running; one of the generated jobs of such a runner is.
  func isBusy(_ runner: SandboxRunner) -> Bool {
    jobNumbers(of: runner).contains { Self.status($0) == "running" }
  }

  private static func status(_ number: Int) -> String { statuses[number % statuses.count] }

  /// Up to three jobs for each runner that was there from the start and ever worked.
  private func jobNumbers(of runner: SandboxRunner) -> [Int] {
    guard let manager = runner.managers.last, manager.createdAt <= start else { return [] }
    return (0..<(runner.id % 4)).map { runner.id * 4 + $0 }
  }

  private func jobProject(of runner: SandboxRunner) -> SandboxProject? {
    runner.projectIDs.first.flatMap(project(id:))
      ?? projects.first { project in
        runner.kind == .instance
          || chain(fromGroup: project.groupID).contains { $0.id == runner.groupID }
      }
  }

  private func job(
    _ runner: SandboxRunner, number: Int, _ project: SandboxProject?
  ) -> SandboxJSON {
    let begin = start.addingTimeInterval(-3600)
    let status = Self.status(number)
    let end = status == "running" ? nil : Timestamps.json(begin.addingTimeInterval(90))
    return [
      "id": .int(number),
      "status": .string(status),
      "stage": "build",
      "name": .string("compile \(number)"),
      "ref": "main",
      "tag": false,
      "coverage": nil,
      "allow_failure": false,
      "created_at": .string(Timestamps.json(begin.addingTimeInterval(-5))),
      "started_at": .string(Timestamps.json(begin)),
      "finished_at": SandboxJSON(end),
      "erased_at": nil,
      "duration": end == nil ? .null : .double(90),
      "queued_duration": .double(5),
      "web_url": .string("\(url)/\(project?.fullPath ?? "")/-/jobs/\(number)"),
      "user": users.first { $0.id == Cast.developer }.map(basicUser) ?? .null,
      "pipeline": ["id": .int(number / 4), "status": .string(status), "ref": "main"],
      "project": project.map(identity) ?? .null,
    ]
  }
}
