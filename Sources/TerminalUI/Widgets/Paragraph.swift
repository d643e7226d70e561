/// Text wrapped into a rectangle.
public struct Paragraph: Equatable, Sendable {
  public var text: String
  public var style: Style
  public var alignment: TextAlignment

  public init(_ text: String, _ style: Style, alignment: TextAlignment = .leading) {
    self.text = text
    self.style = style
    self.alignment = alignment
  }

  public init(_ text: String, _ role: Role = .text, alignment: TextAlignment = .leading) {
    self.init(text, Style(role), alignment: alignment)
  }

  /// Rows that the text takes in a number of columns; `limit` when it takes more.
  public func height(width: Int, limit: Int = .max) -> Int {
    text.wrapped(to: width, limit: limit).count
  }

  /// Paints as many rows as there is room for; an ellipsis tells that there are more.
  /// - Returns: the number of rows painted.
  @discardableResult
  public func paint(on surface: inout Surface, in rect: Rect, glyphs: Glyphs) -> Int {
    guard !rect.isEmpty else { return 0 }
    var rows = text.wrapped(to: rect.width, limit: rect.height + 1)
    if rows.count > rect.height {
      rows.removeLast()
      let last = rows.removeLast()
      let room = rect.width - glyphs.ellipsis.displayWidth
      rows.append(last.truncated(to: room, ellipsis: "") + glyphs.ellipsis)
    }
    for (index, row) in rows.enumerated() {
      let shift =
        switch alignment {
        case .leading: 0
        case .center: (rect.width - row.displayWidth) / 2
        case .trailing: rect.width - row.displayWidth
        }
      surface.write(
        row, at: Point(x: rect.x + max(0, shift), y: rect.y + index), style,
        limit: rect.width - max(0, shift))
    }
    return rows.count
  }
}
