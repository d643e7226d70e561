/// What other tools' readers look at besides their files: values, so that all can be tried without any.
public struct Surroundings: Sendable {
  public var environment: [String: String]
  public var home: String?
  /// The working directory, from which a git repository is looked for.
  public var folder: String?
  /// Seconds since 1970-01-01 00:00 UTC, for tokens that have expired.
  public var now: Int64
  public var files: FileAccess

  public init(
    environment: [String: String], home: String?, folder: String? = nil, now: Int64 = 0,
    files: FileAccess
  ) {
    self.environment = environment
    self.home = home
    self.folder = folder
    self.now = now
    self.files = files
  }

  /// The value of the first of the variables that is not empty.
  func variable(_ names: [String]) -> (name: String, value: String)? {
    for name in names {
      if let value = environment[name], !value.isEmpty { return (name, value) }
    }
    return nil
  }

  /// Whether a program is in one of the folders of `PATH`.
  func hasProgram(_ name: String) -> Bool {
    (environment["PATH"] ?? "").split(separator: ":")
      .contains { files.kind("\($0)/\(name)") == .program }
  }
}

/// A file of a configuration that was looked for and is there.
public struct FoundFile: Equatable, Sendable {
  public var path: String
  public var tool: Profile.Origin.Tool
  /// Why nothing of it can be used, with the line where that is known; nil when it was read.
  public var problem: String?

  public init(path: String, tool: Profile.Origin.Tool, problem: String? = nil) {
    self.path = path
    self.tool = tool
    self.problem = problem
  }
}

/// A part of a file that should be a profile and cannot be one.
public struct BrokenProfile: Equatable, Sendable {
  public var name: String
  public var file: String
  public var origin: Profile.Origin
  /// What is wrong, with file and line.
  public var problem: String

  init(name: String, origin: Profile.Origin, _ problem: FileProblem) {
    self.name = Printable.line(name)
    file = problem.file
    self.origin = origin
    self.problem = problem.sentence
  }
}

/// What the files of another tool come to. They are only read.
struct ForeignProfiles: Equatable, Sendable {
  var profiles: [Profile] = []
  var files: [FoundFile] = []
  var broken: [BrokenProfile] = []
  /// What is good to know whichever profile is used.
  var notes: [String] = []

  mutating func add(_ other: ForeignProfiles) {
    profiles += other.profiles
    files += other.files
    broken += other.broken
    notes += other.notes
  }

  /// Reads a file; what cannot be read is kept as the file's problem.
  /// - Returns: nil for no file and for one that cannot be read.
  mutating func read(
    _ path: String, tool: Profile.Origin.Tool, with files: FileAccess
  ) -> FileContent? {
    do {
      guard let content = try files.read(path, limit: YAMLDocument.Limit.bytes) else { return nil }
      self.files.append(FoundFile(path: path, tool: tool))
      return content
    } catch {
      self.files.append(
        FoundFile(path: path, tool: tool, problem: Printable.sentence(error.description)))
      return nil
    }
  }

  /// Says of a file that was read that nothing of it can be used.
  mutating func mark(_ path: String, _ problem: FileProblem) {
    guard let place = files.lastIndex(where: { $0.path == path }) else { return }
    files[place].problem = files[place].problem ?? problem.sentence
  }
}
