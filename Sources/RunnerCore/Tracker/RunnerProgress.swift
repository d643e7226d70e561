/// How far a new runner is on its way from a token to jobs, with the proof of each stage.
public struct RunnerProgress: Equatable, Sendable {
  public enum Stage: Int, CaseIterable, Comparable, Sendable {
    /// GitLab knows the runner.
    case created
    /// A machine has introduced itself with the token: there is a runner manager.
    case registered
    /// A runner manager asks for jobs.
    case polling

    public static func < (first: Stage, second: Stage) -> Bool { first.rawValue < second.rawValue }

    /// Nil after the last one.
    public var next: Stage? { Stage(rawValue: rawValue + 1) }
  }

  /// Whether a runner manager asks for jobs, which registering alone does not do.
  public enum Asking: Equatable, Sendable {
    case no
    /// The server says so.
    case yes
    /// There was contact after registering, on a server that does not tell what for.
    case probably
    /// The server does not tell, and there was no contact after registering.
    case untold
  }

  public let id: Int64
  /// Seconds since 1970-01-01 00:00 UTC; nil where the answer does not tell it.
  public var createdAt: Int64?
  /// Newest first.
  public var managers: [RunnerManager]
  /// Seconds since 1970-01-01 00:00 UTC.
  public var contactedAt: Int64?
  public var isPaused: Bool?
  public var asking: Asking
  /// Whether the server was seen to tell registering from asking for jobs.
  public var tellsAsking: Bool

  /// - Parameter hasAsked: what the server says about it; nil where it does not.
  /// - Parameter tellsAsking: whether the server is known already to tell it by the managers' status.
  public init(
    id: Int64, createdAt: Int64? = nil, managers: [RunnerManager] = [], contactedAt: Int64? = nil,
    isPaused: Bool? = nil, hasAsked: Bool? = nil, tellsAsking: Bool = false
  ) {
    self.id = id
    self.createdAt = createdAt
    self.managers = managers
    self.contactedAt = contactedAt
    self.isPaused = isPaused
    // A manager that was made and yet counts as never contacted has registered only. Older servers do not make
    // the difference (GitLab: `app/models/ci/runner_manager.rb`, `creation_state`).
    self.tellsAsking =
      tellsAsking || hasAsked != nil || managers.contains { $0.status == .neverContacted }
    asking = .untold
    asking = judged(hasAsked)
  }

  public init(_ detail: RunnerDetail) {
    self.init(
      id: detail.runner.id, createdAt: detail.runner.createdAt, managers: detail.managers,
      contactedAt: detail.runner.contactedAt, isPaused: detail.runner.isPaused,
      hasAsked: (detail.runner.jobCount ?? 0) > 0 ? true : detail.hasAskedForJobs)
  }

  /// Seconds between registering and another contact, below which both are one.
  private static let sameContact: Int64 = 3

  private func judged(_ hasAsked: Bool?) -> Asking {
    if let hasAsked { return hasAsked ? .yes : .no }
    // Jobs are given to none but those who ask.
    if managers.contains(where: { $0.isBusy == true }) { return .yes }
    guard stageOfContact == .registered else { return tellsAsking ? .no : .untold }
    if tellsAsking {
      let isHeard = managers.contains { $0.status == .online || $0.status == .offline }
      return isHeard ? .yes : .no
    }
    // `register` makes one request, by which the manager is made and contacted at the same time
    // (gitlab-runner: `commands/register.go`).
    let isHeardAgain = managers.contains { manager in
      guard let first = manager.createdAt, let last = manager.contactedAt else { return false }
      let (span, overflow) = last.subtractingReportingOverflow(first)
      return !overflow && span > Self.sameContact
    }
    return isHeardAgain ? .probably : .untold
  }

  private var stageOfContact: Stage {
    managers.isEmpty && contactedAt == nil ? .created : .registered
  }

  /// The last stage that there is proof of.
  public var stage: Stage {
    asking == .yes || asking == .probably ? .polling : stageOfContact
  }

  /// The manager that is spoken of: the one last heard of.
  public var manager: RunnerManager? {
    managers.max { first, second in
      (first.contactedAt ?? .min, first.id) < (second.contactedAt ?? .min, second.id)
    }
  }
}

extension RunnerProgress {
  /// Why an access token with these scopes cannot see how far a runner is; nil where it can, or where that is not known.
  ///
  /// GitLab: `lib/api/ci/runners.rb`, `allow_access_with_scope`. Scopes of a fine-grained token (`granular`) say nothing.
  /// - Parameter scopes: nil where the token does not tell them.
  public static func refusal(scopes: [String]?, isOAuth: Bool) -> String? {
    let needed = ["read_api", "manage_runner", "api"]
    guard let scopes, !scopes.contains("granular"), !scopes.contains(where: needed.contains) else {
      return nil
    }
    return Texts.scopeTooSmall(
      for: "Seeing how far a runner is", needed: needed, scopes: scopes, isOAuth: isOAuth)
  }

  /// By which interface to ask first: GraphQL takes a scope for reading, which `manage_runner` is not.
  public static func source(scopes: [String]?) -> RunnerSource {
    guard let scopes, !scopes.isEmpty,
      !scopes.contains(where: ["api", "read_api", "granular"].contains)
    else { return .graphQL(.all) }
    return .rest(because: Texts.graphQLTakesScope)
  }
}
