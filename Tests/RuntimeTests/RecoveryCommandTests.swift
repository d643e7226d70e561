import Configuration
import Foundation
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Synchronization
import TerminalUI
import Testing

@testable import Runtime

/// Commands with a journal in a folder of their own, and a server whose word about lost runners is given.
private struct RecoveryHarness: Sendable {
  let transport = SandboxTransport()
  let folder: TemporaryFolder
  var token = "owner-api"
  var hasOutput = true
  /// What looking for a lost runner brings; nil asks the sandbox.
  var report: RecoveryReport?
  /// What GitLab still gives of tokens; nil asks the sandbox.
  var recalled: Secret??

  init() throws {
    folder = try TemporaryFolder()
  }

  var journal: Journal { Journal(folder: folder.path + "/.local/state/runner-wizard/journal") }

  func run(_ arguments: String...) async -> Printed {
    await onThread { [self] in run(arguments) }
  }

  fileprivate func run(_ arguments: [String]) -> Printed {
    let sink = Sink()
    let console = sink.console(accepts: { _ in hasOutput })
    let environment = ["HOME": folder.path]
    switch Invocation.parse(arguments) {
    case .create(let create, let options):
      let program = CreateProgram(
        create: create, options: options, environment: environment, console: console,
        signals: CommandSignals(areHeard: false))
      return sink.printed(program.report(result(program, environment)))
    case .unfinished(let json, let options):
      return sink.printed(
        UnfinishedProgram(
          printsJSON: json, options: options, environment: environment, console: console
        ).run())
    case let other: return Printed(status: 2, output: "", complaints: "\(other)")
    }
  }

  private func result(
    _ program: CreateProgram, _ environment: [String: String]
  ) -> Result<CreateReport, CommandFailure> {
    guard let setup = try? Setup(options: program.options, environment: environment) else {
      return .failure(.interrupted)
    }
    let transports = Transports { [transport] _ in transport }
    let worker = setup.worker(transports: transports, log: nil)
    let errand = Errand(signals: nil) { [report, recalled] work, deliver in
      switch work {
      case .recover where report != nil: return report.map(Answer.recovered)
      case .recallToken(let id, _) where recalled != nil: return .tokenRecalled(id, recalled ?? nil)
      default: return await worker.perform(work, deliver: deliver)
      }
    }
    guard let errand else { return .failure(.interrupted) }
    let workshop = Workshop(
      setup: setup, start: .ready(transport.connection(token), notes: []), transports: transports,
      worker: worker)
    return program.run(workshop, errand)
  }

  /// Loses the answer of a registration; gives the id of its entry.
  func lose(_ arguments: String...) async throws -> String {
    transport.fault("POST /user/runners:reset-after:1")
    let printed = await onThread { [self] in
      run(["create", "--type", "group", "--group", "10", "--json"] + arguments)
    }
    #expect(printed.status == 5)
    guard case .string(let id)? = printed.error?["journal_id"] else {
      throw TestFailure("\(printed)")
    }
    return id
  }

  var newest: Int64 { Int64(transport.withSandbox { $0.runners.last?.id ?? 0 }) }

  var registrations: Int {
    transport.withSandbox { sandbox in
      sandbox.log.count { $0.method == "POST" && $0.path.hasSuffix("/user/runners") }
    }
  }
}

private struct TestFailure: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

@Suite struct ResumeTests {
  private func harness() throws -> RecoveryHarness { try RecoveryHarness() }

  private func candidate(
    _ id: Int64, token: String? = "glrt-t2_recoveredRecovered", doubts: [String] = []
  ) -> RecoveryReport.Candidate {
    RecoveryReport.Candidate(
      runner: Runner(id: id), token: token.map { Secret($0) },
      tokenObstacle: token == nil ? "A machine uses it." : nil, doubts: doubts)
  }

  @Test func aTokenThatWasPrintedNeedsNoMoreCare() async throws {
    let harness = try harness()
    let printed = await harness.run("create", "--type", "group", "--group", "10")
    #expect(printed.status == 0)
    #expect(harness.journal.list() == JournalListing())
  }

  @Test func aLostAnswerNamesTheNextStep() async throws {
    let harness = try harness()
    harness.transport.fault("POST /user/runners:reset-after:1")
    let printed = await harness.run("create", "--type", "group", "--group", "10")
    #expect(printed.status == 5)
    #expect(printed.output.isEmpty)
    let entry = try #require(harness.journal.list().entries.first)
    #expect(entry.state == .unknown)
    #expect(printed.complaints.contains("runner-wizard create --resume \(entry.id)"))
  }

  @Test(arguments: [true, false])
  func theRecoveredTokenIsPrintedLikeAnyOther(_ isNamed: Bool) async throws {
    var harness = try harness()
    let id = try await harness.lose("--description", "host 1")
    harness.report = RecoveryReport(candidates: [candidate(harness.newest)])
    let printed =
      await isNamed
      ? harness.run("create", "--resume", id) : harness.run("create", "--resume")
    #expect(printed.status == 0)
    #expect(printed.output == "glrt-t2_recoveredRecovered\n")
    #expect(printed.complaints.contains("Found runner \(harness.newest)"))
    #expect(harness.registrations == 1)
    #expect(harness.journal.list() == JournalListing())
  }

  @Test func jsonIsThatOfARegistration() async throws {
    var harness = try harness()
    let id = try await harness.lose("--description", "host 1", "--tag", "a")
    harness.report = RecoveryReport(candidates: [candidate(7)])
    let printed = await harness.run("create", "--resume", id, "--json")
    #expect(printed.json?["id"] == .integer(7))
    #expect(printed.json?["token"] == .string("glrt-t2_recoveredRecovered"))
    #expect(printed.json?["description"] == .string("host 1"))
    #expect(printed.json?["tag_list"] == .array([.string("a")]))
    #expect(printed.json?["group_id"] == .integer(10))
  }

  @Test func aTokenThatIsGoneIsSaidWithTheRunner() async throws {
    var harness = try harness()
    let id = try await harness.lose()
    harness.report = RecoveryReport(candidates: [candidate(7, token: nil)])
    let printed = await harness.run("create", "--resume", id, "--json")
    #expect(printed.status == 1)
    #expect(printed.error?["code"] == .string("token_gone"))
    #expect(printed.error?["runner_id"] == .integer(7))
    #expect(harness.journal.list().entries.map(\.id) == [id])
  }

  @Test func whatIsCertainlyAbsentIsClosed() async throws {
    var harness = try harness()
    let id = try await harness.lose()
    harness.report = RecoveryReport(candidates: [])
    let printed = await harness.run("create", "--resume", id, "--json")
    #expect(printed.status == 1)
    #expect(printed.error?["code"] == .string("not_created"))
    #expect(harness.journal.list() == JournalListing())
  }

  @Test func whatCannotBeToldStaysOpen() async throws {
    var harness = try harness()
    let id = try await harness.lose("--recovery-marker")
    let obstacle = Obstacle(code: "insufficient_scope", text: "No scope.", fix: "Use another.")
    let reports: [(RecoveryReport, String)] = [
      (RecoveryReport(candidates: [candidate(7), candidate(8)]), "several_candidates"),
      (RecoveryReport(candidates: [candidate(7, doubts: ["Other tags."])]), "doubtful_candidate"),
      (RecoveryReport(candidates: [], obstacle: obstacle), "outcome_unknown"),
    ]
    for (report, code) in reports {
      harness.report = report
      let printed = await harness.run("create", "--resume", id, "--json")
      #expect(printed.status == 5)
      #expect(printed.error?["code"] == .string(code))
      #expect(!printed.output.contains("glrt-"))
      #expect(harness.journal.list().entries.map(\.id) == [id])
    }
    let entry = try #require(harness.journal.list().entries.first)
    let marker = try #require(entry.marker)
    let words = await harness.run("create", "--resume")
    #expect(words.complaints.contains("with \(marker) in its maintenance note"))
    #expect(words.complaints.contains("Use another."))
  }

  @Test func whatAnotherProgramLooksAfterIsLeftToIt() async throws {
    let harness = try harness()
    let id = try await harness.lose()
    let other = harness.journal
    #expect(other.adopt().entries.count == 1)
    let printed = await harness.run("create", "--resume", id, "--json")
    #expect(printed.status == 1)
    #expect(printed.error?["code"] == .string("journal_entry_held"))
    let listed = await harness.run("unfinished", "--json")
    #expect(listed.output == "[]\n")
    #expect(listed.complaints.contains("one more"))
    extendLifetime(other)
  }

  @Test func thereMayBeNothingToResume() async throws {
    let harness = try harness()
    let printed = await harness.run("create", "--resume", "--json")
    #expect(printed.status == 1)
    #expect(printed.error?["code"] == .string("nothing_unfinished"))
    let named = await harness.run("create", "--resume", "20261123T034512Z-abcdef")
    #expect(named.status == 1)
    #expect(named.complaints.contains("20261123T034512Z-abcdef"))
  }

  @Test func resumingStandsAlone() async throws {
    let harness = try harness()
    for arguments in [["--type", "group"], ["--if-absent"], ["--tag", "a"]] {
      let parsed = Invocation.parse(["create", "--resume"] + arguments)
      guard case .wrong = parsed else {
        Issue.record("\(parsed)")
        return
      }
    }
    guard case .wrong = Invocation.parse(["create", "--resume", "../x"]) else {
      Issue.record("A path is taken.")
      return
    }
    #expect(harness.registrations == 0)
  }

  @Test func aTokenThatWasNotWrittenStaysNoted() async throws {
    var harness = try harness()
    harness.hasOutput = false
    let printed = await harness.run("create", "--type", "group", "--group", "10")
    #expect(printed.status == 1)
    let entry = try #require(harness.journal.list().entries.first)
    #expect(entry.state == .created)
    #expect(entry.runnerID == harness.newest)
    #expect(printed.complaints.contains("runner-wizard create --resume \(entry.id)"))
  }
}

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

@Suite struct IfAbsentTests {
  private let values = [
    "--type", "group", "--group", "10", "--tag", "docker,linux", "--description", "host 1",
  ]

  private func create(_ harness: RecoveryHarness, _ more: String...) async -> Printed {
    await onThread { [values] in harness.run(["create"] + values + more) }
  }

  @Test func theFirstIsCreatedAndTheSecondIsNot() async throws {
    var harness = try RecoveryHarness()
    let first = await create(harness, "--if-absent")
    #expect(first.status == 0)
    let id = harness.newest
    harness.recalled = .some(nil)
    let second = await create(harness, "--if-absent", "--json")
    #expect(second.status == 1)
    #expect(second.error?["code"] == .string("runner_exists"))
    #expect(second.error?["runner_id"] == .integer(id))
    #expect(harness.registrations == 1)
  }

  @Test func aTokenThatGitLabStillGivesIsPrinted() async throws {
    var harness = try RecoveryHarness()
    _ = await create(harness)
    harness.recalled = Secret("glrt-t2_stillStillStillGiven")
    let printed = await create(harness, "--if-absent")
    #expect(printed.status == 0)
    #expect(printed.output == "glrt-t2_stillStillStillGiven\n")
    #expect(printed.complaints.contains("exists already"))
    let json = await create(harness, "--if-absent", "--json")
    #expect(json.json?["id"] == .integer(harness.newest))
    #expect(json.json?["existing"] == .bool(true))
    #expect(harness.registrations == 1)
  }

  @Test(arguments: [
    ["--description", "host 2"], ["--tag", "gpu"], ["--group", "11"],
    ["--maximum-timeout", "90m"], ["--paused"], ["--protected"],
  ])
  func anotherRunnerIsNoEqualOne(_ difference: [String]) async throws {
    var harness = try RecoveryHarness()
    _ = await create(harness)
    harness.recalled = .some(nil)
    let made = harness
    let printed = await onThread { [values] in
      made.run(["create", "--if-absent"] + values + difference)
    }
    #expect(printed.status == 0, "\(printed)")
    #expect(harness.registrations == 2)
  }

  @Test func aMarkerTellsNoRunnersApart() async throws {
    var harness = try RecoveryHarness()
    #expect(await create(harness, "--recovery-marker", "--maintenance-note", "rack 3").status == 0)
    let note = harness.transport.withSandbox { $0.runners.last?.maintenanceNote }
    #expect(note?.wholeMatch(of: /rack 3\nRecovery marker rw-[a-z2-7]{8}/) != nil)
    harness.recalled = .some(nil)
    let printed = await create(harness, "--if-absent", "--recovery-marker", "--json")
    #expect(printed.error?["code"] == .string("runner_exists"))
  }

  @Test func whereTheListMayNotBeReadNothingIsCreated() async throws {
    var harness = try RecoveryHarness()
    harness.token = "owner-create"
    let printed = await create(harness, "--if-absent", "--json")
    #expect(printed.status == 3)
    #expect(harness.registrations == 0)
  }
}
