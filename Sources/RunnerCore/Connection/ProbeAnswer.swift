/// What one answer to a request without a token says about who gave it.
enum ProbeAnswer: Equatable {
  /// GitLab's API.
  case api
  /// A page of GitLab's own; with the path that GitLab is installed below, where the page tells it.
  case gitLabPage(root: String?)
  /// Somewhere else, as an absolute address without its fragment.
  case redirect(to: String)
  /// A page that asks who one is.
  case signIn
  /// The network wants something first (RFC 6585, section 6).
  case portal
  /// The port speaks TLS, and was not spoken to so.
  case wantsTLS
  /// Nothing is there.
  case missing
  /// Somebody is there who does not answer now.
  case unavailable
  /// Somebody else; with a sentence about them.
  case other(String)

  init(_ response: HTTPResponse, at address: String) {
    let host = AddressParts(address).authority
    switch response.status {
    case 511: self = .portal
    case 407, 408, 429, 500...: self = .unavailable
    case 300..<400:
      let target = response.header("Location").flatMap { Self.resolve($0, at: address) }
      self = target.map(ProbeAnswer.redirect) ?? .other(Texts.emptyRedirect(host))
    default:
      if let json = JSONValue(parsing: response.body), case .object = json {
        self = Self.read(json, response, host)
      } else {
        self = Self.readPage(response, at: address, host)
      }
    }
  }

  /// GitLab's messages begin with the status (GitLab: `lib/api/helpers.rb`, render_api_error!); with a token it would tell
  /// its version.
  private static func read(
    _ json: JSONValue, _ response: HTTPResponse, _ host: String
  ) -> ProbeAnswer {
    let text = json["message"]?.rawText ?? json["error"]?.rawText ?? ""
    if text.hasPrefix("\(response.status) ") { return .api }
    if json["version"]?.rawText != nil, json["revision"]?.rawText != nil { return .api }
    // What Devise tells a client of GitLab's pages that wants JSON.
    if text.hasPrefix("You need to sign in") { return .gitLabPage(root: nil) }
    return response.status == 404 ? .missing : .other(Texts.otherJSON(host))
  }

  private static func readPage(
    _ response: HTTPResponse, at address: String, _ host: String
  ) -> ProbeAnswer {
    let page = ProbePage(response.body)
    // nginx: `ngx_http_special_response.c`, status 497; Go: `net/http/server.go`.
    if page.has("plain HTTP request was sent to HTTPS port")
      || page.has("HTTP request to an HTTPS server")
    {
      return .wantsTLS
    }
    if page.isGitLab { return .gitLabPage(root: page.gitLabRoot) }
    if let target = page.refresh.flatMap({ resolve($0, at: address) }) {
      return .redirect(to: target)
    }
    if page.asksWhoOneIs || (response.status == 401 && response.header("WWW-Authenticate") != nil) {
      return .signIn
    }
    if response.status == 404 { return .missing }
    return .other(Texts.otherPage(host, title: page.title, status: response.status))
  }

  /// An absolute address for what a redirect names (RFC 3986, section 5.2, as far as servers use it).
  static func resolve(_ reference: String, at base: String) -> String? {
    let text = String(reference.trimmingASCIIWhiteSpace().prefix { $0 != "#" })
    guard !text.isEmpty, text.utf8.count <= 4_096,
      text.unicodeScalars.allSatisfy({ $0.isASCII && !$0.isControl && $0 != " " })
    else { return nil }
    let parts = AddressParts(base)
    if text.hasPrefix("//") { return (parts.scheme ?? "https") + ":" + text }
    if text.hasPrefix("/") { return parts.origin + text }
    if let scheme = AddressParts(text).scheme {
      return ["http", "https"].contains(scheme.lowercased()) ? text : nil
    }
    let folder = parts.path.lastIndex(of: "/").map { parts.path[...$0] } ?? "/"
    return parts.origin + folder + text
  }
}

/// As much of an HTML page as its sender can be told by.
private struct ProbePage {
  private let text: String
  private let lower: String

  /// Bytes that are looked at; GitLab's own marks stand in the head.
  private static let readLimit = 65_536

  init(_ body: [UInt8]) {
    text = String(decoding: body.prefix(Self.readLimit), as: UTF8.self)
    lower = text.lowercased()
  }

  func has(_ words: StaticString) -> Bool { text.firstRange(ofASCII: words) != nil }

  /// GitLab: `app/helpers/page_layout_helper.rb`, `lib/gitlab/gon_helper.rb`, `public/404.html`.
  var isGitLab: Bool {
    has("gon.gitlab_url") || has("gon.relative_url_root")
      || (has("og:site_name") && has("content=\"GitLab\""))
      || has("The page you're looking for could not be found (404)")
  }

  /// `gon.relative_url_root="/gitlab";`, empty at the top.
  var gitLabRoot: String? {
    guard let start = text.firstRange(ofASCII: "gon.relative_url_root=\"")?.upperBound else {
      return nil
    }
    return String(text[start...].prefix { $0 != "\"" }).replacing("\\/", with: "/")
  }

  /// Where the page leads by itself: `<meta http-equiv="refresh" content="0; url=…">`.
  var refresh: String? {
    guard let start = lower.firstRange(ofASCII: "http-equiv=\"refresh\"")?.upperBound else {
      return nil
    }
    let rest = lower[start...].prefix { $0 != ">" }
    guard let url = String(rest).firstRange(ofASCII: "url=")?.upperBound else { return nil }
    let tail = String(rest)[url...].drop { $0 == "'" || $0 == "\"" || $0 == " " }
    return String(tail.prefix { !"'\" >".contains($0) })
  }

  var asksWhoOneIs: Bool {
    if lower.firstRange(ofASCII: "type=\"password\"") != nil || has("SAMLRequest") { return true }
    guard let title = title?.lowercased() else { return false }
    return ["sign in", "signin", "log in", "login", "single sign"].contains {
      title.firstRange(of: $0) != nil
    }
  }

  var title: String? {
    guard let start = lower.firstRange(ofASCII: "<title")?.upperBound,
      let open = lower[start...].firstIndex(of: ">")
    else { return nil }
    let inner = lower[lower.index(after: open)...].prefix { $0 != "<" }
    // Lowering may change lengths; the title is shown as it was written where it is found again.
    let distance = lower.unicodeScalars.distance(from: lower.startIndex, to: inner.startIndex)
    let scalars = text.unicodeScalars.dropFirst(distance).prefix { $0 != "<" }
    let title = sanitized(String(scalars)).trimmingASCIIWhiteSpace()
    return title.isEmpty ? nil : shortened(title, to: 80)
  }
}
