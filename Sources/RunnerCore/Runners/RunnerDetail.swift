/// Everything that can be known about one runner.
public struct RunnerDetail: Equatable, Sendable {
  public var runner: Runner
  /// Newest first.
  public var managers: [RunnerManager]
  /// Those that the asker may see; for a project runner the owner comes first where it is known.
  public var projects: [RunnerTarget]
  public var groups: [RunnerTarget]
  /// Whether there are managers, projects or groups beyond those given.
  public var isCut: Bool
  /// How the runner came to be; nil where unknown.
  public var creation: RunnerCreation?
  /// Whether it ever asked for jobs, which registering alone does not do; nil where unknown.
  public var hasAskedForJobs: Bool?

  public init(
    runner: Runner, managers: [RunnerManager] = [], projects: [RunnerTarget] = [],
    groups: [RunnerTarget] = [], isCut: Bool = false, creation: RunnerCreation? = nil,
    hasAskedForJobs: Bool? = nil
  ) {
    self.runner = runner
    self.managers = managers
    self.projects = projects
    self.groups = groups
    self.isCut = isCut
    self.creation = creation
    self.hasAskedForJobs = hasAskedForJobs
  }
}

/// How a runner came to be (GitLab: `app/graphql/types/ci/runner_creation_method_enum.rb`).
public enum RunnerCreation: String, CaseIterable, Sendable {
  /// By the legacy registration token, so that no user is its creator.
  case registrationToken = "registration_token"
  case authenticatedUser = "authenticated_user"
}

/// A job that a runner ran or runs.
///
/// Of jobs of projects that the asker may not read only id, status and times are told.
public struct RunnerJob: Equatable, Sendable, Identifiable {
  public let id: Int64
  /// GitLab's word in lower case, such as `success`, `failed` or `running`.
  public var status: String
  public var name: String?
  public var ref: String?
  /// Full path of its project.
  public var project: String?
  public var webURL: String?
  /// Seconds since 1970-01-01 00:00 UTC.
  public var createdAt: Int64?
  public var startedAt: Int64?
  public var finishedAt: Int64?
  /// Seconds.
  public var duration: Double?
  /// Seconds.
  public var queuedDuration: Double?

  public init(id: Int64, status: String) {
    self.id = id
    self.status = status
  }
}

/// Some of a runner's jobs, newest first.
public struct RunnerJobPage: Equatable, Sendable {
  public var jobs: [RunnerJob]
  /// Nil on the last page.
  public var next: RunnerCursor?

  public init(jobs: [RunnerJob], next: RunnerCursor?) {
    self.jobs = jobs
    self.next = next
  }
}
