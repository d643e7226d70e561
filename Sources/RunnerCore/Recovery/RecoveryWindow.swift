/// When a runner that is looked for can have been created, by the server's clock in seconds since 1970-01-01 00:00 UTC.
///
/// The program's clock and the server's may differ: the difference is taken from the latest answer, and where the
/// journal holds the server's own time, that counts.
struct RecoveryWindow {
  /// Seconds after which GitLab does not go on with a request any more: 90 in a queue and 60 of work (GitLab:
  /// `config/initializers/rack_timeout.rb`).
  static let longestRequest: Int64 = 150
  /// Seconds after which what GitLab wrote before it answered can be read everywhere. Database replicas usually lag by a few
  /// seconds, and GitLab reads what a user has just written from the primary until they have caught up (GitLab:
  /// `lib/gitlab/database/load_balancing/sticking.rb` and its merge request 122424).
  static let longestLag: Int64 = 10
  /// Seconds for which a new runner's token can be read again (GitLab: `REGISTRATION_AVAILABILITY_TIME`).
  static let tokenLifetime: Int64 = 3_600

  private let entry: JournalEntry
  /// The server's clock and the program's at the same moment.
  private var observed: (server: Int64, local: Int64)?
  private var local: Int64

  /// - Parameter now: of this machine's clock.
  init(_ entry: JournalEntry, now: Int64) {
    self.entry = entry
    local = now
  }

  /// Takes the clock of an answer.
  mutating func see(_ response: HTTPResponse, now: Int64) {
    local = now
    if let time = response.serverTime { observed = (time, now) }
  }

  /// The server's time at the latest answer.
  var now: Int64 { observed?.server ?? local }

  /// Whether the server's time at the start is known better than by this machine's clock.
  var isKnown: Bool { entry.serverTime != nil || observed != nil }

  /// When the request was sent.
  var start: Int64 {
    guard let observed else { return entry.serverTime ?? entry.startedAt }
    let reckoned = entry.startedAt + observed.server - observed.local
    guard let told = entry.serverTime else { return reckoned }
    // A clock that was set in the meantime says nothing about then.
    return (0...Self.longestRequest).contains(told - reckoned) ? reckoned : told
  }

  /// When the runner was created if everything went as usual.
  var likely: ClosedRange<Int64> {
    guard isKnown else { return possible }
    // Clocks of HTTP tell whole seconds, and those of several servers differ a little.
    return (start - 15)...(start + 2 * Self.longestRequest)
  }

  /// What is worth being shown beyond that, with a doubt: clocks go wrong.
  var possible: ClosedRange<Int64> { (start - 3_600)...(start + 3_600) }

  /// Seconds after the start from which on a runner that is not seen does not come any more: GitLab may be at work on the
  /// request or, where it answered, its replicas behind.
  private var patience: Int64 { entry.isAnswered ? Self.longestLag : Self.longestRequest }

  /// Whether that time is over by both clocks, unless this machine's was set back.
  var isSettled: Bool {
    let waited = local - entry.startedAt
    return now - start >= patience && (waited >= patience || waited < 0)
  }

  /// Seconds until it is.
  var remaining: Int64 { max(1, patience - (now - start)) }
}
