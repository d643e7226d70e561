import Testing

@testable import TerminalUI

@Suite struct ListCursorTests {
  @Test func movingKeepsAMarginInView() {
    var cursor = ListCursor()
    for _ in 0..<7 { cursor.move(by: 1, count: 100, height: 10) }
    #expect(cursor == ListCursor(row: 7, top: 0))
    cursor.move(by: 1, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 8, top: 1))
    cursor.move(by: -5, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 3, top: 1))
    cursor.move(by: -1, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 2, top: 0))
  }

  @Test func theEndsAreReachedAndNotPassed() {
    var cursor = ListCursor()
    cursor.toLast(count: 100, height: 10)
    #expect(cursor == ListCursor(row: 99, top: 90))
    cursor.move(by: .max, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 99, top: 90))
    cursor.toFirst(count: 100, height: 10)
    #expect(cursor == ListCursor())
    cursor.move(by: .min, count: 100, height: 10)
    #expect(cursor == ListCursor())
  }

  @Test func aPageMovesTheViewWithTheCursor() {
    var cursor = ListCursor(row: 4, top: 0)
    cursor.page(by: 1, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 13, top: 9))
    cursor.page(by: -1, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 4, top: 0))
    cursor.page(by: -1, count: 100, height: 10)
    #expect(cursor == ListCursor())
    cursor.page(by: .max, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 99, top: 90))
    cursor.halfPage(by: -1, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 94, top: 87))
  }

  @Test func theWheelMovesTheViewAndTakesTheCursorAlongOnlyAtTheEdge() {
    var cursor = ListCursor(row: 5, top: 0)
    cursor.scroll(by: 3, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 5, top: 3))
    cursor.scroll(by: 3, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 8, top: 6))
    cursor.scroll(by: -6, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 7, top: 0))
    cursor.scroll(by: .max, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 92, top: 90))
    cursor.scroll(by: 3, count: 4, height: 10)
    #expect(cursor == ListCursor(row: 3, top: 0))
  }

  @Test func afterTheWheelAnArrowDoesNotMoveTheViewBack() {
    for step in -20...20 {
      var cursor = ListCursor(row: 50, top: 45)
      cursor.scroll(by: step, count: 100, height: 10)
      let scrolled = cursor
      cursor.move(by: 0, count: 100, height: 10)
      #expect(cursor == scrolled)
    }
  }

  @Test func followingARowKeepsItsLineOnTheScreen() {
    var cursor = ListCursor(row: 20, top: 14)
    cursor.follow(to: 25, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 25, top: 19))
    cursor.follow(to: 3, count: 100, height: 10)
    #expect(cursor == ListCursor(row: 3, top: 0))
    cursor.follow(to: .max, count: 30, height: 10)
    #expect(cursor == ListCursor(row: 29, top: 20))
  }

  @Test func aLineOfTheViewIsARowOfTheList() {
    let cursor = ListCursor(row: 5, top: 3)
    #expect(cursor.row(atLine: 0, count: 100, height: 10) == 3)
    #expect(cursor.row(atLine: 9, count: 100, height: 10) == 12)
    #expect(cursor.row(atLine: 10, count: 100, height: 10) == nil)
    #expect(cursor.row(atLine: -1, count: 100, height: 10) == nil)
    #expect(ListCursor().row(atLine: 4, count: 4, height: 10) == nil)
  }

  @Test func anEmptyListHasItsCursorAtTheBeginning() {
    var cursor = ListCursor(row: 5, top: 3)
    cursor.move(by: 1, count: 0, height: 10)
    #expect(cursor == ListCursor())
    cursor.scroll(by: 1, count: 0, height: 10)
    #expect(cursor == ListCursor())
  }

  @Test func theCursorIsInTheListAndInViewWhateverHappens() {
    for count in [0, 1, 2, 3, 5, 20] {
      for height in [0, 1, 2, 3, 4, 6, 30] {
        for row in [-1, 0, 4, 19, 99] {
          for top in [-9, 0, 7, 99] {
            for step in [-100, -3, -1, 0, 1, 3, 100] {
              for act in 0..<6 {
                var cursor = ListCursor(row: row, top: top)
                switch act {
                case 0: cursor.move(by: step, count: count, height: height)
                case 1: cursor.page(by: step, count: count, height: height)
                case 2: cursor.halfPage(by: step, count: count, height: height)
                case 3: cursor.scroll(by: step, count: count, height: height)
                case 4: cursor.follow(to: step, count: count, height: height)
                default: cursor.keepVisible(count: count, height: height)
                }
                check(cursor, count: count, height: height)
              }
            }
          }
        }
      }
    }
  }

  private func check(_ cursor: ListCursor, count: Int, height: Int) {
    guard count > 0 else {
      #expect(cursor == ListCursor())
      return
    }
    #expect((0..<count).contains(cursor.row))
    guard height > 0 else { return }
    let window = cursor.window(count: count, height: height)
    #expect(window.offset == cursor.top)
    #expect(window.visible.contains(cursor.row))
    let margin = min(ListCursor.margin, (height - 1) / 2)
    #expect(cursor.row - cursor.top >= margin || cursor.top == 0)
    #expect(window.visible.upperBound - 1 - cursor.row >= margin || window.below == 0)
  }
}
