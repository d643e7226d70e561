public import RunnerCore

/// The values of a registration out of a mapping with GitLab's names, as `create --from` and presets have them.
public struct FormValuesReader: Equatable, Sendable {
  /// A value of a wrong kind. It does not quote the value.
  public struct Problem: Equatable, Sendable {
    public var key: String
    public var line: Int
    /// What to write, as a clause.
    public var text: String
  }

  public private(set) var values = FormValues()
  public private(set) var problems: [Problem] = []
  /// Entries that are no field of a registration.
  public private(set) var unknown: [YAMLEntry] = []

  /// The names that can be given.
  public static var names: [String] { FormField.allCases.map(\.rawValue) }

  public init(_ entries: [YAMLEntry]) {
    for entry in entries where !entry.value.isNull { take(entry) }
  }

  private mutating func take(_ entry: YAMLEntry) {
    guard let field = FormField(rawValue: entry.key) else {
      unknown.append(entry)
      return
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
      RunnerType(rawValue: text) ?? RunnerType.allCases.first { $0.rawValue == "\(text)_type" }
    if values.type == nil { report(entry, Texts.wrongRunnerType) }
  }

  private mutating func takeAccessLevel(_ entry: YAMLEntry) {
    guard let text = text(entry) else { return }
    switch text {
    case "ref_protected": values.isProtected = true
    case "not_protected": values.isProtected = false
    default: report(entry, Texts.wrongAccessLevel)
    }
  }

  private mutating func text(_ entry: YAMLEntry) -> String? {
    if case .scalar(let text, _) = entry.value.content { return text }
    report(entry, Texts.mustBeOneValue)
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
    report(entry, Texts.mustBeTags)
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
    report(entry, Texts.mustBeFlag)
    return nil
  }

  private mutating func report(_ entry: YAMLEntry, _ text: String) {
    problems.append(Problem(key: entry.key, line: entry.line, text: text))
  }
}

extension FormValues {
  /// The entries of a mapping that reads as these values.
  var entries: [YAMLEntry] {
    var entries: [YAMLEntry] = []
    func add(_ field: FormField, _ value: YAMLNode?) {
      if let value { entries.append(YAMLEntry(field.rawValue, value)) }
    }
    func text(_ text: String?) -> YAMLNode? { text.map(YAMLNode.text) }
    func flag(_ flag: Bool?) -> YAMLNode? { flag.map { .plain($0 ? "true" : "false") } }

    add(.runnerType, text(type?.rawValue))
    add(.groupID, text(group))
    add(.projectID, text(project))
    add(.description, text(description))
    add(.maintenanceNote, text(maintenanceNote))
    add(.maximumTimeout, text(maximumTimeout))
    add(.tagList, tags.map { YAMLNode(.sequence($0.map(YAMLNode.text))) })
    add(.runUntagged, flag(runUntagged))
    add(.locked, flag(isLocked))
    add(.accessLevel, isProtected.map { .plain($0 ? "ref_protected" : "not_protected") })
    add(.paused, flag(isPaused))
    add(.tokenExpiresAt, text(tokenExpiresAt))
    add(.tokenRotationDeadline, text(tokenRotationDeadline))
    return entries
  }
}
