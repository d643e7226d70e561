public import RunnerCore

/// A named way to talk to one server.
public struct Profile: Equatable, Sendable {
  public enum Token: Equatable, Sendable {
    case text(Secret)
    /// A program whose output is the token; no shell is involved.
    case command([String])
  }

  public var name: String
  /// What its own tool calls it: the section or the host.
  var plainName = ""
  public var server: ServerURL
  public var token: Token?
  public var authentication: Authentication
  public var caFile: String?
  public var clientCertificate: String?
  public var clientKey: String?
  /// The SHA-256 of the server's public key, in Base64.
  public var pinSHA256: String?
  public var headers: [HeaderField]
  /// The URL of a proxy, which may hold a password.
  public var proxy: Secret?
  /// Seconds for a whole request.
  public var timeout: Double?
  public var userAgent: String?
  /// The file it was read from, for people; empty for what is in no file.
  public var file: String
  public var origin: Origin
  /// What is good to know when it is used: sentences with file and line.
  public var notes: [String] = []
  /// Why its token cannot be used, and what to do, in a sentence as a note is. Its server and settings can be.
  public var problem: String?

  public init(
    name: String, server: ServerURL, token: Token? = nil,
    authentication: Authentication = .privateToken, caFile: String? = nil,
    clientCertificate: String? = nil, clientKey: String? = nil, pinSHA256: String? = nil,
    headers: [HeaderField] = [], proxy: Secret? = nil, timeout: Double? = nil,
    userAgent: String? = nil, file: String = "", origin: Origin = Origin(.configuration)
  ) {
    self.name = name
    self.server = server
    self.token = token
    self.authentication = authentication
    self.caFile = caFile
    self.clientCertificate = clientCertificate
    self.clientKey = clientKey
    self.pinSHA256 = pinSHA256
    self.headers = headers
    self.proxy = proxy
    self.timeout = timeout
    self.userAgent = userAgent
    self.file = file
    self.origin = origin
  }
}

extension Profile {
  /// Reads one entry of `profiles`.
  /// - Parameter home: what `~/` in paths means. Other relative paths start at the file's folder.
  init(
    name: String, _ reader: inout SettingsReader, home: String?, tool: Origin.Tool
  ) throws(FileProblem) {
    guard let urlEntry = reader.entry("url"), let url = try reader.text("url") else {
      let file = reader.file
      throw FileProblem(
        file: file, line: reader.line, key: reader.path, text: Texts.profileNeedsURL)
    }
    do {
      server = try ServerURL(parsing: url)
    } catch {
      throw reader.problem(urlEntry, error.message)
    }
    self.name = name
    file = reader.file
    origin = Origin(tool, section: reader.path, line: reader.line)
    token = try Profile.token(&reader)
    authentication = try Profile.authentication(&reader)
    caFile = try Profile.path("ca_file", &reader, home: home)
    clientCertificate = try Profile.path("client_cert", &reader, home: home)
    clientKey = try Profile.path("client_key", &reader, home: home)
    if clientKey != nil, clientCertificate == nil, let entry = reader.entry("client_key") {
      throw reader.problem(entry, Texts.keyNeedsCertificate)
    }
    pinSHA256 = try Profile.pin(&reader)
    headers = try Profile.headers(&reader)
    proxy = try Profile.line("proxy", &reader).map { Secret($0) }
    timeout = try reader.seconds("timeout", upTo: 86_400)
    userAgent = try Profile.line("user_agent", &reader)
  }

  /// A text that may stand in a request: one line.
  private static func line(
    _ key: String, _ reader: inout SettingsReader
  ) throws(FileProblem) -> String? {
    guard let text = try reader.text(key), let entry = reader.entry(key) else { return nil }
    guard text.isOneLine else { throw reader.problem(entry, Texts.mustBeOneLine) }
    return text
  }

  private static func token(_ reader: inout SettingsReader) throws(FileProblem) -> Token? {
    let text = try reader.secret("token")
    guard let command = try reader.command("token_command") else { return text.map(Token.text) }
    if text != nil, let entry = reader.entry("token_command") {
      throw reader.problem(entry, Texts.tokenGivenTwice)
    }
    return .command(command)
  }

  private static func authentication(
    _ reader: inout SettingsReader
  ) throws(FileProblem) -> Authentication {
    guard let word = try reader.text("auth"), let entry = reader.entry("auth") else {
      return .privateToken
    }
    switch word {
    case "private": return .privateToken
    case "bearer": return .bearer
    default: throw reader.problem(entry, Texts.unknownAuthentication)
    }
  }

  private static func path(
    _ key: String, _ reader: inout SettingsReader, home: String?
  ) throws(FileProblem) -> String? {
    guard let text = try reader.text(key) else { return nil }
    let path = PrivateFile.expandingTilde(text, home: home)
    guard !path.hasPrefix("/"), let slash = reader.file.lastIndex(of: "/") else { return path }
    return String(reader.file[...slash]) + path
  }

  /// Base64 of 32 bytes, also with curl's `sha256//` before it.
  private static func pin(_ reader: inout SettingsReader) throws(FileProblem) -> String? {
    guard let text = try reader.text("pin_sha256"), let entry = reader.entry("pin_sha256") else {
      return nil
    }
    let pin = text.hasPrefix("sha256//") ? String(text.dropFirst(8)) : text
    let isBase64 = pin.dropLast().utf8.allSatisfy { byte in
      Character(Unicode.Scalar(byte)).isLetter && byte < 0x80
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
    }
    guard pin.utf8.count == 44, pin.hasSuffix("="), isBase64 else {
      throw reader.problem(entry, Texts.wrongPin)
    }
    return pin
  }

  /// Headers for gateways before GitLab; a line end in a value would begin another header.
  private static func headers(_ reader: inout SettingsReader) throws(FileProblem) -> [HeaderField] {
    guard let child = try reader.child("headers") else { return [] }
    var headers: [HeaderField] = []
    for entry in child.entries {
      guard HeaderField.isName(entry.key) else {
        throw child.problem(entry, Texts.wrongHeaderName)
      }
      guard !HeaderField.isOwnName(entry.key) else {
        throw child.problem(entry, Texts.ownHeaderName)
      }
      guard case .scalar(let value, _) = entry.value.content,
        value.isOneLine
      else { throw child.problem(entry, Texts.wrongHeaderValue) }
      headers.append(HeaderField(name: entry.key, value: value))
    }
    return headers
  }
}

extension String {
  /// Whether there is no control character in it.
  var isOneLine: Bool {
    unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }
}
