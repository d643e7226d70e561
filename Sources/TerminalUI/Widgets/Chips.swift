/// Short values such as tags, each in brackets, followed by an editor for the next one.
public struct Chips: Equatable, Sendable {
  public var items: [String]
  public var editor: LineEditor
  /// The chip that keys act on; nil while the editor has the keys.
  public var selected: Int?

  public init(items: [String], editor: LineEditor = LineEditor(), selected: Int? = nil) {
    self.items = items
    self.editor = editor
    self.selected = selected.flatMap { items.indices.contains($0) ? $0 : nil }
  }

  /// Where things were painted.
  public struct Painted: Equatable, Sendable {
    /// Where the terminal's cursor belongs; nil without focus or room.
    public var cursor: Point?
    /// The chips that had room.
    public var chips: [Placed] = []
    /// The editor's columns, nil when it was not painted.
    public var editor: Rect?
  }

  public struct Placed: Equatable, Sendable {
    public let index: Int
    public let rect: Rect
  }

  /// Rows that all chips and the editor take in a number of columns.
  public func rowCount(width: Int) -> Int {
    guard width > 0 else { return 0 }
    let layout = ChipsLayout(self, size: Size(width: width, height: .max), hasEditor: true)
    return (layout.arrangement(from: 0, isLabelled: false).editor?.y ?? 0) + 1
  }

  /// Paints as many chips as have room, the selected one or the editor always among them, and how
  /// many others there are before and after.
  ///
  /// - Parameter placeholder: shown in the editor while there are no chips.
  @discardableResult
  public func paint(
    on surface: inout Surface, in rect: Rect, placeholder: String = "", isFocused: Bool,
    glyphs: Glyphs
  ) -> Painted {
    guard !rect.isEmpty else { return Painted() }
    surface.fill(rect, .fieldValue)
    let layout = ChipsLayout(
      self, size: rect.size, hasEditor: isFocused || items.isEmpty || !editor.isEmpty)
    let arrangement = layout.arrangement(isFocused: isFocused)
    var painted = Painted()
    for chip in arrangement.chips {
      let place = chip.rect.moved(to: rect)
      let style = Style(.tag, over: isFocused && chip.index == selected ? .selection : nil)
      surface.write(
        ChipsLayout.shown(items[chip.index], width: rect.width, glyphs: glyphs),
        at: place.origin, style, limit: place.width)
      painted.chips.append(Placed(index: chip.index, rect: place))
    }
    for label in arrangement.labels {
      let place = label.rect.moved(to: rect)
      surface.write(label.text, at: place.origin, .textMuted, limit: place.width)
    }
    if let place = arrangement.editor?.moved(to: rect) {
      painted.editor = place
      painted.cursor = editor.paint(
        on: &surface, in: place, placeholder: items.isEmpty ? placeholder : "",
        isFocused: isFocused && selected == nil, glyphs: glyphs)
    }
    return painted
  }
}

extension Rect {
  /// The rectangle, so far told from the corner of another one, on the surface itself.
  fileprivate func moved(to outer: Rect) -> Rect {
    Rect(x: outer.x + x, y: outer.y + y, width: width, height: height)
  }
}
