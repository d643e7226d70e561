/// Parameters of a request from path, query and body; later ones win, the path over all.
struct Parameters {
  private var values: [(name: String, value: SandboxJSON)] = []

  init() {}

  /// - Throws: 400 or 415 for a body which cannot be read as what its Content-Type says.
  init(request: SandboxRequest, captures: [(name: String, value: String)]) throws(Refusal) {
    for (name, value) in PercentCoding.form(request.query) { add(field: name, value) }
    try readBody(of: request)
    for (name, value) in captures { set(name, .string(value)) }
  }

  /// Nil when it was not sent, null when it was sent as null.
  subscript(name: String) -> SandboxJSON? { values.first { $0.name == name }?.value }

  private mutating func set(_ name: String, _ value: SandboxJSON) {
    if let index = values.firstIndex(where: { $0.name == name }) {
      values[index].value = value
    } else {
      values.append((name, value))
    }
  }

  /// Sets a form field; `name[]` appends to a list and `name[key]` sets a member.
  private mutating func add(field: String, _ value: String) {
    guard field.hasSuffix("]"), let bracket = field.firstIndex(of: "[") else {
      return set(field, .string(value))
    }
    let name = String(field[..<bracket])
    let key = String(field[field.index(after: bracket)...].dropLast())
    if key.isEmpty {
      set(name, .array((self[name]?.array ?? []) + [.string(value)]))
    } else {
      set(name, (self[name] ?? [:]).adding([.init(key, .string(value))]))
    }
  }

  private mutating func readBody(of request: SandboxRequest) throws(Refusal) {
    guard !request.body.isEmpty else { return }
    let type = request.header("Content-Type") ?? "application/x-www-form-urlencoded"
    switch type.prefix(while: { $0 != ";" }).lowercased() {
    case "application/json":
      guard case .object(let members) = SandboxJSON(parsing: request.body) else {
        throw .plain(400, "message body does not match declared format")
      }
      for member in members { set(member.key, member.value) }
    case "application/x-www-form-urlencoded":
      let text = String(decoding: request.body, as: UTF8.self)
      for (name, value) in PercentCoding.form(text) { add(field: name, value) }
    case "multipart/form-data":
      guard let parts = Multipart.fields(of: request.body, contentType: type) else {
        throw .plain(400, "message body does not match declared format")
      }
      for (name, value) in parts { add(field: name, value) }
    default:
      throw .plain(415, "The provided content-type '\(type)' is not supported.")
    }
  }
}

/// Text fields of a `multipart/form-data` body (RFC 7578).
enum Multipart {
  /// Nil when the boundary or a part is malformed.
  static func fields(of body: [UInt8], contentType: String) -> [(String, String)]? {
    guard let start = contentType.range(ofText: "boundary=") else { return nil }
    let boundary = contentType[start...].prefix { $0 != ";" }.filter { $0 != "\"" }
    let mark = Array("--\(boundary)".utf8)
    let pieces = split(body, at: mark)
    guard pieces.count >= 2, pieces.last?.starts(with: "--".utf8) == true else { return nil }
    var fields: [(String, String)] = []
    for piece in pieces.dropFirst().dropLast() {
      let headerEnd = Array("\r\n\r\n".utf8)
      guard let end = firstIndex(of: headerEnd, in: piece) else { return nil }
      let header = String(decoding: piece[..<end], as: UTF8.self)
      guard let nameStart = header.range(ofText: "name=\"") else { return nil }
      let value = piece[(end + headerEnd.count)...].dropLast(2)
      fields.append(
        (
          String(header[nameStart...].prefix { $0 != "\"" }), String(decoding: value, as: UTF8.self)
        ))
    }
    return fields
  }

  private static func split(_ bytes: [UInt8], at mark: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while let index = firstIndex(of: mark, in: rest) {
      pieces.append(rest[..<index])
      rest = rest[(index + mark.count)...]
    }
    return pieces + [rest]
  }

  private static func firstIndex(of mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= mark.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - mark.count)).first { index in
      bytes[index] == mark[0] && bytes[index..<index + mark.count].elementsEqual(mark)
    }
  }
}

extension String {
  /// Index just after the first occurrence of an ASCII text.
  fileprivate func range(ofText text: String) -> Index? {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(text) { return rest.index(rest.startIndex, offsetBy: text.count) }
      rest = rest.dropFirst()
    }
    return nil
  }
}
