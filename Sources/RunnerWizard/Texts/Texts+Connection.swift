import RunnerCore

extension Texts {
  static let connectionTitle = "Connection"
  static let connectionIntroduction = "Which GitLab server, and whose access token?"

  static let knownLabel = "Connect as"
  static let knownHelp = "Up and Down choose a connection; the last entry lets you type one."
  static let otherConnection = Choice(
    word: "other", title: "Another connection", detail: "type address and access token",
    note: nil, refusal: nil)

  static let urlLabel = "GitLab address"
  static let urlHelp = "The server's address as in a browser, with its path if it has one."
  static let urlExample = "e.g. https://gitlab.example.com"

  static let accessTokenLabel = "Access token"
  static let accessTokenHelp = "A token with the scope api or create_runner; it is not shown."
  static let accessTokenExample = "e.g. glpat-… (stays hidden)"

  static let oauthLabel = "OAuth token"
  static let oauthHelp = "Yes sends it as “Authorization: Bearer”, as OAuth access tokens need it."

  static let caFileLabel = "CA file"
  static let caFileHelp = "A PEM file of authorities to trust besides the system's."
  static let caFileExample = "e.g. /etc/ssl/certs/company.pem"
  static let clientCertificateLabel = "Client certificate"
  static let clientCertificateHelp =
    "For servers that ask for one: a PEM file, or PKCS#12 (.p12, .pfx)."
  static let clientCertificateExample = "e.g. ~/certs/me.pem"
  static let clientKeyLabel = "Client key"
  static let clientKeyHelp =
    "The private key of the client certificate, if it is in a file of its own."
  static let clientKeyExample = "e.g. ~/certs/me.key"
  static let clientKeyWithoutCertificate =
    "A client key needs its certificate; fill in the client certificate or empty this field."

  static let storeLabel = "Save connection"
  static let storeHelp = "Yes saves address and access token as a profile, readable by you alone."
  static let storeCommandHelp =
    "Yes saves address and token command as a profile; the token is not stored."
  static let profileNameLabel = "Profile name"
  static let profileNameExample = "e.g. work"
  static let profileNameMissing = "The profile needs a name; use letters, digits, - _ and dots."
  static let profileNameNotPlain = "A profile's name has only letters, digits, - _ and dots."

  static func profileNameHelp(file: String) -> String {
    "Saves this connection as profile NAME in \(file)."
  }

  static let checkingToken = "checking the access token"
  static let readingToken = "reading the access token"
  static let notConnected = "not connected"
  static let unknownUser = "user not readable with this token"
  static let personalToken = "personal token"
  static let botToken = "group or project token"
  static let oauthToken = "OAuth token"
  static let refusedToken = "access token refused"
  static let uncheckedToken = "access token not checked"
  static let plainHTTPMark = "http, not encrypted"
  static let plainHTTPAhead = "Plain http: the access token would be sent unencrypted."
  static let plainHTTPWarning =
    "The connection is plain http: the access token crosses the network unencrypted."

  static func tokenExpires(_ date: String) -> String { "expires \(date)" }
  static let tokenNeverExpires = "no expiry"

  static func tokenCommandFailed(_ message: String) -> String {
    "The command that prints the access token failed: \(message)"
  }
  static let tokenCommandFix = "Choose another connection, or press r to run the command again."
  static let typedCommandFix = "Correct it, or type an access token; Enter runs it again."

  /// Why the operator is led to the connections.
  static let tokenFirst =
    "Nothing can be created with this access token; choose or type another."
  /// What to press on a page where letters are typed.
  static func pressF4(_ reason: String) -> String {
    "\(reason) Press F4 to change the connection."
  }

  /// What to press after the connection was found wanting.
  static let pressCForConnection = "Press C to change the connection, r to check again."
  static let pressRToCheck = "Press r to check again; you can go on meanwhile."
  static let enterChecksAgain = "Enter checks again."

  static func profileSaved(_ name: String, _ path: String) -> String {
    "Saved as profile \(name) in \(path)"
  }
  static func profileNotSaved(_ message: String) -> String {
    "The connection was not saved: \(message)"
  }
}
