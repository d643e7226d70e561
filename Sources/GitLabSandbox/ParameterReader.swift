/// Reads and coerces parameters as Grape does and collects what is wrong with them.
struct ParameterReader {
  let parameters: Parameters
  private(set) var problems: [String] = []

  init(_ parameters: Parameters) { self.parameters = parameters }

  /// - Throws: 400 with every problem in one line.
  func finish() throws(Refusal) {
    if !problems.isEmpty { throw .parameters(problems) }
  }

  mutating func report(_ problem: String) { problems.append(problem) }

  /// Whether the parameter was sent, be it as null.
  func isSent(_ name: String) -> Bool { parameters[name] != nil }

  /// Reports a parameter that was not sent.
  mutating func require(_ name: String) {
    if !isSent(name) { report("\(name) is missing") }
  }

  mutating func integer(_ name: String) -> Int? {
    switch parameters[name] {
    case nil, .null, .string(""): return nil
    case .int(let value): return value
    case .string(let text):
      if let value = Int(text) { return value }
    default: break
    }
    report("\(name) is invalid")
    return nil
  }

  mutating func boolean(_ name: String) -> Bool? {
    switch parameters[name] {
    case nil, .null, .string(""): return nil
    case .bool(let value): return value
    case .int(0): return false
    case .int(1): return true
    case .string(let text):
      if ["true", "t", "1", "on", "yes", "y"].contains(text.lowercased()) { return true }
      if ["false", "f", "0", "off", "no", "n"].contains(text.lowercased()) { return false }
    default: break
    }
    report("\(name) is invalid")
    return nil
  }

  mutating func text(_ name: String) -> String? {
    switch parameters[name] {
    case nil, .null: return nil
    case .string(let value): return value
    case .int(let value): return String(value)
    case .double(let value): return String(value)
    case .bool(let value): return String(value)
    case .array, .object:
      report("\(name) is invalid")
      return nil
    }
  }

  /// One of the given words; anything else sent, even nothing in it, is reported.
  mutating func word(_ name: String, of words: [String]) -> String? {
    guard let value = parameters[name] else { return nil }
    if case .string(let text) = value, words.contains(text) { return text }
    report("\(name) does not have a valid value")
    return nil
  }

  /// Tags, with commas split and white space stripped; nil when not sent.
  ///
  /// lib/api/validations/types/comma_separated_to_array.rb: the elements of an array are split as well,
  /// and what is neither text nor array becomes an empty list.
  func tags(_ name: String) -> [String]? {
    switch parameters[name] {
    case nil: nil
    case .string(let text): Self.split(text)
    case .array(let values):
      values.flatMap { value in
        switch value {
        case .string(let text): Self.split(text)
        case .int(let number): [String(number)]
        default: [String]()
        }
      }
    default: []
    }
  }

  private static func split(_ text: String) -> [String] {
    text.unicodeScalars.split(separator: ",", omittingEmptySubsequences: false).map { strip($0) }
  }

  /// Ruby's String#strip, which knows ASCII white space and NUL only.
  static func strip(_ text: Substring.UnicodeScalarView) -> String {
    let isSpace = { (scalar: Unicode.Scalar) in
      (0x09...0x0D).contains(scalar.value) || scalar == " " || scalar.value == 0
    }
    var text = text.drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return String(text)
  }
}
