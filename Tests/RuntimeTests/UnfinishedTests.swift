import Configuration
import Foundation
import RunnerCore
import RunnerWizard
import TerminalUI
import Testing

@testable import Runtime

@Suite struct UnfinishedTests {
  @Test func everyEntryIsListedWithItsNextStep() async throws {
    let harness = try RecoveryHarness()
    let id = try await harness.lose("--description", "host 1", "--tag", "docker")
    let printed = await harness.run("unfinished", "--json")
    #expect(printed.status == 0)
    guard case .array(let entries)? = printed.json, let entry = entries.first else {
      Issue.record("\(printed)")
      return
    }
    #expect(entries.count == 1)
    #expect(entry["id"] == .string(id))
    #expect(entry["state"] == .string("unknown"))
    #expect(entry["url"] == .string("https://demo.gitlab.example"))
    #expect(entry["runner_type"] == .string("group_type"))
    #expect(entry["group_id"] == .integer(10))
    #expect(entry["description"] == .string("host 1"))
    guard case .string(let step)? = entry["next_step"] else {
      Issue.record("\(entry)")
      return
    }
    #expect(step.contains("create --resume \(id)"))
    let words = await harness.run("unfinished")
    #expect(words.output.contains(id))
    #expect(words.output.contains("host 1"))
    #expect(words.output.contains("its answer was lost"))
  }

  @Test func anEmptyJournalIsAnEmptyList() async throws {
    let harness = try RecoveryHarness()
    #expect(await harness.run("unfinished", "--json").output == "[]\n")
    let words = await harness.run("unfinished")
    #expect(words.output.isEmpty)
    #expect(words.status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: harness.folder.path).isEmpty)
  }

  @Test func aDamagedEntryIsReportedAndKept() async throws {
    let harness = try RecoveryHarness()
    let id = try await harness.lose()
    let place = harness.folder.path + "/.local/state/runner-wizard/journal"
    try "{".write(toFile: place + "/broken.json", atomically: false, encoding: .utf8)
    let printed = await harness.run("unfinished", "--json")
    #expect(printed.status == 1)
    #expect(printed.output.contains(id))
    #expect(printed.complaints.contains("broken.json"))
    #expect(FileManager.default.fileExists(atPath: place + "/broken.json"))
  }

  @Test(arguments: [true, false])
  func oneIsGivenUpAndSaidWhatStays(_ asJSON: Bool) async throws {
    let harness = try RecoveryHarness()
    let id = try await harness.lose("--description", "host 1", "--recovery-marker")
    let marker = try #require(harness.journal.list().entries.first?.marker)
    let printed =
      await asJSON
      ? harness.run("unfinished", "--close", id, "--json")
      : harness.run("unfinished", "--close", id)
    #expect(printed.status == 0)
    #expect(printed.output.contains(id))
    #expect(printed.output.contains("host 1"))
    #expect(printed.output.contains("If a runner was created, it stays in GitLab."))
    #expect(printed.output.contains("with \(marker) in its maintenance note"))
    if asJSON {
      #expect(printed.json?["id"] == .string(id))
      #expect(printed.json?["state"] == .string("unknown"))
      #expect(printed.json?["closed"] == .bool(true))
    }
    #expect(harness.journal.list() == JournalListing())
    let last = try #require(try harness.changes.last)
    #expect(last["action"] == .string("give_up"))
    #expect(last["journal_id"] == .string(id))
    #expect(harness.registrations == 1)
  }

  @Test func aRunnerThatIsKnownIsNamedWhenItsRegistrationIsGivenUp() async throws {
    var harness = try RecoveryHarness()
    harness.hasOutput = false
    _ = await harness.run("create", "--type", "group", "--group", "10")
    harness.hasOutput = true
    let entry = try #require(harness.journal.list().entries.first)
    let printed = await harness.run("unfinished", "--close", entry.id)
    #expect(printed.output.contains("Runner \(harness.newest) stays in GitLab."))
    #expect(try harness.changes.last?["runner_id"] == .integer(harness.newest))
  }

  @Test func whatIsNotThereOrNotOursIsNotGivenUp() async throws {
    let harness = try RecoveryHarness()
    let missing = await harness.run("unfinished", "--close", "20261123T034512Z-abcdef", "--json")
    #expect(missing.status == 1)
    #expect(missing.error?["code"] == .string("nothing_unfinished"))
    let id = try await harness.lose()
    let other = harness.journal
    #expect(other.adopt().entries.count == 1)
    let held = await harness.run("unfinished", "--close", id, "--json")
    #expect(held.status == 1)
    #expect(held.error?["code"] == .string("journal_entry_held"))
    #expect(other.all().map(\.id) == [id])
    extendLifetime(other)
    guard case .wrong(let text) = Invocation.parse(["unfinished", "--close", "../x"]) else {
      Issue.record("A path is taken.")
      return
    }
    #expect(text.contains("'--close'"))
  }

  @Test func theScreenIsToldOfWhatNobodyLooksAfter() async throws {
    let harness = try RecoveryHarness()
    let id = try await harness.lose()
    let setup = try Setup(options: Options(), environment: ["HOME": harness.folder.path])
    let workshop = Workshop(
      setup: setup, start: .ready(harness.transport.connection("owner-api"), notes: []),
      transports: Transports { _ in harness.transport },
      worker: setup.worker(transports: Transports { _ in harness.transport }, log: nil))
    let command = WizardCommand(
      options: Options(), environment: [:], console: Sink().console())
    let settings = command.settings(workshop, glyphs: .ascii, theme: "terminal")
    #expect(settings.unfinished.map(\.id) == [id])
    #expect(settings.clipboardClearSeconds == 120)
    #expect(settings.undoMinutes == 5)
    #expect(settings.markerSeed != command.settings(workshop, glyphs: .ascii, theme: "").markerSeed)
    #expect(harness.journal.list().heldElsewhere == [id])
  }
}
