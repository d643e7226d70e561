/// Which of a number of rows a view of fewer rows shows.
///
/// Rows can be anything counted: lines, fields, rows of a list.
public struct ScrollWindow: Equatable, Sendable {
  /// Rows there are.
  public let total: Int
  /// Rows the view has room for.
  public let height: Int
  /// The first row shown.
  public let offset: Int

  /// The window nearest to an earlier one that shows a range.
  ///
  /// - Parameters:
  ///   - offset: where the window began before; the window moves no farther than it must.
  ///   - focus: the rows to show; its beginning when it is higher than the view.
  ///   - margin: rows to keep visible above and below the focus where there is room.
  public init(total: Int, height: Int, offset: Int = 0, focus: Range<Int>, margin: Int = 0) {
    let total = max(0, total)
    let height = max(0, height)
    let spare = max(0, height - focus.count)
    let margin = min(max(0, margin), spare / 2)
    var offset = offset
    let (lastRow, overflow) = focus.upperBound.addingReportingOverflow(margin)
    if !overflow { offset = max(offset, lastRow - height) }
    offset = min(offset, focus.lowerBound - margin)
    self.init(total: total, height: height, clamping: offset)
  }

  /// The window at an offset as far as there is one, for scrolling by wheel.
  public init(total: Int, height: Int, offset: Int) {
    self.init(total: max(0, total), height: max(0, height), clamping: offset)
  }

  private init(total: Int, height: Int, clamping offset: Int) {
    self.total = total
    self.height = height
    self.offset = min(max(0, offset), max(0, total - height))
  }

  /// The window for a row when nothing is known of an earlier one.
  ///
  /// It moves by a quarter of the height, so that it mostly stands still while the row changes,
  /// and keeps rows visible on both sides of it.
  public static func around(_ row: Int, total: Int, height: Int) -> ScrollWindow {
    let step = max(1, height / 4)
    let above = height / 3
    return ScrollWindow(total: total, height: height, offset: row / step * step - above)
  }

  /// The rows shown.
  public var visible: Range<Int> { offset..<min(total, offset + height) }
  /// Rows hidden above.
  public var above: Int { offset }
  /// Rows hidden below.
  public var below: Int { total - visible.upperBound }
  public var isScrollable: Bool { total > height }
}
