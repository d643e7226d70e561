/// What leads from a token to a running runner in one place: texts to run or to save, in their order, and what is worth
/// knowing about them.
///
/// The texts follow gitlab-runner's `commands/register.go` and `docs/install/`. Whatever the place: the token never is an
/// argument of a command, the options that belong to the server are not there, and variables that would stand for them
/// are taken out of the environment.
public struct HandOver: Equatable, Sendable {
  public enum Language: String, Sendable {
    case posix, powershell, cmd, yaml, toml, ini
  }

  /// One text of one language.
  public struct Block: Equatable, Sendable {
    /// What to do with it.
    public let title: String
    public let language: Language
    /// A name for it where it is saved, without a folder.
    public let fileName: String
    /// Ends with a line feed.
    public let text: HandOverText

    /// Whether the runner's token stands in it, so that who has the text has the token.
    public var holdsToken: Bool { text.segments.contains(.token) }

    /// Whether anything in it is to be kept from other people's eyes.
    public var holdsSecret: Bool {
      text.segments.contains { if case .text = $0 { false } else { true } }
    }

    /// The whole text as it is copied or run.
    public func revealed(token: Secret) -> Secret {
      Secret(text.revealed(token: token))
    }

    /// The whole text as it is written to a file. Windows PowerShell reads a file without a byte order mark in the
    /// system's old encoding (PowerShell: `about_Character_Encoding`).
    public func fileContent(token: Secret) -> Secret {
      let content = text.revealed(token: token)
      let needsMark = language == .powershell && !content.utf8.allSatisfy { $0 < 0x80 }
      return Secret(needsMark ? "\u{FEFF}" + content : content)
    }
  }

  /// Never empty.
  public private(set) var blocks: [Block] = []
  /// What helps, in sentences.
  public private(set) var notes: [String] = []
  /// What may keep the runner from running, now or later, in sentences.
  public private(set) var warnings: [String] = []
  /// With all answers.
  let request: HandOverRequest

  public init(_ request: HandOverRequest) throws(HandOverProblems) {
    let problems = request.problems
    guard problems.isEmpty else { throw HandOverProblems(problems: problems) }
    self.request = request.completed
    switch request.place {
    case .linux, .linuxUser, .macos, .freebsd: writeMachine()
    case .windows: writeWindows()
    case .dockerRun, .dockerVolume, .dockerExec, .compose: writeContainer()
    case .helm: writeHelm()
    case .operator: writeOperator()
    case .configTOML: writeSection()
    }
    writeRemarks()
  }

  mutating func add(
    _ title: String, _ language: Language, file: String, _ text: HandOverText
  ) {
    blocks.append(Block(title: title, language: language, fileName: file, text: text))
  }

  mutating func add(_ title: String, _ language: Language, file: String, _ text: String) {
    var whole = HandOverText()
    whole.append(text)
    add(title, language, file: file, whole)
  }

  mutating func note(_ sentence: String) { notes.append(sentence) }

  mutating func warn(_ sentence: String) { warnings.append(sentence) }

  private mutating func writeSection() {
    var text = HandOverText()
    for segment in RunnerSection(request).segments { text.append(segment) }
    add(Texts.sectionTitle, .toml, file: "config.toml", text)
    note(Texts.sectionPlaces)
  }
}
