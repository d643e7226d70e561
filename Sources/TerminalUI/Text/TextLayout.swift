/// Where text stands in the columns it is given.
public enum TextAlignment: Equatable, Sendable {
  case leading
  case center
  case trailing
}

extension StringProtocol {
  /// The text in rows of at most `width` columns.
  ///
  /// Rows break at blanks, which are left out there, and between wide characters; a word that is
  /// longer than a row breaks where the row ends. Line breaks of the text remain, tabs become
  /// spaces. A character wider than the row stands alone in it.
  /// - Parameter limit: rows to stop after, so that the rest of a long text is not read.
  /// - Returns: no rows when `width` is not positive.
  public func wrapped(to width: Int, limit: Int = .max) -> [String] {
    guard width > 0 else { return [] }
    var wrapping = Wrapping(width: width)
    for character in self {
      guard wrapping.rows.count < limit else { break }
      wrapping.add(character)
    }
    wrapping.endLine()
    return Array(wrapping.rows.prefix(Swift.max(0, limit)))
  }

  /// The text in exactly `columns` columns: filled with spaces, or cut with an ellipsis.
  public func aligned(
    _ alignment: TextAlignment, columns: Int, ellipsis: String
  ) -> String {
    let shown = truncated(to: columns, ellipsis: ellipsis)
    let room = Swift.max(0, columns - shown.displayWidth)
    let before =
      switch alignment {
      case .leading: 0
      case .center: room / 2
      case .trailing: room
      }
    return String(repeating: " ", count: before) + shown
      + String(repeating: " ", count: room - before)
  }
}

/// Rows being filled one character at a time.
private struct Wrapping {
  let width: Int
  private(set) var rows: [String] = []
  private var row: [Character] = []
  private var rowWidth = 0
  /// Where the row may break: the number of its characters before that place, 0 for nowhere.
  private var breakPlace = 0
  /// Whether the row goes on with the line of the row before it.
  private var isContinuation = false

  init(width: Int) {
    self.width = width
  }

  mutating func add(_ character: Character) {
    if character.isNewline {
      endLine()
      return
    }
    let character = character == "\t" ? " " : character
    let step = character.displayWidth
    if character == " " {
      addBlank()
      return
    }
    if step == 2 { breakPlace = row.count }
    while rowWidth + step > width, !row.isEmpty { breakRow() }
    row.append(character)
    rowWidth += step
    if step == 2 { breakPlace = row.count }
  }

  /// Ends the row where the text has a line break or its end.
  mutating func endLine() {
    if !isContinuation || !row.isEmpty { rows.append(Self.withoutBlanksAtEnd(row[...])) }
    row = []
    rowWidth = 0
    breakPlace = 0
    isContinuation = false
  }

  private mutating func addBlank() {
    if isContinuation, row.isEmpty { return }
    if rowWidth >= width {
      breakPlace = row.count
      breakRow()
      return
    }
    row.append(" ")
    rowWidth += 1
    breakPlace = row.count
  }

  private mutating func breakRow() {
    let place = breakPlace > 0 ? breakPlace : row.count
    rows.append(Self.withoutBlanksAtEnd(row[..<place]))
    row.removeFirst(place)
    rowWidth = row.reduce(0) { $0 + $1.displayWidth }
    breakPlace = 0
    isContinuation = true
  }

  private static func withoutBlanksAtEnd(_ row: ArraySlice<Character>) -> String {
    guard let last = row.lastIndex(where: { $0 != " " }) else { return "" }
    // The sequence's own initializer is not specialized, and looks up its types at every start.
    var text = ""
    for character in row[...last] { text.append(character) }
    return text
  }
}
