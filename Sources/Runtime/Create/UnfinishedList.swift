import Configuration
import RunnerCore

/// What is unfinished, for people and for scripts: registrations, and batches with the registrations of theirs whose
/// outcome is not certain.
struct UnfinishedList {
  var entries: [JournalEntry]
  var batches: [RunnerBatch]
  /// Ids of the batches that are not finished, those that other programs work on included.
  var there: Set<String>

  /// For people: what it was, what became of it, what to do.
  var text: String {
    let own = entries.filter { batch(of: $0) == nil }.map { lines($0) }
    let blocks = own + batches.map { lines($0) }
    return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  var json: JSONValue {
    .array(
      entries.map { .object($0.members(nextStep: nextStep($0))) }
        + batches.map { batch in
          .object(batch.members(open(in: batch), nextStep: Texts.batchFix(batch.id)))
        })
  }

  /// The batch on the list that an entry is told with.
  private func batch(of entry: JournalEntry) -> RunnerBatch? {
    batches.first { $0.id == entry.batch?.batch }
  }

  private func open(in batch: RunnerBatch) -> [JournalEntry] {
    entries.filter { $0.batch?.batch == batch.id && !$0.isDone(in: batch) }
  }

  private func nextStep(_ entry: JournalEntry) -> String {
    guard let place = entry.batch, there.contains(place.batch) else {
      return Texts.resumeFix(entry.id)
    }
    return Texts.batchFix(place.batch)
  }

  private func lines(_ entry: JournalEntry) -> [String] {
    let what =
      entry.form.description.isEmpty ? "" : ", “\(sanitized(entry.form.description))”"
    return [
      Texts.unfinishedHead(entry.id, entry.startedAt, entry.server, entry.username),
      "  \(Texts.unfinishedPlace(entry.form))\(what): \(Texts.unfinishedState(entry))",
      "  \(nextStep(entry))",
    ]
  }

  private func lines(_ batch: RunnerBatch) -> [String] {
    var lines = [
      Texts.unfinishedHead(batch.id, batch.startedAt, batch.server, batch.username),
      "  \(Texts.batchState(batch))",
    ]
    if let place = Texts.batchTokens(batch) { lines.append("  \(place)") }
    lines += open(in: batch).map { "  \(Texts.openNumber($0))" }
    return lines + ["  \(Texts.batchFix(batch.id)) \(Texts.batchCloseFix(batch.id))"]
  }
}

extension JournalEntry {
  /// With GitLab's names where it has them.
  fileprivate func members(nextStep: String) -> [JSONValue.Member] {
    [
      .init("id", .string(id)), .init("state", .string(state.rawValue)),
      .init("url", .string(server.description)), .init("username", .text(username)),
      .init("user_id", .number(userID)), .init("runner_type", .text(form.type?.rawValue)),
      .init("group_id", .number(form.target.flatMap { $0.kind == .group ? $0.id : nil })),
      .init("project_id", .number(form.target.flatMap { $0.kind == .project ? $0.id : nil })),
      .init("path", .text(form.target?.fullPath)),
      .init("description", .text(form.description.isEmpty ? nil : form.description)),
      .init("tag_list", .array(form.tags.map(JSONValue.string))), .init("marker", .text(marker)),
      .init("started_at", .string(LocalClock.utc(startedAt))),
      .init("runner_id", .number(runnerID)), .init("batch_id", .text(batch?.batch)),
      .init("batch_number", .number(batch.map { Int64($0.number) })),
      .init("next_step", .string(nextStep)),
    ]
  }

  /// The object of one that is not unfinished any more.
  var closed: JSONValue {
    .object(members(nextStep: Texts.whatStays(self)) + [.init("closed", .bool(true))])
  }
}

extension RunnerBatch {
  /// - Parameter open: its registrations whose outcome is not certain.
  fileprivate func members(_ open: [JournalEntry], nextStep: String) -> [JSONValue.Member] {
    [
      .init("id", .string(id)), .init("state", .string("batch")),
      .init("url", .string(server.description)), .init("username", .text(username)),
      .init("user_id", .number(userID)), .init("runner_type", .text(form.type?.rawValue)),
      .init("group_id", .number(form.target.flatMap { $0.kind == .group ? $0.id : nil })),
      .init("project_id", .number(form.target.flatMap { $0.kind == .project ? $0.id : nil })),
      .init("path", .text(form.target?.fullPath)),
      .init("description", .string(form.description)), .init("count", .integer(Int64(count))),
      .init("done", .integer(Int64(done.count))),
      .init("runner_ids", .array(runnerIDs.map(JSONValue.integer))),
      .init("left_out", .integer(Int64(leftOut))),
      .init("open", .array(open.map { .string($0.id) })), .init("output", .text(output)),
      .init("started_at", .string(LocalClock.utc(startedAt))),
      .init("next_step", .string(nextStep)),
    ]
  }

  /// The object of one that was given up.
  func closed(_ open: [JournalEntry]) -> JSONValue {
    let lines = Texts.closedLines(self, open)
    return .object(
      members(open, nextStep: lines.dropFirst().joined(separator: " "))
        + [.init("closed", .bool(true))])
  }
}

extension JSONValue {
  fileprivate static func text(_ text: String?) -> JSONValue { text.map(string) ?? .null }
  fileprivate static func number(_ number: Int64?) -> JSONValue { number.map(integer) ?? .null }
}
