/// Where the columns of a table stand.
///
/// Two ways to deal with more columns than have room: leave out the least important ones, or show
/// all of them a part at a time. In both the places keep the order of the columns, never overlap
/// and never leave the width.
public struct TableLayout: Equatable, Sendable {
  /// One column in its place.
  public struct Place: Equatable, Sendable {
    /// Index of the column.
    public let column: Int
    /// The first cell, counted from the table's left edge.
    public let x: Int
    /// Cells, at least one.
    public let width: Int

    public init(column: Int, x: Int, width: Int) {
      self.column = column
      self.x = x
      self.width = width
    }

    /// The cells of the column in one row of a table.
    public func rect(in table: Rect, row: Int) -> Rect {
      Rect(x: table.x + x, y: table.y + row, width: width, height: 1).intersection(table)
    }
  }

  public let places: [Place]
  /// Columns left out to the left, to which a table scrolls.
  public let hiddenBefore: Int
  /// Columns left out to the right, or dropped anywhere for want of room.
  public let hiddenAfter: Int

  /// The columns that fit into a width.
  ///
  /// Columns are dropped by priority, of equal ones the last first, until the others have their
  /// minimum with `gap` blanks between, or with one. What is left goes to columns without weight
  /// until they have what they prefer, then to those with weight, and the rest by weight.
  public init(columns: [TableColumn], width: Int, gap: Int = 2) {
    let width = max(0, width)
    var fit = Fit(columns: columns, kept: Array(columns.indices))
    while true {
      if let wide = [max(1, gap), 1].first(where: { fit.need(gap: $0) <= width }) {
        fit.share(width - fit.need(gap: wide))
        places = Self.places(fit.widths, from: 0, gap: wide, width: width).places
        break
      }
      guard let least = fit.leastImportant else {
        places = Self.places(fit.widths, from: 0, gap: 1, width: width).places
        break
      }
      fit.drop(least)
    }
    hiddenBefore = 0
    hiddenAfter = columns.count - places.count
  }

  /// All columns at their preferred width, scrolled sideways by whole columns.
  ///
  /// The pinned columns shrink towards their minimum where the leading one would have no room. The
  /// last place may be cut, at most to the column's minimum.
  /// - Parameters:
  ///   - pinned: how many of the first columns do not scroll.
  ///   - first: index of the column that leads behind those. It goes no farther than it must for
  ///     the last column to show: `pinned + hiddenBefore` is the one that leads.
  public init(wide columns: [TableColumn], width: Int, pinned: Int, first: Int, gap: Int = 2) {
    let width = max(0, width)
    let gap = max(1, gap)
    let pinned = min(max(0, pinned), columns.count)
    var widths = columns.indices.map { (column: $0, width: columns[$0].preferred) }
    var pinnedWidth = widths[..<pinned].reduce(0) { $0 + $1.width + gap }

    var last = max(pinned, columns.count - 1)
    var tail = columns.last?.preferred ?? 0
    while last > pinned, pinnedWidth + tail + gap + columns[last - 1].preferred <= width {
      last -= 1
      tail += gap + columns[last].preferred
    }
    let first = min(max(pinned, first), last)

    if first < columns.count {
      for column in (0..<pinned).reversed() {
        let lack = pinnedWidth + columns[first].minimum - width
        let given = min(max(0, lack), columns[column].preferred - columns[column].minimum)
        widths[column].width -= given
        pinnedWidth -= given
      }
    }
    let fixed = Self.places(Array(widths[..<pinned]), from: 0, gap: gap, width: width)
    var scrolled = Self.places(Array(widths[first...]), from: fixed.end, gap: gap, width: width)
    if scrolled.places.count > 1, let cut = scrolled.places.last,
      cut.width < columns[cut.column].minimum
    {
      scrolled.places.removeLast()
    }
    places = fixed.places + scrolled.places
    hiddenBefore = first - pinned
    hiddenAfter = columns.count - places.count - hiddenBefore
  }

  /// The place of a column; nil where it is not shown.
  public func place(of column: Int) -> Place? { places.first { $0.column == column } }

  /// The place at a cell of a row, counted from the table's left edge; nil between columns.
  public func place(at x: Int) -> Place? {
    places.first { $0.x <= x && x < $0.x + $0.width }
  }

  /// Columns put side by side as far as they begin within the width.
  private static func places(
    _ widths: [(column: Int, width: Int)], from start: Int, gap: Int, width: Int
  ) -> (places: [Place], end: Int) {
    var places: [Place] = []
    var x = start
    for (column, wanted) in widths {
      guard x < width else { break }
      let given = min(wanted, width - x)
      places.append(Place(column: column, x: x, width: given))
      x += given + gap
    }
    return (places, x)
  }
}

/// Columns being fitted into a width.
private struct Fit {
  let columns: [TableColumn]
  private(set) var widths: [(column: Int, width: Int)]

  init(columns: [TableColumn], kept: [Int]) {
    self.columns = columns
    widths = kept.map { (column: $0, width: columns[$0].minimum) }
  }

  func need(gap: Int) -> Int {
    widths.reduce(0) { $0 + $1.width } + max(0, widths.count - 1) * gap
  }

  /// Index in `widths` of the column to drop next; nil when all of them stay.
  var leastImportant: Int? {
    let droppable = widths.indices.filter { columns[widths[$0].column].priority > 0 }
    return droppable.max {
      columns[widths[$0].column].priority < columns[widths[$1].column].priority
        || columns[widths[$0].column].priority == columns[widths[$1].column].priority && $0 < $1
    }
  }

  mutating func drop(_ index: Int) { widths.remove(at: index) }

  /// Gives away columns that are left beyond everybody's minimum.
  mutating func share(_ spare: Int) {
    var spare = spare
    let order = widths.indices.sorted {
      let (left, right) = (columns[widths[$0].column], columns[widths[$1].column])
      return (left.weight > 0 ? 1 : 0, left.priority, $0)
        < (right.weight > 0 ? 1 : 0, right.priority, $1)
    }
    for index in order {
      let given = min(spare, columns[widths[index].column].preferred - widths[index].width)
      widths[index].width += given
      spare -= given
    }
    var weights = order.reduce(0) { $0 + columns[widths[$1].column].weight }
    for index in order where weights > 0 {
      let weight = columns[widths[index].column].weight
      let given = spare * weight / weights
      widths[index].width += given
      spare -= given
      weights -= weight
    }
  }
}
