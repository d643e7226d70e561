/// Takes the text of a filter apart.
struct RunnerFilterParser {
  /// What stands at one place of the text.
  enum Parsed {
    case part(RunnerFilterPart)
    case pattern(RunnerPatternPart)
    /// A plain word, as it was typed.
    case word(String, RunnerFilterPart)
    /// A word like `env:prod` that begins as a part does but with a key that there is not.
    case unknownKey(String, String, RunnerFilterPart)
    /// A part without a value, which keeps everything; what there is of it.
    case nothing(String)
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
      return plain(typed, isNegated)
    }
    rest = rest[rest.index(after: colon)...]
    let isExact = key == .tag && rest.first == "="
    if isExact { rest.removeFirst() }
    let value: String
    let values: [String]
    if rest.first == "\"" {
      value = takeQuoted()
      values = [value]
    } else {
      value = String(rest.prefix { !$0.properties.isWhitespace })
      rest = rest.dropFirst(value.unicodeScalars.count)
      // A comma at the end is there while the next value is typed.
      values = value.unicodeScalars.split(separator: ",").map { String($0) }
    }
    let found = value.isEmpty ? .nothing : condition(key, value, values, isExact: isExact)
    return found.parsed(isNegated, typed: key.rawValue + ":" + (isExact ? "=" : ""))
  }

  private enum Key: String {
    case tag, status, type, creator, owner, version, expires, locked, protected, untagged
  }

  private enum Found {
    case condition(RunnerCondition)
    case nothing
    case problem(String)

    func parsed(_ isNegated: Bool, typed: String) -> Parsed {
      switch self {
      case .condition(let condition):
        .part(RunnerFilterPart(isNegated: isNegated, condition: condition))
      case .nothing: .nothing(typed)
      case .problem(let sentence): .problem(sentence)
      }
    }
  }

  /// - Parameter values: those between commas, of which there may be several where that has a meaning.
  private func condition(
    _ key: Key, _ value: String, _ values: [String], isExact: Bool
  ) -> Found {
    let lower = value.lowercased()
    switch key {
    case .tag:
      if isExact { return values.isEmpty ? .nothing : .condition(.exactTags(values)) }
      let words = values.map(FoldedWord.init).filter { !$0.isEmpty }
      return words.isEmpty ? .nothing : .condition(.tags(words))
    case .creator:
      // Names are shown with the sign before them.
      let name = FoldedWord(value.first == "@" ? String(value.dropFirst()) : value)
      return name.isEmpty ? .nothing : .condition(.creator(name))
    case .owner:
      let path = FoldedWord(value)
      return path.isEmpty ? .nothing : .condition(.owner(path))
    case .version:
      switch RunnerVersionComparison.parse(value) {
      case .comparison(let comparison)?: return .condition(.versionRange(comparison))
      case .nothing?: return .nothing
      case .problem(let text)?: return .problem(Texts.notAVersion(text))
      case nil: return RunnerVersionPrefix(value).map { .condition(.version($0)) } ?? .nothing
      }
    case .status:
      return anyOf(values, RunnerCondition.Status.named, Texts.unknownStatus) { .status($0) }
    case .type:
      let named = { word in RunnerType.allCases.filter { $0.rawValue.hasPrefix(word) } }
      return anyOf(values, named, Texts.unknownType) { .type($0) }
    case .locked, .protected, .untagged:
      guard let flag = RunnerCondition.Flag(rawValue: key.rawValue) else { return .nothing }
      if "yes".hasPrefix(lower) || "true".hasPrefix(lower) { return .condition(.flag(flag, true)) }
      if "no".hasPrefix(lower) || "false".hasPrefix(lower) { return .condition(.flag(flag, false)) }
      return .problem(Texts.neitherYesNorNo(value, after: key.rawValue))
    case .expires:
      let length = String(value.trimmingPrefix("<").trimmingPrefix("="))
      if length.isEmpty { return .nothing }
      let isBare = length.unicodeScalars.allSatisfy(\.isASCIIDigit)
      guard let seconds = try? DurationText.parse(isBare ? length + "d" : length) else {
        return .problem(Texts.notAnExpiry(value))
      }
      return .condition(.expires(within: Int64(seconds)))
    }
  }

  /// All that several words mean, each of which has to mean something.
  private func anyOf<Meaning>(
    _ values: [String], _ named: (String) -> [Meaning], _ problem: (String) -> String,
    _ condition: ([Meaning]) -> RunnerCondition
  ) -> Found {
    var all: [Meaning] = []
    for value in values {
      let meant = named(value.lowercased())
      guard !meant.isEmpty else { return .problem(problem(value)) }
      all += meant
    }
    return all.isEmpty ? .nothing : .condition(condition(all))
  }

  /// A word without quotes: an id, or a text to look for.
  private func plain(_ typed: Substring.UnicodeScalarView, _ isNegated: Bool) -> Parsed {
    let text = String(typed)
    guard !text.isEmpty else { return .nothing("!") }
    guard !FoldedWord(text).isEmpty else { return .nothing(text) }
    guard typed.first == "#" else {
      let key = typed.prefix(while: \.properties.isAlphabetic)
      guard !key.isEmpty, key.endIndex < typed.endIndex, typed[key.endIndex] == ":" else {
        return .word(text, part(text, isNegated))
      }
      return .unknownKey(String(key) + ":", text, part(text, isNegated))
    }
    let digits = typed.dropFirst()
    if digits.isEmpty { return .nothing("#") }
    guard digits.allSatisfy(\.isASCIIDigit), let id = Int64(String(digits)) else {
      return .word(text, part(text, isNegated))
    }
    return .part(RunnerFilterPart(isNegated: isNegated, condition: .id(id)))
  }

  private func word(_ text: String, _ isNegated: Bool) -> Parsed {
    FoldedWord(text).isEmpty ? .nothing("\"\"") : .word(text, part(text, isNegated))
  }

  private func part(_ text: String, _ isNegated: Bool) -> RunnerFilterPart {
    let isNumber = text.unicodeScalars.allSatisfy(\.isASCIIDigit) && !text.hasPrefix("0")
    let condition = RunnerCondition.word(
      FoldedWord(text), idPrefix: isNumber ? Int64(text) : nil)
    return RunnerFilterPart(isNegated: isNegated, condition: condition)
  }

  private func pattern(_ text: String, _ isNegated: Bool) -> Parsed {
    guard !text.isEmpty else { return .nothing("//") }
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
