import RunnerCore

extension Texts {
  static let resultTitle = "Runner created"
  static let goneTitle = "Runner gone"
  static func goneText(_ id: Int64) -> String {
    "GitLab does not know runner #\(id) any more: it was deleted, and its token is good for nothing."
  }
  static let goneHelp = "n shows its form again, to create it once more; q quits."
  static let goneHelpAboveList = "Esc goes back to the list."
  static let createAgain = "Create again"
  static let createAgainTip = "Shows the form as it was sent, to create the runner once more."
  static let lookAgainForRunner = "Look again"
  static let lookAgainForRunnerTip = "Asks GitLab once more for the runner."
  static let looksAlready = "GitLab is being asked"
  static let goneBackTip = "Goes back to the list, where the page was opened from there."
  static let nothingBehindGone = "The runner is gone; n creates it again, q quits"
  static let lastWordsGone = "It is gone from GitLab."
  static let idLabel = "Runner"
  static let belongsLabel = "For"
  static let wholeInstance = "the whole instance"
  static let pageLabel = "Page"
  static let tokenLabel = "Token"
  static let expiryLabel = "Expiry"
  static let custodyLabel = "Kept"
  static let nextKeysLabel = "Next"
  static func nextKeys(isHereOffered: Bool) -> String {
    isHereOffered ? "h set up, x register here" : "h set up"
  }
  static let nextKeysAtWork = "n another like this"
  static let atWorkStep = "Nothing is left to set up. n begins another runner like this one."
  static let nextKeysConfigured = "gitlab-runner must run"
  static func configuredStep(_ path: String) -> String {
    "The runner stands in \(path). It asks for jobs as soon as gitlab-runner runs with that file; "
      + "where that takes long, H tells what to look at."
  }
  static let keptHelpConfigured =
    "Registered here: gitlab-runner has to run with that file. n begins another."
  static let keptHelpAtWork = "The runner asks for jobs. n begins another one like it."
  static let stagesLabel = "Stages"
  static let nextLabel = "Next steps"

  static func createdID(_ id: Int64, _ type: RunnerType?) -> String {
    type.map { "#\(id), \(word($0)) runner" } ?? "#\(id)"
  }

  static let shownForAWhile =
    "GitLab gives this token for an hour after the runner was created, until a machine uses it. "
    + "Copy it or save it before you leave."
  static let shownOnce = "GitLab shows this token only now. Copy it or save it before you leave."
  static let shownNoMore = "GitLab will not show this token again."
  static let shownForAWhileOnly =
    "GitLab gives this token for an hour after the runner was created, until a machine uses it."
  static let resultHelp = "y copies the token, S saves it to a file, v shows it."
  static let keptHelp = "The token is safe. Next: h sets up, x registers here, n begins another."
  static let keptHelpInDemo = "The token is safe. Next: h sets up, n begins another, q quits."
  static let neverExpires = "does not expire"
  static func expires(_ text: String, zone: String) -> String { "expires \(text) \(zone)" }
  static func expiresIn(_ time: String) -> String { "in \(time)" }
  static let expiredAlready = "which is past"
  static func expiryInUnknownForm(_ text: String) -> String { "expires \(text)" }

  static let notKeptYet = "nowhere yet"
  static func copied(at clock: String, route: String) -> String { "copied \(clock) via \(route)" }
  static func sentToTerminal(at clock: String) -> String {
    "sent to the terminal's clipboard \(clock), not seen to arrive"
  }
  static func arrived(at clock: String) -> String { "copied \(clock) via the terminal" }
  static func saved(at clock: String, path: String) -> String { "saved \(clock) to \(path)" }
  static func replacedInClipboard(at clock: String) -> String {
    "no longer in the clipboard since \(clock)"
  }
  static let statedStored = "stored by you"

  static func nextSteps(url: String) -> [String] {
    [
      "On the machine that will run the jobs, with gitlab-runner installed:"
    ] + byHand(url: url) + [
      "Then paste the token and press Enter: it is not shown, and never an argument."
    ]
  }

  /// Lines for any POSIX shell: `read -s` is not known to all of them, and in parentheses the second line is read before
  /// the question is asked, so that it does not answer it.
  static func byHand(url: String) -> [String] {
    [
      "  (stty -echo; read -r CI_SERVER_TOKEN; stty echo; export CI_SERVER_TOKEN",
      "   sudo -E gitlab-runner register --url \(url))",
    ]
  }

  static let copying = "Copying"
  static let tokenCopied = "the token"
  static func copyDone(_ what: String, route: String) -> String { "Copied \(what) via \(route)" }
  static func copySent(_ what: String) -> String { "Sent \(what) to the terminal's clipboard" }
  static func copyFailed(_ what: String, _ message: String) -> String {
    let end = message.last.map { ".!?".contains($0) } == true ? "" : "."
    return "Could not copy \(what): \(message)\(end)"
  }
  static let copyFailedFix = "Press t to show the token alone, or S to save it to a file."
  static func tokenSaved(_ path: String) -> String {
    "Saved the token to \(path), readable by you alone"
  }

  static let linkLabel = "the link"
  static let opened = "Opened in the browser"
  static func notOpened(_ message: String) -> String { "Could not open the page: \(message)" }
  static let noPage = "The page is not known: this token may not read where the runner is"

  static let arrivedTitle = "Did the token arrive in the clipboard?"
  static let arrivedText =
    "It was sent to the terminal's clipboard, and terminals do not answer. Paste it somewhere safe "
    + "to see."
  static let arrivedNo = "No, or not sure"
  static let arrivedYes = "Yes, it arrived"
  static let notArrived = "Press t to show the token alone, or S to save it to a file"

  static let leaveResultTitle = "Leave without the token?"
  static func leaveResultText(_ id: Int64, _ remark: String) -> String {
    "GitLab will not show the token of runner #\(id) again. \(remark)"
  }
  static func leaveRecoveredText(_ id: Int64, _ remark: String) -> String {
    "GitLab gives the token of runner #\(id) for an hour after the runner was created, until a machine uses it, and "
      + "not later. \(remark)"
  }
  static let neitherCopiedNorSaved = "It was neither copied nor saved here."
  static let goneFromClipboard = "It was copied, but is no longer in the clipboard."
  static func sentButNotSeen(at clock: String) -> String {
    "It was sent to the terminal's clipboard at \(clock), but was not seen to arrive."
  }
  static let leaveResultNo = "Stay"
  static let leaveResultStored = "I have stored it"

  static let storedTitle = "Have you stored the token?"
  static let storedText =
    "GitLab will not show it again. After this you can leave without a question."
  static let storedRecoveredText =
    "GitLab gives it for an hour after the runner was created, and not later. After this you can "
    + "leave without a question."
  static let storedNo = "Not yet"
  static let storedYes = "Yes, it is safe"

  static let saveTitle = "Save the token"
  static let saveHelp = "A new file that only you can read. Enter saves, Esc goes back."
  static let savePathHelp = "The folder must exist; ~ is your home folder."
  static let savePathMissing = "Type the path of a file."
  static let saving = "Saving"
  static let replaceTitle = "Replace the file?"
  static func replaceText(_ path: String) -> String {
    "\(path) exists. What is in it would be lost."
  }
  static let replaceNo = "Keep the file"
  static let replaceYes = "Replace it"

  static func lastWordsCreated(_ id: Int64, page: String?) -> String {
    "Runner #\(id) was created." + (page.map { " Its page: \($0)" } ?? "")
  }
  static func leftInClipboard(_ route: String) -> String {
    "The token is still in the clipboard (\(sanitized(route))) unless something else was copied. Clear it when you "
      + "have pasted the token."
  }
  static let leftInTerminalsClipboard =
    "The token is still in the terminal's clipboard unless something else was copied. Clear it when "
    + "you have pasted the token."
  static let lastWordsNoToken =
    "Its token is not known to be kept anywhere and cannot be shown again. Reset the runner's "
    + "authentication token to get a new one, or delete the runner and create another."
}
