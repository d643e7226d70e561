import Configuration
import RunnerCore

/// `unfinished`: what the journal holds that no running program looks after, and giving up of one of these. Nothing is
/// asked of a server.
struct UnfinishedProgram {
  var unfinished: UnfinishedOptions
  var options: Options
  var environment: [String: String]
  var console: Console

  func run() -> Int32 {
    do throws(CommandFailure) {
      let setup = try setup()
      if let id = unfinished.close { return try close(id, setup) }
      return print(
        setup.journal?.list() ?? JournalListing(), setup.batches?.list() ?? BatchListing())
    } catch {
      if unfinished.json, console.takesOutput {
        _ = console.output(error.mapped(console.redacted).json.text + "\n")
      } else {
        for line in error.lines { console.complaint(line) }
      }
      return error.exit.rawValue
    }
  }

  private func setup() throws(CommandFailure) -> Setup {
    do throws(UsageFailure) {
      try console.requireOutput()
      return try Setup(options: options, environment: environment)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Gives a registration up; the file of changes tells it, so that its runner stays explained.
  private func close(_ id: String, _ setup: Setup) throws(CommandFailure) -> Int32 {
    guard let journal = setup.journal else {
      throw .notUnfinished(setup.options.demo ? Texts.nothingUnfinished : Texts.noJournal)
    }
    let entry = try journal.take(id)
    let change = LoggedChange(
      .giveUp, .done, server: entry.server, runnerID: entry.runnerID, userID: entry.userID,
      username: entry.username, entryID: entry.id)
    if let failure = setup.changes?.append(change) {
      console.complaint("runner-wizard: \(Texts.changesNotWritten(failure))")
    }
    do {
      try journal.remove(id)
    } catch {
      throw CommandFailure(
        .failed, code: "journal_entry_not_closed", message: Texts.entryNotClosed(error))
    }
    let text =
      unfinished.json
      ? entry.listed(isClosed: true).text : Texts.closedLines(entry).joined(separator: "\n")
    return (console.output(text + "\n") ? ExitCode.done : .failed).rawValue
  }

  /// - Returns: the exit status; 1 where an entry cannot be read, so that no script takes the list for the whole one.
  private func print(_ listing: JournalListing, _ batches: BatchListing) -> Int32 {
    let lines = listing.entries.map(\.lines) + batches.batches.map(\.lines)
    let text =
      unfinished.json
      ? JSONValue.array(
        listing.entries.map { $0.listed() } + batches.batches.map(\.listed)
      ).text + "\n"
      : lines.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    guard text.isEmpty || console.output(text) else { return ExitCode.failed.rawValue }
    if !unfinished.json, lines.isEmpty { console.complaint(Texts.nothingUnfinished) }
    let heldElsewhere = listing.heldElsewhere.count + batches.heldElsewhere.count
    if heldElsewhere > 0 { console.complaint(Texts.heldElsewhere(heldElsewhere)) }
    let damaged = listing.damaged + batches.damaged
    for failure in damaged {
      console.complaint("runner-wizard: \(Texts.damagedEntry(failure))")
    }
    return (damaged.isEmpty ? ExitCode.done : .failed).rawValue
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
  /// - Parameter isClosed: whether it is not unfinished any more.
  fileprivate func listed(isClosed: Bool = false) -> JSONValue {
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    func number(_ number: Int64?) -> JSONValue { number.map(JSONValue.integer) ?? .null }

    var members: [JSONValue.Member] = [
      .init("id", .string(id)), .init("state", .string(state.rawValue)),
      .init("url", .string(server.description)), .init("username", text(username)),
      .init("user_id", number(userID)), .init("runner_type", text(form.type?.rawValue)),
      .init("group_id", number(form.target.flatMap { $0.kind == .group ? $0.id : nil })),
      .init("project_id", number(form.target.flatMap { $0.kind == .project ? $0.id : nil })),
      .init("path", text(form.target?.fullPath)),
      .init("description", text(form.description.isEmpty ? nil : form.description)),
      .init("tag_list", .array(form.tags.map(JSONValue.string))), .init("marker", text(marker)),
      .init("started_at", .string(LocalClock.utc(startedAt))), .init("runner_id", number(runnerID)),
      .init("next_step", .string(isClosed ? Texts.whatStays(self) : nextStep)),
    ]
    if isClosed { members.append(.init("closed", .bool(true))) }
    return .object(members)
  }

  private var nextStep: String { batch.map { Texts.batchFix($0.batch) } ?? Texts.resumeFix(id) }
}

extension RunnerBatch {
  fileprivate var lines: [String] {
    [
      "\(id)  \(LocalClock.utc(startedAt))  \(server)\(username.map { " as \($0)" } ?? "")",
      "  \(Texts.batchState(self))",
      "  \(Texts.batchFix(id))",
    ]
  }

  fileprivate var listed: JSONValue {
    .object([
      .init("id", .string(id)), .init("state", .string("batch")),
      .init("url", .string(server.description)),
      .init("username", username.map(JSONValue.string) ?? .null),
      .init("runner_type", form.type.map { .string($0.rawValue) } ?? .null),
      .init("description", .string(form.description)), .init("count", .integer(Int64(count))),
      .init("done", .integer(Int64(done.count))),
      .init("output", output.map(JSONValue.string) ?? .null),
      .init("started_at", .string(LocalClock.utc(startedAt))),
      .init("next_step", .string(Texts.batchFix(id))),
    ])
  }
}
