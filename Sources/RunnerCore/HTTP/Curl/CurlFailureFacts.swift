import CCurl

/// What libcurl tells about a failed transfer, and what that means.
struct CurlFailureFacts {
  var code: CURLcode
  var text: String
  /// Whether our own limits ended the transfer.
  var isTooLarge = false
  /// The result of checking the certificate, by OpenSSL's numbers (`X509_V_ERR_…` in x509_vfy.h).
  var verifyResult = 0
  /// What a proxy answered when asked for a tunnel; zero without one.
  var proxyStatus = 0
  var wasSent = false
  /// The server that the request is for.
  var server: ServerURL?

  var failure: TransportFailure {
    TransportFailure(kind: kind, detail: text, wasSent: wasSent && !isAlertAboutClient)
  }

  private var kind: TransportFailure.Kind {
    if isTooLarge { return .tooLarge }
    if proxyStatus != 0, !(200..<300).contains(proxyStatus) { return .proxy }
    if isAlertAboutClient { return .tls(saysHandshakeOnly ? .other : .clientCertificate) }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: return .couldNotResolve
    case CURLE_COULDNT_CONNECT: return isAboutProxy ? .proxy : .couldNotConnect
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: return .proxy
    case CURLE_OPERATION_TIMEDOUT: return .timedOut
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CIPHER:
      return .tls(reason)
    case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE:
      return .certificateFile
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE,
      CURLE_HTTP2, CURLE_HTTP2_STREAM:
      return .connectionLost
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING:
      return .garbled
    default: return .other
    }
  }

  /// Whether the server ended the TLS connection because of the client's certificate or for want of one.
  ///
  /// From TLS 1.3 on the client has done its part of the handshake by then and may have sent the
  /// request, which such a server drops unread (RFC 8446, sections 4.4.2.4 and 6.2). The words are those of
  /// OpenSSL's `ssl/ssl_stat.c`; "unknown ca" without "alert" is this side's own finding.
  private var isAlertAboutClient: Bool {
    has("alert")
      && (has("certificate required") || has("bad certificate") || has("unknown ca")
        || has("unsupported certificate") || has("certificate revoked")
        || has("certificate expired") || has("certificate unknown") || saysHandshakeOnly)
  }

  /// TLS 1.2 has no better word for a missing certificate, but uses this one for much else as well.
  private var saysHandshakeOnly: Bool { has("alert handshake failure") }

  /// Whether it was a proxy that refused the connection. libcurl tells it by its words alone, "Failed to
  /// connect to HOST port PORT" (curl: `lib/cf-socket.c`); they name the proxy without its credentials.
  private var isAboutProxy: Bool {
    guard let server, let start = text.firstRange(ofASCII: "Failed to connect to ")?.upperBound
    else { return false }
    let words = text[start...].split(separator: " ", maxSplits: 3)
    guard words.count >= 3, words[1] == "port", let port = Int(words[2].prefix { $0.isNumber })
    else { return false }
    return words[0].lowercased() != server.host || port != server.port
  }

  private func has(_ words: StaticString) -> Bool {
    text.lowercased().firstRange(ofASCII: words) != nil
  }

  private var reason: APIFailure.TLSReason {
    // With a pinned key the certificate is not checked, but the result of the check is told all the same.
    if code == CURLE_SSL_PINNEDPUBKEYNOTMATCH { return .pinMismatch }
    switch verifyResult {
    case 9, 10: return .expired
    case 2, 21: return .incompleteChain
    case 18, 19, 20: return .unknownIssuer
    case 62, 63, 64: return .wrongName
    default: return reasonFromText
    }
  }

  /// libcurl checks the name after OpenSSL has accepted the certificate, and GnuTLS has numbers of its own;
  /// then only the words tell.
  private var reasonFromText: APIFailure.TLSReason {
    if has("subject name") || has("subjectaltname") || has("hostname") || has("host name") {
      return .wrongName
    }
    if has("expired") || has("not yet") { return .expired }
    if has("issuer") || has("self-signed") || has("self signed") || has("unknown ca")
      || has("signer not found") || has("not trusted") || has("verification failed")
    {
      return .unknownIssuer
    }
    return .other
  }
}
