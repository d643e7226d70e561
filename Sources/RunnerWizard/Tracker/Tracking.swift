import RunnerCore

/// The runners that are watched on their way from a token to jobs.
struct Tracking: Equatable, Sendable {
  /// How many at once; beyond it the one that has been watched longest is let go.
  static let limit = 8

  /// In the order in which watching began.
  private(set) var runners: [TrackedRunner] = []
  /// The one that is being read; one at a time.
  var reading: TrackedRunner.Key?
  /// When the timer runs down, in milliseconds of ``Moment/uptime``; nil while none is set.
  var timerEnd: Int64?

  subscript(_ key: TrackedRunner.Key) -> TrackedRunner? {
    get { runners.first { $0.key == key } }
    set {
      guard let index = runners.firstIndex(where: { $0.key == key }) else {
        if let newValue { append(newValue) }
        return
      }
      if let newValue { runners[index] = newValue } else { runners.remove(at: index) }
    }
  }

  private mutating func append(_ runner: TrackedRunner) {
    if runners.count >= Self.limit {
      runners.remove(at: runners.firstIndex { !$0.isActive } ?? 0)
    }
    runners.append(runner)
  }

  /// The one to be read next, if its time has come.
  func due(at uptime: Int64) -> TrackedRunner? {
    guard let next = nextReading, next <= uptime else { return nil }
    return runners.first { $0.nextReading == next }
  }

  /// When one has to be read, in milliseconds of ``Moment/uptime``.
  var nextReading: Int64? {
    reading == nil ? runners.compactMap(\.nextReading).min() : nil
  }
}

/// A runner on its way, and how it is watched.
struct TrackedRunner: Equatable, Sendable {
  struct Key: Hashable, Sendable {
    let id: Int64
    let server: ServerURL
  }

  enum State: Equatable, Sendable {
    /// It is read again at that time, in milliseconds of ``Moment/uptime``.
    case waiting(until: Int64)
    case reading
    case ended(End)
  }

  enum End: Equatable, Sendable {
    /// It asks for jobs: there is nothing more to wait for.
    case polling
    /// The operator does not want it.
    case stopped
    case tooLong
    /// GitLab knows it no more.
    case gone
    /// Why the access token cannot see it, a sentence.
    case unreadable(String)
  }

  let key: Key
  let connection: Connection
  /// Whether GitLab gives it no jobs for now.
  let isPaused: Bool?
  var source: RunnerSource
  /// In milliseconds of ``Moment/uptime``.
  private(set) var beganAt: Int64
  /// When the last stage was seen to be reached, in milliseconds of ``Moment/uptime``.
  private(set) var stageAt: Int64
  /// How long each stage after the first took to come, in milliseconds, as far as that was seen.
  private(set) var durations: [RunnerProgress.Stage: Int64] = [:]
  private(set) var progress: RunnerProgress?
  private(set) var state: State
  /// Readings that failed one after another.
  private(set) var failures = 0
  private(set) var failure: APIFailure?

  init(
    _ key: Key, _ connection: Connection, source: RunnerSource, isPaused: Bool? = nil,
    at uptime: Int64
  ) {
    self.key = key
    self.connection = connection
    self.isPaused = isPaused
    self.source = source
    beganAt = uptime
    stageAt = uptime
    state = .waiting(until: uptime)
  }

  var stage: RunnerProgress.Stage { progress?.stage ?? .created }

  var isActive: Bool {
    if case .ended = state { false } else { true }
  }

  fileprivate var nextReading: Int64? {
    if case .waiting(let until) = state { until } else { nil }
  }

  /// How long the next stage has not come, in milliseconds.
  func waited(at uptime: Int64) -> Int64 {
    let (span, overflow) = uptime.subtractingReportingOverflow(stageAt)
    return overflow ? 0 : max(0, span)
  }

  /// Milliseconds without the next stage after which it is said where to look.
  static let patience: Int64 = 30_000
  /// Milliseconds after which watching ends by itself.
  static let longest: Int64 = 3_600_000

  /// Whether it is time to say where to look.
  func isStuck(at uptime: Int64) -> Bool {
    switch state {
    case .ended(.polling), .ended(.gone), .ended(.stopped): false
    case .ended(.unreadable), .ended(.tooLong): true
    case .waiting, .reading: waited(at: uptime) >= Self.patience
    }
  }

  /// Seconds until the next attempt after a failure; nil where nothing failed.
  func secondsUntilRetry(at uptime: Int64) -> Int? {
    guard failure != nil, case .waiting(let until) = state else { return nil }
    return Int(max(0, until - uptime) + 999) / 1_000
  }

  mutating func beginReading() { state = .reading }

  mutating func end(_ end: End) { state = .ended(end) }

  /// Begins anew, with what is known.
  mutating func begin(at uptime: Int64) {
    beganAt = uptime
    stageAt = uptime
    failures = 0
    failure = nil
    state = .waiting(until: uptime)
  }

  /// Reads at once what would be read later.
  mutating func hurry(at uptime: Int64) {
    // What a busy server asked for is kept.
    guard case .waiting = state, failure?.retryAfter == nil else { return }
    state = .waiting(until: uptime)
  }

  /// Takes what was read.
  /// - Returns: whether it has got on since the last time.
  mutating func take(_ reading: ProgressReading, at uptime: Int64) -> Bool {
    let before = stage
    source = reading.source
    progress = reading.progress
    failures = 0
    failure = nil
    if stage > before {
      durations[stage] = waited(at: uptime)
    } else if stage < before {
      // After a failure `gitlab-runner register` takes its manager away again.
      durations[before] = nil
    }
    if stage != before { stageAt = uptime }
    guard isActive else { return false }
    if stage == .polling {
      state = .ended(.polling)
    } else if uptime - beganAt >= Self.longest {
      state = .ended(.tooLong)
    } else {
      state = .waiting(until: uptime + ProgressSchedule.interval(age: uptime - beganAt))
    }
    return stage > before
  }

  /// Takes that nothing could be read.
  mutating func take(_ failure: APIFailure, at uptime: Int64) {
    guard isActive else { return }
    // A server that answers from a copy of its database may know a runner only a moment after creating it.
    let mayAppear = failure.kind == .notFound && progress == nil && failures == 0
    if failure.kind == .notFound, !mayAppear {
      state = .ended(.gone)
    } else if failure.endsWatching, !mayAppear {
      state = .ended(.unreadable(failure.message))
    } else if uptime - beganAt >= Self.longest {
      state = .ended(.tooLong)
    } else {
      failures += 1
      self.failure = failure
      state = .waiting(
        until: uptime + ProgressSchedule.delay(after: failure, failures: failures))
    }
  }
}
