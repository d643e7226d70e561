import Foundation
import RunnerCore
import Testing

@testable import Configuration

@Suite struct ToldRegistrationsTests {
  private let folder: TemporaryFolder
  private let log: ChangeLog
  private let server: ServerURL

  init() throws {
    folder = try TemporaryFolder()
    log = ChangeLog(path: "\(folder.path)/changes.jsonl")
    server = try ServerURL(parsing: "https://gitlab.example.com")
  }

  private func line(_ change: LoggedChange, _ time: String = "2026-11-23T06:00:00Z") -> String {
    change.line(at: time) + "\n"
  }

  private func registrations(since: Int64 = 0) -> [Int64] {
    log.registrations(on: server, since: since).map(\.runnerID)
  }

  @Test func registrationsAreReadBack() throws {
    #expect(
      log.append(LoggedChange(.create, .done, server: server, runnerID: 7, entryID: "a")) == nil)
    #expect(
      log.registrations(on: server, since: 0) == [.init(entryID: "a", runnerID: 7)])
  }

  @Test func otherChangesServersAndTimesAreLeftOut() throws {
    let other = try ServerURL(parsing: "https://other.example.com")
    try folder.write(
      line(LoggedChange(.create, .done, server: server, runnerID: 1), "2026-11-23T05:00:00Z")
        + line(LoggedChange(.create, .done, server: other, runnerID: 2))
        + line(LoggedChange(.delete, .done, server: server, runnerID: 3))
        + line(LoggedChange(.create, .refused, server: server))
        + "{\"action\":\"create\",\n\n"
        + line(LoggedChange(.create, .unknown, server: server, runnerID: 4)),
      "changes.jsonl")
    #expect(registrations() == [1, 4])
    #expect(registrations(since: 1_795_411_800) == [4])
  }

  @Test func onlyTheEndOfALongFileIsRead() throws {
    let one = line(LoggedChange(.create, .done, server: server, runnerID: 5))
    let count = 300_000 / one.utf8.count
    try folder.write(
      line(LoggedChange(.create, .done, server: server, runnerID: 1))
        + String(repeating: one, count: count), "changes.jsonl")
    let read = registrations()
    #expect(!read.contains(1))
    #expect(read.count > 500 && read.count < count)
  }

  @Test func whatIsNoFileTellsNothing() throws {
    #expect(registrations().isEmpty)
    try folder.write(
      line(LoggedChange(.create, .done, server: server, runnerID: 1)), "target")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/changes.jsonl", withDestinationPath: folder.path + "/target")
    #expect(registrations().isEmpty)
  }
}
