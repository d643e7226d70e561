/// A text field of several lines, wrapped softly at words.
///
/// Alt-Enter and Ctrl-J break the line; Enter is left to the form. Moving by rows and painting
/// need the size that the field is painted with.
public struct TextArea: Equatable, Sendable {
  var buffer: EditBuffer
  /// The column that the cursor keeps to while it moves up and down.
  private var goalColumn: Int?

  /// An editor with its cursor behind the text.
  public init(text: String = "") {
    buffer = EditBuffer(EditBuffer.cleaned(text, lineEnd: "\n"))
  }

  public var text: String { buffer.text }
  public var isEmpty: Bool { buffer.characters.isEmpty }
  /// Grapheme clusters before the cursor.
  public var cursor: Int { buffer.cursor }
  /// Unicode scalars, which is what GitLab's length limits count.
  public var scalarCount: Int { buffer.scalarCount }

  /// Replaces the whole text and puts the cursor behind it.
  public mutating func setText(_ text: String) {
    goalColumn = nil
    buffer.apply(.move(.textStart))
    buffer.apply(.delete(to: .textEnd))
    buffer.insert(EditBuffer.cleaned(text, lineEnd: "\n"))
  }

  /// Does what a key means in the field when it is painted with some size.
  /// - Returns: false for keys that mean nothing here, and for moving up from the first row or
  ///   down from the last, so that the form can move the focus.
  public mutating func handle(_ key: Key, size: Size) -> Bool {
    switch key {
    case .up: return moveRows(-1, width: size.width)
    case .down: return moveRows(1, width: size.width)
    case .pageUp: return moveRows(-max(1, size.height - 1), width: size.width)
    case .pageDown: return moveRows(max(1, size.height - 1), width: size.width)
    default: break
    }
    goalColumn = nil
    if key == Key(.enter, .alt) || key == .control("j") {
      buffer.insert("\n")
      return true
    }
    guard let edit = Edit(key) else { return false }
    buffer.apply(edit)
    return true
  }

  /// Inserts pasted text as one change, with its line ends.
  /// - Parameter trimming: leaves out white space around the text.
  public mutating func paste(_ text: String, trimming: Bool = false) {
    goalColumn = nil
    let clean = EditBuffer.cleaned(text, lineEnd: "\n")
    buffer.insert(trimming ? EditBuffer.trimmed(clean) : clean)
  }

  /// Puts the cursor where the mouse points, counted from the corner of a field of some size.
  public mutating func moveCursor(to point: Point, size: Size) {
    goalColumn = nil
    let rows = TextRows(buffer.characters, width: size.width)
    let window = window(of: rows, height: size.height)
    let row = min(max(0, window.offset + point.y), rows.ranges.count - 1)
    buffer.moveCursor(to: rows.index(row: row, column: point.x))
  }

  /// Rows that the text takes with some width, one more than its line breaks at least.
  public func rowCount(width: Int) -> Int {
    TextRows(buffer.characters, width: width).ranges.count
  }

  /// Which rows a field of some size shows.
  public func window(size: Size) -> ScrollWindow {
    window(of: TextRows(buffer.characters, width: size.width), height: size.height)
  }

  private func window(of rows: TextRows, height: Int) -> ScrollWindow {
    .around(rows.row(of: cursor), total: rows.ranges.count, height: height)
  }

  private mutating func moveRows(_ step: Int, width: Int) -> Bool {
    let rows = TextRows(buffer.characters, width: width)
    let row = rows.row(of: cursor)
    let next = min(max(0, row + step), rows.ranges.count - 1)
    guard next != row else {
      goalColumn = nil
      return false
    }
    let column = goalColumn ?? rows.column(of: cursor, row: row)
    buffer.moveCursor(to: rows.index(row: next, column: column))
    goalColumn = column
    return true
  }
}

extension TextArea {
  /// Paints the field, filling the rectangle, with a mark at the right edge where rows are hidden.
  ///
  /// - Parameter placeholder: an example, shown while the text is empty.
  /// - Returns: where the terminal's cursor belongs; nil without focus or room.
  @discardableResult
  public func paint(
    on surface: inout Surface, in rect: Rect, style: Style = Style(.fieldValue),
    placeholder: String = "", isFocused: Bool, glyphs: Glyphs
  ) -> Point? {
    guard !rect.isEmpty else { return nil }
    surface.fill(rect, style)
    if isEmpty {
      surface.write(
        placeholder.truncated(to: rect.width, ellipsis: glyphs.ellipsis), at: rect.origin,
        Style(.fieldPlaceholder, over: style.over), limit: rect.width)
    }
    let rows = TextRows(buffer.characters, width: rect.width)
    let window = window(of: rows, height: rect.height)
    for (line, row) in window.visible.enumerated() {
      let text = String(buffer.characters[rows.ranges[row]])
      surface.write(
        text, at: Point(x: rect.x, y: rect.y + line), style, limit: rect.width)
    }
    let row = rows.row(of: cursor)
    let place = Point(
      x: rect.x + min(rect.width - 1, rows.column(of: cursor, row: row)),
      y: rect.y + row - window.offset)
    paintMarks(
      for: window, on: &surface, in: rect, style: Style(.textMuted, over: style.over),
      avoiding: isFocused ? place : nil, glyphs: glyphs)
    return isFocused && surface.bounds.contains(place) ? place : nil
  }

  private func paintMarks(
    for window: ScrollWindow, on surface: inout Surface, in rect: Rect, style: Style,
    avoiding cursor: Point?, glyphs: Glyphs
  ) {
    guard rect.width >= 3 else { return }
    let top = Point(x: rect.endX - 1, y: rect.y)
    let bottom = Point(x: rect.endX - 1, y: rect.endY - 1)
    if window.above > 0, top != cursor { surface.write(glyphs.moreAbove, at: top, style) }
    if window.below > 0, bottom != cursor, bottom != top || window.above == 0 {
      surface.write(glyphs.moreBelow, at: bottom, style)
    }
  }
}
