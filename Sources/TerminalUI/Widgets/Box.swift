/// A border with a title in its upper edge.
public struct Box: Equatable, Sendable {
  public var title: String
  public var border: Role
  /// What the inside is filled with; nil leaves it as it is.
  public var background: Role?

  public init(title: String = "", border: Role = .border, background: Role? = nil) {
    self.title = title
    self.border = border
    self.background = background
  }

  /// The rectangle within the border.
  public static func inside(_ rect: Rect) -> Rect {
    rect.inset(left: 1, top: 1, right: 1, bottom: 1)
  }

  /// Paints the border where it has room, that is from 2x2 cells on.
  /// - Returns: the rectangle within the border.
  @discardableResult
  public func paint(on surface: inout Surface, in rect: Rect, glyphs: Glyphs) -> Rect {
    if let background { surface.fill(rect, background) }
    guard rect.width >= 2, rect.height >= 2 else { return Self.inside(rect) }
    let lines = glyphs.border
    let edge = String(repeating: lines.horizontal, count: rect.width - 2)
    surface.write(lines.topLeft + edge + lines.topRight, at: rect.origin, border)
    for y in rect.y + 1..<rect.endY - 1 {
      surface.write(lines.vertical, at: Point(x: rect.x, y: y), border)
      surface.write(lines.vertical, at: Point(x: rect.endX - 1, y: y), border)
    }
    surface.write(
      lines.bottomLeft + edge + lines.bottomRight, at: Point(x: rect.x, y: rect.endY - 1), border)
    paintTitle(on: &surface, in: rect, glyphs: glyphs)
    return Self.inside(rect)
  }

  private func paintTitle(on surface: inout Surface, in rect: Rect, glyphs: Glyphs) {
    let shown = title.truncated(to: rect.width - 6, ellipsis: glyphs.ellipsis)
    guard !shown.isEmpty else { return }
    surface.write(" \(shown) ", at: Point(x: rect.x + 2, y: rect.y), .title)
  }
}
