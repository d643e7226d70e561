import Configuration
import Foundation
import GitLabSandbox
import RunnerCore
import Testing

@testable import Runtime

/// The file of a batch's tokens, and what is said where it cannot be written.
@Suite struct BatchFileTests {
  let harness: BatchHarness

  init() throws {
    harness = try BatchHarness()
  }

  private func batch(_ count: Int, _ arguments: String...) async -> Printed {
    await harness.run(
      ["create"] + BatchHarness.form + ["--description", "build-{n}", "--count", "\(count)"]
        + arguments)
  }

  private var bytes: [UInt8] {
    get throws { Array(try Data(contentsOf: URL(fileURLWithPath: harness.output))) }
  }

  /// Leaves out the last bytes of the file, or puts others behind it.
  private func change(dropping count: Int = 0, adding text: String = "") throws {
    let changed = try bytes.dropLast(count) + Array(text.utf8)
    let file = try #require(FileHandle(forWritingAtPath: harness.output))
    try file.truncate(atOffset: 0)
    try file.write(contentsOf: changed)
    try file.close()
  }

  @Test(arguments: [1, 3], [false, true])
  func aLastLineWithoutItsEndIsCompleted(cut: Int, json: Bool) async throws {
    harness.transport.fault("POST /user/runners:status=403:3")
    _ =
      await
      (json ? batch(3, "--json", "--output", harness.output) : batch(3, "--output", harness.output))
    let before = try bytes
    // The line end alone, or some of the description as well, which an object does not end with.
    try change(dropping: json ? 1 : cut)
    let printed = await harness.run("create", "--resume")
    #expect(printed.status == 0, "\(printed.complaints)")
    #expect(try bytes.starts(with: before))
    #expect(harness.lines.count == 3)
    #expect(harness.created().count == 3)
  }

  @Test func aCutTokenThatWasSavedWholeStopsTheBatch() async throws {
    harness.transport.fault("POST /user/runners:status=403:3")
    _ = await batch(3, "--output", harness.output)
    let id = try #require(harness.batches.list().batches.first?.runnerIDs.last)
    try change(dropping: "oken\tbuild-2\n".utf8.count)
    let before = try bytes
    let printed = await harness.run("create", "--resume")
    #expect(printed.status == 1)
    #expect(printed.complaints.contains("ends in half a line, of runner \(id)"))
    #expect(printed.complaints.contains("put the line back"))
    #expect(try bytes == before)
    #expect(harness.created().count == 2)
  }

  @Test(arguments: [false, true])
  func aCutLineAmongOthersStopsTheBatch(json: Bool) async throws {
    harness.transport.fault("POST /user/runners:status=403:3")
    _ =
      await
      (json ? batch(3, "--json", "--output", harness.output) : batch(3, "--output", harness.output))
    let id = try #require(harness.batches.list().batches.first?.runnerIDs.first)
    var lines = harness.lines
    let token = try #require(lines[0].range(of: "glrt-"))
    lines[0] = String(lines[0][..<token.upperBound])
    try change(
      dropping: try bytes.count, adding: lines.map { $0 + "\n" }.joined())
    let before = try bytes
    let printed = await harness.run("create", "--resume")
    #expect(printed.status == 1)
    #expect(printed.complaints.contains("a part of the line of runner \(id)"))
    #expect(try bytes == before)
    #expect(harness.created().count == 2)
  }

  @Test func halfALineOfNoRunnerOfTheBatchIsNotDropped() async throws {
    harness.transport.fault("POST /user/runners:status=403:3")
    _ = await batch(3, "--output", harness.output)
    try change(adding: "99999\tglrt-of another")
    let before = try bytes
    let printed = await harness.run("create", "--resume")
    #expect(printed.status == 1)
    #expect(printed.complaints.contains("half a line that is of no runner of this batch"))
    #expect(try bytes == before)
  }

  @Test func halfALineOfALostRunnerIsCompletedAndSaid() async throws {
    harness.transport.fault("POST /user/runners:reset-after:2")
    _ = await batch(2, "--output", harness.output)
    let id = try #require(harness.transport.withSandbox { $0.runners.last?.id })
    try change(adding: "\(id)\tglrt-")
    let printed = await harness.run("create", "--resume")
    #expect(printed.status == 0, "\(printed.complaints)")
    #expect(printed.complaints.contains("ended in half a line, of runner \(id). It is whole now"))
    #expect(harness.lines.map { $0.split(separator: "\t").count } == [3, 3])
  }

  @Test func halfALineOfARunnerThatIsNotCertainStays() async throws {
    harness.transport.fault("POST /user/runners:reset-after:2")
    _ = await batch(2, "--output", harness.output)
    let id = try #require(harness.transport.withSandbox { $0.runners.last?.id })
    try change(adding: "\(id)\tglrt-t1_half")
    let before = try bytes
    harness.transport.withSandbox { sandbox in
      _ = sandbox.contact(runnerID: id, systemID: "s_used", polls: false, at: Date())
    }
    let printed = await harness.run("create", "--resume")
    #expect(printed.status == 5)
    #expect(
      printed.complaints.contains("To go on without this number: runner-wizard unfinished --close"))
    #expect(try bytes == before)
  }

  @Test func jsonWithAFilePrintsTheObjectsWithoutTokens() async throws {
    let printed = await batch(2, "--json", "--output", harness.output)
    #expect(printed.status == 0)
    let objects = printed.output.split(separator: "\n").map { JSONValue(parsing: Array($0.utf8)) }
    #expect(objects.map { $0?["description"] } == ["build-1", "build-2"].map(JSONValue.string))
    #expect(objects.allSatisfy { $0?["token_file"] == .string(harness.output) })
    #expect(objects.allSatisfy { $0?["token"] == nil })
    #expect(!printed.output.contains("glrt-"))
    let saved = harness.lines.map { JSONValue(parsing: Array($0.utf8)) }
    #expect(saved.allSatisfy { $0?["token_file"] == nil && $0?["token"] != nil })
  }

  @Test func jsonOfOneRunnerWithAFileNamesTheFile() async throws {
    let printed = await harness.run(
      ["create"] + BatchHarness.form + [
        "--description", "build", "--output", harness.output, "--json", "--emit", "linux",
      ])
    #expect(printed.status == 0)
    #expect(printed.json?["token_file"] == .string(harness.output))
    #expect(printed.json?["description"] == .string("build"))
    #expect(!printed.output.contains("glrt-"))
    #expect(harness.lines.count == 1)
    #expect(harness.lines.first?.contains("\"emit\":") == true)
  }

  @Test func aDashIsNoFile() async {
    for arguments in [["--output", "-"], ["--output=-", "--count", "2"]] {
      let printed = await harness.run(["create"] + BatchHarness.form + arguments)
      #expect(printed.status == 2)
      #expect(printed.complaints.contains("without it tokens go to standard output"))
    }
    #expect(harness.registrations == 0)
    #expect(!FileManager.default.fileExists(atPath: "-"))
  }

  @Test(arguments: [true, false]) func aFileThatCannotBeMadeIsSaidInOneSentence(isBatch: Bool) async
  {
    let printed = await harness.run(
      ["create"] + BatchHarness.form + (isBatch ? ["--count", "2"] : [])
        + ["--output", "/dev/full"])
    #expect(printed.status == 2)
    #expect(
      printed.complaints.contains(
        "runner-wizard: The file for the tokens cannot be made: /dev/full: is not a regular file."))
    #expect(printed.complaints.contains("Nothing was sent. Name a file"))
    #expect(harness.registrations == 0)
  }

  @Test func aBatchThatCannotBeNotedSaysSo() async throws {
    try FileManager.default.createDirectory(
      atPath: harness.state, withIntermediateDirectories: true)
    _ = try harness.folder.write("", to: ".local/state/runner-wizard/batches")
    let printed = await batch(2, "--output", harness.output)
    #expect(printed.status == 1)
    #expect(printed.complaints.contains("The batch cannot be noted down: "))
    #expect(printed.complaints.contains("Make room, or set XDG_STATE_HOME."))
    #expect(harness.registrations == 0)
    #expect(!FileManager.default.fileExists(atPath: harness.output))
  }

  @Test func anInternalErrorIsAnOutcomeThatHasToBeFoundOut() async throws {
    harness.transport.fault("POST /user/runners:status=500:2")
    let printed = await batch(3, "--json")
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
    let printed = await batch(3)
    #expect(printed.complaints.contains("The runner may have been created all the same."))
    #expect(printed.complaints.contains("What became of number 2 of 3 is found out first."))
    #expect(printed.complaints.contains("runner-wizard create --resume batch-"))
  }
}
