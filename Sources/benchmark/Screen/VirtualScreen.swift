/// What a terminal shows after the bytes sent to it: as much of `xterm-256color` as ncurses uses.
///
/// Every character is taken for one column wide; the pages measured hold no others.
struct VirtualScreen {
  let rows: Int
  let columns: Int
  private(set) var cells: [[Cell]]
  private(set) var row = 0
  private(set) var column = 0
  var cursorIsVisible = true
  var style = CellStyle()
  var parser = SequenceParser()
  private var last = " "
  private var savedCursor = (row: 0, column: 0)
  private var scrollTop = 0
  private var scrollBottom: Int

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    scrollBottom = rows - 1
  }

  /// The rows as text, without blanks at their ends.
  var text: String {
    cells.map { row in
      var line = row.map(\.text).joined()
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  /// Whether the text stands in one row.
  func contains(_ text: String) -> Bool {
    self.text.contains(text)
  }

  /// How many cells show something.
  var inkedCells: Int {
    cells.joined().count { $0 != Cell() }
  }

  /// Draws a character at the cursor and moves on. At the last column the cursor waits there for
  /// the next character before it wraps, as xterm's does.
  mutating func draw(_ text: String) {
    if column >= columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = Cell(text: text, style: style)
    column += 1
    last = text
  }

  /// Draws the last character again (ECMA-48: REP).
  mutating func repeatLast(_ count: Int) {
    for _ in 0..<count { draw(last) }
  }

  mutating func move(row: Int, column: Int) {
    self.row = min(max(row, 0), rows - 1)
    self.column = min(max(column, 0), columns - 1)
  }

  mutating func carriageReturn() {
    column = 0
  }

  mutating func backspace() {
    move(row: row, column: min(column, columns - 1) - 1)
  }

  mutating func tab() {
    move(row: row, column: (column / 8 + 1) * 8)
  }

  mutating func lineFeed() {
    if row == scrollBottom {
      scroll(up: 1)
    } else {
      move(row: row + 1, column: column)
    }
  }

  mutating func reverseLineFeed() {
    if row == scrollTop {
      scroll(up: -1)
    } else {
      move(row: row - 1, column: column)
    }
  }

  mutating func saveCursor() {
    savedCursor = (row, column)
  }

  mutating func restoreCursor() {
    move(row: savedCursor.row, column: savedCursor.column)
  }

  mutating func setScrollRegion(top: Int, bottom: Int) {
    scrollTop = min(max(top, 0), rows - 1)
    scrollBottom = min(max(bottom, scrollTop), rows - 1)
    move(row: 0, column: 0)
  }

  /// Moves the rows of the scroll region up, or down for a negative count.
  mutating func scroll(up count: Int) {
    shiftRows(from: scrollTop, up: count)
  }

  /// Takes rows out at the cursor, or puts blank ones in for a negative count.
  mutating func deleteRows(_ count: Int) {
    shiftRows(from: row, up: count)
  }

  private mutating func shiftRows(from top: Int, up count: Int) {
    guard top <= scrollBottom else { return }
    let blank = Array(repeating: blankCell, count: columns)
    for _ in 0..<min(abs(count), rows) {
      if count > 0 {
        cells.remove(at: top)
        cells.insert(blank, at: scrollBottom)
      } else {
        cells.remove(at: scrollBottom)
        cells.insert(blank, at: top)
      }
    }
  }

  /// Takes cells out at the cursor, or puts blank ones in for a negative count.
  mutating func deleteCells(_ count: Int) {
    guard column < columns else { return }
    for _ in 0..<min(abs(count), columns) {
      if count > 0 {
        cells[row].remove(at: column)
        cells[row].append(blankCell)
      } else {
        cells[row].removeLast()
        cells[row].insert(blankCell, at: column)
      }
    }
  }

  /// Blanks part of the cursor's row.
  mutating func erase(columns range: Range<Int>) {
    for column in range.clamped(to: 0..<columns) {
      cells[row][column] = blankCell
    }
  }

  mutating func erase(rows range: Range<Int>) {
    for row in range.clamped(to: 0..<rows) {
      cells[row] = Array(repeating: blankCell, count: columns)
    }
  }

  /// Erasing keeps the background colour, as xterm does (terminfo: `bce`).
  private var blankCell: Cell {
    Cell(text: " ", style: CellStyle(background: style.background))
  }
}
