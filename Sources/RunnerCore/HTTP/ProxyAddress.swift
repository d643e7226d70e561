import FoundationEssentials

/// The URL of a proxy, which may hold a user's name and password.
struct ProxyAddress: Equatable, Sendable {
  let url: Secret

  init(_ url: Secret) {
    self.url = url
  }

  /// The text without this proxy's credentials, however they are written: in the URL, decoded, and as the header
  /// `Proxy-Authorization` has them (RFC 7617).
  func redacting(_ text: String) -> String {
    replacing(secrets, in: text)
  }

  /// Longest first, so that no part of a longer one stays behind.
  var secrets: [String] {
    guard let userInfo else { return [] }
    let parts = userInfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let password = parts.count == 2 ? String(parts[1]) : userInfo
    let decoded = percentDecoded(userInfo)
    let header = Data(decoded.utf8).base64EncodedString()
    var texts = [userInfo + "@", userInfo, decoded, header]
    // What is shorter is part of ordinary words.
    texts += [password, percentDecoded(password)].filter { $0.utf8.count >= 4 }
    return Set(texts).filter { $0.utf8.count >= 3 }.sorted {
      ($0.utf8.count, $0) > ($1.utf8.count, $1)
    }
  }

  /// What stands before the last `@`: a password may hold any of the marks that end a host.
  private var userInfo: String? {
    let text = url.reveal()
    let start = text.firstRange(ofASCII: "://")?.upperBound ?? text.startIndex
    guard let end = text[start...].lastIndex(of: "@"), end != start else { return nil }
    return String(text[start..<end])
  }
}

/// The text with every occurrence of the secrets replaced; they come longest first.
func replacing(_ secrets: [String], in text: String) -> String {
  secrets.reduce(text) { text, secret in
    var result = ""
    var rest = text[...]
    while let found = rest.firstRange(of: secret) {
      result += rest[..<found.lowerBound] + Secret.redacted
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}
