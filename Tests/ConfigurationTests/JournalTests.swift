import Foundation
import Glibc
import RunnerCore
import Testing

@testable import Configuration

/// Another `Journal` stands for another program: flock(2) keeps open files apart, whoever has them.
@Suite struct JournalTests {
  private let folder: TemporaryFolder
  private let journal: Journal

  init() throws {
    folder = try TemporaryFolder()
    journal = Journal(folder: "\(folder.path)/state/journal")
  }

  private func other() -> Journal { Journal(folder: "\(folder.path)/state/journal") }

  private func entry(
    _ id: String = "20261123T034512Z-abcdef", _ state: JournalEntry.State = .sending,
    runnerID: Int64? = nil
  ) throws -> JournalEntry {
    JournalEntry(
      id: id, state: state, server: try ServerURL(parsing: "https://gitlab.example.com"),
      userID: 7, username: "olivia",
      form: RunnerForm(
        type: .group, target: RunnerTarget(kind: .group, id: 11, fullPath: "acme/platform"),
        tags: ["docker"], description: "host 1"), marker: nil, startedAt: 1_800_000_000,
      runnerID: runnerID)
  }

  @Test func anEntryIsThereForItsOwnerOnlyBeforeWritingReturns() throws {
    try journal.write(try entry())
    #expect(try folder.mode("state/journal") == 0o700)
    #expect(try folder.mode("state") == 0o700)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/state/journal")
    #expect(Set(names) == ["20261123T034512Z-abcdef.json", "20261123T034512Z-abcdef.lock"])
    for name in names { #expect(try folder.mode("state/journal/\(name)") == 0o600) }
  }

  @Test func aProgramThatLivesKeepsItsEntryFromOthers() throws {
    try journal.write(try entry())
    #expect(other().list().entries.isEmpty)
    #expect(other().list().heldElsewhere == ["20261123T034512Z-abcdef"])
    #expect(other().adopt().entries.isEmpty)
    #expect(journal.list() == JournalListing())
  }

  @Test func theLockOutlivesEveryReplacementOfTheFile() throws {
    try journal.write(try entry())
    try journal.write(try entry("20261123T034512Z-abcdef", .created, runnerID: 42))
    #expect(other().adopt().heldElsewhere.count == 1)
  }

  @Test func theEntryOfAProgramThatEndedIsTakenByOneOther() throws {
    var ended: Journal? = other()
    try ended?.write(try entry("a", .created, runnerID: 42))
    ended = nil
    let first = other()
    let taken = first.adopt()
    #expect(taken.entries.map(\.runnerID) == [42])
    #expect(taken.entries == [try entry("a", .created, runnerID: 42)])
    let second = other().adopt()
    #expect(second.entries.isEmpty)
    #expect(second.heldElsewhere == ["a"])
    try first.remove("a")
    #expect(other().adopt() == JournalListing())
    #expect(try folder.names == ["state"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/state/journal").isEmpty)
  }

  @Test func lookingTakesNothing() throws {
    var ended: Journal? = other()
    try ended?.write(try entry("a"))
    ended = nil
    let looker = other()
    #expect(looker.list().entries.count == 1)
    #expect(other().list().entries.count == 1)
    #expect(other().adopt().entries.count == 1)
    extendLifetime(looker)
  }

  @Test func entriesComeInTheOrderOfTheirTimes() throws {
    var ended: Journal? = other()
    for id in ["20261123T034513Z-a", "20261123T034512Z-z", "20270101T000000Z-b"] {
      try ended?.write(try entry(id))
    }
    ended = nil
    #expect(
      other().list().entries.map(\.id) == [
        "20261123T034512Z-z", "20261123T034513Z-a", "20270101T000000Z-b",
      ])
  }

  @Test func newNamesSortByTimeAndDiffer() {
    let names = (0..<200).map { Journal.newID(now: 1_800_000_000 + $0 / 2) }
    #expect(Set(names).count == 200)
    #expect(names.allSatisfy(JournalEntry.isID))
    #expect(names.allSatisfy(Journal.isNewID))
    #expect(!Journal.isNewID("20270115T080000Z-abcde1"))
    #expect(!Journal.isNewID("sG7xQ9Lw2ZpT4vBn8KdR123"))
    #expect(names.map { $0.prefix(16) } == names.map { $0.prefix(16) }.sorted())
    #expect(names[0].hasPrefix("20270115T080000Z-"))
  }

  /// What a program leaves behind that is killed at each step of writing and removing.
  @Test(arguments: [
    // The lock is made, the entry not begun.
    (["a.lock"], 0, 0), ([".runner-wizard.1.new", "a.lock"], 0, 0),
    // The entry was replaced, its draft not removed.
    (["a.json", "a.lock", ".runner-wizard.1.new"], 1, 0),
    // The lock was removed by hand.
    (["a.json"], 1, 0),
    // Cut off by a disk that does not keep what it was told.
    (["cut.json", "cut.lock"], 0, 1),
  ])
  func everyHalfDoneStepIsUnderstood(_ names: [String], _ entries: Int, _ damaged: Int) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/state/journal", withIntermediateDirectories: true)
    for name in names {
      let text = name == "a.json" ? try entry("a").text : name == "cut.json" ? "{\"version\":1" : ""
      try folder.write(text, "state/journal/\(name)")
    }
    let listing = journal.adopt()
    #expect(listing.entries.count == entries)
    #expect(listing.damaged.count == damaged)
    #expect(other().list().damaged.count == damaged)
    let left = try FileManager.default.contentsOfDirectory(
      atPath: folder.path + "/state/journal")
    #expect(left.contains("a.lock") == (entries == 1))
    #expect(left.contains("cut.json") == (damaged == 1))
  }

  @Test func oldDraftsAreClearedAwayAndNewOnesMayBeInTheMaking() throws {
    let place = folder.path + "/state/journal"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    for name in [".runner-wizard.1.new", ".runner-wizard.2.new"] {
      try folder.write("", "state/journal/\(name)")
    }
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -7_200)],
      ofItemAtPath: place + "/.runner-wizard.1.new")
    _ = journal.adopt()
    let left = try FileManager.default.contentsOfDirectory(atPath: place)
    #expect(left == [".runner-wizard.2.new"])
  }

  @Test func aFileUnderAnotherNameIsDamagedAndKept() throws {
    var ended: Journal? = other()
    try ended?.write(try entry("a"))
    ended = nil
    let place = folder.path + "/state/journal"
    try FileManager.default.moveItem(atPath: place + "/a.json", toPath: place + "/b.json")
    let listing = journal.adopt()
    #expect(listing.entries.isEmpty)
    #expect(listing.damaged.map(\.path) == [place + "/b.json"])
    #expect(FileManager.default.fileExists(atPath: place + "/b.json"))
  }

  @Test func linksAndPipesAreNotRead() throws {
    let place = folder.path + "/state/journal"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try folder.write(try entry("a").text, "elsewhere")
    try folder.link("state/journal/a.json", to: folder.path + "/elsewhere")
    #expect(mkfifo(place + "/b.json", 0o600) == 0)
    let listing = journal.list()
    #expect(listing.entries.isEmpty)
    #expect(listing.damaged.count == 2)
  }

  @Test func aFolderThatEveryoneMayWriteToIsRefused() throws {
    let place = folder.path + "/state/journal"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try folder.setMode(0o777, "state/journal")
    let failure = #expect(throws: FileFailure.self) { try journal.write(try entry("a")) }
    #expect(failure?.text == Texts.folderIsOpenToAll)
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
  }

  @Test func whatCannotBeWrittenIsSaid() throws {
    try folder.write("", "state")
    #expect(throws: FileFailure.self) { try journal.write(try entry("a")) }
    #expect(throws: Never.self) { try journal.remove("a") }
    #expect(journal.adopt() == JournalListing())
  }

  @Test(arguments: ["", "../a", "a/b", "a.json", "-a", "ä", String(repeating: "a", count: 101)])
  func namesThatAreNoneAreNotUsed(_ id: String) throws {
    #expect(throws: FileFailure.self) { try journal.write(try entry(id)) }
    #expect(journal.adopt(id) == JournalListing())
  }

  @Test func twoProgramsThatRaceForAnEntryDoNotBothGetIt() async throws {
    for round in 0..<20 {
      var ended: Journal? = other()
      try ended?.write(try entry("r\(round)"))
      ended = nil
      let journals = (0..<4).map { _ in other() }
      let taken = await withTaskGroup(of: Int.self) { group in
        for journal in journals { group.addTask { journal.adopt("r\(round)").entries.count } }
        return await group.reduce(0, +)
      }
      #expect(taken == 1)
      for journal in journals { try journal.remove("r\(round)") }
    }
  }
}

@Suite struct ChangeLogTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var path: String { folder.path + "/state/changes.jsonl" }

  private func change(_ id: Int64, user: String? = "olivia") throws -> LoggedChange {
    LoggedChange(
      .delete, .refused, server: try ServerURL(parsing: "https://gitlab.example.com/gitlab"),
      runnerID: id, userID: 7, username: user, requestID: "01ABC", code: "forbidden")
  }

  private var lines: [JSONValue] {
    get throws {
      try folder.text("state/changes.jsonl").split(separator: "\n")
        .compactMap { JSONValue(parsing: Array($0.utf8)) }
    }
  }

  @Test func aLineTellsWhoWhatWhereAndHowItWent() throws {
    #expect(ChangeLog(path: path).append(try change(42)) == nil)
    let line = try #require(try lines.first)
    #expect(line["user"] == .string("olivia"))
    #expect(line["host"] == .string("https://gitlab.example.com/gitlab"))
    #expect(line["action"] == .string("delete"))
    #expect(line["outcome"] == .string("refused"))
    #expect(line["runner_id"] == .integer(42))
    #expect(line["request_id"] == .string("01ABC"))
    #expect(line["code"] == .string("forbidden"))
    guard case .string(let time)? = line["time"] else {
      Issue.record("\(line)")
      return
    }
    #expect(unixTime(iso8601: time) != nil)
    #expect(try folder.mode("state/changes.jsonl") == 0o600)
  }

  @Test func linesAreAddedByAllPrograms() async throws {
    let path = path
    let changes = try (0..<100).map { try change(Int64($0)) }
    await withTaskGroup(of: Void.self) { group in
      for program in 0..<4 {
        group.addTask { [changes] in
          let log = ChangeLog(path: path)
          for change in changes[(program * 25)..<(program * 25 + 25)] { _ = log.append(change) }
        }
      }
    }
    #expect(try Set(lines.compactMap { $0["runner_id"]?.text }).count == 100)
    #expect(try folder.text("state/changes.jsonl").split(separator: "\n").count == 100)
  }

  @Test func aLineThatWasCutOffSpoilsNoOther() throws {
    let log = ChangeLog(path: path)
    _ = log.append(try change(1))
    try folder.write("{\"time\":\"20", "state/changes.jsonl")
    _ = log.append(try change(2))
    #expect(try lines.map { $0["runner_id"] } == [.integer(2)])
    #expect(try folder.text("state/changes.jsonl").hasPrefix("{\"time\":\"20\n{"))
  }

  @Test func noTokenAndNoControlCharacterGetsIn() throws {
    _ = ChangeLog(path: path).append(
      try change(1, user: "glpat-ABCDEFGHIJKLMNOPQRST\u{1b}[31m"))
    let text = try folder.text("state/changes.jsonl")
    #expect(!text.contains("ABCDEFGHIJKL"))
    #expect(!text.contains("\u{1b}"))
  }

  @Test func failingIsToldOnce() throws {
    try folder.write("", "state")
    let log = ChangeLog(path: path)
    #expect(log.append(try change(1)) != nil)
    #expect(log.append(try change(2)) == nil)
  }

  @Test func linksAreNotFollowed() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/state", withIntermediateDirectories: true)
    try folder.write("", "elsewhere")
    try folder.link("state/changes.jsonl", to: folder.path + "/elsewhere")
    #expect(ChangeLog(path: path).append(try change(1))?.text == Texts.isSymbolicLink)
    #expect(try folder.text("elsewhere").isEmpty)
  }
}
