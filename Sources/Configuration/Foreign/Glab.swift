import RunnerCore

/// Reads the `config.yml` of glab as glab does (glab: `internal/config`). Every host is a profile.
///
/// A host's token is taken from its own part of the file or from the keyring, never from variables, which
/// name no host.
struct Glab {
  private let surroundings: Surroundings
  private var found = ForeignProfiles()

  static func read(_ surroundings: Surroundings) -> ForeignProfiles {
    var reader = Glab(surroundings: surroundings)
    reader.readFile()
    if surroundings.environment["GLAB_ENABLE_CI_AUTOLOGIN"] == "true",
      surroundings.environment["GITLAB_CI"] == "true"
    {
      reader.found.notes.append(Texts.jobLoginIsNoUse)
    }
    return reader.found
  }

  private init(surroundings: Surroundings) {
    self.surroundings = surroundings
  }

  /// The first that exists is the only one; `GLAB_CONFIG_DIR` allows no other.
  private var paths: [String] {
    func folder(_ variable: String) -> String? {
      surroundings.variable([variable])?.value
    }
    if let only = folder("GLAB_CONFIG_DIR") { return ["\(only)/config.yml"] }
    var folders: [String] = []
    if let home = surroundings.home { folders.append("\(home)/.config") }
    if let own = folder("XDG_CONFIG_HOME") { folders.append(own) }
    folders += (folder("XDG_CONFIG_DIRS") ?? "/etc/xdg").split(separator: ":").map(String.init)
    return folders.map { "\($0)/glab-cli/config.yml" }
  }

  private mutating func readFile() {
    for path in paths {
      guard let content = found.read(path, tool: .glab, with: surroundings.files) else {
        // A file that is there but cannot be read is still the one that glab would take.
        if found.files.isEmpty { continue }
        return
      }
      do throws(FileProblem) {
        try readHosts(content, path)
      } catch {
        found.mark(path, error)
      }
      return
    }
  }

  private mutating func readHosts(
    _ content: FileContent, _ path: String
  ) throws(FileProblem) {
    let document = try YAMLDocument.parse(content.bytes, file: path)
    guard let root = document.root, !root.isNull else { return }
    guard case .mapping = root.content else {
      throw FileProblem(file: path, line: root.line, text: Texts.mustBeMapping)
    }
    guard let hosts = root["hosts"], !hosts.isNull else { return }
    guard case .mapping(let entries) = hosts.content else {
      throw FileProblem(file: path, line: hosts.line, key: "hosts", text: Texts.mustBeMapping)
    }
    let standard = defaultHost(root)
    var notes: [String] = []
    if let mode = content.permissions, mode != 0o600 {
      notes = [FileProblem(file: path, text: Texts.glabNeedsPrivateFile).sentence]
    }
    for entry in entries {
      let section = "hosts.\(Printable.key(entry.key))"
      let origin = Profile.Origin(
        .glab, section: section, line: entry.line, isDefault: entry.key == standard)
      do throws(FileProblem) {
        let host = try GlabHost(entry, top: root, file: path, surroundings: surroundings)
        var profile = try host.profile()
        profile.origin = origin
        profile.notes += notes
        found.profiles.append(profile)
      } catch {
        found.broken.append(BrokenProfile(name: entry.key, origin: origin, error))
      }
    }
  }

  /// The host that glab takes outside of a repository; the bare name, whatever is around it.
  private func defaultHost(_ root: YAMLNode) -> String {
    let text =
      surroundings.variable(["GITLAB_HOST", "GITLAB_URI", "GL_HOST"])?.value
      ?? root["host"]?.glabText ?? "gitlab.com"
    let afterScheme = text.split(separator: "://", maxSplits: 1).last ?? ""
    return afterScheme.prefix { $0 != "/" }.lowercased()
  }
}

extension YAMLNode {
  /// A scalar's text as glab takes it; nil where it is empty or no scalar.
  var glabText: String? {
    guard !isNull, case .scalar(let text, _) = content, !text.isEmpty else { return nil }
    return text
  }
}
