/// Text under edit with its cursor, as the editors share it.
///
/// The text is kept as an array of grapheme clusters, so that places in it are found in constant
/// time and a large paste stays cheap. The array is always what `Array(text)` would be: an edit
/// that makes neighbours join or part, such as a combining mark, is segmented anew around it.
struct EditBuffer: Equatable, Sendable {
  private(set) var characters: [Character]
  /// Index of the cluster behind the cursor, `characters.count` at the end.
  private(set) var cursor: Int
  /// Unicode scalars in the text, which is what GitLab's length limits count (Ruby's `length`).
  private(set) var scalarCount: Int
  private var killed = ""
  /// Whether the last edit killed text; then the next one adds to it.
  private var isKilling = false

  init(_ text: String) {
    characters = Array(text)
    cursor = characters.count
    scalarCount = text.unicodeScalars.count
  }

  var text: String { String(characters) }

  mutating func apply(_ edit: Edit) {
    if case .kill(let place) = edit {
      kill(to: index(of: place))
      return
    }
    isKilling = false
    switch edit {
    case .move(let place): cursor = index(of: place)
    case .delete(let place): replace(span(to: index(of: place)), with: "")
    case .insert(let character): insert(String(character))
    case .yank: insert(killed)
    case .kill: break
    }
  }

  /// Inserts text at the cursor, which then stands behind it.
  mutating func insert(_ text: String) {
    isKilling = false
    replace(cursor..<cursor, with: text)
  }

  mutating func moveCursor(to index: Int) {
    isKilling = false
    cursor = min(max(0, index), characters.count)
  }

  /// First index of the line that the cursor is in.
  var lineStart: Int {
    (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1
  }

  /// The line's end: the index of its line break, or the end of the text.
  var lineEnd: Int {
    characters[cursor...].firstIndex(of: "\n") ?? characters.count
  }

  private mutating func kill(to index: Int) {
    let range = span(to: index)
    let cut = String(characters[range])
    if !isKilling {
      if !cut.isEmpty { killed = cut }
    } else if index < cursor {
      killed = cut + killed
    } else {
      killed += cut
    }
    replace(range, with: "")
    isKilling = !range.isEmpty || isKilling
  }

  private func span(to index: Int) -> Range<Int> {
    min(index, cursor)..<max(index, cursor)
  }

  /// Replaces a range and puts the cursor behind what it was replaced with.
  ///
  /// A cluster's beginning depends only on what stands before it and on its own first scalar. So
  /// it is enough to segment from the cluster before the change up to where the old and the new
  /// boundaries agree again.
  private mutating func replace(_ range: Range<Int>, with text: String) {
    guard !range.isEmpty || !text.isEmpty else { return }
    for character in characters[range] { scalarCount -= character.unicodeScalars.count }
    scalarCount += text.unicodeScalars.count

    let start = max(0, range.lowerBound - 1)
    var pieces = Array(String(characters[start..<range.lowerBound]) + text)
    cursor = start + pieces.count
    var end = range.upperBound
    while let last = pieces.last, end < characters.count {
      let joined = Array(String(last) + String(characters[end]))
      if joined.count == 2, joined[0].utf8.count == last.utf8.count { break }
      pieces.removeLast()
      pieces += joined
      end += 1
    }
    characters.replaceSubrange(start..<end, with: pieces)
  }

  private func index(of place: Edit.Place) -> Int {
    switch place {
    case .previousCharacter: max(0, cursor - 1)
    case .nextCharacter: min(characters.count, cursor + 1)
    case .previousWord: back(over: { !Self.isWord($0) }, then: Self.isWord)
    case .nextWord: forth(over: { !Self.isWord($0) }, then: Self.isWord)
    case .previousBlank: back(over: { $0.isWhitespace }, then: { !$0.isWhitespace })
    case .lineStart: lineStart
    case .lineEnd: lineEnd
    case .lineEndOrBreak: lineEnd == cursor ? min(characters.count, cursor + 1) : lineEnd
    case .textStart: 0
    case .textEnd: characters.count
    }
  }

  private func back(
    over gap: (Character) -> Bool, then word: (Character) -> Bool
  ) -> Int {
    var index = cursor
    while index > 0, gap(characters[index - 1]) { index -= 1 }
    while index > 0, word(characters[index - 1]) { index -= 1 }
    return index
  }

  private func forth(
    over gap: (Character) -> Bool, then word: (Character) -> Bool
  ) -> Int {
    var index = cursor
    while index < characters.count, gap(characters[index]) { index += 1 }
    while index < characters.count, word(characters[index]) { index += 1 }
    return index
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }
}

extension EditBuffer {
  /// Whether a character begins with a control character, a line end among them.
  static func isControl(_ character: Character) -> Bool {
    guard let first = character.unicodeScalars.first else { return true }
    return first.properties.generalCategory == .control || isLineEnd(first)
  }

  /// Text fit for editing: line ends of every kind become `lineEnd`, tabs become spaces, other
  /// control characters go.
  static func cleaned(_ text: String, lineEnd: Unicode.Scalar) -> String {
    var clean = String.UnicodeScalarView()
    var follows: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if isLineEnd(scalar) {
        if !(scalar == "\n" && follows == "\r") { clean.append(lineEnd) }
      } else if scalar == "\t" {
        clean.append(" ")
      } else if scalar.properties.generalCategory != .control {
        clean.append(scalar)
      }
      follows = scalar
    }
    return String(clean)
  }

  /// Without white space and characters that show nothing at both ends, as mail and chat programs
  /// put them around addresses.
  static func trimmed(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace || $0.displayWidth == 0 }
    let rest = text.drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(rest[...last])
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
