import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// What stands beside what on screens of many widths.
@Suite struct ListWidthTests {
  @Test func thePaneTakesAtMostSixtyColumns() {
    for width in [110, 140, 160, 180, 200, 240] {
      let pilot = ListFixtures.pilot(size: Size(width: width, height: 24))
      let pane = pilot.app.detailRect?.width ?? 0
      #expect((44...60).contains(pane), "\(pane) at \(width)")
    }
  }

  @Test func noTwoBarsStandSideBySide() {
    for width in [110, 125, 140, 160, 200] {
      let pilot = ListFixtures.pilot(size: Size(width: width, height: 24))
      let lines = pilot.lines
      #expect(!lines.contains { $0.contains("││") || $0.contains("█│") }, "\(lines)")
      let edge = ListLayout(app: pilot.app).edge
      let glyphs = (edge.y + 1..<edge.endY).map { pilot.frame.surface[edge.x, $0].glyph }
      #expect(Set(glyphs) == ["│", "█"], "The edge is the scrollbar: \(glyphs)")
    }
    let short = ListFixtures.pilot(3, size: Size(width: 120, height: 24))
    #expect(short.cursorLine.contains("│"))
  }

  @Test func aPausedRunnerSaysBothInWordsAtEveryWidth() {
    for width in 40...200 {
      let pilot = ListFixtures.pilot(240, size: Size(width: width, height: 24))
      let rows = pilot.listLines.filter { $0.contains("‖") && $0.contains("#") }
      #expect(!rows.isEmpty, "at \(width)")
      for row in rows {
        #expect(row.contains("paused"), "at \(width): \(row)")
        #expect(
          ["online", "offline", "stale", "never"].contains { row.contains($0) },
          "at \(width): \(row)")
      }
    }
  }

  @Test func columnsUseTheRoomThatThePaneLeaves() {
    var runner = ListFixtures.runner(2)
    runner.owner = RunnerTarget(kind: .group, id: 4, fullPath: "platform/embedded/team/app")
    runner.type = .project
    runner.tags = ["docker", "linux", "amd64"]
    let pilot = Pilot(
      ListFixtures.settings(), size: Size(width: 200, height: 24), outside: Fixtures.well,
      streams: ListFixtures.serves([runner]))
    #expect(pilot.cursorLine.contains("docker, linux, "), "\(pilot.cursorLine)")
    #expect(pilot.cursorLine.contains("/team/app"), "\(pilot.cursorLine)")
  }

  @Test func pathsAreCutAtTheirBeginning() {
    var runner = ListFixtures.runner(2)
    runner.owner = RunnerTarget(
      kind: .group, id: 4, fullPath: "acme-international/platform-engineering/team/app")
    runner.type = .project
    for width in [90, 110, 140] {
      let pilot = Pilot(
        ListFixtures.settings(), size: Size(width: width, height: 24), outside: Fixtures.well,
        streams: ListFixtures.serves([runner]))
      let hasOwner = pilot.lines.contains { $0.contains("Owner   ") && $0.contains("Status") }
      if hasOwner { #expect(pilot.cursorLine.contains("…/team/app"), "\(pilot.cursorLine)") }
    }
    let wide = Pilot(
      ListFixtures.settings(), size: Size(width: 140, height: 24), outside: Fixtures.well,
      streams: ListFixtures.serves([runner]))
    #expect(wide.cursorLine.contains("…/team/app"))
  }

  @Test func theTitleKeepsTheEndOfItsGroup() {
    var pilot = ChoosingFixtures.pilot(size: Size(width: 40, height: 12)) { work in
      guard case .findScope = work else { return nil }
      return .scopeFound(
        RunnerTarget(kind: .group, id: 9, fullPath: "acme-international/platform/team/app"))
    }
    pilot.press(.character("S"))
    pilot.type("acme-international/platform/team/app")
    pilot.press(.enter)
    #expect(pilot.lines[0].contains("/app"), "\(pilot.lines[0])")
  }

  @Test func countersTellThePausedOnesWhereverThereIsRoomForCounters() {
    for width in 40...140 {
      let pilot = ListFixtures.pilot(240, size: Size(width: width, height: 24))
      let counters = pilot.lines[2]
      #expect(counters.contains("‖"), "at \(width): \(counters)")
      #expect(counters.contains("●") && counters.contains("–"), "at \(width): \(counters)")
    }
    #expect(ListFixtures.pilot(240).lines[2].contains("‖ paused 29"))
  }

  @Test func theSignsOfTheListDifferInEverySetOfGlyphs() {
    for glyphs in [Glyphs.unicode, .ascii] {
      let signs = [
        glyphs.online, glyphs.offline, glyphs.stale, glyphs.neverContacted, glyphs.paused,
        glyphs.focus, glyphs.checkOn, Texts.newSign, Texts.changedSign, Texts.unknownValue,
        Texts.noValue,
      ]
      #expect(Set(signs).count == signs.count, "\(signs)")
    }
  }

  @Test func anAddressIsNeverBrokenAcrossRows() {
    for width in [110, 140, 200] {
      let pilot = ListFixtures.pilot(size: Size(width: width, height: 40))
      let lines = pilot.lines.filter { $0.contains("https://") }
      #expect(lines.count == 1)
      #expect(
        lines.allSatisfy { $0.contains("/admin/runners/240") || $0.contains("…") },
        "\(width): \(lines)")
    }
  }
}
