/// Letters without the marks on them, for those who type "krakow" and mean "Kraków".
///
/// Latin and Greek letters lose what Unicode's names put behind WITH, so that ł becomes l as ó becomes o; combining
/// marks go. Other letters stay, ß and æ among them.
enum BareLetters {
  /// Calls for what is left of a scalar in lower case; not at all for a combining mark.
  @inline(__always) static func bare(_ scalar: Unicode.Scalar, _ body: (Unicode.Scalar) -> Void) {
    let value = scalar.value
    if value < 0x80 { return body(scalar) }
    if value < UInt32(low.count) {
      let bare = low[Int(value)]
      return bare == "\0" ? () : body(bare)
    }
    if additional ~= value { return body(high[Int(value - additional.lowerBound)]) }
    if marks.contains(where: { $0 ~= value }) { return }
    body(scalar)
  }

  /// Blocks of combining marks beyond the first: extended, supplement, for symbols, half marks.
  private static let marks: [ClosedRange<UInt32>] = [
    0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F,
  ]
  private static let firstMarks: ClosedRange<UInt32> = 0x300...0x36F
  /// Latin Extended Additional and Greek Extended.
  private static let additional: ClosedRange<UInt32> = 0x1E00...0x1FFF

  /// Of the first scalars; NUL for a mark.
  private static let low: [Unicode.Scalar] = table(0...0x3FF)
  private static let high: [Unicode.Scalar] = table(additional)

  private static func table(_ range: ClosedRange<UInt32>) -> [Unicode.Scalar] {
    range.map { value in
      guard let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
      if firstMarks ~= value { return "\0" }
      return value < 0x80 ? scalar : letter(beneath: scalar) ?? scalar
    }
  }

  /// The letter whose name is the part before WITH; nil for other scalars.
  private static func letter(beneath scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard scalar.properties.generalCategory == .lowercaseLetter, let name = scalar.properties.name
    else { return nil }
    let words = name.split(separator: " ")
    guard let with = words.firstIndex(of: "WITH"),
      words.starts(with: ["LATIN", "SMALL", "LETTER"])
        || words.starts(with: ["GREEK", "SMALL", "LETTER"])
    else { return nil }
    return letters[words[..<with].joined(separator: " ")]
  }

  private static let letters: [String: Unicode.Scalar] = {
    var letters: [String: Unicode.Scalar] = [:]
    for value in Array(0x61...0x7A) + Array(0xDF...0x24F) + Array(0x3B1...0x3C9) as [UInt32] {
      guard let scalar = Unicode.Scalar(value), let name = scalar.properties.name else { continue }
      letters[name] = scalar
    }
    return letters
  }()
}
