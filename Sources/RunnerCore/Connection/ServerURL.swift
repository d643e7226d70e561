/// The address of a GitLab server: scheme, host, port and, where it is installed below one, a path.
public struct ServerURL: Hashable, Sendable, CustomStringConvertible {
  public enum Scheme: String, Sendable {
    case http, https

    var defaultPort: Int { self == .https ? 443 : 80 }
  }

  public let scheme: Scheme
  /// In lower case; an IPv6 address without its brackets.
  public let host: String
  public let port: Int
  /// The relative URL root, such as `/gitlab`; empty for none. Never ends with a slash.
  public let root: String

  /// Reads an address as people paste it: white space and slashes around it, the API's path and the
  /// addresses of some of GitLab's own pages are cut off, and a missing scheme means https.
  public init(parsing text: String) throws(ServerURLProblem) {
    let trimmed = text.trimmingASCIIWhiteSpace()
    guard !trimmed.isEmpty else { throw .empty }
    guard !trimmed.unicodeScalars.contains(where: { $0.isControl || $0.isHidden || $0 == " " })
    else { throw .forbiddenCharacter }

    let parts = AddressParts(trimmed)
    guard !parts.authority.contains("@") else { throw .containsUser }
    guard !parts.hasQuery else { throw .containsQuery }
    // Nothing below may see it: problems quote the text, and a host is sent to name servers.
    guard !looksLikeToken(trimmed) else { throw .token }
    switch parts.scheme?.lowercased() {
    case nil, "https": scheme = .https
    case "http": scheme = .http
    case let other?: throw .otherScheme(other)
    }
    guard let (host, port) = ServerURL.hostAndPort(parts.authority) else {
      throw .notAnAddress(trimmed)
    }
    // libcurl turns such names into ASCII only where it was built for that and the program has
    // set a locale with the name's characters (curl: `docs/URL-SYNTAX.md`).
    guard host.utf8.allSatisfy({ $0 < 0x80 }) else { throw .notASCII(host) }
    self.host = host
    self.port = port ?? scheme.defaultPort
    root = ServerURL.root(of: parts.path)
  }

  /// Scheme, host and port, the latter only where it is not the scheme's own.
  public var origin: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return "\(scheme.rawValue)://\(name)" + (port == scheme.defaultPort ? "" : ":\(port)")
  }

  public var description: String { origin + root }

  /// The address of an API path that begins with a slash, such as `/user/runners`.
  public func api(_ path: String) -> String {
    description + "/api/v4" + path
  }

  /// The address of the GraphQL interface.
  public var graphQL: String { description + "/api/graphql" }

  /// Whether the host is this machine, so that nothing sent to it crosses a network.
  public var isLoopback: Bool {
    if host == "localhost" || host.hasSuffix(".localhost") || host == "::1" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }

  /// Whether an access token would cross a network unencrypted.
  public var isPlainHTTPToRemote: Bool { scheme == .http && !isLoopback }

  /// Beginnings of paths of GitLab's own that are pasted as the address of the server. None can be a group:
  /// GitLab reserves their first words (`lib/gitlab/path_regex.rb`).
  private static let pages = [
    ["api", "v4"], ["users", "sign_in"], ["admin", "runners"], ["-", "user_settings"],
    ["-", "profile"], ["dashboard", "projects"], ["dashboard", "groups"], ["explore", "projects"],
  ]

  private static func root(of path: String) -> String {
    let segments = path.split(separator: "/").map(String.init)
    let start = segments.indices.first { index in
      pages.contains { segments[index...].starts(with: $0) }
    }
    return segments.prefix(upTo: start ?? segments.endIndex).map { "/" + $0 }.joined()
  }

  private static func hostAndPort(_ authority: String) -> (String, Int?)? {
    var host = authority[...]
    var port: Int?
    if let bracket = authority.firstIndex(of: "]") {
      guard authority.first == "[" else { return nil }
      host = authority[authority.index(after: authority.startIndex)..<bracket]
      let rest = authority[authority.index(after: bracket)...]
      guard host.contains(":"), host.utf8.allSatisfy(\.isPartOfIPv6) else { return nil }
      guard rest.isEmpty || rest.first == ":" else { return nil }
      if rest.count > 1 {
        guard let number = portNumber(rest.dropFirst()) else { return nil }
        port = number
      }
    } else {
      let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count <= 2, let name = parts.first else { return nil }
      host = name
      if parts.count == 2, !parts[1].isEmpty {
        guard let number = portNumber(parts[1]) else { return nil }
        port = number
      }
      guard host.unicodeScalars.allSatisfy(\.isPartOfHostName), host.first != "." else {
        return nil
      }
    }
    return host.isEmpty ? nil : (host.lowercased(), port)
  }

  private static func portNumber(_ text: Substring) -> Int? {
    guard text.unicodeScalars.allSatisfy(\.isASCIIDigit), let port = UInt16(text), port > 0 else {
      return nil
    }
    return Int(port)
  }
}

/// Why a text is not the address of a server.
public enum ServerURLProblem: Error, Equatable, Sendable {
  case empty
  case forbiddenCharacter
  case otherScheme(String)
  case containsUser
  case containsQuery
  case notAnAddress(String)
  /// The text holds what looks like an access token; it is not repeated.
  case token
  /// A host with letters beyond ASCII.
  case notASCII(String)

  public var message: String { Texts.message(for: self) }
}

/// An address cut at its borders, nothing judged or decoded.
struct AddressParts {
  var scheme: String?
  var authority: String
  /// With its leading slash, without query and fragment.
  var path: String
  var hasQuery: Bool
  /// Scheme and authority.
  var origin: String { (scheme.map { $0 + "://" } ?? "") + authority }

  init(_ text: String) {
    var rest = text[...]
    if let separator = text.firstRange(ofASCII: "://") {
      scheme = String(text[..<separator.lowerBound])
      rest = text[separator.upperBound...]
    }
    let end = rest.firstIndex { $0 == "?" || $0 == "#" } ?? rest.endIndex
    hasQuery = end != rest.endIndex
    rest = rest[..<end]
    let slash = rest.firstIndex { $0 == "/" || $0 == "\\" } ?? rest.endIndex
    authority = String(rest[..<slash])
    path = String(rest[slash...])
  }
}

extension String {
  /// The first place of an ASCII text in this one.
  func firstRange(ofASCII needle: StaticString) -> Range<String.Index>? {
    let needle = needle.withUTF8Buffer { Array($0) }
    var start = utf8.startIndex
    while start != utf8.endIndex {
      if utf8[start...].starts(with: needle) {
        return start..<utf8.index(start, offsetBy: needle.count)
      }
      start = utf8.index(after: start)
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var isPartOfIPv6: Bool {
    self == UInt8(ascii: ":") || self == UInt8(ascii: ".")
      || Character(Unicode.Scalar(self)).isHexDigit
  }
}

extension Unicode.Scalar {
  /// Letters of any script, so that the problem of internationalized names can be told apart.
  fileprivate var isPartOfHostName: Bool {
    isASCIIDigit || self == "-" || self == "." || self == "_" || properties.isAlphabetic
      || properties.generalCategory == .nonspacingMark
  }
}
