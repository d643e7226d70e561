/// Resolves the escape sequences in the content of a JSON string.
struct JSONUnescaping {
  private let content: ArraySlice<UInt8>
  private var position: Int

  init(_ content: ArraySlice<UInt8>) {
    self.content = content
    position = content.startIndex
  }

  mutating func unescaped() throws(NotJSON) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    while let byte = next() {
      if byte == UInt8(ascii: "\\") {
        result += UTF8.encode(try escape()) ?? UTF8.encodedReplacementCharacter
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private mutating func next() -> UInt8? {
    guard position < content.endIndex else { return nil }
    defer { position += 1 }
    return content[position]
  }

  private mutating func escape() throws(NotJSON) -> Unicode.Scalar {
    switch next() {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try codeUnits()
    default: throw NotJSON()
    }
  }

  /// The scalar of `\uXXXX` or of a surrogate pair; a surrogate alone becomes the replacement character.
  private mutating func codeUnits() throws(NotJSON) -> Unicode.Scalar {
    let unit = try hexadecimal()
    guard UTF16.isSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    let afterFirst = position
    if UTF16.isLeadSurrogate(unit), next() == UInt8(ascii: "\\"), next() == UInt8(ascii: "u") {
      let second = try hexadecimal()
      if UTF16.isTrailSurrogate(second) {
        return UTF16.decode(UTF16.EncodedScalar([unit, second]))
      }
    }
    position = afterFirst
    return "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(NotJSON) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw NotJSON()
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}
