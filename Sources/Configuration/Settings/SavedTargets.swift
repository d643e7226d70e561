public import RunnerCore

/// A group or project that a runner was created in, as `saved.yaml` keeps it.
public struct SavedTarget: Equatable, Sendable {
  /// How many are kept; favourites are the last to go.
  public static let limit = 30

  public var server: ServerURL
  public var target: RunnerTarget
  public var isFavourite: Bool

  public init(server: ServerURL, target: RunnerTarget, isFavourite: Bool = false) {
    self.server = server
    self.target = target
    self.isFavourite = isFavourite
  }

  /// Whether both are the same group or project, whatever else is known of it.
  public func isSamePlace(as other: SavedTarget) -> Bool {
    server == other.server && target.kind == other.target.kind && target.id == other.target.id
  }
}

/// The list `recent` of `saved.yaml`. An entry that cannot be read is a warning and stays as it is.
struct SavedTargets: Equatable, Sendable {
  private var targets: [SavedTarget] = []
  private var unusable: [YAMLNode] = []

  init() {}

  init(_ reader: inout SettingsReader) {
    guard let entry = reader.entry("recent") else { return }
    guard case .sequence(let items) = entry.value.content else {
      unusable = [entry.value]
      reader.warnings.append(reader.problem(entry, Texts.wrongRecent))
      return
    }
    for item in items {
      if let target = SavedTarget(item) {
        targets.append(target)
      } else {
        unusable.append(item)
        reader.warnings.append(
          FileProblem(file: reader.file, line: item.line, key: "recent", text: Texts.wrongRecent))
      }
    }
  }

  /// The latest first.
  var usable: [SavedTarget] {
    get { targets }
    set {
      targets = newValue
      while targets.count > SavedTarget.limit {
        targets.remove(at: targets.lastIndex { !$0.isFavourite } ?? targets.count - 1)
      }
    }
  }

  /// The value of `recent`; nil where there is nothing to keep.
  var node: YAMLNode? {
    let items = targets.map(\.node) + unusable
    return items.isEmpty ? nil : YAMLNode(.sequence(items))
  }
}

extension SavedTarget {
  fileprivate init?(_ node: YAMLNode) {
    func text(_ key: String) -> String? {
      guard let value = node[key], !value.isNull, case .scalar(let text, _) = value.content else {
        return nil
      }
      return text
    }
    guard let url = text("url"), let server = try? ServerURL(parsing: url),
      let kind = text("kind").flatMap(RunnerTarget.Kind.init(rawValue:)),
      let id = text("id").flatMap(Int64.init), id > 0
    else { return nil }
    self.init(
      server: server,
      target: RunnerTarget(
        kind: kind, id: id, fullPath: text("path").map(sanitized),
        name: text("name").map(sanitized)),
      isFavourite: text("favourite") == "true")
  }

  fileprivate var node: YAMLNode {
    var entries = [
      YAMLEntry("url", .text(server.description)), YAMLEntry("kind", .plain(target.kind.rawValue)),
      YAMLEntry("id", .plain(String(target.id))),
    ]
    if let path = target.fullPath { entries.append(YAMLEntry("path", .text(path))) }
    if let name = target.name { entries.append(YAMLEntry("name", .text(name))) }
    if isFavourite { entries.append(YAMLEntry("favourite", .plain("true"))) }
    return YAMLNode(.mapping(entries))
  }
}
