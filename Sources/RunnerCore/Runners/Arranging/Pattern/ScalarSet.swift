/// Some Unicode scalars.
struct ScalarSet: Sendable {
  static let last: UInt32 = 0x10FFFF

  /// In no particular order; they may overlap.
  private(set) var ranges: [ClosedRange<UInt32>] = []

  init() {}

  private init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = ranges
  }

  static let any = ScalarSet([0...last])

  mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

  mutating func insert(_ other: ScalarSet) { ranges += other.ranges }

  /// Adds a range of scalars in lower case too, since texts are compared in lower case.
  mutating func insertIgnoringCase(_ range: ClosedRange<UInt32>) {
    insert(range)
    // Further blocks with case are rare; a range that begins there is taken as it is.
    for value in range.clamped(to: 0...0x24FF) {
      guard range.contains(value), let scalar = Unicode.Scalar(value) else { continue }
      var lower: [UInt32] = []
      FoldedText.lowercased(scalar) { lower.append($0.value) }
      if lower.count == 1, !range.contains(lower[0]) { insert(lower[0]...lower[0]) }
    }
  }

  /// The same scalars in ascending ranges with gaps between them.
  var merged: [ClosedRange<UInt32>] {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let before = merged.last, range.lowerBound <= before.upperBound + 1 {
        merged[merged.count - 1] =
          before.lowerBound...max(before.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  var inverted: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in merged {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= Self.last { gaps.append(next...Self.last) }
    return ScalarSet(gaps)
  }

  /// What a letter after a backslash stands for; nil for other signs.
  init?(escape sign: Unicode.Scalar) {
    switch sign {
    case "d": self = .digits
    case "w": self = .wordSigns
    case "s": self = .blanks
    case "D": self = ScalarSet.digits.inverted
    case "W": self = ScalarSet.wordSigns.inverted
    case "S": self = ScalarSet.blanks.inverted
    default: return nil
    }
  }

  /// The classes of POSIX. Whatever follows ASCII and the signs of Latin-1 counts as a letter.
  init?(named name: String) {
    switch name {
    case "alpha", "upper", "lower": self = .letters
    case "digit": self = .digits
    case "alnum": self = ScalarSet(Self.letters.ranges + Self.digits.ranges)
    case "space": self = .blanks
    case "blank": self = ScalarSet([0x20...0x20, 0x09...0x09])
    case "punct":
      self = ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
    case "xdigit": self = ScalarSet(Self.digits.ranges + [0x61...0x66])
    case "cntrl": self = ScalarSet([0...0x1F, 0x7F...0x9F])
    case "print": self = ScalarSet([0...0x1F, 0x7F...0x9F]).inverted
    case "graph": self = ScalarSet([0...0x20, 0x7F...0x9F]).inverted
    default: return nil
    }
  }

  private static let digits = ScalarSet([0x30...0x39])
  private static let letters = ScalarSet([
    0x61...0x7A, 0xAA...0xAA, 0xB5...0xB5, 0xBA...0xBA, 0xC0...last,
  ])
  private static let wordSigns = ScalarSet(letters.ranges + digits.ranges + [0x5F...0x5F])
  private static let blanks = ScalarSet([0x09...0x0D, 0x20...0x20])
}
