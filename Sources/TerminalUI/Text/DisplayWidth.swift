extension StringProtocol {
  /// Columns that the text takes on one row of a terminal.
  public var displayWidth: Int {
    var width = 0
    for character in self { width += Glyph(character).width }
    return width
  }

  /// The longest beginning that fits into a number of columns, with an ellipsis when cut.
  public func truncated(to columns: Int, ellipsis: String) -> String {
    if displayWidth <= columns { return String(self) }
    let room = columns - ellipsis.displayWidth
    guard room >= 0 else { return "" }
    var kept = ""
    var width = 0
    for character in self {
      let step = Glyph(character).width
      if width + step > room { break }
      kept.append(character)
      width += step
    }
    return kept + ellipsis
  }
}
