import Configuration
import RunnerCore

/// `unfinished`: what the journal holds that no running program looks after. Nothing is asked of a server.
struct UnfinishedProgram {
  var printsJSON: Bool
  var options: Options
  var environment: [String: String]
  var console: Console

  func run() -> Int32 {
    do throws(UsageFailure) {
      try console.requireOutput()
      let setup = try Setup(options: options, environment: environment)
      return print(setup.journal?.list() ?? JournalListing())
    } catch {
      let failure = CommandFailure(error)
      if printsJSON, console.takesOutput {
        _ = console.output(failure.mapped(console.redacted).json.text + "\n")
      } else {
        for line in failure.lines { console.complaint(line) }
      }
      return failure.exit.rawValue
    }
  }

  /// - Returns: the exit status; 1 where an entry cannot be read, so that no script takes the list for the whole one.
  private func print(_ listing: JournalListing) -> Int32 {
    let text =
      printsJSON
      ? JSONValue.array(listing.entries.map(\.listed)).text + "\n"
      : listing.entries.map { $0.lines.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    guard text.isEmpty || console.output(text) else { return ExitCode.failed.rawValue }
    if !printsJSON, listing.entries.isEmpty { console.complaint(Texts.nothingUnfinished) }
    if !listing.heldElsewhere.isEmpty {
      console.complaint(Texts.heldElsewhere(listing.heldElsewhere.count))
    }
    for failure in listing.damaged {
      console.complaint("runner-wizard: \(Texts.damagedEntry(failure))")
    }
    return (listing.damaged.isEmpty ? ExitCode.done : .failed).rawValue
  }
}

extension JournalEntry {
  /// For people: what it was, what became of it, what to do.
  fileprivate var lines: [String] {
    let who = username.map { " as \($0)" } ?? ""
    let what = form.description.isEmpty ? "" : ", “\(sanitized(form.description))”"
    return [
      "\(id)  \(LocalClock.utc(startedAt))  \(server)\(who)",
      "  \(Texts.unfinishedPlace(self))\(what): \(Texts.unfinishedState(self))",
      "  \(nextStep)",
    ]
  }

  /// For scripts, with GitLab's names where it has them.
  fileprivate var listed: JSONValue {
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    func number(_ number: Int64?) -> JSONValue { number.map(JSONValue.integer) ?? .null }

    return .object([
      .init("id", .string(id)), .init("state", .string(state.rawValue)),
      .init("url", .string(server.description)), .init("username", text(username)),
      .init("user_id", number(userID)), .init("runner_type", text(form.type?.rawValue)),
      .init("group_id", number(form.target.flatMap { $0.kind == .group ? $0.id : nil })),
      .init("project_id", number(form.target.flatMap { $0.kind == .project ? $0.id : nil })),
      .init("path", text(form.target?.fullPath)),
      .init("description", text(form.description.isEmpty ? nil : form.description)),
      .init("tag_list", .array(form.tags.map(JSONValue.string))), .init("marker", text(marker)),
      .init("started_at", .string(LocalClock.utc(startedAt))), .init("runner_id", number(runnerID)),
      .init("next_step", .string(nextStep)),
    ])
  }

  private var nextStep: String { Texts.resumeFix(id) }
}
