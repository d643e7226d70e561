import Testing

@testable import TerminalUI

@Suite struct TableLayoutTests {
  private let columns = [
    TableColumn(title: "Status", minimum: 2, preferred: 9),
    TableColumn(title: "Name", minimum: 12, weight: 3, preferred: 20),
    TableColumn(title: "Owner", priority: 2, minimum: 8, weight: 1, preferred: 12),
    TableColumn(title: "Version", priority: 3, minimum: 7),
    TableColumn(title: "Jobs", priority: 3, minimum: 5, alignment: .trailing),
  ]

  private func picture(_ layout: TableLayout) -> [String] {
    layout.places.map { "\($0.column)@\($0.x)+\($0.width)" }
  }

  @Test func everyColumnHasWhatItPrefersWhereThereIsRoom() {
    let layout = TableLayout(columns: columns, width: 61)
    #expect(picture(layout) == ["0@0+9", "1@11+20", "2@33+12", "3@47+7", "4@56+5"])
    #expect(layout.hiddenAfter == 0)
  }

  @Test func whatIsLeftIsSharedByWeight() {
    let layout = TableLayout(columns: columns, width: 71)
    #expect(picture(layout) == ["0@0+9", "1@11+27", "2@40+15", "3@57+7", "4@66+5"])
  }

  @Test func plainColumnsComeToTheirOwnBeforeWeightedOnes() {
    #expect(
      picture(TableLayout(columns: columns, width: 50)) == [
        "0@0+9", "1@11+13", "2@26+8", "3@36+7", "4@45+5",
      ])
  }

  @Test func theLeastImportantAreDroppedTheLastFirst() {
    // 12 + 2, then 8, then 7, then 5 columns, and a blank between each two.
    #expect(TableLayout(columns: columns, width: 38).places.map(\.column) == [0, 1, 2, 3, 4])
    #expect(TableLayout(columns: columns, width: 37).places.map(\.column) == [0, 1, 2, 3])
    #expect(TableLayout(columns: columns, width: 31).places.map(\.column) == [0, 1, 2])
    #expect(TableLayout(columns: columns, width: 23).places.map(\.column) == [0, 1])
    #expect(TableLayout(columns: columns, width: 23).hiddenAfter == 3)
  }

  @Test func oneBlankIsEnoughWhereTwoWouldCostAColumn() {
    let layout = TableLayout(columns: columns, width: 41)
    #expect(layout.places.count == 5)
    #expect(layout.places[1].x - layout.places[0].width == 1)
  }

  @Test func columnsThatAreNeverDroppedAreCutAtTheEdge() {
    #expect(picture(TableLayout(columns: columns, width: 9)) == ["0@0+2", "1@3+6"])
    #expect(picture(TableLayout(columns: columns, width: 2)) == ["0@0+2"])
    #expect(TableLayout(columns: columns, width: -1).places.isEmpty)
    #expect(TableLayout(columns: [], width: 9).places.isEmpty)
  }

  @Test func aWideTableScrollsByWholeColumnsBehindThePinnedOnes() {
    let start = TableLayout(wide: columns, width: 45, pinned: 1, first: 1)
    #expect(picture(start) == ["0@0+9", "1@11+20", "2@33+12"])
    #expect(start.hiddenBefore == 0)
    #expect(start.hiddenAfter == 2)

    let scrolled = TableLayout(wide: columns, width: 45, pinned: 1, first: 2)
    #expect(picture(scrolled) == ["0@0+9", "2@11+12", "3@25+7", "4@34+5"])
    #expect(scrolled.hiddenBefore == 1)
    #expect(scrolled.hiddenAfter == 0)
  }

  @Test func aWideTableScrollsNoFartherThanItMust() {
    let far = TableLayout(wide: columns, width: 45, pinned: 1, first: 99)
    #expect(far == TableLayout(wide: columns, width: 45, pinned: 1, first: 2))
    let wide = TableLayout(wide: columns, width: 200, pinned: 1, first: 3)
    #expect(wide.places.map(\.column) == [0, 1, 2, 3, 4])
    #expect(
      TableLayout(wide: columns, width: 45, pinned: 1, first: -5)
        == TableLayout(wide: columns, width: 45, pinned: 1, first: 1))
  }

  @Test func theLastPlaceOfAWideTableIsCutDownToItsMinimumAndNoFurther() {
    #expect(
      picture(TableLayout(wide: columns, width: 41, pinned: 1, first: 1)).last == "2@33+8")
    #expect(
      picture(TableLayout(wide: columns, width: 40, pinned: 1, first: 1)).last == "1@11+20")
  }

  @Test func pinnedColumnsMakeRoomForTheLeadingOne() {
    let layout = TableLayout(wide: columns, width: 24, pinned: 2, first: 4)
    #expect(picture(layout) == ["0@0+3", "1@5+12", "4@19+5"])
    #expect(layout.hiddenBefore == 2)
  }

  @Test func placesAreFoundByColumnAndByCell() {
    let layout = TableLayout(columns: columns, width: 61)
    #expect(layout.place(of: 1)?.x == 11)
    #expect(layout.place(of: 7) == nil)
    #expect(layout.place(at: 30)?.column == 1)
    #expect(layout.place(at: 31) == nil)
    let table = Rect(x: 3, y: 4, width: 61, height: 2)
    #expect(layout.place(of: 4)?.rect(in: table, row: 1) == Rect(x: 59, y: 5, width: 5, height: 1))
    #expect(layout.place(of: 4)?.rect(in: table, row: 2).isEmpty == true)
  }

  @Test func placesStayInOrderWithinAnyWidth() {
    for width in 0...90 {
      for gap in -1...3 {
        var layouts = [TableLayout(columns: columns, width: width, gap: gap)]
        for pinned in -1...6 {
          for first in -1...6 {
            layouts.append(
              TableLayout(wide: columns, width: width, pinned: pinned, first: first, gap: gap))
          }
        }
        for layout in layouts {
          var end = -1
          for place in layout.places {
            #expect(place.x > end && place.width > 0)
            end = place.x + place.width
          }
          #expect(end <= width)
          #expect(layout.places.map(\.column) == layout.places.map(\.column).sorted())
          #expect(layout.places.count + layout.hiddenBefore + layout.hiddenAfter == columns.count)
          #expect(width == 0 || !layout.places.isEmpty)
        }
      }
    }
  }

  @Test func everyColumnOfAWideTableCanBeReached() {
    for width in 20...90 {
      var reached: Set<Int> = []
      for first in 0..<5 {
        reached.formUnion(
          TableLayout(wide: columns, width: width, pinned: 2, first: first).places.map(\.column))
      }
      #expect(reached.count == 5, "\(width) columns")
    }
  }

  @Test func sillyColumnsAreClamped() {
    let column = TableColumn(
      title: "", priority: -3, minimum: -1, weight: .max, preferred: .max)
    let layout = TableLayout(columns: [column, column], width: 50)
    #expect(layout.places.count == 2)
    #expect(layout.places.last.map { $0.x + $0.width } == 50)
  }
}
