public import FoundationEssentials

/// Why a request brought no usable answer: what happened, what can be done, and the detail for the log.
public struct APIFailure: Error, Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case unauthorized, tokenExpired, tokenRevoked, impersonationDisabled, proofRequired
    /// Scopes as GitLab lists them, any one of which would do.
    case insufficientScope(needed: [String])
    case insufficientGranularScope
    case forbidden, readOnly
    /// The values were refused; `problems` says which.
    case invalidFields
    case badRequest
    /// The group or project of a new runner does not exist.
    case targetNotFound(RunnerTarget.Kind)
    case notFound, gone
    case rateLimited
    case serverError, gatewayError, maintenance
    case unexpectedRedirect(host: String)
    case notGitLab, undecodable, tooLarge
    case couldNotResolve, couldNotConnect, proxyFailed, timedOut, connectionLost
    case tls(TLSReason)
    case certificateFile
    case cancelled, curlMissing, invalidHeader
    case other
  }

  /// Why no encrypted connection came about.
  public enum TLSReason: String, Equatable, Sendable {
    case unknownIssuer, incompleteChain, expired, wrongName
    /// The server wants a certificate of the client's, or another one.
    case clientCertificate
    /// The server shows another key than the one that is pinned for it.
    case pinMismatch
    case other
  }

  /// What became of a request that changes something. For reading it says no more than that nothing came.
  public enum Outcome: Equatable, Sendable {
    /// Nothing reached the server.
    case notSent
    /// The server answered, and did not do it.
    case refused
    /// It may have been done: the request went out and no usable answer came back.
    case unknown
  }

  /// What GitLab says about one value.
  public struct FieldProblem: Equatable, Sendable {
    /// The field it belongs to, where there is one.
    public var field: FormField?
    /// GitLab's own word for it.
    public var name: String
    public var message: String

    public init(field: FormField?, name: String, message: String) {
      self.field = field
      self.name = name
      self.message = message
    }
  }

  public var kind: Kind
  public var outcome: Outcome
  /// What happened, in a sentence.
  public var message: String
  /// What can be done about it, in a sentence or two.
  public var fix: String
  /// For the log: the server's own words or the transport's; one line, sanitized, without any token.
  public var detail: String
  public var status: Int?
  /// `X-Request-Id` of the answer.
  public var requestID: String?
  public var problems: [FieldProblem]
  /// Seconds to wait before another try, where the server says so.
  public var retryAfter: Int?
  /// The same as a point in time.
  public var retryAt: Date?
  /// The token of a runner that was created, where the answer lacks the runner's id: it is shown only once
  /// and must not be lost, whatever else is wrong with the answer.
  public var recoveredToken: Secret?
  /// The id of a runner that was created, where the answer lacks its token.
  public var runnerID: Int64?
  /// The server's clock when it answered, in seconds since 1970-01-01 00:00 UTC; nil where no answer told it.
  public var serverTime: Int64?
  /// Whether GitLab itself said that it failed, so that it does not work on the request any more.
  public var isGitLabsOwnError = false
  /// Which of the known ways to refuse the answer shows; nil where there was no answer or it is none of them.
  public var cause: RefusalCause?

  public init(
    kind: Kind, outcome: Outcome, message: String, fix: String, detail: String = "",
    status: Int? = nil, requestID: String? = nil, problems: [FieldProblem] = [],
    retryAfter: Int? = nil, retryAt: Date? = nil
  ) {
    self.kind = kind
    self.outcome = outcome
    self.message = message
    self.fix = fix
    self.detail = detail
    self.status = status
    self.requestID = requestID
    self.problems = problems
    self.retryAfter = retryAfter
    self.retryAt = retryAt
  }

  /// A word that scripts can rely on. An unknown outcome hides its cause, because it asks for other steps
  /// than the cause alone.
  public var code: String { outcome == .unknown ? "outcome_unknown" : kind.code }
}

extension APIFailure {
  /// Whether a change may have been made although it failed. After an internal error GitLab may have stored what was
  /// sent before it failed.
  public var mayHaveBeenDone: Bool { outcome == .unknown || kind == .serverError }

  /// What happened and the detail behind it, for the log; nothing is said twice.
  public var account: String {
    var rest = detail[...]
    if let status {
      let line = "HTTP \(status)"
      if message.contains(line), rest.hasPrefix(line) { rest = rest.dropFirst(line.count) }
    }
    rest = rest.drop { " :,".contains($0) }
    return rest.isEmpty || message.contains(rest) ? message : "\(message) \(rest)"
  }
}

extension APIFailure.Kind {
  /// The word for the cause alone.
  public var code: String {
    switch self {
    case .unauthorized: "unauthorized"
    case .tokenExpired: "token_expired"
    case .tokenRevoked: "token_revoked"
    case .impersonationDisabled: "impersonation_disabled"
    case .proofRequired: "dpop_required"
    case .insufficientScope: "insufficient_scope"
    case .insufficientGranularScope: "insufficient_granular_scope"
    case .forbidden: "forbidden"
    case .readOnly: "read_only"
    case .invalidFields: "invalid_fields"
    case .badRequest: "bad_request"
    case .targetNotFound: "target_not_found"
    case .notFound: "not_found"
    case .gone: "gone"
    case .rateLimited: "rate_limited"
    case .serverError: "server_error"
    case .gatewayError: "gateway_error"
    case .maintenance: "maintenance"
    case .unexpectedRedirect: "unexpected_redirect"
    case .notGitLab: "not_gitlab"
    case .undecodable: "undecodable"
    case .tooLarge: "too_large"
    case .couldNotResolve: "could_not_resolve"
    case .couldNotConnect: "could_not_connect"
    case .proxyFailed: "proxy_failed"
    case .timedOut: "timed_out"
    case .connectionLost: "connection_lost"
    case .tls(.unknownIssuer): "tls_unknown_issuer"
    case .tls(.incompleteChain): "tls_incomplete_chain"
    case .tls(.expired): "tls_expired"
    case .tls(.wrongName): "tls_name"
    case .tls(.clientCertificate): "tls_client_certificate"
    case .tls(.pinMismatch): "tls_pin"
    case .tls(.other): "tls_other"
    case .certificateFile: "certificate_file"
    case .cancelled: "cancelled"
    case .curlMissing: "curl_missing"
    case .invalidHeader: "invalid_header"
    case .other: "failed"
    }
  }
}
