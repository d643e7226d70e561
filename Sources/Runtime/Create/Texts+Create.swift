import RunnerCore

/// What `create` says.
extension Texts {
  static func created(_ id: Int64, _ type: RunnerType, _ target: RunnerTarget?) -> String {
    guard let target else { return "Created instance runner \(id)." }
    let kind = target.kind.rawValue
    guard let path = target.fullPath else {
      return "Created \(kind) runner \(id) in \(kind) \(target.id)."
    }
    return "Created \(kind) runner \(id) in \(path) (\(kind) \(target.id))."
  }

  static func tokenExpires(_ when: String) -> String { "Its token expires at \(when)." }
  static let tokenDoesNotExpire = "Its token does not expire."
  static let tokenShownOnce = "GitLab will not show the token again."

  static func tokenNotWritten(_ id: Int64) -> String {
    "Runner \(id) was created, but its token could not be written to standard output."
  }
  static func tokenNotWrittenFix(_ id: Int64) -> String {
    "Reset the token of runner \(id) in GitLab, or delete the runner and create another one."
  }

  static func invalidForm(_ count: Int) -> String {
    count == 1
      ? "One value cannot be sent; nothing was sent."
      : "\(count) values cannot be sent; nothing was sent."
  }
  static let invalidFormFix = "Correct what is listed and try again."

  static let interrupted = "Interrupted; nothing was created."
  static let interruptedFix = "Run the command again to create the runner."
  static let interruptedAfterSending =
    "Interrupted after the request was sent; the runner may have been created."
  static let interruptedAfterSendingFix =
    "Look into the list of runners in GitLab before you try again."
  static let endedAfterSending =
    "Ended by a signal while the request was under way; the runner may have been created. "
    + interruptedAfterSendingFix
  static func requestID(_ id: String) -> String { "GitLab's logs know the request as \(id)." }

  static let input = "standard input"
  static let inputUnreadable = "it cannot be read, or is too long"
  static let fromMustBeMapping = "must be a mapping of GitLab's names to values"
  static func fromUnknownKey(line: Int, _ names: String) -> String {
    "Line \(line): there is no such field. Fields: \(names)."
  }
  static func fromKeyTwice(line: Int) -> String {
    "Line \(line): this key has a value already; keep one of the two."
  }
  static func fromWrongValue(line: Int, _ text: String) -> String { "Line \(line): \(text)." }
}
