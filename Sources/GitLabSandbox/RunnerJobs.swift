import FoundationEssentials

/// A job that follows from its runner's id, so that there is something to see.
struct RunnerJob: Sendable {
  enum Status: String, Sendable, CaseIterable {
    case created
    case waitingForResource = "waiting_for_resource"
    case preparing
    case waitingForCallback = "waiting_for_callback"
    case pending
    case running
    case success
    case failed
    case canceling
    case canceled
    case skipped
    case manual
    case scheduled
  }

  let runnerID: Int
  /// Counted from zero, the oldest first.
  let number: Int
  let projectID: Int
  let status: Status
  let startedAt: Date
  /// Nil while it runs.
  let finishedAt: Date?

  static let queuedSeconds: TimeInterval = 5

  var id: Int { runnerID * 2048 + number }
  var createdAt: Date { startedAt.addingTimeInterval(-Self.queuedSeconds) }
  var name: String { "compile \(id)" }

  /// Seconds; nil while it runs.
  var duration: Int? { finishedAt.map { Int($0.timeIntervalSince(startedAt)) } }
}

extension GitLabSandbox {
  private static let interval: TimeInterval = 1200
  private static let finishedStatuses: [RunnerJob.Status] = [
    .success, .failed, .success, .canceled, .success,
  ]

  /// A few jobs for each runner that was there from the start and ever worked; for some of them more than a
  /// page, for a few more than GitLab counts.
  func jobCount(of runner: SandboxRunner) -> Int {
    guard let manager = runner.managers.last, manager.createdAt <= start else { return 0 }
    if runner.id % 211 == 7 { return 1205 }
    if runner.id % 29 == 5 { return 100 + runner.id % 97 }
    return runner.id % 4
  }

  /// Whether a job is running, which ends half an hour after the sandbox's start.
  func isBusy(_ runner: SandboxRunner, at now: Date) -> Bool {
    guard runner.id % 3 == 0, jobCount(of: runner) > 0, let contact = runner.contactedAt else {
      return false
    }
    return now < runningJobsEnd && contact > start.addingTimeInterval(-7200)
  }

  private var runningJobsEnd: Date { start.addingTimeInterval(1800) }

  /// The jobs, newest first, of these statuses or of all.
  func jobs(of runner: SandboxRunner, in statuses: [RunnerJob.Status]?, at now: Date) -> [RunnerJob]
  {
    let count = jobCount(of: runner)
    let projects = jobProjects(of: runner)
    guard !projects.isEmpty else { return [] }
    let isBusy = isBusy(runner, at: now)
    return (0..<count).reversed().compactMap { number in
      let isLast = number == count - 1
      let begin = start.addingTimeInterval(-600 - TimeInterval(count - 1 - number) * Self.interval)
      let length = TimeInterval(60 + (runner.id + number) % 500)
      let job = RunnerJob(
        runnerID: runner.id, number: number, projectID: projects[number % projects.count],
        status: isLast && isBusy
          ? .running : Self.finishedStatuses[(runner.id + number) % Self.finishedStatuses.count],
        startedAt: begin, finishedAt: isLast && isBusy ? nil : begin.addingTimeInterval(length))
      return statuses?.contains(job.status) ?? true ? job : nil
    }
  }

  /// Ids of the projects that the runner works for.
  private func jobProjects(of runner: SandboxRunner) -> [Int] {
    switch runner.kind {
    case .project: runner.projectIDs
    case .instance: projects.map(\.id)
    case .group:
      projects.filter { project in
        chain(fromGroup: project.groupID).contains { $0.id == runner.groupID }
      }.map(\.id)
    }
  }

  /// Whether the caller may see a job's project and what it says (ability `read_build`).
  func canSeeJobs(ofProject id: Int, _ caller: Caller) -> Bool {
    project(id: id).map { has(.reporter, caller, in: $0) } ?? false
  }
}

/// `GET /runners/:id/jobs`.
extension GitLabSandbox {
  /// Stricter than reading the runner: only who administers it sees jobs (ability `read_builds`).
  func listJobs(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    let status = reader.word("status", of: RunnerJob.Status.allCases.map(\.rawValue))
    let order = reader.word("order_by", of: ["id"])
    let sort = reader.word("sort", of: ["asc", "desc"])
    let systemID = reader.text("system_id")
    let page = Page(&reader)
    let runner = runners[try runnerIndex(call, &reader)]
    guard canUpdate(runner, caller) else { throw .message(403, Texts.noAccess) }
    let wanted = status.flatMap(RunnerJob.Status.init).map { [$0] }
    var jobs = jobs(of: runner, in: wanted, at: call.now).filter {
      canSeeJobs(ofProject: $0.projectID, caller)
    }
    if let systemID, runner.managers.last?.systemID != systemID { jobs = [] }
    if order != nil, sort == "asc" { jobs.reverse() }
    return page.response(of: jobs, call, url: url, hidesTotals: systemID != nil, render: entity)
  }

  private func entity(_ job: RunnerJob) -> SandboxJSON {
    let project = project(id: job.projectID)
    return [
      "id": .int(job.id),
      "status": .string(job.status.rawValue),
      "stage": "build",
      "name": .string(job.name),
      "ref": "main",
      "tag": false,
      "coverage": nil,
      "allow_failure": false,
      "created_at": .string(Timestamps.json(job.createdAt)),
      "started_at": .string(Timestamps.json(job.startedAt)),
      "finished_at": SandboxJSON(job.finishedAt.map(Timestamps.json)),
      "erased_at": nil,
      "duration": job.duration.map { .double(Double($0)) } ?? .null,
      "queued_duration": .double(RunnerJob.queuedSeconds),
      "web_url": .string("\(url)/\(project?.fullPath ?? "")/-/jobs/\(job.id)"),
      "user": users.first { $0.id == Cast.developer }.map(basicUser) ?? .null,
      "pipeline": [
        "id": .int(job.id / 4), "status": .string(job.status.rawValue), "ref": "main",
      ],
      "project": project.map(identity) ?? .null,
    ]
  }
}
