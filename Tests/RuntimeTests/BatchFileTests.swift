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

  /// Leaves a batch of three after its second runner.
  private func stopAtTheThird(json: Bool) async {
    harness.transport.fault("POST /user/runners:status=403:3")
    let options = ["--count", "3", "--output", harness.output] + (json ? ["--json"] : [])
    _ = await harness.run(
      ["create"] + BatchHarness.form + ["--description", "build-{n}"] + options)
  }

  @Test(arguments: [1, 3], [false, true])
  func aLastLineWithoutItsEndIsCompleted(cut: Int, json: Bool) async throws {
    await stopAtTheThird(json: json)
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
    _ = await harness.batch(3, "--output", harness.output)
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
    await stopAtTheThird(json: json)
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
    _ = await harness.batch(3, "--output", harness.output)
    try change(adding: "99999\tglrt-of another")
    let before = try bytes
    let printed = await harness.run("create", "--resume")
    #expect(printed.status == 1)
    #expect(printed.complaints.contains("half a line that is of no runner of this batch"))
    #expect(try bytes == before)
  }

  @Test func halfALineOfALostRunnerIsCompletedAndSaid() async throws {
    harness.transport.fault("POST /user/runners:reset-after:2")
    _ = await harness.batch(2, "--output", harness.output)
    let id = try #require(harness.transport.withSandbox { $0.runners.last?.id })
    try change(adding: "\(id)\tglrt-")
    let printed = await harness.run("create", "--resume")
    #expect(printed.status == 0, "\(printed.complaints)")
    #expect(printed.complaints.contains("ended in half a line, of runner \(id). It is whole now"))
    #expect(harness.lines.map { $0.split(separator: "\t").count } == [3, 3])
  }

  @Test func halfALineOfARunnerThatIsNotCertainStays() async throws {
    harness.transport.fault("POST /user/runners:reset-after:2")
    _ = await harness.batch(2, "--output", harness.output)
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
    let printed = await harness.batch(2, "--json", "--output", harness.output)
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
    let printed = await harness.batch(2, "--output", harness.output)
    #expect(printed.status == 1)
    #expect(printed.complaints.contains("The batch cannot be noted down: "))
    #expect(printed.complaints.contains("Make room, or set XDG_STATE_HOME."))
    #expect(harness.registrations == 0)
    #expect(!FileManager.default.fileExists(atPath: harness.output))
  }

  @Test func theFileHoldsIdTokenAndDescription() async throws {
    let printed = await harness.batch(2, "--output", harness.output)
    #expect(printed.status == 0)
    #expect(printed.output.isEmpty)
    #expect(printed.complaints.contains(harness.output))
    let fields = harness.lines.map { $0.split(separator: "\t").map(String.init) }
    #expect(fields.map(\.count) == [3, 3])
    #expect(fields.map { $0[2] } == ["build-1", "build-2"])
    #expect(fields.allSatisfy { $0[1].hasPrefix("glrt-") })
    #expect(try harness.folder.permissions("tokens") == 0o600)
  }

  @Test func aFileThatExistsIsNotTouched() async throws {
    let path = try harness.folder.write("mine\n", to: "tokens")
    let printed = await harness.batch(2, "--output", path)
    #expect(printed.status == 2)
    #expect(harness.registrations == 0)
    #expect(harness.lines == ["mine"])
    #expect(harness.batches.list().batches.isEmpty)
  }

  @Test func aFileWithOtherLinesIsNotAppendedTo() async throws {
    harness.transport.fault("POST /user/runners:status=403:2")
    _ = await harness.batch(3, "--output", harness.output)
    try FileManager.default.removeItem(atPath: harness.output)
    _ = try harness.folder.write("7\tglrt-other\tmine\n", to: "tokens")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: harness.output)
    let printed = await harness.run("create", "--resume")
    #expect(printed.status == 1)
    #expect(printed.complaints.contains("not of this batch"))
    #expect(harness.lines == ["7\tglrt-other\tmine"])
    #expect(harness.created().count == 1)
  }

  @Test func aFileThatWentMissingStopsTheBatchUntilItIsBack() async throws {
    harness.transport.fault("POST /user/runners:status=403:3")
    _ = await harness.batch(4, "--output", harness.output)
    try FileManager.default.moveItem(atPath: harness.output, toPath: harness.output + ".moved")
    let printed = await harness.run("create", "--resume")
    #expect(printed.status == 1)
    #expect(printed.complaints.contains(harness.output))
    #expect(printed.complaints.contains("lacks the tokens of runners"))
    #expect(harness.created().count == 2)
    try FileManager.default.moveItem(atPath: harness.output + ".moved", toPath: harness.output)
    let again = await harness.run("create", "--resume")
    #expect(again.status == 0, "\(again.complaints)")
    #expect(Set(harness.lines).count == 4)
  }

  @Test func oneTokenGoesToAFileToo() async throws {
    let printed = await harness.run(
      ["create"] + BatchHarness.form + ["--description", "build", "--output", harness.output])
    #expect(printed.status == 0)
    #expect(printed.output.isEmpty)
    #expect(harness.lines.count == 1)
    #expect(harness.lines.first?.hasPrefix("glrt-") == true)
    #expect(try harness.folder.permissions("tokens") == 0o600)
    #expect(harness.journal.list().entries.isEmpty)
  }

  @Test func aFailedRegistrationLeavesNoEmptyFile() async {
    harness.transport.fault("POST /user/runners:status=403:1")
    let printed = await harness.run(
      ["create"] + BatchHarness.form + ["--description", "build", "--output", harness.output])
    #expect(printed.status == 3)
    #expect(!FileManager.default.fileExists(atPath: harness.output))
  }

  @Test(arguments: [
    "7\tglrt-other\tmine\n", "# tokens of the build machines\n", "\tglrt-other\t\n",
  ])
  func aForeignLineIsSeenBeforeAnythingIsSent(line: String) async throws {
    harness.transport.fault("POST /user/runners:reset-before:2")
    _ = await harness.batch(3, "--output", harness.output)
    try harness.ageJournal()
    let whole = try String(contentsOfFile: harness.output, encoding: .utf8) + line
    try whole.write(toFile: harness.output, atomically: false, encoding: .utf8)
    let sent = harness.registrations
    let printed = await harness.run("create", "--resume")
    #expect(printed.status == 1)
    #expect(printed.complaints.contains("not of this batch"))
    #expect(harness.registrations == sent)
  }

  @Test func aFileThatIsGoneForGoodLeavesAWayOn() async throws {
    harness.transport.fault("POST /user/runners:status=403:3")
    _ = await harness.batch(4, "--output", harness.output)
    let id = try #require(harness.batches.list().batches.first).id
    try FileManager.default.removeItem(atPath: harness.output)
    let printed = await harness.run("create", "--resume")
    #expect(printed.complaints.contains("unfinished --close \(id)"))
    let closed = await harness.run("unfinished", "--close", id)
    #expect(closed.status == 0)
    #expect(closed.output.contains("\(harness.output), which is not there any more."))
    #expect(harness.batches.list() == BatchListing())
  }
}
