extension Surface {
  /// Writes text into one cell of a table: the first row of a rectangle.
  ///
  /// Text that has no room ends in the ellipsis. Nothing in it reaches beyond the rectangle: wide
  /// characters stay whole, and what has no width is not painted. The effort grows with the columns,
  /// not with the text. Cells beside the text are left as they are.
  /// - Parameter words: what to show in the role `match` wherever it occurs in the text; case is ignored,
  ///   also outside ASCII.
  public mutating func writeCell(
    _ text: String, in rect: Rect, _ style: Style, alignment: TextAlignment = .leading,
    ellipsis: String, highlighting words: [String] = []
  ) {
    let row = rect.row(0)
    guard !row.isEmpty else { return }
    let cell = CellText(text, columns: row.width, ellipsis: ellipsis)
    let room = max(0, row.width - cell.width)
    let shift =
      switch alignment {
      case .leading: 0
      case .center: room / 2
      case .trailing: room
      }
    var x = row.x + shift
    let end = row.endX
    let match = Style(.match, over: style.over)
    for (run, isMatch) in cell.runs(highlighting: words) {
      x += write(run, at: Point(x: x, y: row.y), isMatch ? match : style, limit: end - x)
    }
    if cell.isCut {
      write(ellipsis, at: Point(x: x, y: row.y), style, limit: end - x)
    }
  }

  /// The same in a role.
  public mutating func writeCell(
    _ text: String, in rect: Rect, _ role: Role, alignment: TextAlignment = .leading,
    ellipsis: String, highlighting words: [String] = []
  ) {
    writeCell(
      text, in: rect, Style(role), alignment: alignment, ellipsis: ellipsis, highlighting: words)
  }
}

/// As much of a text as a cell of a table has room for.
private struct CellText {
  private let shown: [Character]
  /// What follows the part shown, as far as a match that begins there may reach.
  private let beyond: Substring.UnicodeScalarView
  /// Columns, the ellipsis included.
  let width: Int
  let isCut: Bool

  init(_ text: String, columns: Int, ellipsis: String) {
    // Scalars without width could go on for ever; no script needs as many as this for a column.
    let limit = columns * 8 + 64
    let scalars = text.unicodeScalars
    let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex)
    let head = text[..<(end ?? scalars.endIndex)]
    let room = columns - ellipsis.displayWidth

    var shown: [Character] = []
    var width = 0
    var kept = (count: 0, width: 0)
    var isCut = end.map { $0 != scalars.endIndex } ?? false
    for character in head {
      let step = character.displayWidth
      if width + step > columns {
        isCut = true
        break
      }
      shown.append(character)
      width += step
      if width <= room { kept = (shown.count, width) }
    }
    if isCut {
      shown.removeLast(shown.count - kept.count)
      width = room >= 0 ? kept.width + ellipsis.displayWidth : 0
    }
    let length = shown.reduce(0) { $0 + $1.unicodeScalars.count }
    self.shown = shown
    beyond = head.unicodeScalars.dropFirst(length)
    self.width = width
    self.isCut = isCut
  }

  /// The text in pieces that are, or are not, part of a match.
  func runs(highlighting words: [String]) -> [(text: String, isMatch: Bool)] {
    let words = words.prefix(16).map { Self.folded($0.unicodeScalars.prefix(256)) }
    let matched = matches(of: words.filter { !$0.isEmpty })
    var runs: [(text: String, isMatch: Bool)] = []
    for (index, character) in shown.enumerated() {
      let isMatch = matched?[index] ?? false
      if runs.last?.isMatch == isMatch {
        runs[runs.count - 1].text.append(character)
      } else {
        runs.append((String(character), isMatch))
      }
    }
    return runs
  }

  /// For each character whether it belongs to a match; nil when there are no words.
  private func matches(of words: [[Unicode.Scalar]]) -> [Bool]? {
    guard !words.isEmpty else { return nil }
    var folded: [Unicode.Scalar] = []
    var owners: [Int] = []
    for (index, character) in shown.enumerated() {
      folded += Self.folded(character.unicodeScalars)
      owners += Array(repeating: index, count: folded.count - owners.count)
    }
    folded += Self.folded(beyond)
    var matched = [Bool](repeating: false, count: shown.count)
    for word in words {
      for start in owners.indices where folded[start...].starts(with: word) {
        for place in start..<min(start + word.count, owners.count) { matched[owners[place]] = true }
      }
    }
    return matched
  }

  private static func folded(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    scalars.flatMap { scalar -> [Unicode.Scalar] in
      scalar.isASCII && !(0x41...0x5A).contains(scalar.value)
        ? [scalar] : Array(scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }
}
