public import RunnerCore

/// The program's own `saved.yaml`: profiles that were stored on request, views and columns of the
/// list, targets of late, and what this version does not know, which passes through unchanged.
public struct SavedFile: Equatable, Sendable {
  /// In the order of the file.
  public private(set) var profiles: [Profile] = []
  public var defaultProfile: String?
  private var savedViews = SavedViews()
  /// The columns of the list in their order; nil for the usual ones.
  public var columns: [String]?
  private var savedTargets = SavedTargets()
  private var savedPresets = SavedPresets()
  /// Entries of profiles that this version does not know, by the profile's name.
  private var unknownOfProfiles: [String: [YAMLEntry]] = [:]
  private var others: [YAMLEntry] = []

  public init() {}

  /// Reads a file, nil for one that does not exist yet.
  public static func parse(
    _ content: FileContent?, file: String, home: String?
  ) throws(FileProblem) -> Parsed<SavedFile> {
    guard let content else { return Parsed(value: SavedFile(), warnings: []) }
    let document = try YAMLDocument.parse(content.bytes, file: file)
    var result = Parsed(value: SavedFile(), warnings: document.warnings)
    guard let root = document.root, !root.isNull else { return result }
    var reader = try SettingsReader(root, file: file)
    try reader.checkVersion()
    for (profile, unknown) in try reader.profiles(home: home, tool: .saved) {
      result.value.profiles.append(profile)
      if !unknown.isEmpty { result.value.unknownOfProfiles[profile.name] = unknown }
    }
    result.value.defaultProfile = try reader.text("default_profile")
    result.value.savedViews = try SavedViews(&reader)
    result.value.columns = try reader.columns()
    result.value.savedTargets = SavedTargets(&reader)
    result.value.savedPresets = SavedPresets(&reader)
    result.value.others = reader.unknown
    reader.warnOfUnknown()
    if content.isReadableByOthers { reader.warnOfOpenTokens(result.value.profiles) }
    result.warnings += reader.warnings
    return result
  }

  /// Views of the list, in the order of the file.
  public var views: [RunnerView] {
    get { savedViews.usable }
    set { savedViews.usable = newValue }
  }

  /// Groups and projects that runners were created in, the latest first; at most
  /// ``SavedTarget/limit`` are kept.
  public var recent: [SavedTarget] {
    get { savedTargets.usable }
    set { savedTargets.usable = newValue }
  }

  /// Named forms, in the order of the file.
  public var presets: [RunnerPreset] { savedPresets.presets }

  /// Adds a preset, or replaces the one of its name in its place.
  public mutating func set(_ preset: RunnerPreset) {
    savedPresets.set(preset)
  }

  /// Adds a profile, or replaces the one of its name in its place.
  public mutating func set(_ profile: Profile) {
    if let place = profiles.firstIndex(where: { $0.name == profile.name }) {
      profiles[place] = profile
    } else {
      profiles.append(profile)
    }
  }

  /// Removes a profile, and with it that it is the default one.
  public mutating func removeProfile(named name: String) {
    profiles.removeAll { $0.name == name }
    unknownOfProfiles[name] = nil
    if defaultProfile == name { defaultProfile = nil }
  }

  /// Changes the file on the disk: it is read again, so that what another running program wrote
  /// meanwhile stays, and no other one writes between reading and writing.
  /// - Throws: why it cannot be read, locked or written; then nothing has changed.
  public static func update(
    _ path: String, home: String?, _ change: (inout SavedFile) -> Void
  ) throws(FileProblem) {
    try FolderLock.held(for: path) { () throws(FileProblem) in
      var saved = try parse(try content(of: path), file: path, home: home).value
      change(&saved)
      do throws(FileFailure) {
        try saved.write(to: path)
      } catch {
        throw FileProblem(file: error.path, text: error.text)
      }
    }
  }

  private static func content(of path: String) throws(FileProblem) -> FileContent? {
    do {
      return try FileAccess.disk.read(path, limit: YAMLDocument.Limit.bytes)
    } catch {
      throw FileProblem(file: error.path, text: error.text)
    }
  }

  /// Writes the file with mode 0600, and its folder with mode 0700 where that is missing.
  public func write(to path: String) throws(FileFailure) {
    try PrivateFile.write(
      Array(YAMLWriter.text(node).utf8), to: path, existing: .replace, createsFolder: true)
  }

  /// The whole file. Secrets are plain text from here to the disk.
  private var node: YAMLNode {
    var entries = [YAMLEntry("version", .plain("1"))]
    if let defaultProfile { entries.append(YAMLEntry("default_profile", .text(defaultProfile))) }
    if !profiles.isEmpty {
      let named = profiles.map { profile in
        let fields = profile.entries + (unknownOfProfiles[profile.name] ?? [])
        return YAMLEntry(profile.name, YAMLNode(.mapping(fields)))
      }
      entries.append(YAMLEntry("profiles", YAMLNode(.mapping(named))))
    }
    if let views = savedViews.node { entries.append(YAMLEntry("views", views)) }
    if let columns {
      entries.append(YAMLEntry("columns", YAMLNode(.sequence(columns.map(YAMLNode.text)))))
    }
    if let recent = savedTargets.node { entries.append(YAMLEntry("recent", recent)) }
    if let presets = savedPresets.node { entries.append(YAMLEntry("presets", presets)) }
    return YAMLNode(.mapping(entries + others))
  }
}

extension SettingsReader {
  /// A list of names, of which at least one is there. Wrong ones are a warning, as for views.
  fileprivate mutating func columns() throws(FileProblem) -> [String]? {
    guard let entry = entry("columns") else { return nil }
    if let names = entry.value.texts, !names.isEmpty, !names.contains(where: \.isEmpty) {
      return names
    }
    warnings.append(problem(entry, Texts.mustBeColumns))
    return nil
  }
}

extension Profile {
  /// The entries of its mapping, defaults left out.
  fileprivate var entries: [YAMLEntry] {
    var entries = [YAMLEntry("url", .text(server.description))]
    func add(_ key: String, _ text: String?) {
      if let text { entries.append(YAMLEntry(key, .text(text))) }
    }
    switch token {
    case .text(let secret): add("token", secret.reveal())
    case .command(let words):
      let list = YAMLNode(.sequence(words.map(YAMLNode.text)))
      entries.append(YAMLEntry("token_command", list))
    case nil: break
    }
    if authentication == .bearer { add("auth", "bearer") }
    add("ca_file", caFile)
    add("client_cert", clientCertificate)
    add("client_key", clientKey)
    add("pin_sha256", pinSHA256)
    if !headers.isEmpty {
      let fields = headers.map { YAMLEntry($0.name, .text($0.value)) }
      entries.append(YAMLEntry("headers", YAMLNode(.mapping(fields))))
    }
    add("proxy", proxy?.reveal())
    if let timeout {
      let whole = Int(exactly: timeout).map(String.init)
      entries.append(YAMLEntry("timeout", .plain(whole ?? String(timeout))))
    }
    add("user_agent", userAgent)
    return entries
  }
}
