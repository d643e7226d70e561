import RunnerCore
import RunnerWizard

/// `create --wait`: looks on until a runner has registered or asks for jobs.
///
/// Its token was printed or saved before, so that nothing here can lose it.
struct CreateWait {
  /// What it takes of the world outside.
  struct Outside {
    /// Finds out how far the runner is; nil when Ctrl-C was pressed.
    var read: (RunnerSource, RunnerProgress?) -> Result<ProgressReading, APIFailure>?
    /// Sleeps for milliseconds; false when Ctrl-C was pressed.
    var pause: (Int) -> Bool
    /// Milliseconds of a clock that never goes back.
    var uptime: () -> Int64
  }

  var runnerID: Int64
  var server: ServerURL
  var target: RunnerProgress.Stage
  /// Seconds.
  var timeout: Int
  var say: (String) -> Void
  var outside: Outside
  /// Where the token went, in a clause.
  var token = Texts.tokenWasPrinted

  /// What came of it: the stage that was waited for, after so many seconds.
  struct Reached: Equatable {
    var progress: RunnerProgress
    var seconds: Int64
  }

  func run() -> Result<Reached, CommandFailure> {
    let begin = outside.uptime()
    let end = begin + Int64(timeout) * 1_000
    var source = RunnerSource.graphQL(.all)
    var progress: RunnerProgress?
    var failures = 0
    // Since when, by the clock that never goes back, and why there is no answer.
    var away: (since: Int64, failure: APIFailure)?
    say(Texts.waiting(runnerID, target, timeout))
    while true {
      guard let answer = outside.read(source, progress) else { return .failure(interrupted) }
      var delay: Int64
      switch answer {
      case .success(let reading):
        let before = progress?.stage ?? .created
        failures = 0
        away = nil
        source = reading.source
        progress = reading.progress
        tell(reading.progress, since: before)
        if reading.progress.stage >= target {
          let seconds = (outside.uptime() - begin) / 1_000
          return .success(Reached(progress: reading.progress, seconds: seconds))
        }
        delay = ProgressSchedule.interval(age: outside.uptime() - begin)
      case .failure(let failure) where failure.endsWatching: return .failure(unreadable(failure))
      case .failure(let failure):
        failures += 1
        away = (away?.since ?? outside.uptime(), failure)
        if failures == 1 { say("runner-wizard: \(failure.message) \(Texts.tryingAgain)") }
        delay = ProgressSchedule.delay(after: failure, failures: failures)
      }
      let left = end - outside.uptime()
      guard left > 0 else {
        return .failure(away.map { lostSight($0.failure, since: $0.since) } ?? timedOut(progress))
      }
      delay = min(delay, left)
      guard outside.pause(Int(delay)) else { return .failure(interrupted) }
    }
  }

  /// Says each stage that was reached.
  private func tell(_ progress: RunnerProgress, since before: RunnerProgress.Stage) {
    for stage in RunnerProgress.Stage.allCases where stage > before && stage <= progress.stage {
      say(Texts.reached(stage, progress))
    }
  }

  private func timedOut(_ progress: RunnerProgress?) -> CommandFailure {
    let stage = progress?.stage ?? .created
    let checks = StuckCheck.after(stage, server: server, isPaused: progress?.isPaused)
    return failure(
      .failed, "wait_timed_out", Texts.waitTimedOut(runnerID, target, timeout, token),
      checks.prefix(3).map { ([$0.text] + ($0.command.map { [$0] } ?? [])).joined(separator: " ") }
        .joined(separator: "\n"))
  }

  /// Time ran out while the server did not answer, so that the runner may be further than was seen.
  private func lostSight(_ cause: APIFailure, since: Int64) -> CommandFailure {
    let seconds = (outside.uptime() - since) / 1_000
    var result = failure(
      .failed, "wait_timed_out",
      Texts.waitLostSight(
        runnerID, timeout, since: LocalClock.utc(LocalClock.now - seconds), cause.message, token),
      Texts.waitLostSightFix(runnerID))
    result.status = cause.status
    result.requestID = cause.requestID
    return result
  }

  private func unreadable(_ cause: APIFailure) -> CommandFailure {
    if cause.kind == .notFound {
      return failure(.failed, "not_found", Texts.waitedRunnerIsGone(runnerID), "")
    }
    var result = failure(
      .failed, "wait_unreadable", Texts.cannotWait(runnerID, cause.message, token),
      Texts.cannotWaitFix)
    result.status = cause.status
    result.requestID = cause.requestID
    return result
  }

  private var interrupted: CommandFailure {
    failure(.interrupted, "interrupted", Texts.waitInterrupted(runnerID, token), "")
  }

  private func failure(
    _ exit: ExitCode, _ code: String, _ message: String, _ fix: String
  ) -> CommandFailure {
    var failure = CommandFailure(exit, code: code, message: message, fix: fix)
    failure.runnerID = runnerID
    return failure
  }
}

extension CreateWait.Reached {
  /// The second line of `create --json --wait`; null for what GitLab does not tell.
  var json: JSONValue {
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    let manager = progress.manager
    return .object([
      .init(
        "progress",
        .object([
          .init("id", .integer(progress.id)),
          .init("stage", .string(progress.stage == .polling ? "polling" : "registered")),
          .init("certain", .bool(progress.asking != .probably)),
          .init("seconds", .integer(seconds)),
          .init("system_id", text(manager?.systemID)),
          .init("version", text(manager?.version)),
          .init("platform", text(manager?.platform)),
          .init("architecture", text(manager?.architecture)),
          .init("ip_address", text(manager?.ipAddress)),
        ]))
    ])
  }
}

extension CreateWait.Outside {
  /// The world as an errand sees it.
  init(_ errand: Errand, _ id: Int64, _ connection: Connection) {
    read = { source, before in
      switch errand.run(.readProgress(id, source, after: before, connection)) {
      case .done(.progressRead(_, let reading)): .success(reading)
      case .done(.progressNotRead(_, let failure)): .failure(failure)
      case .done, .interrupted: nil
      }
    }
    pause = { errand.pause(milliseconds: $0) }
    let start = ContinuousClock.now
    uptime = { Int64((ContinuousClock.now - start) / .milliseconds(1)) }
  }
}
