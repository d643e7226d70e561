import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Pictures of what lies over a screen while an unfinished registration is looked after.
@Suite struct RecoverySnapshotTests {
  private func check(_ pilot: Pilot, _ name: String) {
    let size = pilot.frame.surface.size
    assertSnapshot(pilot.frame, named: "recovery-\(name)-\(size.width)x\(size.height)")
  }

  @Test(arguments: SnapshotTests.sizes) func lookingForIt(size: Size) {
    check(RecoveryFixtures.pilot(nil, size: size), "looking")
    check(RecoveryFixtures.pilot(RecoveryFixtures.found, size: size), "found")
    var several = RecoveryFixtures.pilot(RecoveryFixtures.several, size: size)
    several.press(.down)
    check(several, "several")
    check(RecoveryFixtures.pilot(RecoveryFixtures.absent, size: size), "absent")
    check(RecoveryFixtures.pilot(RecoveryFixtures.uncertain, size: size), "uncertain")
    check(
      RecoveryFixtures.pilot(
        nil, size: size, identity: RecoveryFixtures.createOnly, marker: "rw-abcdefgh"), "unreadable"
    )
  }

  @Test(arguments: SnapshotTests.sizes) func questions(size: Size) {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found, size: size)
    pilot.press(.character("d"))
    check(pilot, "delete")
    pilot.press(.escape, .character("l"))
    check(pilot, "leave")
    pilot.press(.escape, .enter)
    pilot.wait(milliseconds: 400)
    check(pilot, "token")
  }

  @Test(arguments: SnapshotTests.sizes) func atTheStart(size: Size) {
    var pilot = Pilot(
      RecoveryFixtures.settings([
        RecoveryFixtures.entry("a"), RecoveryFixtures.entry("b", .created, runnerID: 77),
        RecoveryFixtures.entry("c", server: Fixtures.server("https://gitlab.other.example")),
      ]), size: size, outside: RecoveryFixtures.lost(RecoveryFixtures.found))
    pilot.wait(milliseconds: 300)
    check(pilot, "start")
    pilot.press(.down, .down, .enter)
    check(pilot, "elsewhere")
  }

  @Test(arguments: SnapshotTests.sizes) func markerOnTheReview(size: Size) {
    var pilot = Pilot(
      RecoveryFixtures.settings(), size: size,
      outside: RecoveryFixtures.lost(nil, identity: RecoveryFixtures.createOnly))
    pilot.goToReview()
    pilot.press(.up)
    check(pilot, "marker")
    pilot.press(.space)
    check(pilot, "marker-off")
  }

  @Test(arguments: SnapshotTests.sizes) func withoutUTF8EveryCellIsASCII(size: Size) {
    var settings = RecoveryFixtures.settings([
      RecoveryFixtures.entry("a"), RecoveryFixtures.entry("b", marker: "rw-abcdefgh"),
    ])
    settings.glyphs = .ascii
    var pilot = Pilot(
      settings, size: size, outside: RecoveryFixtures.lost(RecoveryFixtures.several))
    func isASCII() -> Bool {
      pilot.frame.surface.cells.allSatisfy { $0.glyph.utf8.allSatisfy { $0 < 0x80 } }
    }
    pilot.wait(milliseconds: 300)
    #expect(isASCII())
    pilot.press(.enter)
    pilot.wait(milliseconds: 300)
    #expect(isASCII())
    pilot.press(.character("d"))
    #expect(isASCII())
  }
}
