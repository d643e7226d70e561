/// The first parts of a version. A number alone may be cut short: 1 is the beginning of 17.
struct RunnerVersionPrefix: Sendable {
  private let bytes: [UInt8]
  private let isCutShort: Bool

  /// Nil for a text without anything to compare.
  init?(_ text: String) {
    var bytes = FoldedText.fold(text)[...]
    if bytes.first == UInt8(ascii: "v") { bytes = bytes.dropFirst() }
    isCutShort = bytes.allSatisfy(Self.belongsToPart)
    while let last = bytes.last, !Self.belongsToPart(last) { bytes.removeLast() }
    guard !bytes.isEmpty else { return nil }
    self.bytes = Array(bytes)
  }

  func matches(_ version: String) -> Bool {
    var scalars = version.utf8[...]
    if let first = scalars.first, FoldedText.lowercased(first) == UInt8(ascii: "v") {
      scalars = scalars.dropFirst()
    }
    for byte in bytes {
      guard let other = scalars.popFirst(), FoldedText.lowercased(other) == byte else {
        return false
      }
    }
    return isCutShort || scalars.first.map { !Self.belongsToPart($0) } ?? true
  }

  private static func belongsToPart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      || UInt8(ascii: "a")...UInt8(ascii: "z") ~= FoldedText.lowercased(byte)
  }
}

/// A version to compare others with, number by number, as far as it goes: 17.5.2 is at most 17 and not above it.
///
/// What follows the numbers, such as `~pre.5`, does not count.
struct RunnerVersionComparison: Sendable {
  private enum Relation { case below, atMost, equal, atLeast, above }

  private let relation: Relation
  private let numbers: [Int]

  /// What a text like `>=17.5` means.
  enum Parsed {
    case comparison(RunnerVersionComparison)
    /// A sign that nothing follows yet.
    case nothing
    /// The text behind the sign is no version.
    case problem(String)
  }

  /// Nil for a text that does not begin with the sign of a comparison.
  static func parse(_ text: String) -> Parsed? {
    let signs: [(String, Relation)] = [
      (">=", .atLeast), ("<=", .atMost), (">", .above), ("<", .below), ("=", .equal),
    ]
    guard let (sign, relation) = signs.first(where: { text.hasPrefix($0.0) }) else { return nil }
    let typed = text.dropFirst(sign.count)
    guard !typed.isEmpty else { return .nothing }
    var version = typed.first == "v" || typed.first == "V" ? typed.dropFirst() : typed
    // It ends so while it is typed.
    if version.last == "." { version = version.dropLast() }
    var numbers: [Int] = []
    for part in version.split(separator: ".", omittingEmptySubsequences: false) {
      guard part.unicodeScalars.allSatisfy(\.isASCIIDigit), let number = Int(part) else {
        return .problem(String(typed))
      }
      numbers.append(number)
    }
    return .comparison(RunnerVersionComparison(relation: relation, numbers: numbers))
  }

  /// A version that does not begin with a number is unknown and meets none.
  func matches(_ version: String) -> Bool {
    var rest = version.utf8[...]
    if let first = rest.first, FoldedText.lowercased(first) == UInt8(ascii: "v") {
      rest.removeFirst()
    }
    guard let first = rest.first, Self.digits ~= first else { return false }
    var order = 0
    for wanted in numbers where order == 0 {
      var number = 0
      while let byte = rest.first, Self.digits ~= byte {
        number = min(number, Int.max / 16) * 10 + Int(byte - UInt8(ascii: "0"))
        rest.removeFirst()
      }
      order = number < wanted ? -1 : number > wanted ? 1 : 0
      // Behind the last number the missing ones count as 0.
      if rest.first == UInt8(ascii: "."), let next = rest.dropFirst().first, Self.digits ~= next {
        rest.removeFirst()
      } else {
        rest = rest[rest.endIndex...]
      }
    }
    return switch relation {
    case .below: order < 0
    case .atMost: order <= 0
    case .equal: order == 0
    case .atLeast: order >= 0
    case .above: order > 0
    }
  }

  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
}
