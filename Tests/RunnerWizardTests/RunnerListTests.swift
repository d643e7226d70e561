import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Looking at the list: what it shows, and where the cursor goes.
@Suite struct RunnerListTests {
  @Test func theFirstRowsShowAfterOneRequest() {
    let pilot = Pilot(ListFixtures.settings(), outside: Fixtures.well)
    #expect(pilot.loads.count == 1)
    #expect(pilot.loads.first?.from == nil)
    var loaded = pilot
    let page = RunnerPage(runners: ListFixtures.runners(100), next: .page(1), total: 500)
    loaded.answer(.runners(.page(page), .more), where: \.isLoad)
    #expect(loaded.shows("#100"))
    #expect(loaded.shows("1/500"))
  }

  @Test func aSecondLoadIsAskedForBeforeTheEndIsReached() {
    var pilot = ListFixtures.pilot(1_000)
    #expect(pilot.loads.count == 1)
    pilot.press(.down)
    #expect(pilot.loads.count == 2)
    #expect(pilot.loads.last?.from == .page(2))
  }

  @Test func titleShowsScopeCountsAndMarks() {
    var pilot = ListFixtures.pilot()
    #expect(pilot.lines[0].contains("Runners · mine · 240"))
    pilot.press(.space, .space, .space)
    #expect(pilot.lines[0].contains("3 marked"))
  }

  @Test func anUnknownTotalIsOpen() {
    let pilot = ListFixtures.pilot(1_000, counts: false)
    #expect(pilot.lines[0].contains("200+"))
    #expect(pilot.lines[0].contains("1/200+"))
  }

  @Test func keysMoveTheCursor() {
    var pilot = ListFixtures.pilot()
    #expect(pilot.cursorID == 240)
    pilot.press(.down, .character("j"), .down)
    #expect(pilot.cursorID == 237)
    pilot.press(.up, .character("k"))
    #expect(pilot.cursorID == 239)
    pilot.press(.end)
    #expect(pilot.cursorID == 1)
    pilot.press(.home)
    #expect(pilot.cursorID == 240)
    pilot.press(.character("G"), .character("g"))
    #expect(pilot.cursorID == 240)
    pilot.press(.pageDown)
    #expect(pilot.cursorID != 240)
    pilot.press(.pageUp, .control("d"), .control("u"))
    #expect(pilot.cursorID == 240)
  }

  @Test func twoRowsStayVisibleBesideTheCursor() {
    var pilot = ListFixtures.pilot()
    let rows = pilot.shownIDs.count
    for _ in 0..<rows { pilot.press(.down) }
    let id = pilot.cursorID ?? 0
    #expect(pilot.shownIDs.contains(id - 1))
    #expect(pilot.shownIDs.contains(id - 2))
  }

  @Test func endLoadsTheWholeListAndThenGoesToItsEnd() {
    var pilot = ListFixtures.pilot(1_000)
    pilot.press(.end)
    #expect(pilot.cursorID == 1)
    #expect(pilot.loads.last?.pages == .max)
  }

  @Test func escStopsLoadingTheWholeList() {
    var pilot = ListFixtures.pilot(1_000)
    pilot.streams = { _ in [] }
    pilot.press(.end)
    #expect(pilot.shows("200 of 1,000 loaded, Esc stops"))
    pilot.press(.escape)
    #expect(!pilot.pending.contains { $0.work.isLoad })
    #expect(!pilot.shows("Esc stops"))
  }

  @Test func marksAreSetAndTakenAway() {
    var pilot = ListFixtures.pilot()
    pilot.press(.space, .space)
    #expect(pilot.lines[0].contains("2 marked"))
    #expect(pilot.cursorID == 238)
    pilot.press(.home, .space)
    #expect(pilot.lines[0].contains("1 marked"))
    pilot.press(.character("\\"))
    #expect(!pilot.lines[0].contains("marked"))
  }

  @Test func aRangeIsMarkedAndDrawsBack() {
    var pilot = ListFixtures.pilot()
    pilot.press(.character("V"), .down, .down, .down)
    #expect(pilot.lines[0].contains("4 marked"))
    pilot.press(.up)
    #expect(pilot.lines[0].contains("3 marked"))
    pilot.press(.escape)
    #expect(!pilot.lines[0].contains("marked"))
    pilot.press(.character("V"), .down, .character("V"), .down)
    #expect(pilot.lines[0].contains("2 marked"))
  }

  @Test func shiftMarksARange() {
    var pilot = ListFixtures.pilot()
    pilot.press(Key(.down, .shift), Key(.down, .shift))
    #expect(pilot.lines[0].contains("3 marked"))
    pilot.press(Key(.up, .shift))
    #expect(pilot.lines[0].contains("2 marked"))
    pilot.press(.down, .down)
    #expect(pilot.lines[0].contains("2 marked"))
  }

  @Test func starMarksEveryRunnerOfTheWholeList() {
    var pilot = ListFixtures.pilot(1_000)
    pilot.press(.character("*"))
    #expect(pilot.lines[0].contains("1,000 marked"))
  }

  @Test func onlyMarkedRowsAreShownOnWish() {
    var pilot = ListFixtures.pilot()
    pilot.press(.space, .down, .down, .space, .character("m"))
    #expect(pilot.shownIDs == [240, 237])
    #expect(pilot.lines[0].contains("only marked"))
    pilot.press(.character("m"))
    #expect(pilot.shownIDs.count > 2)
  }

  @Test func resizingKeepsTheRunnerUnderTheCursorInView() {
    var pilot = ListFixtures.pilot()
    for _ in 0..<15 { pilot.press(.down) }
    for (width, height) in [(40, 10), (140, 40), (60, 12), (80, 24)] {
      pilot.resize(width, height)
      #expect(pilot.cursorID == 225)
    }
    pilot.resize(20, 5)
    pilot.press(.down)
    pilot.resize(80, 24)
    #expect(pilot.cursorID == 225)
  }

  @Test func whileTheWholeListLoadsTheFilterLineSaysHowFarItIs() {
    var pilot = ListFixtures.pilot(1_000)
    pilot.streams = { _ in [] }
    pilot.press(.character("/"), .character("x"))
    #expect(pilot.lines[2].hasSuffix("200 of 1,000 loaded, Esc stops"))
  }

  @Test func typingFiltersAndEscClears() {
    var pilot = ListFixtures.pilot()
    pilot.press(.character("/"))
    pilot.type("\"host 24\"")
    #expect(pilot.shownIDs == [240, 24])
    #expect(pilot.cursorID == 240)
    pilot.press(.enter)
    #expect(pilot.lines[0].contains("/\"host 24\" · 2 of 240"))
    pilot.press(.escape)
    #expect(pilot.shownIDs.count > 2)
    #expect(!pilot.lines[0].contains("host 24"))
  }

  @Test func keysTypedBeforeTheFirstPageSayThatTheListIsLoading() {
    var pilot = Pilot(ListFixtures.settings(), outside: Fixtures.well)
    pilot.press(.space)
    #expect(pilot.shows("still loading"))
    pilot.press(.down)
    let page = RunnerPage(runners: ListFixtures.runners(3), next: nil)
    pilot.answer(.runners(.page(page), .more), where: \.isLoad)
    pilot.answer(.runnersLoaded(next: nil, .more), where: \.isLoad)
    #expect(!pilot.lines[0].contains("marked"))
    #expect(pilot.cursorID == 3)
  }

  @Test func keysTypedWhileAFilterIsAppliedWaitForItsRows() {
    var pilot = ListFixtures.pilot()
    let streams = pilot.streams
    pilot.streams = { _ in [] }
    pilot.press(.character("/"))
    pilot.type("\"host 17\"")
    pilot.press(.enter, .space)
    #expect(!pilot.lines[0].contains("marked"))
    pilot.streams = streams
    pilot.answer()
    #expect(pilot.lines[0].contains("1 marked"))
    pilot.press(.character("m"))
    #expect(pilot.shownIDs == [179])
  }
}
