import RunnerCore
import TerminalUI

/// Which rows are shown, and where the cursor is when they change.
extension RunnerList {
  /// Places of the rows shown, in their order; nil for all of them as they came.
  var order: [UInt32]? { markedOnly?.order ?? arrangement?.order }

  /// How many rows are shown.
  var shownCount: Int { markedOnly?.order.count ?? arrangement?.order.count ?? rows.count }

  /// How many of the rows shown are of each kind.
  var shownCounts: RunnerCounts { markedOnly?.counts ?? arrangement?.counts ?? counts }

  /// The order that the rows have.
  var shownSort: RunnerSort {
    sort ?? (source.isREST ? RunnerSort(.id) : RunnerSort(.created, isDescending: true))
  }

  /// The order that the server is to give the rows for the sort; nil where it cannot.
  var serverOrder: RunnerServerOrder? {
    if source.isREST { return sort == nil ? query.order : nil }
    guard let sort else { return .createdDescending }
    return sort.serverOrder
  }

  /// Whether rows have to be filtered or sorted here.
  var needsArranging: Bool { !filter.parsed.isEmpty || serverOrder != query.order }

  /// Whether the list is wanted to its end.
  var isWholeWanted: Bool { !loading.isStopped && (loading.isWholeWanted || needsArranging) }

  /// The runner of a row; nil where there is no such row.
  func runner(atRow row: Int) -> Runner? { place(atRow: row).map { rows[$0] } }

  func id(atRow row: Int) -> Int64? { place(atRow: row).map { rows.id(at: $0) } }

  private func place(atRow row: Int) -> Int? {
    guard row >= 0 else { return nil }
    if let order {
      guard row < order.count, Int(order[row]) < rows.count else { return nil }
      return Int(order[row])
    }
    return row < rows.count ? row : nil
  }

  /// The row of a runner; takes time in proportion to the rows shown where they are filtered or sorted.
  func row(of id: Int64) -> Int? {
    guard let place = rows.place(of: id) else { return nil }
    guard let order else { return place }
    return order.firstIndex(of: UInt32(truncatingIfNeeded: place))
  }

  /// Adds a page at the end. Rows shown stay where they are.
  mutating func append(_ page: RunnerPage) {
    if loading.isReplacing || !isLoaded { beginAnew() }
    for runner in page.runners {
      largestID = max(largestID, runner.id)
      if let place = rows.place(of: runner.id) { counts.take(rows[place]) }
      counts.add(runner)
      noteColumns(of: runner)
    }
    rows.append(page.runners)
    next = page.next
    total = page.total ?? total
    isLoaded = true
    if cursorID == nil { putCursor(onRow: lastCursorID.flatMap { row(of: $0) } ?? 0) }
  }

  /// Empties the list for the rows of another query.
  private mutating func beginAnew() {
    lastCursorID = cursorID ?? lastCursorID
    cursorID = nil
    cursor = ListCursor()
    rows = RunnerRows()
    counts = RunnerCounts()
    arrangement = nil
    markedOnly = nil
    arranging.epoch += 1
    arranging.rowCount = 0
    next = nil
    total = nil
    largestID = 0
    toldColumns = []
    marks.removeAll()
    shownMarks = 0
    range = nil
    loading.isReplacing = false
    refresh.incoming = nil
    refresh.added = []
    refresh.changed = []
  }

  mutating func putCursor(onRow row: Int) {
    cursor.move(to: row, count: shownCount, height: height)
    noteCursor()
  }

  /// Binds the cursor to the runner of its row.
  mutating func noteCursor() {
    if let id = id(atRow: cursor.row), shownCount > 0 {
      cursorID = id
      lastCursorID = nil
    } else {
      lastCursorID = cursorID ?? lastCursorID
      cursorID = nil
    }
  }

  /// Changes which rows are shown; the cursor stays on its runner, or goes to the nearest that is left.
  /// - Parameter keepsView: whether the first row shown stays, rather than the cursor's line.
  mutating func show(keepsView: Bool, _ change: (inout RunnerList) -> Void) {
    let before = self
    change(&self)
    let shown = ShownRows(self)
    shownMarks = shown.count(of: marks)
    guard shownCount > 0 else {
      cursor = ListCursor()
      noteCursor()
      return
    }
    let wanted = (before.cursorID ?? before.lastCursorID).flatMap { self.row(of: $0) }
    let row = wanted ?? self.row(nearest: before.cursor.row, of: before, shown) ?? 0
    if keepsView {
      let first = self.row(nearest: before.cursor.top, of: before, shown)
      cursor = ListCursor(row: row, top: first ?? 0)
      cursor.keepVisible(count: shownCount, height: height, margin: 0)
    } else {
      cursor.follow(to: row, count: shownCount, height: height)
    }
    noteCursor()
  }

  /// The row of the runner that was nearest to a row before and is shown now.
  private func row(nearest row: Int, of before: RunnerList, _ shown: ShownRows) -> Int? {
    guard let id = shown.nearest(to: row, of: before) else { return nil }
    return self.row(of: id)
  }

  /// Takes what filter and sort leave.
  mutating func take(_ arrangement: RunnerArrangement?) {
    let isRefreshed = refresh.isReady
    show(keepsView: isRefreshed || !arranging.isAwaited) { list in
      if isRefreshed { list.swap() }
      list.arrangement = arrangement
      list.arranging.rowCount = list.rows.count
      if list.markedOnly != nil { list.showMarkedOnly() }
    }
    arranging.isAwaited = false
  }

  /// Puts what a refresh brought in the place of the rows.
  private mutating func swap() {
    guard let incoming = refresh.incoming else { return }
    refresh.incoming = nil
    refresh.isReady = false
    refresh.readAt = incoming.readAt ?? refresh.readAt
    rows = incoming.rows
    next = incoming.next
    total = incoming.total
    counts = RunnerCounts()
    largestID = 0
    toldColumns = []
    for runner in rows.all {
      counts.add(runner)
      noteColumns(of: runner)
      largestID = max(largestID, runner.id)
    }
    let vanished = incoming.difference.vanished.filter { !rows.contains($0) }
    marks.subtract(vanished)
    range?.before.subtract(vanished)
    refresh.added = incoming.difference.added
    refresh.changed = incoming.difference.changed
    if let range, !rows.contains(range.anchor) { self.range = nil }
    arranging.epoch += 1
  }

  /// Leaves only marked rows: those that were shown first, then those that the filter hides.
  mutating func showMarkedOnly() {
    markedOnly = nil
    let places = marks.compactMap { rows.place(of: $0) }
    var isMarked = [Bool](repeating: false, count: rows.count)
    for place in places { isMarked[place] = true }
    var only = RunnerArrangement()
    for place in order ?? [] where isMarked[Int(place)] {
      only.order.append(place)
      isMarked[Int(place)] = false
    }
    only.order += places.filter { isMarked[$0] }.sorted().map { UInt32($0) }
    for place in only.order { only.counts.add(rows[Int(place)]) }
    markedOnly = only.order.isEmpty ? nil : only
  }

  /// Takes newer facts about a runner; what they leave unknown stays as it was.
  mutating func update(_ runner: Runner) {
    if let place = refresh.incoming?.rows.place(of: runner.id),
      let old = refresh.incoming?.rows[place]
    {
      refresh.incoming?.rows[place] = old.updated(by: runner)
    }
    guard let place = rows.place(of: runner.id) else { return }
    let old = rows[place]
    let new = old.updated(by: runner)
    guard old != new else { return }
    rows[place] = new
    counts.replace(old, by: new)
    let number = UInt32(truncatingIfNeeded: place)
    if arrangement?.order.contains(number) == true { arrangement?.counts.replace(old, by: new) }
    if markedOnly?.order.contains(number) == true { markedOnly?.counts.replace(old, by: new) }
  }

  /// Takes runners out that exist no more; the cursor goes to the nearest row that is left. Takes time in
  /// proportion to all rows, so that many are better taken out together.
  mutating func remove(_ ids: Set<Int64>) {
    let gone = ids.filter { rows.contains($0) }
    marks.subtract(ids)
    range?.before.subtract(ids)
    guard !gone.isEmpty else { return }
    show(keepsView: true) { list in
      let old = list.rows
      for id in gone {
        if let place = old.place(of: id) { list.counts.take(old[place]) }
      }
      list.rows.remove(gone)
      list.total = list.total.map { max(0, $0 - gone.count) }
      list.arrangement?.remove(gone, from: old, leaving: list.rows)
      list.markedOnly?.remove(gone, from: old, leaving: list.rows)
      if list.markedOnly?.order.isEmpty == true { list.markedOnly = nil }
      if let range = list.range, gone.contains(range.anchor) { list.range = nil }
      list.arranging.epoch += 1
      list.arranging.rowCount = list.rows.count
      // What is being read may still hold them.
      list.refresh.incoming = nil
      list.refresh.isReady = false
    }
  }
}

/// The rows shown, to be asked whether a runner is among them.
private struct ShownRows {
  private let rows: RunnerRows
  /// For each place whether its row is shown; nil when all are.
  private let isShown: [Bool]?

  init(_ list: RunnerList) {
    rows = list.rows
    isShown = list.order.map { order in
      var isShown = [Bool](repeating: false, count: list.rows.count)
      for place in order where Int(place) < isShown.count { isShown[Int(place)] = true }
      return isShown
    }
  }

  func contains(_ id: Int64) -> Bool {
    guard let place = rows.place(of: id) else { return false }
    return isShown?[place] ?? true
  }

  func count(of marks: RunnerMarks) -> Int {
    isShown == nil ? marks.count : marks.count(where: contains)
  }

  /// Of another state of the list the runner nearest to a row that is shown now.
  func nearest(to row: Int, of list: RunnerList) -> Int64? {
    let count = list.shownCount
    for distance in 0..<max(1, count) {
      for near in distance == 0 ? [row] : [row + distance, row - distance] {
        if let id = list.id(atRow: near), contains(id) { return id }
      }
    }
    return nil
  }
}

extension RunnerArrangement {
  /// Takes rows out and gives the others their new places.
  fileprivate mutating func remove(
    _ gone: Set<Int64>, from old: RunnerRows, leaving new: RunnerRows
  ) {
    order = order.compactMap { place in
      let runner = old[Int(place)]
      guard !gone.contains(runner.id) else {
        counts.take(runner)
        return nil
      }
      return new.place(of: runner.id).map { UInt32(truncatingIfNeeded: $0) }
    }
  }
}

extension RunnerSort {
  /// The order of the server that is the same; nil where it has none.
  var serverOrder: RunnerServerOrder? {
    switch field {
    case .created: isDescending ? .createdDescending : .createdAscending
    case .contacted: isDescending ? .contactedDescending : .contactedAscending
    case .tokenExpiry: isDescending ? .tokenExpiresDescending : .tokenExpiresAscending
    default: nil
    }
  }
}
