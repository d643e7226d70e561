import Testing

@testable import TerminalUI

struct ThemeColorTests {
  @Test func hexIsReadAndWritten() {
    #expect(RGB(hex: "#0a10FF") == RGB(0x0A, 0x10, 0xFF))
    #expect(RGB(0x0A, 0x10, 0xFF).hex == "#0a10ff")
  }

  @Test(arguments: ["", "#", "#fff", "0a10ff", "#0a10fg", "#0a10ff0", "#+a10ff"])
  func otherSpellingsAreNoHex(_ text: String) {
    #expect(RGB(hex: text) == nil)
  }

  @Test func luminanceAndContrastAreThoseOfWCAG() {
    #expect(abs(RGB(255, 255, 255).luminance - 1) < 1e-9)
    #expect(abs(RGB(255, 255, 255).contrast(with: RGB(0, 0, 0)) - 21) < 1e-9)
    // The lightest grey that passes 4.5 on white is #767676 (WebAIM's contrast article).
    #expect(abs(RGB(0x76, 0x76, 0x76).contrast(with: RGB(255, 255, 255)) - 4.54) < 0.01)
  }

  @Test func whiteAndRedHaveTheirPublishedOKLabValues() {
    let white = OKLab(RGB(255, 255, 255))
    #expect(abs(white.lightness - 1) < 1e-4 && white.squaredChroma < 1e-6)
    let red = OKLab(RGB(255, 0, 0))
    #expect(abs(red.lightness - 0.6279) < 1e-3)
    #expect(abs(red.greenRed - 0.2249) < 1e-3)
    #expect(abs(red.blueYellow - 0.1258) < 1e-3)
  }

  @Test func coloursOfThePaletteMapToThemselves() {
    for index in UInt8(16)...255 {
      let nearest = IndexedPalette.nearest(to: IndexedPalette.color(index))
      #expect(IndexedPalette.color(nearest) == IndexedPalette.color(index))
    }
  }

  @Test func rgbIsNeverShownAsOneOfTheUsersSixteen() {
    for color in [RGB(205, 0, 0), RGB(0, 0, 0), RGB(255, 255, 255), RGB(127, 127, 127)] {
      #expect(ThemeColor.rgb(color, twin: .red).number(at: .indexed256) >= 16)
    }
  }

  @Test func namedColoursStayTheUsers() {
    #expect(ThemeColor.basic(.brightCyan).number(at: .indexed256) == 14)
    #expect(ThemeColor.terminal.number(at: .indexed256) == -1)
  }

  @Test(arguments: [
    (RGB(0xFF, 0, 0), BasicColor.red), (RGB(0xFF, 0x9A, 0x9A), .brightRed),
    (RGB(0x30, 0x80, 0x30), .green), (RGB(0x88, 0xC0, 0xD0), .brightCyan),
    (RGB(0x10, 0x20, 0xC0), .blue), (RGB(0x90, 0x20, 0x90), .magenta),
    (RGB(0xA0, 0x80, 0), .yellow), (RGB(0x10, 0x10, 0x10), .black),
    (RGB(0x60, 0x60, 0x62), .brightBlack), (RGB(0xC0, 0xC0, 0xC0), .white),
    (RGB(0xFE, 0xFE, 0xFE), .brightWhite), (RGB(0xF0, 0x30, 0x40), .red),
  ])
  func colourWithoutTwinKeepsItsHueAmongSixteen(_ color: RGB, _ basic: BasicColor) {
    #expect(ThemeColor.rgb(color, twin: nil).basic == basic)
  }

  @Test func twinStandsForAColourAmongSixteen() {
    let color = ThemeColor.rgb(RGB(0x88, 0xC0, 0xD0), twin: .green)
    #expect(color.number(at: .ansi16) == BasicColor.green.rawValue)
  }

  @Test func directColoursAreRGBButForTheFirstEight() {
    #expect(ThemeColor.rgb(RGB(0x12, 0x34, 0x56), twin: nil).number(at: .direct) == 0x123456)
    #expect(ThemeColor.rgb(RGB(0, 0, 3), twin: nil).number(at: .direct) == 8)
    #expect(ThemeColor.basic(.cyan).number(at: .direct) == 6)
    #expect(ThemeColor.basic(.brightRed).number(at: .direct) == 0xFF0000)
    #expect(ThemeColor.indexed(231).number(at: .direct) == 0xFFFFFF)
  }

  @Test func everyBasicColourHasAName() {
    for color in BasicColor.allCases { #expect(BasicColor(name: color.name) == color) }
    #expect(BasicColor.brightBlack.name == "bright-black")
    #expect(BasicColor(name: "Red") == nil)
  }
}
