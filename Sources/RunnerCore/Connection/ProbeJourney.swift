/// The way from an address that someone gave to what answers there: which address is asked next, and what the answers
/// come to. It sends nothing itself, and never asks another origin than the one it was given.
struct ProbeJourney {
  enum Step: Equatable {
    case ask(Place)
    case found(ServerProbe)
    /// The server is there, but this answer is a failure of its own.
    case failed
  }

  /// An address to be asked, without any token.
  struct Place: Equatable {
    var address: String
    /// Whether GitLab's API would be there, or else a page.
    var isAPI: Bool
  }

  /// Requests; redirects and other paths are tried within them.
  private static let limit = 8
  private static let hopLimit = 3

  private let server: ServerURL
  private var place: Place
  private var asked: [Place]
  private var waiting: [Place] = []
  private var hops = 0
  private var hasLookedAround = false
  private var sawGitLab = false
  private var otherThere: String?

  /// The first address to be asked.
  var start: Place { asked[0] }

  init(server: ServerURL) {
    self.server = server
    place = Place(address: server.api(Self.path), isAPI: true)
    asked = [place]
  }

  /// An API path that every GitLab has and answers without a token, with 401.
  private static let path = "/version"
  private static let apiEnd = "/api/v4" + path

  /// Whether nothing but the first address was asked.
  var isAtStart: Bool { asked.count == 1 }

  /// Goes on after an answer that did not come.
  mutating func skip() -> Step { advance() }

  mutating func take(_ response: HTTPResponse) -> Step {
    switch ProbeAnswer(response, at: place.address) {
    case .api:
      return .found(place == start ? .gitLab : .wrongPath(suggested: server(at: place.address)))
    case .gitLabPage(let root):
      sawGitLab = true
      if let root { expect(root) }
      return advance()
    case .redirect(let target): return follow(target)
    case .signIn where isAtStart || !place.isAPI: return .found(.signInPage(host: server.host))
    case .portal: return .found(.captivePortal(host: server.host))
    case .wantsTLS:
      guard server.scheme == .http else { return advance() }
      return moved(to: "https" + server.description.dropFirst("http".count))
    case .unavailable where isAtStart: return .failed
    case .other(let sentence):
      if isAtStart || !place.isAPI { otherThere = sentence }
      return advance()
    case .missing, .signIn, .unavailable: return advance()
    }
  }

  private mutating func advance() -> Step {
    if !hasLookedAround {
      hasLookedAround = true
      waiting.append(Place(address: server.description + "/", isAPI: false))
      for root in otherRoots { expect(root, first: false) }
    }
    while !waiting.isEmpty, asked.count < Self.limit {
      let next = waiting.removeFirst()
      guard !asked.contains(next) else { continue }
      asked.append(next)
      place = next
      return .ask(next)
    }
    if sawGitLab { return .found(.wrongPath(suggested: nil)) }
    return .found(.notGitLab(reason: otherThere ?? Texts.nothingThere(server.host)))
  }

  /// Paths that GitLab may be below in place of the one given: what is above it, and the usual one.
  private var otherRoots: [String] {
    var parents: [String] = []
    var rest = server.root[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      parents.append(String(rest))
    }
    return parents.suffix(3) + [server.root + "/gitlab", "/gitlab"]
  }

  /// Notes that GitLab's API may be below a path.
  private mutating func expect(_ root: String, first: Bool = true) {
    guard let other = server(at: server.origin + root) else { return }
    let place = Place(address: other.api(Self.path), isAPI: true)
    if first { waiting.insert(place, at: 0) } else { waiting.append(place) }
  }

  private mutating func follow(_ target: String) -> Step {
    let parts = AddressParts(target)
    guard let other = server(at: parts.origin + parts.path) else {
      otherThere = Texts.emptyRedirect(server.host)
      return advance()
    }
    let isGitLabs = parts.path.hasSuffix(Self.apiEnd) || parts.path.hasSuffix("/users/sign_in")
    if other.origin == server.origin {
      if !isGitLabs, SignInWords.areIn(parts.path) || SignInWords.areInQuery(of: target) {
        return .found(.signInPage(host: server.host))
      }
      if parts.path.hasSuffix(Self.apiEnd), other.root != server.root {
        return .found(.moved(to: other))
      }
      if isGitLabs { sawGitLab = true }
      hops += 1
      if hops <= Self.hopLimit { expect(other.root) }
      return advance()
    }
    guard other.scheme == .https || server.scheme == .http else {
      return .found(.notGitLab(reason: Texts.leadsOutOfTLS(server.host)))
    }
    if isGitLabs { return .found(.moved(to: other)) }
    let leadsToSignIn = SignInWords.areIn(parts.path) || SignInWords.areInQuery(of: target)
    if other.host == server.host {
      // A gateway on another port; the host's own name says nothing.
      if leadsToSignIn { return .found(.signInPage(host: other.host)) }
      // A front end that sends everything to its own start page, or keeps a path that is none of GitLab's.
      return moved(to: other.origin + server.root)
    }
    let isSignIn = SignInWords.areIn(other.host) || leadsToSignIn
    return .found(
      isSignIn && !isPortal(other, parts.path)
        ? .signInPage(host: other.host) : .captivePortal(host: other.host))
  }

  private func isPortal(_ other: ServerURL, _ path: String) -> Bool {
    let isNumber = other.host.utf8.allSatisfy { $0 == UInt8(ascii: ".") || $0.isDigit }
    return isNumber || SignInWords.ofPortals(in: other.host) || SignInWords.ofPortals(in: path)
  }

  private func moved(to address: String) -> Step {
    guard let other = server(at: address) else { return .failed }
    return .found(.moved(to: other))
  }

  /// The server of an address; cuts off the paths of GitLab's own that are asked for here.
  private func server(at address: String) -> ServerURL? { try? ServerURL(parsing: address) }
}

/// Words in addresses by which the doors before servers are known.
private enum SignInWords {
  /// Of hosts and paths: oauth2-proxy, Keycloak, AD FS, CAS, Okta, Authelia, Cloudflare Access and such.
  private static let signIn: Set<String> = [
    "access", "account", "accounts", "adfs", "auth", "auth0", "authelia", "authentik",
    "authorize", "cas", "cloudflareaccess", "iam", "idp", "keycloak", "login", "logon",
    "microsoftonline", "oauth", "oauth2", "oidc", "okta", "onelogin", "openid", "pingone",
    "realms", "saml", "saml2", "sign", "signin", "sso",
  ]
  private static let portals: Set<String> = [
    "captive", "captiveportal", "hotspot", "guest", "wifi", "wlan", "splash", "portal",
  ]
  private static let queries: [StaticString] = [
    "SAMLRequest=", "redirect_uri=", "RelayState=", "client_id=",
  ]

  static func areIn(_ text: String) -> Bool { !words(text).isDisjoint(with: signIn) }

  static func ofPortals(in text: String) -> Bool { !words(text).isDisjoint(with: portals) }

  static func areInQuery(of address: String) -> Bool {
    guard let mark = address.firstIndex(of: "?") else { return false }
    let query = String(address[mark...])
    return queries.contains { query.firstRange(ofASCII: $0) != nil }
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }
}
