/// Waiting for a condition, on machines that may be slow and busy.
public enum Deadline {
  /// Long enough for any single step.
  public static let generous: Duration = .seconds(120)

  public struct Passed: Error, CustomStringConvertible {
    public let description: String
  }

  /// Asks again and again, after short pauses, until the condition has an answer.
  /// - Throws: ``Passed`` with the message when it has none in time.
  @discardableResult
  public static func wait<Answer>(
    _ limit: Duration = generous, orExplain explanation: () -> String,
    until condition: () async throws -> Answer?
  ) async throws -> Answer {
    let end = ContinuousClock.now + limit
    while true {
      if let answer = try await condition() {
        return answer
      }
      guard ContinuousClock.now < end else {
        throw Passed(description: explanation())
      }
      try await Task.sleep(for: .milliseconds(15))
    }
  }
}
