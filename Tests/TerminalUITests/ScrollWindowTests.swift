import Testing

@testable import TerminalUI

@Suite struct ScrollWindowTests {
  @Test func staysWhereTheFocusIsVisible() {
    let window = ScrollWindow(total: 20, height: 5, offset: 4, focus: 6..<7, margin: 1)
    #expect(window.offset == 4)
    #expect(window.visible == 4..<9)
    #expect(window.above == 4)
    #expect(window.below == 11)
  }

  @Test func movesNoFartherThanTheFocusNeeds() {
    #expect(ScrollWindow(total: 20, height: 5, offset: 4, focus: 9..<10).offset == 5)
    #expect(ScrollWindow(total: 20, height: 5, offset: 4, focus: 2..<3).offset == 2)
  }

  @Test func keepsAMarginWhereThereIsRoom() {
    #expect(ScrollWindow(total: 20, height: 5, offset: 0, focus: 4..<5, margin: 2).offset == 2)
    #expect(ScrollWindow(total: 20, height: 5, offset: 9, focus: 9..<10, margin: 2).offset == 7)
    #expect(ScrollWindow(total: 20, height: 5, offset: 9, focus: 0..<1, margin: 2).offset == 0)
    #expect(ScrollWindow(total: 20, height: 5, offset: 0, focus: 19..<20, margin: 2).offset == 15)
    #expect(ScrollWindow(total: 20, height: 2, offset: 0, focus: 3..<4, margin: 9).offset == 2)
  }

  @Test func showsTheBeginningOfAFocusHigherThanTheView() {
    #expect(ScrollWindow(total: 20, height: 3, offset: 0, focus: 6..<12, margin: 2).offset == 6)
  }

  @Test func clampsWhateverItIsGiven() {
    #expect(ScrollWindow(total: 3, height: 5, offset: 9).visible == 0..<3)
    #expect(ScrollWindow(total: 9, height: 5, offset: -3).offset == 0)
    #expect(ScrollWindow(total: 0, height: 0, offset: 3, focus: 0..<0).visible == 0..<0)
    #expect(ScrollWindow(total: -1, height: -1, offset: 0).below == 0)
    let far = ScrollWindow(total: 9, height: 5, focus: 0..<Int.max, margin: .max)
    #expect(far.offset == 0)
  }

  @Test func aroundARowShowsItAndItsNeighbours() {
    for height in 0...9 {
      for row in 0..<30 {
        let window = ScrollWindow.around(row, total: 30, height: height)
        guard height > 0 else { continue }
        #expect(window.visible.contains(row))
        guard height >= 3, 1..<29 ~= row else { continue }
        #expect(window.visible.contains(row - 1) && window.visible.contains(row + 1))
      }
    }
  }

  @Test func theThumbTouchesAnEndOnlyAtTheEnd() {
    let thumbs = (0...90).map {
      Scrollbar(ScrollWindow(total: 100, height: 10, offset: $0)).thumb(track: 10)
    }
    #expect(thumbs.first == 0..<1)
    #expect(thumbs.last == 9..<10)
    #expect(thumbs.dropFirst().dropLast().allSatisfy { 1...8 ~= $0.lowerBound })
    #expect(thumbs.map(\.lowerBound) == thumbs.map(\.lowerBound).sorted())
  }

  @Test func theScrollbarPaintsOnlyWhatScrolls() {
    var surface = Surface(size: Size(width: 2, height: 4))
    Scrollbar(ScrollWindow(total: 4, height: 4, offset: 0)).paint(
      on: &surface, in: surface.bounds, glyphs: .ascii)
    #expect(surface == Surface(size: surface.size))
    Scrollbar(ScrollWindow(total: 8, height: 4, offset: 4)).paint(
      on: &surface, in: surface.bounds, glyphs: .ascii)
    #expect((0..<4).map(surface.line) == [" |", " |", " #", " #"])
    #expect(surface[1, 3].style.role == .scrollbarThumb)
  }

  @Test func theScrollbarTakesAnySize() {
    for height in 0...3 {
      let size = Size(width: 1, height: height)
      var surface = Surface(size: size)
      Scrollbar(ScrollWindow(total: 100, height: height, offset: 50)).paint(
        on: &surface, in: surface.bounds, glyphs: .ascii)
      let signs = surface.cells.map(\.glyph)
      #expect(height == 0 || signs.contains("#"))
    }
  }
}
