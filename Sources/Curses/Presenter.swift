import CNCurses
import TerminalUI

/// Brings a surface into the window of curses, writing only what differs from the last one.
struct Presenter {
  /// What a style looks like in curses.
  private struct Look {
    var attributes: UInt32
    var pair: Int32
  }

  private struct KnownStyle {
    let style: Style
    let paint: CellPaint
    /// Nil until there is a colour pair.
    var look: Look?
  }

  private let glyphs: GlyphTable
  private var pairs: ColorPairs
  /// What the window holds; nil when that is not known.
  private var last: Surface?
  /// Few enough to be searched: no dictionary, whose type the first frame would wait for.
  private var known: [KnownStyle] = []
  /// Whether the last surface needed more colour pairs than there are.
  private var isShortOfPairs = false
  /// Reused for each row.
  private var cells: [cchar_t] = []
  private var scalars: [UInt32] = []

  init(encoding: Encoding, depth: ColorDepth) {
    glyphs = GlyphTable(encoding: encoding)
    pairs = ColorPairs(depth: depth)
  }

  /// Forgets what the window holds, so that the next surface is written whole.
  mutating func invalidate() {
    last = nil
  }

  /// Writes a surface, clipped to the window of curses.
  mutating func write(_ surface: Surface, paint: (Style) -> CellPaint) {
    prepareLooks(for: surface, paint)
    if last?.size != surface.size {
      werase(cn_window())
      // That is what a blank surface looks like where the background has no colours of its own.
      let isPlain = look(of: Cell.blank.style).map { $0.attributes == 0 && $0.pair == 0 } ?? false
      last = isPlain ? Surface(size: surface.size) : nil
    }
    let width = min(surface.size.width, Int(cn_columns()))
    for y in 0..<min(surface.size.height, Int(cn_rows())) {
      guard let columns = changedColumns(of: surface, y, width) else { continue }
      writeRow(of: surface, y, columns, width)
    }
    last = surface
  }

  /// Works out the look of every style of the surface. A theme that paints a known style another
  /// way makes the whole surface be written again.
  private mutating func prepareLooks(for surface: Surface, _ paint: (Style) -> CellPaint) {
    if known.contains(where: { paint($0.style) != $0.paint }) {
      known = []
      last = nil
    }
    let used = styles(of: surface)
    for style in used where !known.contains(where: { $0.style == style }) {
      known.append(KnownStyle(style: style, paint: paint(style), look: nil))
    }
    guard isShortOfPairs || known.contains(where: { $0.look == nil }) else { return }
    if !pairs.hasRoom(for: known.map(\.paint)) {
      known.removeAll { !used.contains($0.style) }
      pairs.release(allBut: known.map(\.paint))
      isShortOfPairs = !pairs.hasRoom(for: known.map(\.paint))
      for index in known.indices { known[index].look = nil }
      last = nil
    }
    for index in known.indices where known[index].look == nil {
      let paint = known[index].paint
      known[index].look = Look(
        attributes: Self.attributes(paint.attributes), pair: pairs.pair(for: paint))
    }
  }

  private func look(of style: Style) -> Look? {
    known.first { $0.style == style }?.look
  }

  private func styles(of surface: Surface) -> [Style] {
    var styles: [Style] = []
    var previous: Style?
    for cell in surface.cells where cell.style != previous {
      if !styles.contains(cell.style) { styles.append(cell.style) }
      previous = cell.style
    }
    return styles
  }

  /// The columns of a row that differ from the last surface, from the left half of a wide
  /// character on.
  private func changedColumns(of surface: Surface, _ y: Int, _ width: Int) -> Range<Int>? {
    guard width > 0 else { return nil }
    guard let last else { return 0..<width }
    let start = y * surface.size.width
    var first = 0
    while first < width, last.cells[start + first] == surface.cells[start + first] { first += 1 }
    guard first < width else { return nil }
    var end = width
    while last.cells[start + end - 1] == surface.cells[start + end - 1] { end -= 1 }
    if first > 0, surface.cells[start + first].glyph.isEmpty { first -= 1 }
    if end < width, surface.cells[start + end].glyph.isEmpty { end += 1 }
    return first..<end
  }

  private mutating func writeRow(
    of surface: Surface, _ y: Int, _ columns: Range<Int>, _ width: Int
  ) {
    cells.removeAll(keepingCapacity: true)
    var previous: Cell?
    var look = Look(attributes: 0, pair: 0)
    var x = columns.lowerBound
    while x < columns.upperBound {
      let cell = surface[x, y]
      let isWide = x + 1 < width && surface[x + 1, y].glyph.isEmpty && !cell.glyph.isEmpty
      if !isWide, cell == previous, let same = cells.last {
        cells.append(same)
      } else {
        if cell.style != previous?.style {
          look = self.look(of: cell.style) ?? Look(attributes: 0, pair: 0)
        }
        append(cell.glyph, columns: isWide ? 2 : 1, look)
        previous = isWide ? nil : cell
      }
      x += isWide ? 2 : 1
    }
    mvwadd_wchnstr(cn_window(), Int32(y), Int32(columns.lowerBound), cells, Int32(cells.count))
  }

  private mutating func append(_ glyph: String, columns: Int, _ look: Look) {
    scalars.removeAll(keepingCapacity: true)
    glyphs.append(glyph, width: columns, to: &scalars)
    var cell = cchar_t()
    cn_set_cell(&cell, scalars, Int32(scalars.count), look.attributes, look.pair)
    cells.append(cell)
    if columns == 2, glyphs.isReplaced(glyph, width: 2) { cells.append(cell) }
  }

  /// curses has no attribute for struck-through text, which is shown dim.
  private static func attributes(_ attributes: Attributes) -> UInt32 {
    cn_attributes(
      attributes.contains(.bold), attributes.contains(.dim) || attributes.contains(.strike),
      attributes.contains(.italic), attributes.contains(.underline),
      attributes.contains(.reverse))
  }
}
