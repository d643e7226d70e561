import Configuration
import Foundation
import GitLabSandbox
import RunnerCore
import Synchronization
import Testing

@testable import Runtime

@Suite struct BatchTests {
  let harness: BatchHarness

  init() throws {
    harness = try BatchHarness()
  }

  @Test func everyTokenIsPrintedOnALineOfItsOwn() async {
    let printed = await harness.batch(12)
    #expect(printed.status == 0)
    let tokens = printed.output.split(separator: "\n")
    #expect(tokens.count == 12)
    #expect(tokens.allSatisfy { $0.hasPrefix("glrt-") })
    #expect(Set(tokens).count == 12)
    #expect(harness.created().first == "build-01")
    #expect(harness.created().last == "build-12")
    #expect(!printed.complaints.contains("glrt-"))
    #expect(harness.batches.list().batches.isEmpty)
    #expect(harness.journal.list().entries.isEmpty)
  }

  @Test func jsonPrintsAnObjectForEachRunner() async {
    let printed = await harness.batch(3, "--json")
    let objects = printed.output.split(separator: "\n").map { JSONValue(parsing: Array($0.utf8)) }
    #expect(
      objects.map { $0?["description"] }
        == ["build-1", "build-2", "build-3"].map(JSONValue.string))
    #expect(printed.complaints.isEmpty)
  }

  @Test func numbersComeAtTheEndWithoutAPlace() async {
    let printed = await harness.run(
      ["create"] + BatchHarness.form + ["--description", "build", "--count", "2"])
    #expect(printed.status == 0)
    #expect(harness.created() == ["build 1", "build 2"])
  }

  @Test func aDescriptionThatGrowsTooLongIsRefused() async {
    let long = String(repeating: "b", count: FormLimits.descriptionLength)
    let printed = await harness.run(
      ["create"] + BatchHarness.form + ["--description", long, "--count", "2"])
    #expect(printed.status == 4)
    #expect(harness.registrations == 0)
  }

  @Test func countsBeyondTheLimitAreWrongUsage() async {
    for count in ["0", "501", "-3", "many"] {
      let printed = await harness.run(
        ["create"] + BatchHarness.form + ["--count=\(count)"])
      #expect(printed.status == 2, "\(count)")
    }
    #expect(harness.registrations == 0)
  }

  @Test func aRefusalOfTheFirstRunnerLeavesNothingBehind() async {
    harness.transport.fault("POST /user/runners:status=403:1")
    let printed = await harness.batch(3, "--output", harness.output)
    #expect(printed.status == 3)
    #expect(!printed.complaints.contains("--resume"))
    #expect(harness.batches.list().batches.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: harness.output))
  }

  @Test(arguments: [
    "reset-after", "close-after", "truncate", "garbage", "html", "status=429", "status=403",
    "reset-before", "status=500",
  ])
  func fiftyRunnersAreMadeOnceWhateverHappensToOne(fault: String) async throws {
    harness.transport.fault("POST /user/runners:\(fault):31")
    let first = await harness.batch(50, "--output", harness.output)
    #expect(first.status != 0)
    #expect(first.complaints.contains("30 of 50 runners are done"))
    let id = try #require(harness.batches.list().batches.first).id
    #expect(first.complaints.contains("runner-wizard create --resume \(id)"))
    #expect(harness.lines.count == 30)

    // Where nothing came of it, that is certain only when GitLab cannot be working on it any more.
    if ["reset-before", "html", "garbage", "status=500"].contains(fault) {
      try harness.ageJournal()
    }
    let second = await harness.run("create", "--resume")
    #expect(second.status == 0, "\(second.complaints)")
    #expect(harness.created() == (1...50).map { "build-\($0 < 10 ? "0" : "")\($0)" })
    #expect(harness.lines.count == 50)
    #expect(Set(harness.lines.map { $0.split(separator: "\t")[1] }).count == 50)
    #expect(
      harness.lines.map { $0.split(separator: "\t")[2] }.sorted()
        == harness.created().map { $0[...] }
    )
    #expect(harness.batches.list().batches.isEmpty)
    #expect(harness.journal.list().entries.isEmpty)
  }

  @Test func anUnsettledNumberStopsTheBatchAndNothingIsSent() async {
    harness.transport.fault("POST /user/runners:reset-after:2")
    _ = await harness.batch(3)
    let sent = harness.registrations
    var blind = harness
    blind.token = "owner-create"
    let printed = await blind.run("create", "--resume", "--json")
    #expect(printed.status == 5)
    #expect(printed.error?["code"] == .string("outcome_unknown"))
    #expect(printed.error?["done"] == .integer(1))
    #expect(printed.error?["count"] == .integer(3))
    #expect(harness.registrations == sent)
  }

  @Test func aTokenThatReachedTheFileIsNotWrittenTwice() async throws {
    harness.transport.fault("POST /user/runners:status=403:3")
    _ = await harness.batch(4, "--output", harness.output)
    var batch = try #require(harness.batches.list().batches.first)
    // The program was killed after the line was written and before the number was noted.
    let last = try #require(batch.done.last)
    batch.done.removeLast()
    try harness.batches.write(batch)
    harness.batches.release(batch.id)
    try harness.journal.write(
      JournalEntry(
        id: Journal.newID(now: 1_800_000_000), state: .created, server: batch.server, userID: nil,
        username: nil, form: batch.form(of: last.number), marker: nil, startedAt: 1_800_000_000,
        runnerID: last.runnerID,
        batch: BatchPlace(batch: batch.id, number: last.number)))
    let printed = await harness.run("create", "--resume", batch.id)
    #expect(printed.status == 0, "\(printed.complaints)")
    #expect(harness.created() == ["build-1", "build-2", "build-3", "build-4"])
    #expect(harness.lines.count == 4)
    #expect(Set(harness.lines).count == 4)
  }

  @Test func numbersThatWereLeftOutNeedNoLine() async throws {
    let fields = ["create"] + BatchHarness.form
    _ = await harness.run(fields + ["--description", "build-1"])
    let runner = try #require(harness.transport.withSandbox { $0.runners.last?.id })
    harness.transport.withSandbox { sandbox in
      _ = sandbox.contact(runnerID: runner, systemID: "s_used", polls: true, at: Date())
    }
    harness.transport.fault("POST /user/runners:status=403:3")
    let printed = await harness.batch(4, "--if-absent", "--output", harness.output)
    #expect(printed.status != 0)
    let resumed = await harness.run("create", "--resume")
    #expect(resumed.status == 0, "\(resumed.complaints)")
    #expect(harness.lines.count == 3)
  }

  @Test func aTokenThatCannotBePrintedIsPrintedWhenTheBatchGoesOn() async throws {
    let count = Mutex(0)
    var deaf = harness
    deaf.accepts = { _ in
      count.withLock {
        $0 += 1
        return $0 < 2
      }
    }
    let first = await deaf.run(
      ["create"] + BatchHarness.form + ["--description", "build-{n}", "--count", "3"])
    #expect(first.status == 1)
    let second = await harness.run("create", "--resume")
    #expect(second.status == 0, "\(second.complaints)")
    #expect(second.output.split(separator: "\n").count == 2)
    #expect(harness.created().count == 3)
  }

  @Test func equalRunnersAreLeftOutWhereAskedFor() async throws {
    let one = await harness.run(["create"] + BatchHarness.form + ["--description", "build-2"])
    #expect(one.status == 0)
    let printed = await harness.batch(3, "--if-absent")
    #expect(printed.status == 0, "\(printed.complaints)")
    #expect(harness.created() == ["build-1", "build-2", "build-3"])
    #expect(printed.output.contains(one.output))
    #expect(printed.complaints.contains("3 runners created or found."))
  }

  @Test func aRegistrationOfABatchIsNotResumedAlone() async throws {
    harness.transport.fault("POST /user/runners:reset-after:2")
    _ = await harness.batch(3)
    let entry = try #require(harness.journal.list().entries.first)
    let printed = await harness.run("create", "--resume", entry.id)
    #expect(printed.status == 2)
    #expect(printed.complaints.contains("create --resume batch-"))
    #expect(harness.journal.list().entries.count == 1)
  }

  @Test func unfinishedListsTheBatch() async throws {
    harness.transport.fault("POST /user/runners:status=403:2")
    _ = await harness.batch(3)
    let printed = await harness.run("unfinished")
    #expect(printed.output.contains("1 of 3 runners are done, build-1 … build-3"))
    let json = await harness.run("unfinished", "--json")
    #expect(json.output.contains("\"done\":1"))
  }

  @Test func aBatchThatAnotherProgramWorksOnIsLeftAlone() async throws {
    harness.transport.fault("POST /user/runners:status=403:2")
    _ = await harness.batch(3)
    let id = try #require(harness.batches.list().batches.first).id
    let other = harness.batches
    _ = try other.adopt(id)
    let printed = await harness.run("create", "--resume", id)
    #expect(printed.status == 1)
    #expect(harness.created().count == 1)
    #expect(other.list().batches.count == 1)
  }

  @Test func noFileOfABatchHoldsAToken() async throws {
    harness.transport.fault("POST /user/runners:reset-after:3")
    _ = await harness.batch(4, "--output", harness.output)
    let files = try FileManager.default.subpathsOfDirectory(atPath: harness.state)
    #expect(files.contains { $0.hasPrefix("batches/batch-") && $0.hasSuffix(".json") })
    for file in files {
      let path = "\(harness.state)/\(file)"
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      #expect(!text.contains("glrt-"), "\(file)")
      #expect(!text.contains(harness.transport.connection("owner-api").token.reveal()), "\(file)")
    }
  }

  @Test func anInternalErrorIsAnOutcomeThatHasToBeFoundOut() async throws {
    harness.transport.fault("POST /user/runners:status=500:2")
    let printed = await harness.batch(3, "--json")
    #expect(printed.status == 5)
    let last = try #require(printed.output.split(separator: "\n").last)
    let error = JSONValue(parsing: Array(last.utf8))?["error"]
    #expect(error?["code"] == .string("outcome_unknown"))
    #expect(error?["status"] == .integer(500))
    #expect(error?["done"] == .integer(1))
    let id = try #require(harness.batches.list().batches.first).id
    #expect(error?["batch_id"] == .string(id))
    #expect(harness.journal.list().entries.first?.isAnswered == true)
    // GitLab answered: that nothing came of it is certain when its replicas have caught up.
    try harness.ageJournal(by: 15)
    let resumed = await harness.run("create", "--resume")
    #expect(resumed.status == 0, "\(resumed.complaints)")
    #expect(harness.created() == ["build-1", "build-2", "build-3"])
  }

  @Test func anInternalErrorIsSaidWithTheWayOn() async {
    harness.transport.fault("POST /user/runners:status=500:2")
    let printed = await harness.batch(3)
    #expect(printed.complaints.contains("The runner may have been created all the same."))
    #expect(printed.complaints.contains("What became of number 2 of 3 is found out first."))
    #expect(printed.complaints.contains("runner-wizard create --resume batch-"))
  }
}
