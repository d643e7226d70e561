/// What looking for a runner brought whose answer was lost.
public struct RecoveryReport: Equatable, Sendable {
  /// A runner that may be the one.
  public struct Candidate: Equatable, Sendable {
    public var runner: Runner
    /// The token that GitLab still gives its creator.
    public var token: Secret?
    /// Why there is no token, in a sentence; nil where there is one.
    public var tokenObstacle: String?
    /// What speaks against it or could not be compared, in sentences; empty where everything agrees.
    public var doubts: [String]

    public init(
      runner: Runner, token: Secret? = nil, tokenObstacle: String? = nil, doubts: [String] = []
    ) {
      self.runner = runner
      self.token = token
      self.tokenObstacle = tokenObstacle
      self.doubts = doubts
    }
  }

  /// The likeliest first.
  public var candidates: [Candidate]
  /// Why nothing, or not everything, could be looked up; nil when the whole window of time was seen.
  public var obstacle: Obstacle?
  /// What was asked and found, in sentences.
  public var findings: [String]

  public init(candidates: [Candidate], obstacle: Obstacle? = nil, findings: [String] = []) {
    self.candidates = candidates
    self.obstacle = obstacle
    self.findings = findings
  }

  /// The only runner with which everything agrees; nil where there is none or several are equal.
  public var certain: Candidate? {
    let certain = candidates.filter(\.doubts.isEmpty)
    return certain.count == 1 ? certain.first : nil
  }

  /// Whether it is certain that there is no such runner.
  public var isCertainlyAbsent: Bool { candidates.isEmpty && obstacle == nil }
}
