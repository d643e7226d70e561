/// Collects a bracketed paste up to its end mark.
struct PasteBuffer: Equatable {
  /// Bytes that are kept of one paste.
  static let limit = 1 << 20

  /// Whether more was pasted than is kept.
  private(set) var isCut = false
  private var bytes: [UInt8] = []
  /// How much of the end mark has come.
  private var matched = 0

  private static let end = Array("\u{1B}[201~".utf8)

  /// - Returns: whether this byte completed the end mark.
  mutating func take(_ byte: UInt8) -> Bool {
    if byte == Self.end[matched] {
      matched += 1
      return matched == Self.end.count
    }
    // Esc stands only at the mark's beginning, so a mismatch can at most begin it again.
    for index in 0..<matched { append(Self.end[index]) }
    matched = 0
    if byte == Self.end[0] {
      matched = 1
    } else {
      append(byte)
    }
    return false
  }

  private mutating func append(_ byte: UInt8) {
    if bytes.count < Self.limit {
      bytes.append(byte)
    } else {
      isCut = true
    }
  }

  /// What was pasted: line ends as `\n`, a tab as a space, other control characters left out.
  var text: String {
    var kept = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in String(decoding: wholeScalars, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\r": kept.append("\n")
      case "\n": if previous != "\r" { kept.append("\n") }
      case "\t": kept.append(" ")
      default: if scalar.properties.generalCategory != .control { kept.append(scalar) }
      }
      previous = scalar
    }
    return String(kept)
  }

  /// Without the scalar that the limit cut through.
  private var wholeScalars: ArraySlice<UInt8> {
    guard isCut, let lead = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return bytes[...] }
    return bytes[..<lead]
  }
}
