/// Reads one JSON text (RFC 8259) from the start, value by value, without building a tree.
///
/// Every function stands before a value and leaves the position behind it. What has another type than
/// was asked for is skipped and counts as absent; what is no JSON ends the reading with ``NotJSON``.
struct JSONReader {
  /// Deeper nesting than any answer of GitLab has; more is refused, or a hostile body would exhaust the stack.
  static let maximumDepth = 64

  let bytes: [UInt8]
  private(set) var position = 0
  private var depth = 0
  /// Whether an object or array was entered and nothing in it read.
  private var isAtStart = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Succeeds where nothing but white space is left.
  mutating func finish() throws(NotJSON) {
    skipSpace()
    guard position == bytes.count else { throw NotJSON() }
  }

  // Structure

  /// Whether an object follows, which is then entered: ``nextName()`` gives its members.
  mutating func enterObject() throws(NotJSON) -> Bool { try enter(UInt8(ascii: "{")) }

  /// Whether an array follows, which is then entered: ``nextElement()`` stands before its elements.
  mutating func enterArray() throws(NotJSON) -> Bool { try enter(UInt8(ascii: "[")) }

  /// The name of the next member, whose value follows; `nil` behind the object.
  mutating func nextName() throws(NotJSON) -> String? {
    guard try next(until: UInt8(ascii: "}")) else { return nil }
    guard peek() == UInt8(ascii: "\"") else { throw NotJSON() }
    let name = try text(scanString())
    guard peek() == UInt8(ascii: ":") else { throw NotJSON() }
    position += 1
    return name
  }

  /// Whether another element follows; if not, the array is left.
  mutating func nextElement() throws(NotJSON) -> Bool {
    try next(until: UInt8(ascii: "]"))
  }

  /// Moves before the value at a path of members; `false`, somewhere behind, where there is none.
  mutating func find(_ path: [String]) throws(NotJSON) -> Bool {
    search: for wanted in path {
      guard try enterObject() else { return false }
      while let name = try nextName() {
        if name == wanted { continue search }
        try skip()
      }
      return false
    }
    return true
  }

  // Values

  /// A string as it stands; `nil` for anything else.
  mutating func string() throws(NotJSON) -> String? {
    guard let content = try stringContent() else { return nil }
    return try text(content)
  }

  /// The bytes between the quotation marks of a string, for those who can do without a `String`.
  mutating func stringContent() throws(NotJSON) -> StringContent? {
    guard peek() == UInt8(ascii: "\"") else {
      try skip()
      return nil
    }
    return try scanString()
  }

  /// A whole number of 64 bits; `nil` for anything else.
  mutating func integer() throws(NotJSON) -> Int64? {
    guard let byte = peek(), byte == UInt8(ascii: "-") || byte.isDigit else {
      try skip()
      return nil
    }
    guard case .integer(let value) = try number() else { return nil }
    return value
  }

  mutating func flag() throws(NotJSON) -> Bool? {
    switch peek() {
    case UInt8(ascii: "t"):
      try word("true")
      return true
    case UInt8(ascii: "f"):
      try word("false")
      return false
    default:
      try skip()
      return nil
    }
  }

  /// Reads over a value and tells whether it was anything but `null`.
  @discardableResult
  mutating func skip() throws(NotJSON) -> Bool {
    switch peek() {
    case UInt8(ascii: "{"):
      _ = try enterObject()
      while try next(until: UInt8(ascii: "}")) {
        guard peek() == UInt8(ascii: "\"") else { throw NotJSON() }
        _ = try scanString()
        guard peek() == UInt8(ascii: ":") else { throw NotJSON() }
        position += 1
        try skip()
      }
    case UInt8(ascii: "["):
      _ = try enterArray()
      while try nextElement() { try skip() }
    case UInt8(ascii: "\""): _ = try scanString()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"):
      try word("null")
      return false
    default: _ = try number()
    }
    return true
  }

  /// Reads over a value and gives its bytes.
  mutating func skipped() throws(NotJSON) -> ArraySlice<UInt8> {
    skipSpace()
    let start = position
    try skip()
    return bytes[start..<position]
  }

  /// Any value as a tree.
  mutating func value() throws(NotJSON) -> JSONValue {
    switch peek() {
    case UInt8(ascii: "{"):
      var members: [JSONValue.Member] = []
      _ = try enterObject()
      while let name = try nextName() { members.append(JSONValue.Member(name, try value())) }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONValue] = []
      _ = try enterArray()
      while try nextElement() { elements.append(try value()) }
      return .array(elements)
    case UInt8(ascii: "\""): return .string(try text(scanString()))
    case UInt8(ascii: "t"):
      try word("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try word("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    default: return try number()
    }
  }

  /// The text of a string's content, escapes resolved. Bytes that are no UTF-8 become the replacement character.
  func text(_ content: StringContent) throws(NotJSON) -> String {
    guard content.hasEscapes else {
      return String(decoding: bytes[content.range], as: UTF8.self)
    }
    var unescaping = JSONUnescaping(bytes[content.range])
    return String(decoding: try unescaping.unescaped(), as: UTF8.self)
  }

  // Pieces

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] == 0x20 || (0x09...0x0D).contains(bytes[position])
    {
      position += 1
    }
  }

  /// The first byte of what follows.
  @inline(__always)
  private mutating func peek() -> UInt8? {
    if position < bytes.count, bytes[position] > 0x20 { return bytes[position] }
    skipSpace()
    return position < bytes.count ? bytes[position] : nil
  }

  private mutating func enter(_ bracket: UInt8) throws(NotJSON) -> Bool {
    guard peek() == bracket else {
      try skip()
      return false
    }
    guard depth < Self.maximumDepth else { throw NotJSON() }
    position += 1
    depth += 1
    isAtStart = true
    return true
  }

  private mutating func next(until bracket: UInt8) throws(NotJSON) -> Bool {
    let wasAtStart = isAtStart
    isAtStart = false
    if peek() == bracket {
      position += 1
      depth -= 1
      return false
    }
    if wasAtStart { return true }
    guard peek() == UInt8(ascii: ",") else { throw NotJSON() }
    position += 1
    return true
  }

  private mutating func word(_ text: StaticString) throws(NotJSON) {
    let end = position + text.utf8CodeUnitCount
    guard end <= bytes.count,
      text.withUTF8Buffer({ bytes[position..<end].elementsEqual($0) })
    else { throw NotJSON() }
    position = end
  }

  private mutating func number() throws(NotJSON) -> JSONValue {
    let start = position
    var isWhole = true
    while position < bytes.count {
      let byte = bytes[position]
      if !byte.isDigit {
        guard "+-.eE".utf8.contains(byte) else { break }
        if byte != UInt8(ascii: "-") || position != start { isWhole = false }
      }
      position += 1
    }
    if isWhole, let value = Int64(decimal: bytes[start..<position]) { return .integer(value) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let first = text.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "."),
      Double(text) != nil
    else { throw NotJSON() }
    return .number(text)
  }

  private mutating func scanString() throws(NotJSON) -> StringContent {
    position += 1
    let start = position
    var hasEscapes = false
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return StringContent(range: start..<position - 1, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        position += 2
      case 0..<0x20: throw NotJSON()
      default: position += 1
      }
    }
    throw NotJSON()
  }
}

/// A text is no JSON, or is nested too deeply.
struct NotJSON: Error {}

/// Where the content of a string stands, without its quotation marks.
struct StringContent {
  var range: Range<Int>
  var hasEscapes: Bool
}

extension JSONValue {
  /// The value in a JSON text; `nil` when it is none.
  public init?(parsing bytes: some Collection<UInt8>) {
    var reader = JSONReader(Array(bytes))
    do {
      self = try reader.value()
      try reader.finish()
    } catch {
      return nil
    }
  }
}

extension Int64 {
  /// The number that decimal digits write; `nil` for anything else and beyond 64 bits.
  init?(decimal text: ArraySlice<UInt8>) {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = isNegative ? text.dropFirst() : text
    guard !digits.isEmpty else { return nil }
    self = 0
    for digit in digits {
      guard digit.isDigit else { return nil }
      let tenfold = multipliedReportingOverflow(by: 10)
      let step = Int64(digit & 0x0F)
      let sum =
        isNegative
        ? tenfold.partialValue.subtractingReportingOverflow(step)
        : tenfold.partialValue.addingReportingOverflow(step)
      guard !tenfold.overflow, !sum.overflow else { return nil }
      self = sum.partialValue
    }
  }
}

extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
}
