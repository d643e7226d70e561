import RunnerCore
import TerminalUI

extension Texts {
  static let pause = "Pause"
  static let resume = "Resume"
  static let pauseOrResume = "Pause…"
  static let pauseTip = "Keeps the runner from taking new jobs, or lets it take them again."
  static let editTip = "Changes the runner's values on the pages of the wizard."
  static let delete = "Delete"
  static let deleteTip = "Deletes the runner, or the marked ones, after a question."
  static let newTip = "Begins a new runner of the group or project whose list is shown."
  static let clone = "Clone"
  static let cloneTip = "Begins a new runner with the values of this one."
  static let assign = "Projects"
  static let assignTip = "Shows the projects that use the runner, to assign others or take it away."
  static let resetToken = "Reset token"
  static let resetTokenTip = "Makes a new token for the runner; the old one stops working at once."
  static let cleanUp = "Clean up"
  static let cleanUpTip = "Finds runners that are likely to be of no use any more."
  static let copyID = "Copy id"
  static let copyIDTip = "Copies the id of the runner, or of every marked one."
  static let copyURL = "Copy address"
  static let copyURLTip = "Copies the address of the runner's page."

  static let noRunnerHere = "There is no runner under the cursor"
  static let nothingToCleanUp = "There are no runners here"
  static let notLoadedYet = "The list is still being loaded"
  static let stillChanging = "The runner is still being changed"
  static let stillResetting = "The answer to another reset is still awaited"
  static func filterNotUnderstood(_ refusal: String) -> String {
    "The filter may show more than was meant. \(refusal)"
  }
  static let nothingLeftToChange = "There is nothing left to change"
  static let noRunnerPage =
    "The page is not known, because the runner's group or project is not"
  static func runnerIDs(_ count: Int) -> String { count == 1 ? "the id" : "\(count) ids" }

  /// What a runner is called in sentences.
  static func name(of runner: Runner) -> String {
    let description = trimmed(sanitized(runner.description ?? ""))
    guard !description.isEmpty else { return name(of: runner.id) }
    return "“\(description.truncated(to: 40, ellipsis: "…"))” (#\(runner.id))"
  }

  static func name(of id: Int64) -> String { "runner #\(id)" }

  static func paused(_ name: String) -> String { "Paused \(name)" }
  static func resumed(_ name: String) -> String { "Resumed \(name)" }
  static func deleted(_ name: String) -> String { "Deleted \(name)" }
  static func goneAlready(_ name: String) -> String {
    "\(capitalized(name)) was deleted by someone else already"
  }
  static func isGone(_ name: String) -> String { "\(capitalized(name)) is not there any more" }
  static func notChanged(_ name: String, _ failure: APIFailure) -> String {
    "\(capitalized(name)) was not changed. \(failure.sentences)"
  }
  static func changeUnknown(_ name: String, _ failure: APIFailure) -> String {
    let cause = failure.kind == .serverError ? brokenServer : lostAnswer
    return "\(cause); \(name) may have been changed. It is read again to see."
  }
  private static let lostAnswer = "The answer was lost"
  private static let brokenServer = "GitLab had an internal error"
  /// Everything that ``changeUnknown(_:_:)`` says of a runner.
  static func textsOfUnknown(_ name: String) -> [String] {
    [lostAnswer, brokenServer].map {
      "\($0); \(name) may have been changed. It is read again to see."
    }
  }
  static func wasNotMade(_ name: String) -> String {
    "\(capitalized(name)) was not changed, as it shows now."
  }
  static let rowNotMade = "It was not made, as the runner shows now."
  static let staysMarked = "It stays marked."
  static func notRead(_ name: String, _ failure: APIFailure) -> String {
    "\(capitalized(name)) could not be read. \(failure.sentences)"
  }
  static let noAnswer = "No answer came."

  static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  // MARK: - Runs

  static let stopRun = "Stop…"
  static let stopping = "Stopping"
  static let stopRunTip = "Asks whether to stop; closes the summary when it is over."
  static let runHelp = "Each is one request. What fails is told at the end, with the reason."
  static let stopRunTitle = "Stop?"
  static let stopRunText =
    "What has been sent cannot be called back. The others are left as they are and stay marked."
  static let stopRunNo = "Go on"
  static let stopRunYes = "Stop"
  static let stopsAfterThese = "Stops when what has been sent is answered"

  static func runTitle(_ run: ChangeRun) -> String {
    let count = runners(run.rows.count)
    return switch run.change {
    case .resume: "Resuming \(count)"
    case .delete: "Deleting \(count)"
    default: "Pausing \(count)"
    }
  }

  static func runOverTitle(_ run: ChangeRun) -> String {
    let done = "\(verb(run.change)) \(number(run.doneCount))"
    return run.doneCount == run.rows.count
      ? "\(verb(run.change)) \(runners(run.doneCount))" : "\(done) of \(runners(run.rows.count))"
  }

  private static func verb(_ change: RunnerChange) -> String {
    switch change {
    case .resume: "Resumed"
    case .delete: "Deleted"
    default: "Paused"
    }
  }

  static func progress(of run: ChangeRun, dot: String) -> String {
    var parts = ["\(number(run.doneCount)) of \(number(run.rows.count)) done"]
    if run.failedCount > 0 { parts.append("\(number(run.failedCount)) failed") }
    if run.unknownCount > 0 { parts.append("\(number(run.unknownCount)) unknown") }
    if run.isOver, run.leftCount > 0 { parts.append("\(number(run.leftCount)) not begun") }
    return parts.joined(separator: " \(dot) ")
  }

  static func postponed(_ name: String, _ seconds: Int) -> String {
    "\(name): GitLab asks to wait \(seconds) s; the change is sent again then."
  }
  static func waitsForServer(_ seconds: Int) -> String {
    "GitLab asks to wait; goes on in \(seconds) s"
  }

  /// One line for the list of messages.
  static func summary(of run: ChangeRun) -> String {
    runOverTitle(run) + ": " + progress(of: run, dot: ",")
  }

  static func stopReason(of run: ChangeRun) -> String? {
    switch run.stop {
    case nil: nil
    case .byOperator?:
      run.leftCount > 0 ? "Stopped; \(number(run.leftCount)) were not begun." : nil
    case .byFailure(let failure)?:
      "Stopped, because the others would fail for the same reason: \(failure.sentences)"
    }
  }

  static func failedRow(_ name: String, _ failure: APIFailure) -> String {
    failure.outcome == .unknown
      ? "\(capitalized(name)): "
        + (failure.kind == .serverError ? "GitLab had an internal error" : "the answer was lost")
        + "; it is read again to see what became of it."
      : "\(capitalized(name)): \(failure.sentences)"
  }

  static let allDone = "All of them are done."
  static func stillMarked(_ run: ChangeRun) -> String? {
    let count = run.rows.count - run.doneCount
    return count > 0 ? "Those that are not done stay marked." : nil
  }

  static func runners(_ count: Int) -> String {
    count == 1 ? "1 runner" : "\(number(count)) runners"
  }

  // MARK: - Questions

  static let typedHelp = "Esc goes back and changes nothing."
  static let typedTip = "Does it when the number is right."
  static func typeToConfirm(_ expected: String) -> String { "Type \(expected) to confirm:" }
  static func typedMismatch(_ expected: String) -> String {
    "That is not \(expected); Esc goes back."
  }

  static let deleteTitle = "Delete this runner?"
  static let deleteNo = "Keep it"
  static let deleteYes = "Delete it"
  static let deleteNoneOfThem = "Keep them"
  static func deleteTitle(_ count: Int) -> String { "Delete \(runners(count))?" }
  static func deleteCount(_ count: Int) -> String { "Delete \(runners(count))" }
  static let deletionIsFinal =
    "Its token stops working at once. A deletion cannot be undone."
  static let deletionsAreFinal =
    "Their tokens stop working at once. Deletions cannot be undone."

  static func pauseTitle(_ count: Int) -> String { "Pause or resume \(runners(count))?" }
  static let pauseNone = "Leave them"
  static func pauseCount(_ count: Int) -> String { "Pause \(runners(count))" }
  static func resumeCount(_ count: Int) -> String { "Resume \(runners(count))" }
  static let pauseMeans = "A paused runner ends its jobs and takes no new ones."

  /// Name, type and owner of a runner.
  static func identity(of runner: Runner) -> String {
    let kind = runner.type.map { "\(word($0)) runner" } ?? "runner"
    let owner = runner.owner.flatMap { $0.fullPath ?? $0.name }.map { " of \(sanitized($0))" }
    return "\(capitalized(name(of: runner))), \(kind)\(owner ?? "")"
  }

  /// Whether a runner is in contact and works now.
  static func activity(of runner: Runner, now: Moment) -> String {
    var parts: [String] = []
    switch runner.status {
    case .online: parts.append("online now")
    case .offline, .stale:
      let word = runner.status == .stale ? "stale" : "offline"
      let age = runner.contactedAt.map { ", last contact \(roughAge(now.unix - $0)) ago" }
      parts.append(word + (age ?? ""))
    case .neverContacted: parts.append("never contacted")
    case .unknown: parts.append("status unknown")
    }
    if runner.isPaused == true { parts.append("paused") }
    switch runner.isBusy {
    case true?: parts.append("runs jobs now")
    case false?: parts.append("runs no job now")
    case nil: parts.append("whether it runs jobs is unknown")
    }
    return capitalized(parts.joined(separator: ", ")) + "."
  }

  /// Minutes, from two hours on hours, from two days on days.
  static func roughAge(_ seconds: Int64) -> String {
    let minutes = Int(max(0, seconds) / 60)
    if minutes < 120 { return count(minutes, "minute", "minutes") }
    if minutes < 48 * 60 { return count(minutes / 60, "hour", "hours") }
    return count(minutes / (24 * 60), "day", "days")
  }

  /// The projects that use a project runner.
  static func usage(of runner: Runner, _ usage: Confirm.Usage) -> String {
    switch usage {
    case .reading:
      return runner.projectCount.map { "Used by \(count(Int($0), "project", "projects"))." }
        ?? "Which projects use it is being read…"
    case .failed:
      return runner.projectCount.map { "Used by \(count(Int($0), "project", "projects"))." }
        ?? "Which projects use it could not be read."
    case .read(let detail):
      let names = detail.projects.map { sanitized($0.fullPath ?? $0.name ?? "id \($0.id)") }
      let number = max(Int(detail.runner.projectCount ?? 0), names.count)
      guard number > 0 else { return "No project that you can see uses it." }
      let shown = names.prefix(2).map { $0.truncated(to: 32, ellipsis: "…") }
      let more = number - shown.count
      let text = list(shown + (more > 0 ? ["\(Self.number(more)) more"] : []))
      return "Used by \(count(number, "project", "projects")): \(text)."
    }
  }

  /// The first names of several runners.
  static func names(of runners: [Runner]) -> String {
    let shown = runners.prefix(3).map { runner in
      let description = trimmed(sanitized(runner.description ?? ""))
      return description.isEmpty
        ? "#\(runner.id)" : "\(description.truncated(to: 24, ellipsis: "…")) (#\(runner.id))"
    }
    let more = runners.count - shown.count
    return list(shown + (more > 0 ? ["\(number(more)) more"] : [])) + "."
  }

  /// The first name of one or several runners, on a line of a narrow screen.
  static func briefName(of runners: [Runner]) -> String {
    guard let first = runners.first else { return "" }
    let description = trimmed(sanitized(first.description ?? ""))
    let name = description.truncated(to: 16, ellipsis: "…")
    let more = runners.count - 1
    return (name.isEmpty ? "" : name + " ") + "#\(first.id)"
      + (more > 0 ? " and \(number(more)) more" : "")
  }

  /// How many of several runners are in use.
  static func activity(of runners: [Runner]) -> String {
    let online = runners.count { $0.status == .online }
    let busy = runners.count { $0.isBusy == true }
    let shared = runners.count { ($0.projectCount ?? 0) > 1 }
    var parts: [String] = []
    if online > 0 { parts.append("\(number(online)) online now") }
    if busy > 0 { parts.append(busy == 1 ? "1 runs jobs now" : "\(number(busy)) run jobs now") }
    if shared > 0 { parts.append("\(number(shared)) used by several projects") }
    if runners.contains(where: { $0.status == .unknown }) { parts.append("some of unknown status") }
    return parts.isEmpty
      ? "None of them is online or runs jobs." : capitalized(list(parts)) + "."
  }

  static func refused(_ refused: [RefusedRunner]) -> String? {
    guard let first = refused.first else { return nil }
    guard refused.count > 1 else { return "1 is left out: \(first.reason)" }
    let isOneReason = refused.allSatisfy { $0.reason == first.reason }
    let count = "\(number(refused.count)) are left out"
    return isOneReason
      ? "\(count): \(first.reason)" : "\(count), #\(first.runner.id) because: \(first.reason)"
  }
}
