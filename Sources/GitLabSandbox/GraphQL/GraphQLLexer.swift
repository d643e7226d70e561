/// Why a document cannot be read, in the words of the gem graphql-ruby.
struct GraphQLSyntaxError: Error, Equatable {
  let message: String
  /// Nil at the end of the text.
  let location: GraphQLLocation?

  static let unexpectedEnd = GraphQLSyntaxError(
    message: "Unexpected end of document", location: nil)
}

/// Splits the bytes of a document into tokens (GraphQL specification, section 2.1).
struct GraphQLLexer {
  enum Kind: String {
    case bang = "BANG"
    case dollar = "VAR_SIGN"
    case ampersand = "AMP"
    case leftParenthesis = "LPAREN"
    case rightParenthesis = "RPAREN"
    case spread = "ELLIPSIS"
    case colon = "COLON"
    case equals = "EQUALS"
    case at = "DIR_SIGN"
    case leftBracket = "LBRACKET"
    case rightBracket = "RBRACKET"
    case leftBrace = "LCURLY"
    case rightBrace = "RCURLY"
    case pipe = "PIPE"
    case name = "IDENTIFIER"
    case int = "INT"
    case float = "FLOAT"
    case string = "STRING"
    case unknown = "UNKNOWN_CHAR"
  }

  struct Token {
    let kind: Kind
    /// The text, or the value of a string.
    let text: String
    let location: GraphQLLocation
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  private func byte(at offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private var location: GraphQLLocation {
    GraphQLLocation(line: line, column: position - lineStart + 1)
  }

  /// The next token; nil at the end of the text.
  mutating func next() throws(GraphQLSyntaxError) -> Token? {
    skipIgnored()
    guard let first = byte() else { return nil }
    let place = location
    if let kind = Self.punctuators[first] {
      position += 1
      return Token(kind: kind, text: String(decoding: [first], as: UTF8.self), location: place)
    }
    switch first {
    case UInt8(ascii: "."):
      guard byte(at: 1) == first, byte(at: 2) == first else { return unknown(place) }
      position += 3
      return Token(kind: .spread, text: "...", location: place)
    case UInt8(ascii: "\""):
      let isBlock = byte(at: 1) == first && byte(at: 2) == first
      let value = isBlock ? try blockString(place) : try string(place)
      return Token(kind: .string, text: value, location: place)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number(place)
    case _ where Self.isNameByte(first):
      let start = position
      while let next = byte(), Self.isNameByte(next) { position += 1 }
      return token(.name, from: start, place)
    default: return unknown(place)
    }
  }

  private static let punctuators: [UInt8: Kind] = [
    UInt8(ascii: "!"): .bang, UInt8(ascii: "$"): .dollar, UInt8(ascii: "&"): .ampersand,
    UInt8(ascii: "("): .leftParenthesis, UInt8(ascii: ")"): .rightParenthesis,
    UInt8(ascii: ":"): .colon, UInt8(ascii: "="): .equals, UInt8(ascii: "@"): .at,
    UInt8(ascii: "["): .leftBracket, UInt8(ascii: "]"): .rightBracket,
    UInt8(ascii: "{"): .leftBrace, UInt8(ascii: "}"): .rightBrace, UInt8(ascii: "|"): .pipe,
  ]

  /// White space, line ends, commas, comments and the byte order mark.
  private mutating func skipIgnored() {
    while let next = byte() {
      switch next {
      case 0x0A:
        position += 1
        line += 1
        lineStart = position
      case 0x20, 0x09, 0x0D, UInt8(ascii: ","): position += 1
      case UInt8(ascii: "#"):
        while let next = byte(), next != 0x0A { position += 1 }
      case 0xEF where byte(at: 1) == 0xBB && byte(at: 2) == 0xBF: position += 3
      default: return
      }
    }
  }

  private func token(_ kind: Kind, from start: Int, _ place: GraphQLLocation) -> Token {
    Token(
      kind: kind, text: String(decoding: bytes[start..<position], as: UTF8.self), location: place)
  }

  private mutating func unknown(_ place: GraphQLLocation) -> Token {
    let start = position
    position += 1
    while let next = byte(), next & 0xC0 == 0x80 { position += 1 }
    return token(.unknown, from: start, place)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private mutating func digits() -> Int {
    let start = position
    while let next = byte(), (0x30...0x39).contains(next) { position += 1 }
    return position - start
  }

  /// A number may have no leading zero and no name right behind it.
  private mutating func number(_ place: GraphQLLocation) -> Token {
    let start = position
    var kind = Kind.int
    if byte() == UInt8(ascii: "-") { position += 1 }
    let startsWithZero = byte() == UInt8(ascii: "0")
    let count = digits()
    var isSound = count == 1 || count > 1 && !startsWithZero
    if byte() == UInt8(ascii: ".") {
      kind = .float
      position += 1
      isSound = digits() > 0 && isSound
    }
    if let mark = byte(), mark | 0x20 == UInt8(ascii: "e") {
      kind = .float
      position += 1
      if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { position += 1 }
      isSound = digits() > 0 && isSound
    }
    if let next = byte(), Self.isNameByte(next) || next == UInt8(ascii: ".") { isSound = false }
    return token(isSound ? kind : .unknown, from: start, place)
  }

  private mutating func string(_ place: GraphQLLocation) throws(GraphQLSyntaxError) -> String {
    position += 1
    let start = position
    var isPlain = true
    while let next = byte(), next != 0x0A, next != 0x0D {
      position += 1
      if next == UInt8(ascii: "\\") {
        isPlain = false
        position = min(position + 1, bytes.count)
      } else if next == UInt8(ascii: "\"") {
        let inner = bytes[start..<(position - 1)]
        if isPlain { return String(decoding: inner, as: UTF8.self) }
        // The escapes are JSON's, but JSON has no bare tab.
        let quoted = [next] + inner.flatMap { $0 == 0x09 ? Array("\\t".utf8) : [$0] } + [next]
        guard let value = SandboxJSON(parsing: quoted)?.string else { throw badString(place) }
        return value
      }
    }
    throw badString(place)
  }

  private func badString(_ place: GraphQLLocation) -> GraphQLSyntaxError {
    GraphQLSyntaxError(
      message: "Expected string or block string, but it was malformed at "
        + "[\(place.line), \(place.column)]", location: place)
  }

  private mutating func blockString(_ place: GraphQLLocation) throws(GraphQLSyntaxError) -> String {
    let quote = UInt8(ascii: "\"")
    position += 3
    var raw: [UInt8] = []
    while let next = byte() {
      if next == quote, byte(at: 1) == quote, byte(at: 2) == quote {
        position += 3
        return GraphQLBlockString.value(of: raw)
      }
      if next == UInt8(ascii: "\\"), bytes[(position + 1)...].starts(with: [quote, quote, quote]) {
        raw += [quote, quote, quote]
        position += 4
        continue
      }
      raw.append(next)
      position += 1
      if next == 0x0A {
        line += 1
        lineStart = position
      }
    }
    throw badString(place)
  }
}

/// BlockStringValue of the specification: common indentation and blank lines at both ends go.
enum GraphQLBlockString {
  static func value(of raw: [UInt8]) -> String {
    var lines = raw.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.last == 0x0D ? line.dropLast() : line
    }
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let indents = lines.dropFirst().compactMap { line in
      line.allSatisfy(isSpace) ? nil : line.prefix(while: isSpace).count
    }
    if let indent = indents.min() {
      for index in lines.indices.dropFirst() { lines[index] = lines[index].dropFirst(indent) }
    }
    while let first = lines.first, first.allSatisfy(isSpace) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy(isSpace) { lines.removeLast() }
    return String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self)
  }
}
