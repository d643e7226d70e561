/// A JSON text as a value. Objects keep the order of their members, so that what is written is the same each time.
public enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A number with a fraction, an exponent or more than 64 bits, as it was written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  public struct Member: Equatable, Sendable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The member of an object; `nil` for anything that is no object or has no such member. The last of several wins.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name.hasSameScalars(as: name) }?.value
  }

  /// The text on one line, in ASCII but for printable scalars: nothing in it can steer a terminal.
  public var text: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the text in UTF-8, for values of which many are written one after the other.
  func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .number(let value): bytes += value.utf8
    case .string(let value): JSONValue.write(value, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONValue.write(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ value: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    if value.utf8.allSatisfy({ 0x20..<0x7F ~= $0 && $0 != 0x22 && $0 != 0x5C }) {
      bytes += value.utf8
      return
    }
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": bytes += "\\\"".utf8
      case "\\": bytes += "\\\\".utf8
      case "\n": bytes += "\\n".utf8
      case "\r": bytes += "\\r".utf8
      case "\t": bytes += "\\t".utf8
      case _ where scalar.isControl || scalar.isHidden || scalar.isSeparator:
        for unit in UTF16.encode(scalar) ?? UTF16.EncodedScalar() {
          let digits = String(unit, radix: 16)
          bytes += "\\u".utf8
          bytes += repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count)
          bytes += digits.utf8
        }
      default: bytes += scalar.utf8
      }
    }
  }
}

extension Unicode.Scalar {
  /// U+2028 and U+2029, which some readers take for line ends.
  fileprivate var isSeparator: Bool { value == 0x2028 || value == 0x2029 }
}

/// What decoders ask of a value that may be anything: a wrong type counts as absent.
extension JSONValue {
  /// Sanitized, on one line; a number or boolean gives its text.
  var cleanText: String? {
    switch self {
    case .string(let text): sanitized(text)
    case .integer, .number, .bool: text
    default: nil
    }
  }

  /// The text as it stands, for values that must not change, such as tokens.
  var rawText: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// A number, also when it was sent as text (GitLab's own OpenAPI document calls some ids strings).
  var wholeNumber: Int64? {
    switch self {
    case .integer(let value): value
    case .string(let text): Int64(text)
    default: nil
    }
  }

  var flag: Bool? {
    switch self {
    case .bool(let value): value
    case .string(let text): text == "true" ? true : text == "false" ? false : nil
    default: nil
    }
  }

  var elements: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }
}
