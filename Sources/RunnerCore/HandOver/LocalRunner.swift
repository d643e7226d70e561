/// The gitlab-runner of this machine, as far as it can be known without changing anything.
public struct LocalRunner: Equatable, Sendable {
  /// A section of its configuration file, sanitized.
  public struct Entry: Equatable, Sendable {
    public var id: Int64?
    public var name: String
    public var url: String

    public init(id: Int64?, name: String, url: String) {
      self.id = id
      self.name = name
      self.url = url
    }
  }

  /// What the configuration file says to this user.
  public enum Configuration: Equatable, Sendable {
    case entries([Entry], isWritable: Bool)
    /// There is none yet; registering makes it.
    case missing
    /// A sentence that says why it cannot be read.
    case unreadable(String)
  }

  /// The service of the system that runs it.
  public struct Service: Equatable, Sendable {
    /// The file that it reads.
    public var configPath: String
    /// Nil where nobody knows.
    public var isActive: Bool?

    public init(configPath: String, isActive: Bool?) {
      self.configPath = configPath
      self.isActive = isActive
    }
  }

  /// Its program, with its folder.
  public var program: String
  /// Such as `18.4.0`; nil where it does not tell.
  public var version: String?
  public var service: Service?
  /// Whether this user is root, for whom gitlab-runner works in system mode.
  public var isRoot: Bool
  /// The file that registering here writes to.
  public var configPath: String
  public var configuration: Configuration
  /// Variables of the environment that stop a registration, or stand for what the server keeps. They are taken
  /// out of the environment of what is run here, but not out of a shell's.
  public var reservedVariables: [String]
  /// Names of the proxy variables that gitlab-runner gets from this program's environment.
  public var proxyVariables: [String]

  public init(
    program: String, version: String?, service: Service?, isRoot: Bool, configPath: String,
    configuration: Configuration, reservedVariables: [String] = [], proxyVariables: [String] = []
  ) {
    self.program = program
    self.version = version
    self.service = service
    self.isRoot = isRoot
    self.configPath = configPath
    self.configuration = configuration
    self.reservedVariables = reservedVariables
    self.proxyVariables = proxyVariables
  }

  /// Whether the service reads the file that registering here writes to, so that the runner starts by itself.
  public var feedsService: Bool { service?.configPath == configPath }

  /// Whether its file has a section of the runner with that id.
  public func has(_ id: Int64) -> Bool {
    guard case .entries(let entries, _) = configuration else { return false }
    return entries.contains { $0.id == id }
  }

  /// Whether it can judge a configuration file without side effects
  /// (gitlab-runner: `commands/lint.go`, since 19.3).
  public var canLint: Bool {
    let numbers = (version ?? "").split(separator: ".").prefix(2).map { Int($0) ?? 0 }
    guard numbers.count == 2 else { return false }
    return numbers[0] > 19 || (numbers[0] == 19 && numbers[1] >= 3)
  }

  public static let systemConfigPath = "/etc/gitlab-runner/config.toml"

  /// The file that gitlab-runner takes for a user other than root, below the home folder
  /// (gitlab-runner: `helpers/homedir`, `commands/config.go`).
  public static let userConfigPath = "/.gitlab-runner/config.toml"

  /// Reads what `gitlab-runner --version` prints.
  public static func version(fromOutput text: String) -> String? {
    for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix("Version:") {
      let version = String(line.dropFirst(8)).trimmingASCIIWhiteSpace()
      let isPlain = version.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF)
          || [0x2D, 0x2E, 0x7E, 0x2B].contains($0)
      }
      return !version.isEmpty && isPlain ? version : nil
    }
    return nil
  }

  /// The configuration file that a systemd unit starts gitlab-runner with.
  ///
  /// Of several `ExecStart=` lines, as drop-ins have them, the last counts. `gitlab-runner install` quotes every word and
  /// writes `--config` (gitlab-runner: `commands/service.go`); without it, the file is that of root.
  /// - Returns: nil for a text that starts nothing.
  public static func configPath(fromUnit text: String) -> String? {
    var path: String?
    for line in text.split(whereSeparator: \.isNewline) {
      let line = String(line).trimmingASCIIWhiteSpace()
      guard line.hasPrefix("ExecStart=") else { continue }
      let words = ShellWords(String(line.dropFirst(10))).commands.first ?? []
      path = words.isEmpty ? nil : configPath(ofWords: words.map(\.value))
    }
    return path
  }

  private static func configPath(ofWords words: [String]) -> String {
    for (index, word) in words.enumerated() {
      for option in ["--config", "-config", "-c"] {
        if word == option, index + 1 < words.count { return words[index + 1] }
        if word.hasPrefix(option + "=") { return String(word.dropFirst(option.count + 1)) }
      }
    }
    return systemConfigPath
  }
}
