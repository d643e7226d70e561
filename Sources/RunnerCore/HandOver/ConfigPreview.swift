/// What a section more would change in a configuration file of gitlab-runner.
public struct ConfigPreview: Equatable, Sendable {
  /// Counts what was looked at, so that what is written is what was shown.
  public var number: Int
  /// The file itself, links followed.
  public var path: String
  public var isNew: Bool
  /// Sections that are there already.
  public var entryCount: Int
  /// Lines of a unified difference, without secrets and control characters.
  public var difference: [String]
  /// Sentences about what was perhaps not meant.
  public var warnings: [String]

  public init(
    number: Int, path: String, isNew: Bool, entryCount: Int, difference: [String],
    warnings: [String]
  ) {
    self.number = number
    self.path = path
    self.isNew = isNew
    self.entryCount = entryCount
    self.difference = difference
    self.warnings = warnings
  }
}

/// A configuration file that got its section.
public struct ConfigWritten: Equatable, Sendable {
  /// What `gitlab-runner lint` says of it.
  public enum Lint: Equatable, Sendable {
    /// None is installed, or one before 19.3.
    case unavailable
    case passed
    /// The lines that it printed, sanitized.
    case complains([String])
  }

  public var path: String
  /// Where the old text is kept; nil for a new file.
  public var backup: String?
  public var lint: Lint
  /// Whether a service of this machine reads the file; gitlab-runner sees a change within seconds.
  public var isOfService: Bool

  public init(path: String, backup: String?, lint: Lint, isOfService: Bool) {
    self.path = path
    self.backup = backup
    self.lint = lint
    self.isOfService = isOfService
  }
}
