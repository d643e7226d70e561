/// When a runner that is looked for can have been created, by the server's clock in seconds since 1970-01-01 00:00 UTC.
///
/// The program's clock and the server's may differ: the difference is taken from the latest answer, and where the
/// journal holds the server's own time, that counts.
struct RecoveryWindow {
  /// Seconds after which GitLab does not go on with a request any more: 90 in a queue and 60 of work (GitLab:
  /// `config/initializers/rack_timeout.rb`).
  static let longestRequest: Int64 = 150
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

  /// Whether a request that was sent then cannot be under way any more: GitLab answered it, or both clocks say so, unless
  /// this machine's was set back.
  var isSettled: Bool {
    if entry.isAnswered { return true }
    let waited = local - entry.startedAt
    return now - start >= Self.longestRequest && (waited >= Self.longestRequest || waited < 0)
  }

  /// Seconds until it is.
  var remaining: Int64 { max(1, Self.longestRequest - (now - start)) }
}
