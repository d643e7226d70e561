extension Texts {
  static let doctorAbstract = "Say whether a registration would work, and why not."
  static let doctorDiscussion = """
    Looks at the terminal, the configuration files of this and other tools, the connection with its certificates, the \
    access token and what it may do. Nothing is changed anywhere. Exits with 0 if a registration would work, 3 if \
    GitLab would refuse it, 1 if the server cannot be reached, and 2 if no server or token is configured.
    """
  static let doctorJSONHelp = "Print one JSON object."

  static let doctorTerminal = "Terminal"
  static let doctorTheme = "Theme"
  static let doctorClipboard = "Clipboard"
  static let doctorFiles = "Configuration files"
  static let doctorProfiles = "Profiles"
  static let doctorConnection = "Connection"
  static let doctorToken = "Access token"
  static let doctorCreation = "Creating runners"
  static let doctorLists = "Reading lists of runners"
  static let doctorNotes = "Good to know"

  static let doctorGood = "ok"
  static let doctorBad = "!!"
  static let doctorUnsure = "??"
  static let doctorWarning = "!"
  static let doctorUsed = "in use"

  static let noTerm = "TERM is not set"
  static let notInteractive = "not used as a terminal here"
  static let noFiles = "None."
  static let notAsked = "Not asked, because there is no connection."
  static let doctorUnknownUser = "a user that the token may not read"
  static let unknownScopes = "scopes unknown"
  static let tokenOfCommand =
    "A command prints its token and runs only when the profile is used."
  static let profileWithoutToken = "It holds no token."
  static let doctorSandbox = "sandbox"

  static let wouldWork = "A registration would work."
  static let wouldBeRefused = "A registration would be refused."
  static let notConfigured = "No usable connection is configured."
  static let notReachable = "The server cannot be used."

  static func doctorColors(_ colors: String) -> String { "colours: \(colors)" }
  static func doctorExpires(_ date: String) -> String { "expires \(date)" }
  static func doctorVersion(_ version: String) -> String { "GitLab \(version)" }
  static func doctorTLS(_ word: String) -> String { "TLS: \(word)" }
  static func doctorSource(_ source: String) -> String { "token from \(source)" }

  static func certificate(
    subject: String, issuer: String, from: String, until: String, fingerprint: String
  ) -> [String] {
    [
      "certificate for \(subject)", "  issued by \(issuer)", "  valid from \(from) until \(until)",
      "  SHA-256 \(fingerprint)",
    ]
  }
}

extension Texts {
  static func probeMoved(_ address: String) -> String {
    "GitLab answers under another address: \(address)."
  }

  static let probeWrongPath = "GitLab answers here, but its API is below another path."

  static func probeSignIn(_ host: String) -> String {
    "A page of \(host) to sign in to stands before GitLab."
  }

  static func probePortal(_ host: String) -> String {
    "\(host) answers in place of the server, as the portals of guest networks do."
  }
}
