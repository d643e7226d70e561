import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// The pane with everything known about the runner under the cursor.
@Suite struct DetailPaneTests {
  private let told = DetailFixtures.told()

  @Test func showsWhatTheRowKnowsAtOnceAndTheRestWhenTheCursorStandsStill() {
    var pilot = DetailFixtures.pilot()
    #expect(pilot.shows("‖ paused"))
    #expect(pilot.shows("[a100]"))
    #expect(pilot.readIDs.isEmpty)
    pilot.standStill()
    #expect(pilot.readIDs == [17])
    pilot.answer(.runnerRead(DetailFixtures.detail()), where: \.isReading)
    pilot.press(.character("2"))
    #expect(pilot.shows("s_f00dcafe0003"))
  }

  @Test func followsTheCursorAndAsksOnlyWhereItStops() {
    var pilot = DetailFixtures.pilot()
    pilot.press(.down, .down, .down)
    #expect(pilot.readIDs.isEmpty)
    pilot.standStill()
    #expect(pilot.readIDs == [28])
    pilot.press(.up)
    #expect(pilot.shows("#29 windows host 29"))
  }

  @Test func anAnswerAboutAnotherRunnerIsDropped() {
    var pilot = DetailFixtures.pilot()
    pilot.standStill()
    pilot.press(.down)
    var late = DetailFixtures.detail()
    late.runner.description = "late answer"
    pilot.answer(.runnerRead(late), where: \.isReading)
    #expect(!pilot.shows("Managers\n3"))
    pilot.press(.character("2"))
    #expect(!pilot.shows("s_f00dcafe0003"))
    pilot.standStill()
    #expect(pilot.readIDs == [17, 30])
  }

  @Test func aSpinnerShowsAfterATenthOfASecond() {
    var pilot = DetailFixtures.pilot()
    pilot.wait(milliseconds: 210)
    #expect(!pilot.shows("⠋"))
    pilot.wait(milliseconds: 150)
    #expect(pilot.shows("⠋") || pilot.shows("⠙"))
  }

  @Test func failureSaysWhyKeepsTheRowAndIsTriedAgain() {
    var pilot = DetailFixtures.pilot()
    pilot.standStill()
    pilot.answer(.runnerNotRead(17, Fixtures.failure(.forbidden)), where: \.isReading)
    #expect(pilot.shows("✗ The details were not read."))
    #expect(pilot.shows("The server said no."))
    #expect(pilot.shows("[a100]"))
    pilot.press(.character("r"))
    #expect(pilot.readIDs == [17, 17])
    pilot.answer(.runnerRead(DetailFixtures.detail()), where: \.isReading)
    #expect(!pilot.shows("✗"))
  }

  @Test func enterTriesAgainWhatFailed() {
    var pilot = DetailFixtures.pilot()
    pilot.standStill()
    pilot.answer(.runnerNotRead(17, Fixtures.failure(.timedOut)), where: \.isReading)
    pilot.press(.enter)
    #expect(pilot.readIDs == [17, 17])
  }

  @Test func sectionsTurnByTabAndArrowsAndClick() {
    var pilot = DetailFixtures.pilot(outside: told)
    #expect(pilot.shows("[Overview]"))
    pilot.press(.tab)
    #expect(pilot.shows("[Managers]"))
    pilot.press(.backTab, .backTab)
    #expect(pilot.shows("[Projects]"))
    pilot.press(.enter, .right)
    #expect(pilot.shows("[Overview]"))
    pilot.press(.left)
    #expect(pilot.shows("[Projects]"))
    pilot.click(" Jobs ")
    #expect(pilot.shows("[Jobs]"))
  }

  @Test func whileOpenKeysScrollThePaneAndNotTheList() {
    var pilot = DetailFixtures.pilot(size: Size(width: 120, height: 16), outside: told)
    pilot.standStill()
    #expect(pilot.shows("Description  gpu host 17"))
    pilot.press(.enter, .down, .down)
    #expect(!pilot.shows("Description  gpu host 17"))
    #expect(pilot.readIDs == [17])
    pilot.press(.end)
    #expect(pilot.shows("Rack 4"))
    pilot.press(.home)
    #expect(pilot.shows("Description  gpu host 17"))
    pilot.press(.escape, .down)
    #expect(pilot.shows("#30 "))
  }

  @Test func onNarrowScreensItIsReadOnlyWhenItIsOpened() {
    var pilot = DetailFixtures.pilot(size: Size(width: 80, height: 24))
    pilot.standStill()
    pilot.press(.down)
    pilot.standStill()
    #expect(pilot.readIDs.isEmpty)
    pilot.press(.enter)
    #expect(pilot.readIDs == [30])
    pilot.press(.escape)
    #expect(!pilot.shows("[Overview]"))
  }

  @Test func aWindowThatGrowsBringsThePaneWithWhatItNeeds() {
    var pilot = DetailFixtures.pilot(size: Size(width: 80, height: 24))
    pilot.resize(140, 40)
    #expect(pilot.shows("[Overview]"))
    pilot.standStill()
    #expect(pilot.readIDs == [17])
  }

  /// What a server may put into any text of a runner.
  static let hostile = [
    "\u{1B}[2J\u{1B}]0;owned\u{07}", "a\u{202E}txt.exe", "zero\u{200B}\u{200D}width",
    String(repeating: "漢", count: 1_024), "line\r\nbreak\u{2028}\u{85}", "👩‍👩‍👧‍👦🇩🇪é̂̂̂̂",
  ]

  @Test(arguments: hostile, [Size(width: 40, height: 10), Size(width: 140, height: 40)])
  func noTextOfAServerReachesTheTerminalRawOrLeavesThePane(text: String, size: Size) {
    var detail = DetailFixtures.detail()
    detail.runner.description = text
    detail.runner.tags = [text, "b"]
    detail.runner.creator = text
    detail.runner.maintenanceNote = text
    detail.runner.shortToken = text
    detail.runner.owner?.fullPath = text
    detail.projects[0].fullPath = text
    detail.managers[0].systemID = text
    detail.managers[0].version = text
    detail.managers[0].executor = text
    detail.managers[0].ipAddress = text
    var jobs = DetailFixtures.jobs(4, from: 900)
    jobs.jobs[0].name = text
    jobs.jobs[0].status = text
    jobs.jobs[0].ref = text
    jobs.jobs[0].project = text
    var pilot = DetailFixtures.pilot(
      detail, size: size, outside: DetailFixtures.told(detail, jobs: jobs))
    pilot.press(.enter)
    pilot.standStill()
    for section in ["1", "2", "3", "4"] as [Character] {
      pilot.press(.character(section), .home)
      for key in [Key.pageDown, .pageDown, .pageDown, .end] {
        let surface = pilot.frame.surface
        let isClean = surface.cells.allSatisfy { cell in
          cell.glyph.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0.value != 0x202E
              && $0.value != 0x200B
          }
        }
        #expect(isClean)
        if size.width == 140 {
          let edge = (0..<size.height).map { surface[size.width - 1, $0].glyph }
          #expect(edge.allSatisfy { $0 == " " || $0 == "─" }, "\(pilot)")
        }
        pilot.press(key)
      }
    }
  }

  @Test(arguments: SnapshotTests.sizes) func pictures(size: Size) {
    var pilot = DetailFixtures.pilot(size: size)
    func check(_ name: String) {
      assertSnapshot(pilot.frame, named: "detail-\(name)-\(size.width)x\(size.height)")
    }
    pilot.press(.enter)
    pilot.wait(milliseconds: 150)
    check("loading")
    var failed = pilot
    failed.answer(.runnerNotRead(17, Fixtures.failure(.forbidden)), where: \.isReading)
    failed.wait(milliseconds: 200)
    assertSnapshot(
      failed.frame, named: "detail-failed-\(size.width)x\(size.height)")
    pilot.answer(.runnerRead(DetailFixtures.detail()), where: \.isReading)
    check("overview")
    pilot.press(.character("2"))
    check("managers")
    pilot.press(.character("3"))
    pilot.answer(
      .jobsRead(17, DetailFixtures.jobs(40, from: 900, next: .page(2))), where: \.isReadingJobs)
    check("jobs")
    pilot.press(.character("4"))
    check("projects")
  }

  @Test func withoutUTF8EveryCellOfThePaneIsASCII() {
    var pilot = DetailFixtures.pilot(glyphs: .ascii, outside: told)
    pilot.standStill()
    for section in ["1", "2", "3", "4"] as [Character] {
      pilot.press(.character(section))
      #expect(
        pilot.frame.surface.cells.allSatisfy { $0.glyph.utf8.allSatisfy { $0 < 0x80 } },
        "\(pilot)")
    }
  }
}
