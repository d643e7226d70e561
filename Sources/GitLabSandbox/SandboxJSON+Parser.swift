extension SandboxJSON {
  /// Reads one JSON text (RFC 8259); nil when it is malformed, not UTF-8 or nested over 100 deep.
  public init?(parsing bytes: [UInt8]) {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var parser = JSONParser(bytes: bytes)
    guard let value = parser.parseDocument() else { return nil }
    self = value
  }
}

/// Recursive descent over bytes already known to be UTF-8.
private struct JSONParser {
  let bytes: [UInt8]
  var position = 0
  var depth = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func parseDocument() -> SandboxJSON? {
    guard let value = parseValue() else { return nil }
    skipSpace()
    return position == bytes.count ? value : nil
  }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    skipSpace()
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func accept(word: StaticString, as value: SandboxJSON) -> SandboxJSON? {
    let expected = Array(word.description.utf8)
    guard bytes[position...].starts(with: expected) else { return nil }
    position += expected.count
    return value
  }

  private mutating func parseValue() -> SandboxJSON? {
    skipSpace()
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100, let byte = next else { return nil }
    switch byte {
    case UInt8(ascii: "{"): return parseObject()
    case UInt8(ascii: "["): return parseArray()
    case UInt8(ascii: "\""): return parseString().map(SandboxJSON.string)
    case UInt8(ascii: "t"): return accept(word: "true", as: .bool(true))
    case UInt8(ascii: "f"): return accept(word: "false", as: .bool(false))
    case UInt8(ascii: "n"): return accept(word: "null", as: .null)
    default: return parseNumber()
    }
  }

  private mutating func parseObject() -> SandboxJSON? {
    position += 1
    var members: [SandboxJSON.Member] = []
    if accept(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\""), let key = parseString(), accept(UInt8(ascii: ":")),
        let value = parseValue()
      else { return nil }
      members.append(.init(key, value))
    } while accept(UInt8(ascii: ","))
    return accept(UInt8(ascii: "}")) ? .object(members) : nil
  }

  private mutating func parseArray() -> SandboxJSON? {
    position += 1
    var values: [SandboxJSON] = []
    if accept(UInt8(ascii: "]")) { return .array(values) }
    repeat {
      guard let value = parseValue() else { return nil }
      values.append(value)
    } while accept(UInt8(ascii: ","))
    return accept(UInt8(ascii: "]")) ? .array(values) : nil
  }

  private mutating func parseNumber() -> SandboxJSON? {
    let start = position
    while let byte = next, "+-.eE0123456789".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let first = text.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: ".") else {
      return nil
    }
    return Int(text).map(SandboxJSON.int) ?? Double(text).map(SandboxJSON.double)
  }

  private mutating func parseString() -> String? {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = parseEscape() else { return nil }
        text.append(contentsOf: String(Character(scalar)).utf8)
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func parseEscape() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return parseUnicodeEscape()
    default: return nil
    }
  }

  /// Half a surrogate pair without the other half becomes U+FFFD.
  private mutating func parseUnicodeEscape() -> Unicode.Scalar? {
    guard let unit = parseHexUnit() else { return nil }
    guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    let resume = position
    if bytes[position...].starts(with: [0x5C, UInt8(ascii: "u")]) {
      position += 2
      if let low = parseHexUnit(), (0xDC00..<0xE000).contains(low) {
        return Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
      }
      position = resume
    }
    return "\u{FFFD}"
  }

  private mutating func parseHexUnit() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    guard digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    position += 4
    return UInt32(digits, radix: 16)
  }
}
