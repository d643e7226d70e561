/// What a command line of `gitlab-runner register` says, read from a paste.
///
/// In the present flow the runner is created first, with its tags and switches, and the command that is run on the
/// machine gets nothing but the runner's token; the options that moved stop it (gitlab-runner: `commands/register.go`,
/// "reserved configuration"). No secret of the command is kept or shown.
public struct RegisterCommand: Equatable, Sendable {
  /// What kind of token the command holds.
  public enum Credential: Equatable, Sendable {
    /// Of the legacy flow; it is not needed any more.
    case registration
    /// A runner authentication token: its runner exists already.
    case runner
  }

  public var server: ServerURL?
  public var tags: [String]?
  public var description: String?
  public var maintenanceNote: String?
  /// A text for the form, such as `1h`.
  public var maximumTimeout: String?
  public var runsUntagged: Bool?
  public var isLocked: Bool?
  public var isProtected: Bool?
  public var isPaused: Bool?
  public var credential: Credential?
  /// Options that go to the form and that `gitlab-runner register` does not take any more, as `--tag-list`.
  public var moved: [String] = []
  /// Options that stay with `gitlab-runner register`, as `--executor`.
  public var staying: [String] = []
  /// Options whose value is a variable of the shell, so that it is not known.
  public var unread: [String] = []
  /// The command as it may be run once the runner is created, with `$RUNNER_TOKEN` for its token.
  public var cleaned = ""

  /// Reads a text that holds such a command, alone or among others; nil for any other text.
  ///
  /// `sudo`, `docker run … register`, full paths, variables before the command and continued lines are understood.
  public init?(parsing text: String) {
    guard text.utf8.count <= Self.longest, text.contains("register") else { return nil }
    for words in ShellWords(text).commands {
      guard let verb = Self.verb(in: words) else { continue }
      self.init(words, verb: verb)
      return
    }
    return nil
  }

  /// Bytes; a longer paste is no command line.
  private static let longest = 65_536

  /// The place of the word `register` behind a word that names the program or its image.
  private static func verb(in words: [ShellWords.Word]) -> Int? {
    var isNamed = false
    for (index, word) in words.enumerated() {
      if isNamed, word.value == "register" { return index }
      let name = word.value.split { $0 == "/" || $0 == "\\" }.last ?? ""
      isNamed = isNamed || name.contains("gitlab-runner") || name.contains("gitlab-ci-multi-runner")
    }
    return nil
  }

  private init(_ words: [ShellWords.Word], verb: Int) {
    var kept = readBefore(words[..<verb])
    kept.append("register")
    var rest = words[(verb + 1)...]
    while let word = rest.popFirst() {
      let text = word.value.trimmingASCIIWhiteSpace()
      // What is no option means nothing to the program.
      guard text.hasPrefix("-"), let option = RegisterOption(text) else { continue }
      var value = option.value.map { ShellWords.Word(value: $0, raw: word.raw) }
      var raw = [word.raw]
      if value == nil, let next = rest.first, !next.value.hasPrefix("-"),
        !option.isSwitch || next.value.asSwitch != nil
      {
        value = next
        raw.append(next.raw)
        rest.removeFirst()
      }
      if take(option, value) { continue }
      staying.append(option.shown)
      kept.append(option.masked(raw: raw, value: value?.value))
    }
    if credential != nil || !moved.isEmpty || !kept.isEmpty {
      kept.append("--token \"$RUNNER_TOKEN\"")
    }
    cleaned = sanitized(redactingTokens(kept.joined(separator: " ")))
  }

  /// Reads the words before `register`: other programs, their options, and variables.
  /// - Returns: those that stay.
  private mutating func readBefore(_ words: ArraySlice<ShellWords.Word>) -> [String] {
    var kept: [String] = []
    for word in words {
      let text = word.value.hasPrefix("--env=") ? String(word.value.dropFirst(6)) : word.value
      guard let assignment = RegisterOption(assignment: text) else {
        kept.append(word.raw)
        continue
      }
      let value = ShellWords.Word(value: assignment.value ?? "", raw: word.raw)
      if assignment.isKnown, take(assignment, value) {
        if kept.last == "-e" || kept.last == "--env" { kept.removeLast() }
      } else if assignment.isKnown, !text.contains("@") {
        kept.append(word.raw)
      } else {
        kept.append("\(text.prefix { $0 != "=" })=…")
      }
    }
    return kept
  }

  /// Takes what an option says into the form.
  /// - Returns: false for options that stay with the command.
  private mutating func take(_ option: RegisterOption, _ word: ShellWords.Word?) -> Bool {
    let value = word?.value ?? ""
    switch option.name {
    case "registration-token", "token":
      if !value.isEmpty {
        credential = value.hasPrefix("glrt-") ? .runner : .registration
      }
      return true
    case "url":
      server = try? ServerURL(parsing: value)
      return false
    case "description":
      if word?.isExpanded == true || looksLikeToken(value) {
        unread.append(option.shown)
      } else {
        description = sanitized(value)
      }
      // The program keeps a local name for the runner as well.
      return false
    case "tag-list", "run-untagged", "locked", "paused", "access-level", "maximum-timeout",
      "maintenance-note":
      moved.append(option.shown)
      if word?.isExpanded == true || looksLikeToken(value) {
        unread.append(option.shown)
      } else {
        fill(option.name, value, isGiven: word != nil)
      }
      return true
    default: return false
    }
  }

  private mutating func fill(_ name: String, _ value: String, isGiven: Bool) {
    let isOn = isGiven ? value.asSwitch : true
    switch name {
    case "tag-list": tags = RunnerTags.split(sanitized(value))
    case "run-untagged": runsUntagged = isOn
    case "locked": isLocked = isOn
    case "paused": isPaused = isOn
    case "access-level": isProtected = value == "ref_protected"
    case "maintenance-note": maintenanceNote = sanitizedLines(value)
    case "maximum-timeout":
      let seconds = Int(value.trimmingASCIIWhiteSpace())
      // 0 stands for no limit of the runner's own.
      if seconds != 0 { maximumTimeout = seconds.map(DurationText.format) ?? sanitized(value) }
    default: break
    }
  }
}

/// One option of the command, or the variable of the environment that stands for it.
private struct RegisterOption {
  /// The long name without its dashes; for an option of another name the name itself.
  let name: String
  let value: String?
  /// As people read it.
  let shown: String
  /// Whether the name is one that is read here.
  let isKnown: Bool

  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let head = String(parts[0])
    let bare = String(head.drop { $0 == "-" })
    guard !bare.isEmpty else { return nil }
    name = Self.aliases[bare] ?? bare
    value = parts.count == 2 ? String(parts[1]) : nil
    shown = sanitized(head)
    isKnown = true
  }

  /// Reads `NAME=VALUE`.
  init?(assignment text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let first = parts[0].unicodeScalars.first, !first.isASCIIDigit,
      parts[0].unicodeScalars.allSatisfy({
        $0 == "_" || $0.isASCIIDigit || ($0.isASCII && $0.properties.isAlphabetic)
      })
    else { return nil }
    let variable = String(parts[0])
    name = Self.variables[variable] ?? variable
    value = String(parts[1])
    shown = variable
    isKnown = Self.variables[variable] != nil
  }

  /// Options that may stand without a value.
  var isSwitch: Bool {
    ["run-untagged", "locked", "paused", "non-interactive", "leave-runner"].contains(name)
      || ["docker-privileged", "docker-disable-cache", "docker-tlsverify"].contains(name)
  }

  /// The option as it is shown again: without what may be a secret.
  func masked(raw: [String], value: String?) -> String {
    guard let value else { return raw.joined(separator: " ") }
    let variable = value.prefix { $0 != "=" }
    if name == "env" || name.hasSuffix("-env") { return "\(shown) \(variable)=…" }
    let isFile = name.hasSuffix("-file") || name.hasSuffix("-path")
    let isSecret =
      !isFile
      && ["token", "secret", "password", "passwd", "credential", "auth", "key"].contains {
        name.lowercased().contains($0)
      }
    let isAddressWithUser = value.contains("://") && value.contains("@")
    return isSecret || isAddressWithUser ? "\(shown) …" : raw.joined(separator: " ")
  }

  private static let aliases = [
    "u": "url", "r": "registration-token", "t": "token", "n": "non-interactive", "c": "config",
    "name": "description",
  ]

  /// gitlab-runner: the `env:` names of the options in `commands/register.go`.
  private static let variables = [
    "REGISTRATION_TOKEN": "registration-token", "CI_SERVER_TOKEN": "token",
    "RUNNER_TAG_LIST": "tag-list", "REGISTER_RUN_UNTAGGED": "run-untagged",
    "REGISTER_LOCKED": "locked", "REGISTER_PAUSED": "paused",
    "REGISTER_ACCESS_LEVEL": "access-level", "REGISTER_MAXIMUM_TIMEOUT": "maximum-timeout",
    "REGISTER_MAINTENANCE_NOTE": "maintenance-note", "RUNNER_NAME": "description",
    "CI_SERVER_URL": "url",
  ]
}

extension String {
  /// The text as a switch's value, as Go's `strconv.ParseBool` reads it.
  fileprivate var asSwitch: Bool? {
    switch self {
    case "1", "t", "T", "TRUE", "true", "True": true
    case "0", "f", "F", "FALSE", "false", "False": false
    default: nil
    }
  }
}
