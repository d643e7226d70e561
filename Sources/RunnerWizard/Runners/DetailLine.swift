import TerminalUI

/// A row of text of which parts mean different things.
struct DetailLine: Equatable, Sendable {
  struct Part: Equatable, Sendable {
    /// Columns from the left edge.
    let x: Int
    let text: String
    let role: Role
  }

  private(set) var parts: [Part] = []

  mutating func add(_ text: String, _ role: Role, x: Int) {
    parts.append(Part(x: x, text: text, role: role))
  }

  /// Paints the row into one, above what its background is.
  func paint(on surface: inout Surface, in rect: Rect, over: Role? = nil) {
    for part in parts {
      surface.write(
        part.text, at: Point(x: rect.x + part.x, y: rect.y), Style(part.role, over: over),
        limit: rect.width - part.x)
    }
  }
}

/// Some rows that exist already, and some that are made when they are shown.
struct DetailContent {
  let count: Int
  let line: (Int) -> DetailLine

  init(_ lines: [DetailLine]) {
    count = lines.count
    line = { lines[$0] }
  }

  /// - Parameter middle: rows that are made one by one.
  init(_ head: [DetailLine], middle: Int, _ tail: [DetailLine], line: @escaping (Int) -> DetailLine)
  {
    count = head.count + middle + tail.count
    self.line = { index in
      if index < head.count { return head[index] }
      if index < head.count + middle { return line(index - head.count) }
      return tail[index - head.count - middle]
    }
  }
}

/// A few words with one meaning.
struct DetailPiece: Equatable, Sendable {
  let text: String
  let role: Role

  init(_ text: String, _ role: Role = .text) {
    self.text = text
    self.role = role
  }
}

/// Lays text out in rows of some width, one below the other.
struct DetailLines {
  let width: Int
  let glyphs: Glyphs
  private(set) var lines: [DetailLine] = []

  /// Columns of labels with the gap behind them.
  static let labelColumns = 13

  init(width: Int, glyphs: Glyphs) {
    self.width = max(1, width)
    self.glyphs = glyphs
  }

  var count: Int { lines.count }

  mutating func addBlank() { lines.append(DetailLine()) }

  /// Text in as many rows as it needs.
  mutating func add(_ text: String, _ role: Role = .text, x: Int = 0) {
    add([DetailPiece(text, role)], x: x)
  }

  mutating func addHeading(_ text: String) {
    if !lines.isEmpty { addBlank() }
    add(text, .header)
  }

  /// Pieces one behind the other, each whole in a row where it fits into one.
  mutating func add(_ pieces: [DetailPiece], x: Int = 0, gap: Int = 1) {
    var line = DetailLine()
    var column = x
    let room = max(1, width - x)
    for piece in pieces where !piece.text.isEmpty {
      let columns = piece.text.displayWidth
      let isMultiline = piece.text.contains { $0.isNewline }
      if column > x, column + columns > width || isMultiline {
        lines.append(line)
        line = DetailLine()
        column = x
      }
      let rows = columns <= room && !isMultiline ? [piece.text] : piece.text.wrapped(to: room)
      for (index, row) in rows.enumerated() {
        if index > 0 {
          lines.append(line)
          line = DetailLine()
          column = x
        }
        line.add(row, piece.role, x: column)
        column += row.displayWidth
      }
      column += gap
    }
    lines.append(line)
  }

  /// Puts a label before a row that begins with room for it.
  mutating func mark(_ index: Int, _ label: String, _ role: Role) {
    lines[index].add(label, role, x: 0)
  }

  /// A label and what stands beside it; on narrow panes too, because a label takes few columns.
  mutating func addField(_ label: String, _ pieces: [DetailPiece], gap: Int = 1) {
    let start = lines.count
    add(pieces, x: Self.labelColumns, gap: gap)
    lines[start].add(
      label.truncated(to: Self.labelColumns - 1, ellipsis: glyphs.ellipsis), .fieldLabel, x: 0)
  }

  /// A label and an address, which stays in one piece to be selected: beside the label, or in a row of its own, at whose
  /// end it is cut where it is longer.
  mutating func addLink(_ label: String, _ address: String) {
    let columns = address.displayWidth
    if Self.labelColumns + columns <= width { return addField(label, address, .link) }
    add(label, .fieldLabel)
    var line = DetailLine()
    let x = min(2, max(0, width - columns))
    line.add(address.truncated(to: width - x, ellipsis: glyphs.ellipsis), .link, x: x)
    lines.append(line)
  }

  mutating func addField(_ label: String, _ text: String, _ role: Role = .text) {
    addField(label, [DetailPiece(text, role)])
  }
}
