import RunnerCore

/// One group or project that can be picked.
struct TargetRow: Equatable, Sendable {
  enum Place: Equatable, Sendable {
    case target(RunnerTarget)
    /// Known by its path alone, so that it has to be looked up.
    case path(String)
  }

  /// Why it stands before others.
  enum Origin: Equatable, Sendable {
    case favourite
    /// The project of the git repository that the program was started in.
    case repository(remote: String)
    case recent
    case server
  }

  var place: Place
  var origin: Origin
  /// Tells rows apart whatever becomes of the list around them. Paths are compared as GitLab does, without case.
  let key: String

  init(_ place: Place, _ origin: Origin) {
    self.place = place
    self.origin = origin
    key = Self.path(of: place).lowercased()
  }

  var path: String { Self.path(of: place) }

  private static func path(of place: Place) -> String {
    switch place {
    case .target(let target): target.fullPath ?? Texts.plainID(target.id)
    case .path(let path): path
    }
  }

  var target: RunnerTarget? {
    guard case .target(let target) = place else { return nil }
    return target
  }

  func isMatched(by words: TargetWords) -> Bool {
    switch place {
    case .target(let target): words.match(target)
    case .path(let path): words.match(RunnerTarget(kind: .project, id: 0, fullPath: path))
    }
  }
}
