/// A value of a TOML document (toml.io v1.0.0).
///
/// Texts and keys are compared byte by byte, and floats by their bits, so that two documents are equal exactly when they
/// say the same.
indirect enum TOMLValue: Equatable {
  case string(TOMLText)
  case integer(Int64)
  case float(bits: UInt64)
  case boolean(Bool)
  /// Dates and times, as RFC 3339 writes them with capitals.
  case time(String)
  case array([TOMLValue])
  case table(TOMLTable)

  var text: String? {
    if case .string(let text) = self { text.text } else { nil }
  }

  var number: Int64? {
    if case .integer(let number) = self { number } else { nil }
  }

  var elements: [TOMLValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  var members: TOMLTable? {
    if case .table(let table) = self { table } else { nil }
  }
}

/// A text or key; unlike `String`'s, its equality knows no canonical equivalence.
struct TOMLText: Hashable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

struct TOMLTable: Equatable {
  var members: [TOMLText: TOMLValue] = [:]

  subscript(key: String) -> TOMLValue? {
    get { members[TOMLText(key)] }
    set { members[TOMLText(key)] = newValue }
  }
}
