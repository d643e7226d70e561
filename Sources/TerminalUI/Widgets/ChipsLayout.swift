/// Finds places for chips, an editor behind them, and labels that count what has no room.
struct ChipsLayout {
  /// Places told from the upper left corner.
  struct Arrangement: Equatable {
    var chips: [Chips.Placed] = []
    var labels: [Label] = []
    var editor: Rect?
    /// Index behind the last chip placed.
    var end: Int
  }

  struct Label: Equatable {
    let text: String
    let rect: Rect
  }

  /// Columns for typing before the editor goes to a row of its own.
  private static let editorColumns = 12

  private let widths: [Int]
  private let size: Size
  private let editorWidth: Int?
  private let selected: Int?

  init(_ chips: Chips, size: Size, hasEditor: Bool) {
    self.size = size
    widths = chips.items.map { Self.shown($0, width: size.width, glyphs: .ascii).displayWidth }
    selected = chips.selected
    guard hasEditor else {
      editorWidth = nil
      return
    }
    var columns = 1
    for character in chips.editor.buffer.characters {
      if columns >= size.width { break }
      columns += character.displayWidth
    }
    editorWidth = min(size.width, max(Self.editorColumns, columns))
  }

  /// A chip's text, cut to a row.
  static func shown(_ item: String, width: Int, glyphs: Glyphs) -> String {
    guard width > 2 else { return item.truncated(to: width, ellipsis: glyphs.ellipsis) }
    return "[\(item.truncated(to: width - 2, ellipsis: glyphs.ellipsis))]"
  }

  /// From the first chip on without focus; else from the first one with which what has the focus
  /// is in view. Labels give way where there is no room for them beside it.
  func arrangement(isFocused: Bool) -> Arrangement {
    guard isFocused else { return arrangement(from: 0, isLabelled: true) }
    return firstInView(isLabelled: true) ?? firstInView(isLabelled: false)
      ?? arrangement(from: selected ?? widths.count, isLabelled: false)
  }

  private func firstInView(isLabelled: Bool) -> Arrangement? {
    var low = 0
    var high = selected ?? widths.count
    while low < high {
      let middle = (low + high) / 2
      if isInView(arrangement(from: middle, isLabelled: isLabelled)) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    let found = arrangement(from: low, isLabelled: isLabelled)
    return isInView(found) ? found : nil
  }

  private func isInView(_ arrangement: Arrangement) -> Bool {
    guard let selected else { return arrangement.editor != nil }
    return arrangement.chips.contains { $0.index == selected }
  }

  func arrangement(from first: Int, isLabelled: Bool) -> Arrangement {
    var flow = Flow(size: size)
    var result = Arrangement(end: first)
    if isLabelled, first > 0 {
      let text = Texts.more(first)
      if let rect = flow.place(text.displayWidth) {
        result.labels.append(Label(text: text, rect: rect))
      }
    }
    for index in first..<widths.count {
      guard let rect = flow.place(widths[index]) else { break }
      result.chips.append(Chips.Placed(index: index, rect: rect))
      result.end = index + 1
    }
    if result.end == widths.count {
      if let editorWidth { result.editor = flow.placeRest(editorWidth) }
    } else if isLabelled {
      labelEnd(of: &result)
    }
    return result
  }

  /// Counts the chips behind the last one, which gives its place to the label if it must.
  private func labelEnd(of result: inout Arrangement) {
    while true {
      var flow = Flow(size: size, behind: result.chips.last?.rect ?? result.labels.last?.rect)
      let text = Texts.more(widths.count - result.end)
      if let rect = flow.place(text.displayWidth) {
        result.labels.append(Label(text: text, rect: rect))
        return
      }
      guard result.chips.popLast() != nil else { return }
      result.end -= 1
    }
  }

  /// Fills rows from left to right with a blank column between.
  private struct Flow {
    let size: Size
    private var x = 0
    private var y = 0

    init(size: Size, behind rect: Rect? = nil) {
      self.size = size
      if let rect {
        x = rect.endX
        y = rect.y
      }
    }

    mutating func place(_ width: Int) -> Rect? {
      guard width <= size.width else { return nil }
      var start = x > 0 ? x + 1 : 0
      var row = y
      if start + width > size.width {
        start = 0
        row += 1
      }
      guard row < size.height else { return nil }
      x = start + width
      y = row
      return Rect(x: start, y: row, width: width, height: 1)
    }

    /// The rest of the row, or of the next one when it has fewer columns than these.
    mutating func placeRest(_ width: Int) -> Rect? {
      guard let rect = place(width) else { return nil }
      x = size.width
      return Rect(x: rect.x, y: rect.y, width: size.width - rect.x, height: 1)
    }
  }
}
