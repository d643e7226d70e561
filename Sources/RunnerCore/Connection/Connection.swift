/// How an access token is presented.
public enum Authentication: String, Sendable {
  /// `PRIVATE-TOKEN`, for personal, group and project access tokens.
  case privateToken
  /// `Authorization: Bearer`, for OAuth access tokens.
  case bearer
}

/// A header that is sent or was received. The value prints as redacted, because some are credentials.
public struct HeaderField: Equatable, Sendable {
  public var name: String
  private let secret: Secret

  public init(name: String, value: String) {
    self.init(name: name, value: Secret(value))
  }

  public init(name: String, value: Secret) {
    self.name = name
    secret = value
  }

  public var value: String { secret.reveal() }

  var hasControlByte: Bool { secret.hasControlByte }
}

/// Everything that is needed to talk to one server as one user.
public struct Connection: Equatable, Sendable {
  /// The ``source`` of a token that someone typed.
  public static let typed = "typed"

  public var server: ServerURL
  /// The access token; may be empty, which GitLab answers with 401.
  public var token: Secret
  public var authentication: Authentication
  /// A PEM file of certificate authorities that are trusted besides the system's.
  public var caFile: String?
  /// A PEM file, or PKCS#12 when its name ends in `.p12` or `.pfx`.
  public var clientCertificate: String?
  public var clientKey: String?
  /// Sent with every request, for gateways before GitLab.
  public var headers: [HeaderField]
  /// Seconds for a whole request, in place of the defaults.
  public var timeout: Double?
  /// The URL of a proxy, which may hold a password, in place of those of the environment.
  public var proxy: Secret?
  /// The SHA-256 of the server's public key in Base64. With one, exactly that key is trusted and no authority.
  public var pinSHA256: String?
  /// Sent as `User-Agent`, in place of the program's own.
  public var userAgent: String?
  /// Where the token comes from, for people, such as `GITLAB_TOKEN`.
  public var source: String

  public init(
    server: ServerURL, token: Secret, authentication: Authentication = .privateToken,
    caFile: String? = nil, clientCertificate: String? = nil, clientKey: String? = nil,
    headers: [HeaderField] = [], timeout: Double? = nil, proxy: Secret? = nil,
    pinSHA256: String? = nil, userAgent: String? = nil, source: String = ""
  ) {
    self.server = server
    self.token = token
    self.authentication = authentication
    self.caFile = caFile
    self.clientCertificate = clientCertificate
    self.clientKey = clientKey
    self.headers = headers
    self.timeout = timeout
    self.proxy = proxy
    self.pinSHA256 = pinSHA256
    self.userAgent = userAgent
    self.source = source
  }

  /// The text without this connection's token, header values and credentials for the proxy, and without whatever
  /// else looks like a token, for a server or gateway that echoes what it was sent.
  func redacting(_ text: String) -> String {
    var secrets = [token.reveal()]
    for header in headers {
      // Credentials may come back without the scheme before them.
      secrets += [header.value] + header.value.split(separator: " ").map(String.init)
    }
    secrets = secrets.filter { $0.utf8.count >= Connection.shortestSecret }
    if let proxy { secrets += ProxyAddress(proxy).secrets }
    return redactingTokens(
      replacing(secrets.sorted { $0.utf8.count > $1.utf8.count }, in: text))
  }

  /// Bytes; what is shorter is part of ordinary words.
  private static let shortestSecret = 6
}
