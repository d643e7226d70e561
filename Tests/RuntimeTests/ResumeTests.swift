import Configuration
import RunnerCore
import Testing

@testable import Runtime

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
