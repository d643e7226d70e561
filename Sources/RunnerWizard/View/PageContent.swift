import TerminalUI

/// The rows of a page, of which the window shows as many as it can.
struct PageContent {
  /// Paints a piece into its rows.
  /// - Returns: where the terminal's cursor belongs, for the piece that has the focus.
  typealias Painter = (inout Frame, Rect) -> Point?

  private struct Piece {
    let y: Int
    let height: Int
    let paint: Painter
  }

  private var pieces: [Piece] = []
  private(set) var rows = 0
  /// The rows that must be seen.
  private(set) var focus = 0..<0

  /// Adds rows below what is there.
  /// - Parameter focus: rows of the piece that must be seen; nil when it has no focus.
  mutating func add(height: Int, focus: Range<Int>? = nil, _ paint: @escaping Painter) {
    if let focus { self.focus = rows + focus.lowerBound..<rows + focus.upperBound }
    pieces.append(Piece(y: rows, height: height, paint: paint))
    rows += height
  }

  mutating func addBlank() { rows += 1 }

  /// Lays a piece over the rows from one on, which stay where they are; it is a part of what has the focus.
  mutating func lay(at row: Int, height: Int, _ paint: @escaping Painter) {
    pieces.append(Piece(y: row, height: height, paint: paint))
    rows = max(rows, row + height)
    focus = min(focus.lowerBound, row)..<max(focus.upperBound, row + height)
  }

  /// Adds text, wrapped to a width.
  mutating func add(_ text: String, _ role: Role, x: Int, width: Int, glyphs: Glyphs) {
    let paragraph = Paragraph(text, role)
    add(height: paragraph.height(width: width - x)) { frame, rect in
      paragraph.paint(on: &frame.surface, in: rect.inset(left: x), glyphs: glyphs)
      return nil
    }
  }

  /// The rows shown in a height, `scrolled` away from where the focus puts them.
  func window(height: Int, scrolled: Int) -> ScrollWindow {
    let base = ScrollWindow(total: rows, height: height, offset: 0, focus: focus)
    return scrolled == 0
      ? base : ScrollWindow(total: rows, height: height, offset: base.offset + scrolled)
  }

  /// The wish to scroll so far, as far as there is something to see.
  func scrolled(_ rows: Int, height: Int) -> Int {
    window(height: height, scrolled: rows).offset - window(height: height, scrolled: 0).offset
  }

  /// Paints what is visible. Rows above and below the rectangle may be painted over, so that the
  /// parts around it have to be painted afterwards.
  func paint(on frame: inout Frame, in rect: Rect, scrolled: Int, glyphs: Glyphs) {
    let window = window(height: rect.height, scrolled: scrolled)
    let known = frame.regions.count
    for piece in pieces
    where piece.y < window.offset + rect.height && piece.y + piece.height > window.offset {
      let place = Rect(
        x: rect.x, y: rect.y + piece.y - window.offset,
        width: rect.width - (window.isScrollable ? 1 : 0), height: piece.height)
      if let cursor = piece.paint(&frame, place), rect.contains(cursor) { frame.cursor = cursor }
    }
    for index in frame.regions.indices.dropFirst(known) {
      frame.regions[index].rect = frame.regions[index].rect.intersection(rect)
    }
    Scrollbar(window).paint(on: &frame.surface, in: rect, glyphs: glyphs)
  }
}
