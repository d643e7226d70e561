import RunnerCore
import TerminalUI

/// Watching runners on their way to jobs. It goes on whatever is on the screen.
extension App {
  // MARK: - Beginning and ending

  /// Watches a runner that was just created, if the access token can see it.
  mutating func track(_ id: Int64, _ connection: Connection, isPaused: Bool?) {
    let key = TrackedRunner.Key(id: id, server: connection.server)
    let scopes = scopes(of: connection)
    var runner = TrackedRunner(
      key, connection, source: RunnerProgress.source(scopes: scopes), isPaused: isPaused,
      at: now.uptime)
    let isOAuth = connection.authentication == .bearer
    if let refusal = RunnerProgress.refusal(scopes: scopes, isOAuth: isOAuth) {
      runner.end(.unreadable(refusal))
    }
    tracking[key] = runner
  }

  /// Watches a runner whose token GitLab gave once more, as if it had just been created.
  mutating func trackRecovered(_ runner: Runner, on server: ServerURL) {
    guard let connection = session.connection, connection.server == server else { return }
    track(runner.id, connection, isPaused: runner.isPaused)
  }

  /// The scopes of a connection's access token; nil where they are not known.
  private func scopes(of connection: Connection) -> [String]? {
    guard session.connection == connection, case .identified(let identity) = session.check else {
      return nil
    }
    return identity.token?.scopes
  }

  /// Lets go of runners that are gone for a reason that was told already.
  mutating func forgetTracked(_ ids: Set<Int64>, on server: ServerURL) {
    markGone(ids, on: server)
    for id in ids { tracking[TrackedRunner.Key(id: id, server: server)] = nil }
  }

  /// The runner that the tracker's commands are about: that of the result page, or the one under the list's cursor.
  var trackedKey: TrackedRunner.Key? {
    if let result { return TrackedRunner.Key(id: result.runner.id, server: result.server) }
    guard let server = session.connection?.server, let runner = detailRunner else { return nil }
    return TrackedRunner.Key(id: runner.id, server: server)
  }

  var tracked: TrackedRunner? { trackedKey.flatMap { tracking[$0] } }

  /// Stops watching the runner on the screen, or begins.
  mutating func toggleTracking() -> [Effect] {
    guard let key = trackedKey else { return [] }
    if var runner = tracking[key], runner.isActive {
      runner.end(.stopped)
      tracking[key] = runner
      if tracking.reading == key {
        tracking.reading = nil
        return work.cancel(.readProgress) + tell(.info, Texts.trackingStopped(key.id))
      }
      return tell(.info, Texts.trackingStopped(key.id))
    }
    if tracking[key] != nil {
      tracking[key]?.begin(at: now.uptime)
    } else if let connection = session.connection {
      track(key.id, connection, isPaused: nil)
    }
    return tell(.info, Texts.trackingBegun(key.id))
  }

  var trackingAvailability: Availability {
    guard let key = trackedKey else { return .disabled(reason: Texts.noRunnerHere) }
    if let runner = tracking[key] {
      if case .ended(.polling) = runner.state { return .disabled(reason: Texts.asksAlready) }
      return .enabled
    }
    guard let connection = session.connection, connection.server == key.server else {
      return .disabled(reason: Texts.otherServerFirst(key.server.shortName))
    }
    let refusal = RunnerProgress.refusal(
      scopes: scopes(of: connection), isOAuth: connection.authentication == .bearer)
    return refusal.map { .disabled(reason: $0) } ?? .enabled
  }

  /// Reads the runner on the screen without waiting for its turn.
  mutating func readTrackedNow() {
    guard let key = trackedKey else { return }
    tracking[key]?.hurry(at: now.uptime)
  }

  // MARK: - Reading

  /// Reads the runner whose turn it is, and asks for the next moment at which there is something to do or to show.
  mutating func attendTracking() -> [Effect] {
    var effects = attendGone()
    if var runner = tracking.due(at: now.uptime) {
      runner.beginReading()
      tracking[runner.key] = runner
      tracking.reading = runner.key
      effects += run(
        .readProgress(
          runner.key.id, runner.source, after: runner.progress, runner.connection))
    }
    let end = [tracking.nextReading, nextTrackingTick].compactMap(\.self).min()
    guard end != tracking.timerEnd else { return effects }
    tracking.timerEnd = end
    guard let end else { return effects + [.forget(.tracking)] }
    // A clock that jumped is looked at again before long.
    let milliseconds = min(
      max(0, end.subtractingReportingOverflow(now.uptime).partialValue), 60_000)
    return effects + [.wake(.tracking, afterMilliseconds: Int(milliseconds))]
  }

  /// When the times that the page shows become others.
  private var nextTrackingTick: Int64? {
    guard result != nil, let runner = tracked, runner.isActive else { return nil }
    let waited = runner.waited(at: now.uptime)
    let isCounting = waited < 60_000 || runner.failure != nil
    let step: Int64 = isCounting ? 1_000 : 60_000
    return now.uptime + step - waited % step
  }

  mutating func takeProgress(_ answer: Answer) -> [Effect] {
    guard let key = tracking.reading, var runner = tracking[key] else {
      tracking.reading = nil
      return []
    }
    tracking.reading = nil
    let hadEnded = !runner.isActive
    var hasGotOn = false
    switch answer {
    case .progressRead(_, let reading):
      hasGotOn = runner.take(reading, at: now.uptime)
      markPresent(key)
    case .progressNotRead(_, let failure):
      if runner.failure == nil { messages.log(Toast(.warning, failure.account), at: now) }
      runner.take(failure, at: now.uptime)
    default: break
    }
    tracking[key] = runner
    guard !hadEnded else { return [] }
    return tellProgress(runner, hasGotOn: hasGotOn)
  }

  /// Says what happened to a runner; what its page shows is not said once more, but that it asks for jobs always is.
  private mutating func tellProgress(_ runner: TrackedRunner, hasGotOn: Bool) -> [Effect] {
    let id = runner.key.id
    let isShown = result.map { $0.runner.id == id && $0.server == runner.key.server } ?? false
    switch runner.state {
    case .ended(.polling):
      return tell(.success, Texts.asksForJobs(id, isProbable: runner.progress?.asking == .probably))
    case .ended(.gone):
      markGone([id], on: runner.key.server)
      return tell(.warning, Texts.trackedIsGone(id))
    case .ended(.tooLong): return tell(.info, Texts.trackedTooLong(id))
    case .ended(.unreadable(let reason)):
      return isShown ? [] : tell(.warning, Texts.trackedUnreadable(id, reason))
    case .ended(.stopped): return []
    case .waiting, .reading:
      return hasGotOn && !isShown ? tell(.info, Texts.isRegistered(id)) : []
    }
  }
}
