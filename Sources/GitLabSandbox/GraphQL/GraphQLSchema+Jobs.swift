import FoundationEssentials

/// Jobs as seen from a runner (app/graphql/types/ci/job_interface.rb).
///
/// Each field is authorised by itself: of a job in a project closed to the caller, times and state stay.
extension GraphQLSchema {
  static let jobs: [GraphQLSchemaType] = {
    var job = GraphQLObject<RunnerJob>("CiJob", implements: ["CiJobInterface"]) { source in
      if case .job(let job) = source { job } else { nil }
    }
    addOpenFields(to: &job)
    addClosedFields(to: &job)
    return [job.type, job.interface(named: "CiJobInterface")]
      + connection("CiJobInterface", count: .limited) + connection("CiJob", count: .limited)
  }()

  private static func addOpenFields(to job: inout GraphQLObject<RunnerJob>) {
    job.field("id", "JobID") { _, _, job, _ in .id("Ci::Build", job.id) }
    job.field("status", "CiJobStatus") { _, _, job, _ in
      .string(job.status.rawValue.uppercased())
    }
    job.field("active", "Boolean") { _, _, job, _ in .bool(job.status == .running) }
    job.field("createdAt", "Time") { _, _, job, _ in .time(job.createdAt) }
    job.field("queuedAt", "Time") { _, _, job, _ in .time(job.createdAt) }
    job.field("startedAt", "Time") { _, _, job, _ in .time(job.startedAt) }
    job.field("finishedAt", "Time") { _, _, job, _ in .moment(job.finishedAt) }
    job.field("duration", "Int") { _, _, job, _ in .number(job.duration) }
    job.field("queuedDuration", "Duration") { _, _, _, _ in .double(RunnerJob.queuedSeconds) }
    job.field("runner", "CiRunner") { sandbox, run, job, _ in
      guard let index = sandbox.runnerIndex(id: job.runnerID),
        run.abilities(on: index, sandbox).canRead
      else { return .null }
      return .object(.runner(index))
    }
    // The short form of a commit is the one field that says so itself.
    job.field("shortSha", "String") { sandbox, run, job, _ in
      run.canSee(job, sandbox)
        ? .string(String(String(job.id &* 2_654_435_761, radix: 16).suffix(8)))
        : .string("Unauthorized")
    }
  }

  private static func addClosedFields(to job: inout GraphQLObject<RunnerJob>) {
    let fields: [(String, String, @Sendable (GitLabSandbox, RunnerJob) -> GraphQLResult)] = [
      ("name", "String", { .string($1.name) }),
      ("allowFailure", "Boolean", { _, _ in .bool(false) }),
      ("failureMessage", "String", { .text($1.status == .failed ? "script failure" : nil) }),
      ("exitCode", "Int", { .number($1.status == .failed ? 1 : nil) }),
      ("refName", "String", { _, _ in .string("main") }),
      ("tags", "[String!]", { _, _ in .strings(["docker"]) }),
      (
        "webPath", "String",
        { sandbox, job in
          .text(
            sandbox.project(id: job.projectID).map {
              "\(sandbox.options.basePath)/\($0.fullPath)/-/jobs/\(job.id)"
            })
        }
      ),
    ]
    for (name, type, read) in fields {
      job.field(name, type) { sandbox, run, job, _ in
        run.canSee(job, sandbox) ? read(sandbox, job) : .null
      }
    }
    job.field("project", "ProjectInterface") { sandbox, run, job, _ in
      guard run.canSee(job, sandbox) else { return .null }
      return sandbox.projects.firstIndex { $0.id == job.projectID }
        .map { .object(.project($0)) } ?? .null
    }
  }
}

extension GraphQLRun {
  fileprivate func canSee(_ job: RunnerJob, _ sandbox: GitLabSandbox) -> Bool {
    caller.map { sandbox.canSeeJobs(ofProject: job.projectID, $0) } ?? false
  }
}
