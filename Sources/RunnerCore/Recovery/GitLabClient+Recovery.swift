extension GitLabClient {
  /// Looks for the runner of a registration whose answer was lost. It only reads.
  public func recover(_ entry: JournalEntry) async -> RecoveryReport {
    RecoveryReport(
      candidates: [], obstacle: Obstacle(code: "not_looked_up", text: "", fix: ""))
  }

  /// The token of a runner that its creator may still read.
  ///
  /// GitLab gives it for an hour after creating, until a runner manager uses it (`app/models/ci/runner.rb`,
  /// `REGISTRATION_AVAILABILITY_TIME`; `app/policies/ci/runner_policy.rb`, `read_ephemeral_token`).
  /// - Returns: nil where GitLab gives none (any more).
  public func recallToken(of id: Int64) async throws(APIFailure) -> Secret? {
    nil
  }
}
