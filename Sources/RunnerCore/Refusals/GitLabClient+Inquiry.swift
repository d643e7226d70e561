extension GitLabClient {
  /// Asks on after a refusal, to name its cause.
  public func inquire(
    _ failure: APIFailure, _ registration: RunnerRegistration, _ preflight: Preflight?
  ) async -> RefusalReport {
    RefusalReport(
      cause: failure.message, proof: [], unknown: [], fix: failure.fix, details: failure.detail)
  }
}
