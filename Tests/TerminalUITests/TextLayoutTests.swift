import Testing

@testable import TerminalUI

@Suite struct TextLayoutTests {
  @Test(arguments: [
    ("the quick brown fox", 9, ["the quick", "brown fox"]),
    ("the quick brown fox", 10, ["the quick", "brown fox"]),
    ("the quick brown fox", 8, ["the", "quick", "brown", "fox"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("a abcdefgh", 4, ["a", "abcd", "efgh"]),
    ("a\n\nb\n", 4, ["a", "", "b", ""]),
    ("a\r\nb", 4, ["a", "b"]),
    ("", 4, [""]),
    ("abcd ", 4, ["abcd"]),
    ("abcd  ef", 4, ["abcd", "ef"]),
    ("abcd \nef", 4, ["abcd", "ef"]),
    ("a\tb", 4, ["a b"]),
    ("界面界面", 5, ["界面", "界面"]),
    ("ab界面", 5, ["ab界", "面"]),
    ("x 界面界", 5, ["x 界", "面界"]),
    ("界a", 1, ["界", "a"]),
    ("e\u{301}e\u{301} e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
    ("  indented", 12, ["  indented"]),
  ])
  func wraps(text: String, width: Int, rows: [String]) {
    #expect(text.wrapped(to: width) == rows)
  }

  @Test func noWidthHasNoRows() {
    #expect("abc".wrapped(to: 0).isEmpty)
    #expect("abc".wrapped(to: -1).isEmpty)
  }

  @Test func stopsAfterTheRowsAskedFor() {
    let text = String(repeating: "word ", count: 1000)
    #expect(text.wrapped(to: 9, limit: 2) == ["word word", "word word"])
    #expect(text.wrapped(to: 9, limit: 0).isEmpty)
  }

  @Test func rowsNeverExceedTheWidthAndKeepEveryLetter() {
    let text = "a bc  界面défg\u{301} 👨‍👩‍👧 hijklmn\nop 🇩🇪🇫🇷 qrstuvwxyz"
    for width in 2...40 {
      let rows = text.wrapped(to: width)
      #expect(rows.allSatisfy { $0.displayWidth <= width })
      #expect(rows.joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
    }
  }

  @Test func alignsInExactColumns() {
    #expect("ab".aligned(.leading, columns: 5, ellipsis: "…") == "ab   ")
    #expect("ab".aligned(.trailing, columns: 5, ellipsis: "…") == "   ab")
    #expect("ab".aligned(.center, columns: 5, ellipsis: "…") == " ab  ")
    #expect("界面".aligned(.trailing, columns: 5, ellipsis: "…") == " 界面")
    #expect("界面界".aligned(.center, columns: 5, ellipsis: "…") == "界面…")
    #expect("界面界".aligned(.leading, columns: 4, ellipsis: "…") == "界… ")
    #expect("ab".aligned(.leading, columns: 0, ellipsis: "…") == "")
  }

  private func painted(_ paragraph: Paragraph, _ size: Size) -> (rows: Int, lines: [String]) {
    var surface = Surface(size: size)
    let rows = paragraph.paint(on: &surface, in: surface.bounds, glyphs: .unicode)
    return (rows, (0..<size.height).map(surface.line))
  }

  @Test func paragraphsTellThatTheyGoOn() {
    let paragraph = Paragraph("the quick brown fox jumps", .fieldHelp)
    #expect(paragraph.height(width: 9) == 3)
    let cut = painted(paragraph, Size(width: 9, height: 2))
    #expect(cut.lines == ["the quick", "brown fo…"])
    #expect(painted(paragraph, Size(width: 9, height: 4)).rows == 3)
    #expect(painted(paragraph, Size(width: 12, height: 1)).lines == ["the quick…"])
  }

  @Test func paragraphsAlign() {
    let text = "ab abcd"
    let size = Size(width: 5, height: 2)
    #expect(painted(Paragraph(text, alignment: .trailing), size).lines == ["   ab", " abcd"])
    #expect(painted(Paragraph(text, alignment: .center), size).lines == [" ab", "abcd"])
  }

  @Test func paragraphsTakeAnySize() {
    for width in 0...3 {
      for height in 0...2 {
        let picture = painted(Paragraph("界 bc de"), Size(width: width, height: height))
        #expect(picture.rows <= height)
      }
    }
  }
}
