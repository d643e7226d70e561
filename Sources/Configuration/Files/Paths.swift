/// Where the program's files are (XDG Base Directory Specification 0.8).
public struct Paths: Equatable, Sendable {
  public let home: String?
  /// The folder of the configuration and of what the program saves.
  public let configuration: String
  /// The folder of the journal and the log.
  public let state: String
  /// Folders of theme files, the user's own first.
  public let themes: [String]

  /// - Throws: that there is no home folder, where one is needed.
  public init(environment: [String: String]) throws(PathsFailure) {
    let home = Paths.absolute(environment["HOME"])
    func folder(_ variable: String, _ fallback: String) throws(PathsFailure) -> String {
      if let path = Paths.absolute(environment[variable]) { return path }
      guard let home else { throw PathsFailure(variable: variable) }
      return home + fallback
    }
    self.home = home
    configuration = try folder("XDG_CONFIG_HOME", "/.config") + "/runner-wizard"
    state = try folder("XDG_STATE_HOME", "/.local/state") + "/runner-wizard"
    let data = try folder("XDG_DATA_HOME", "/.local/share")
    let system = environment["XDG_DATA_DIRS"].flatMap { $0.isEmpty ? nil : $0 }
    let shared = (system ?? "/usr/local/share:/usr/share").split(separator: ":")
      .compactMap { Paths.absolute(String($0)) }
    themes =
      ["\(configuration)/themes"] + ([data] + shared).map { "\($0)/runner-wizard/themes" }
  }

  /// The operator's file, which the program never writes.
  public var configurationFile: String { configuration + "/config.yaml" }

  /// The program's own file.
  public var savedFile: String { configuration + "/saved.yaml" }

  /// The folder of registrations whose tokens are not known to be safe.
  public var journal: String { state + "/journal" }

  /// The folder of batches that are not finished.
  public var batches: String { state + "/batches" }

  /// The file with a line for every change to a runner.
  public var changes: String { state + "/changes.jsonl" }

  /// Relative paths do not count, says the specification. Slashes at the end are dropped.
  private static func absolute(_ path: String?) -> String? {
    guard var path = path, path.hasPrefix("/") else { return nil }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}

/// That a folder cannot be found because the environment does not name it.
public struct PathsFailure: Error, Equatable, Sendable, CustomStringConvertible {
  /// The variable that could name it besides `HOME`.
  public var variable: String

  public var description: String { Texts.noHome(variable) }
}
