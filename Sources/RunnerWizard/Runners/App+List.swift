import RunnerCore
import TerminalUI

extension App {
  mutating func performInList(_ id: CommandID) -> [Effect] {
    if let effects = performMovement(id) ?? performInDetail(id) ?? performChange(id)
      ?? performChoosing(id) ?? performInTracker(id)
    {
      return effects
    }
    switch id {
    case ListCommand.details: return openDetail()
    case ListCommand.endTyping: return keepFilter()
    case ListCommand.back: return goBackInList()
    case ListCommand.mark: return markAndMove()
    case ListCommand.markRange: beginRange()
    case ListCommand.markAll: return markAll()
    case ListCommand.unmarkAll: unmarkAll()
    case ListCommand.markedOnly: return showMarkedOnly()
    case ListCommand.filter:
      runners?.filter.isTyping = true
      runners?.isDetailOpen = false
      fitList()
    case ListCommand.refresh: return waitForLimit() ?? refreshList() + readDetailAgain()
    case ListCommand.wide:
      runners?.columns.isWide.toggle()
      runners?.columns.first = 0
    default: break
    }
    return []
  }

  /// Ends typing; a filter that is not understood stays where it can be put right.
  private mutating func keepFilter() -> [Effect] {
    if let parsed = runners?.filter.parsed, let problem = parsed.problem {
      return tell(.warning, parsed.refusal ?? problem)
    }
    runners?.filter.isTyping = false
    return []
  }

  private mutating func openDetail() -> [Effect] {
    runners?.isDetailOpen = true
    fitList()
    return detailOpened()
  }

  private mutating func goBackInList() -> [Effect] {
    if !held.isEmpty {
      held = []
      return tell(.warning, Texts.keysDropped)
    }
    switch listStep {
    case .typing: runners?.filter.isTyping = false
    case .detail: runners?.isDetailOpen = false
    case .range: takeBackRange()
    case .loading: return stopLoadingWhole()
    case .filter: return filterList(by: "")
    case .markedOnly: return showMarkedOnly()
    case nil: break
    }
    fitList()
    return []
  }

  /// Makes the cursor visible where the room for rows has changed.
  mutating func fitList() {
    guard let runners else { return }
    let height = max(1, ListLayout(app: self).rows.height)
    guard height != runners.height else { return }
    self.runners?.height = height
    self.runners?.cursor.keepVisible(count: runners.shownCount, height: height)
  }

  mutating func resizedList() -> [Effect] {
    fitList()
    return loadAhead() + detailCursorMoved()
  }

  mutating func takeInList(_ timer: TimerID) -> [Effect] {
    switch timer {
    case .detail: return detailTimerRan()
    case .refresh: return refreshIsDue()
    case .highlights:
      runners?.refresh.added = []
      runners?.refresh.changed = []
      return []
    default: return []
    }
  }

  mutating func takeInList(_ answer: Answer) -> [Effect] {
    defer { fitList() }
    switch answer {
    case .runners(let event, let purpose): return take(event, purpose)
    case .runnersLoaded(let next, let purpose): return loaded(next, purpose)
    case .runnersFailed(let failure, _, let purpose): return loadingFailed(failure, purpose)
    case .arranged(let arrangement): return arranged(arrangement)
    case .compared(let difference): return compared(difference)
    case .runnerRead, .runnerNotRead, .jobsRead, .jobsNotRead: return takeDetail(answer)
    case .scopeFound, .scopeNotFound: return takeScope(answer)
    case .viewsSaved, .viewsNotSaved: return takeViews(answer)
    default: return []
    }
  }

  /// What follows when the cursor may stand on another runner.
  mutating func cursorMoved(from id: Int64?) -> [Effect] {
    let effects = loadAhead()
    return runners?.cursorID == id ? effects : detailCursorMoved() + effects
  }

  /// What the access token and its user may do with existing runners, as far as is known.
  var runnerAccess: RunnerAccess {
    guard case .identified(let identity) = session.check else { return RunnerAccess() }
    return RunnerAccess(
      scopes: identity.token?.scopes, isAdministrator: identity.user?.isAdministrator,
      isOAuth: session.connection?.authentication == .bearer)
  }

  /// Why a key that needs rows does nothing; nil where rows can be had.
  var keyRefusal: String? { listRefusal.map { _ in Texts.listIsRefused } }

  /// The same for another scope: a fine-grained token may read elsewhere.
  var scopeRefusal: String? {
    if runnerAccess.readRefusal != nil { return Texts.everyListIsRefused }
    guard listRefusal != nil, case .insufficientScope? = runners?.loading.failure?.failure.kind
    else { return nil }
    return Texts.everyListIsRefused
  }

  /// Why no list can be had with this token; nil when one can or that is not known.
  var listRefusal: String? {
    if let refusal = runnerAccess.readRefusal { return refusal }
    guard let failure = runners?.loading.failure?.failure, runners?.isLoaded == false else {
      return nil
    }
    switch failure.kind {
    case .insufficientScope, .insufficientGranularScope: return failure.sentences
    default: return nil
    }
  }
}
