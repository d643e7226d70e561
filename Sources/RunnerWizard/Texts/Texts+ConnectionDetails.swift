import RunnerCore

/// What the overlay about the connection in use says.
extension Texts {
  enum DetailLabel {
    static let server = "Server"
    static let version = "Version"
    static let source = "Source"
    static let user = "User"
    static let token = "Token"
    static let scopes = "Scopes"
    static let expiry = "Expires"
    static let command = "Command"
    static let caFile = "CA file"
    static let clientCertificate = "Certificate"
    static let pin = "Pinned key"
    static let proxy = "Proxy"
    static let headers = "Headers"
  }

  static let detailsHelp = "Up and Down scroll. F4 switches to another connection."
  static let ownProxy = "one of its own"
  static let examining = "Finding out what the access token may do…"
  static let mayCreate = "Runners it can create"
  static let mayList = "Lists it can read"
  static let listOfMine = "My runners"

  static func version(_ server: ServerFacts) -> String {
    var text = "GitLab \(sanitized(server.versionText))"
    if let isEnterprise = server.isEnterprise {
      text += isEnterprise ? ", Enterprise Edition" : ", Community Edition"
    }
    return text
  }
}
