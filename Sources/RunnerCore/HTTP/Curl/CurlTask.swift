/// What a transfer is to do.
enum CurlTask: Sendable {
  /// Sends a request and reads the answer.
  case exchange(HTTPRequest)
  /// Makes a connection and reads the certificates that the server shows, trusted or not. No request goes out.
  /// - Parameter presentsOwn: whether a server that asks for it gets the client's certificate.
  case certificates(of: HTTPRequest, presentsOwn: Bool)

  /// For reading certificates, where the server is and how long it may take.
  var request: HTTPRequest {
    switch self {
    case .exchange(let request), .certificates(of: let request, presentsOwn: _): request
    }
  }
}

/// What a transfer brought.
struct CurlAnswer: Sendable {
  var response: HTTPResponse
  /// In PEM form, the server's own first; `nil` where libcurl cannot tell them.
  var certificates: [String]?
}

/// What all transfers of a transport have in common.
struct CurlSettings: Sendable {
  var trust: TrustSettings
  /// In place of the proxies of the environment; an empty address means none.
  var proxy: ProxyAddress?
}
