import RunnerCore
import TerminalUI

/// What of the list is shown, in which order and which columns.
extension App {
  /// Filters and sorts what there is, where that is to be done here.
  /// - Parameter isAwaited: whether the operator asked for it; keys that follow then wait for it.
  mutating func arrangeList(isAwaited: Bool) -> [Effect] {
    guard let runners else { return [] }
    guard runners.needsArranging else {
      let effects = work.cancel(.arrange)
      let id = runners.cursorID
      self.runners?.arranging.isAwaited = isAwaited
      self.runners?.take(nil)
      return effects + cursorMoved(from: id)
    }
    let rows = runners.refresh.isReady ? runners.refresh.incoming?.rows : nil
    let request = RunnerArrangingRequest(
      rows: rows ?? runners.rows, filter: runners.filter.parsed, sort: runners.sortHere,
      now: now.unix)
    self.runners?.arranging.isAwaited = isAwaited || runners.arranging.isAwaited
    self.runners?.arranging.begunEpoch = runners.arranging.epoch
    self.runners?.arranging.begunCount = request.rows.count
    return run(.arrange(request))
  }

  /// Puts rows that were changed to where filter and sort want them; the cursor stays on its runner.
  mutating func rearrangeList() -> [Effect] {
    guard let runners, runners.isLoaded, runners.needsArranging else { return [] }
    return arrangeList(isAwaited: false)
  }

  mutating func arranged(_ arrangement: RunnerArrangement) -> [Effect] {
    guard let runners else { return [] }
    guard runners.arranging.begunEpoch == runners.arranging.epoch else {
      return arrangeList(isAwaited: runners.arranging.isAwaited)
    }
    let id = runners.cursorID
    let count = runners.arranging.begunCount
    self.runners?.take(arrangement)
    self.runners?.arranging.rowCount = count
    return cursorMoved(from: id) + arrangeWhatCame() + reachGoal()
  }

  /// Arranges rows that came since, once they are many enough to be worth it, or all.
  mutating func arrangeWhatCame() -> [Effect] {
    guard let runners, runners.needsArranging, !work.isRunning(.arrange) else { return [] }
    let count = runners.arranging.rowCount
    let more = runners.rows.count - count
    guard more > 0 else { return [] }
    let isWorth = more >= count / 4 || runners.shownCount < runners.height
    guard isWorth || !work.isRunning(.loadRunners) else { return [] }
    return arrangeList(isAwaited: false)
  }

  /// Applies a filter as typed.
  mutating func filterList(by text: String) -> [Effect] {
    runners?.filter.set(text)
    runners?.filter.isTyping = false
    return filterChanged()
  }

  private mutating func filterChanged() -> [Effect] {
    runners?.loading.isStopped = false
    // Only marked rows show whatever the filter; who filters wants to see what it does.
    if runners?.markedOnly != nil { runners?.show(keepsView: false) { $0.markedOnly = nil } }
    fitList()
    guard runners?.isLoaded == true else { return [] }
    return stopWhatIsNotWanted() + arrangeList(isAwaited: true) + loadAhead()
  }

  /// Stops loading to the end when nothing wants the end any more.
  private mutating func stopWhatIsNotWanted() -> [Effect] {
    guard let runners, !runners.isWholeWanted, runners.loading.pages == .max else { return [] }
    self.runners?.loading.pages = 0
    return work.cancel(.loadRunners)
  }

  mutating func sortList(by sort: RunnerSort?) -> [Effect] {
    guard let runners else { return [] }
    if let sort, runners.source.isREST, let column = ListColumn.sorted(by: sort.field),
      !column.isToldByREST
    {
      return tell(.warning, Texts.notOverREST(Texts.title(column)))
    }
    self.runners?.sort = sort
    self.runners?.loading.isStopped = false
    let order = self.runners?.serverOrder
    // Marks are about rows that are loaded, so that a list with marks is sorted here.
    if let order, order != runners.query.order, !runners.isComplete, runners.marks.isEmpty {
      self.runners?.query.order = order
      return loadList()
    }
    guard runners.isLoaded else { return [] }
    return stopWhatIsNotWanted() + arrangeList(isAwaited: true) + loadAhead()
  }

  /// Sorts by a column, or the other way round where it is sorted by it.
  mutating func sortList(byColumn column: ListColumn) -> [Effect] {
    guard let field = column.sortField else { return [] }
    guard let sort = runners?.sort, sort.field == field else {
      return sortList(by: RunnerSort(field, isDescending: column.isSortedDownFirst))
    }
    return sortList(by: RunnerSort(field, isDescending: !sort.isDescending))
  }

  /// Shows the runners of another scope.
  ///
  /// What kept the last one from coming by GraphQL, as GitLab before 18.3 does runners of one's own, need not keep
  /// this one.
  mutating func showScope(_ scope: RunnerScope) -> [Effect] {
    guard let runners else { return [] }
    var list = RunnerList()
    list.columns = runners.columns
    list.features = runners.features
    list.source = runners.initialSource
    list.hasFocus = runners.hasFocus
    list.sort = runners.sort
    list.query = RunnerQuery(scope: scope, order: list.serverOrder ?? .createdDescending)
    self.runners = list
    return work.cancel(.arrange) + loadList()
  }

  /// Shows the columns with these names, in this order; nil for the usual ones.
  mutating func showColumns(_ names: [String]?) -> [Effect] {
    let isWide = runners?.columns.isWide ?? false
    runners?.columns = ListColumns(names: names)
    runners?.columns.isWide = isWide
    return []
  }

  mutating func typeIntoList(_ key: Key) -> [Effect]? {
    guard list?.isTyping == true, runners?.filter.editor.handle(key) == true else { return nil }
    return runners?.filter.read() == true ? filterChanged() : []
  }

  mutating func pasteIntoList(_ text: String) -> [Effect] {
    runners?.filter.editor.paste(text, trimming: true)
    return runners?.filter.read() == true ? filterChanged() : []
  }

  /// Whether a key has to wait until the rows are there that it is meant for.
  func isHeldForRows(_ key: Key) -> Bool {
    guard let list, overlays.isEmpty, key != .escape,
      !App.always.contains(where: { $0.keys.contains(key) })
    else { return false }
    if !held.isEmpty { return true }
    guard list.arranging.isAwaited else { return false }
    guard list.isTyping else { return true }
    return key == .enter
      || RunnerList.movement.contains { $0.keys.contains(key) && key.typed == nil }
  }
}

extension RunnerList {
  /// The sort that is done here; nil where the rows have come in it.
  fileprivate var sortHere: RunnerSort? {
    serverOrder == query.order ? nil : sort ?? RunnerSort(.created, isDescending: true)
  }
}

extension ListColumn {
  static func sorted(by field: RunnerSortField) -> ListColumn? {
    allCases.first { $0.sortField == field }
  }

  /// Whether large or late values are looked for first.
  var isSortedDownFirst: Bool {
    switch self {
    case .contacted, .created, .jobs, .managers, .version: true
    default: false
    }
  }
}
