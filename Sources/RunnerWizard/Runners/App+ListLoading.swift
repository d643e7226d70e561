import RunnerCore
import TerminalUI

/// Loading the list: its first pages, those ahead of the cursor, and all of it where that is wanted.
extension App {
  /// Pages that are asked for at once.
  private static let pagesAhead = 2
  /// Rows below the cursor that are to be there at least.
  private static let rowsAhead = 200

  /// Begins to load the list from its beginning; rows that are shown stay until the first page comes.
  mutating func loadList() -> [Effect] {
    guard let runners, session.connection != nil, session.check != .readingToken else { return [] }
    var loading = ListLoading()
    loading.isReplacing = runners.isLoaded
    loading.isWholeWanted = runners.loading.isWholeWanted
    self.runners?.loading = loading
    guard runnerAccess.readRefusal == nil else { return work.cancel(.loadRunners) }
    fitList()
    return dropRefresh() + load(from: nil, pages: Self.pagesAhead)
  }

  private mutating func load(from cursor: RunnerCursor?, pages: Int) -> [Effect] {
    guard let runners, let connection = session.connection else { return [] }
    self.runners?.loading.pages = pages
    return run(
      .loadRunners(
        RunnerLoad(
          query: runners.query, source: runners.source, from: cursor, pages: pages, purpose: .more),
        connection))
  }

  /// Loads on where rows are wanted that have not come.
  mutating func loadAhead() -> [Effect] {
    guard let runners, runners.isLoaded, !runners.loading.isReplacing, let next = runners.next,
      runners.loading.failure == nil, !work.isRunning(.loadRunners), limitEnd == nil
    else { return [] }
    let wanted = max(Self.rowsAhead, 3 * runners.height)
    let isNear = runners.order == nil && runners.rows.count - runners.cursor.row < wanted
    guard runners.isWholeWanted || isNear else { return [] }
    return dropRefresh() + load(from: next, pages: runners.isWholeWanted ? .max : Self.pagesAhead)
  }

  /// Loads what is missing to the end, because it is wanted as a whole.
  mutating func loadWholeList() -> [Effect] {
    runners?.loading.isWholeWanted = true
    runners?.loading.isStopped = false
    return loadAhead()
  }

  mutating func stopLoadingWhole() -> [Effect] {
    runners?.loading.isWholeWanted = false
    runners?.loading.isStopped = true
    runners?.loading.goal = nil
    runners?.loading.waitsUntil = nil
    return work.cancel(.loadRunners) + arrangeWhatCame() + tell(.info, Texts.stoppedLoading)
      + armRefresh()
  }

  mutating func take(_ event: RunnerListEvent, _ purpose: RunnerLoad.Purpose) -> [Effect] {
    switch event {
    case .source(let source):
      runners?.source = source
      switch source {
      case .graphQL(let features): runners?.features = features
      case .rest(let reason): messages.log(Toast(.info, reason), at: now)
      }
      return []
    case .waiting(let seconds, let status):
      runners?.loading.waitsUntil = now.uptime + Int64(seconds) * 1_000
      runners?.loading.isLimited = status == 429
      return countdownEffects()
    case .page(let page):
      runners?.loading.waitsUntil = nil
      guard purpose == .more else {
        if runners?.refresh.incoming?.readAt == nil {
          runners?.refresh.incoming?.readAt = now.uptime
        }
        runners?.refresh.incoming?.rows.append(page.runners)
        // Only the first page tells it.
        if let total = page.total { runners?.refresh.incoming?.total = total }
        return []
      }
      runners?.loading.failure = nil
      let id = runners?.cursorID
      noteBeginning()
      runners?.append(page)
      fitList()
      let effects = arrangeWhatCame()
      return runners?.cursorID == id ? effects : effects + detailCursorMoved()
    }
  }

  /// Notes when the oldest rows of a list came: with its first page.
  /// - Returns: whether what has come is the beginning of a list.
  @discardableResult
  private mutating func noteBeginning() -> Bool {
    guard let runners, !runners.isLoaded || runners.loading.isReplacing else { return false }
    self.runners?.refresh.readAt = now.uptime
    return true
  }

  mutating func loaded(_ next: RunnerCursor?, _ purpose: RunnerLoad.Purpose) -> [Effect] {
    runners?.loading.waitsUntil = nil
    guard purpose == .more else { return refreshRead(next) }
    if noteBeginning() {
      runners?.append(RunnerPage(runners: [], next: next))
    }
    runners?.next = next
    runners?.loading.failure = nil
    return arrangeWhatCame() + reachGoal() + loadAhead() + armRefresh()
  }

  /// Does what waited for the whole list.
  mutating func reachGoal() -> [Effect] {
    guard let runners, runners.isComplete, let goal = runners.loading.goal,
      !work.isRunning(.arrange)
    else { return [] }
    self.runners?.loading.goal = nil
    self.runners?.loading.isWholeWanted = false
    switch goal {
    case .last:
      return moveCursor { $0.toLast(count: $1, height: $2) }
    case .markAll: return markAll()
    }
  }

  mutating func loadingFailed(_ failure: APIFailure, _ purpose: RunnerLoad.Purpose) -> [Effect] {
    messages.log(Toast(.error, failure.account), at: now)
    runners?.loading.waitsUntil = nil
    switch purpose {
    case .more:
      let failed = failed(failure, after: runners?.loading.failure)
      runners?.loading.failure = failed
    case .refresh:
      let failed = failed(failure, after: runners?.refresh.failure)
      runners?.refresh.incoming = nil
      runners?.refresh.failure = failed
    }
    return arrangeWhatCame() + countdownEffects()
  }

  private func failed(_ failure: APIFailure, after last: ListFailure?) -> ListFailure {
    let attempt = (last?.attempt ?? 0) + 1
    guard failure.mayPass else { return ListFailure(failure: failure, attempt: attempt) }
    let delay = failure.retryAfter ?? min(60, 1 << min(attempt, 6))
    return ListFailure(
      failure: failure, attempt: attempt, retryAt: now.uptime + Int64(max(1, delay)) * 1_000)
  }

  /// Tries again what failed, now, or as soon as the server takes requests again.
  mutating func retryLoading() -> [Effect] {
    guard let runners, let failure = runners.loading.failure else { return [] }
    if let effects = waitForLimit() { return effects }
    guard runners.isLoaded, !runners.loading.isReplacing else {
      let effects = loadList()
      self.runners?.loading.failure = work.isRunning(.loadRunners) ? failure.retried : failure
      return effects
    }
    guard let next = runners.next, !work.isRunning(.loadRunners) else { return [] }
    self.runners?.loading.failure = failure.retried
    return load(from: next, pages: runners.isWholeWanted ? .max : Self.pagesAhead)
  }

  /// Until when the server takes no requests of lists, in milliseconds of ``Moment/uptime``; nil when it does.
  var limitEnd: Int64? {
    let ends = [runners?.loading.failure?.limitEnd, runners?.refresh.failure?.limitEnd]
    return ends.compactMap(\.self).filter { $0 > now.uptime }.max()
  }

  /// Says how long the server is not to be asked; what failed is tried again by itself then.
  /// - Returns: nil when it may be asked.
  mutating func waitForLimit() -> [Effect]? {
    guard let limitEnd else { return nil }
    return tell(.info, Texts.asksToWait(secondsLeft(until: limitEnd))) + countdownEffects()
  }

  /// A second of a countdown has passed.
  mutating func countedDown() -> [Effect] {
    guard screen == .list, let runners, limitEnd == nil else { return [] }
    if let time = runners.loading.failure?.retryAt, time <= now.uptime { return retryLoading() }
    if let time = runners.refresh.failure?.retryAt, time <= now.uptime { return refreshList() }
    return []
  }

  /// Whether the list shows seconds that go down.
  var listCountsDown: Bool {
    guard screen == .list, let runners else { return false }
    let ends = [
      runners.loading.failure?.retryAt, runners.refresh.failure?.retryAt,
      runners.loading.waitsUntil,
    ]
    return ends.contains { $0.map { $0 > now.uptime } ?? false }
  }

  /// What has to go on when the list is on the screen again, or another connection is in use.
  mutating func resumeList() -> [Effect] {
    guard screen == .list else { return [] }
    if let effects = waitForLimit() { return effects }
    guard let runners, runners.isLoaded else {
      return work.isRunning(.loadRunners) ? [] : loadList()
    }
    return runners.loading.failure == nil ? refreshList() : retryLoading()
  }

  /// The access token is known now; what it cannot read is not asked for any longer.
  mutating func checkListAccess() -> [Effect] {
    guard runners?.isLoaded == false, runnerAccess.readRefusal != nil else { return [] }
    return work.cancel(.loadRunners)
  }

  /// A list of another server or user is another list.
  mutating func reconnectList() -> [Effect] {
    guard let runners else { return [] }
    var list = RunnerList()
    list.columns = runners.columns
    list.sort = runners.sort
    list.hasFocus = runners.hasFocus
    self.runners = list
    let effects = work.cancel(.loadRunners) + work.cancel(.refreshRunners) + work.cancel(.arrange)
    return effects + (screen == .list ? loadList() : [])
  }
}

extension ListFailure {
  /// The same while it is tried again.
  fileprivate var retried: ListFailure { ListFailure(failure: failure, attempt: attempt) }
}

extension APIFailure {
  /// Whether the same request may succeed in a while.
  var mayPass: Bool {
    switch kind {
    case .rateLimited, .serverError, .gatewayError, .maintenance, .couldNotResolve,
      .couldNotConnect, .proxyFailed, .timedOut, .connectionLost:
      true
    default: false
    }
  }
}
