/// Text laid out in rows for editing: broken at line breaks, and softly behind blanks and between
/// wide characters, so that every character has its place.
struct TextRows {
  /// The clusters of each row, without line breaks; never empty.
  let ranges: [Range<Int>]
  private let characters: [Character]

  /// The last column of `width` is left to the cursor and to one blank behind a full row.
  init(_ characters: [Character], width: Int) {
    self.characters = characters
    let limit = max(1, width - 1)
    var ranges: [Range<Int>] = []
    var lineStart = 0
    for index in characters.indices where characters[index] == "\n" {
      Self.wrap(lineStart..<index, of: characters, limit: limit, into: &ranges)
      lineStart = index + 1
    }
    Self.wrap(lineStart..<characters.count, of: characters, limit: limit, into: &ranges)
    self.ranges = ranges
  }

  /// The row that shows the cursor at an index.
  func row(of index: Int) -> Int {
    var low = 0
    var high = ranges.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound <= index { low = middle } else { high = middle }
    }
    return low
  }

  /// The column of the cursor at an index in a row.
  func column(of index: Int, row: Int) -> Int {
    characters[ranges[row].lowerBound..<index].reduce(0) { $0 + $1.displayWidth }
  }

  /// The index of the cluster at a column of a row, or the nearest where the cursor is still
  /// shown in that row.
  func index(row: Int, column: Int) -> Int {
    let range = ranges[row]
    var edge = 0
    for index in range {
      edge += characters[index].displayWidth
      if edge > column { return index }
    }
    let isBrokenSoftly = row + 1 < ranges.count && ranges[row + 1].lowerBound == range.upperBound
    return isBrokenSoftly ? max(range.lowerBound, range.upperBound - 1) : range.upperBound
  }

  private static func wrap(
    _ line: Range<Int>, of characters: [Character], limit: Int, into ranges: inout [Range<Int>]
  ) {
    var start = line.lowerBound
    var width = 0
    var breakPlace = start
    for index in line {
      let character = characters[index]
      let step = character.displayWidth
      if width == limit, character == " ", index > start {
        ranges.append(start..<index + 1)
        start = index + 1
        width = 0
        breakPlace = start
        continue
      }
      while width + step > limit, index > start {
        let end = breakPlace > start ? breakPlace : index
        ranges.append(start..<end)
        start = end
        width = characters[start..<index].reduce(0) { $0 + $1.displayWidth }
      }
      width += step
      if character == " " || step == 2 { breakPlace = index + 1 }
    }
    ranges.append(start..<line.upperBound)
  }
}
