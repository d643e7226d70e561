import RunnerCore
import TerminalUI

/// Moving in the list with keys and mouse.
extension App {
  /// - Returns: nil for commands that do not move.
  mutating func performMovement(_ id: CommandID) -> [Effect]? {
    switch id {
    case ListCommand.up: step(-1)
    case ListCommand.down: step(1)
    case ListCommand.extendUp: extend(-1)
    case ListCommand.extendDown: extend(1)
    case ListCommand.pageUp: move { $0.page(by: -1, count: $1, height: $2) }
    case ListCommand.pageDown: move { $0.page(by: 1, count: $1, height: $2) }
    case ListCommand.halfPageUp: move { $0.halfPage(by: -1, count: $1, height: $2) }
    case ListCommand.halfPageDown: move { $0.halfPage(by: 1, count: $1, height: $2) }
    case ListCommand.first: move { $0.toFirst(count: $1, height: $2) }
    case ListCommand.last: moveToLast()
    case ListCommand.columnsLeft: scrollColumns(-1)
    case ListCommand.columnsRight: scrollColumns(1)
    default: nil
    }
  }

  private mutating func move(_ change: CursorMove) -> [Effect] {
    runners?.endHeldRange()
    return moveCursor(change)
  }

  mutating func moveCursor(_ change: CursorMove) -> [Effect] {
    fitList()
    let id = runners?.cursorID
    runners?.loading.goal = nil
    runners?.move(change)
    return cursorMoved(from: id)
  }

  /// Moves by a row; going down from the last one tries again what did not come.
  private mutating func step(_ rows: Int) -> [Effect] {
    let isAtEnd = runners.map { $0.cursor.row + 1 >= $0.shownCount } ?? false
    if rows > 0, isAtEnd, runners?.loading.failure != nil { return retryLoading() }
    return move { $0.move(by: rows, count: $1, height: $2) }
  }

  private mutating func extend(_ rows: Int) -> [Effect] {
    runners?.beginRange(isHeld: true)
    return moveCursor { $0.move(by: rows, count: $1, height: $2) }
  }

  /// To the last row there is, and to the list's last one when it has come.
  private mutating func moveToLast() -> [Effect] {
    let effects = move { $0.toLast(count: $1, height: $2) }
    guard let runners, !runners.isComplete, runners.markedOnly == nil else { return effects }
    self.runners?.loading.goal = .last
    return effects + loadWholeList()
  }

  private mutating func scrollColumns(_ columns: Int) -> [Effect] {
    guard runners != nil else { return [] }
    let list = ListLayout(app: self)
    let layout = listTable(list)
    let pinned = ListColumns.pinned(listColumns(list))
    let leading = pinned + layout.hiddenBefore
    if columns > 0, layout.hiddenAfter == 0 { return [] }
    self.runners?.columns.first = max(pinned, leading + columns)
    return []
  }

  /// The columns as far as there is room for them, in their order.
  func listColumns(_ layout: ListLayout) -> [ListColumn] {
    guard let runners else { return [] }
    return runners.columns.all(of: runners, width: layout.tableWidth)
  }

  /// The columns in their places.
  func listTable(_ layout: ListLayout) -> TableLayout {
    guard let runners else { return TableLayout(columns: [], width: 0) }
    return runners.columns.layout(
      listColumns(layout), width: layout.tableWidth, largestID: runners.largestID)
  }

  /// Scrolls what is under the pointer.
  mutating func wheelInList(_ rows: Int, at point: Point) -> [Effect] {
    let layout = ListLayout(app: self)
    if layout.detail.contains(point) { return scrollDetail(by: rows) }
    guard runners?.isLoaded == true else { return [] }
    return move { $0.scroll(by: rows, count: $1, height: $2) }
  }

  /// A click on a row, or on the name of a column, which has a negative number.
  mutating func pointAtRow(_ index: Int, _ event: MouseEvent) -> [Effect] {
    guard runners != nil else { return [] }
    if index < 0 {
      let columns = listColumns(ListLayout(app: self))
      return columns.indices.contains(-1 - index) ? sortList(byColumn: columns[-1 - index]) : []
    }
    self.runners?.isDetailOpen = false
    self.runners?.filter.isTyping = false
    let effects = move { $0.move(to: index, count: $1, height: $2) }
    return event.action == .doublePress ? effects + performInList(ListCommand.details) : effects
  }
}

/// A change of the cursor, given how many rows are shown and how many have room.
typealias CursorMove = (inout ListCursor, Int, Int) -> Void

extension RunnerList {
  mutating func move(_ change: CursorMove) {
    let row = cursor.row
    change(&cursor, shownCount, height)
    noteCursor()
    extendRange(from: row)
  }
}
