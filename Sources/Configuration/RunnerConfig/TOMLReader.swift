/// Reads a TOML document (toml.io v1.0.0) into values; its own text is kept by whoever has it.
struct TOMLReader {
  struct Failure: Error, Equatable {
    /// Counted from 1.
    var line: Int
    var text: String
  }

  /// Arrays, inline tables and dotted keys nested deeper than this are refused; reading them calls itself.
  static let depthLimit = 64

  let bytes: [UInt8]
  var position = 0
  private let root = TOMLTree()
  /// Headers read so far.
  private var section = 0

  static func read(_ bytes: [UInt8]) throws(Failure) -> TOMLTable {
    var reader = TOMLReader(bytes)
    return try reader.readDocument()
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  private mutating func readDocument() throws(Failure) -> TOMLTable {
    if let wrong = Self.invalidUTF8(bytes) {
      position = wrong
      throw failure(Texts.tomlNotUTF8)
    }
    var tree = root
    while true {
      skipBlanks()
      switch byte {
      case nil: return root.table
      case UInt8(ascii: "["): tree = try readHeader()
      case UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
      default: try readPair(into: tree)
      }
      try endLine()
    }
  }

  private mutating func readHeader() throws(Failure) -> TOMLTree {
    section += 1
    position += 1
    let isElement = take("[")
    skipBlanks()
    let path = try readKey()
    skipBlanks()
    guard take("]"), !isElement || take("]") else { throw failure(Texts.tomlHeader) }
    do throws(TOMLTree.Trouble) {
      return isElement ? try root.append(path) : try root.open(path)
    } catch {
      throw failure(error)
    }
  }

  private mutating func readPair(into tree: TOMLTree) throws(Failure) {
    let path = try readKey()
    skipBlanks()
    guard take("=") else { throw failure(Texts.tomlEquals) }
    skipBlanks()
    let value = try readValue(depth: path.count)
    do throws(TOMLTree.Trouble) {
      try tree.set(path, to: value, section: section)
    } catch {
      throw failure(error)
    }
  }

  /// A bare, quoted or dotted key.
  mutating func readKey() throws(Failure) -> [TOMLText] {
    var path: [TOMLText] = []
    while true {
      switch byte {
      case UInt8(ascii: "\""): path.append(TOMLText(try readBasicString()))
      case UInt8(ascii: "'"): path.append(TOMLText(try readLiteralString()))
      default:
        let start = position
        while let next = byte, next.isPartOfBareKey { position += 1 }
        guard position > start else { throw failure(Texts.tomlKey) }
        path.append(TOMLText(Array(bytes[start..<position])))
      }
      guard path.count <= Self.depthLimit else { throw failure(nestedTooDeep) }
      let end = position
      skipBlanks()
      guard take(".") else {
        position = end
        return path
      }
      skipBlanks()
    }
  }

  var nestedTooDeep: String { Texts.nestedTooDeep(limit: Self.depthLimit) }

  // MARK: - The text

  var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  func follows(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[position...].starts(with: $0) }
  }

  mutating func take(_ text: StaticString) -> Bool {
    guard follows(text) else { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  mutating func skipBlanks() {
    while byte == 0x20 || byte == 0x09 { position += 1 }
  }

  /// Blanks, a comment and the line's end, or that of the document.
  mutating func endLine() throws(Failure) {
    skipBlanks()
    try skipComment()
    guard byte == nil || takeLineEnd() else { throw failure(Texts.tomlLineEnd) }
  }

  mutating func takeLineEnd() -> Bool { take("\n") || take("\r\n") }

  mutating func skipComment() throws(Failure) {
    guard byte == UInt8(ascii: "#") else { return }
    while let next = byte, next != 0x0A, !follows("\r\n") {
      guard !next.isForbiddenControl else { throw failure(Texts.tomlControl) }
      position += 1
    }
  }

  func failure(_ text: String) -> Failure {
    let read = bytes[..<min(position, bytes.count)]
    return Failure(line: read.count { $0 == 0x0A } + 1, text: text)
  }

  private func failure(_ trouble: TOMLTree.Trouble) -> Failure {
    switch trouble {
    case .duplicate: failure(Texts.tomlDuplicate)
    case .isNoTable: failure(Texts.tomlNoTable)
    }
  }

  /// Where the text is no UTF-8; nil where all of it is.
  private static func invalidUTF8(_ bytes: [UInt8]) -> Int? {
    var decoder = UTF8.ForwardParser()
    var input = bytes.makeIterator()
    var read = 0
    while true {
      switch decoder.parseScalar(from: &input) {
      case .valid(let scalar): read += scalar.count
      case .emptyInput: return nil
      case .error: return read
      }
    }
  }
}

extension UInt8 {
  fileprivate var isPartOfBareKey: Bool {
    isASCIIDigit || (0x41...0x5A).contains(self & 0xDF) || self == UInt8(ascii: "_")
      || self == UInt8(ascii: "-")
  }

  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }

  /// Control characters but the tab, which no comment and no string may hold.
  var isForbiddenControl: Bool { (self < 0x20 && self != 0x09) || self == 0x7F }
}
