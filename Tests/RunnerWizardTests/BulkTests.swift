import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Changes of marked runners.
@Suite struct BulkTests {
  private func mark(_ count: Int, _ pilot: inout Pilot) {
    for _ in 0..<count { pilot.press(.space) }
  }

  @Test func pauseOfMarkedRunnersAsksWithTheFirstNamesAndTheCount() {
    var pilot = ChangeFixtures.pilot()
    mark(4, &pilot)
    pilot.press(.character("p"))
    #expect(pilot.shows("Pause or resume 4 runners?"))
    #expect(pilot.shows("docker host 6 (#6), windows host 5 (#5), macos host 4 (#4) and 1"))
    #expect(pilot.shows("4 online now, 2 run jobs now and 4 used by several"))
    pilot.press(.enter)
    #expect(pilot.tasks.isEmpty)
    pilot.press(.character("p"), .character("y"))
    #expect(pilot.tasks.map(\.id) == [6, 5, 4, 3])
    #expect(pilot.tasks.allSatisfy { $0.change == .pause })
    #expect(pilot.shows("Paused 4 runners"))
    pilot.wait(milliseconds: 50)
    pilot.press(.enter)
    #expect(pilot.app.overlays.isEmpty)
    #expect(pilot.app.runners?.marks.isEmpty == true)
    #expect(pilot.app.row(4)?.isPaused == true)
  }

  @Test func runGoesOnAfterFailuresAndEndsWithTheirReasons() {
    var pilot = ChangeFixtures.pilot(
      12,
      failures: [
        11: Fixtures.failure(.forbidden), 9: Fixtures.failure(.timedOut, .unknown),
      ])
    mark(5, &pilot)
    pilot.press(.character("p"), .character("y"))
    #expect(pilot.shows("Paused 3 of 5 runners"))
    #expect(pilot.shows("3 of 5 done · 2 failed"))
    #expect(pilot.shows("The server said no. Ask for another role."))
    #expect(pilot.works.filter(\.isReadingRunner).count == 1)
    pilot.wait(milliseconds: 50)
    pilot.press(.escape)
    #expect(pilot.app.overlays.isEmpty)
    #expect(pilot.app.runners.map { Set($0.marks) } == [11, 9])
    #expect(pilot.tasks.count == 5)
  }

  @Test func lostAnswersAreToldUntilTheRunnersWereRead() {
    var pilot = ChangeFixtures.pilot(12, answersChanges: false)
    mark(3, &pilot)
    pilot.press(.character("p"), .character("y"))
    pilot.streams = { _ in [] }
    let lost = Fixtures.failure(.timedOut, .unknown)
    for id: Int64 in [12, 11, 10] { pilot.answer(.notChanged(id, lost), where: \.isChange) }
    pilot.answer(.changesEnded, where: \.isChange)
    #expect(pilot.shows("0 of 3 done · 3 unknown"))
    #expect(pilot.shows("the answer was lost"))
    for id: Int64 in [12, 11, 10] {
      var runner = ChangeFixtures.runner(id)
      runner.isPaused = id != 11
      pilot.answer(.runnerRead(ChangeFixtures.detail(runner)), where: \.isReadingRunner)
    }
    #expect(pilot.shows("2 of 3 done · 1 failed"))
    pilot.wait(milliseconds: 50)
    pilot.press(.escape)
    #expect(pilot.app.runners.map { Set($0.marks) } == [11])
    #expect(pilot.tasks.count == 3)
  }

  @Test func tenRunnersAreDeletedOnlyWhenTheirNumberIsTyped() {
    var pilot = ChangeFixtures.pilot(20)
    mark(10, &pilot)
    pilot.press(.character("d"))
    #expect(pilot.shows("Delete 10 runners?"))
    #expect(pilot.shows("Type 10 to confirm:"))
    pilot.press(.enter)
    #expect(pilot.shows("That is not 10"))
    pilot.type("1")
    pilot.press(.enter)
    #expect(pilot.tasks.isEmpty)
    pilot.type("0")
    pilot.press(.enter)
    #expect(pilot.tasks.count == 10)
    #expect(pilot.shows("Deleted 10 runners"))
    #expect(pilot.app.runners?.rows.count == 10)
    pilot.wait(milliseconds: 50)
    pilot.press(.enter, .enter)
    #expect(pilot.tasks.count == 10)
  }

  @Test func nineRunnersAreDeletedAfterAPlainQuestion() {
    var pilot = ChangeFixtures.pilot(20)
    mark(9, &pilot)
    pilot.press(.character("d"))
    #expect(!pilot.shows("Type 9"))
    pilot.press(.escape)
    #expect(pilot.tasks.isEmpty)
    pilot.press(.character("d"), .character("y"))
    #expect(pilot.tasks.count == 9)
  }

  @Test func wholeScopeIsDeletedOnlyWhenTheNumberIsTyped() {
    var pilot = ChangeFixtures.pilot(3)
    mark(3, &pilot)
    pilot.press(.character("d"))
    #expect(pilot.shows("Type 3 to confirm:"))
    pilot.press(.escape)
    #expect(pilot.tasks.isEmpty)
  }

  @Test func runIsShownRowByRowAndIsSentInPortions() {
    var pilot = ChangeFixtures.pilot(30, answersChanges: false)
    mark(20, &pilot)
    pilot.press(.character("p"), .character("y"))
    #expect(pilot.shows("Pausing 20 runners"))
    #expect(pilot.tasks.count == ChangeRun.portion)
    pilot.answer(
      .changed(30, ChangeFixtures.changed(ChangeFixtures.runner(30), by: .pause)),
      where: \.isChange)
    pilot.answer(.notChanged(29, Fixtures.failure(.forbidden)), where: \.isChange)
    #expect(pilot.lines.contains { $0.contains("✓ “docker host 30”") })
    #expect(pilot.lines.contains { $0.contains("✗ “windows host 29”") })
    #expect(pilot.shows("1 of 20 done · 1 failed"))
    pilot.answer(.changesEnded, where: \.isChange)
    #expect(pilot.tasks.count == 2 * ChangeRun.portion)
  }

  @Test func stoppingAsksAndLeavesWhatHasNotBegun() {
    var pilot = ChangeFixtures.pilot(30, answersChanges: false)
    mark(20, &pilot)
    pilot.press(.character("p"), .character("y"), .escape)
    #expect(pilot.shows("Stop?"))
    pilot.press(.enter)
    #expect(!pilot.shows("Stop?"))
    pilot.press(.escape, .character("s"))
    #expect(pilot.shows("Stops when what has been sent is answered"))
    for id in Int64(23)...30 {
      pilot.answer(
        .changed(id, ChangeFixtures.changed(ChangeFixtures.runner(id), by: .pause)),
        where: \.isChange)
    }
    pilot.answer(.changesEnded, where: \.isChange)
    #expect(pilot.shows("Paused 8 of 20 runners"))
    #expect(pilot.shows("Stopped; 12 were not begun."))
    #expect(pilot.tasks.count == 8)
    pilot.wait(milliseconds: 50)
    pilot.press(.enter)
    #expect(pilot.app.runners.map { Set($0.marks) } == Set(11...22))
  }

  /// Answers the portion that was sent; GitLab limits the requests about some.
  private func answerPortion(_ pilot: inout Pilot, limiting limited: Set<Int64> = []) {
    for task in pilot.pending.compactMap({ $0.work.tasks }).joined() {
      let runner = ChangeFixtures.runner(task.id)
      let end: Answer =
        limited.contains(task.id)
        ? .notChanged(task.id, Fixtures.failure(.rateLimited, retryAfter: 5))
        : .changed(task.id, ChangeFixtures.changed(runner, by: task.change))
      pilot.answer(end, where: \.isChange)
    }
    pilot.answer(.changesEnded, where: \.isChange)
  }

  @Test func whatARateLimitKeptBackIsSentAgainOnceWhenItsTimeIsUp() {
    var pilot = ChangeFixtures.pilot(30, answersChanges: false)
    mark(10, &pilot)
    pilot.press(.character("p"), .character("y"))
    answerPortion(&pilot, limiting: [30, 27])
    #expect(pilot.tasks.count == 8)
    #expect(pilot.shows("GitLab asks to wait; goes on in 5 s"))
    #expect(
      pilot.lines.contains { $0.contains("host 30”") && $0.contains("GitLab asks to wait 5 s") })
    #expect(!pilot.shows("failed"))
    pilot.wait(milliseconds: 2_100)
    #expect(pilot.shows("goes on in 3 s"))
    pilot.wait(milliseconds: 3_000)
    #expect(pilot.tasks.dropFirst(8).map(\.id) == [30, 27, 22, 21])
    answerPortion(&pilot)
    #expect(pilot.shows("Paused 10 runners"))
    #expect(pilot.app.runners?.marks.isEmpty == true)
  }

  @Test func whatARateLimitKeepsBackTwiceHasFailed() {
    var pilot = ChangeFixtures.pilot(30, answersChanges: false)
    mark(3, &pilot)
    pilot.press(.character("p"), .character("y"))
    answerPortion(&pilot, limiting: [29])
    pilot.wait(milliseconds: 5_100)
    answerPortion(&pilot, limiting: [29])
    pilot.wait(milliseconds: 20_000)
    #expect(pilot.tasks.map(\.id) == [30, 29, 28, 29])
    #expect(pilot.shows("2 of 3 done · 1 failed"))
    #expect(pilot.app.runners.map { Set($0.marks) } == [29])
  }

  @Test func nothingButALimitedRequestIsSentAgain() {
    let kinds: [APIFailure.Kind] = [
      .serverError, .gatewayError, .timedOut, .forbidden, .maintenance,
    ]
    for kind in kinds {
      var pilot = ChangeFixtures.pilot(
        12,
        failures: [12: Fixtures.failure(kind, retryAfter: 1), 11: Fixtures.failure(.rateLimited)])
      mark(3, &pilot)
      pilot.press(.character("p"), .character("y"))
      pilot.wait(milliseconds: 20_000)
      #expect(pilot.tasks.map(\.id) == [12, 11, 10], "\(kind)")
    }
  }

  @Test func stoppingWhileTheServerWantsPatienceLeavesWhatItKeptBack() {
    var pilot = ChangeFixtures.pilot(30, answersChanges: false)
    mark(10, &pilot)
    pilot.press(.character("p"), .character("y"))
    answerPortion(&pilot, limiting: [30])
    pilot.press(.escape, .character("s"))
    #expect(pilot.shows("Stopped; 3 were not begun."))
    pilot.wait(milliseconds: 20_000)
    #expect(pilot.tasks.count == 8)
    #expect(pilot.app.runners.map { Set($0.marks) } == [30, 22, 21])
  }

  @Test func revokedTokenStopsTheRun() {
    var pilot = ChangeFixtures.pilot(
      30, failures: [30: Fixtures.failure(.tokenRevoked)])
    mark(20, &pilot)
    pilot.press(.character("p"), .character("y"))
    #expect(pilot.tasks.count == 8)
    #expect(pilot.shows("the others would fail for the same reason"))
    #expect(pilot.shows("12 not begun"))
  }

  @Test func whatCannotBeChangedIsLeftOutWithTheReason() {
    var runners = ChangeFixtures.runners(4)
    runners[1].permissions = [.read]
    var pilot = Pilot(
      ListFixtures.settings(), outside: Fixtures.well, streams: ChangeFixtures.serves(runners))
    mark(3, &pilot)
    pilot.press(.character("d"))
    #expect(pilot.shows("Delete 2 runners?"))
    #expect(pilot.shows("1 is left out:"))
    pilot.press(.character("y"))
    #expect(pilot.tasks.map(\.id) == [4, 2])
  }

  @Test func leavingDuringARunAsksAndTheLastWordsTellWhatIsOpen() {
    var pilot = ChangeFixtures.pilot(30, answersChanges: false)
    mark(20, &pilot)
    pilot.press(.character("p"), .character("y"), .control("c"))
    #expect(pilot.farewell == nil)
    #expect(pilot.shows("Leave while the request is being sent?"))
    pilot.press(.enter)
    #expect(pilot.shows("Pausing 20 runners"))
    pilot.press(.control("c"), .control("c"))
    #expect(pilot.farewell?.lines.joined().contains("12 changes were not sent") == true)
  }

  @Test func aThousandRunnersAreChangedWithoutLosingOne() {
    var pilot = ChangeFixtures.pilot(1_000)
    pilot.press(.character("*"), .character("p"), .character("y"))
    #expect(Set(pilot.tasks.map(\.id)).count == 1_000)
    #expect(pilot.tasks.count == 1_000)
    #expect(pilot.shows("Paused 1,000 runners"))
  }
}
