/// How often a runner is looked at while it is waited for: often while somebody looks on, seldom later.
public enum ProgressSchedule {
  /// Milliseconds until the next reading.
  /// - Parameter age: milliseconds since the wait began.
  public static func interval(age: Int64) -> Int64 {
    age < 60_000 ? 2_000 : age < 300_000 ? 5_000 : 15_000
  }

  /// Milliseconds until the next attempt.
  /// - Parameter failures: readings that failed one after another, the last one included.
  public static func delay(after failure: APIFailure, failures: Int) -> Int64 {
    let growing = min(Int64(2_000) << min(max(failures, 0), 5), 60_000)
    let wanted = Int64(min(max(failure.retryAfter ?? 0, 0), 86_400)) * 1_000
    return max(growing, wanted)
  }
}

extension APIFailure {
  /// Whether asking again would bring the same: the access token may not see the runner, or there is none.
  public var endsWatching: Bool {
    switch kind {
    case .unauthorized, .tokenExpired, .tokenRevoked, .impersonationDisabled, .proofRequired,
      .insufficientScope, .insufficientGranularScope, .forbidden, .notFound, .gone, .invalidHeader,
      .curlMissing, .certificateFile:
      true
    default: false
    }
  }
}
