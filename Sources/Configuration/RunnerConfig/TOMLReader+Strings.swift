extension TOMLReader {
  /// `"…"` or `"""…"""`.
  mutating func readAnyBasicString() throws(Failure) -> [UInt8] {
    follows("\"\"\"") ? try readLines(until: "\"\"\"", escapes: true) : try readBasicString()
  }

  /// `'…'` or `'''…'''`.
  mutating func readAnyLiteralString() throws(Failure) -> [UInt8] {
    follows("'''") ? try readLines(until: "'''", escapes: false) : try readLiteralString()
  }

  mutating func readBasicString() throws(Failure) -> [UInt8] {
    position += 1
    var text: [UInt8] = []
    while let next = byte {
      if take("\"") { return text }
      if next == UInt8(ascii: "\\") {
        text += try readEscape()
      } else {
        guard !next.isForbiddenControl else { throw failure(Texts.tomlControl) }
        text.append(next)
        position += 1
      }
    }
    throw failure(Texts.tomlOpenString)
  }

  mutating func readLiteralString() throws(Failure) -> [UInt8] {
    position += 1
    let start = position
    while let next = byte {
      if next == UInt8(ascii: "'") {
        position += 1
        return Array(bytes[start..<(position - 1)])
      }
      guard !next.isForbiddenControl else { throw failure(Texts.tomlControl) }
      position += 1
    }
    throw failure(Texts.tomlOpenString)
  }

  /// A string of several lines. A line end counts as one line feed, and up to two quotes may stand before the closing
  /// ones.
  private mutating func readLines(
    until delimiter: StaticString, escapes: Bool
  ) throws(Failure) -> [UInt8] {
    let quote = delimiter.withUTF8Buffer { $0[0] }
    position += 3
    _ = takeLineEnd()
    var text: [UInt8] = []
    while let next = byte {
      if take(delimiter) {
        for _ in 0..<2 where byte == quote {
          text.append(quote)
          position += 1
        }
        return text
      }
      if takeLineEnd() {
        text.append(0x0A)
      } else if escapes, next == UInt8(ascii: "\\") {
        if !skipFoldedLine() { text += try readEscape() }
      } else {
        guard !next.isForbiddenControl else { throw failure(Texts.tomlControl) }
        text.append(next)
        position += 1
      }
    }
    throw failure(Texts.tomlOpenString)
  }

  /// A backslash at the end of a line takes all white space up to the next character with it.
  private mutating func skipFoldedLine() -> Bool {
    let start = position
    position += 1
    skipBlanks()
    guard takeLineEnd() else {
      position = start
      return false
    }
    repeat { skipBlanks() } while takeLineEnd()
    return true
  }

  private mutating func readEscape() throws(Failure) -> [UInt8] {
    position += 1
    guard let kind = byte else { throw failure(Texts.tomlOpenString) }
    position += 1
    switch kind {
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [kind]
    case UInt8(ascii: "u"): return try readScalar(digits: 4)
    case UInt8(ascii: "U"): return try readScalar(digits: 8)
    default: throw failure(Texts.tomlEscape)
    }
  }

  private mutating func readScalar(digits count: Int) throws(Failure) -> [UInt8] {
    let digits = bytes[position...].prefix(count)
    guard digits.count == count, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(number)
    else { throw failure(Texts.tomlEscape) }
    position += count
    return Array(String(Character(scalar)).utf8)
  }
}
