import TerminalUI
import Testing

@testable import Curses

/// Without a locale: the table's own choices. What the C library measures stands in `ScreenTests`.
@Suite struct GlyphTableTests {
  @Test(
    arguments: zip(
      Array("…●○◌‖–│─┌┐└┘├┤▸✓×·█").map { $0 }, Array("~*o~|-|-++++++>xx.#").map { $0 }))
  func whatTheProgramDrawsHasAnASCIIForm(_ drawn: Character, _ expected: Character) {
    var scalars: [UInt32] = []
    GlyphTable(encoding: .ascii).append(String(drawn), width: 1, to: &scalars)
    #expect(scalars == expected.unicodeScalars.map(\.value))
  }

  @Test func everySubstituteIsPrintableASCII() {
    for value in UInt32(0)...0x2FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(0x20..<0x7F ~= GlyphTable.substitute(for: scalar))
    }
  }

  @Test func aSpinnerOfBraillePatternsGoesOnTurning() {
    let frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏".unicodeScalars.map(GlyphTable.substitute)
    #expect(Set(frames).count > 1)
  }
}
