import RunnerCore

/// How the program ends, as scripts rely on it.
enum ExitCode: Int32, Sendable {
  case done = 0
  /// Network, TLS, server, too many requests, not found.
  case failed = 1
  /// Wrong usage, unreadable configuration, no host or no token.
  case usage = 2
  /// 401, 403, or known before sending that it would be.
  case refused = 3
  /// Values that GitLab does not take.
  case invalid = 4
  /// Sent, and no usable answer.
  case unknown = 5
  /// Ctrl-C, or the end of the answers.
  case interrupted = 130

  /// - Parameter changesSomething: whether the request was the one that creates; what became of
  ///   a request that only reads does not matter.
  init(_ failure: APIFailure, changesSomething: Bool) {
    if changesSomething, failure.outcome == .unknown {
      self = .unknown
      return
    }
    switch failure.kind {
    case .unauthorized, .tokenExpired, .tokenRevoked, .impersonationDisabled, .proofRequired,
      .insufficientScope, .insufficientGranularScope, .forbidden, .readOnly:
      self = .refused
    case .invalidFields, .targetNotFound:
      self = .invalid
    case .certificateFile:
      self = .usage
    case .cancelled:
      self = .interrupted
    case .badRequest, .notFound, .gone, .rateLimited, .serverError, .gatewayError, .maintenance,
      .unexpectedRedirect, .notGitLab, .undecodable, .tooLarge, .couldNotResolve,
      .couldNotConnect, .proxyFailed, .timedOut, .connectionLost, .tls,
      .curlMissing, .invalidHeader, .other:
      self = .failed
    }
  }
}
