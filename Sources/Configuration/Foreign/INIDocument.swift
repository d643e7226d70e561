/// Files of sections and options as Python's `configparser` reads them with its defaults
/// (CPython: `Lib/configparser.py`): one file over the other, `[DEFAULT]` behind every section, basic
/// interpolation.
struct INIDocument: Equatable, Sendable {
  struct Option: Equatable, Sendable {
    var value: String
    var file: String
    /// Counted from 1.
    var line: Int
  }

  struct Section: Equatable, Sendable {
    var name: String
    var file: String
    /// Of the first header of this name.
    var line: Int
    /// By the name in lower case.
    var options: [String: Option] = [:]
  }

  static let defaultSection = "DEFAULT"

  /// In the order of their first header, without `[DEFAULT]`.
  private(set) var sections: [Section] = []
  private(set) var defaults: [String: Option] = [:]

  subscript(name: String) -> Section? { sections.first { $0.name == name } }

  /// Reads a file over what was read before.
  /// - Returns: everything that is wrong with the file; then nothing of it is taken.
  mutating func read(_ bytes: [UInt8], file: String) -> [FileProblem] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return [FileProblem(file: file, line: Self.firstWrongLine(bytes), text: Texts.isNotUTF8)]
    }
    var reader = INIReader(file: file, document: self)
    for (index, line) in text.linesAsPythonSeesThem.enumerated() {
      reader.take(line, number: index + 1)
    }
    if reader.problems.isEmpty { self = reader.finished }
    return reader.problems
  }

  mutating func open(_ name: String, file: String, line: Int) {
    if self[name] == nil { sections.append(Section(name: name, file: file, line: line)) }
  }

  mutating func set(_ key: String, _ option: Option, in name: String) {
    if name == Self.defaultSection {
      defaults[key] = option
    } else if let place = sections.firstIndex(where: { $0.name == name }) {
      sections[place].options[key] = option
    }
  }

  /// The value of an option of a section or of `[DEFAULT]` with its references replaced; nil where there
  /// is neither the section nor the option.
  /// - Throws: a reference that cannot be replaced, which Python refuses as well.
  func value(_ key: String, in name: String) throws(FileProblem) -> Option? {
    guard let section = self[name] else { return nil }
    let options = defaults.merging(section.options) { _, own in own }
    guard var option = options[key] else { return nil }
    var interpolation = INIInterpolation(options: options)
    do throws(INIInterpolation.Failure) {
      option.value = try interpolation.text(of: option.value)
    } catch {
      throw FileProblem(
        file: option.file, line: option.line, key: "\(Printable.key(name)).\(key)",
        text: error.text)
    }
    return option
  }

  private static func firstWrongLine(_ bytes: [UInt8]) -> Int? {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
  }
}

/// Takes the lines of one file in their order.
private struct INIReader {
  let file: String
  var document: INIDocument
  private(set) var problems: [FileProblem] = []
  private var section: String?
  private var option: (key: String, line: Int, lines: [String])?
  private var indent = 0
  private var sectionsOfThisFile: [String: Int] = [:]
  private var optionsOfThisFile: [[String]: Int] = [:]

  init(file: String, document: INIDocument) {
    self.file = file
    self.document = document
  }

  /// The document with the last option, which ends where the file does.
  var finished: INIDocument {
    var copy = self
    copy.endOption()
    return copy.document
  }

  mutating func take(_ line: String, number: Int) {
    let text = line.trimmingWhiteSpace()
    if text.hasPrefix("#") || text.hasPrefix(";") { return }
    guard !text.isEmpty else {
      option?.lines.append("")
      return
    }
    let margin = line.unicodeScalars.prefix { $0.properties.isWhitespace }.count
    if option != nil, margin > indent {
      option?.lines.append(text)
      return
    }
    indent = margin
    if let name = header(text) {
      endOption()
      begin(name, number)
    } else if section == nil {
      problem(number, Texts.lineBeforeSection)
    } else {
      endOption()
      beginOption(text, number)
    }
  }

  /// Everything to the last bracket, as Python's pattern `\[(?P<header>.+)\]` takes it.
  private func header(_ text: String) -> String? {
    guard text.hasPrefix("["), let end = text.lastIndex(of: "]") else { return nil }
    let name = text[text.index(after: text.startIndex)..<end]
    return name.isEmpty ? nil : String(name)
  }

  private mutating func begin(_ name: String, _ number: Int) {
    section = name
    guard name != INIDocument.defaultSection else { return }
    if let first = sectionsOfThisFile[name] {
      problem(number, Texts.duplicateSection(firstLine: first), key: name)
    }
    sectionsOfThisFile[name] = number
    document.open(name, file: file, line: number)
  }

  private mutating func beginOption(_ text: String, _ number: Int) {
    let scalars = text.unicodeScalars
    guard let sign = scalars.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
      problem(number, Texts.lineIsNoOption)
      return
    }
    let key = String(scalars[..<sign]).trimmingWhiteSpace().lowercased()
    guard !key.isEmpty else {
      problem(number, Texts.lineIsNoOption)
      return
    }
    let place = [section ?? "", key]
    if let first = optionsOfThisFile[place] {
      let dotted = "\(Printable.key(section ?? "")).\(Printable.key(key))"
      problem(number, Texts.duplicateOption(firstLine: first), key: dotted)
    }
    optionsOfThisFile[place] = number
    let value = String(scalars[scalars.index(after: sign)...]).trimmingWhiteSpace()
    option = (key, number, [value])
  }

  private mutating func endOption() {
    guard let ended = option, let section else { return }
    option = nil
    let value = ended.lines.joined(separator: "\n").trimmingWhiteSpace(atStart: false)
    document.set(
      ended.key, INIDocument.Option(value: value, file: file, line: ended.line), in: section)
  }

  private mutating func problem(_ line: Int, _ text: String, key: String? = nil) {
    problems.append(
      FileProblem(file: file, line: line, key: key.map(Printable.key), text: text))
  }
}

extension String {
  /// Lines as Python's text files have them: `\n`, `\r\n` and `\r` end one.
  var linesAsPythonSeesThem: [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var lastWasReturn = false
    for scalar in unicodeScalars {
      if scalar == "\n", lastWasReturn {
        lastWasReturn = false
        continue
      }
      lastWasReturn = scalar == "\r"
      if scalar == "\n" || scalar == "\r" {
        lines.append(String(line))
        line = String.UnicodeScalarView()
      } else {
        line.append(scalar)
      }
    }
    if !line.isEmpty { lines.append(String(line)) }
    return lines
  }

  /// The text without white space of any script around it, as Python's `strip` and `rstrip`.
  func trimmingWhiteSpace(atStart: Bool = true) -> String {
    var rest = unicodeScalars[...]
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
    if atStart { rest = rest.drop { $0.properties.isWhitespace } }
    return String(rest)
  }
}
