extension TOMLReader {
  mutating func readValue(depth: Int) throws(Failure) -> TOMLValue {
    guard depth <= Self.depthLimit else { throw failure(nestedTooDeep) }
    switch byte {
    case UInt8(ascii: "\""): return .string(TOMLText(try readAnyBasicString()))
    case UInt8(ascii: "'"): return .string(TOMLText(try readAnyLiteralString()))
    case UInt8(ascii: "["): return .array(try readArray(depth: depth))
    case UInt8(ascii: "{"): return .table(try readInlineTable(depth: depth))
    default: return try readWord()
    }
  }

  private mutating func readArray(depth: Int) throws(Failure) -> [TOMLValue] {
    position += 1
    var elements: [TOMLValue] = []
    while true {
      try skipLines()
      if take("]") { return elements }
      elements.append(try readValue(depth: depth + 1))
      try skipLines()
      guard take(",") else {
        guard take("]") else { throw failure(Texts.tomlArray) }
        return elements
      }
    }
  }

  private mutating func skipLines() throws(Failure) {
    repeat {
      skipBlanks()
      try skipComment()
    } while takeLineEnd()
  }

  /// One line, without a comma before the closing brace.
  private mutating func readInlineTable(depth: Int) throws(Failure) -> TOMLTable {
    position += 1
    let tree = TOMLTree()
    skipBlanks()
    if take("}") { return tree.table }
    while true {
      skipBlanks()
      let path = try readKey()
      skipBlanks()
      guard take("=") else { throw failure(Texts.tomlEquals) }
      skipBlanks()
      let value = try readValue(depth: depth + path.count)
      do throws(TOMLTree.Trouble) {
        try tree.set(path, to: value, section: 0)
      } catch {
        throw failure(Texts.tomlDuplicate)
      }
      skipBlanks()
      if take("}") { return tree.table }
      guard take(",") else { throw failure(Texts.tomlInlineTable) }
    }
  }

  /// A number, a boolean, a date or a time.
  private mutating func readWord() throws(Failure) -> TOMLValue {
    let start = position
    while let next = byte, next.isPartOfWord { position += 1 }
    // A blank may stand between a date and its time.
    if position - start == 10, byte == 0x20, TOMLTime.isDate(bytes[start..<position]),
      position + 1 < bytes.count, bytes[position + 1].isASCIIDigit
    {
      position += 1
      while let next = byte, next.isPartOfWord { position += 1 }
    }
    let word = bytes[start..<position]
    guard !word.isEmpty else { throw failure(Texts.tomlValue) }
    switch String(decoding: word, as: UTF8.self) {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case let text:
      if let time = TOMLTime.read(word) { return .time(time) }
      if let number = TOMLNumber.read(text) { return number }
      throw failure(Texts.tomlValue)
    }
  }
}

extension UInt8 {
  fileprivate var isPartOfWord: Bool {
    isASCIIDigit || (0x41...0x5A).contains(self & 0xDF)
      || [0x2B, 0x2D, 0x2E, 0x3A, 0x5F].contains(self)
  }
}

/// Numbers of TOML.
enum TOMLNumber {
  static func read(_ text: String) -> TOMLValue? {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) {
      let digits = text.dropFirst(2)
      guard digits.first != "+", digits.first != "-" else { return nil }
      return plain(digits).flatMap { Int64($0, radix: radix) }.map { .integer($0) }
    }
    let sign = text.first == "+" || text.first == "-" ? 1 : 0
    let rest = text.dropFirst(sign)
    let isNegative = text.first == "-"
    if rest == "inf" { return float(isNegative ? -.infinity : .infinity) }
    if rest == "nan" { return float(.nan) }
    guard let first = rest.utf8.first, first.isASCIIDigit else { return nil }
    let whole = rest.prefix { $0 != "." && $0 != "e" && $0 != "E" }
    guard whole.utf8.count == 1 || first != UInt8(ascii: "0"), let digits = plain(whole) else {
      return nil
    }
    if whole.endIndex == rest.endIndex {
      return Int64((isNegative ? "-" : "") + digits).map { .integer($0) }
    }
    guard isFraction(rest[whole.endIndex...]) else { return nil }
    return Double(text.filter { $0 != "_" }).flatMap(float)
  }

  /// A point with digits, an exponent, or both.
  private static func isFraction(_ text: Substring) -> Bool {
    var rest = text
    if rest.first == "." {
      let digits = rest.dropFirst().prefix { $0 != "e" && $0 != "E" }
      guard plain(digits) != nil else { return false }
      rest = rest[digits.endIndex...]
    }
    guard let sign = rest.first else { return true }
    guard sign == "e" || sign == "E" else { return false }
    rest.removeFirst()
    if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
    return plain(rest).map { $0.utf8.allSatisfy(\.isASCIIDigit) } ?? false
  }

  /// Digits without their underscores, each of which must stand between two of them.
  private static func plain(_ text: Substring) -> String? {
    let groups = text.split(separator: "_", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isHexDigit && $0.isASCII } })
    else { return nil }
    return groups.joined()
  }

  private static func float(_ value: Double) -> TOMLValue { .float(bits: value.bitPattern) }
}

/// Dates and times of TOML: RFC 3339, or a part of it.
enum TOMLTime {
  static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    var reader = Reader(rest: bytes)
    return reader.takeDate() && reader.rest.isEmpty
  }

  /// The text with capitals and a `T`; nil for what is no date or time.
  static func read(_ bytes: ArraySlice<UInt8>) -> String? {
    var reader = Reader(rest: bytes)
    if reader.takeDate() {
      if !reader.rest.isEmpty {
        guard reader.take("T", "t", " "), reader.takeTime(), reader.takeOffset() else { return nil }
      }
    } else {
      reader = Reader(rest: bytes)
      guard reader.takeTime() else { return nil }
    }
    guard reader.rest.isEmpty else { return nil }
    return String(decoding: bytes.map { $0 == 0x20 ? 0x54 : $0 }, as: UTF8.self).uppercased()
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func take(_ choices: Unicode.Scalar...) -> Bool {
      guard let first = rest.first, choices.contains(Unicode.Scalar(first)) else { return false }
      rest.removeFirst()
      return true
    }

    mutating func number(_ count: Int, _ range: ClosedRange<Int>) -> Int? {
      let digits = rest.prefix(count)
      guard digits.count == count, digits.allSatisfy(\.isASCIIDigit) else { return nil }
      rest.removeFirst(count)
      let value = digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
      return range.contains(value) ? value : nil
    }

    mutating func takeDate() -> Bool {
      guard let year = number(4, 0...9999), take("-"), let month = number(2, 1...12), take("-"),
        let day = number(2, 1...31)
      else { return false }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      switch month {
      case 2: return day <= (isLeap ? 29 : 28)
      case 4, 6, 9, 11: return day <= 30
      default: return true
      }
    }

    mutating func takeTime() -> Bool {
      guard number(2, 0...23) != nil, take(":"), number(2, 0...59) != nil, take(":"),
        number(2, 0...60) != nil
      else { return false }
      guard take(".") else { return true }
      let digits = rest.prefix(while: \.isASCIIDigit)
      rest.removeFirst(digits.count)
      return !digits.isEmpty
    }

    /// `Z`, `+02:00`, or nothing for a local time.
    mutating func takeOffset() -> Bool {
      if rest.isEmpty || take("Z", "z") { return true }
      return take("+", "-") && number(2, 0...23) != nil && take(":") && number(2, 0...59) != nil
    }
  }
}
