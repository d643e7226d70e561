import Testing

@testable import TerminalUI

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("abc", 3), ("", 0), ("界面", 4), ("ｶﾅ", 2), ("Ａ", 2), ("e\u{301}", 1), ("한국", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("👨‍👩‍👧", 2), ("👍🏽", 2), ("🇩🇪", 1), ("❤️", 1), ("1️⃣", 1),
    ("שלום", 4), ("العربية", 7), ("\u{200B}\u{FEFF}\u{202E}\u{2066}", 0), ("\u{AD}", 1),
    ("a\u{1B}[1m\u{7}\u{9B}b", 5), ("\r\n\t", 0), ("नमस्ते", 4), ("น้ำ", 2), ("\u{600}1", 1),
    ("\u{301}", 0), ("\u{E000}", 1),
  ])
  func countsColumns(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
    let parts = text.flatMap { Glyph.parts(of: $0) }
    #expect(parts.reduce(0) { $0 + $1.width } == columns)
    #expect(parts.allSatisfy { $0.width > 0 && $0.text.unicodeScalars.count <= 5 })
  }

  @Test func spacingVowelsTakeACellOfTheirOwn() {
    let parts = Array("कि").flatMap { Glyph.parts(of: $0) }
    #expect(parts.map(\.text).joined() == "कि")
    #expect(parts.count == 2)
  }

  @Test func emojiSequencesShowTheirFirstPart() {
    #expect("👩🏽‍🚀".flatMap { Glyph.parts(of: $0) }.map(\.text) == ["👩"])
    #expect("🇩🇪".flatMap { Glyph.parts(of: $0) }.map(\.text) == ["🇩"])
  }

  @Test func charactersThatTheTablesDoNotKnowShowAReplacement() {
    // U+1FAE8 came with Unicode 15; U+0378 is unassigned.
    #expect(Glyph("\u{1FAE8}").text == "\u{FFFD}")
    #expect(Glyph("\u{0378}").text == "\u{FFFD}")
    #expect(Glyph("\u{1FAE8}").width == 1)
  }

  @Test func aPileOfMarksIsCutToWhatACellHolds() {
    let pile = "e" + String(repeating: "\u{301}", count: 1000)
    #expect(pile.displayWidth == 1)
    #expect(pile.flatMap { Glyph.parts(of: $0) }.map(\.text.unicodeScalars.count) == [5])
  }

  @Test func truncatesWithAnEllipsis() {
    #expect("abcdef".truncated(to: 6, ellipsis: "…") == "abcdef")
    #expect("abcdef".truncated(to: 5, ellipsis: "…") == "abcd…")
    #expect("abcdef".truncated(to: 1, ellipsis: "…") == "…")
    #expect("abcdef".truncated(to: 0, ellipsis: "…") == "")
    #expect("".truncated(to: 0, ellipsis: "…") == "")
    #expect("abcdef".truncated(to: -3, ellipsis: "…") == "")
    #expect("界界界".truncated(to: 5, ellipsis: "…") == "界界…")
    #expect("界界界".truncated(to: 4, ellipsis: "…") == "界…")
    #expect("e\u{301}e\u{301}e\u{301}".truncated(to: 2, ellipsis: "…") == "e\u{301}…")
  }

  @Test func aTruncatedTextNeverExceedsItsColumns() {
    let text = "a界e\u{301}👨‍👩‍👧क्षि\u{200B}z"
    for columns in 0...12 {
      #expect(text.truncated(to: columns, ellipsis: "...").displayWidth <= columns)
    }
  }

  @Test func surfacesShowEverySpacingCharacterOfACluster() {
    var surface = Surface(size: Size(width: 6, height: 1))
    #expect(surface.write("น้ำ界", at: Point(x: 0, y: 0), .text) == 4)
    #expect(surface.line(0) == "น้ำ界")
    #expect(surface[3, 0].glyph == "")
  }
}

@Suite struct GlyphsTests {
  @Test(arguments: [Glyphs.unicode, .ascii])
  func everySignIsOneColumn(glyphs: Glyphs) {
    for sign in glyphs.all { #expect(sign.displayWidth == 1, "\(sign)") }
  }

  @Test func theASCIISetIsASCII() {
    #expect(Glyphs.ascii.all.joined().allSatisfy { $0.isASCII })
    #expect(Glyphs.unicode.all.count >= 40)
  }

  @Test(arguments: [Glyphs.unicode, .ascii])
  func statesThatStandSideBySideDiffer(glyphs: Glyphs) {
    let groups = [
      [glyphs.online, glyphs.offline, glyphs.stale, glyphs.neverContacted, glyphs.paused],
      [glyphs.success, glyphs.info, glyphs.warning, glyphs.error],
      [glyphs.stepDone, glyphs.stepCurrent, glyphs.stepTodo],
      [glyphs.checkOn, glyphs.checkOff], [glyphs.radioOn, glyphs.radioOff],
      [glyphs.scrollThumb, glyphs.scrollTrack],
    ]
    for group in groups { #expect(Set(group).count == group.count) }
  }

  @Test func theSpinnerTurnsThroughItsFrames() {
    let count = Glyphs.ascii.spinner.count
    #expect((0..<count).map(Glyphs.ascii.spinnerFrame) == Glyphs.ascii.spinner)
    #expect(Glyphs.ascii.spinnerFrame(count) == Glyphs.ascii.spinner[0])
    #expect(Glyphs.ascii.spinnerFrame(-1) == Glyphs.ascii.spinner[count - 1])
  }
}
