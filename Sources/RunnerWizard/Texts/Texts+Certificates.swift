import RunnerCore

/// Addresses that are not GitLab's, and certificates that are not trusted.
extension Texts {
  static let probing = "asking whether GitLab answers here"
  static let isGitLab = "GitLab answers here"

  /// What was found in place of GitLab, and what to do.
  static func said(_ probe: ServerProbe, at server: ServerURL) -> String {
    switch probe {
    case .gitLab: isGitLab
    case .moved(let other):
      other.host == server.host && other.scheme != server.scheme
        ? "The server wants \(other.scheme.rawValue): its address is \(other.description)."
        : "The server leads on to \(other.description)."
    case .wrongPath(let other?):
      "GitLab is here, but its API is below another path: \(other.description)."
    case .wrongPath(nil):
      "GitLab is here, but its API is not below this path; copy the address up to GitLab's own."
    case .signInPage(let host):
      "A sign-in page of \(host) stands before GitLab; the API has to be reached without it, so "
        + "ask for an address or a header that passes it."
    case .captivePortal(let host) where host == server.host:
      "The network answers in place of \(host), as guest networks do; sign in to it with a browser, "
        + "then try again."
    case .captivePortal(let host):
      "\(host) answers in place of \(server.host), as guest networks do; sign in there with a "
        + "browser, then try again."
    case .notGitLab(let reason):
      "This is not GitLab: \(reason)"
    case .failed(let failure): failure.sentences
    }
  }

  static let useAddress = "Use that address"
  static let useAddressTip = "Takes the address that the server itself named."
  static let insist = "Connect anyway"
  static let stillConnecting = "The connection is being checked"
  static let noConnectionToSave = "There is no connection in use yet; connect first"
  static let demoIsNotSaved = "Connections of the demonstration are not saved"

  static let certificates = "Certificates"
  static let certificatesTip = "Shows the server's certificates, and ways to trust them."
  static let certificatesHelp = "No token was sent. Up and Down scroll, Esc goes back."
  static let readingCertificates = "Reading the server's certificates…"

  static func certificatesTitle(_ host: String) -> String { "Certificate of \(host)" }
  static func certificatesNotRead(_ failure: APIFailure) -> String {
    "The certificates could not be read: \(failure.message)"
  }

  static let subject = "For"
  static let names = "Names"
  static let issuer = "Issued by"
  static let itself = "itself (self-signed)"
  static let validity = "Valid"
  static let fingerprint = "SHA-256"
  static let publicKey = "Public key"
  static let pinnedKey = "Pinned key"
  static let notKnown = "unknown"

  static func unknownIssuer(_ host: String, _ issuer: String?) -> String {
    "The certificate of \(host) comes from an authority that this machine does not know"
      + (issuer.map { ": \($0)." } ?? ".")
  }
  static let unknownIssuerNext =
    "Servers of companies often have an authority of their own. Give its CA file, or pin the "
    + "server's key after comparing it."

  static func incompleteChain(_ host: String, _ issuer: String?) -> String {
    "\(host) sends its own certificate only; that of its issuer"
      + (issuer.map { ", \($0)," } ?? "") + " is missing, and this machine does not know it."
  }
  static let incompleteChainNext =
    "The server's administrator should add the intermediate certificate. Until then give a CA file "
    + "that holds it."

  static func expired(_ host: String, _ end: String?, _ clock: String?) -> String {
    "The certificate of \(host) "
      + (end.map { "ended on \($0)" } ?? "has expired or is not valid yet") + said(by: clock)
  }
  static let expiredNext =
    "Set the clock if it is wrong; else the server's administrator has to renew the certificate."

  static func notYetValid(_ host: String, _ begin: String, _ clock: String?) -> String {
    "The certificate of \(host) is not valid before \(begin)" + said(by: clock)
  }

  private static func said(by clock: String?) -> String {
    clock.map { "; the clock of this machine says \($0)." } ?? "."
  }
  static let hasExpired = "expired"
  static let notValidYet = "not valid yet"
  static func expiredBesides(_ subject: String, _ end: String) -> String {
    "Besides, the certificate for \(subject) expired on \(end)."
  }
  static func notValidBesides(_ subject: String, _ begin: String) -> String {
    "Besides, the certificate for \(subject) is not valid before \(begin)."
  }
  static let clockNext = "The clock of this machine is probably wrong; set it, then try again."

  static func wrongName(_ host: String, _ names: [String]) -> String {
    "The certificate is not for \(host)"
      + (names.isEmpty ? "." : ", but for \(list(names)).")
  }
  static let wrongNameNext =
    "Use a name that it is for; or another server answers in place of the one you meant."

  static func otherKey(_ host: String) -> String {
    "\(host) shows another key than the one that was pinned for this connection."
  }
  static let otherKeyNext =
    "The server has a new key, or another server answers in its place. Ask its administrator before "
    + "pinning the new one."

  static let giveFile = "Give a CA file"
  static let giveFileTip = "Asks for a PEM file of authorities and tries it at once."
  static let pin = "Pin this key"
  static let pinTip = "Trusts exactly this public key for this connection, after a comparison."
  static let noKeyToPin = "The server's key could not be read"
  static func useName(_ name: String?) -> String { name.map { "Use \($0)" } ?? "Use its name" }
  static let useNameTip = "Asks for the server by a name that its certificate is for."
  static let noOtherName = "The certificate names no other host to use"
  static func nameIsNotTheSources(_ host: String) -> String {
    "The token belongs to \(host); type a connection to send one elsewhere"
  }
  static let retry = "Try again"
  static let retryTip = "Asks the server once more."
  static let tryIt = "Try it"
  static let tryItTip = "Finds out whether the server is trusted then; no token is sent."
  static let trying = "Trying"
  static let tryingHelp = "No token is sent. Esc stops."

  static let caFileMissing = "Give the path of a PEM file; Esc goes back."
  static let pinNeedsYes = "Type yes once you have compared it; Esc goes back."
  static let pinHelp = "Type yes only if the administrator told you the same fingerprint."
  static func pinWarning(_ host: String) -> String {
    "Ask the administrator of \(host) for the fingerprint by another way than this connection, such "
      + "as the telephone, and compare it with this one. From then on exactly this key is trusted "
      + "for this connection."
  }
  static func label(_ way: CertificateView.Way) -> String {
    switch way {
    case .file: "\(caFileLabel):"
    case .pin: "Compared? Type yes:"
    }
  }
  static let caFileFits = "The CA file fits; this is wrong besides."
  static let pinnedForNow =
    "The key is pinned until the program ends; save the connection to keep it"
  static let trustedForNow = "This holds until the program ends; save the connection to keep it"
}
