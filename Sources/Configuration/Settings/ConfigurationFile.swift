public import RunnerCore

/// What the operator's `config.yaml` says.
public struct ConfigurationFile: Equatable, Sendable {
  /// In the order of the file.
  public var profiles: [Profile] = []
  public var defaultProfile: String?
  public var theme: ThemeSetting?
  /// A program that takes what is copied on its standard input.
  public var clipboardCommand: [String]?
  /// After how many seconds a copied secret is taken off the clipboard; 0 for never.
  public var clipboardClearSeconds: Int?
  /// Seconds between two automatic refreshes; 0 for none.
  public var refreshSeconds: Int?
  public var mouse: Bool?
  public var undoMinutes: Int?
  /// Keys by the id of their command.
  public var keys: [String: [String]] = [:]
  /// Named forms, in the order of the file.
  public var presets: [RunnerPreset] = []

  public init() {}

  /// Reads a file. An unknown key is a warning, a wrong value an error.
  /// - Parameters:
  ///   - file: the path, for messages and as the start of relative paths.
  ///   - home: what `~/` in paths means.
  public static func parse(
    _ content: FileContent, file: String, home: String?
  ) throws(FileProblem) -> Parsed<ConfigurationFile> {
    let document = try YAMLDocument.parse(content.bytes, file: file)
    var result = Parsed(value: ConfigurationFile(), warnings: document.warnings)
    guard let root = document.root, !root.isNull else { return result }
    var reader = try SettingsReader(root, file: file)
    try reader.checkVersion()
    var configuration = ConfigurationFile()
    configuration.profiles = try reader.profiles(home: home, tool: .configuration).map(\.profile)
    configuration.defaultProfile = try reader.text("default_profile")
    configuration.theme = try reader.theme()
    configuration.clipboardCommand = try reader.command("clipboard_command")
    configuration.clipboardClearSeconds = try reader.integer(
      "clipboard_clear_seconds", in: 0...86_400)
    configuration.refreshSeconds = try reader.integer("refresh_seconds", in: 0...86_400)
    configuration.mouse = try reader.boolean("mouse")
    configuration.undoMinutes = try reader.integer("undo_minutes", in: 0...10_080)
    configuration.keys = try reader.keys()
    configuration.presets = try reader.presets(.configured) { problem, _ throws(FileProblem) in
      throw problem
    }.map(\.preset)
    reader.warnOfUnknown()
    if content.isReadableByOthers { reader.warnOfOpenTokens(configuration.profiles) }
    result.value = configuration
    result.warnings += reader.warnings
    return result
  }
}

extension SettingsReader {
  /// Both files begin with `version: 1`; another version is one that this program cannot know.
  mutating func checkVersion() throws(FileProblem) {
    guard let entry = entry("version") else { return }
    guard case .scalar("1", _) = entry.value.content else {
      throw problem(entry, Texts.unknownVersion)
    }
  }

  /// The profiles in the order of the file, each with the entries that nobody knows.
  mutating func profiles(
    home: String?, tool: Profile.Origin.Tool
  ) throws(FileProblem) -> [(profile: Profile, unknown: [YAMLEntry])] {
    guard let child = try child("profiles") else { return [] }
    var profiles: [(Profile, [YAMLEntry])] = []
    for entry in child.entries {
      guard Profile.isName(entry.key) else { throw child.problem(entry, Texts.wrongProfileName) }
      let path = "\(child.path).\(Printable.key(entry.key))"
      var reader = try SettingsReader(entry.value, file: file, path: path)
      let profile = try Profile(name: entry.key, &reader, home: home, tool: tool)
      profiles.append((profile, reader.unknown))
      reader.warnOfUnknown()
      warnings += reader.warnings
    }
    return profiles
  }

  mutating func warnOfOpenTokens(_ profiles: [Profile]) {
    let hasToken = profiles.contains { if case .text = $0.token { true } else { false } }
    guard hasToken else { return }
    warnings.append(FileProblem(file: file, text: Texts.tokenIsOpen))
  }

  fileprivate mutating func theme() throws(FileProblem) -> ThemeSetting? {
    guard let entry = entry("theme") else { return nil }
    guard case .mapping = entry.value.content else {
      guard let name = try text("theme"), ThemeReference.isName(name) else {
        throw problem(entry, Texts.mustBeThemeName)
      }
      return .name(name)
    }
    var reader = try SettingsReader(entry.value, file: file, path: "theme")
    let dark = try reader.themeName("dark")
    let light = try reader.themeName("light")
    reader.warnOfUnknown()
    warnings += reader.warnings
    return .pair(dark: dark, light: light)
  }

  private mutating func themeName(_ key: String) throws(FileProblem) -> String? {
    guard let name = try text(key), let entry = entry(key) else { return nil }
    guard ThemeReference.isName(name) else { throw problem(entry, Texts.mustBeThemeName) }
    return name
  }

  fileprivate mutating func keys() throws(FileProblem) -> [String: [String]] {
    guard let child = try child("keys") else { return [:] }
    if let entry = entry("keys"), !child.entries.isEmpty {
      warnings.append(problem(entry, Texts.keysHaveNoEffect))
    }
    var keys: [String: [String]] = [:]
    for entry in child.entries {
      if case .scalar(let key, _) = entry.value.content, !entry.value.isNull {
        keys[entry.key] = [key]
      } else if let list = entry.value.texts {
        keys[entry.key] = list
      } else {
        throw child.problem(entry, Texts.mustBeKeys)
      }
    }
    return keys
  }
}

extension Profile {
  /// Whether a text can name a profile: it is shown, and typed after `--profile`.
  public static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.count <= 100 && text.first != "-"
      && text.unicodeScalars.allSatisfy {
        $0.properties.generalCategory != .control && $0 != "\u{2028}" && $0 != "\u{2029}"
      }
  }
}
