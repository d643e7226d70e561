import Configuration
import Foundation
import RunnerCore
import Testing

@testable import Runtime

/// The same command once more while it is not known what came of the first one.
@Suite struct UnfinishedEqualTests {
  let harness: BatchHarness

  init() throws {
    harness = try BatchHarness()
  }

  private func create(_ arguments: String...) async -> Printed {
    await harness.run(["create"] + BatchHarness.form + arguments)
  }

  private func lose(_ arguments: String...) async throws -> JournalEntry {
    harness.transport.fault("POST /user/runners:reset-after:1")
    let printed = await harness.run(["create"] + BatchHarness.form + arguments)
    #expect(printed.status == 5)
    return try #require(harness.journal.list().entries.last)
  }

  @Test func aScriptThatTriesAgainMakesNothingTwice() async throws {
    let entry = try await lose("--description", "build", "--tag", "a,b")
    let again = await create("--description", "build", "--tag", "b", "--tag", "a", "--json")
    #expect(again.status == 5)
    #expect(again.error?["code"] == .string("unfinished"))
    #expect(again.error?["journal_id"] == .string(entry.id) || again.output.contains(entry.id))
    #expect(harness.registrations == 1)
    let told = await create("--description", "build", "--tag", "a,b")
    #expect(told.complaints.contains("is unfinished: its answer was lost. Nothing was sent now."))
    #expect(told.complaints.contains("create --resume \(entry.id)"))
    #expect(told.complaints.contains("unfinished --close \(entry.id)"))
  }

  @Test func whatDiffersIsSent() async throws {
    _ = try await lose("--description", "build", "--tag", "a")
    for difference in [["--tag", "b"], ["--tag", "a", "--paused"], ["--tag", "a,c"]] {
      let printed = await harness.run(
        ["create"] + BatchHarness.form + ["--description", "build"] + difference)
      #expect(printed.status == 0, "\(difference) \(printed.complaints)")
    }
  }

  @Test(arguments: [[], ["--recovery-marker"], ["--token-expires-at", "7d"]])
  func markersAndTimesMakeNoDifference(_ options: [String]) async throws {
    let values = ["--description", "build", "--maintenance-note", "rack 4"] + options
    harness.transport.fault("POST /user/runners:reset-after:1")
    _ = await harness.run(["create"] + BatchHarness.form + values)
    let again = await harness.run(["create"] + BatchHarness.form + values)
    #expect(again.status == 5)
    #expect(harness.registrations == 1)
  }

  @Test func onceItIsSettledTheSameIsSentAgain() async throws {
    let entry = try await lose("--description", "build")
    #expect(await harness.run("create", "--resume", entry.id).status == 0)
    #expect(await create("--description", "build").status == 0)
    let other = try await lose("--description", "build")
    #expect(await harness.run("unfinished", "--close", other.id).status == 0)
    #expect(await create("--description", "build").status == 0)
  }

  @Test func ifAbsentFindsWhatWasLost() async throws {
    _ = try await lose("--description", "build")
    let printed = await create("--description", "build", "--if-absent")
    #expect(printed.status == 0, "\(printed.complaints)")
    #expect(printed.output.hasPrefix("glrt-"))
    #expect(harness.registrations == 1)
  }

  @Test func theSameBatchIsNotBegunTwice() async throws {
    harness.transport.fault("POST /user/runners:status=403:2")
    #expect(await harness.batch(3).status == 3)
    let id = try #require(harness.batches.list().batches.first).id
    let again = await harness.batch(3)
    #expect(again.status == 5)
    #expect(again.complaints.contains("The same batch was begun at"))
    #expect(again.complaints.contains("create --resume \(id)"))
    #expect(harness.created() == ["build-1"])
    #expect(await harness.run("create", "--resume", id).status == 0)
    #expect(await harness.batch(3).status == 0)
  }
}
