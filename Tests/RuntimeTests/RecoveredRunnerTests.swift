import Configuration
import Foundation
import RunnerCore
import Testing

@testable import Runtime

/// A runner that was found again belongs to one registration, and to no other after that.
@Suite struct RecoveredRunnerTests {
  let harness: BatchHarness

  init() throws {
    harness = try BatchHarness()
  }

  /// A registration without an answer, some minutes ago.
  /// - Returns: its entry.
  private func lose(_ fault: String) async throws -> String {
    let known = Set(harness.journal.list().entries.map(\.id))
    harness.transport.fault("POST /user/runners:\(fault):1")
    let printed = await harness.run(
      ["create"] + BatchHarness.form + ["--description", "build"])
    #expect(printed.status == 5)
    return try #require(harness.journal.list().entries.first { !known.contains($0.id) }).id
  }

  private var changes: [JSONValue] {
    let text =
      (try? String(contentsOfFile: harness.state + "/changes.jsonl", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { JSONValue(parsing: Array($0.utf8)) }
  }

  /// Notes an equal registration of another program's, of which nothing came.
  private func loseOnceMore(_ id: String) throws -> String {
    let made = try #require(harness.journal.list().entries.first { $0.id == id })
    let other = JournalEntry(
      id: Journal.newID(now: made.startedAt), state: .unknown, server: made.server,
      userID: made.userID, username: made.username, form: made.form, marker: nil,
      startedAt: made.startedAt, serverTime: made.serverTime, lastKnownID: made.lastKnownID)
    let journal = harness.journal
    try journal.write(other)
    journal.release(other.id)
    return other.id
  }

  @Test(arguments: [true, false]) func oneRunnerIsNotHandedOutTwice(isOldest: Bool) async throws {
    let made = try await lose("reset-after")
    let other = try loseOnceMore(made)
    try harness.ageJournal(by: 200)
    let first = await harness.run("create", "--resume", isOldest ? made : other)
    #expect(first.status == 0, "\(first.complaints)")
    let second = await harness.run("create", "--resume", isOldest ? other : made)
    #expect(second.status == 1)
    #expect(second.output.isEmpty)
    #expect(second.complaints.contains("No runner came of the registration"))
    #expect(harness.created().count == 1)
    #expect(harness.journal.list() == JournalListing())
  }

  @Test func twoEqualOnesAreOfferedOneAfterTheOther() async throws {
    let one = try await lose("reset-after")
    let printed = await harness.run("create", "--resume", one)
    #expect(printed.status == 0, "\(printed.complaints)")
    let other = try await lose("reset-after")
    let again = await harness.run("create", "--resume", other)
    #expect(again.status == 0, "\(again.complaints)")
    #expect(again.output != printed.output)
  }

  @Test func whatWasFoundIsToldForEver() async throws {
    let id = try await lose("reset-after")
    _ = await harness.run("create", "--resume", id)
    let told = try #require(changes.last)
    #expect(told["action"] == .string("create"))
    #expect(told["outcome"] == .string("done"))
    #expect(told["journal_id"] == .string(id))
    #expect(told["runner_id"] != .null)
    #expect(changes.count == 2)
  }

  @Test func whatWasFoundButNotPrintedIsKnownByItsNumber() async throws {
    let id = try await lose("reset-after")
    var deaf = harness
    deaf.accepts = { _ in false }
    let printed = await deaf.run("create", "--resume", id)
    #expect(printed.status == 1)
    let entry = try #require(harness.journal.list().entries.first)
    #expect(entry.state == .created)
    #expect(entry.runnerID != nil)
    #expect(changes.count == 2)
    #expect(await harness.run("create", "--resume", id).status == 0)
    #expect(changes.count == 2)
  }

  @Test func aBatchTakesNoRunnerOfAnotherRegistration() async throws {
    let id = try await lose("reset-after")
    let printed = await harness.run("create", "--resume", id)
    #expect(printed.status == 0)
    harness.transport.fault("POST /user/runners:reset-before:1")
    let batch = await harness.run(
      ["create"] + BatchHarness.form + ["--description", "build", "--count", "1"])
    #expect(batch.status != 0)
    try harness.ageJournal(by: 200)
    let resumed = await harness.run("create", "--resume")
    #expect(resumed.output != printed.output)
  }

  @Test func aRunnerThatIsKnownIsNotCalledUnknown() async throws {
    var deaf = harness
    deaf.accepts = { _ in false }
    _ = await deaf.run(["create"] + BatchHarness.form)
    let entry = try #require(harness.journal.list().entries.first)
    let id = try #require(entry.runnerID)
    var blind = harness
    blind.token = "owner-create"
    let printed = await blind.run("create", "--resume", entry.id, "--json")
    #expect(printed.status == 5)
    #expect(printed.error?["runner_id"] == .integer(id))
    guard case .string(let message)? = printed.error?["message"] else {
      Issue.record("\(printed)")
      return
    }
    #expect(message.hasPrefix("Runner \(id) was created; "))
    #expect(!message.contains("whether GitLab created"))
  }
}
