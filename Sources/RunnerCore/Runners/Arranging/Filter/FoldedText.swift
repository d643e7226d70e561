/// Text compared without regard to case: each scalar in lower case, one by one, in UTF-8.
///
/// Nothing is normalized: canonically equivalent spellings differ, as they do for GitLab, except where marks
/// are dropped.
enum FoldedText {
  static func fold(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return bytes
  }

  /// The same without the marks on letters (``BareLetters``).
  static func foldBare(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    append(text, to: &bytes, isBare: true)
    return bytes
  }

  static func append(_ text: String, to bytes: inout [UInt8], isBare: Bool = false) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
      append($0, to: &bytes, isBare: isBare)
    }
    guard isDone == nil else { return }
    var copy = text
    copy.makeContiguousUTF8()
    append(copy, to: &bytes, isBare: isBare)
  }

  private static func append(
    _ source: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8], isBare: Bool
  ) {
    guard !isASCII(source) else {
      for byte in source { bytes.append(lowercased(byte)) }
      return
    }
    bytes.reserveCapacity(bytes.count + source.count + 8)
    if isBare {
      forEachScalar(of: source) { scalar in
        BareLetters.bare(scalar) { append($0.value, to: &bytes) }
      }
    } else {
      forEachScalar(of: source) { append($0.value, to: &bytes) }
    }
  }

  /// Appends a scalar in UTF-8.
  @inline(__always) private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    guard value >= 0x80 else { return bytes.append(UInt8(truncatingIfNeeded: value)) }
    let trailing = value < 0x800 ? 1 : value < 0x10000 ? 2 : 3
    let mark: UInt32 = trailing == 1 ? 0xC0 : trailing == 2 ? 0xE0 : 0xF0
    bytes.append(UInt8(truncatingIfNeeded: mark | value >> UInt32(6 * trailing)))
    for rest in (0..<trailing).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> UInt32(6 * rest) & 0x3F))
    }
  }

  /// Calls for each scalar of valid UTF-8, in lower case.
  static func forEachScalar(
    of source: UnsafeBufferPointer<UInt8>, _ body: (Unicode.Scalar) -> Void
  ) {
    var place = 0
    while place < source.count {
      let byte = source[place]
      if byte < 0x80 {
        place += 1
        body(Unicode.Scalar(lowercased(byte)))
        continue
      }
      let (scalar, length) = decode(source, at: place)
      place += length
      lowercased(scalar, body)
    }
  }

  static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(bytes)
    var place = 0
    while place + 8 <= raw.count {
      let eight = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      if eight & 0x8080_8080_8080_8080 != 0 { return false }
      place += 8
    }
    while place < raw.count {
      if raw[place] >= 0x80 { return false }
      place += 1
    }
    return true
  }

  @inline(__always) static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// Calls for each scalar of a scalar's lower case, nearly always one.
  static func lowercased(_ scalar: Unicode.Scalar, _ body: (Unicode.Scalar) -> Void) {
    let value = scalar.value
    if value < 0x600 {
      let lower = table[Int(value)]
      if lower != "\0" || value == 0 { return body(lower) }
    } else if hasNoCase(value) {
      return body(scalar)
    }
    for lower in scalar.properties.lowercaseMapping.unicodeScalars { body(lower) }
  }

  /// Whether a scalar is in one of the large blocks without upper and lower case.
  private static func hasNoCase(_ value: UInt32) -> Bool {
    0x2E80...0xA63F ~= value || 0xAC00...0xD7FF ~= value || 0x1F000...0x3FFFF ~= value
  }

  /// The lower case of the first scalars; 0 where it is not a single one.
  private static let table: [Unicode.Scalar] = (0..<0x600).map { value in
    let lower = Unicode.Scalar(UInt32(value))?.properties.lowercaseMapping.unicodeScalars
    guard let lower, lower.count == 1 else { return "\0" }
    return lower.first ?? "\0"
  }

  private static func decode(
    _ source: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (Unicode.Scalar, length: Int) {
    let first = UInt32(source[place])
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard place + length <= source.count else { return ("\u{FFFD}", source.count - place) }
    var value = first & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { value = value << 6 | UInt32(source[place + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}

/// A text to look for in others without regard to case and to the marks on letters.
struct FoldedWord: Sendable {
  private let bytes: [UInt8]

  init(_ text: String) {
    bytes = FoldedText.foldBare(text)
  }

  /// Whether nothing is left to look for, as of a mark without a letter.
  var isEmpty: Bool { bytes.isEmpty }

  func occurs(in text: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { source in
      guard FoldedText.isASCII(source) else { return nil as Bool? }
      return bytes.withUnsafeBufferPointer { Self.find($0, in: source, folding: true) }
    }
    if case .some(.some(let found)) = found { return found }
    let folded = FoldedText.foldBare(text)
    return folded.withUnsafeBufferPointer { source in
      bytes.withUnsafeBufferPointer { Self.find($0, in: source, folding: false) }
    }
  }

  @inline(__always) private static func find(
    _ word: UnsafeBufferPointer<UInt8>, in source: UnsafeBufferPointer<UInt8>, folding: Bool
  ) -> Bool {
    guard let first = word.first else { return true }
    guard word.count <= source.count else { return false }
    var start = 0
    let last = source.count - word.count
    while start <= last {
      if (folding ? FoldedText.lowercased(source[start]) : source[start]) == first {
        var place = 1
        while place < word.count {
          let byte = source[start + place]
          guard (folding ? FoldedText.lowercased(byte) : byte) == word[place] else { break }
          place += 1
        }
        if place == word.count { return true }
      }
      start += 1
    }
    return false
  }
}
