/// What this module says to people about other tools' files.
extension Texts {
  static func foreignSource(_ tool: String, _ name: String) -> String {
    "profile \(Printable.line(name)) of \(tool)"
  }

  static let isNotUTF8 = "is not UTF-8 text"
  static let lineBeforeSection = "a line before the first [section]"
  static let lineIsNoOption = "is no option; write name = value"
  static func duplicateSection(firstLine: Int) -> String {
    "the section began on line \(firstLine) already, which python-gitlab refuses"
  }
  static func duplicateOption(firstLine: Int) -> String {
    "already given on line \(firstLine), which python-gitlab refuses"
  }
  static let strayPercent = "a percent sign is written %%"
  static let wrongReference = "a reference is written %(name)s, and a percent sign %%"
  static let unknownReference = "refers to an option that there is not"
  static let referencesTooDeep = "refers to itself, or to others too often"
  static let referencesTooLong = "is too long once its references are replaced"

  static let quoteStaysOpen = "a quote of the command stays open"
  static let nothingAfterBackslash = "the command ends in a backslash"
  static let helperNamesNoProgram = "helper: names no program"

  static func variableIsEmpty(_ name: String) -> String {
    "\(name) is empty, so python-gitlab's files are not read; unset it or name a file."
  }
  static func variableNamesNoFile(_ name: String) -> String {
    "is named by \(name), but there is no such file"
  }
  static let defaultIsNoSection = "names no section"
  static let sectionNeedsURL = "the section has no url, so it names no server"
  static let sectionHasNoToken = "the section has no token; add private_token or oauth_token"
  static let unsupportedVersion = "must be 4, the only version of GitLab's API"
  static let checksStayOn =
    "asks not to check certificates; this program always does. Give it a CA file or pin the key"
  static let folderOfAuthorities =
    "is a folder; give one PEM file with the authorities. The system's are used"
  static let isFolder = "is a folder, not a file, and is not used"
  static let jobTokenIsNoUse =
    "a job token cannot create or list runners; use a personal, group or project access token"
  static let passwordIsNoUse =
    "GitLab's API takes no password for this; use a personal, group or project access token"

  static let glabNeedsPrivateFile = "glab refuses this file until it has mode 0600; run chmod 600"
  static let keyringNeedsProgram =
    "the token is in the keyring, which needs the program secret-tool; install libsecret-tools, "
    + "or give the token in another way"
  static let hostHasNoToken = "holds no token; run glab auth login"
  static func oauthExpired(_ host: String) -> String {
    "the OAuth token has expired; run glab auth status --hostname \(Printable.line(host)), "
      + "which renews it"
  }
  static let mustBeHeaders = "must be a list of names and values"
  static let headerVariableIsEmpty =
    "the variable of valueFromEnv is not set; the header is not sent"
  static let headerCommandIsNotRun =
    "valueFromCommand is not run; the header is not sent. Use value or valueFromEnv"
  static func apiHostIsNotUsed(_ host: String) -> String {
    "GITLAB_API_HOST is not used: glab's token was stored for \(host) only."
  }
  static let jobLoginIsNoUse =
    "glab's login of CI jobs is not used: a job token cannot create or list runners."

  static let nameCannotBeUsed =
    "cannot be typed as the name of a profile, or another one has it; rename it"
  static func tokenNamesNoServer(_ source: String, _ known: [String]) -> String {
    "\(source) names no server, and profiles of other tools do not lend theirs; add --url or "
      + "GITLAB_URL. Known: \(known.joined(separator: ", "))."
  }
  static func noSuchProfileBecause(_ text: String, _ problems: [String]) -> String {
    ([text] + problems.map { "Not read: \($0)" }).joined(separator: " ")
  }
}
