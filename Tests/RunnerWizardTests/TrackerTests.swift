import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

@Suite struct TrackerTests {
  private let server = TrackedServer()

  private func line(_ word: String, _ pilot: Pilot) -> String {
    pilot.lines.first { $0.contains(word) } ?? ""
  }

  @Test func watchingBeginsByItselfAndEndsWhenTheRunnerAsksForJobs() {
    var pilot = Pilot.onResult(server)
    #expect(line("created ", pilot).contains("✓ created"))
    #expect(line("● registered", pilot).contains("not yet, waiting for"))
    #expect(pilot.shows("○ asks for jobs"))
    server.reach(.registered)
    pilot.wait(seconds: 3)
    #expect(line("✓ registered", pilot).contains("after 2s, 18.4.0, linux/amd64, 10.0.0.7"))
    #expect(pilot.shows("● asks for jobs"))
    server.reach(.polling)
    pilot.wait(seconds: 3)
    #expect(pilot.shows("✓ asks for jobs"))
    #expect(pilot.shows("Runner #1234 asks for jobs"))
    let readings = pilot.readings
    pilot.wait(seconds: 100)
    #expect(pilot.readings == readings)
    #expect(pilot.timers[.tracking] == nil)
  }

  @Test func whatAMachineUsesIsNotOfferedToBeUndone() {
    var pilot = Pilot.onResult(server, settings: RecoveryFixtures.settings(undoMinutes: 10))
    #expect(pilot.lines.last?.contains("u Undo") == true)
    server.reach(.registered)
    pilot.wait(seconds: 3)
    #expect(pilot.lines.last?.contains("u Undo") == false)
    pilot.press(.character("u"))
    #expect(pilot.told("A machine uses the runner already, so it was not deleted"))
  }

  @Test(arguments: [(80, 24), (40, 12)])
  func nothingIsLeftToSetUpForARunnerThatAsksForJobs(width: Int, height: Int) {
    var pilot = Pilot.onResult(server, width: width, height: height)
    #expect(pilot.shows(height < 20 ? "h set up" : "h writes the exact text"))
    server.reach(.polling)
    pilot.wait(seconds: 3)
    #expect(pilot.shows(height < 20 ? "n another like this" : "Nothing is left to set up"))
    #expect(!pilot.shows("h set up") && !pilot.shows("h writes") && !pilot.shows("Or by hand"))
  }

  @Test func readingsBecomeRarer() {
    var pilot = Pilot.onResult(server)
    func readings(in seconds: Int) -> Int {
      let before = pilot.readings
      pilot.wait(seconds: seconds)
      return pilot.readings - before
    }
    #expect((13...15).contains(readings(in: 28)))
    pilot.wait(seconds: 42)
    #expect((11...13).contains(readings(in: 60)))
    pilot.wait(seconds: 200)
    #expect((3...5).contains(readings(in: 60)))
  }

  @Test func registeringAloneIsNotTakenForAskingForJobs() {
    var pilot = Pilot.onResult(server)
    server.growOld()
    server.reach(.registered)
    pilot.wait(seconds: 20)
    #expect(pilot.shows("● asks for jobs"))
    #expect(pilot.shows("for further contact"))
    server.reach(.polling)
    pilot.wait(seconds: 3)
    #expect(pilot.shows("Runner #1234 probably asks for jobs"))
    #expect(pilot.shows("probably: this GitLab shows contact"))
  }

  @Test func itGoesOnWhileOtherScreensAreUsedAndTellsByToasts() {
    var pilot = Pilot.onResult(server)
    pilot.press(.character("y"), .character("n"))
    #expect(!pilot.shows("Runner created"))
    server.reach(.registered)
    pilot.wait(seconds: 3)
    #expect(pilot.shows("Runner #1234 is registered"))
    server.reach(.polling)
    pilot.wait(seconds: 3)
    #expect(pilot.shows("Runner #1234 asks for jobs"))
  }

  @Test func lostConnectionIsSaidOnceAndTriedAgainMoreAndMoreSeldom() {
    var pilot = Pilot.onResult(server)
    server.fail(Fixtures.failure(.couldNotConnect, .notSent))
    pilot.wait(seconds: 2)
    #expect(pilot.shows("connection lost, trying again in"))
    let before = pilot.readings
    pilot.wait(seconds: 120)
    #expect(pilot.readings - before < 8)
    #expect(pilot.app.messages.shown.isEmpty, "No storm of toasts.")
    server.fail(nil)
    server.reach(.registered)
    pilot.press(.character("r"))
    #expect(pilot.shows("✓ registered"))
    #expect(!pilot.shows("connection lost"))
  }

  @Test func patienceThatTheServerAsksForIsKept() {
    var pilot = Pilot.onResult(server)
    server.fail(Fixtures.failure(.rateLimited, retryAfter: 90))
    pilot.wait(seconds: 3)
    #expect(pilot.shows("GitLab asks for patience, trying again in"))
    let before = pilot.readings
    pilot.press(.character("r"))
    pilot.wait(seconds: 80)
    #expect(pilot.readings == before)
    pilot.wait(seconds: 15)
    #expect(pilot.readings > before)
  }

  @Test func aDeletedRunnerEndsIt() {
    var pilot = Pilot.onResult(server)
    server.fail(Fixtures.failure(.notFound))
    pilot.wait(seconds: 3)
    #expect(pilot.shows("Runner #1234 is gone from GitLab"))
    #expect(pilot.shows("GitLab does not know runner #1234 any more"))
    let readings = pilot.readings
    pilot.wait(seconds: 60)
    #expect(pilot.readings == readings)
  }

  @Test func itStopsOnRequestAndBeginsAgain() {
    var pilot = Pilot.onResult(server)
    pilot.press(.character("T"))
    #expect(pilot.shows("not watched; T watches again"))
    let readings = pilot.readings
    pilot.wait(seconds: 60)
    #expect(pilot.readings == readings)
    server.reach(.registered)
    pilot.press(.character("T"))
    #expect(pilot.shows("✓ registered"))
  }

  @Test func stoppingDuringAReadingDropsItsAnswer() {
    var pilot = Pilot.onResult(server)
    pilot.outside = Fixtures.well
    pilot.wait(seconds: 3)
    #expect(pilot.pending.count == 1)
    pilot.press(.character("T"))
    #expect(pilot.pending.isEmpty)
    pilot.press(.character("T"))
    #expect(pilot.pending.count == 1)
  }

  @Test func itEndsAfterAnHour() {
    var pilot = Pilot.onResult(server)
    pilot.wait(seconds: 3_700)
    #expect(pilot.shows("not within an hour; T watches again"))
    #expect(pilot.timers[.tracking] == nil)
    pilot.press(.character("T"))
    #expect(pilot.shows("● registered"))
  }

  @Test func afterHalfAMinuteItIsSaidWhereToLookForThisStage() {
    var pilot = Pilot.onResult(server)
    #expect(!pilot.shows("Stuck?"))
    pilot.press(.character("H"))
    #expect(pilot.shows("Give it half a minute first"))
    pilot.wait(seconds: 31)
    #expect(pilot.shows("Stuck? Most likely the command was not run yet, or failed."))
    pilot.press(.character("H"))
    #expect(pilot.shows("Not registered yet? Look here"))
    #expect(pilot.shows("/etc/gitlab-runner/config.toml"))
    pilot.press(.escape)
    server.reach(.registered)
    pilot.wait(seconds: 6)
    #expect(!pilot.shows("Stuck?"))
    pilot.wait(seconds: 32)
    #expect(pilot.shows("Stuck? Most likely gitlab-runner does not run there."))
    pilot.press(.character("H"))
    #expect(pilot.shows("Registered, but not asking for jobs? Look here"))
    #expect(pilot.shows("sudo gitlab-runner status"))
  }

  @Test func aTokenThatCannotReadSaysSoAndStillShowsWhereToLook() {
    let identity = Identity(
      user: nil, token: AccessTokenFacts(name: "ci", scopes: ["create_runner"], expiresAt: nil))
    var pilot = Pilot(
      Fixtures.settings(), size: Size(width: 100, height: 30),
      outside: Fixtures.except(\.isIdentification, .identified(identity)))
    pilot.goToResult()
    #expect(pilot.shows("cannot be seen."))
    #expect(pilot.shows("read_api"))
    #expect(!pilot.pending.contains { $0.work.kind == .readProgress })
    pilot.press(.character("H"))
    #expect(pilot.shows("Look here"))
  }

  @Test func aPausedRunnerThatAsksIsSaidToGetNoJobs() {
    var pilot = Pilot.onResult(server)
    server.pause()
    server.reach(.polling)
    pilot.wait(seconds: 3)
    #expect(pilot.shows("paused: it gets no jobs until it is resumed"))
  }

  @Test func severalRunnersAreWatchedOneAfterAnotherAndTheirNumberIsBounded() {
    var tracking = Tracking()
    for id in Int64(1)...20 {
      let key = TrackedRunner.Key(id: id, server: Fixtures.server())
      tracking[key] = TrackedRunner(
        key, Fixtures.connection, source: .graphQL(.all), at: id)
    }
    #expect(tracking.runners.map(\.key.id) == Array(13...20))
    #expect(tracking.due(at: 12) == nil)
    let first = tracking.due(at: 100)
    #expect(first?.key.id == 13)
    tracking.reading = first?.key
    #expect(tracking.due(at: 100) == nil, "One at a time.")
  }

  @Test(arguments: SnapshotTests.sizes) func snapshots(size: Size) {
    var pilot = Pilot.onResult(server, width: size.width, height: size.height)
    func check(_ name: String) {
      assertSnapshot(pilot.frame, named: "tracker-\(name)-\(size.width)x\(size.height)")
    }
    server.reach(.registered)
    pilot.wait(seconds: 3)
    if size.height == 10 { pilot.press(.down, .down, .down, .down) }
    check("registered")
    pilot.wait(seconds: 33)
    check("waiting")
    pilot.press(.character("H"))
    check("stuck")
  }

  @Test func calendarIsSavedWithBothMomentsAndNeverTheToken() throws {
    var pilot = Pilot.onResult(server)
    pilot.outside = { _ in nil }
    pilot.press(.character("E"))
    let saved = pilot.effects.compactMap { effect in
      if case .run(.saveCalendar(let text, let path), _) = effect { (text, path) } else { nil }
    }
    let (text, path) = try #require(saved.first)
    #expect(path == "/home/olivia/runner-1234.ics")
    #expect(text.contains("renews@") && text.contains("expires@"))
    #expect(!text.contains("NotAReal"))
    pilot.answer(.calendarSaved(path: path), where: { $0.kind == .saveCalendar })
    #expect(pilot.shows("Saved the dates to /home/olivia/runner-1234.ics"))
  }

  @Test func renewalIsSaidBesideTheExpiry() {
    let pilot = Pilot.onResult(server)
    #expect(pilot.shows("renews itself about 2027-03-08 if it can write its config.toml"))
  }

  @Test func aTokenWithoutEndHasNoCalendar() {
    var pilot = Pilot(
      Fixtures.settings(),
      outside: Fixtures.except(\.isRegistration, .registered(Fixtures.runner, expiry: nil)))
    pilot.goToResult()
    pilot.press(.character("E"))
    #expect(pilot.shows("The token does not expire"))
    #expect(!pilot.shows("renews itself"))
  }

  // MARK: - In the list

  /// The details of a runner that no machine has used.
  private func list(_ facts: RunnerDetail) -> Pilot {
    var pilot = DetailFixtures.pilot(
      facts, size: Size(width: 140, height: 40),
      outside: { [server] work in
        if case .readRunner = work { return .runnerRead(facts) }
        return server.answer(work)
      })
    pilot.wait(milliseconds: 400)
    return pilot
  }

  private var unused: RunnerDetail {
    var runner = ListFixtures.runner(17)
    runner.status = .neverContacted
    runner.contactedAt = nil
    runner.jobCount = 0
    runner.createdAt = DetailFixtures.now - 60
    runner.tokenExpiry = .at(DetailFixtures.now + 30 * DetailFixtures.day)
    return RunnerDetail(runner: runner, hasAskedForJobs: false)
  }

  @Test func detailsOfAnUnusedRunnerTellItsStages() {
    let pilot = list(unused)
    #expect(pilot.shows("✓ created"))
    #expect(pilot.shows("● registered, not yet"))
    #expect(pilot.shows("○ asks for jobs"))
  }

  @Test func detailsOfARunnerInUseDoNot() {
    #expect(!list(DetailFixtures.detail()).shows("asks for jobs"))
  }

  @Test func anyRunnerOfTheListCanBeWatched() {
    var pilot = list(unused)
    pilot.press(.character("T"))
    #expect(pilot.shows("Watching runner #17"))
    server.reach(.polling)
    pilot.wait(seconds: 3)
    #expect(pilot.shows("Runner #17 asks for jobs"))
    #expect(pilot.shows("✓ asks for jobs"))
  }

  @Test func calendarOfARunnerInTheListTellsItsRenewalWhileNobodyHasRenewedIt() throws {
    var pilot = list(unused)
    pilot.press(.character("E"))
    #expect(pilot.calendars.first?.contains("renews@") == true)
    var used = DetailFixtures.detail()
    used.runner.isPaused = false
    pilot = list(used)
    pilot.press(.character("E"))
    let text = try #require(pilot.calendars.first)
    #expect(text.contains("expires@") && !text.contains("renews@"))
  }

  @Test func aMachineThatIsTakenAwayAgainLeavesTheRunnerWhereItWas() {
    var pilot = Pilot.onResult(server)
    server.reach(.registered)
    pilot.wait(seconds: 3)
    server.reach(.created)
    pilot.wait(seconds: 3)
    #expect(pilot.shows("● registered"))
    #expect(pilot.shows("○ asks for jobs"))
  }
}

extension Pilot {
  /// How often the server was asked how far a runner is.
  fileprivate var readings: Int {
    effects.count { effect in
      if case .run(.readProgress, _) = effect { true } else { false }
    }
  }

  /// Calendar files that were to be saved.
  fileprivate var calendars: [String] {
    effects.compactMap { effect in
      if case .run(.saveCalendar(let text, _), _) = effect { text } else { nil }
    }
  }
}
