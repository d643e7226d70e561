import RunnerCore
import TerminalUI

/// What is said about registrations whose token is not known to be safe.
extension Texts {
  // MARK: - The marker

  static let markerLabel = "Recovery marker"
  static func markerOn(_ marker: String) -> String { "\(marker), sent in the maintenance note" }
  static let markerOff = "not sent"
  static let markerWithoutRoom = "not sent: the maintenance note has no room for it"
  static let markerHelp = "By it an administrator finds the runner; Space switches it."
  static let switchMarker = "Switch"

  // MARK: - Overlays

  static let unfinished = "Unfinished runners"
  static let unfinishedTip =
    "Shows registrations whose token is not known to be safe, and batches to go on with."
  static let unfinishedTitle = "Unfinished runner"
  static let unfinishedAtStartTitle = "You have an unfinished runner"
  static func unfinishedTitle(_ count: Int) -> String {
    "You have \(Self.count(count, "unfinished runner", "unfinished runners"))"
  }
  static let unfinishedListHelp = "Of each a runner may exist whose token is in no safe place."
  static let unfinishedHelp = "Nothing is changed before you say so. Esc leaves it for later."
  static let openUnfinished = "Open"
  static let laterUnfinished = "Later"
  static let laterUnfinishedTip = "Leaves it unfinished; it is shown again at the next start."
  static let nothingUnfinished = "Nothing is unfinished."
  static let unfinishedAfterToken = "Leave the page with this token first"
  static let unfinishedAfterEdit = "Save or leave the change first"
  static let unknownWithEntry =
    "U shows what is known of it. Sending again may make a second one."
  static let isUnfinished =
    "The outcome is unknown; a runner may exist. U shows what is known of it"
  static let lookedFor = "The unfinished runner was looked for; U shows what was found"

  /// What tells one from the others first: its description, or where there is none its place.
  /// - Parameters:
  ///   - time: when it was sent.
  ///   - isHere: whether it was sent to the server that is connected to.
  ///   - width: the columns that there are; a long description leaves room for the rest where that can be.
  static func unfinishedRow(
    _ entry: JournalEntry, time: String, dot: String, isHere: Bool = false, width: Int? = nil
  ) -> String {
    let state = entry.state == .created ? "token not safe" : "outcome unknown"
    let id = entry.runnerID.map { " (#\($0))" } ?? ""
    let type = entry.form.type.map { word($0) } ?? "runner"
    let place =
      type + (entry.form.target.map { " " + sanitized($0.fullPath ?? "id \($0.id)") } ?? "")
    let rest = [isHere ? state : entry.server.shortName, time]
    var description = trimmed(sanitized(entry.form.description))
    if description.isEmpty { return ([place + id] + rest).joined(separator: " \(dot) ") }
    if width == nil { description = description.truncated(to: longestDescription, ellipsis: "…") }
    let tail = id + ([""] + [place] + rest).joined(separator: " \(dot) ")
    if let width, width - tail.displayWidth >= leastDescription {
      description = description.truncated(to: width - tail.displayWidth, ellipsis: "…")
    }
    return description + tail
  }
  /// Columns of a description below which nothing else is worth shortening it.
  private static let leastDescription = 20
  /// Columns of a description on a line that has no end of its own.
  private static let longestDescription = 60

  /// "group runner, acme/infra, id 7".
  private static func whatWasSent(_ entry: JournalEntry) -> String {
    let type = entry.form.type.map { "\(word($0)) runner" } ?? "runner"
    return entry.form.target.map { "\(type), \(sanitized(found($0)))" } ?? type
  }

  // MARK: - What was found

  /// One sentence about what looking for a runner brought.
  static func summary(of report: RecoveryReport) -> String {
    if report.isCertainlyAbsent { return certainlyAbsent }
    switch report.candidates.count {
    case 0: return notFoundUncertain
    case 1 where !report.candidates[0].doubts.isEmpty && report.candidates[0].token != nil:
      return foundDoubtful
    case 1: return report.candidates[0].token == nil ? foundWithoutToken : foundWithToken
    case let count: return foundSeveral(count)
    }
  }

  static let lookingForRunner = "The answer was lost; looking for the runner"
  static func deleting(_ name: String) -> String { "Deleting \(name)" }
  static func notLookedYet(_ entry: JournalEntry) -> String {
    let runner = entry.runnerID.map { "\(capitalized(name(of: $0))) was created." }
    return (runner ?? "A runner may exist.") + " It has not been looked for yet."
  }
  static func belongsToServer(_ entry: JournalEntry) -> String {
    let host = entry.server.shortName
    return entry.runnerID.map {
      "\(capitalized(name(of: $0))) was created on \(host). Connect there to look for it."
    } ?? "A runner may exist on \(host). Connect there to look for it."
  }
  static let certainlyAbsent = "No runner was created: GitLab has none like it."
  static let notFoundUncertain = "No runner was found, which does not say that there is none."
  static let foundWithToken = "The runner was created, and GitLab still gives its token."
  static let foundDoubtful =
    "A runner was found that may be the one; see what speaks against it."
  static let foundWithoutToken =
    "A runner was found that may be the one; its token is not to be had."
  static func foundSeveral(_ count: Int) -> String {
    "\(number(count)) runners were found that may be the one."
  }
  /// In local time with its age, or in UTC where the time of day is not known.
  static func whenCreated(_ runner: Runner, now: Moment?) -> String {
    guard let createdAt = runner.createdAt else { return "When it was created is not known." }
    guard let now else { return "Created \(Moment(uptime: 0, unix: 0).exact(createdAt))." }
    return "Created \(now.exact(createdAt)), \(roughAge(now.unix - createdAt)) ago."
  }
  static let tokenCanBeShown = "Its token can be shown."
  static let tokenNotGiven = "GitLab does not give its token."

  /// What was sent, by name and value.
  static func facts(of entry: JournalEntry, now: Moment) -> [(label: String, value: String)] {
    let form = entry.form
    var facts = [("Sent", now.exact(entry.serverTime ?? entry.startedAt))]
    if let username = entry.username {
      facts.append(("By", "@\(sanitized(username))" + (entry.userID.map { ", id \($0)" } ?? "")))
    } else if let id = entry.userID {
      facts.append(("By", "user id \(id)"))
    }
    facts.append((serverLabel, entry.server.description))
    if let id = entry.runnerID { facts.append((idLabel, "#\(id)")) }
    facts.append(("What", whatWasSent(entry)))
    if !trimmed(form.description).isEmpty {
      facts.append(("Description", sanitized(form.description)))
    }
    if !form.tags.isEmpty {
      facts.append(("Tags", form.tags.map { sanitized($0) }.joined(separator: ", ")))
    }
    if let marker = entry.marker { facts.append((markerLabel, marker)) }
    return facts
  }

  static func administratorFinds(_ entry: JournalEntry) -> String {
    administratorFindsBy(entry) + ". y copies what is needed."
  }
  static func administratorFindsBy(_ entry: JournalEntry) -> String {
    let way =
      entry.marker.map { "by the marker \($0) in its maintenance note" }
      ?? "by who created it, when, and its description"
    return "An administrator finds the runner \(way)"
  }

  /// For whoever may look where this access token may not.
  static func factsForAdministrator(_ entry: JournalEntry, now: Moment) -> String {
    let lines = facts(of: entry, now: now).map { plainDetail($0.label, $0.value) }
    return (["\(program): the answer to creating a runner was lost; the runner may exist"] + lines)
      .joined(separator: "\n")
  }
  static let unfinishedCopied = "the details for your administrator"

  // MARK: - What can be done

  static let showRecovered = "Show token"
  static let showRecoveredTip = "Shows the token that GitLab still gives, ready to copy."
  static let deleteAgain = "Delete…"
  static let deleteAgainTip = "Deletes the runner after a question, and shows the form once more."
  static let sendAgainPlain = "Back to review"
  static let sendAgainTip = "Shows the review with the form, from which it is sent once more."
  static let lookAgain = "Look again"
  static let lookAgainTip = "Asks the server again for the runner; nothing is changed."
  static let leaveUnfinished = "Needs no care"
  static let leaveUnfinishedTip = "Says that this needs no more care, after a question."

  static let stillLooking = "The runner is still being looked for"
  static let stillDeleting = "A runner is being deleted"
  static func otherServerFirst(_ host: String) -> String { "Connect to \(host) first" }
  static let noSuchRunner = "There is no such runner"
  static let noRunnerFound = "No runner was found yet"
  static let looksNothingUp =
    "This access token may create runners and look nothing up; that takes read_api or api."

  static let deleteAgainTitle = "Delete it, to send again?"
  static let deleteAgainText = "Then the review is shown; nothing is sent before Enter."
  static let leaveUnfinishedTitle = "Does it need no more care?"
  static let leaveUnfinishedText =
    "It is not asked about again. If its runner exists, it stays without a token that is known; "
    + "a reset of its token gives one."
  static let leaveAbsentText = "There is no such runner. It is not asked about again."
  static let leaveUnfinishedNo = "Keep it in mind"
  static let leaveUnfinishedYes = "It needs no more care"
  static let sentBefore = "It was sent before, and its answer was lost."
  static let nothingCreated = "No runner was created; Enter sends it"
  static func entryNotClosed(_ message: String) -> String {
    "It is asked about again at the next start. \(message)"
  }

  // MARK: - Tokens once more

  static let recoveredTitle = "Token recovered"
  static func lastWordsRecovered(_ id: Int64) -> String { "The token of runner #\(id) was shown." }
  static let recallToken = "Show token"
  static let recallTokenTip =
    "Shows the token of a runner that you created within the hour and no machine has used."
  static let recallTooLate =
    "GitLab gives a token again only for an hour after creating; R makes a new one"
  static let recallNotCreator =
    "GitLab gives a token again only to the runner's creator; R makes a new one"
  static let recallInUse =
    "GitLab gives a token again only until a machine uses it; R makes a new one"
  static func recallRefused(_ name: String) -> String {
    "GitLab does not give the token of \(name) again: it does for an hour after creating, to the "
      + "creator, until a machine uses it. R makes a new one"
  }
  static func notRecalled(_ name: String, _ failure: APIFailure) -> String {
    "The token of \(name) could not be read. \(failure.sentences)"
  }
  static func lastWordsUnfinished(_ entry: String) -> String {
    "Its token was neither copied nor saved. For an hour after creating, until a machine uses it, "
      + "GitLab gives it to you again: start runner-wizard, or run runner-wizard create --resume "
      + "\(entry). After that, reset the runner's authentication token."
  }
  static func leftUnfinished(_ entry: String) -> String {
    "It is kept as unfinished: runner-wizard looks for the runner at its next start, and so does "
      + "runner-wizard create --resume \(entry)."
  }
  static func leftWithMarker(_ marker: String) -> String {
    "An administrator finds the runner by the marker \(marker) in its maintenance note."
  }

  // MARK: - Undo and the clipboard

  static let undo = "Undo"
  static let undoTip = "Deletes the runner as long as it is new and no machine has used it."
  static func undoTooLate(_ minutes: Int) -> String {
    "It can be undone for \(count(minutes, "minute", "minutes")) only; F3 shows the list to delete it"
  }
  static let undoContacted = "A machine uses the runner already, so it was not deleted"
  static let undoConfiguredTitle = "Undo a runner that is set up?"
  static func undoConfiguredText(_ id: Int64, _ paths: [String]) -> String {
    "\(capitalized(name(of: id))) stands in \(list(paths)). Undo deletes it in GitLab; what stands in the file stays."
  }
  static let undoConfiguredNo = "Keep the runner"
  static let undoConfiguredYes = "Delete the runner"
  /// - Parameter paths: the configuration files that its sections are left in.
  static func undone(_ id: Int64, paths: [String]) -> String {
    "Undone: runner #\(id) is deleted, and its token works no more"
      + (paths.isEmpty ? "" : ". Its section in \(list(paths)) is of no use now; remove it")
  }
  static func undoneWithForm(_ undone: String) -> String { undone + ". The form is as it was" }
  static let undoWaitingHelp = "Esc leaves the runner as it is."

  static func copied(at clock: String, route: String, clears: String) -> String {
    copied(at: clock, route: route) + ", cleared at \(clears)"
  }
  static func cleared(at clock: String) -> String { ", cleared \(clock)" }
  static let clipboardCleared = "The token was taken out of the clipboard"
  static let clipboardNotCleared =
    "Whether the clipboard still holds the token cannot be told; it was left as it is"
}
