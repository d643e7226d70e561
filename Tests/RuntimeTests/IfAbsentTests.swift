import GitLabSandbox
import RunnerCore
import Testing

@testable import Runtime

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
