import FoundationEssentials

/// One request as the log may tell it: no header, no body, no token.
public struct RequestTrace: Equatable, Sendable {
  public var method: String
  /// Address without query.
  public var url: String
  public var status: Int?
  public var milliseconds: Int
  public var requestID: String?
  /// The server's clock when it answered, in seconds since 1970-01-01 00:00 UTC.
  public var serverTime: Int64?
  /// The transport's own words, where no answer came.
  public var failure: String?

  public init(
    method: String, url: String, status: Int? = nil, milliseconds: Int, requestID: String? = nil,
    serverTime: Int64? = nil, failure: String? = nil
  ) {
    self.method = method
    self.url = url
    self.status = status
    self.milliseconds = milliseconds
    self.requestID = requestID
    self.serverTime = serverTime
    self.failure = failure
  }
}

extension GitLabClient {
  /// Repetitions of a request that only reads, after an answer that asks for patience.
  private static let repeatLimit = 2
  /// Seconds; a server that wants a longer pause is told to the caller instead.
  private static let longestPause = 10

  /// Hears of a pause before a request is repeated: its seconds and the status that asks for it.
  typealias Waiting = @Sendable (_ seconds: Int, _ status: Int) -> Void

  /// Gets an API path and returns the answer if it is a success.
  ///
  /// Repeated at most twice on 429, 502, 503 and 504. One redirect inside the API of the same
  /// server is followed: a project that moved answers 301 with its id (GitLab: `doc/api/rest/_index.md`).
  func read(
    _ path: String, _ reader: FailureReader, waiting: Waiting = { _, _ in }
  ) async throws(APIFailure) -> HTTPResponse {
    let url = connection.server.api(path)
    var response = try await sendPatiently("GET", url, reader: reader, waiting: waiting)
    if [301, 302, 307, 308].contains(response.status), let target = apiAddress(in: response) {
      response = try await sendPatiently("GET", target, reader: reader, waiting: waiting)
    }
    guard (200..<300).contains(response.status) else { throw reader.failure(for: response) }
    return response
  }

  /// Sends a request that only reads, at most twice again when the server asks for patience; a failure is
  /// that no answer came.
  func sendPatiently(
    _ method: String, _ url: String, body: [UInt8] = [], reader: FailureReader, waiting: Waiting
  ) async throws(APIFailure) -> HTTPResponse {
    var repetitions = 0
    while true {
      let response = try await send(method, url, body: body, reader: reader)
      guard [429, 502, 503, 504].contains(response.status), repetitions < Self.repeatLimit,
        let seconds = pauseLength(response, repetitions: repetitions)
      else { return response }
      repetitions += 1
      waiting(Int(seconds.rounded(.up)), response.status)
      do { try await pause(seconds) } catch { throw reader.notSent(.cancelled) }
    }
  }

  /// Sends one request, once.
  func send(
    _ method: String, _ url: String, body: [UInt8], reader: FailureReader
  ) async throws(APIFailure) -> HTTPResponse {
    let changesSomething = reader.purpose.changesSomething
    let timeout = connection.timeout ?? (changesSomething ? 60 : 30)
    let request = HTTPRequest(
      method: method, url: url, headers: try headers(hasBody: !body.isEmpty, reader), body: body,
      isSafeToRepeat: !changesSomething, connectTimeout: min(10, timeout), timeout: timeout)
    return try await perform(request, reader: reader)
  }

  /// Sends a request as it is, once, and tells the trace of it.
  func perform(
    _ request: HTTPRequest, reader: FailureReader
  ) async throws(APIFailure) -> HTTPResponse {
    let start = ContinuousClock.now
    var record = RequestTrace(
      method: request.method, url: String(request.url.prefix { $0 != "?" }), milliseconds: 0)
    defer {
      record.milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
      trace(record)
    }
    do {
      let response = try await transport.send(request)
      record.status = response.status
      record.requestID = reader.requestID(of: response)
      record.serverTime = response.serverTime
      return response
    } catch {
      let failure = await reader.failure(for: error, seenBy: certificates)
      record.failure = failure.detail
      throw failure
    }
  }

  private func headers(
    hasBody: Bool, _ reader: FailureReader
  ) throws(APIFailure) -> [HeaderField] {
    guard !connection.token.hasControlByte else {
      throw reader.notSent(.invalidHeader, reason: Texts.controlCharacterInToken)
    }
    var headers = try ownHeaders(reader, accept: "application/json")
    if hasBody { headers.append(HeaderField(name: "Content-Type", value: "application/json")) }
    headers += try gatewayHeaders(reader)
    if !connection.token.isEmpty {
      switch connection.authentication {
      case .privateToken:
        headers.append(HeaderField(name: "PRIVATE-TOKEN", value: connection.token))
      case .bearer:
        headers.append(
          HeaderField(name: "Authorization", value: "Bearer " + connection.token.reveal()))
      }
    }
    return headers
  }

  /// Those that hold no credentials.
  func ownHeaders(
    _ reader: FailureReader, accept: String
  ) throws(APIFailure) -> [HeaderField] {
    let agent = HeaderField(
      name: "User-Agent", value: connection.userAgent ?? "runner-wizard/\(Version.text)")
    guard agent.isWellFormed else {
      throw reader.notSent(.invalidHeader, reason: Texts.invalidHeader(agent.name))
    }
    return [agent, HeaderField(name: "Accept", value: accept)]
  }

  /// The connection's own, for gateways before its server; they may hold credentials.
  func gatewayHeaders(_ reader: FailureReader) throws(APIFailure) -> [HeaderField] {
    for header in connection.headers where !header.isWellFormed {
      throw reader.notSent(.invalidHeader, reason: Texts.invalidHeader(header.name))
    }
    return connection.headers
  }

  /// Seconds to wait before repeating; `nil` where the server wants more patience than is reasonable.
  private func pauseLength(_ response: HTTPResponse, repetitions: Int) -> Double? {
    guard let wait = FailureReader.wait(of: response, now: now()) else {
      return 0.5 * Double(repetitions + 1)
    }
    return wait <= Self.longestPause ? Double(wait) : nil
  }

  /// Where a redirect leads, if that is the API of the same origin; its query is dropped.
  private func apiAddress(in response: HTTPResponse) -> String? {
    guard let location = response.header("Location"),
      location.unicodeScalars.allSatisfy({ $0.isASCII && !$0.isControl && $0 != " " })
    else { return nil }
    let parts = AddressParts(location)
    let server = connection.server
    if let scheme = parts.scheme {
      guard let other = try? ServerURL(parsing: "\(scheme)://\(parts.authority)"),
        other.origin == server.origin
      else { return nil }
    } else if !parts.authority.isEmpty {
      return nil
    }
    let isInside =
      parts.path.hasPrefix(server.root + "/api/v4/")
      && !parts.path.split(separator: "/").contains("..")
    return isInside ? server.origin + parts.path : nil
  }
}
