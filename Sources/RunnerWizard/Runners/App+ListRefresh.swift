import RunnerCore
import TerminalUI

/// Reading the list again while it is shown: the new state comes aside and takes the old one's place at once.
extension App {
  /// Pages up to which a list is read again by itself.
  static let refreshedPages = 20
  private static let pageSize = 100
  /// How long new and changed rows carry their sign.
  private static let highlightMilliseconds = 5_000

  mutating func refreshList() -> [Effect] {
    guard let runners, let connection = session.connection else { return [] }
    if let refusal = runnerAccess.readRefusal { return tell(.warning, refusal) }
    if let effects = waitForLimit() { return effects }
    if runners.loading.failure != nil { return retryLoading() }
    guard runners.isLoaded, !runners.loading.isReplacing else {
      return work.isRunning(.loadRunners) ? tell(.info, Texts.stillLoading) : loadList()
    }
    guard !work.isRunning(.loadRunners) else { return tell(.info, Texts.stillLoading) }
    guard runners.refresh.incoming == nil else { return [] }
    self.runners?.refresh.incoming = ListRefresh.Incoming()
    self.runners?.refresh.failure?.retryAt = nil
    let pages = max(1, (runners.rows.count + Self.pageSize - 1) / Self.pageSize)
    return run(
      .loadRunners(
        RunnerLoad(
          query: runners.query, source: runners.source, from: nil, pages: pages, purpose: .refresh),
        connection))
  }

  /// All pages of a refresh have come.
  mutating func refreshRead(_ next: RunnerCursor?) -> [Effect] {
    guard let runners, var incoming = runners.refresh.incoming else { return armRefresh() }
    self.runners?.refresh.incoming = nil
    incoming.next = next
    if next != nil { incoming.keepTail(of: runners.rows) }
    self.runners?.refresh.incoming = incoming
    self.runners?.refresh.failure = nil
    return run(.compare(runners.rows, incoming.rows))
  }

  mutating func compared(_ difference: RunnerDifference) -> [Effect] {
    guard runners?.refresh.incoming != nil else { return armRefresh() }
    runners?.refresh.incoming?.difference = difference
    runners?.refresh.isReady = true
    let isNews = !difference.added.isEmpty || !difference.changed.isEmpty
    let news: [Effect] =
      isNews ? [.wake(.highlights, afterMilliseconds: Self.highlightMilliseconds)] : []
    return arrangeList(isAwaited: false) + news + armRefresh()
  }

  /// Gives up a refresh that is under way; what was shown stays.
  mutating func dropRefresh() -> [Effect] {
    runners?.refresh.incoming = nil
    runners?.refresh.isReady = false
    return work.cancel(.refreshRunners) + work.cancel(.compare)
  }

  /// Whether the list is short enough to be read again by itself.
  var isRefreshedByItself: Bool {
    guard let runners, settings.refreshSeconds > 0 else { return false }
    return runners.rows.count <= Self.refreshedPages * Self.pageSize
  }

  /// Asks for the next automatic refresh; without the terminal's focus it comes four times later.
  mutating func armRefresh() -> [Effect] {
    guard screen == .list, isRefreshedByItself, let runners else { return [] }
    let seconds = settings.refreshSeconds * (runners.hasFocus ? 1 : 4)
    return [.wake(.refresh, afterMilliseconds: seconds * 1_000)]
  }

  mutating func refreshIsDue() -> [Effect] {
    guard screen == .list, let runners, isRefreshedByItself else { return [] }
    // What is typed or asked is about the rows that are shown.
    guard !isTyping, overlays.isEmpty, !runners.arranging.isAwaited else {
      return [.wake(.refresh, afterMilliseconds: 1_000)]
    }
    guard runners.isLoaded, !work.isRunning(.loadRunners), runners.refresh.incoming == nil,
      runners.loading.failure == nil, runners.refresh.failure?.retryAt == nil
    else { return armRefresh() }
    return refreshList()
  }

  /// Reads the list again where that is due, such as after the program was stopped.
  mutating func refreshIfOld() -> [Effect] {
    guard screen == .list, let runners, let readAt = runners.refresh.readAt, isRefreshedByItself,
      now.uptime - readAt >= Int64(settings.refreshSeconds) * 1_000
    else { return [] }
    return refreshIsDue()
  }

  mutating func focusChanged(_ isFocused: Bool) -> [Effect] {
    guard let runners, runners.hasFocus != isFocused else { return [] }
    self.runners?.hasFocus = isFocused
    guard runners.isLoaded else { return [] }
    let effects = isFocused ? refreshIfOld() : []
    return effects.isEmpty ? armRefresh() : effects
  }
}

extension ListRefresh.Incoming {
  /// Of a list that goes on, the last rows may only have been pushed beyond the pages that were read: what
  /// stood below the last row that came stays below it. Where that row is a new one, more was
  /// read than was there before, and what did not come again is gone.
  fileprivate mutating func keepTail(of old: RunnerRows) {
    guard !rows.isEmpty, let last = old.place(of: rows[rows.count - 1].id) else { return }
    let tail = (last + 1..<old.count).map { old[$0] }.filter { !rows.contains($0.id) }
    rows.append(tail)
  }
}
