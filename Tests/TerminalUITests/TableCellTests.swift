import Testing

@testable import TerminalUI

@Suite struct TableCellTests {
  private func painted(
    _ text: String, _ columns: Int, _ alignment: TextAlignment = .leading,
    highlighting words: [String] = [], glyphs: Glyphs = .unicode
  ) -> Surface {
    var surface = Surface(size: Size(width: columns + 2, height: 1))
    surface.fill(surface.bounds, .text, glyph: ".")
    surface.writeCell(
      text, in: Rect(x: 1, y: 0, width: columns, height: 1), .text, alignment: alignment,
      ellipsis: glyphs.ellipsis, highlighting: words)
    return surface
  }

  /// The cells in the role `match`, a dash for every other.
  private func matches(_ text: String, _ columns: Int, _ words: [String]) -> String {
    let surface = painted(text, columns, highlighting: words)
    return (1...columns).map { surface[$0, 0] }
      .map { $0.style.role == .match ? $0.glyph : "-" }.joined()
  }

  @Test func textStandsWhereItIsAligned() {
    #expect(painted("abc", 6).line(0) == ".abc....")
    #expect(painted("abc", 6, .trailing).line(0) == "....abc.")
    #expect(painted("abc", 6, .center).line(0) == "..abc...")
    #expect(painted("界面", 6, .trailing).line(0) == "...界面.")
  }

  @Test func cutTextEndsInTheEllipsis() {
    #expect(painted("abcdefg", 6).line(0) == ".abcde….")
    #expect(painted("abcdefg", 6, .trailing).line(0) == ".abcde….")
    #expect(painted("abcdefg", 6, glyphs: .ascii).line(0) == ".abcde~.")
    #expect(painted("abcdef", 6).line(0) == ".abcdef.")
    #expect(painted("界面界面", 6).line(0) == ".界面…..")
    #expect(painted("ab", 1).line(0) == ".….")
  }

  @Test func whatHasNoWidthTakesNoColumn() {
    #expect(painted("a\u{1B}[31mb\u{7}\n\t", 8).line(0) == ".a[31mb...")
    #expect(painted("e\u{301}\u{200B}x\u{202E}y", 6).line(0) == ".e\u{301}xy....")
    #expect(painted("\u{301}\u{200D}\u{FEFF}", 3).line(0) == ".....")
  }

  @Test func nothingReachesBeyondTheCell() {
    let hostile = [
      String(repeating: "界", count: 1024), String(repeating: "\u{200B}", count: 5000) + "x",
      "e" + String(repeating: "\u{301}", count: 5000) + "y", "👩‍👩‍👧‍👦👨🏽‍🚀🇫🇷🇩🇪", "क्षि नमस्ते", "กำลัง", "אב\u{202E}ג",
      "\r\n\u{0}\u{9B}31m", String(repeating: "ﷺ", count: 40), "\u{10FFFD}\u{E0041}",
    ]
    for text in hostile {
      for columns in 0...20 {
        for alignment in [TextAlignment.leading, .center, .trailing] {
          let surface = painted(text, columns, alignment, highlighting: ["界", "e", "x"])
          #expect(surface[0, 0].glyph == ".")
          #expect(surface[columns + 1, 0].glyph == ".")
        }
      }
    }
  }

  @Test func aCellOutsideTheSurfaceIsClipped() {
    var surface = Surface(size: Size(width: 4, height: 1))
    surface.writeCell("abcdef", in: Rect(x: -2, y: 0, width: 6, height: 1), .text, ellipsis: "…")
    #expect(surface.line(0) == "cdef")
    surface.writeCell("xyz", in: Rect(x: 2, y: 0, width: 9, height: 1), .text, ellipsis: "…")
    #expect(surface.line(0) == "cdxy")
    surface.writeCell("xyz", in: Rect(x: 0, y: 1, width: 4, height: 1), .text, ellipsis: "…")
    surface.writeCell("xyz", in: Rect(x: 0, y: -1, width: 4, height: 1), .text, ellipsis: "…")
    #expect(surface.line(0) == "cdxy")
  }

  @Test func wordsAreHighlightedWhereverTheyOccurInAnyCase() {
    #expect(matches("GPU and gpu", 11, ["gPu"]) == "GPU-----gpu")
    #expect(matches("aaaa", 4, ["aa"]) == "aaaa")
    #expect(matches("ÄRGER über", 10, ["ärger", "ÜB"]) == "ÄRGER-üb--")
    #expect(matches("abc", 3, ["bc", "ab", "", "x"]) == "abc")
    #expect(matches("abc", 3, []) == "---")
    #expect(matches("界面ab", 6, ["面A"]) == "--面a-")
    #expect(matches("İx", 2, ["x"]) == "-x")
  }

  @Test func aMatchThatIsCutIsHighlightedAsFarAsItShows() {
    #expect(matches("abcdefgh", 5, ["cdefg"]) == "--cd-")
    #expect(matches("abcdefgh", 5, ["efg"]) == "-----")
  }

  @Test func aHighlightKeepsWhatIsLaidOverTheCell() {
    var surface = Surface(size: Size(width: 3, height: 1))
    surface.writeCell(
      "abc", in: surface.bounds, Style(.text, over: .selection), ellipsis: "…", highlighting: ["b"])
    #expect(surface[0, 0].style == Style(.text, over: .selection))
    #expect(surface[1, 0].style == Style(.match, over: .selection))
  }

  /// The text is as long as a cell could ever hold a thousand times over; reading all of it for each cell
  /// would be seen at once.
  @Test func theEffortDoesNotGrowWithTheText() {
    let clock = ContinuousClock()
    let short = String(repeating: "界", count: 64)
    let long = String(repeating: "界", count: 4_000_000)
    func time(_ text: String) -> Duration {
      (0..<5).map { _ in
        clock.measure { for _ in 0..<20 { _ = painted(text, 20, highlighting: ["面"]) } }
      }.min() ?? .zero
    }
    let expected = time(short)
    #expect(time(long) < expected * 20)
  }
}
