import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Reading the list again while it is looked at.
@Suite struct ListRefreshTests {
  /// The runners of a server on which some have gone, some have come and one has changed.
  private static func later(without gone: Set<Int64> = [], new: [Int64] = []) -> [Runner] {
    new.map(ListFixtures.runner) + ListFixtures.runners(240).filter { !gone.contains($0.id) }
  }

  @Test func cursorAndMarksStayWithTheirRunners() {
    var pilot = ListFixtures.pilot()
    pilot.press(.down, .space, .down, .down)
    #expect(pilot.cursorID == 236)
    pilot.streams = ListFixtures.serves(Self.later(without: [240, 238], new: [300, 299]))
    pilot.press(.character("r"))
    #expect(pilot.cursorID == 236)
    #expect(pilot.lines[0].contains("240 · 1 marked"))
    pilot.press(.character("m"))
    #expect(pilot.shownIDs == [239])
  }

  @Test func theCursorGoesToTheNearestRowWhenItsOwnVanished() {
    var pilot = ListFixtures.pilot()
    pilot.press(.down, .down)
    pilot.streams = ListFixtures.serves(Self.later(without: [238]))
    pilot.press(.character("r"))
    #expect(pilot.cursorID == 237)
    pilot.streams = ListFixtures.serves(Self.later(without: Set(1...237)))
    pilot.press(.character("r"))
    #expect(pilot.cursorID == 239)
  }

  @Test func marksOfVanishedRunnersGo() {
    var pilot = ListFixtures.pilot()
    pilot.press(.space, .space, .space)
    pilot.streams = ListFixtures.serves(Self.later(without: [240, 239]))
    pilot.press(.character("r"))
    #expect(pilot.lines[0].contains("1 marked"))
  }

  @Test func newRowsDoNotMoveTheView() {
    var pilot = ListFixtures.pilot()
    pilot.press(.pageDown, .pageDown)
    let before = pilot.shownIDs
    pilot.streams = ListFixtures.serves(Self.later(new: [303, 302, 301]))
    pilot.press(.character("r"))
    #expect(pilot.shownIDs == before)
    pilot.press(.home)
    #expect(pilot.cursorID == 303)
  }

  @Test func newAndChangedRowsCarryASignForSomeSeconds() {
    var pilot = ListFixtures.pilot()
    var runners = Self.later(new: [301])
    runners[2].description = "renamed"
    pilot.streams = ListFixtures.serves(runners)
    pilot.press(.character("r"), .home)
    #expect(pilot.lines.contains { $0.contains("+") && $0.contains("#301") })
    #expect(pilot.lines.contains { $0.contains("%") && $0.contains("renamed") })
    pilot.wait(milliseconds: 6_000)
    #expect(!pilot.lines.contains { $0.contains("+") && $0.contains("#301") })
    #expect(!pilot.lines.contains { $0.contains("~") && $0.contains("renamed") })
  }

  @Test func filterAndSortSurviveARefresh() {
    var pilot = ListFixtures.pilot()
    pilot.press(.character("/"))
    pilot.type("docker")
    pilot.press(.enter)
    var runners = Self.later(new: [])
    runners.insert(ListFixtures.runner(306), at: 0)
    pilot.streams = ListFixtures.serves(runners)
    pilot.press(.character("r"), .home)
    #expect(pilot.cursorID == 306)
    #expect(pilot.lines[0].contains("/docker · 41 of 241"))
    #expect(!pilot.shows("shell"))
  }

  @Test func rowsBeyondThePagesReadAgainStayWithTheirMarks() {
    var pilot = ListFixtures.pilot(1_000)
    pilot.press(.space)
    for _ in 0..<190 { pilot.press(.down) }
    let loaded = pilot.loads.count
    pilot.press(.space)
    #expect(pilot.loads.count >= loaded)
    let new = (1_001...1_150).reversed().map { ListFixtures.runner(Int64($0)) }
    pilot.streams = ListFixtures.serves(new + ListFixtures.runners(1_000))
    let cursor = pilot.cursorID
    pilot.press(.character("r"))
    #expect(pilot.cursorID == cursor)
    #expect(pilot.lines[0].contains("2 marked"))
    pilot.press(.end)
    #expect(pilot.cursorID == 1)
    #expect(pilot.lines[0].contains("1,150/1,150"))
  }

  @Test func theListIsReadAgainByItself() {
    var pilot = ListFixtures.pilot(refreshSeconds: 30)
    pilot.wait(milliseconds: 29_000)
    #expect(!pilot.loads.contains { $0.purpose == .refresh })
    pilot.wait(milliseconds: 2_000)
    #expect(pilot.loads.count { $0.purpose == .refresh } == 1)
    pilot.wait(milliseconds: 30_000)
    #expect(pilot.loads.count { $0.purpose == .refresh } == 2)
  }

  @Test func typingAndOverlaysHoldTheAutomaticRefresh() {
    var pilot = ListFixtures.pilot(refreshSeconds: 30)
    pilot.press(.character("/"))
    pilot.wait(milliseconds: 60_000)
    #expect(!pilot.loads.contains { $0.purpose == .refresh })
    pilot.press(.escape, .character("?"))
    pilot.wait(milliseconds: 60_000)
    #expect(!pilot.loads.contains { $0.purpose == .refresh })
    pilot.press(.escape)
    pilot.wait(milliseconds: 2_000)
    #expect(pilot.loads.contains { $0.purpose == .refresh })
  }

  @Test func withoutTheFocusTheListIsReadAgainFourTimesMoreSlowly() {
    var pilot = ListFixtures.pilot(refreshSeconds: 30)
    pilot.send(.input(.focus(false), at: pilot.now))
    pilot.wait(milliseconds: 119_000)
    #expect(!pilot.loads.contains { $0.purpose == .refresh })
    pilot.wait(milliseconds: 2_000)
    #expect(pilot.loads.count { $0.purpose == .refresh } == 1)
    pilot.send(.input(.focus(true), at: pilot.now))
    pilot.wait(milliseconds: 31_000)
    #expect(pilot.loads.count { $0.purpose == .refresh } == 2)
  }

  @Test func aLongListIsReadAgainOnWishOnly() {
    var pilot = ListFixtures.pilot(2_500, refreshSeconds: 30)
    pilot.press(.end)
    #expect(pilot.shows("r refreshes"))
    pilot.wait(milliseconds: 200_000)
    #expect(!pilot.loads.contains { $0.purpose == .refresh })
    pilot.press(.character("r"))
    #expect(pilot.loads.last?.purpose == .refresh)
    #expect(pilot.loads.last?.pages == 25)
  }

  @Test func afterAStopTheListIsReadAgainIfItIsOld() {
    var pilot = ListFixtures.pilot(refreshSeconds: 3_000)
    pilot.send(.resumed(at: pilot.now))
    #expect(!pilot.loads.contains { $0.purpose == .refresh })
    pilot.wait(milliseconds: 2_900_000)
    var later = pilot.now
    later.uptime += 200_000
    pilot.send(.resumed(at: later))
    #expect(pilot.loads.contains { $0.purpose == .refresh })
  }

  @Test func aFailedRefreshKeepsTheRowsAndRecovers() {
    var pilot = ListFixtures.pilot()
    pilot.wait(milliseconds: 10_000)
    let streams = pilot.streams
    pilot.streams = { _ in [] }
    let rows = pilot.shownIDs
    pilot.press(.character("r"))
    pilot.answer(
      .runnersFailed(Fixtures.failure(.connectionLost), at: nil, .refresh), where: \.isRefresh)
    #expect(Array(rows.prefix(pilot.shownIDs.count)) == pilot.shownIDs)
    #expect(pilot.shows("The server said no.") && pilot.shows("What is shown is 10s old."))
    #expect(pilot.shows("Tries again in 2 s; r does at once."))
    pilot.wait(milliseconds: 1_000)
    #expect(pilot.shows("Tries again in 1 s"))
    pilot.wait(milliseconds: 1_100)
    #expect(pilot.pending.contains { $0.work.isRefresh })
    pilot.answer(
      .runnersFailed(Fixtures.failure(.gatewayError), at: nil, .refresh), where: \.isRefresh)
    #expect(pilot.shows("Tries again in 4 s"))
    pilot.streams = streams
    pilot.wait(milliseconds: 4_100)
    #expect(!pilot.shows("The server said no."))
  }

  @Test func theAgeOfTheRowsIsThatOfTheFirstPage() {
    var pilot = ListFixtures.pilot(1_000)
    pilot.wait(milliseconds: 60_000)
    for _ in 0..<15 { pilot.press(.pageDown) }
    #expect(pilot.loads.contains { $0.from != nil && $0.purpose == .more })
    #expect(pilot.shows("read 1m ago"))
  }

  /// The moments at which a program that nobody touches is woken, in seconds after the list came.
  private func wakes(_ pilot: inout Pilot, seconds: Int) -> [Int64] {
    let begin = pilot.now.uptime
    var wakes: [Int64] = []
    while let next = pilot.timers.values.min(), Int64(next) - begin <= Int64(seconds) * 1_000 {
      pilot.wait(milliseconds: next - Int(pilot.now.uptime))
      wakes.append((pilot.now.uptime - begin) / 1_000)
    }
    return wakes
  }

  @Test func theShownAgeGoesOnWithoutAKey() {
    var pilot = ListFixtures.pilot()
    let steps: [(seconds: Int, text: String)] = [
      (9, "read just now"), (2, "read 10s ago"), (48, "read 50s ago"), (2, "read 1m ago"),
      (120, "read 3m ago"), (3_600, "read 1h ago"),
    ]
    for step in steps {
      pilot.wait(milliseconds: step.seconds * 1_000)
      #expect(pilot.shows(step.text))
    }
  }

  @Test func anIdleListIsWokenOnlyWhenItsAgeChanges() {
    var pilot = ListFixtures.pilot()
    #expect(wakes(&pilot, seconds: 300) == [10, 20, 30, 40, 50, 60, 120, 180, 240, 300])
    pilot.press(.function(2))
    pilot.wait(milliseconds: 5_000)
    #expect(wakes(&pilot, seconds: 3_600).isEmpty)
  }

  @Test func rowsAreNewWhenARefreshHasTakenTheirPlace() {
    var pilot = ListFixtures.pilot(150)
    let streams = pilot.streams
    pilot.wait(milliseconds: 60_000)
    pilot.streams = { work in work.isRefresh ? [] : streams(work) }
    pilot.press(.character("r"))
    let page = RunnerPage(runners: ListFixtures.runners(100), next: .page(1), total: 150)
    pilot.answer(.runners(.page(page), .refresh), where: \.isRefresh)
    #expect(pilot.shows("read 1m ago"))
    pilot.answer(
      .runnersFailed(Fixtures.failure(.connectionLost), at: .page(1), .refresh),
      where: \.isRefresh)
    #expect(pilot.shows("read 1m ago"))
    pilot.streams = streams
    pilot.press(.character("r"))
    #expect(pilot.shows("read just now"))
  }

  @Test func aRateLimitNamesItsSeconds() {
    var pilot = ListFixtures.pilot()
    pilot.streams = { _ in [] }
    pilot.press(.character("r"))
    pilot.answer(.runners(.waiting(seconds: 12, status: 429), .refresh), where: \.isRefresh)
    #expect(pilot.shows("GitLab limits the rate of requests; goes on in 12 s."))
    pilot.wait(milliseconds: 5_000)
    #expect(pilot.shows("goes on in 7 s."))
    pilot.wait(milliseconds: 8_000)
    #expect(!pilot.shows("goes on in"))
  }

  private func limitedPilot() -> Pilot {
    var pilot = ListFixtures.pilot(size: Size(width: 120, height: 24))
    pilot.wait(milliseconds: 500)
    pilot.outside = Fixtures.except(\.isReadingRunner, nil)
    pilot.streams = { _ in [] }
    pilot.press(.character("r"))
    var failure = Fixtures.failure(.rateLimited, retryAfter: 12)
    failure.fix = "Try again in 12 s."
    pilot.answer(.runnersFailed(failure, at: nil, .refresh), where: \.isRefresh)
    return pilot
  }

  @Test func aRateLimitIsWaitedForWhateverIsPressed() {
    var pilot = limitedPilot()
    let works = pilot.works.count
    pilot.press(.character("r"))
    #expect(pilot.shows("GitLab asks to wait 12 s"))
    pilot.wait(milliseconds: 4_000)
    pilot.press(.character("r"), .function(2), .function(3))
    #expect(pilot.shows("GitLab asks to wait 8 s"))
    #expect(pilot.works.count == works)
    #expect(pilot.app.listBanner != nil)
    pilot.streams = ListFixtures.serves(ListFixtures.runners(240))
    pilot.wait(milliseconds: 9_000)
    #expect(pilot.works.count > works)
    #expect(pilot.loads.last?.purpose == .refresh)
    #expect(pilot.app.listBanner == nil)
  }

  @Test func theBannerOfARateLimitNamesTheSecondsOnceAndPromisesNoKey() {
    var pilot = limitedPilot()
    pilot.wait(milliseconds: 2_000)
    let text = pilot.app.listBanner?.lines.joined(separator: " ") ?? ""
    #expect(text.contains("Tries again in 10 s, as GitLab asks."))
    #expect(!text.contains("at once"))
    #expect(!text.contains("12 s"))
  }

  @Test func aRevokedTokenIsNotTriedAgain() {
    var pilot = ListFixtures.pilot()
    pilot.streams = { _ in [] }
    pilot.press(.character("r"))
    pilot.answer(
      .runnersFailed(Fixtures.failure(.tokenRevoked), at: nil, .refresh), where: \.isRefresh)
    #expect(pilot.shows("The server said no.") && pilot.shows("Ask for another role."))
    #expect(pilot.shows("r tries again; F2 opens the wizard"))
    #expect(pilot.cursorID == 240)
    pilot.wait(milliseconds: 100_000)
    #expect(!pilot.pending.contains { $0.work.isRefresh })
  }

  @Test func aRefreshReadsThePagesThatAreLoadedAndKeepsTheTotal() {
    var pilot = ListFixtures.pilot(1_000)
    let rows = pilot.app.runners?.rows.count ?? 0
    #expect(rows > 0 && rows < 1_000)
    for _ in 0..<3 { pilot.press(.character("r")) }
    #expect(pilot.app.runners?.rows.count == rows)
    #expect(pilot.app.runners?.total == 1_000)
  }

  @Test func rowsThatWereDeletedAtTheEndOfWhatIsLoadedAreGoneAfterARefresh() throws {
    var pilot = ListFixtures.pilot(1_000)
    let rows = try #require(pilot.app.runners?.rows)
    let gone = (rows.count - 3..<rows.count).map { rows[$0].id }
    pilot.streams = ListFixtures.serves(
      ListFixtures.runners(1_000).filter { !gone.contains($0.id) })
    pilot.press(.character("r"))
    #expect(gone.allSatisfy { pilot.app.runners?.rows.contains($0) == false })
    #expect(pilot.app.runners?.rows.count == rows.count)
  }

  @Test func aFilterThatIsNotUnderstoodMarksNothing() {
    var pilot = ListFixtures.pilot(50)
    pilot.press(.character("/"))
    pilot.type("status:xyz")
    pilot.press(.enter, .character("*"))
    #expect(pilot.app.runners?.marks.isEmpty == true)
  }
}
