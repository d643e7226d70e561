import Testing

@testable import TerminalUI

@Suite struct TextAreaTests {
  private let size = Size(width: 10, height: 3)

  private func painted(
    _ area: TextArea, _ size: Size, isFocused: Bool = true, placeholder: String = ""
  ) -> (lines: [String], cursor: Point?) {
    var surface = Surface(size: size)
    let cursor = area.paint(
      on: &surface, in: surface.bounds, placeholder: placeholder, isFocused: isFocused,
      glyphs: .unicode)
    return ((0..<size.height).map(surface.line), cursor)
  }

  private func expect(_ key: Key, consumed: Bool, in area: inout TextArea) {
    let isConsumed = area.handle(key, size: size)
    #expect(isConsumed == consumed, "\(key.name)")
  }

  @Test func wrapsAtWords() {
    let picture = painted(TextArea(text: "the quick brown fox"), size)
    #expect(picture.lines == ["the quick", "brown fox", ""])
    #expect(picture.cursor == Point(x: 9, y: 1))
  }

  @Test func breaksLongWordsAndBetweenWideCharacters() {
    #expect(painted(TextArea(text: "0123456789abc"), size).lines[0] == "012345678")
    #expect(painted(TextArea(text: "界界界界界界"), size).lines[0] == "界界界界")
    #expect(
      painted(TextArea(text: " bc界"), Size(width: 4, height: 4)).lines == ["", "bc", "界", ""])
  }

  @Test func enterIsTheFormsAndAltEnterBreaksTheLine() {
    var area = TextArea(text: "a")
    expect(.enter, consumed: false, in: &area)
    expect(.tab, consumed: false, in: &area)
    expect(.escape, consumed: false, in: &area)
    expect(Key(.enter, .alt), consumed: true, in: &area)
    expect(.character("b"), consumed: true, in: &area)
    expect(.control("j"), consumed: true, in: &area)
    #expect(area.text == "a\nb\n")
    #expect(painted(area, size).cursor == Point(x: 0, y: 2))
  }

  @Test func pasteKeepsItsLines() {
    var area = TextArea()
    area.paste("a\r\nb\rc\u{7}\n")
    #expect(area.text == "a\nb\nc\n")
    area.setText("")
    area.paste("\n a\nb \n", trimming: true)
    #expect(area.text == "a\nb")
  }

  @Test func upAndDownMoveByVisualRowsAndKeepTheColumn() {
    var area = TextArea(text: "the quick brown fox\nx\nlonger one")
    #expect(area.rowCount(width: 10) == 5)
    #expect(painted(area, Size(width: 10, height: 9)).cursor == Point(x: 3, y: 4))
    var seen: [Point?] = []
    while area.handle(.up, size: size) {
      seen.append(painted(area, Size(width: 10, height: 9)).cursor)
    }
    #expect(
      seen == [Point(x: 3, y: 3), Point(x: 1, y: 2), Point(x: 3, y: 1), Point(x: 3, y: 0)])
    expect(.pageUp, consumed: false, in: &area)
    while area.handle(.down, size: size) {}
    #expect(painted(area, Size(width: 10, height: 9)).cursor?.y == 4)
    expect(.pageDown, consumed: false, in: &area)
  }

  @Test func aFullRowBeforeASoftBreakKeepsTheCursorInItsRow() {
    var area = TextArea(text: "aaaa bbbb\n0123456789")
    _ = area.handle(Key(.home, .control), size: size)
    _ = area.handle(.down, size: size)
    _ = area.handle(.end, size: size)
    _ = area.handle(.up, size: size)
    #expect(painted(area, size).cursor?.y == 1)
  }

  @Test func pageKeysMoveByAPageLessOneRow() {
    var area = TextArea(text: (0..<9).map(String.init).joined(separator: "\n"))
    expect(.pageUp, consumed: true, in: &area)
    #expect(area.cursor == 13)
    expect(.pageDown, consumed: true, in: &area)
    #expect(area.cursor == 17)
  }

  @Test func lineKeysStayInTheirLine() {
    var area = TextArea(text: "one\ntwo three\nfour")
    _ = area.handle(.up, size: Size(width: 40, height: 3))
    _ = area.handle(.home, size: size)
    #expect(area.cursor == 4)
    _ = area.handle(.end, size: size)
    #expect(area.cursor == 13)
    _ = area.handle(.control("u"), size: size)
    #expect(area.text == "one\n\nfour")
    _ = area.handle(.control("k"), size: size)
    #expect(area.text == "one\nfour")
    _ = area.handle(.control("y"), size: size)
    #expect(area.text == "one\ntwo three\nfour")
    _ = area.handle(Key(.end, .control), size: size)
    #expect(area.cursor == 18)
  }

  @Test func theRowOfTheCursorShowsAndMarksTellOfMore() {
    var area = TextArea(text: (0..<20).map { "line \($0)" }.joined(separator: "\n"))
    let end = painted(area, size)
    #expect(end.lines == ["line 17  ▲", "line 18", "line 19"])
    #expect(end.cursor == Point(x: 7, y: 2))
    while area.handle(.up, size: size) {
      let picture = painted(area, size)
      #expect(picture.cursor.map { size.height > $0.y } == true)
    }
    #expect(painted(area, size).lines == ["line 0", "line 1", "line 2   ▼"])
  }

  @Test func theCursorStaysInTheFieldAtAnySize() {
    for text in ["", "a", "ab cd  ef   ", "界\n\n界界", "🚀e\u{301}\u{200B}x", "क्षिक्षि"] {
      for width in 0...5 {
        for height in 0...3 {
          let size = Size(width: width, height: height)
          var area = TextArea(text: text)
          _ = area.handle(Key(.home, .control), size: size)
          for _ in 0...area.text.count {
            let cursor = painted(area, size).cursor
            #expect((cursor == nil) == (width == 0 || height == 0))
            _ = area.handle(.right, size: size)
          }
          while area.handle(.up, size: size) {}
          #expect(painted(area, size).cursor.map { $0.y == 0 } ?? true)
        }
      }
    }
  }

  @Test func thePlaceholderAndNoFocus() {
    let picture = painted(TextArea(), size, isFocused: false, placeholder: "Ask platform team")
    #expect(picture.lines[0] == "Ask platf…")
    #expect(picture.cursor == nil)
  }

  @Test func aClickPutsTheCursorOnTheCharacterUnderIt() {
    var area = TextArea(text: "the quick brown fox")
    area.moveCursor(to: Point(x: 2, y: 1), size: size)
    #expect(area.cursor == 12)
    area.moveCursor(to: Point(x: 50, y: 50), size: size)
    #expect(area.cursor == 19)
  }
}
