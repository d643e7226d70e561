import RunnerCore

/// What `create --wait` says.
extension Texts {
  static let waitHelp =
    "Print the token, then wait until a machine has registered, or asks for jobs (polling)."
  static let waitTimeoutHelp = "How long to wait at most: 10m (the default), 1h 30m, 90."
  static let waitTimeoutAlone = "'--wait-timeout' needs '--wait'."
  static let waitTimeoutWrong =
    "The value of '--wait-timeout' is a length of time from 1s to 1d, such as 10m."

  static func waiting(_ id: Int64, _ stage: RunnerProgress.Stage, _ seconds: Int) -> String {
    "Waiting until runner \(id) \(word(stage)), for at most \(DurationText.format(seconds))."
  }

  private static func word(_ stage: RunnerProgress.Stage) -> String {
    switch stage {
    case .created: "is created"
    case .registered: "is registered"
    case .polling: "asks for jobs"
    }
  }

  static func reached(_ stage: RunnerProgress.Stage, _ progress: RunnerProgress) -> String {
    if stage == .polling {
      return progress.asking == .probably
        ? "Runner \(progress.id) probably asks for jobs: it was in contact after registering, and this GitLab does not "
          + "tell what for."
        : "Runner \(progress.id) asks for jobs."
    }
    let manager = progress.manager
    let facts = [
      manager?.version, manager?.platform, manager?.architecture, manager?.ipAddress,
      manager?.systemID,
    ]
    let text = facts.compactMap(\.self).map { sanitized($0) }.filter { !$0.isEmpty }
      .joined(separator: ", ")
    return "Runner \(progress.id) is registered" + (text.isEmpty ? "." : ": \(text).")
  }

  static let tryingAgain = "Trying again."
  static func waitTimedOut(
    _ id: Int64, _ stage: RunnerProgress.Stage, _ seconds: Int, _ token: String
  ) -> String {
    let negated =
      switch stage {
      case .created: "was not created"
      case .registered: "was not registered"
      case .polling: "did not ask for jobs"
      }
    return
      "Runner \(id) \(negated) within \(DurationText.format(seconds)). It is there, and its token \(token)."
  }
  static func waitLostSight(
    _ id: Int64, _ seconds: Int, since: String, _ reason: String, _ token: String
  ) -> String {
    "\(DurationText.format(seconds)) are over, and the server could not be reached since \(since), so that how far "
      + "runner \(id) is could not be seen. It was created, and its token \(token). \(reason)"
  }
  static func waitLostSightFix(_ id: Int64) -> String {
    "See that the server can be reached (runner-wizard doctor), then look at the runner: "
      + "runner-wizard list --filter '#\(id)'"
  }

  // Where the token went.

  static let tokenWasPrinted = "was printed"
  static let tokenIsInText = "is in the text that was printed"
  static func tokenIsSaved(_ path: String) -> String { "is in \(sanitized(path))" }

  static func waitedRunnerIsGone(_ id: Int64) -> String { "Runner \(id) is gone from GitLab." }
  static func cannotWait(_ id: Int64, _ reason: String, _ token: String) -> String {
    "Runner \(id) was created and its token \(token), but how far it is cannot be seen: \(reason)"
  }
  static let cannotWaitFix =
    "Look at the runner's machine: sudo gitlab-runner status. Waiting takes an access token with the scope read_api, "
    + "manage_runner or api."
  static func waitInterrupted(_ id: Int64, _ token: String) -> String {
    "Interrupted while waiting. Runner \(id) is there, and its token \(token)."
  }
}
