import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Pictures of the pages of the hand-over.
@Suite struct HandOverSnapshotTests {
  static let sizes = [
    Size(width: 40, height: 12), Size(width: 80, height: 24), Size(width: 140, height: 40),
  ]

  private func check(_ pilot: Pilot, _ name: String) {
    let size = pilot.frame.surface.size
    assertSnapshot(pilot.frame, named: "hand-over-\(name)-\(size.width)x\(size.height)")
  }

  @Test(arguments: sizes) func choosing(size: Size) {
    var pilot = Pilot.onHandOver(size: size)
    check(pilot, "places")
    pilot.press(.end)
    check(pilot, "places-last")
    pilot.press(.home, .enter)
    check(pilot, "executors")
    pilot.press(.enter)
    check(pilot, "questions")
    pilot.press(.down, .control("u"))
    pilot.type("a b")
    pilot.press(.down)
    check(pilot, "questions-wrong")
  }

  @Test(arguments: sizes) func texts(size: Size) {
    var pilot = Pilot.onHandOver(size: size)
    pilot.choose(.linux)
    check(pilot, "linux")
    pilot.press(.escape, .escape, .escape)
    pilot.choose(.helm)
    check(pilot, "helm")
    pilot.press(.escape, .escape)
    pilot.choose(.configTOML)
    check(pilot, "section")
    pilot.press(.end)
    check(pilot, "section-end")
    pilot.press(.character("S"))
    check(pilot, "save")
  }

  @Test(arguments: sizes) func withoutUTF8EveryCellIsASCII(size: Size) {
    var pilot = Pilot.onHandOver(Fixtures.settings(glyphs: .ascii), size: size)
    func isASCII() -> Bool {
      pilot.frame.surface.cells.allSatisfy { $0.glyph.utf8.allSatisfy { $0 < 0x80 } }
    }
    #expect(isASCII())
    pilot.choose(.configTOML)
    #expect(isASCII())
    pilot.press(.end)
    #expect(isASCII())
  }
}
