import Testing

@testable import RunnerCore

@Suite struct RunnerProgressTests {
  private func manager(
    _ status: RunnerStatus, contactedAfter seconds: Int64? = 0, isBusy: Bool? = nil
  ) -> RunnerManager {
    var manager = RunnerManager(id: 3, systemID: "s_0123456789ab", status: status)
    manager.createdAt = 1_000
    manager.contactedAt = seconds.map { 1_000 + $0 }
    manager.isBusy = isBusy
    return manager
  }

  @Test func aRunnerWithoutManagerAndContactIsOnlyCreated() {
    #expect(RunnerProgress(id: 1).stage == .created)
    #expect(RunnerProgress(id: 1, hasAsked: false).stage == .created)
    #expect(RunnerProgress(id: 1, contactedAt: 5).stage == .registered)
  }

  @Test func theServersOwnWordDecides() {
    let managers = [manager(.online, contactedAfter: 100)]
    let started = RunnerProgress(id: 1, managers: managers, hasAsked: false)
    #expect(started.asking == .no)
    #expect(started.stage == .registered)
    #expect(RunnerProgress(id: 1, managers: managers, hasAsked: true).asking == .yes)
  }

  @Test func aManagerThatCountsAsNeverContactedHasOnlyRegistered() {
    let progress = RunnerProgress(id: 1, managers: [manager(.neverContacted)])
    #expect(progress.asking == .no)
    #expect(progress.tellsAsking)
    let next = RunnerProgress(id: 1, managers: [manager(.online)], tellsAsking: true)
    #expect(next.asking == .yes, "The same server tells the difference from now on.")
  }

  @Test func onlineAfterRegisteringAloneIsNoProof() {
    let progress = RunnerProgress(id: 1, managers: [manager(.online)])
    #expect(progress.asking == .untold)
    #expect(progress.stage == .registered)
  }

  @Test(arguments: [(3, false), (4, true), (.max, true)] as [(Int64, Bool)])
  func contactAfterRegisteringMakesItProbable(seconds: Int64, isProbable: Bool) {
    let contact = seconds == .max ? Int64.max - 1_000 : seconds
    let progress = RunnerProgress(id: 1, managers: [manager(.online, contactedAfter: contact)])
    #expect(progress.asking == (isProbable ? .probably : .untold))
    #expect(progress.stage == (isProbable ? .polling : .registered))
  }

  @Test func whoRunsAJobHasAskedForOne() {
    #expect(RunnerProgress(id: 1, managers: [manager(.online, isBusy: true)]).asking == .yes)
    var detail = RunnerDetail(runner: Runner(id: 1), hasAskedForJobs: false)
    detail.runner.jobCount = 1
    #expect(RunnerProgress(detail).asking == .yes)
  }

  @Test func theManagerHeardOfLastIsSpokenOf() {
    var old = manager(.online, contactedAfter: 0)
    var new = manager(.online, contactedAfter: 9)
    old.version = "17.0"
    new.version = "18.0"
    #expect(RunnerProgress(id: 1, managers: [old, new]).manager?.version == "18.0")
  }

  @Test(
    arguments: [
      (["create_runner"], false), (["manage_runner"], true), (["read_api"], true), (["api"], true),
      (["granular"], true), ([], false), (nil, true),
    ] as [([String]?, Bool)])
  func theScopeThatReadsARunnerIsEnough(scopes: [String]?, canRead: Bool) {
    #expect((RunnerProgress.refusal(scopes: scopes, isOAuth: false) == nil) == canRead)
  }

  @Test func graphQLIsNotAskedWithAScopeThatItDoesNotTake() {
    #expect(RunnerProgress.source(scopes: ["create_runner", "manage_runner"]).isREST)
    #expect(!RunnerProgress.source(scopes: ["manage_runner", "read_api"]).isREST)
    #expect(!RunnerProgress.source(scopes: nil).isREST)
  }

  @Test func everyStageButTheLastHasChecksAndNoneTellsAToken() throws {
    let server = try ServerURL(parsing: "https://git.example.com/it's")
    for stage in [RunnerProgress.Stage.created, .registered] {
      let checks = StuckCheck.after(stage, server: server)
      #expect(checks.count >= 4)
      #expect(
        !checks.contains { $0.command?.contains("gitlab-runner list") == true },
        "It prints tokens.")
    }
    #expect(StuckCheck.after(.polling, server: server).isEmpty)
    #expect(StuckCheck.after(.polling, server: server, isPaused: true).count == 1)
    let url = StuckCheck.all(server: server).compactMap(\.command).first { $0.contains("curl") }
    #expect(url == #"curl -sSI 'https://git.example.com/it'\''s'"#)
  }
}
