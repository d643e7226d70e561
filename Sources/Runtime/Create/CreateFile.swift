import Configuration
import RunnerCore

/// Values of a registration from YAML (and so from JSON) with GitLab's names.
struct CreateFile {
  private(set) var values = FormValues()
  /// Keys that nobody knows or that come twice, and values of a wrong kind. A key that was only
  /// misspelled would otherwise make another runner than was meant.
  private(set) var problems: [CommandProblem] = []

  /// - Throws: what is not YAML, or no mapping.
  init(_ bytes: [UInt8], file: String) throws(FileProblem) {
    let document = try YAMLDocument.parse(bytes, file: file)
    for warning in document.warnings {
      report(sanitized(warning.key ?? ""), Texts.fromKeyTwice(line: warning.line ?? 1))
    }
    guard let root = document.root, !root.isNull else { return }
    guard case .mapping(let entries) = root.content else {
      throw FileProblem(file: file, line: root.line, text: Texts.fromMustBeMapping)
    }
    let reader = FormValuesReader(entries)
    values = reader.values
    for entry in reader.unknown {
      let names = FormValuesReader.names.joined(separator: ", ")
      report(sanitized(entry.key), Texts.fromUnknownKey(line: entry.line, names))
    }
    for problem in reader.problems {
      report(problem.key, Texts.fromWrongValue(line: problem.line, problem.text))
    }
  }

  private mutating func report(_ field: String, _ message: String) {
    problems.append(CommandProblem(field: field, message: message))
  }
}
