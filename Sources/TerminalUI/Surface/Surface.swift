/// One character cell: a glyph and what it means.
public struct Cell: Equatable, Sendable {
  /// What the cell shows: one grapheme cluster. Empty in the right half of a wide character.
  public var glyph: String
  public var style: Style

  public init(_ glyph: String, _ style: Style) {
    self.glyph = glyph
    self.style = style
  }

  public static let blank = Cell(" ", Style(.background))
}

/// A grid of cells to paint on.
///
/// Whatever is written is clipped at the edges; wide characters are never cut in half.
public struct Surface: Equatable, Sendable {
  public let size: Size
  public private(set) var cells: [Cell]

  public init(size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: size.width * size.height)
  }

  public var bounds: Rect { Rect(size: size) }

  @inlinable public subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

  /// Writes text on one row from `point` on, as far as `limit` columns and the edge allow.
  ///
  /// Control characters are not painted. A wide character that does not fit whole is left out.
  /// - Returns: the number of columns written.
  @discardableResult
  public mutating func write(
    _ text: some StringProtocol, at point: Point, _ style: Style, limit: Int = .max
  ) -> Int {
    guard point.y >= 0, point.y < size.height, limit > 0 else { return 0 }
    var column = point.x
    let end = limit > size.width - point.x ? size.width : point.x + limit
    painting: for character in text {
      if let glyph = Glyph(ascii: character) {
        guard column < end else { break }
        if column >= 0 { put(glyph, x: column, y: point.y, style) }
        column += 1
        continue
      }
      for glyph in Glyph.parts(of: character) {
        guard column + glyph.width <= end else { break painting }
        if column >= 0 { put(glyph, x: column, y: point.y, style) }
        column += glyph.width
      }
    }
    return max(0, column - point.x)
  }

  @discardableResult
  public mutating func write(
    _ text: some StringProtocol, at point: Point, _ role: Role, limit: Int = .max
  ) -> Int {
    write(text, at: point, Style(role), limit: limit)
  }

  /// Fills a rectangle with blanks, or with another one-column glyph.
  public mutating func fill(_ rect: Rect, _ role: Role, glyph: String = " ") {
    fill(rect, Style(role), glyph: glyph)
  }

  public mutating func fill(_ rect: Rect, _ style: Style, glyph: String = " ") {
    let area = rect.intersection(bounds)
    guard !area.isEmpty else { return }
    for y in area.y..<area.endY {
      releaseHalves(x: area.x, y: y)
      releaseHalves(x: area.endX - 1, y: y)
      for x in area.x..<area.endX {
        cells[y * size.width + x] = Cell(glyph, style)
      }
    }
  }

  /// Lays a role over what is painted in a rectangle; nil takes it away.
  public mutating func overlay(_ rect: Rect, _ over: Role?) {
    changeStyles(in: rect) { $0.over = over }
  }

  /// Gives everything painted in a rectangle another role.
  public mutating func restyle(_ rect: Rect, _ role: Role) {
    changeStyles(in: rect) { $0 = Style(role) }
  }

  /// The text of one row, with spaces at the end left out.
  public func line(_ y: Int) -> String {
    var text = ""
    for x in 0..<size.width { text += self[x, y].glyph }
    while text.last == " " { text.removeLast() }
    return text
  }

  private mutating func changeStyles(in rect: Rect, _ change: (inout Style) -> Void) {
    let area = rect.intersection(bounds)
    guard !area.isEmpty else { return }
    for y in area.y..<area.endY {
      for x in area.x..<area.endX { change(&cells[y * size.width + x].style) }
    }
  }

  private mutating func put(_ glyph: Glyph, x: Int, y: Int, _ style: Style) {
    releaseHalves(x: x, y: y)
    if glyph.width == 2 { releaseHalves(x: x + 1, y: y) }
    let index = y * size.width + x
    cells[index] = Cell(glyph.text, style)
    if glyph.width == 2 { cells[index + 1] = Cell("", style) }
  }

  /// Blanks the other half of a wide character of which this cell is about to be overwritten.
  private mutating func releaseHalves(x: Int, y: Int) {
    let index = y * size.width + x
    if cells[index].glyph.isEmpty, x > 0 {
      cells[index - 1].glyph = " "
      cells[index].glyph = " "
    } else if x + 1 < size.width, cells[index + 1].glyph.isEmpty {
      cells[index + 1].glyph = " "
    }
  }
}
