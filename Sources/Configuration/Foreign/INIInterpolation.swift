/// Python's `configparser.BasicInterpolation`: `%%` for a percent sign, `%(name)s` for another option.
struct INIInterpolation {
  struct Failure: Error {
    var text: String
  }

  /// References inside each other (CPython: `MAX_INTERPOLATION_DEPTH`).
  private static let depthLimit = 10
  /// Scalars of a result. References of references can stand for more than fits into memory.
  private static let sizeLimit = 100_000

  /// What may be referred to, by names in lower case.
  let options: [String: INIDocument.Option]
  private var result = String.UnicodeScalarView()
  private var size = 0

  init(options: [String: INIDocument.Option]) {
    self.options = options
  }

  mutating func text(of raw: String) throws(Failure) -> String {
    result = String.UnicodeScalarView()
    size = 0
    try append(raw, depth: 1)
    return String(result)
  }

  private mutating func append(_ raw: String, depth: Int) throws(Failure) {
    guard depth <= Self.depthLimit else { throw Failure(text: Texts.referencesTooDeep) }
    var rest = raw.unicodeScalars[...]
    while let sign = rest.firstIndex(of: "%") {
      try add(rest[..<sign])
      rest = rest[rest.index(after: sign)...]
      switch rest.first {
      case "%":
        try add("%".unicodeScalars[...])
        rest.removeFirst()
      case "(":
        guard let end = rest.firstIndex(of: ")"), rest.index(after: end) < rest.endIndex,
          rest[rest.index(after: end)] == "s"
        else { throw Failure(text: Texts.wrongReference) }
        let name = String(rest[rest.index(after: rest.startIndex)..<end]).lowercased()
        guard !name.isEmpty, let option = options[name] else {
          throw Failure(text: Texts.unknownReference)
        }
        rest = rest[rest.index(end, offsetBy: 2)...]
        try append(option.value, depth: depth + 1)
      default: throw Failure(text: Texts.strayPercent)
      }
    }
    try add(rest)
  }

  private mutating func add(_ text: Substring.UnicodeScalarView) throws(Failure) {
    result.append(contentsOf: text)
    size += text.count
    guard size <= Self.sizeLimit else { throw Failure(text: Texts.referencesTooLong) }
  }
}
