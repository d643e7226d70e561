/// One HTTP request, complete: no layer below adds credentials or follows redirects.
public struct HTTPRequest: Equatable, Sendable {
  public var method: String
  /// Absolute, with scheme http or https.
  public var url: String
  public var headers: [HeaderField]
  public var body: [UInt8]
  /// Whether sending it twice does no harm. Otherwise the transport uses a new connection, so that
  /// no library below repeats it on its own.
  public var isSafeToRepeat: Bool
  /// Seconds until the connection, with its TLS handshake, must stand.
  public var connectTimeout: Double
  /// Seconds for everything.
  public var timeout: Double
  /// Bytes of the answer's body, decompressed, beyond which the transfer is stopped.
  public var bodyLimit: Int

  public init(
    method: String, url: String, headers: [HeaderField] = [], body: [UInt8] = [],
    isSafeToRepeat: Bool, connectTimeout: Double = 10, timeout: Double = 30,
    bodyLimit: Int = 16_777_216
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.isSafeToRepeat = isSafeToRepeat
    self.connectTimeout = connectTimeout
    self.timeout = timeout
    self.bodyLimit = bodyLimit
  }
}

/// One HTTP answer.
public struct HTTPResponse: Equatable, Sendable {
  public var status: Int
  public var headers: [HeaderField]
  public var body: [UInt8]

  public init(status: Int, headers: [HeaderField] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of that name, in whatever case.
  public func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}

/// Why no complete answer came.
public struct TransportFailure: Error, Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case couldNotResolve, couldNotConnect, proxy, timedOut
    case tls(APIFailure.TLSReason)
    /// A file of certificates or keys cannot be used.
    case certificateFile
    /// The connection ended before an answer or in the middle of it.
    case connectionLost
    /// What came is no HTTP.
    case garbled
    case tooLarge, cancelled
    /// No libcurl on this machine.
    case curlMissing
    case other
  }

  public var kind: Kind
  /// For the log; holds no header values.
  public var detail: String
  /// Whether any of the request may have reached the server.
  public var wasSent: Bool

  public init(kind: Kind, detail: String, wasSent: Bool) {
    self.kind = kind
    self.detail = detail
    self.wasSent = wasSent
  }
}

/// The one thing the API client needs from below: a request in, an answer or a failure out.
///
/// An implementation sends each request at most once, never follows a redirect, and ends
/// a transfer at once when its task is cancelled.
public protocol HTTPTransport: Sendable {
  func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse
}
