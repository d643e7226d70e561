/// What is said about the gitlab-runner of this machine.
extension Texts {
  static func runnerNotStarted(_ reason: String) -> String {
    "gitlab-runner could not be started: \(reason)."
  }
  static let runnerNotStartedFix = "Check the program and its permissions, and try again."
  static let runnerTookTooLong = "gitlab-runner did not end within two minutes and was stopped."
  static let runnerTookTooLongFix =
    "Check that this machine reaches the server; look at the runner in the list before trying again."
  static let noConfigWritten = "There is no such file."
  static func idNotInConfig(_ id: Int64) -> String { "No section of it has the id \(id)." }
  static let lookAtDifferenceAgain = "Look at the difference once more, then write it."
  static let lintFailed = "gitlab-runner lint failed without a word."
}
