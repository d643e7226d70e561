import Testing

@testable import TerminalUI

@Suite struct LineEditorPaintTests {
  private func painted(
    _ editor: LineEditor, width: Int, isFocused: Bool = true, placeholder: String = "",
    mask: Character? = nil, glyphs: Glyphs = .unicode
  ) -> (line: String, cursor: Int?, surface: Surface) {
    var surface = Surface(size: Size(width: width, height: 1))
    let cursor = editor.paint(
      on: &surface, in: surface.bounds, placeholder: placeholder, isFocused: isFocused,
      mask: mask, glyphs: glyphs)
    return (surface.line(0), cursor?.x, surface)
  }

  private func editor(_ text: String, cursor: Int) -> LineEditor {
    var editor = LineEditor(text: text)
    _ = editor.handle(.home)
    for _ in 0..<cursor { _ = editor.handle(.right) }
    return editor
  }

  @Test func aShortValueStandsWhole() {
    let picture = painted(LineEditor(text: "abc"), width: 8)
    #expect(picture.line == "abc")
    #expect(picture.cursor == 3)
    #expect(picture.surface[7, 0].style == Style(.fieldValue))
  }

  @Test func withoutFocusThereIsNoCursorAndTheBeginningShows() {
    let picture = painted(LineEditor(text: "0123456789"), width: 6, isFocused: false)
    #expect(picture.line == "01234…")
    #expect(picture.cursor == nil)
    #expect(painted(LineEditor(text: "012345"), width: 6, isFocused: false).line == "012345")
  }

  @Test func aLongValueIsCutWhereItGoesOn() {
    let text = "0123456789abcdefghij"
    #expect(painted(editor(text, cursor: 0), width: 9).line == "01234567…")
    let end = painted(editor(text, cursor: 20), width: 9)
    #expect(end.line == "…defghij")
    #expect(end.cursor == 8)
    let middle = painted(editor(text, cursor: 10), width: 9)
    #expect(middle.line == "…89abcde…")
    #expect(middle.cursor == 3)
  }

  @Test func theViewStandsStillWhileTheCursorMovesALittle() {
    let text = String(repeating: "0123456789", count: 6)
    let lines = (20..<25).map { painted(editor(text, cursor: $0), width: 20).line }
    #expect(Set(lines).count == 1)
  }

  @Test func asciiGlyphsMarkTheCutToo() {
    let picture = painted(LineEditor(text: "0123456789"), width: 6, glyphs: .ascii)
    #expect(picture.line == "~6789")
  }

  @Test func wideAndCombiningCharactersKeepTheCursorRight() {
    #expect(painted(editor("界界e\u{301}x", cursor: 2), width: 10).cursor == 4)
    #expect(painted(editor("界界e\u{301}x", cursor: 3), width: 10).cursor == 5)
    let end = painted(LineEditor(text: String(repeating: "界", count: 20)), width: 8)
    #expect(end.line == "…界界界")
    #expect(end.cursor == 7)
  }

  @Test func aMaskedValueNeverShows() {
    for width in 0...30 {
      let picture = painted(LineEditor(text: "glpat-secret"), width: width, mask: "•")
      let allowed: Set<Character> = ["•", "…", " "]
      #expect(picture.line.allSatisfy(allowed.contains))
    }
    #expect(painted(LineEditor(text: "界é"), width: 9, mask: "•").line == "••")
    #expect(painted(LineEditor(text: "界é"), width: 9, mask: "•").cursor == 2)
  }

  @Test func thePlaceholderShowsOnlyWhileTheValueIsEmpty() {
    let empty = painted(LineEditor(), width: 8, placeholder: "group/project")
    #expect(empty.line == "group/p…")
    #expect(empty.cursor == 0)
    #expect(empty.surface[0, 0].style.role == .fieldPlaceholder)
    #expect(painted(LineEditor(text: "x"), width: 8, placeholder: "group").line == "x")
  }

  @Test func tinyFieldsShowWhatFits() {
    #expect(painted(LineEditor(text: "abc"), width: 0).cursor == nil)
    #expect(painted(LineEditor(text: "abc"), width: 1).cursor == 0)
    #expect(painted(editor("abc", cursor: 1), width: 1).line == "b")
    #expect(painted(LineEditor(text: "abc"), width: 3).line == "bc")
    #expect(painted(LineEditor(text: "abc"), width: 3).cursor == 2)
    var surface = Surface(size: Size(width: 4, height: 1))
    let outside = LineEditor(text: "abc").paint(
      on: &surface, in: Rect(x: 2, y: 5, width: 4, height: 1), isFocused: true, glyphs: .unicode)
    #expect(outside == nil)
  }

  @Test func aClickPutsTheCursorOnTheCharacterUnderIt() {
    var editor = LineEditor(text: "界bc")
    editor.moveCursor(toColumn: 1, width: 10)
    #expect(editor.cursor == 0)
    editor.moveCursor(toColumn: 2, width: 10)
    #expect(editor.cursor == 1)
    editor.moveCursor(toColumn: 9, width: 10)
    #expect(editor.cursor == 3)
  }

  @Test func theStyleOverTheFieldCoversTheWholeRow() {
    var surface = Surface(size: Size(width: 6, height: 1))
    LineEditor(text: "0123456789").paint(
      on: &surface, in: surface.bounds, style: Style(.fieldValue, over: .selection),
      isFocused: false, glyphs: .unicode)
    #expect(surface.cells.allSatisfy { $0.style.over == .selection })
  }
}
