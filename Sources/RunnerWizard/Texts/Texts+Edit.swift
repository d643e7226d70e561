import RunnerCore
import TerminalUI

/// What is said while a runner is edited, cloned, assigned or cleaned up.
extension Texts {
  static func editTitle(_ name: String) -> String { "Edit \(name)" }
  static func editTitle(_ id: Int64) -> String { "Edit #\(id)" }
  static let detailsIntroductionOfEdit = "What you leave alone stays as it is on the server."
  static let pausedHelpOfEdit = "Yes keeps the runner from taking new jobs."
  static let editReviewIntroduction = "Only what changes is sent; the rest is dimmed."
  static let editReviewHelp = "Enter saves what changes. Up goes into the values, to change one."
  static let readAgainHelp = "Enter reads the runner, to see what became of the change."
  static let saveChanges = "Save changes"
  static let savingChanges = "Saving the changes"
  static let readAgain = "Read the runner"
  static let nothingChanged = "Nothing is changed, so there is nothing to send"
  static func change(from old: String, to new: String) -> String { "\(old) → \(new)" }
  static func saved(_ name: String) -> String { "Saved the changes of \(name)" }
  static let editUnknown =
    "The answer was lost; the change may have been made. The runner is read to see."
  static let editNotMade = "The server does not have these values."
  static let editNotMadeFix =
    "What is shown as changing is what differs from the server now; Enter sends it again."
  static let stopSavingText =
    "The request cannot be called back. What becomes of it is told when its answer comes."

  static func waitsFor(_ waiting: Waiting) -> String {
    switch waiting.subject {
    case .reset: "Resetting the token of \(waiting.name)"
    case .recall: "Reading the token of \(waiting.name)"
    case .undo: "Deleting \(waiting.name)"
    case .reading: "Reading \(waiting.name)"
    }
  }
  static let waitingTitle = "One moment"
  static let waitingHelp = "Esc goes back to the list."
  static let waitingForResetHelp = "The request cannot be called back; Esc goes on meanwhile."
  static let goOn = "Go on meanwhile"
  static let resetGoesOn = "The new token is shown as soon as it comes"

  static func cloned(_ name: String) -> String { "The values are those of \(name)" }
  static let discardForNewText =
    "Another draft waits in the wizard. It is not sent and would be lost; F2 shows it."
  static let keepDraft = "Keep the draft"

  // MARK: - Resets

  static let resetQuestion = "Reset this runner's token?"
  static let resetNo = "Keep the token"
  static let resetYes = "Reset the token"
  static let resetMeans =
    "The old token stops working at once. GitLab shows the new one only once."
  static let resetUnknownTitle = "The answer was lost"
  static func resetUnknownText(_ name: String) -> String {
    "The token of \(name) may have been reset. Then the old one is dead already and the new one is "
      + "lost. Press R on the runner to reset it once more and get a token that is known."
  }
  static func notReset(_ name: String, _ failure: APIFailure) -> String {
    "The token of \(name) was not reset. \(failure.sentences)"
  }
  static func secondsSince1970(_ seconds: Int64) -> String {
    "\(seconds) s after 1970-01-01 00:00 UTC"
  }
  static let untoldExpiry = "at a time that the answer did not tell"

  /// The runner managers that a reset cuts off.
  static func managers(of runner: Runner, _ usage: Confirm.Usage) -> String {
    let known = runner.managerCount.map(Int.init)
    let names: [String]
    switch usage {
    case .reading:
      return known.map(stoppedManagers) ?? "Which runner managers use it is being read…"
    case .failed:
      return known.map(stoppedManagers) ?? "Which runner managers use it could not be read."
    case .read(let detail): names = detail.managers.map { sanitized($0.systemID) }
    }
    let number = max(known ?? 0, names.count)
    guard number > 0 else { return "No runner manager uses it yet." }
    let shown = names.prefix(2).map { $0.truncated(to: 20, ellipsis: "…") }
    guard !shown.isEmpty else { return stoppedManagers(number) }
    let more = number - shown.count
    let which = list(shown + (more > 0 ? ["\(more) more"] : []))
    return number == 1
      ? "Its runner manager \(which) stops working until it has the new token."
      : "Its runner managers stop working until they have the new token: \(which)."
  }

  private static func stoppedManagers(_ number: Int) -> String {
    switch number {
    case 0: "No runner manager uses it yet."
    case 1: "Its runner manager stops working until it has the new token."
    default: "Its \(number) runner managers stop working until they have the new token."
    }
  }

  // MARK: - Projects

  static func projectsTitle(_ name: String) -> String { "Projects of \(name)" }
  static let assignLabel = "Assign to a project:"
  static let assignExample = "id, full path or URL"
  static let assignHelp = "Enter looks the project up, and again assigns the runner to it."
  static let unassignHelp = "Enter asks whether to take the runner away from this project."
  static let assignNow = "Assign"
  static let unassign = "Unassign…"
  static let ownerMark = "owner"
  static let ownerStays =
    "The runner belongs to this project; to take it away, delete the runner instead"
  static let assignedAlready = "This project uses the runner already."
  static let assignmentUnknown = "The answer was lost; the projects are read again to see."
  static let assignmentNotMade = "It was not made; Enter tries again."
  static let moreProjects = "There are more projects than are shown."
  static let noProjects = "No project that you can see uses it."
  static func enterAssigns(_ project: RunnerTarget) -> String {
    "\(sanitized(found(project))): Enter assigns"
  }
  static func changingProject(_ project: RunnerTarget) -> String {
    "\(sanitized(project.fullPath ?? "id \(project.id)"))"
  }
  static func assigned(_ name: String, _ project: RunnerTarget) -> String {
    "Assigned \(name) to \(sanitized(project.fullPath ?? "project \(project.id)"))"
  }
  static func unassigned(_ name: String, _ project: RunnerTarget) -> String {
    "Took \(name) away from \(sanitized(project.fullPath ?? "project \(project.id)"))"
  }
  static let unassignTitle = "Take the runner away?"
  static func unassignText(_ runner: Runner, _ project: RunnerTarget) -> String {
    "Jobs of \(sanitized(project.fullPath ?? "project \(project.id)")) will not run on "
      + "\(name(of: runner)) any more."
  }
  static let unassignNo = "Leave it"
  static let unassignYes = "Take it away"

  // MARK: - Clean-up

  static let cleanUpTitle = "Clean up"
  static let cleanUpHelp = "Space chooses a kind, Enter marks its runners; d then deletes them."
  static let toggleKindTip = "Chooses the kind, or not."
  static let markThem = "Mark them"
  static let markThemTip = "Marks the runners of the chosen kinds and shows only these."
  static let noneOfThisKind = "There are no runners of this kind"
  static let chooseAKind = "Choose a kind with Space first"
  static func markedForCleanUp(_ count: Int) -> String {
    "Marked \(runners(count)); m shows all again, d deletes the marked ones after a question"
  }
  static func loadingForCleanUp(_ loaded: Int, of total: Int?) -> String {
    "All runners are needed: \(number(loaded))\(total.map { " of \(number($0))" } ?? "") loaded"
  }
  static let lookingThrough = "Looking through the list"
  static func name(of kind: RunnerCleanup) -> String {
    switch kind {
    case .neverContacted: "Never in contact, 7 days old"
    case .stale: "Stale: not in contact for 7 days"
    case .withoutManagers: "Without a runner manager"
    case .sameDescription: "Same description as a newer one"
    }
  }
  static func chosen(_ count: Int) -> String { "\(runners(count)) chosen" }
  static func andMore(_ count: Int) -> String { "and \(number(count)) more" }
}
