public import FoundationEssentials

/// Talks to one GitLab server as one user.
public struct GitLabClient: Sendable {
  public let connection: Connection
  let transport: any HTTPTransport
  let now: @Sendable () -> Date
  let pause: @Sendable (Double) async throws -> Void
  let trace: @Sendable (RequestTrace) -> Void
  let certificates: CertificateReader?

  /// `pause` waits a number of seconds before a request is repeated; `trace` hears of every request;
  /// `certificates` is asked where no encrypted connection came about, so that the failure names them.
  public init(
    connection: Connection, transport: any HTTPTransport,
    now: @escaping @Sendable () -> Date = { Date() },
    pause: @escaping @Sendable (Double) async throws -> Void = {
      try await Task.sleep(for: .seconds($0))
    },
    trace: @escaping @Sendable (RequestTrace) -> Void = { _ in },
    certificates: CertificateReader? = nil
  ) {
    self.connection = connection
    self.transport = transport
    self.now = now
    self.pause = pause
    self.trace = trace
    self.certificates = certificates
  }

  /// Creates a runner (`POST /user/runners`).
  ///
  /// The request is sent once and never repeated or redirected: GitLab makes another runner each time.
  /// A failure with outcome `unknown` means that the runner may exist.
  public func register(
    _ registration: RunnerRegistration
  ) async throws(APIFailure) -> RegisteredRunner {
    let target = registration.target.map { $0.fullPath ?? "the \($0.kind.rawValue) \($0.id)" }
    let reader = reader(.registration(registration.type, target: target))
    let url = connection.server.api("/user/runners")
    let response = try await send(
      "POST", url, body: Array(registration.jsonBody().utf8), reader: reader)
    guard (200..<300).contains(response.status) else { throw reader.failure(for: response) }
    return try registeredRunner(in: response, for: registration, reader)
  }

  /// The user that the access token acts as (`GET /user`). Needs scope `api`, `read_api` or `read_user`.
  public func currentUser() async throws(APIFailure) -> CurrentUser {
    let reader = reader(.currentUser)
    let response = try await read("/user", reader)
    guard let json = JSONValue(parsing: response.body), let id = json["id"]?.wholeNumber,
      let username = json["username"]?.cleanText
    else { throw reader.unusable(response) }
    return CurrentUser(
      id: id, username: username, name: json["name"]?.cleanText ?? username,
      isAdministrator: json["is_admin"]?.flag, isBot: json["bot"]?.flag ?? false)
  }

  /// What the access token says of itself (`GET /personal_access_tokens/self`). Any scope will do; GitLab answers
  /// an OAuth token with 400.
  public func accessToken() async throws(APIFailure) -> AccessTokenFacts {
    let reader = reader(.accessToken)
    let response = try await read("/personal_access_tokens/self", reader)
    guard let json = JSONValue(parsing: response.body), let scopes = json["scopes"]?.elements
    else { throw reader.unusable(response) }
    return AccessTokenFacts(
      name: json["name"]?.cleanText, scopes: scopes.compactMap(\.cleanText),
      expiresAt: json["expires_at"]?.cleanText, userID: json["user_id"]?.wholeNumber,
      isActive: json["active"]?.flag, isRevoked: json["revoked"]?.flag)
  }

  /// Finds a group or project by id or full path (`GET /groups/:id`, `GET /projects/:id`).
  ///
  /// Where the token's scope does not allow reading, an id is taken as it is, because creating the runner
  /// needs no more; a path then fails, since only reading tells its id.
  /// - Parameter use: what the failure's advice is to be about.
  public func resolve(
    _ reference: TargetReference, kind: RunnerTarget.Kind, for use: TargetUse
  ) async throws(APIFailure) -> RunnerTarget {
    try await place(reference, kind: kind, for: use).target
  }

  /// The same with what else the answer tells; nothing where the place was not read.
  func place(
    _ reference: TargetReference, kind: RunnerTarget.Kind, for use: TargetUse
  ) async throws(APIFailure) -> PlaceFacts {
    let reader = reader(.target(kind, name: sanitized(reference.name), for: use))
    do {
      return try await placeFacts(reference, kind: kind, reader)
    } catch {
      guard error.kind.isAboutScope else { throw error }
      switch reference {
      case .id(let id): return PlaceFacts(target: RunnerTarget(kind: kind, id: id))
      case .path(let path):
        guard use == .registration, let known = await reached(path, kind) else { throw error }
        return PlaceFacts(target: known)
      }
    }
  }

  func reader(_ purpose: RequestPurpose) -> FailureReader {
    FailureReader(connection: connection, purpose: purpose, now: now)
  }

  private func registeredRunner(
    in response: HTTPResponse, for registration: RunnerRegistration, _ reader: FailureReader
  ) throws(APIFailure) -> RegisteredRunner {
    guard let json = JSONValue(parsing: response.body) else { throw reader.unusable(response) }
    let token = json["token"]?.runnerToken
    guard let id = json["id"]?.wholeNumber, id > 0 else {
      throw reader.unusable(response, token: token)
    }
    guard let token else { throw reader.unusable(response, runnerID: id) }
    let expiryText = json["token_expires_at"]?.cleanText?.trimmingASCIIWhiteSpace()
    let expiry = expiryText?.isEmpty == true ? nil : expiryText
    return RegisteredRunner(
      id: id, token: token, tokenExpiresAt: expiry.flatMap(Timestamp.iso8601),
      tokenExpiryText: expiry, requestID: reader.requestID(of: response),
      webURL: connection.server.runnerPage(id: id, target: registration.target))
  }
}

extension APIFailure.Kind {
  /// Whether the token is good but not for this request.
  public var isAboutScope: Bool {
    switch self {
    case .insufficientScope, .insufficientGranularScope: true
    default: false
    }
  }
}
