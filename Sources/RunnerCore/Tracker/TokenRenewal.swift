/// When gitlab-runner exchanges a token that expires for a new one, by itself.
///
/// It does so when three quarters of the time from obtaining the token to its end have passed, and writes the new one
/// to its config.toml (gitlab-runner: `TokenResetIntervalFactor` in `common/const.go`, `commands/multi.go`), unless
/// `FF_DISABLE_AUTOMATIC_TOKEN_ROTATION` is set.
public struct TokenRenewal: Equatable, Sendable {
  /// Seconds since 1970-01-01 00:00 UTC.
  public var obtainedAt: Int64
  /// Seconds since 1970-01-01 00:00 UTC.
  public var expiresAt: Int64

  /// Nil where the end does not lie behind the beginning, or so far away that nothing can be computed.
  public init?(obtainedAt: Int64, expiresAt: Int64) {
    let (span, overflow) = expiresAt.subtractingReportingOverflow(obtainedAt)
    guard !overflow, span > 0, span < 1 << 50 else { return nil }
    self.obtainedAt = obtainedAt
    self.expiresAt = expiresAt
  }

  /// Seconds since 1970-01-01 00:00 UTC.
  public var renewsAt: Int64 { obtainedAt + (expiresAt - obtainedAt) / 4 * 3 }
}

extension TokenExpiry {
  /// Seconds before its end from which on a token is said to expire soon: two weeks.
  public static let soon: Int64 = 14 * 86_400
}
