import Testing

@testable import TerminalUI

@Suite struct ChipsTests {
  private func painted(
    _ chips: Chips, _ width: Int, _ height: Int, isFocused: Bool = true, placeholder: String = ""
  ) -> (lines: [String], painted: Chips.Painted, surface: Surface) {
    var surface = Surface(size: Size(width: width, height: height))
    let painted = chips.paint(
      on: &surface, in: surface.bounds, placeholder: placeholder, isFocused: isFocused,
      glyphs: .unicode)
    return ((0..<height).map(surface.line), painted, surface)
  }

  private let numbered = Chips(items: (1...20).map { "tag\($0)" })

  @Test func chipsFlowAndTheEditorFollows() {
    let chips = Chips(items: ["docker", "linux"], editor: LineEditor(text: "gp"))
    let picture = painted(chips, 40, 2)
    #expect(picture.lines == ["[docker] [linux] gp", ""])
    #expect(picture.painted.cursor == Point(x: 19, y: 0))
    #expect(
      picture.painted.chips == [
        Chips.Placed(index: 0, rect: Rect(x: 0, y: 0, width: 8, height: 1)),
        Chips.Placed(index: 1, rect: Rect(x: 9, y: 0, width: 7, height: 1)),
      ])
    #expect(picture.painted.editor == Rect(x: 17, y: 0, width: 23, height: 1))
  }

  @Test func theEditorTakesARowOfItsOwnWhenLittleRoomIsLeft() {
    let picture = painted(Chips(items: ["docker", "linux"]), 20, 2)
    #expect(picture.lines == ["[docker] [linux]", ""])
    #expect(picture.painted.cursor == Point(x: 0, y: 1))
    #expect(Chips(items: ["docker", "linux"]).rowCount(width: 20) == 2)
    #expect(Chips(items: ["docker", "linux"]).rowCount(width: 40) == 1)
  }

  @Test func theEditorStaysInViewAndHiddenChipsAreCounted() {
    let picture = painted(numbered, 30, 2)
    #expect(picture.lines == ["+16 more [tag17] [tag18]", "[tag19] [tag20]"])
    #expect(picture.painted.cursor == Point(x: 16, y: 1))
  }

  @Test func withoutFocusTheFirstChipsShowAndTheRestIsCounted() {
    let picture = painted(numbered, 30, 2, isFocused: false)
    #expect(picture.lines == ["[tag1] [tag2] [tag3] [tag4]", "[tag5] [tag6] [tag7] +13 more"])
    #expect(picture.painted.cursor == nil)
    #expect(picture.painted.editor == nil)
  }

  @Test func theSelectedChipStaysInView() {
    var chips = numbered
    for selected in chips.items.indices {
      chips.selected = selected
      for height in 1...4 {
        let picture = painted(chips, 24, height)
        #expect(picture.painted.chips.contains { $0.index == selected })
        #expect(picture.painted.cursor == nil)
      }
    }
    chips.selected = 10
    let picture = painted(chips, 30, 2)
    #expect(picture.lines.joined().contains("+"))
    let place = picture.painted.chips.first { $0.index == 10 }?.rect.origin ?? Point(x: 0, y: 0)
    #expect(picture.surface[place.x, place.y].style == Style(.tag, over: .selection))
  }

  @Test func everyChipIsShownOrCounted() {
    for width in 12...50 {
      for height in 1...5 {
        for isFocused in [true, false] {
          let picture = painted(numbered, width, height, isFocused: isFocused)
          let shown = picture.painted.chips.map(\.index)
          #expect((picture.painted.cursor != nil) == isFocused)
          let first = shown.first ?? 0
          #expect(shown == Array(first..<first + shown.count))
          if isFocused, let last = shown.last { #expect(last == 19) }
          if !isFocused { #expect(shown.first ?? 0 == 0) }
        }
      }
    }
  }

  @Test func longAndWideValuesAreCut() {
    let picture = painted(Chips(items: ["a-very-long-tag-indeed", "界面界面界面界面"]), 12, 3)
    #expect(picture.lines == ["[a-very-lo…]", "[界面界面…]", ""])
  }

  @Test func anEmptyFieldShowsItsPlaceholder() {
    let picture = painted(Chips(items: []), 20, 1, isFocused: false, placeholder: "docker")
    #expect(picture.lines == ["docker"])
    #expect(painted(Chips(items: ["a"]), 20, 1, placeholder: "docker").lines == ["[a]"])
  }

  @Test func anythingFitsAnywhere() {
    for width in 0...4 {
      for height in 0...2 {
        for selected in [nil, 3] {
          var chips = numbered
          chips.selected = selected
          let picture = painted(chips, width, height)
          let bounds = Rect(x: 0, y: 0, width: width, height: height)
          #expect(picture.painted.cursor.map(bounds.contains) ?? true)
          #expect(width == 0 || height == 0 || selected != nil || picture.painted.cursor != nil)
        }
      }
    }
  }
}
