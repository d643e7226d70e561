import RunnerCore

/// From a token to a runner that asks for jobs, and the end of its token.
extension Texts {
  static let progressLabel = "Progress"

  static func word(_ stage: RunnerProgress.Stage) -> String {
    switch stage {
    case .created: "created"
    case .registered: "registered"
    case .polling: "asks for jobs"
    }
  }

  static func createdAt(_ time: String) -> String { time }
  static func afterTime(_ time: String) -> String { "after \(time)" }
  static func waitedFor(_ time: String) -> String { "not yet, waiting for \(time)" }
  static func waitsForFurtherContact(_ time: String) -> String {
    "waiting for \(time) for further contact, by which this GitLab shows it"
  }
  static let notYet = "not yet"
  static let notWatched = "not watched; T watches again"
  static let watchedTooLong = "not within an hour; T watches again"
  static let goneFromGitLab = "the runner is gone from GitLab"
  static func cannotBeSeen(_ reason: String) -> String { "cannot be seen. \(reason)" }
  static let probablyAsks = "probably: this GitLab shows contact, not what for"

  /// The machine behind a runner as far as GitLab tells: version, platform, address, system id.
  static func manager(_ manager: RunnerManager) -> String {
    let platform = [manager.platform, manager.architecture].compactMap(\.self)
      .joined(separator: "/")
    let words = [manager.version, platform, manager.ipAddress, manager.systemID]
    return words.compactMap(\.self).map { sanitized($0) }.filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  static func trackingFailed(_ failure: APIFailure?, _ seconds: Int) -> String {
    let cause =
      failure?.kind == .notFound
      ? "GitLab does not show it yet"
      : failure?.retryAfter != nil ? "GitLab asks for patience" : "connection lost"
    return "\(cause), trying again in \(seconds) s"
  }

  static let pausedGetsNoJobs = "paused: it gets no jobs until it is resumed"
  static func stuckLine(_ cause: String?) -> String {
    "Stuck? " + (cause.map { "Most likely \($0). " } ?? "") + "H shows where to look."
  }
  static func stuckBriefly(_ cause: String?) -> String {
    "H: " + (cause.map { "\($0)?" } ?? "where to look")
  }
  static let stuckLabel = "Stuck?"

  /// Why the next stage usually does not come; nil where nobody knows what the last one was.
  static func likelyCause(after stage: RunnerProgress.Stage, isPaused: Bool) -> String? {
    switch stage {
    case .created: "the command was not run yet, or failed"
    case .registered: "gitlab-runner does not run there"
    case .polling: isPaused ? "the runner is paused" : nil
    }
  }

  static func stuckTitle(_ stage: RunnerProgress.Stage) -> String {
    switch stage {
    case .created: "Not registered yet? Look here"
    case .registered, .polling: "Registered, but not asking for jobs? Look here"
    }
  }

  static let stuck = "Look here"
  static let stuckTip = "Shows what to look at on the runner's machine."
  static let notStuckYet = "Give it half a minute first"
  static let notStuck = "There is nothing to look for"
  static let startTracking = "Watch"
  static let stopTracking = "Stop watching"
  static let trackingTip = "Watches until the runner asks for jobs, or stops watching."
  static let readProgressNow = "Read now"
  static let readProgressNowTip = "Reads at once how far the runner is."
  static let asksAlready = "The runner asks for jobs already"
  static let isGoneAlready = "The runner is gone from GitLab"

  static func trackingBegun(_ id: Int64) -> String { "Watching runner #\(id)" }
  static func trackingStopped(_ id: Int64) -> String { "Not watching runner #\(id) any more" }
  static func isRegistered(_ id: Int64) -> String { "Runner #\(id) is registered" }
  static func asksForJobs(_ id: Int64, isProbable: Bool) -> String {
    isProbable ? "Runner #\(id) probably asks for jobs" : "Runner #\(id) asks for jobs"
  }
  static func trackedIsGone(_ id: Int64) -> String { "Runner #\(id) is gone from GitLab" }
  static func trackedTooLong(_ id: Int64) -> String {
    "Runner #\(id) did not ask for jobs within an hour; it is not watched any more"
  }
  static func trackedUnreadable(_ id: Int64, _ reason: String) -> String {
    "Runner #\(id) cannot be watched: \(sanitized(reason))"
  }

  // The end of the token

  static func renewsBy(_ day: String) -> String {
    "renews itself about \(day) if it can write its config.toml"
  }
  static let saveCalendar = "Save expiry"
  static let saveCalendarTip =
    "Saves when the token expires, and is renewed, as a calendar file (.ics); never the token."
  static func calendarSaved(_ path: String) -> String { "Saved the dates to \(path)" }
  static let nothingExpires = "The token does not expire"
  static let expiryUnknown = "GitLab does not tell when the token expires"
}
