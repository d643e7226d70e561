import RunnerCore

/// Takes the known keys out of one mapping, and tells what is left over.
///
/// No message quotes a value: a token may stand where none belongs.
struct SettingsReader {
  let file: String
  /// The dotted path of the mapping; empty for the whole file.
  let path: String
  let line: Int
  let entries: [YAMLEntry]
  private var known: Set<String> = []
  var warnings: [FileProblem] = []

  init(_ node: YAMLNode, file: String, path: String = "") throws(FileProblem) {
    guard case .mapping(let entries) = node.content else {
      let key = path.isEmpty ? nil : path
      throw FileProblem(file: file, line: node.line, key: key, text: Texts.mustBeMapping)
    }
    self.entries = entries
    self.file = file
    self.path = path
    line = node.line
  }

  /// The entry of a key; nil where it is missing or empty.
  mutating func entry(_ key: String) -> YAMLEntry? {
    known.insert(key)
    return entries.first { $0.key == key && !$0.value.isNull }
  }

  mutating func text(_ key: String) throws(FileProblem) -> String? {
    guard let entry = entry(key) else { return nil }
    guard case .scalar(let text, _) = entry.value.content, !text.isEmpty else {
      throw problem(entry, Texts.mustBeText)
    }
    return text
  }

  mutating func secret(_ key: String) throws(FileProblem) -> Secret? {
    guard let text = try text(key), let entry = entry(key) else { return nil }
    do {
      return try TokenText.parse(Array(text.utf8))
    } catch {
      throw problem(entry, error.text)
    }
  }

  /// A program with its arguments: a list of texts, because no shell reads it.
  mutating func command(_ key: String) throws(FileProblem) -> [String]? {
    guard let entry = entry(key) else { return nil }
    guard let words = entry.value.texts, !words.isEmpty, words[0].isEmpty == false else {
      throw problem(entry, Texts.mustBeCommand)
    }
    return words
  }

  mutating func integer(_ key: String, in range: ClosedRange<Int>) throws(FileProblem) -> Int? {
    guard let entry = entry(key) else { return nil }
    guard case .scalar(let text, _) = entry.value.content, let number = Int(text),
      range.contains(number)
    else { throw problem(entry, Texts.mustBeNumber(range)) }
    return number
  }

  /// A number of seconds above 0, fractions included.
  mutating func seconds(_ key: String, upTo limit: Int) throws(FileProblem) -> Double? {
    guard let entry = entry(key) else { return nil }
    guard case .scalar(let text, _) = entry.value.content, let number = Double(text), number > 0,
      number <= Double(limit)
    else { throw problem(entry, Texts.mustBeSeconds(limit)) }
    return number
  }

  mutating func boolean(_ key: String) throws(FileProblem) -> Bool? {
    guard let entry = entry(key) else { return nil }
    if case .scalar(let text, .plain) = entry.value.content {
      switch text.lowercased() {
      case "true", "yes", "on": return true
      case "false", "no", "off": return false
      default: break
      }
    }
    throw problem(entry, Texts.mustBeBoolean)
  }

  mutating func child(_ key: String) throws(FileProblem) -> SettingsReader? {
    guard let entry = entry(key) else { return nil }
    return try SettingsReader(entry.value, file: file, path: dotted(entry.key))
  }

  /// Entries that were not asked for.
  var unknown: [YAMLEntry] { entries.filter { !known.contains($0.key) } }

  /// Warns about what was not asked for; call it after all keys.
  mutating func warnOfUnknown() {
    warnings += unknown.map { problem($0, Texts.unknownKey) }
  }

  func problem(_ entry: YAMLEntry, _ text: String) -> FileProblem {
    FileProblem(file: file, line: entry.line, key: dotted(entry.key), text: text)
  }

  private func dotted(_ key: String) -> String {
    path.isEmpty ? Printable.key(key) : "\(path).\(Printable.key(key))"
  }
}

extension YAMLNode {
  /// The items of a list of texts; nil for anything else.
  var texts: [String]? {
    guard case .sequence(let items) = content else { return nil }
    var texts: [String] = []
    for item in items {
      guard case .scalar(let text, _) = item.content else { return nil }
      texts.append(text)
    }
    return texts
  }
}

/// A value that was read, with what was wrong but did not matter.
public struct Parsed<Value: Sendable>: Sendable {
  public var value: Value
  public var warnings: [FileProblem]
}

extension Parsed: Equatable where Value: Equatable {}
