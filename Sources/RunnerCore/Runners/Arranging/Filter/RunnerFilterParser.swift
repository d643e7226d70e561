/// Takes the text of a filter apart.
struct RunnerFilterParser {
  /// What stands at one place of the text.
  enum Parsed {
    case part(RunnerFilterPart)
    case pattern(RunnerPatternPart)
    /// A plain word, as it was typed.
    case word(String, RunnerFilterPart)
    /// A part without a value, which keeps everything.
    case nothing
    case problem(String)
  }

  private var rest: Substring.UnicodeScalarView

  init(_ text: String) {
    rest = text[...].unicodeScalars
  }

  /// The next part; nil at the end.
  mutating func next() -> Parsed? {
    rest = rest.drop(while: \.properties.isWhitespace)
    guard !rest.isEmpty else { return nil }
    var isNegated = false
    while rest.first == "!" {
      rest.removeFirst()
      isNegated.toggle()
    }
    switch rest.first {
    case "\"": return word(takeQuoted(), isNegated)
    case "/": return pattern(takePattern(), isNegated)
    default: break
    }
    let end = rest.firstIndex(where: \.properties.isWhitespace) ?? rest.endIndex
    let typed = rest[..<end]
    guard let colon = typed.firstIndex(of: ":"),
      let key = Key(rawValue: String(typed[..<colon]).lowercased())
    else {
      rest = rest[end...]
      return plain(String(typed), isNegated)
    }
    rest = rest[rest.index(after: colon)...]
    let isExact = key == .tag && rest.first == "="
    if isExact { rest.removeFirst() }
    let value: String
    if rest.first == "\"" {
      value = takeQuoted()
    } else {
      value = String(rest.prefix { !$0.properties.isWhitespace })
      rest = rest.dropFirst(value.unicodeScalars.count)
    }
    guard !value.isEmpty else { return .nothing }
    return condition(key, value, isExact: isExact).parsed(isNegated)
  }

  private enum Key: String {
    case tag, status, type, creator, owner, version, expires, locked, protected, untagged
  }

  private enum Found {
    case condition(RunnerCondition)
    case nothing
    case problem(String)

    func parsed(_ isNegated: Bool) -> Parsed {
      switch self {
      case .condition(let condition):
        .part(RunnerFilterPart(isNegated: isNegated, condition: condition))
      case .nothing: .nothing
      case .problem(let sentence): .problem(sentence)
      }
    }
  }

  private func condition(_ key: Key, _ value: String, isExact: Bool) -> Found {
    let lower = value.lowercased()
    switch key {
    case .tag: return .condition(isExact ? .exactTag(value) : .tag(FoldedWord(value)))
    case .creator: return .condition(.creator(FoldedWord(value)))
    case .owner: return .condition(.owner(FoldedWord(value)))
    case .version:
      return RunnerVersionPrefix(value).map { .condition(.version($0)) } ?? .nothing
    case .status:
      let named = RunnerCondition.Status.allCases.filter { $0.rawValue.hasPrefix(lower) }
      return named.isEmpty ? .problem(Texts.unknownStatus(value)) : .condition(.status(named))
    case .type:
      let named = RunnerType.allCases.filter { $0.rawValue.hasPrefix(lower) }
      return named.isEmpty ? .problem(Texts.unknownType(value)) : .condition(.type(named))
    case .locked, .protected, .untagged:
      guard let flag = RunnerCondition.Flag(rawValue: key.rawValue) else { return .nothing }
      if "yes".hasPrefix(lower) || "true".hasPrefix(lower) { return .condition(.flag(flag, true)) }
      if "no".hasPrefix(lower) || "false".hasPrefix(lower) { return .condition(.flag(flag, false)) }
      return .problem(Texts.neitherYesNorNo(value, after: key.rawValue))
    case .expires:
      let isBare = value.unicodeScalars.allSatisfy(\.isASCIIDigit)
      guard let seconds = try? DurationText.parse(isBare ? value + "d" : value) else {
        return .problem(Texts.notAnExpiry(value))
      }
      return .condition(.expires(within: Int64(seconds)))
    }
  }

  /// A word without quotes: an id, or a text to look for.
  private func plain(_ text: String, _ isNegated: Bool) -> Parsed {
    let scalars = text.unicodeScalars
    guard scalars.first == "#" else { return word(text, isNegated) }
    let digits = scalars.dropFirst()
    if digits.isEmpty { return .nothing }
    guard digits.allSatisfy(\.isASCIIDigit), let id = Int64(String(digits)) else {
      return word(text, isNegated)
    }
    return .part(RunnerFilterPart(isNegated: isNegated, condition: .id(id)))
  }

  private func word(_ text: String, _ isNegated: Bool) -> Parsed {
    guard !text.isEmpty else { return .nothing }
    let isNumber = text.unicodeScalars.allSatisfy(\.isASCIIDigit) && !text.hasPrefix("0")
    let condition = RunnerCondition.word(
      FoldedWord(text), idPrefix: isNumber ? Int64(text) : nil)
    return .word(text, RunnerFilterPart(isNegated: isNegated, condition: condition))
  }

  private func pattern(_ text: String, _ isNegated: Bool) -> Parsed {
    guard !text.isEmpty else { return .nothing }
    do {
      let pattern = try RunnerPattern(parsing: text)
      return .pattern(RunnerPatternPart(isNegated: isNegated, pattern: pattern))
    } catch {
      return .problem(error.message)
    }
  }

  /// The text between quotes; the second one may still be missing.
  private mutating func takeQuoted() -> String {
    rest.removeFirst()
    let end = rest.firstIndex(of: "\"") ?? rest.endIndex
    defer { rest = rest[end...].dropFirst() }
    return String(rest[..<end])
  }

  /// The text between slashes, of which the second ends the part or may still be missing.
  private mutating func takePattern() -> String {
    rest.removeFirst()
    var end = rest.startIndex
    while end < rest.endIndex {
      let next = rest.index(after: end)
      if rest[end] == "\\", next < rest.endIndex {
        end = rest.index(after: next)
        continue
      }
      if rest[end] == "/", next == rest.endIndex || rest[next].properties.isWhitespace { break }
      end = next
    }
    defer { rest = rest[end...].dropFirst() }
    return String(rest[..<end])
  }
}
