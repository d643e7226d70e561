import FoundationEssentials
import GitLabSandbox
import Testing

/// Runners that register and ask for jobs by themselves, and the requests by which a gitlab-runner does.
@Suite struct TimelineTests {
  private func door() -> Door { Door(.init(timeline: .init(register: 6, poll: 12))) }

  private func managers(_ door: inout Door) -> [SandboxManager] {
    // Anything asked lets happen what is due.
    _ = door.ask("GET", "version", as: "owner-api")
    return door.sandbox.runners.last?.managers ?? []
  }

  @Test func aCreatedRunnerRegistersAndAsksForJobsInItsTime() {
    var door = door()
    _ = door.createGroupRunner()
    door.now += 5
    #expect(managers(&door).isEmpty)
    door.now += 1
    #expect(managers(&door).map(\.hasRequestedJobs) == [false])
    door.now += 6
    #expect(managers(&door).map(\.hasRequestedJobs) == [true])
    #expect(door.sandbox.runners.last?.contactedAt == Door.start + 12)
  }

  @Test func itFollowsTheSandboxesClock() {
    var door = door()
    _ = door.createGroupRunner()
    var request = SandboxRequest(method: "POST", target: "/-/clock")
    request.body = SandboxJSON.object([.init("advance", .int(12))]).bytes
    #expect(door.sandbox.respond(to: request, at: door.now).status == 200)
    #expect(managers(&door).map(\.hasRequestedJobs) == [true])
  }

  @Test(arguments: [("description", "one that never-polls"), ("tag_list", "docker,never-polls")])
  func oneThatNeverPollsOnlyRegisters(name: String, value: String) {
    var door = door()
    _ = door.createGroupRunner((name, .string(value)))
    door.now += 100_000
    #expect(managers(&door).map(\.hasRequestedJobs) == [false])
  }

  @Test func withoutATimelineNothingHappens() {
    var door = Door()
    _ = door.createGroupRunner()
    door.now += 100_000
    #expect(managers(&door).isEmpty)
  }

  @Test func aRunnerThatAMachineUsesIsLeftAlone() throws {
    var door = door()
    let token = try #require(door.createGroupRunner().json?["token"]?.string)
    let verified = door.ask(
      "POST", "runners/verify", as: nil, ["token": .string(token), "system_id": "s_0123456789ab"])
    #expect(verified.status == 200)
    door.now += 12
    #expect(managers(&door).map(\.systemID) == ["s_0123456789ab"])
    #expect(managers(&door).map(\.hasRequestedJobs) == [false])
  }

  @Test func aDeletedRunnerDoesNothing() {
    var door = door()
    let id = door.createGroupRunner().json?["id"]?.int ?? 0
    #expect(door.ask("DELETE", "runners/\(id)", as: "owner-api").status == 204)
    door.now += 12
    #expect(!managers(&door).contains { $0.systemID == "s_71be11ed0001" })
  }

  @Test func askingForAJobLeavesItsTrace() throws {
    var door = Door()
    let token = try #require(door.createGroupRunner().json?["token"]?.string)
    let answer = door.ask(
      "POST", "jobs/request", as: nil,
      [
        "token": .string(token), "system_id": "s_0123456789ab",
        "info": ["version": "18.4.0", "executor": "docker"],
      ])
    #expect(answer.status == 204)
    #expect(answer.body.isEmpty)
    let manager = try #require(managers(&door).first)
    #expect(manager.hasRequestedJobs)
    #expect(manager.executor == "docker")
    #expect(door.ask("POST", "jobs/request", as: nil, ["token": "glrt-wrong"]).status == 403)
    #expect(door.ask("POST", "jobs/request", as: nil, [:]).status == 400)
  }

  @Test(arguments: [
    ("register=6,poll=12", true), ("poll=12,register=0", true), ("register=6", false),
    ("register=12,poll=6", false), ("register=a,poll=6", false), ("register=-1,poll=6", false),
    ("register=1,register=1", false), ("register=1,poll=2,", false), ("", false),
  ])
  func rulesAreReadStrictly(text: String, isRule: Bool) {
    #expect((GitLabSandbox.Timeline(parsing: text) != nil) == isRule)
  }
}
