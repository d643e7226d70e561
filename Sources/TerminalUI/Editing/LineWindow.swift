/// The part of a one-line value that a field of some width shows.
///
/// The effort grows with the width, not with the value.
struct LineWindow {
  /// Index of the first cluster shown.
  private(set) var start: Int
  /// Index behind the last cluster shown.
  private(set) var end: Int
  /// Whether the first and the last column hold an ellipsis.
  private(set) var isCutLeft: Bool
  private(set) var isCutRight: Bool
  /// Column of the cursor, counted from the field's left edge.
  private(set) var cursorColumn: Int

  private let characters: [Character]
  private let isMasked: Bool

  init(_ editor: LineEditor, width: Int, isFocused: Bool, isMasked: Bool) {
    characters = editor.buffer.characters
    self.isMasked = isMasked
    start = 0
    end = 0
    isCutLeft = false
    isCutRight = false
    cursorColumn = 0
    guard width > 0 else { return }

    // In fields this narrow an ellipsis would leave no room for the value.
    let mark = width >= 4 ? 1 : 0
    let cursor = editor.cursor
    if isFocused { start = firstShown(cursor: cursor, width: width, mark: mark) }
    isCutLeft = start > 0 && mark > 0
    let left = isCutLeft ? mark : 0
    end = reach(from: start, columns: width - left)
    if end < characters.count {
      isCutRight = mark > 0
      end = reach(from: start, columns: width - left - mark)
    }
    if isFocused {
      cursorColumn = min(width - 1, left + columns(start..<cursor))
    }
  }

  /// Index of the cluster painted at a column, the end of the text when there is none.
  func index(atColumn column: Int) -> Int {
    var edge = isCutLeft ? 1 : 0
    if column < edge { return max(0, start - 1) }
    for index in start..<end {
      edge += self.columns(index)
      if column < edge { return index }
    }
    return end
  }

  func columns(_ index: Int) -> Int {
    isMasked ? 1 : characters[index].displayWidth
  }

  /// The first cluster to show so that the cursor is seen with something on both sides of it.
  ///
  /// The place changes only every quarter of the width, so that the value stands still while the
  /// cursor moves, and never leaves room unused behind the end.
  private func firstShown(cursor: Int, width: Int, mark: Int) -> Int {
    if reach(from: 0, columns: width - 1) == characters.count { return 0 }
    let quarter = max(1, width / 4)
    let anchor = cursor / quarter * quarter
    let behindAnchor = reach(backFrom: anchor, columns: quarter)
    let filled = reach(backFrom: characters.count, columns: width - mark - 1)
    var first = min(behindAnchor, filled, cursor)
    if columns(0..<min(first, mark + 1)) <= mark, first <= mark { first = 0 }
    while first < cursor, !shows(cursor, from: first, width: width, mark: mark) { first += 1 }
    return first
  }

  private func shows(_ cursor: Int, from first: Int, width: Int, mark: Int) -> Bool {
    let left = first > 0 ? mark : 0
    let own = cursor < characters.count ? max(1, columns(cursor)) : 1
    let right = cursor < characters.count - 1 ? mark : 0
    return left + columns(first..<cursor) + own + right <= width
  }

  private func columns(_ range: Range<Int>) -> Int {
    range.reduce(0) { $0 + columns($1) }
  }

  /// The index up to which clusters from `index` on fit into a number of columns.
  private func reach(from index: Int, columns limit: Int) -> Int {
    var index = index
    var used = 0
    while index < characters.count {
      used += columns(index)
      if used > limit { break }
      index += 1
    }
    return index
  }

  /// The index from which clusters before `index` fit into a number of columns.
  private func reach(backFrom index: Int, columns limit: Int) -> Int {
    var index = index
    var used = 0
    while index > 0 {
      used += columns(index - 1)
      if used > limit { break }
      index -= 1
    }
    return index
  }
}

extension LineEditor {
  /// Paints the field into the first row of a rectangle, filling the row.
  ///
  /// - Parameters:
  ///   - placeholder: an example, shown while the value is empty.
  ///   - mask: shown for every character of a value that nobody shall read.
  /// - Returns: where the terminal's cursor belongs; nil without focus or room.
  @discardableResult
  public func paint(
    on surface: inout Surface, in rect: Rect, style: Style = Style(.fieldValue),
    placeholder: String = "", isFocused: Bool, mask: Character? = nil, glyphs: Glyphs
  ) -> Point? {
    let row = rect.row(0)
    guard !row.isEmpty else { return nil }
    surface.fill(row, style)
    let window = LineWindow(
      self, width: row.width, isFocused: isFocused, isMasked: mask != nil)
    if isEmpty {
      surface.write(
        placeholder.truncated(to: row.width, ellipsis: glyphs.ellipsis), at: row.origin,
        Style(.fieldPlaceholder, over: style.over), limit: row.width)
    } else {
      paint(window, on: &surface, in: row, style: style, mask: mask, glyphs: glyphs)
    }
    let cursor = Point(x: row.x + window.cursorColumn, y: row.y)
    return isFocused && surface.bounds.contains(cursor) ? cursor : nil
  }

  private func paint(
    _ window: LineWindow, on surface: inout Surface, in row: Rect, style: Style, mask: Character?,
    glyphs: Glyphs
  ) {
    let markStyle = Style(.textMuted, over: style.over)
    var x = row.x
    if window.isCutLeft { x += surface.write(glyphs.ellipsis, at: row.origin, markStyle) }
    let shown =
      mask.map { String(repeating: $0, count: window.end - window.start) }
      ?? String(buffer.characters[window.start..<window.end])
    x += surface.write(shown, at: Point(x: x, y: row.y), style, limit: row.endX - x)
    if window.isCutRight {
      surface.write(glyphs.ellipsis, at: Point(x: x, y: row.y), markStyle, limit: row.endX - x)
    }
  }
}
