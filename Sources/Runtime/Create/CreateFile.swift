import Configuration
import RunnerCore

/// Values of a registration from YAML (and so from JSON) with GitLab's names.
struct CreateFile {
  private(set) var values = CreateValues()
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
    for entry in entries where !entry.value.isNull { take(entry) }
  }

  private mutating func take(_ entry: YAMLEntry) {
    guard let field = FormField(rawValue: entry.key) else {
      let names = FormField.allCases.map(\.rawValue).joined(separator: ", ")
      return report(sanitized(entry.key), Texts.fromUnknownKey(line: entry.line, names))
    }
    switch field {
    case .runnerType: takeType(entry)
    case .groupID: values.group = text(entry)
    case .projectID: values.project = text(entry)
    case .description: values.description = text(entry)
    case .maintenanceNote: values.maintenanceNote = text(entry)
    case .maximumTimeout: values.maximumTimeout = text(entry)
    case .tagList: values.tags = list(entry)
    case .runUntagged: values.runUntagged = flag(entry)
    case .locked: values.isLocked = flag(entry)
    case .accessLevel: takeAccessLevel(entry)
    case .paused: values.isPaused = flag(entry)
    case .tokenExpiresAt: values.tokenExpiresAt = text(entry)
    case .tokenRotationDeadline: values.tokenRotationDeadline = text(entry)
    }
  }

  private mutating func takeType(_ entry: YAMLEntry) {
    guard let text = text(entry) else { return }
    values.type =
      RunnerType(rawValue: text) ?? CreateOptions.Kind(rawValue: text).map(RunnerType.init)
    if values.type == nil { report(entry.key, Texts.fromWrongType(line: entry.line)) }
  }

  private mutating func takeAccessLevel(_ entry: YAMLEntry) {
    guard let text = text(entry) else { return }
    switch text {
    case "ref_protected": values.isProtected = true
    case "not_protected": values.isProtected = false
    default: report(entry.key, Texts.fromWrongAccessLevel(line: entry.line))
    }
  }

  private mutating func text(_ entry: YAMLEntry) -> String? {
    if case .scalar(let text, _) = entry.value.content { return text }
    report(entry.key, Texts.fromMustBeText(line: entry.line))
    return nil
  }

  private mutating func list(_ entry: YAMLEntry) -> [String]? {
    switch entry.value.content {
    case .scalar(let text, _): return [text]
    case .sequence(let items):
      let texts = items.compactMap { item in
        if case .scalar(let text, _) = item.content, !item.isNull { text } else { String?.none }
      }
      if texts.count == items.count { return texts }
    case .mapping: break
    }
    report(entry.key, Texts.fromMustBeTags(line: entry.line))
    return nil
  }

  private mutating func flag(_ entry: YAMLEntry) -> Bool? {
    if case .scalar(let text, .plain) = entry.value.content {
      switch text.lowercased() {
      case "true", "yes", "on": return true
      case "false", "no", "off": return false
      default: break
      }
    }
    report(entry.key, Texts.fromMustBeFlag(line: entry.line))
    return nil
  }

  private mutating func report(_ field: String, _ message: String) {
    problems.append(CommandProblem(field: field, message: message))
  }
}
