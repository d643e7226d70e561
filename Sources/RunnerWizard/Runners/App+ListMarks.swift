import RunnerCore
import TerminalUI

/// Marking runners.
extension App {
  mutating func markAndMove() -> [Effect] {
    runners?.range = nil
    runners?.toggleMark()
    return moveCursor { $0.move(by: 1, count: $1, height: $2) }
  }

  /// Begins a range at the cursor, or ends the one that is being marked.
  mutating func beginRange() {
    if runners?.range?.isHeld == false {
      runners?.range = nil
    } else {
      runners?.range = nil
      runners?.beginRange(isHeld: false)
    }
  }

  /// Marks every row shown, once all of the list is there.
  mutating func markAll() -> [Effect] {
    guard let runners else { return [] }
    // A filter that is not understood shows more than is meant.
    if let refusal = runners.filter.parsed.refusal { return tell(.warning, refusal) }
    guard runners.isComplete || runners.markedOnly != nil else {
      self.runners?.loading.goal = .markAll
      return loadWholeList()
    }
    self.runners?.markShown()
    return []
  }

  mutating func unmarkAll() {
    runners?.show(keepsView: false) { list in
      list.marks.removeAll()
      list.markedOnly = nil
      list.range = nil
    }
  }

  /// Shows only marked rows, or all again.
  mutating func showMarkedOnly() -> [Effect] {
    let id = runners?.cursorID
    runners?.show(keepsView: false) { list in
      if list.markedOnly == nil { list.showMarkedOnly() } else { list.markedOnly = nil }
    }
    return cursorMoved(from: id)
  }

  mutating func takeBackRange() {
    runners?.show(keepsView: true) { list in
      if let before = list.range?.before { list.marks = before }
      list.range = nil
    }
  }
}

extension RunnerList {
  mutating func toggleMark() {
    guard let cursorID else { return }
    marks.toggle(cursorID)
    shownMarks += marks.contains(cursorID) ? 1 : -1
  }

  mutating func markShown() {
    range = nil
    for row in 0..<shownCount {
      if let id = id(atRow: row) { marks.insert(id) }
    }
    shownMarks = shownCount
  }

  /// Begins to mark a range at the cursor, unless one has begun.
  mutating func beginRange(isHeld: Bool) {
    guard range == nil, let cursorID else { return }
    range = MarkRange(anchor: cursorID, before: marks, isHeld: isHeld)
    setMark(true, row: cursor.row)
  }

  /// A range that is marked with shift held ends with the first key without it; its marks stay.
  mutating func endHeldRange() {
    if range?.isHeld == true { range = nil }
  }

  /// Marks what lies between the beginning of the range and the cursor, which stood on another row
  /// before; where the range has drawn back, the marks are as they were.
  mutating func extendRange(from old: Int) {
    guard let range, let anchor = row(of: range.anchor) else { return }
    let span = min(anchor, cursor.row)...max(anchor, cursor.row)
    for row in min(old, cursor.row)...max(old, cursor.row) {
      let wasMarked = id(atRow: row).map { range.before.contains($0) } ?? false
      setMark(span.contains(row) || wasMarked, row: row)
    }
  }

  private mutating func setMark(_ isMarked: Bool, row: Int) {
    guard let id = id(atRow: row), marks.contains(id) != isMarked else { return }
    if isMarked { marks.insert(id) } else { marks.remove(id) }
    shownMarks += isMarked ? 1 : -1
  }
}
