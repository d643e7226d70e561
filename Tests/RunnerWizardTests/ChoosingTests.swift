import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// The choice of order, and what all choices have in common.
@Suite struct ChoosingTests {
  @Test func sortIsChosenAndReversedByTheSameKeys() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("s"))
    #expect(pilot.shows("Sort: server's order"))
    pilot.press(.down, .down, .enter, .home)
    #expect(pilot.shownIDs.first == 1)
    pilot.press(.character("s"))
    #expect(pilot.shows("↑ smallest first"))
    pilot.press(.enter, .home)
    #expect(pilot.shownIDs.first == 30)
    pilot.press(.character("s"), .character("s"))
    #expect(pilot.shows("↑ smallest first"))
    pilot.press(.escape, .home)
    #expect(pilot.shownIDs.first == 1)
  }

  @Test func sortIsFilteredFromTheSlashOn() {
    var pilot = ChoosingFixtures.pilot()
    pilot.press(.character("s"), .character("/"))
    pilot.type("descr")
    pilot.press(.enter)
    pilot.press(.character("s"))
    #expect(pilot.shows("Sort: Description"))
    pilot.press(.character("/"))
    pilot.type("zzz")
    #expect(pilot.shows("No match; Esc clears"))
    pilot.press(.enter, .escape)
    #expect(pilot.shows("Server's order"))
  }

  @Test func fieldsThatTheSourceDoesNotTellAreDimmedWithTheReason() {
    var pilot = Pilot(
      ListFixtures.settings(), outside: Fixtures.well,
      streams: { work in
        guard let load = work.load else { return [] }
        return [
          .runners(.source(.rest(because: "GraphQL is not available.")), load.purpose),
          .runners(
            .page(RunnerPage(runners: [ListFixtures.bare(5)], next: nil, total: 1)), load.purpose),
          .runnersLoaded(next: nil, load.purpose),
        ]
      })
    pilot.press(.character("s"), .character("/"))
    pilot.type("tags")
    #expect(pilot.shows("Lists over REST do not tell this: Tags"))
    pilot.press(.enter)
    #expect(pilot.shows("Sort: server's order"))
  }

  @Test func theLegendScrollsToItsEnd() {
    var pilot = ChoosingFixtures.pilot(size: Size(width: 40, height: 10))
    pilot.press(.character("L"))
    #expect(pilot.shows("● online"))
    pilot.press(.end)
    #expect(pilot.shows("part of a filter."))
    pilot.press(.home)
    #expect(pilot.shows("● online"))
    pilot.press(.character("q"))
    #expect(!pilot.shows("● online       contact"))
    #expect(pilot.farewell == nil)
  }

  @Test func clickSelectsDoubleClickTakesAndAClickBesideCloses() {
    var pilot = ChoosingFixtures.pilot(size: Size(width: 140, height: 40))
    pilot.press(.character("s"))
    pilot.click("smallest first")
    #expect(ChoosingFixtures.highlighted(pilot).contains("smallest first"))
    pilot.click("smallest first", .doublePress)
    #expect(!pilot.shows("Sort: "))
    pilot.press(.character("s"))
    #expect(pilot.shows("Sort: "))
    pilot.mouse(.press, at: Point(x: 1, y: 1))
    #expect(!pilot.shows("Sort: "))
  }

  @Test func hostileNamesOfViewsAndScopesStayInTheirBoxes() {
    for text in DetailPaneTests.hostile {
      let view = RunnerView(name: text, scope: "group:" + text, filter: text)
      var pilot = ChoosingFixtures.pilot(
        settings: ChoosingFixtures.settings([view]),
        outside: { work in
          guard work.isFindingScope else { return nil }
          return .scopeFound(RunnerTarget(kind: .group, id: 7, fullPath: text))
        })
      func check() {
        let isClean = pilot.frame.surface.cells.allSatisfy { cell in
          cell.glyph.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0.value != 0x202E
          }
        }
        #expect(isClean)
      }
      pilot.press(.character("v"))
      check()
      pilot.press(.character("d"))
      check()
      pilot.press(.escape, .character("S"))
      pilot.type("acme")
      pilot.press(.enter, .character("S"))
      check()
    }
  }

  @Test(arguments: SnapshotTests.sizes) func pictures(size: Size) {
    var pilot = ChoosingFixtures.pilot(
      size: size, settings: ChoosingFixtures.settings(ChoosingFixtures.kept))
    func check(_ name: String) {
      assertSnapshot(pilot.frame, named: "choosing-\(name)-\(size.width)x\(size.height)")
    }
    pilot.press(.character("S"))
    check("scope")
    pilot.type("acme/infra")
    check("scope-typed")
    pilot.press(.enter)
    pilot.wait(milliseconds: 150)
    check("scope-looking")
    for _ in 0..<2 {
      pilot.answer(.scopeNotFound(Fixtures.failure(.notFound)), where: \.isFindingScope)
    }
    check("scope-failed")
    pilot.press(.escape, .escape, .character("s"))
    check("sort")
    pilot.press(.escape, .character("C"))
    check("columns")
    pilot.press(.escape, .character("v"))
    check("views")
    pilot.press(.character("d"))
    check("views-delete")
    pilot.press(.escape, .character("v"), .character("n"))
    check("views-name")
    pilot.press(.escape, .escape, .character("L"))
    check("legend")
  }
}
