/// The row that keys act on in a list, and the first row shown.
///
/// The list is as long as `count` says and shown in `height` rows; both are given anew each time,
/// because both change between two keys. Whatever they are, the row is one of the list and shown, and
/// `margin` rows beside it are shown too where there is room. All of it is 0 in an empty list.
public struct ListCursor: Equatable, Sendable {
  /// Rows that stay visible above and below the cursor.
  public static let margin = 2

  public var row: Int
  public var top: Int

  public init(row: Int = 0, top: Int = 0) {
    self.row = row
    self.top = top
  }

  public mutating func move(by rows: Int, count: Int, height: Int) {
    move(to: row.adding(rows), count: count, height: height)
  }

  /// Puts the cursor on a row, or on the nearest there is; the view moves no farther than it must.
  public mutating func move(to row: Int, count: Int, height: Int) {
    self.row = row
    keepVisible(count: count, height: height)
  }

  /// Moves cursor and view by pages, of which one row stays to find one's way; negative ones go up.
  public mutating func page(by pages: Int, count: Int, height: Int) {
    jump(by: pages.multiplying(max(1, height - 1)), count: count, height: height)
  }

  /// The same by halves of a page.
  public mutating func halfPage(by halves: Int, count: Int, height: Int) {
    jump(by: halves.multiplying(max(1, height / 2)), count: count, height: height)
  }

  public mutating func toFirst(count: Int, height: Int) {
    move(to: 0, count: count, height: height)
  }

  public mutating func toLast(count: Int, height: Int) {
    move(to: count - 1, count: count, height: height)
  }

  /// Moves the view, as a wheel does; the cursor stays on its row while that stays in view, and else
  /// goes along at the edge.
  public mutating func scroll(by rows: Int, count: Int, height: Int) {
    keepVisible(count: count, height: height)
    let window = ScrollWindow(total: count, height: height, offset: top.adding(rows))
    top = window.offset
    guard !window.visible.isEmpty else { return }
    let margin = min(Self.margin, (height - 1) / 2)
    let first = window.above > 0 ? window.visible.lowerBound + margin : 0
    let last = window.below > 0 ? window.visible.upperBound - 1 - margin : count - 1
    row = min(max(row, first), last)
  }

  /// Puts the cursor where its row has gone when rows came or went, and moves the view along with
  /// it, so that it stays on the same line of the screen as long as the list's ends allow.
  public mutating func follow(to row: Int, count: Int, height: Int) {
    top = top.adding(row.adding(-self.row))
    move(to: row, count: count, height: height)
  }

  /// Brings row and view into the list.
  public mutating func keepVisible(count: Int, height: Int, margin: Int = ListCursor.margin) {
    guard count > 0 else {
      self = ListCursor()
      return
    }
    row = min(max(0, row), count - 1)
    top =
      ScrollWindow(
        total: count, height: height, offset: top, focus: row..<row + 1, margin: margin
      ).offset
  }

  /// What of the list is shown.
  public func window(count: Int, height: Int) -> ScrollWindow {
    ScrollWindow(total: count, height: height, offset: top)
  }

  /// The row at a line of the view, such as where the mouse was clicked; nil where none is.
  public func row(atLine line: Int, count: Int, height: Int) -> Int? {
    guard line >= 0, line < height else { return nil }
    let row = window(count: count, height: height).offset + line
    return row < count ? row : nil
  }

  private mutating func jump(by rows: Int, count: Int, height: Int) {
    top = ScrollWindow(total: count, height: height, offset: top.adding(rows)).offset
    move(by: rows, count: count, height: height)
  }
}

extension Int {
  /// The sum, or the nearest number there is.
  fileprivate func adding(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }

  /// The product with a positive number, or the nearest number there is.
  fileprivate func multiplying(_ other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? (self < 0 ? .min : .max) : product
  }
}
