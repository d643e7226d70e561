import RunnerCore

/// All profiles there are, with the files they were found in.
public struct FoundProfiles: Equatable, Sendable {
  /// Each under a name of its own: the operator's, then the saved ones, python-gitlab's, glab's, and that
  /// of the environment.
  public private(set) var profiles: [Profile] = []
  /// The profile that is meant where none is asked for.
  public private(set) var defaultProfile: String?
  /// Configuration files that are there.
  public private(set) var files: [FoundFile] = []
  /// Parts of other tools' files that should be profiles and cannot be.
  public private(set) var broken: [BrokenProfile] = []
  /// What to know whichever profile is used.
  public private(set) var notes: [String] = []
  /// The project of the working directory.
  public private(set) var git: GitRemote?

  /// - Parameters:
  ///   - configurationPath: the operator's file, if it was read.
  ///   - savedPath: the program's own file, if it was read.
  ///   - surroundings: where other tools' files are looked for; nil for not at all.
  public init(
    configuration: ConfigurationFile, configurationPath: String? = nil, saved: SavedFile,
    savedPath: String? = nil, surroundings: Surroundings? = nil
  ) {
    defaultProfile = configuration.defaultProfile ?? saved.defaultProfile
    let names = Set(configuration.profiles.map(\.name))
    profiles = configuration.profiles + saved.profiles.filter { !names.contains($0.name) }
    if let configurationPath {
      files.append(FoundFile(path: configurationPath, tool: .configuration))
    }
    if let savedPath { files.append(FoundFile(path: savedPath, tool: .saved)) }
    guard let surroundings else { return }
    var foreign = PythonGitLab.read(surroundings)
    foreign.add(Glab.read(surroundings))
    add(foreign)
    addEnvironment(surroundings)
    git = GitRemote.find(surroundings)
  }

  /// The profile of a name, also under its tool's name, such as `glab:gitlab.example.com`.
  public func profile(named name: String) -> Profile? {
    profiles.first { $0.name == name }
      ?? profiles.first {
        $0.origin.tool.isForeign && Self.longName($0.origin.tool, $0.plainName) == name
      }
  }

  /// What is wrong with the profile of a name, where it could not be read.
  func problem(ofProfile name: String) -> String? {
    broken.first { $0.name == name || Self.longName($0.origin.tool, $0.name) == name }?.problem
  }

  /// Problems of other tools' files, each with file and line.
  public var fileProblems: [String] { files.compactMap(\.problem) }

  /// A name that is taken, or cannot be typed, gets that of its tool before it.
  private mutating func add(_ foreign: ForeignProfiles) {
    for var profile in foreign.profiles {
      let long = Self.longName(profile.origin.tool, profile.name)
      profile.plainName = profile.name
      let isTaken = profiles.contains { $0.name == profile.name }
      profile.name = isTaken || !Profile.isName(profile.name) ? long : profile.name
      guard Profile.isName(profile.name), !profiles.contains(where: { $0.name == profile.name })
      else {
        broken.append(
          BrokenProfile(
            name: Printable.line(long), origin: profile.origin,
            FileProblem(
              file: profile.file, line: profile.origin.line, key: profile.origin.section,
              text: Texts.nameCannotBeUsed)))
        continue
      }
      profiles.append(profile)
    }
    files += foreign.files
    broken += foreign.broken
    notes += foreign.notes
  }

  /// Variables that name a server and hold a token are a profile too, to be seen beside the others.
  private mutating func addEnvironment(_ surroundings: Surroundings) {
    guard let url = surroundings.variable(ConnectionSources.serverVariables)?.value,
      let server = try? ServerURL(parsing: url),
      let token = surroundings.variable(ConnectionSources.tokenVariables),
      let secret = try? TokenText.parse(Array(token.value.utf8))
    else { return }
    let name = profile(named: "environment") == nil ? "environment" : "environment:\(token.name)"
    guard profile(named: name) == nil else { return }
    profiles.append(
      Profile(
        name: name, server: server, token: .text(secret),
        authentication: token.name == ConnectionSources.bearerVariable ? .bearer : .privateToken,
        origin: Profile.Origin(.environment, section: token.name)))
  }

  private static func longName(_ tool: Profile.Origin.Tool, _ name: String) -> String {
    "\(tool.rawValue):\(name)"
  }
}
