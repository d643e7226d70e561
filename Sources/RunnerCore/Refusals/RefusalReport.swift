/// What a refusal comes from, as far as it could be found out by asking on.
public struct RefusalReport: Equatable, Sendable {
  /// The cause in a sentence, or the causes that are left.
  public var cause: String
  /// What was asked and what the server said, a sentence each.
  public var proof: [String]
  /// What could not be found out, and why, a sentence each.
  public var unknown: [String]
  /// What to do, with the page to open where there is one.
  public var fix: String
  /// Everything an administrator needs to know, several lines, without any secret.
  public var details: String

  public init(cause: String, proof: [String], unknown: [String], fix: String, details: String) {
    self.cause = cause
    self.proof = proof
    self.unknown = unknown
    self.fix = fix
    self.details = details
  }
}
