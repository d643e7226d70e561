import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Columns, sorting by them, the mouse, and texts that would break them.
@Suite struct ListColumnTests {
  /// Beside the list there is the pane; this size has room for most columns.
  private static let large = Size(width: 200, height: 30)

  private func header(_ pilot: Pilot) -> String {
    pilot.lines.first { $0.contains("Description") } ?? ""
  }

  @Test func narrowScreensDropColumnsButNeverTheDescription() {
    for width in 40...120 {
      let pilot = ListFixtures.pilot(3, size: Size(width: width, height: 24))
      #expect(header(pilot).contains("Description"))
      #expect(header(pilot).contains("Status"))
      let line = pilot.cursorLine
      #expect(line.contains("arm64 host 3"), "at \(width): \(line)")
    }
  }

  @Test func idsAreNeverCut() {
    var runner = ListFixtures.runner(1)
    runner = Runner(id: 9_223_372_036_854_775_807, status: .online)
    let pilot = Pilot(
      ListFixtures.settings(), outside: Fixtures.well, streams: ListFixtures.serves([runner]))
    #expect(pilot.shows("#9223372036854775807"))
  }

  @Test func wideModeScrollsSideways() {
    var pilot = ListFixtures.pilot()
    pilot.press(.right)
    #expect(pilot.shows("No command on Right"))
    pilot.press(.character("w"))
    #expect(!header(pilot).contains("Token"))
    for _ in 0..<15 { pilot.press(.right) }
    #expect(header(pilot).contains("Timeout"))
    #expect(header(pilot).contains("Description"))
    for _ in 0..<15 { pilot.press(.left) }
    #expect(header(pilot).contains("Type"))
  }

  @Test func aClickOnAColumnSortsAndTheNextOneReverses() {
    var pilot = ListFixtures.pilot(size: Self.large)
    pilot.click("Description")
    #expect(header(pilot).contains("Description↑"))
    #expect(pilot.cursorID == 240)
    pilot.press(.home)
    #expect(pilot.cursorLine.contains("arm64"))
    pilot.click("Description↑")
    #expect(header(pilot).contains("Description↓"))
    pilot.press(.home)
    #expect(pilot.cursorLine.contains("windows"))
  }

  @Test func aSortSurvivesARefresh() {
    var pilot = ListFixtures.pilot(size: Self.large)
    pilot.click("Id")
    let rows = pilot.shownIDs
    pilot.press(.character("r"))
    #expect(pilot.shownIDs == rows)
  }

  @Test func sortingByAnotherColumnLoadsTheWholeList() {
    var pilot = ListFixtures.pilot(1_000, size: Self.large)
    pilot.click("Description")
    #expect(pilot.loads.last?.pages == .max)
    pilot.press(.home)
    #expect(pilot.cursorLine.contains("arm64 host 1"))
  }

  @Test func sortingByWhatTheServerSortsByAsksTheServer() {
    var pilot = ListFixtures.pilot(1_000, size: Self.large)
    pilot.click("Contact")
    #expect(pilot.loads.last?.query.order == .contactedDescending)
    #expect(pilot.loads.last?.from == nil)
    #expect(header(pilot).contains("Contact↓"))
  }

  @Test func aListWithMarksIsSortedHere() {
    var pilot = ListFixtures.pilot(1_000, size: Self.large)
    pilot.press(.space)
    pilot.click("Contact")
    #expect(pilot.loads.last?.query.order == .createdDescending)
    #expect(pilot.loads.last?.pages == .max)
    #expect(pilot.lines[0].contains("1 marked"))
  }

  @Test func overRESTWhatIsUnknownIsNotInventedAndNotSortedBy() {
    var settings = ListFixtures.settings()
    settings.columns = ["status", "id", "description", "tag_list", "tags", "maximum_timeout"]
    var pilot = Pilot(settings, outside: Fixtures.well)
    pilot.answer(
      .runners(.source(.rest(because: "This server has GraphQL switched off.")), .more),
      where: \.isLoad)
    let page = RunnerPage(runners: [ListFixtures.bare(1)], next: nil)
    pilot.answer(.runners(.page(page), .more), where: \.isLoad)
    pilot.answer(.runnersLoaded(next: nil, .more), where: \.isLoad)
    #expect(pilot.cursorLine.contains("?"))
    #expect(pilot.shows("This server has GraphQL switched off."))
    #expect(pilot.lines[0].contains("available to me"))
    pilot.click("Tags")
    #expect(pilot.shows("Lists over REST do not tell this: Tags"))
    #expect(!header(pilot).contains("Tags↑"))
  }

  @Test func overRESTAFilterForWhatIsUnknownSaysSo() {
    var pilot = Pilot(ListFixtures.settings(), outside: Fixtures.well)
    pilot.answer(.runners(.source(.rest(because: "GraphQL is off.")), .more), where: \.isLoad)
    let page = RunnerPage(runners: [ListFixtures.bare(1)], next: nil)
    pilot.answer(.runners(.page(page), .more), where: \.isLoad)
    pilot.answer(.runnersLoaded(next: nil, .more), where: \.isLoad)
    pilot.press(.character("/"))
    pilot.type("host !tag:gpu")
    #expect(pilot.shows("Lists over REST do not tell what tag: looks for"))
  }

  @Test func onNarrowScreensTheDescriptionAloneStandsStill() {
    var pilot = ListFixtures.pilot(size: Size(width: 40, height: 10))
    pilot.press(.character("w"))
    #expect(header(pilot).contains("Status"))
    for _ in 0..<20 { pilot.press(.right) }
    #expect(header(pilot).contains("Timeout"))
    #expect(header(pilot).contains("Description"))
  }

  @Test func clicksSelectAndDoubleClicksOpenDetails() {
    var pilot = ListFixtures.pilot()
    pilot.click("#236")
    #expect(pilot.cursorID == 236)
    pilot.click("#234", .doublePress)
    #expect(!pilot.shows("#236"))
    pilot.press(.escape)
    #expect(pilot.cursorID == 234)
  }

  @Test func theWheelScrolls() {
    var pilot = ListFixtures.pilot()
    let first = pilot.shownIDs[0]
    pilot.mouse(.wheelDown, at: Point(x: 20, y: 10))
    #expect(pilot.shownIDs[0] == first - 3)
    pilot.mouse(.wheelUp, at: Point(x: 20, y: 10))
    #expect(pilot.shownIDs[0] == first)
  }

  @Test func pausedRunnersSayWhetherTheyAreInContactToo() {
    var pilot = ListFixtures.pilot(8)
    #expect(pilot.lines.contains { $0.contains("●online ‖paused") && $0.contains("#7 ") })
    pilot.press(.character("w"))
    #expect(pilot.lines.contains { $0.contains("● online ‖ paused") && $0.contains("#7 ") })
  }

  /// Texts that would move the cursor, hide or reverse what follows, or make columns shift.
  private static let hostile = [
    "\u{1B}[2J\u{1B}]0;title\u{7}evil", "\u{202E}reversed\u{2066}", "zero\u{200B}\u{FEFF}width",
    "line\nbreak\ttab\r", String(repeating: "漢", count: 1_024), "👩‍🚀👨‍👩‍👧‍👦🏳️‍🌈 crew",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307} marks", "\u{9B}31mC1", "عربي עברית",
    String(repeating: "\u{301}", count: 2_000),
  ]

  @Test(arguments: SnapshotTests.sizes) func hostileTextsBreakNoColumn(size: Size) {
    let runners = Self.hostile.enumerated().map { index, text in
      var runner = ListFixtures.runner(Int64(100 + index))
      runner.type = .project
      runner.description = text
      runner.tags = [text]
      runner.owner = RunnerTarget(kind: .group, id: 1, fullPath: text)
      runner.newestManager?.version = text
      runner.creator = text
      return runner
    }
    let pilot = Pilot(
      ListFixtures.settings(), size: size, outside: Fixtures.well,
      streams: ListFixtures.serves(runners))
    let surface = pilot.frame.surface
    for cell in surface.cells {
      for scalar in cell.glyph.unicodeScalars {
        #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
        #expect(!(0x202A...0x202E).contains(scalar.value))
        #expect(!(0x200B...0x200F).contains(scalar.value))
      }
    }
    guard size.width >= 80 else { return }
    let header = (0..<size.height).first { surface.line($0).contains("Description") } ?? 0
    let type = column(of: "Type", in: surface, y: header)
    for row in 0..<Self.hostile.count {
      let word = (0..<7).map { surface[type + $0, header + 1 + row].glyph }.joined()
      #expect(word == "project", "row \(row): \(surface.line(header + 1 + row))")
    }
  }

  private func column(of word: String, in surface: Surface, y: Int) -> Int {
    (0..<surface.size.width - word.count).first { x in
      (0..<word.count).map { surface[x + $0, y].glyph }.joined() == word
    } ?? 0
  }
}
