import RunnerCore

/// The same change of several runners, one after another.
struct ChangeRun: Equatable, Sendable {
  enum State: Equatable, Sendable {
    case waiting, running, done
    case failed(APIFailure)
    /// It may have been made.
    case unknown(APIFailure)
    /// The run was stopped before.
    case left

    var failure: APIFailure? {
      switch self {
      case .failed(let failure), .unknown(let failure): failure
      case .waiting, .running, .done, .left: nil
      }
    }
  }

  struct Row: Equatable, Sendable {
    let id: Int64
    var state = State.waiting
    /// Whether the server's limit kept its change from being made, which is sent once more then.
    var isPostponed = false
  }

  /// Runners of which changes are sent together; what has been sent is not called back.
  static let portion = 8

  let change: RunnerChange
  let connection: Connection
  private(set) var rows: [Row]
  private var places: [Int64: Int]
  /// The first row that has not been sent.
  private var nextPlace = 0
  /// Rows before that one that are to be sent once more.
  private var postponed: [Int] = []
  private(set) var doneCount = 0
  private(set) var failedCount = 0
  private(set) var unknownCount = 0
  private(set) var runningCount = 0
  /// Why no further change is sent; nil while the run goes on.
  private(set) var stop: Stop?
  /// When the server wants to be asked again, in milliseconds of ``Moment/uptime``.
  var waitsUntil: Int64?
  /// Rows of which the change was not made or may not have been, in the order of the answers.
  private var failedPlaces: [Int] = []
  /// Deleted runners, to be taken out of the list together.
  private(set) var gone: Set<Int64> = []
  /// Rows scrolled away from where the run stands; nil follows it.
  var offset: Int?

  enum Stop: Equatable, Sendable {
    case byOperator
    /// What failed would fail for the others too.
    case byFailure(APIFailure)
  }

  init(_ change: RunnerChange, _ runners: [Runner], _ connection: Connection) {
    self.change = change
    self.connection = connection
    rows = runners.map { Row(id: $0.id) }
    places = Dictionary(
      rows.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  var isOver: Bool { runningCount == 0 && (hasSentAll || stop != nil) }
  private var hasSentAll: Bool { nextPlace == rows.count && postponed.isEmpty }
  var leftCount: Int { rows.count - doneCount - failedCount - unknownCount - runningCount }
  /// The row that the run has come to.
  var currentPlace: Int { max(0, min(nextPlace, rows.count) - 1) }

  func isUnsettled(_ id: Int64) -> Bool {
    guard let place = places[id] else { return false }
    return rows[place].state == .running || (rows[place].state == .waiting && stop == nil)
  }

  /// The next changes to send.
  mutating func nextPortion() -> [RunnerTask] {
    guard stop == nil, runningCount == 0 else { return [] }
    let repeated = postponed.prefix(Self.portion)
    postponed.removeFirst(repeated.count)
    let end = min(rows.count, nextPlace + Self.portion - repeated.count)
    let portion = repeated + Array(nextPlace..<end)
    for place in portion { rows[place].state = .running }
    runningCount = portion.count
    nextPlace = end
    return portion.map { RunnerTask(id: rows[$0].id, change: change) }
  }

  /// Sends the change of a row once more when the server takes requests again, because its limit stands before
  /// anything is done (GitLab: `doc/administration/settings/user_and_ip_rate_limits.md`).
  /// - Parameter time: when that is, in milliseconds of ``Moment/uptime``.
  /// - Returns: whether the row was not sent more than once before.
  mutating func postpone(_ id: Int64, until time: Int64) -> Bool {
    guard stop == nil, let place = places[id], rows[place].state == .running else { return false }
    waitsUntil = max(waitsUntil ?? time, time)
    guard !rows[place].isPostponed else { return false }
    rows[place].state = .waiting
    rows[place].isPostponed = true
    runningCount -= 1
    postponed.append(place)
    return true
  }

  /// - Returns: whether the run has sent such a change.
  mutating func settle(_ id: Int64, _ state: State) -> Bool {
    guard let place = places[id], rows[place].state == .running else { return false }
    rows[place].state = state
    runningCount -= 1
    switch state {
    case .done:
      doneCount += 1
      if change == .delete { gone.insert(id) }
    case .failed(let failure):
      failedCount += 1
      failedPlaces.append(place)
      // It is gone, whoever deleted it.
      if failure.kind == .notFound { gone.insert(id) }
      if failure.concernsEveryRunner { stop = stop ?? .byFailure(failure) }
    case .unknown:
      unknownCount += 1
      failedPlaces.append(place)
    case .waiting, .running, .left: break
    }
    return true
  }

  /// Takes what became of a change whose answer was lost.
  /// - Returns: whether the run has such a change.
  mutating func resolve(_ id: Int64, isMade: Bool) -> Bool {
    guard let place = places[id], case .unknown(let failure) = rows[place].state else {
      return false
    }
    unknownCount -= 1
    if isMade {
      rows[place].state = .done
      doneCount += 1
      failedPlaces.removeAll { $0 == place }
    } else {
      var failure = failure
      failure.outcome = .refused
      failure.message = Texts.rowNotMade
      failure.fix = Texts.staysMarked
      rows[place].state = .failed(failure)
      failedCount += 1
    }
    return true
  }

  /// Ids whose change was sent and not answered.
  var unanswered: [Int64] { rows[..<nextPlace].filter { $0.state == .running }.map(\.id) }

  /// Ids whose change was not sent.
  var unsent: [Int64] { (postponed + Array(nextPlace..<rows.count)).map { rows[$0].id } }

  /// Sends nothing further.
  mutating func end() {
    if stop == nil { stop = .byOperator }
    waitsUntil = nil
  }

  /// Marks what was not begun once the run is over.
  mutating func close() {
    for place in postponed + Array(nextPlace..<rows.count) { rows[place].state = .left }
    postponed = []
  }

  /// Ids of the rows of which the change was made.
  var done: [Int64] { rows.filter { $0.state == .done }.map(\.id) }

  var failureCount: Int { failedPlaces.count }

  /// A row of which the change was not made or may not have been, in the order of the answers.
  func failure(_ index: Int) -> Row { rows[failedPlaces[index]] }
}

extension APIFailure {
  /// Whether the next request would fail for the same reason, whatever runner it is about.
  var concernsEveryRunner: Bool {
    if meansUnusableToken { return true }
    return switch kind {
    case .insufficientScope, .readOnly, .couldNotResolve, .couldNotConnect, .proxyFailed, .tls,
      .certificateFile, .curlMissing, .unexpectedRedirect, .maintenance:
      true
    default: false
    }
  }
}

extension ChangeRun {
  func isWaiting(_ now: Moment) -> Bool { secondsLeft(now) != nil }

  /// Seconds until the server may be asked again; nil when it may.
  func secondsLeft(_ now: Moment) -> Int? {
    guard let waitsUntil, waitsUntil > now.uptime else { return nil }
    return Int((waitsUntil - now.uptime + 999) / 1_000)
  }
}
