import Configuration
import RunnerCore

/// What commands say about registrations whose answers were lost, and about runners that exist already.
extension Texts {
  static func resumeFix(_ id: String) -> String {
    "Run runner-wizard create --resume \(id) to look for the runner and its token; nothing is created again."
  }
  static func tokenNotWrittenResume(_ id: String) -> String {
    "Run runner-wizard create --resume \(id) to print it, as long as GitLab still gives it."
  }
  static func endedWhileSending(_ id: String) -> String {
    "Ended by a signal while the request was under way; the runner may have been created. "
      + resumeFix(id)
  }

  static func recovered(_ id: Int64) -> String { "Found runner \(id), which was created." }
  static func existing(_ id: Int64) -> String {
    "Runner \(id) exists already; nothing was created. No machine uses its token yet."
  }

  static func equalRunnerExists(_ id: Int64) -> String {
    "Runner \(id) exists already; nothing was created. GitLab does not give its token any more."
  }
  static let equalRunnerExistsFix =
    "Go on with the token that its machine has; or reset it (runner-wizard runners, R), or delete the runner."

  static func equalIsUnfinished(_ entry: JournalEntry) -> String {
    "The same registration was sent at \(LocalClock.utc(entry.startedAt)) and is unfinished: "
      + "\(unfinishedState(entry)). Nothing was sent now."
  }
  static func equalFix(_ id: String) -> String {
    "Run runner-wizard create --resume \(id) to look for its runner and token; or, if another runner is meant, "
      + "runner-wizard unfinished --close \(id) first."
  }
  static func equalBatchIsUnfinished(_ batch: RunnerBatch) -> String {
    "The same batch was begun at \(LocalClock.utc(batch.startedAt)) and is unfinished. Nothing was sent now."
  }
  static func equalBatchFix(_ id: String) -> String {
    "If other runners are meant: runner-wizard unfinished --close \(id) first."
  }

  static let nothingUnfinished = "There is no unfinished registration or batch."
  static func nothingUnfinished(_ id: String) -> String {
    "There is no unfinished registration \(id)."
  }
  static func nothingUnfinished(on server: ServerURL) -> String {
    "There is no unfinished registration on \(server)."
  }
  static let nothingUnfinishedFix = "runner-wizard unfinished lists what there is."
  static let entryIsHeld = "Another running program looks after this registration."
  static let entryIsHeldFix = "Go on there, or end that program first."
  static func entryOfOtherServer(_ entry: JournalEntry) -> String {
    "The registration \(entry.id) was sent to \(entry.server)."
  }
  static let entryOfOtherServerFix = "Give that server's --url and access token, or its --profile."

  static func notCreated(_ id: String) -> String {
    "No runner came of the registration \(id); it is closed."
  }
  static let notCreatedFix = "Run the create command again."
  static func severalFound(_ ids: [Int64]) -> String {
    "Several runners may be the one: \(ids.map(String.init).joined(separator: ", "))."
  }
  static func severalFoundFix(_ id: String) -> String {
    "Look at them in GitLab, or choose in runner-wizard, which opens with this registration; \(id) stays open."
  }
  static func doubtful(_ id: Int64, _ doubts: [String]) -> String {
    "Runner \(id) may be the one. \(doubts.joined(separator: " "))"
  }
  static func tokenGone(_ id: Int64, _ reason: String?) -> String {
    (["Runner \(id) was created, but its token cannot be had any more."]
      + [reason].compactMap(\.self))
      .joined(separator: " ")
  }
  static func tokenGoneFix(_ id: Int64, _ entry: String) -> String {
    "Reset the token of runner \(id) (runner-wizard runners, R), or delete the runner and create another one; then runner-wizard unfinished --close \(entry)."
  }
  static func notLookedUp(_ reason: String, _ entry: JournalEntry) -> String {
    let what =
      entry.runnerID.map {
        "Runner \($0) was created; whether its token can be had cannot be found out."
      }
      ?? "It cannot be found out whether a runner was created."
    return [what, reason].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// By what an administrator finds the runner.
  static func askAdministrator(_ entry: JournalEntry) -> String {
    var facts = ["created after \(LocalClock.utc(entry.serverTime ?? entry.startedAt))"]
    if let name = entry.username {
      facts.append("by \(name)")
    } else if let id = entry.userID {
      facts.append("by the user \(id)")
    }
    if let marker = entry.marker { facts.append("with \(marker) in its maintenance note") }
    if !entry.form.description.isEmpty {
      facts.append("described as “\(sanitized(entry.form.description))”")
    }
    return "An administrator finds it as the runner \(facts.joined(separator: ", "))."
  }

  // The list of unfinished registrations.

  static func unfinishedHead(
    _ id: String, _ startedAt: Int64, _ server: ServerURL, _ username: String?
  ) -> String {
    let who = username.map { " as \(sanitized($0))" } ?? ""
    return "\(id)  \(LocalClock.utc(startedAt))  \(server)\(who)"
  }
  static func unfinishedState(_ entry: JournalEntry) -> String {
    switch (entry.state, entry.runnerID) {
    case (.sending, _): "its answer was not waited for"
    case (.unknown, let id?): "runner \(id) was created; its token did not come"
    case (.unknown, nil) where entry.isAnswered: "GitLab answered with an internal error"
    case (.unknown, nil): "its answer was lost"
    case (.created, let id):
      "runner \(id.map(String.init) ?? "") was created; its token is not known to be safe"
    }
  }
  /// For people: what was given up, and what stays.
  static func closedLines(_ entry: JournalEntry) -> [String] {
    let description = sanitized(entry.form.description)
    let what = description.isEmpty ? "" : ", “\(description)”"
    return [
      "Closed \(entry.id): \(unfinishedPlace(entry.form))\(what), begun \(LocalClock.utc(entry.startedAt)) on \(entry.server); \(unfinishedState(entry)).",
      whatStays(entry),
    ]
  }
  static func whatStays(_ entry: JournalEntry) -> String {
    if let id = entry.runnerID {
      return
        "Runner \(id) stays in GitLab. If nobody has its token, reset it (runner-wizard runners, R), or delete the runner."
    }
    return "If a runner was created, it stays in GitLab. \(askAdministrator(entry))"
  }
  static func unfinishedPlace(_ form: RunnerForm, areSeveral: Bool = false) -> String {
    let runner = areSeveral ? "runners" : "runner"
    guard let target = form.target else { return "instance \(runner)" }
    return
      "\(target.kind.rawValue) \(runner) in \(target.fullPath.map(sanitized) ?? "\(target.kind.rawValue) \(target.id)")"
  }
  static func heldElsewhere(_ count: Int) -> String {
    count == 1
      ? "Another running program looks after one more."
      : "Other running programs look after \(count) more."
  }
}
