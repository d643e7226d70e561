import RunnerCore

/// The views of the list that `saved.yaml` keeps, each under its name.
///
/// A view that cannot be used is a warning and stays in the file as it is: no other part of the
/// program should fail for it.
struct SavedViews: Equatable, Sendable {
  private enum Entry: Equatable, Sendable {
    /// `unknown` is what this version does not know of it.
    case usable(RunnerView, unknown: [YAMLEntry])
    case unusable(YAMLEntry)

    var name: String {
      switch self {
      case .usable(let view, _): view.name
      case .unusable(let entry): entry.key
      }
    }
  }

  /// In the order of the file.
  private var entries: [Entry] = []

  init() {}

  /// Reads `views`.
  init(_ reader: inout SettingsReader) throws(FileProblem) {
    guard let child = try reader.child("views") else { return }
    for entry in child.entries {
      do throws(FileProblem) {
        guard Profile.isName(entry.key) else { throw child.problem(entry, Texts.wrongViewName) }
        let path = "\(child.path).\(Printable.key(entry.key))"
        var view = try SettingsReader(entry.value, file: child.file, path: path)
        let usable = try RunnerView(name: entry.key, &view)
        entries.append(.usable(usable, unknown: view.unknown))
        view.warnOfUnknown()
        reader.warnings += view.warnings
      } catch {
        entries.append(.unusable(entry))
        reader.warnings.append(error)
      }
    }
  }

  /// Those that can be used. Setting them keeps what this version does not know of views that stay, and the
  /// views that it cannot use.
  var usable: [RunnerView] {
    get {
      entries.compactMap { entry in
        if case .usable(let view, _) = entry { view } else { nil }
      }
    }
    set {
      let names = Set(newValue.map(\.name))
      var unknown: [String: [YAMLEntry]] = [:]
      for case .usable(let view, let entries) in entries { unknown[view.name] = entries }
      let others = entries.filter { entry in
        if case .unusable = entry { !names.contains(entry.name) } else { false }
      }
      entries = newValue.map { .usable($0, unknown: unknown[$0.name] ?? []) } + others
    }
  }

  /// The value of `views`; nil where there is nothing to keep.
  var node: YAMLNode? {
    guard !entries.isEmpty else { return nil }
    return YAMLNode(
      .mapping(
        entries.map { entry in
          switch entry {
          case .usable(let view, let unknown):
            YAMLEntry(view.name, YAMLNode(.mapping(view.entries + unknown)))
          case .unusable(let entry): entry
          }
        }))
  }
}

extension RunnerView {
  /// Reads one entry of `views`. `descendants: true` or `false` is another way to write two of the memberships.
  fileprivate init(name: String, _ reader: inout SettingsReader) throws(FileProblem) {
    var view = RunnerView(name: name, scope: "mine")
    if let scope = try reader.text("scope"), let entry = reader.entry("scope") {
      guard RunnerView.isScope(scope) else { throw reader.problem(entry, Texts.wrongScope) }
      view.scope = scope
    }
    if let descendants = try reader.boolean("descendants") {
      view.membership = descendants ? .descendants : .direct
    }
    if let text = try reader.text("membership"), let entry = reader.entry("membership") {
      guard
        let membership = RunnerMembership.allCases.first(where: { $0.rawValue.lowercased() == text }
        )
      else { throw reader.problem(entry, Texts.wrongMembership) }
      view.membership = membership
    }
    view.filter = try reader.text("filter") ?? ""
    if let sort = try reader.text("sort"), let entry = reader.entry("sort") {
      guard let order = RunnerSort(parsing: sort) else {
        throw reader.problem(entry, Texts.wrongSort(RunnerSortField.allCases.map(\.rawValue)))
      }
      view.sort = order
    }
    if let entry = reader.entry("columns") {
      guard let names = entry.value.texts, !names.contains(where: \.isEmpty) else {
        throw reader.problem(entry, Texts.mustBeViewColumns)
      }
      view.columns = names
    }
    self = view
  }

  /// The entries of its mapping; what is usual is left out.
  fileprivate var entries: [YAMLEntry] {
    var entries = [YAMLEntry("scope", .text(scope))]
    if scope.hasPrefix("group:") {
      entries.append(YAMLEntry("membership", .plain(membership.rawValue.lowercased())))
    }
    if !filter.isEmpty { entries.append(YAMLEntry("filter", .text(filter))) }
    if let sort { entries.append(YAMLEntry("sort", .text(sort.text))) }
    if let columns {
      entries.append(YAMLEntry("columns", YAMLNode(.sequence(columns.map(YAMLNode.text)))))
    }
    return entries
  }

  /// Whether a text names a scope: `mine`, `instance`, `group:PATH` or `project:PATH`.
  static func isScope(_ text: String) -> Bool {
    if text == "mine" || text == "instance" { return true }
    return ["group:", "project:"].contains { text.hasPrefix($0) && text != $0 }
  }
}
