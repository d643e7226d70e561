extension Character {
  /// Columns that the character takes on a row of a terminal: 0 for what cannot be shown, 1 or 2
  /// for nearly everything, more for clusters of several spacing characters.
  public var displayWidth: Int {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.index(after: scalars.startIndex) == scalars.endIndex {
      return ScalarWidth.of(ScalarWidth.shown(first))
    }
    return Glyph.parts(of: self).reduce(0) { $0 + $1.width }
  }
}

extension String {
  /// Columns that the text takes on one row of a terminal.
  public var displayWidth: Int {
    // Nearly every text is printable ASCII, where each byte is a column; finding characters costs far more.
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
    var width = 0
    for character in self { width += character.displayWidth }
    return width
  }
}

extension StringProtocol {
  /// Columns that the text takes on one row of a terminal.
  public var displayWidth: Int {
    reduce(0) { $0 + $1.displayWidth }
  }

  /// A path whose end tells most, cut at its beginning: its last parts as far as they fit behind an ellipsis, or the end
  /// of the last one. The effort grows with the columns, not with the text. Empty when not even the ellipsis fits.
  public func truncatedPath(to columns: Int, ellipsis: String) -> String {
    // Whatever has no width could go on for ever.
    let end = suffix(Swift.max(0, columns) * 4 + 16)
    if end.startIndex == startIndex, end.displayWidth <= columns { return String(self) }
    var room = columns - ellipsis.displayWidth
    guard room >= 0 else { return "" }
    var first = end.endIndex
    while first > end.startIndex {
      let before = end.index(before: first)
      room -= end[before].displayWidth
      guard room >= 0 else { break }
      first = before
    }
    let kept = end[first...]
    let whole = kept.firstIndex(of: "/").map { kept[$0...] }
    return ellipsis + (whole.map { $0.count > 1 ? $0 : kept } ?? kept)
  }

  /// The longest beginning that fits into a number of columns, with an ellipsis when cut.
  ///
  /// The effort grows with the columns, not with the text. Empty when not even the ellipsis fits.
  public func truncated(to columns: Int, ellipsis: String) -> String {
    let room = columns - ellipsis.displayWidth
    var kept = ""
    var width = 0
    var isWhole = true
    // Where the text must be cut if it turns out not to fit.
    var cut = kept.endIndex
    for character in self {
      let step = character.displayWidth
      if width + step > columns {
        isWhole = false
        break
      }
      kept.append(character)
      width += step
      if width <= room { cut = kept.endIndex }
    }
    if isWhole { return kept }
    return room >= 0 ? kept[..<cut] + ellipsis : ""
  }
}
