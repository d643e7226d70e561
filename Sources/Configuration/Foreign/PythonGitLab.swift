import RunnerCore

/// Reads `python-gitlab.cfg` as python-gitlab does (python-gitlab: `gitlab/config.py`).
///
/// `PYTHON_GITLAB_CFG` names the only file; without it `/etc/python-gitlab.cfg` and over it
/// `~/.python-gitlab.cfg` count. Every section but `[global]` is a profile.
struct PythonGitLab {
  private static let variable = "PYTHON_GITLAB_CFG"
  private static let systemFile = "/etc/python-gitlab.cfg"
  private static let booleans = [
    "1": true, "yes": true, "true": true, "on": true,
    "0": false, "no": false, "false": false, "off": false,
  ]

  private let surroundings: Surroundings
  private var document = INIDocument()
  private var found = ForeignProfiles()

  static func read(_ surroundings: Surroundings) -> ForeignProfiles {
    var reader = PythonGitLab(surroundings: surroundings)
    reader.readFiles()
    reader.readProfiles()
    return reader.found
  }

  private init(surroundings: Surroundings) {
    self.surroundings = surroundings
  }

  private mutating func readFiles() {
    var paths = [Self.systemFile]
    if let home = surroundings.home { paths.append("\(home)/.python-gitlab.cfg") }
    let named = surroundings.environment[Self.variable]
    if let named {
      // An empty variable is one that names no file, and no other file is read.
      guard !named.isEmpty else {
        found.notes.append(Texts.variableIsEmpty(Self.variable))
        return
      }
      paths = [named]
    }
    for path in paths {
      guard
        let content = found.read(path, tool: .pythonGitLab, with: surroundings.files)
      else {
        if named != nil, found.files.isEmpty {
          let text = FileProblem(file: path, text: Texts.variableNamesNoFile(Self.variable))
          found.files.append(
            FoundFile(path: path, tool: .pythonGitLab, problem: text.sentence))
        }
        continue
      }
      if let problem = document.read(content.bytes, file: path).first { found.mark(path, problem) }
    }
  }

  private mutating func readProfiles() {
    var standard: String?
    do throws(FileProblem) {
      standard = try document.value("default", in: "global")?.value
    } catch {
      found.notes.append(error.sentence)
    }
    for section in document.sections where section.name != "global" {
      var origin = Profile.Origin(
        .pythonGitLab, section: Printable.line(section.name), line: section.line,
        isDefault: section.name == standard)
      do throws(FileProblem) {
        found.profiles.append(try profile(section, &origin))
      } catch {
        found.broken.append(BrokenProfile(name: section.name, origin: origin, error))
      }
    }
    if let standard, document[standard] == nil, let global = document["global"] {
      let problem = FileProblem(
        file: global.file, line: global.options["default"]?.line ?? global.line,
        key: "global.default", text: Texts.defaultIsNoSection)
      found.notes.append(problem.sentence)
    }
  }

  private func profile(
    _ section: INIDocument.Section, _ origin: inout Profile.Origin
  ) throws(FileProblem) -> Profile {
    guard let url = try own("url", section) else {
      throw FileProblem(
        file: section.file, line: section.line, key: Printable.key(section.name),
        text: Texts.sectionNeedsURL)
    }
    let server: ServerURL
    do {
      server = try ServerURL(parsing: url.value)
    } catch {
      throw problem(url, "url", section, error.message)
    }
    if let version = try shared("api_version", section), version.value != "4" {
      throw problem(version, "api_version", section, Texts.unsupportedVersion)
    }
    var profile = Profile(name: Printable.line(section.name), server: server, file: url.file)
    try readVerification(section, &profile)
    if let timeout = try shared("timeout", section) {
      guard let seconds = Int(timeout.value), (1...86_400).contains(seconds) else {
        throw problem(timeout, "timeout", section, Texts.mustBeNumber(1...86_400))
      }
      profile.timeout = Double(seconds)
    }
    if let agent = try shared("user_agent", section), !agent.value.isEmpty {
      guard agent.value.isOneLine else {
        throw problem(agent, "user_agent", section, Texts.mustBeOneLine)
      }
      profile.userAgent = agent.value
    }
    if let token = try readToken(section, &profile) {
      profile.file = token.file
      origin.line = token.line
    }
    profile.origin = origin
    return profile
  }

  /// Certificate checks: a boolean word, or the path of the authorities that replace the system's.
  /// Switching them off is never taken over.
  private func readVerification(
    _ section: INIDocument.Section, _ profile: inout Profile
  ) throws(FileProblem) {
    guard let verify = try shared("ssl_verify", section) else { return }
    func note(_ text: String) {
      profile.notes.append(problem(verify, "ssl_verify", section, text).sentence)
    }
    // An empty value is Python's false.
    if verify.value.isEmpty || Self.booleans[verify.value.lowercased()] == false {
      note(Texts.checksStayOn)
    } else if Self.booleans[verify.value.lowercased()] == nil {
      if surroundings.files.kind(verify.value) == .folder {
        note(Texts.folderOfAuthorities)
      } else {
        profile.caFile = verify.value
      }
    }
  }

  /// The token that python-gitlab's command line would send: private beats OAuth beats job.
  private func readToken(
    _ section: INIDocument.Section, _ profile: inout Profile
  ) throws(FileProblem) -> INIDocument.Option? {
    for key in ["private_token", "oauth_token", "job_token"] {
      guard let option = try own(key, section), !option.value.isEmpty else { continue }
      if key == "oauth_token" { profile.authentication = .bearer }
      if key == "job_token" {
        profile.problem = problem(option, key, section, Texts.jobTokenIsNoUse).sentence
        return option
      }
      do throws(ShellWords.Failure) {
        if let words = try helper(option.value) {
          profile.token = .command(words)
        } else {
          profile.token = .text(try parse(option.value))
        }
      } catch {
        profile.problem = problem(option, key, section, error.text).sentence
      }
      return option
    }
    if let user = try own("http_username", section), try own("http_password", section) != nil {
      profile.problem =
        problem(user, "http_username", section, Texts.passwordIsNoUse).sentence
      return user
    }
    profile.problem =
      FileProblem(
        file: section.file, line: section.line, key: Printable.key(section.name),
        text: Texts.sectionHasNoToken
      ).sentence
    return nil
  }

  /// The words of a `helper:` command; nil for a token. No shell reads them.
  private func helper(_ value: String) throws(ShellWords.Failure) -> [String]? {
    guard value.lowercased().hasPrefix("helper:") else { return nil }
    let words = try ShellWords.split(String(value.unicodeScalars.dropFirst(7))).map {
      ShellWords.expanded(
        $0, environment: surroundings.environment, home: surroundings.home)
    }
    guard let program = words.first, !program.isEmpty else {
      throw ShellWords.Failure(text: Texts.helperNamesNoProgram)
    }
    return words
  }

  private func parse(_ value: String) throws(ShellWords.Failure) -> Secret {
    do {
      return try TokenText.parse(Array(value.utf8))
    } catch {
      throw ShellWords.Failure(text: error.text)
    }
  }

  /// A value that may begin on the line after its name.
  private func own(
    _ key: String, _ section: INIDocument.Section
  ) throws(FileProblem) -> INIDocument.Option? {
    try document.value(key, in: section.name)?.trimmed
  }

  /// What may also stand in `[global]`, behind the section.
  private func shared(
    _ key: String, _ section: INIDocument.Section
  ) throws(FileProblem) -> INIDocument.Option? {
    if let own = try own(key, section) { return own }
    return try document.value(key, in: "global")?.trimmed
  }

  private func problem(
    _ option: INIDocument.Option, _ key: String, _ section: INIDocument.Section, _ text: String
  ) -> FileProblem {
    FileProblem(
      file: option.file, line: option.line, key: "\(Printable.key(section.name)).\(key)",
      text: text)
  }
}

extension INIDocument.Option {
  fileprivate var trimmed: INIDocument.Option {
    var option = self
    option.value = value.trimmingWhiteSpace()
    return option
  }
}
