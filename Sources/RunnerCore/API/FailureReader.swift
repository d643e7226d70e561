import FoundationEssentials

/// Turns an answer that is no success, or a failed transfer, into the failure that it means.
struct FailureReader {
  let connection: Connection
  let purpose: RequestPurpose
  let now: @Sendable () -> Date

  /// The failure for an answer with a status outside 200…299.
  func failure(for response: HTTPResponse) -> APIFailure {
    let body = ErrorBody(response.body, connection: connection)
    let cause = RefusalTable.row(for: evidence(response, body))?.cause
    let kind = kind(cause, response, body)
    // GitLab itself answers 503 before it does anything (GitLab: `lib/api/helpers.rb`, service_unavailable!).
    let isOwnRefusal = response.status == 503 && body.isFromGitLab
    let mayHaveWorked =
      purpose.changesSomething && FailureReader.isFromGateway(response.status) && !isOwnRefusal
    var failure = explained(
      kind, outcome: mayHaveWorked ? .unknown : .refused, reason: body.reason ?? body.firstLine,
      status: response.status, cause: cause)
    failure.detail = detail(response, body)
    failure.requestID = requestID(of: response)
    failure.serverTime = response.serverTime
    failure.isGitLabsOwnError = kind == .serverError && body.isFromGitLab
    failure.problems = problems(of: kind, body)
    if kind == .rateLimited || kind == .maintenance || kind == .gatewayError,
      let wait = FailureReader.wait(of: response, now: now())
    {
      failure.retryAfter = wait
      failure.retryAt = now().addingTimeInterval(Double(wait))
      if kind != .gatewayError, !mayHaveWorked { failure.fix = Texts.comeBack(in: wait) }
    }
    return failure
  }

  /// The failure for a transfer without a complete answer.
  func failure(for failure: TransportFailure) -> APIFailure {
    let outcome: APIFailure.Outcome =
      !failure.wasSent ? .notSent : purpose.changesSomething ? .unknown : .refused
    var explained = explained(failure.apiKind, outcome: outcome, reason: failure.detail)
    explained.detail = connection.redacting(sanitized(failure.detail))
    return explained
  }

  /// The failure for an answer that claims success and does not hold what it should.
  ///
  /// Its text is not kept unless it is a page, because it may hold the token of a new runner.
  /// - Parameter token: a runner's token that came without the runner's id.
  func unusable(
    _ response: HTTPResponse, runnerID: Int64? = nil, token: Secret? = nil
  ) -> APIFailure {
    let line = ErrorBody.firstLine(of: response.body, connection: connection)
    let isPage = line.map(ErrorBody.isPage) ?? false
    var failure = explained(
      isPage ? .notGitLab : .undecodable,
      outcome: purpose.changesSomething ? .unknown : .refused,
      reason: isPage ? line : nil, status: response.status, cause: isPage ? .pageInstead : nil)
    if let runnerID {
      failure.message = Texts.createdWithoutToken(id: runnerID)
      failure.fix = Texts.deleteOrReset(id: runnerID)
      failure.runnerID = runnerID
    }
    if let token {
      failure.message = Texts.tokenWithoutID(connection.server.host)
      failure.fix = Texts.findRunnerOfToken
      failure.recoveredToken = token
    }
    failure.detail = "HTTP \(response.status), \(response.body.count) bytes"
    if isPage, let line { failure.detail += ": \(line)" }
    failure.requestID = requestID(of: response)
    failure.serverTime = response.serverTime
    return failure
  }

  /// The failure for an answer that is a success for HTTP alone, as GraphQL's refusals are.
  func refusal(_ kind: APIFailure.Kind, _ response: HTTPResponse) -> APIFailure {
    let body = ErrorBody(response.body, connection: connection)
    let cause = RefusalTable.row(for: evidence(response, body))?.cause
    var failure = explained(
      kind, outcome: .refused, reason: body.reason, status: response.status, cause: cause)
    failure.detail = detail(response, body)
    failure.requestID = requestID(of: response)
    failure.serverTime = response.serverTime
    return failure
  }

  /// What GraphQL says in its list of errors.
  func graphQLReason(_ response: HTTPResponse) -> String? {
    ErrorBody(response.body, connection: connection).reason
  }

  /// The failure for a request that was not made.
  func notSent(_ kind: APIFailure.Kind, reason: String? = nil) -> APIFailure {
    explained(kind, outcome: .notSent, reason: reason)
  }

  private func explained(
    _ kind: APIFailure.Kind, outcome: APIFailure.Outcome, reason: String?, status: Int? = nil,
    cause: RefusalCause? = nil
  ) -> APIFailure {
    let circumstances = FailureCircumstances(
      connection: connection, purpose: purpose, reason: reason, status: status, cause: cause)
    var failure = APIFailure(
      kind: kind, outcome: outcome,
      message: circumstances.message(kind, outcome), fix: circumstances.fix(kind, outcome),
      status: status)
    failure.cause = cause
    return failure
  }

  private func evidence(_ response: HTTPResponse, _ body: ErrorBody) -> RefusalEvidence {
    RefusalEvidence(
      purpose: purpose, status: response.status, body: body, location: response.header("Location"))
  }

  /// The kind of failure that a cause is.
  private func kind(
    _ cause: RefusalCause?, _ response: HTTPResponse, _ body: ErrorBody
  ) -> APIFailure.Kind {
    switch cause {
    case .proofRequired: .proofRequired
    case .impersonationDisabled: .impersonationDisabled
    case .tokenExpired: .tokenExpired
    case .tokenRevoked: .tokenRevoked
    case .tokenUnknown: .unauthorized
    case .scopeTooSmall: .insufficientScope(needed: body.scopes)
    case .permissionMissing: .insufficientGranularScope
    case .registrationTokensOff: .gone
    case .registrationTokenUnknown, .notAllowed, .accountRefused, .hidden, .resetNotPermitted,
      .severalProjects, .runnerLocked, .ownerProject, .groupRunner:
      .forbidden
    case .refusedBefore: response.status == 401 ? .unauthorized : .forbidden
    case .rotationEnded: response.status == 403 ? .forbidden : .badRequest
    case .groupMissing: .targetNotFound(.group)
    case .projectMissing: .targetNotFound(.project)
    case .expiryRefused, .parameterRefused, .valuesRefused: .invalidFields
    case .alreadyAssigned, .changedMeanwhile, .limitReached, .requestRefused, .notAnAccessToken,
      .tooLong:
      .badRequest
    case .projectMoved: response.status == 405 ? .badRequest : redirect(response)
    case .signInPage, .redirected: redirect(response)
    case .runnerNotFound, .placeNotFound, .routeUnknown: .notFound
    case .readOnly: .readOnly
    case .migrating, .rateLimited: .rateLimited
    case .serverError: .serverError
    case .unavailable: .maintenance
    case .gateway: .gatewayError
    case .proxyRefused: .proxyFailed
    case .notGitLab, .pageInstead, nil: .notGitLab
    }
  }

  private func redirect(_ response: HTTPResponse) -> APIFailure.Kind {
    .unexpectedRedirect(host: redirectHost(response))
  }

  private func problems(
    of kind: APIFailure.Kind, _ body: ErrorBody
  ) -> [APIFailure.FieldProblem] {
    switch kind {
    case .targetNotFound(let target):
      [
        APIFailure.FieldProblem(
          field: target.field, name: target.field.rawValue, message: body.reason ?? "")
      ]
    case .invalidFields: body.problems
    default: []
    }
  }

  private func detail(_ response: HTTPResponse, _ body: ErrorBody) -> String {
    var detail = "HTTP \(response.status)"
    if let code = body.errorCode { detail += " \(code)" }
    if let text = body.reason ?? body.firstLine { detail += ": \(text)" }
    if let location = response.header("Location") {
      detail += " to \(shortened(connection.redacting(sanitized(location)), to: 200))"
    }
    return detail
  }

  /// The host that an answer redirects to; the server's own for a path alone.
  private func redirectHost(_ response: HTTPResponse) -> String {
    let parts = AddressParts(
      connection.redacting(sanitized(response.header("Location") ?? "")))
    let host = parts.scheme == nil ? "" : parts.authority.split(separator: "@").last ?? ""
    return host.isEmpty ? connection.server.host : shortened(String(host), to: 100)
  }

  /// Statuses that leave open whether the request went on to a server whose answer did not come back: those of
  /// gateways and timeouts (RFC 9110, sections 15.5.9 and 15.6.3 to 15.6.5) and Cloudflare's 520 to 527
  /// (developers.cloudflare.com, "Cloudflare 5xx errors").
  static func isFromGateway(_ status: Int) -> Bool {
    status == 408 || (502...504).contains(status) || (520...527).contains(status)
  }

  func requestID(of response: HTTPResponse) -> String? {
    guard let id = response.header("X-Request-Id"), !id.isEmpty else { return nil }
    return shortened(connection.redacting(sanitized(id)), to: 100)
  }

  /// Seconds until another try is welcome: `Retry-After` as a number or a date, else `RateLimit-Reset`, a Unix time
  /// (GitLab: `administration/settings/user_and_ip_rate_limits`). Never negative.
  static func wait(of response: HTTPResponse, now: Date) -> Int? {
    if let text = response.header("Retry-After")?.trimmingASCIIWhiteSpace() {
      if let seconds = Int(text) { return min(max(seconds, 0), longestWait) }
      if let date = Timestamp.http(text) { return seconds(from: now, until: date) }
    }
    guard let text = response.header("RateLimit-Reset")?.trimmingASCIIWhiteSpace(),
      let unixTime = Int32(text)
    else { return nil }
    return seconds(from: now, until: Date(timeIntervalSince1970: Double(unixTime)))
  }

  /// Seconds; what claims more is nonsense.
  private static let longestWait = 31 * 86_400

  private static func seconds(from now: Date, until date: Date) -> Int {
    let seconds = date.timeIntervalSince(now).rounded(.up)
    return Int(min(max(seconds, 0), Double(longestWait)))
  }
}

extension TransportFailure {
  var apiKind: APIFailure.Kind {
    switch kind {
    case .couldNotResolve: .couldNotResolve
    case .couldNotConnect: .couldNotConnect
    case .proxy: .proxyFailed
    case .timedOut: .timedOut
    case .tls(let reason): .tls(reason)
    case .certificateFile: .certificateFile
    case .connectionLost: .connectionLost
    case .garbled: .notGitLab
    case .tooLarge: .tooLarge
    case .cancelled: .cancelled
    case .curlMissing: .curlMissing
    case .other: .other
    }
  }
}
