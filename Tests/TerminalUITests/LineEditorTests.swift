import Testing

@testable import TerminalUI

@Suite struct LineEditorTests {
  /// An editor after some keys; `|` in the text stands for the cursor.
  private func editor(_ marked: String, _ keys: Key...) -> LineEditor {
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    var editor = LineEditor(text: parts.joined())
    _ = editor.handle(.home)
    for _ in parts[0] { _ = editor.handle(.right) }
    for key in keys {
      let isConsumed = editor.handle(key)
      #expect(isConsumed, "\(key.name) is not consumed")
    }
    return editor
  }

  private func marked(_ editor: LineEditor) -> String {
    var characters = Array(editor.text)
    characters.insert("|", at: editor.cursor)
    return String(characters)
  }

  @Test func startsWithTheCursorBehindTheText() {
    #expect(marked(LineEditor(text: "abc")) == "abc|")
    #expect(LineEditor().isEmpty)
  }

  @Test func typedCharactersGoToTheCursor() {
    #expect(marked(editor("a|c", .character("b"))) == "ab|c")
    #expect(marked(editor("|", .character("界"), .space)) == "界 |")
  }

  @Test(arguments: [
    (Key.control("a"), "|one two"), (.home, "|one two"), (.control("e"), "one two|"),
    (.end, "one two|"), (.control("b"), "one| two"), (.left, "one| two"),
    (.control("f"), "one t|wo"), (.right, "one t|wo"), (.alt("b"), "|one two"),
    (Key(.left, .control), "|one two"), (.alt("f"), "one two|"),
    (Key(.right, .control), "one two|"), (.backspace, "one|two"), (.control("h"), "one|two"),
    (.delete, "one |wo"), (.control("d"), "one |wo"), (.control("k"), "one |"),
    (.control("u"), "|two"), (.control("w"), "|two"), (.alt("d"), "one |"),
    (Key(.backspace, .alt), "|two"),
  ])
  func readlineKeysEdit(key: Key, expected: String) {
    #expect(marked(editor("one |two", key)) == expected)
  }

  @Test func editingAtTheEndsChangesNothing() {
    for key in [Key.left, .backspace, .control("w"), .control("u"), .alt("b")] {
      #expect(marked(editor("|ab", key)) == "|ab")
    }
    for key in [Key.right, .delete, .control("d"), .control("k"), .alt("d"), .alt("f")] {
      #expect(marked(editor("ab|", key)) == "ab|")
    }
  }

  @Test func controlWCutsUpToABlankAndAltBackspaceAWord() {
    #expect(marked(editor("x gpu-a100|", .control("w"))) == "x |")
    #expect(marked(editor("x gpu-a100|", Key(.backspace, .alt))) == "x gpu-|")
  }

  @Test func yankPutsBackWhatWasCut() {
    #expect(marked(editor("one| two", .control("k"), .home, .control("y"))) == " two|one")
    #expect(
      marked(editor("one two|", .control("w"), .control("y"), .control("y"))) == "one twotwo|")
    #expect(marked(editor("a|", .control("y"))) == "a|")
  }

  @Test func cutsInARowAreYankedTogether() {
    let cut = editor("one two| three", .control("w"), .control("w"), .control("k"))
    #expect(marked(cut) == "|")
    var yanked = cut
    _ = yanked.handle(.control("y"))
    #expect(marked(yanked) == "one two three|")
  }

  @Test func anyOtherKeyEndsARowOfCuts() {
    let editor = editor("one two|", .control("w"), .left, .control("u"), .control("y"))
    #expect(marked(editor) == "one| ")
  }

  @Test func deletingIsNotCutting() {
    #expect(marked(editor("ab|", .backspace, .control("y"))) == "a|")
  }

  @Test func aCombiningMarkJoinsTheCharacterBeforeIt() {
    let editor = editor("e|x", .character("\u{301}"), .character("y"))
    #expect(marked(editor) == "e\u{301}y|x")
    #expect(editor.scalarCount == 4)
  }

  @Test func deletingAJoinerPartsOrJoinsNeighboursAndTheCursorStaysInTheText() {
    var editor = editor("|")
    editor.setText("🇩🇪🇫🇷")
    #expect(editor.cursor == 2)
    _ = editor.handle(.home)
    _ = editor.handle(.character("🇦"))
    #expect(editor.text == "🇦🇩🇪🇫🇷")
    #expect(editor.cursor == 1)
    #expect(editor.buffer.characters == Array("🇦🇩🇪🇫🇷"))
  }

  @Test func keysOfTheFormAreLeftToIt() {
    var editor = LineEditor(text: "a")
    for key in [
      Key.enter, .tab, .backTab, .escape, .up, .down, .pageUp, .pageDown, .function(1),
      .control("c"), .control("p"), .control("t"), .alt("x"), .alt("\u{301}"),
      .character("\u{7}"), .character("\r\n"),
    ] {
      let isConsumed = editor.handle(key)
      #expect(!isConsumed, "\(key.name) is consumed")
    }
    #expect(editor == LineEditor(text: "a"))
  }

  @Test func pasteBecomesOneLine() {
    var editor = editor("<|>")
    editor.paste("a\r\nb\tc\nd\u{2028}e\u{1B}[0m\u{7F}\u{9B}")
    #expect(marked(editor) == "<a b c d e[0m|>")
  }

  @Test func pasteOfAnAddressIsTrimmed() {
    var editor = LineEditor()
    editor.paste(" \n https://gitlab.example.com\u{200B}\u{FEFF}\r\n", trimming: true)
    #expect(editor.text == "https://gitlab.example.com")
    editor.setText("x")
    editor.paste(" \n ", trimming: true)
    #expect(editor.text == "x")
  }

  @Test func aTextNeverHoldsLineEnds() {
    #expect(LineEditor(text: "a\nb").text == "a b")
    var editor = LineEditor()
    editor.setText("a\r\nb")
    #expect(editor.text == "a b")
  }

  @Test func countsScalarsAsGitLabDoes() {
    #expect(LineEditor(text: "👨‍👩‍👧é").scalarCount == 6)
  }

  @Test func aMegabyteCanBePastedAndEdited() {
    var editor = LineEditor(text: "<>")
    _ = editor.handle(.left)
    editor.paste(String(repeating: "word é界 ", count: 100_000))
    for _ in 0..<200 {
      _ = editor.handle(.character("x"))
      _ = editor.handle(.left)
    }
    #expect(editor.scalarCount == 800_202)
    #expect(editor.cursor == 800_001)
    var surface = Surface(size: Size(width: 20, height: 1))
    for _ in 0..<200 {
      editor.paint(on: &surface, in: surface.bounds, isFocused: true, glyphs: .unicode)
    }
    #expect(surface.line(0).hasPrefix("…"))
  }
}

/// The editor against a model that keeps a string and finds its place by counting scalars.
@Suite struct LineEditorModelTests {
  private struct Model {
    var text = ""
    /// Scalars before the cursor.
    var place = 0

    var boundaries: [Int] {
      var places = [0]
      for character in text {
        places.append(places[places.count - 1] + character.unicodeScalars.count)
      }
      return places
    }

    mutating func insert(_ inserted: String) {
      var scalars = Array(text.unicodeScalars)
      scalars.insert(contentsOf: Array(inserted.unicodeScalars), at: place)
      set(scalars, place: place + inserted.unicodeScalars.count)
    }

    mutating func remove(from: Int, to: Int) {
      var scalars = Array(text.unicodeScalars)
      scalars.removeSubrange(from..<to)
      set(scalars, place: from)
    }

    mutating func move(_ step: Int) {
      let places = boundaries
      guard let index = places.firstIndex(of: place) else { return }
      place = places[min(max(0, index + step), places.count - 1)]
    }

    func neighbour(_ step: Int) -> Int {
      var copy = self
      copy.move(step)
      return copy.place
    }

    private mutating func set(_ scalars: [Unicode.Scalar], place: Int) {
      text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      self.place = boundaries.first { $0 >= place } ?? scalars.count
    }
  }

  @Test(arguments: 1...40)
  func randomEditsMatchTheModel(seed: UInt64) {
    var random = SplitMix(state: seed)
    let typed: [Character] = [
      "a", "b", " ", "é", "e", "\u{301}", "界", "🇩", "🇪", "👩", "\u{200D}", "🚀", "\u{1F3FD}",
      "क", "\u{94D}", "ष", "\u{93F}", "ᄒ", "ᅡ", "\u{600}", "ן", "\u{FE0F}",
    ]
    var editor = LineEditor()
    var model = Model()
    for _ in 0..<300 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0, 1:
        _ = editor.handle(.left)
        model.move(-1)
      case 2:
        _ = editor.handle(.right)
        model.move(1)
      case 3:
        _ = editor.handle(.backspace)
        model.remove(from: model.neighbour(-1), to: model.place)
      case 4:
        _ = editor.handle(.delete)
        model.remove(from: model.place, to: model.neighbour(1))
      case 5:
        let text = String((0..<3).map { _ in typed[Int.random(in: typed.indices, using: &random)] })
        editor.paste(text)
        model.insert(text)
      default:
        let character = typed[Int.random(in: typed.indices, using: &random)]
        _ = editor.handle(.character(character))
        model.insert(String(character))
      }
      let before = editor.buffer.characters[..<editor.cursor]
      let same =
        Array(editor.text.unicodeScalars) == Array(model.text.unicodeScalars)
        && before.reduce(0) { $0 + $1.unicodeScalars.count } == model.place
        && editor.buffer.characters.map { Array($0.unicodeScalars) }
          == Array(model.text).map { Array($0.unicodeScalars) }
        && editor.scalarCount == model.text.unicodeScalars.count
      #expect(same, "seed \(seed): \(editor) and \(model)")
      guard same else { return }
    }
  }

  @Test(arguments: 1...30)
  func theCursorIsAlwaysInTheFieldAndOnItsCharacter(seed: UInt64) {
    var random = SplitMix(state: seed)
    let typed = Array("ab 界e\u{301}\u{200B}🚀") + Array("क्षि")
    for width in [1, 2, 3, 4, 5, 7, 10, 24] {
      var editor = LineEditor()
      for _ in 0..<60 {
        let key: Key =
          switch Int.random(in: 0..<8, using: &random) {
          case 0: .left
          case 1: .alt("b")
          case 2: .right
          case 3: .home
          case 4: .end
          default: .character(typed[Int.random(in: typed.indices, using: &random)])
          }
        _ = editor.handle(key)
        var surface = Surface(size: Size(width: width + 2, height: 1))
        let field = Rect(x: 1, y: 0, width: width, height: 1)
        let cursor = editor.paint(on: &surface, in: field, isFocused: true, glyphs: .unicode)
        guard let cursor, field.contains(cursor) else {
          Issue.record("no cursor for \(editor) in \(width) columns")
          return
        }
        #expect(surface[0, 0] == .blank && surface[width + 1, 0] == .blank)
        guard width >= 8, editor.cursor < editor.buffer.characters.count else { continue }
        let under = Glyph(editor.buffer.characters[editor.cursor])
        if under.width > 0 {
          #expect(surface[cursor.x, 0].glyph == under.text, "\(editor) in \(width) columns")
        }
      }
    }
  }
}

/// A small generator of reproducible random numbers (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
