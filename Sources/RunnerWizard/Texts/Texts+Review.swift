import RunnerCore

extension Texts {
  static let reviewTitle = "Review"
  static let reviewIntroduction =
    "This is what will be created. Values marked “default” are GitLab's own."
  static let defaultMark = " (default)"
  static let reviewHelp = "Enter creates the runner. Up goes into the values, to change one."
  /// While Enter is not taken yet.
  static let reviewSettlingHelp = "Up goes into the values, to change one."
  static let stillListeningHelp = "Enter waits on. If the answer comes, it is shown at once."
  static let retryHelp = "Enter tries again. Up goes into the values, to change one."
  static let sendingHelp = "The request is on its way. Esc asks whether to stop waiting."
  static let unknownHelp = "Enter asks before anything is sent again."
  static let reviewValueHelp = "Enter goes to this field; from there it comes back here."
  static let serverLabel = "Server"
  static let requestHeading = "Request"
  static let commandHeading = "The same as a command"
  static let create = "Create runner"
  static let creating = "Creating the runner"
  static let tryAgain = "Try again"
  static let sendAgain = "Send again…"

  static func retryIn(_ seconds: Int) -> String { "Try again in \(seconds) s" }
  static let tooSoon = "GitLab asks to wait until the countdown ends"

  static func request(_ id: String) -> String { "Request \(id)" }

  static let invisibleMark = " (holds invisible characters)"
  static let noDescription = "no description"
  static let unlimited = "no limit of its own"
  static let noTags = "none"

  static let tokenCannotCreate = "The access token lacks the scope create_runner or api"
  static let readOnly = "Nothing is changed with --read-only"
  static let noConnection = "There is no connection yet; press C to give one"
  static let stillReadingToken = "The access token is still being read"
  static let stillSending = "The request is being sent"

  static let unknownOutcome = "The outcome is unknown; a runner may exist."
  static func unknownOutcomeFix(_ url: String) -> String {
    "Check \(url) before sending again."
  }

  static let sendAgainTitle = "Send the request again?"
  static func sendAgainText(_ page: String) -> String {
    "The first request may have created a runner. Sending it again can create a second one. "
      + "Check \(page) first."
  }
  static let sendAgainNo = "Do not send"
  static let sendAgainYes = "Send again"

  /// What is certain of the runner that a request without an answer created.
  static func existing(_ runner: ExistingRunner) -> String {
    runner.isTokenGiven
      ? "\(capitalized(runner.name)) exists, and its token can be shown." : exists(runner.name)
  }
  static func exists(_ name: String) -> String { "\(capitalized(name)) exists." }
  static let existingWithEntry = "U shows it. Sending again makes another one."
  static let sendAnotherTitle = "Create another runner?"
  static func sendAnotherText(_ runner: ExistingRunner) -> String {
    "\(existing(runner)) Sending again makes another one."
  }

  static let stopWaitingTitle = "Stop waiting for the answer?"
  static let stopWaitingText =
    "The request cannot be called back. A runner may be created all the same, and its token "
    + "would be lost."
  static let stopWaitingHereText =
    "The request cannot be called back. If its answer comes after all, it is shown as long as the "
    + "program runs."
  static let stopWaitingNo = "Keep waiting"
  static let stopWaitingYes = "Stop waiting"
  static let quitSendingTitle = "Leave while the request is being sent?"
  static let quitSendingYes = "Leave"
  static let stoppedWaiting = "You stopped waiting; the request may still have created a runner."

  static let runnersPage = "the list of runners in GitLab"
  static func runnersPage(of type: RunnerType, _ id: Int64?, _ server: String) -> String {
    "the runners of \(word(type)) \(id.map(String.init) ?? "") at \(server)"
  }

  static func leftWhileSending(_ page: String) -> String {
    "The request was sent, and a runner may have been created. Look at \(page)."
  }

  static let commandCopied = "the command"
  static let requestCopied = "the request"
}
