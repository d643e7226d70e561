import Configuration
import Foundation
import RunnerCore
import Testing

@testable import Runtime

/// Giving a batch up, and how unfinished ones are listed.
@Suite struct BatchClosingTests {
  let harness: BatchHarness

  init() throws {
    harness = try BatchHarness()
  }

  /// Leaves a batch of four at its third number.
  private func leave(_ fault: String, _ arguments: String...) async throws -> RunnerBatch {
    harness.transport.fault("POST /user/runners:\(fault):3")
    let printed = await harness.run(
      ["create"] + BatchHarness.form + ["--description", "build-{n}", "--count", "4"] + arguments)
    #expect(printed.status != 0)
    return try #require(harness.batches.list().batches.first)
  }

  private var changes: [JSONValue] {
    let text =
      (try? String(contentsOfFile: harness.state + "/changes.jsonl", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { JSONValue(parsing: Array($0.utf8)) }
  }

  @Test func closingSaysWhatWasCreatedAndWhereTheTokensAre() async throws {
    let batch = try await leave("status=403", "--output", harness.output)
    let printed = await harness.run("unfinished", "--close", batch.id)
    #expect(printed.status == 0, "\(printed.complaints)")
    #expect(printed.output.contains("Closed \(batch.id): a batch, "))
    #expect(printed.output.contains("build-1 … build-4"))
    let ids = batch.runnerIDs.map(String.init).joined(separator: ", ")
    #expect(
      printed.output.contains(
        "2 of 4 runners were created, and none of them is deleted by this: \(ids)."))
    #expect(printed.output.contains("Their tokens are in \(harness.output)."))
    #expect(harness.batches.list() == BatchListing())
    #expect(harness.journal.list() == JournalListing())
    #expect(harness.lines.count == 2)
    #expect(changes.last?["action"] == .string("give_up"))
    #expect(changes.last?["journal_id"] == .string(batch.id))
    #expect(await harness.run("unfinished").complaints.contains("no unfinished registration"))
    #expect(await harness.run("create", "--resume", batch.id).status == 1)
  }

  @Test func whatIsNotCertainStaysAsARegistrationOfItsOwn() async throws {
    let batch = try await leave("reset-after")
    let entry = try #require(harness.journal.list().entries.first)
    let printed = await harness.run("unfinished", "--close", batch.id)
    #expect(printed.status == 0)
    #expect(printed.output.contains("Their tokens were printed to standard output."))
    #expect(printed.output.contains("Number 3, “build-3”, is not certain: its answer was lost."))
    #expect(printed.output.contains("If a runner was created, it stays in GitLab."))
    #expect(printed.output.contains("create --resume \(entry.id)"))
    #expect(harness.journal.list().entries == [entry])
    let listed = await harness.run("unfinished")
    #expect(listed.output.contains("create --resume \(entry.id)"))
    #expect(!listed.output.contains(batch.id))
    let resumed = await harness.run("create", "--resume", entry.id)
    #expect(resumed.status == 0, "\(resumed.complaints)")
    #expect(resumed.output.hasPrefix("glrt-"))
    #expect(harness.created().count == 3)
  }

  @Test func jsonTellsTheSame() async throws {
    let batch = try await leave("reset-after", "--output", harness.output)
    let entry = try #require(harness.journal.list().entries.first)
    let ids = JSONValue.array(batch.runnerIDs.map(JSONValue.integer))
    let list = await harness.run("unfinished", "--json")
    guard case .array(let all)? = list.json else {
      Issue.record("\(list)")
      return
    }
    #expect(all.count == 2)
    #expect(all[0]["batch_id"] == .string(batch.id))
    #expect(all[0]["batch_number"] == .integer(3))
    #expect(all[1]["open"] == .array([.string(entry.id)]))
    #expect(all[1]["runner_ids"] == ids)
    #expect(all[1]["group_id"] == .integer(10))
    let closed = await harness.run("unfinished", "--close", batch.id, "--json")
    #expect(closed.status == 0)
    #expect(closed.json?["id"] == .string(batch.id))
    #expect(closed.json?["closed"] == .bool(true))
    #expect(closed.json?["runner_ids"] == ids)
    #expect(closed.json?["count"] == .integer(4))
    #expect(closed.json?["output"] == .string(harness.output))
    #expect(closed.json?["open"] == .array([.string(entry.id)]))
  }

  @Test func theListTellsABatchWithItsUncertainNumbers() async throws {
    let batch = try await leave("reset-after", "--output", harness.output)
    let printed = await harness.run("unfinished")
    #expect(printed.output.components(separatedBy: "\n\n").count == 1)
    #expect(printed.output.contains("  a batch, group runners in"))
    #expect(printed.output.contains("2 of 4 runners are done, build-1 … build-4"))
    #expect(printed.output.contains("  Their tokens are in \(harness.output)."))
    #expect(printed.output.contains("  Number 3, “build-3”, is not certain: its answer was lost."))
    #expect(printed.output.contains("runner-wizard create --resume \(batch.id)"))
    #expect(printed.output.contains("runner-wizard unfinished --close \(batch.id)"))
  }

  @Test func aBatchThatIsNotThereOrNotOursIsNotClosed() async throws {
    let missing = await harness.run(
      "unfinished", "--close", "batch-20261123T034512Z-abcdef", "--json")
    #expect(missing.status == 1)
    #expect(missing.error?["code"] == .string("nothing_unfinished"))
    let batch = try await leave("status=403")
    let other = harness.batches
    _ = try other.adopt(batch.id)
    let held = await harness.run("unfinished", "--close", batch.id, "--json")
    #expect(held.status == 1)
    #expect(held.error?["code"] == .string("journal_entry_held"))
    #expect(other.list().batches.map(\.id) == [batch.id])
    extendLifetime(other)
  }

  @Test func aNumberWhoseRegistrationIsGivenUpIsLeftOut() async throws {
    let batch = try await leave("reset-after")
    let entry = try #require(harness.journal.list().entries.first)
    let closed = await harness.run("unfinished", "--close", entry.id)
    #expect(closed.status == 0)
    #expect(closed.output.contains("The batch \(batch.id) goes on without number 3."))
    let resumed = await harness.run("create", "--resume", batch.id)
    #expect(resumed.status == 0, "\(resumed.complaints)")
    #expect(resumed.complaints.contains("Created 3 runners. Left out: 1."))
    #expect(harness.created() == ["build-1", "build-2", "build-3", "build-4"])
  }

  @Test func aTokenThatIsNotInTheFileIsNotSaidToBeThere() async throws {
    let batch = try await leave("status=403", "--output", harness.output)
    let gone = try #require(batch.runnerIDs.first)
    let kept = harness.lines.filter { !$0.hasPrefix("\(gone)\t") }
    try (kept.joined(separator: "\n") + "\n")
      .write(toFile: harness.output, atomically: false, encoding: .utf8)
    for command in [["unfinished"], ["unfinished", "--close", batch.id]] {
      let printed = await harness.run(command)
      #expect(printed.output.contains("but it lacks the token of runner \(gone)."))
    }
  }

  @Test func aBatchGoesOnWithoutTextsAndWithoutWaiting() async throws {
    let batch = try await leave("status=403")
    for option in [["--emit", "linux"], ["--wait", "registered"]] {
      let printed = await harness.run(["create", "--resume", batch.id] + option)
      #expect(printed.status == 2)
      #expect(printed.complaints.contains("are for one runner"))
    }
    #expect(harness.batches.list().batches.map(\.id) == [batch.id])
  }
}
