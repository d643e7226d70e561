import RunnerCore

/// What is said about tokens that are reset, and about leaving while something is under way.
extension Texts {
  static let resetTitle = "Token reset"
  static let keptHelpAfterReset = "The token is safe. Esc goes back to the list."

  /// GitLab: gitlab-runner reads its file again when it has changed
  /// (`docs/configuration/advanced-configuration.md`).
  static let stepsAfterReset = [
    "The old token has stopped working. On each machine that used it:",
    "  put the new one into gitlab-runner's config.toml, as this runner's token.",
    "gitlab-runner reads the file again by itself.",
  ]

  static func lastWordsReset(_ id: Int64) -> String {
    "The token of runner #\(id) was reset; the old one has stopped working."
  }
  static let lastWordsNoNewToken =
    "The new token was neither copied nor saved and cannot be shown again. Reset it once more to "
    + "get another."

  static let anotherToken = "Another token has come; store this one too"
  static let tokenWaits = "Another token has come; it is shown when you leave this page"

  static func registrationFailedBehind(_ failure: APIFailure) -> String {
    "The runner was not created, or that is not certain. \(failure.sentences) F2 shows the draft."
  }
  static let discardEditText = "What you changed is not sent and would be lost."
  static let answerAwaited = "The answer to another request is still awaited"

  static let quitWhileResetting =
    "The reset cannot be called back. The old token stops working, and the new one would be lost."
  static let quitWhileSaving =
    "The change was sent and cannot be called back; whether it is made would not be told."
  static func quitWhileChanging(_ changes: Changes) -> String {
    let open = changes.openCount
    return
      "What has been sent cannot be called back. \(capitalized(count(open, "change", "changes")))"
      + " would not be made, or not be told about."
  }

  static func leftWhileResetting(_ name: String) -> String {
    "A reset of the token of \(name) was sent. If it was made, the old token has stopped working; "
      + "reset it once more to get one that is known."
  }
  static func leftWhileSaving(_ name: String) -> String {
    "A change of \(name) was sent, and may have been made."
  }
  static func leftWhileChanging(_ changes: Changes) -> String {
    let sent =
      changes.singles.filter(\.isSent).map(\.task.id) + (changes.run?.unanswered ?? [])
    let unsent =
      changes.singles.filter { !$0.isSent }.map(\.task.id) + (changes.run?.unsent ?? [])
    return [
      leftChanges(unsent, "not sent, so nothing was made of \(unsent.count == 1 ? "it" : "them")"),
      leftChanges(sent, "sent without an answer, and may have been made"),
    ].compactMap(\.self).joined(separator: " ")
  }
  private static func leftChanges(_ ids: [Int64], _ what: String) -> String? {
    guard !ids.isEmpty else { return nil }
    let shown = ids.prefix(3).map { "#\($0)" }
    let more = ids.count - shown.count
    let names = list(shown + (more > 0 ? ["\(number(more)) more"] : []))
    return "\(count(ids.count, "change was", "changes were")) \(what): \(names)."
  }
}
