/// A short message that lies over the screen for a while.
public struct Toast: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case success
    case info
    case warning
    case error

    public var role: Role {
      switch self {
      case .success: .success
      case .info: .info
      case .warning: .warning
      case .error: .error
      }
    }

    public func glyph(_ glyphs: Glyphs) -> String {
      switch self {
      case .success: glyphs.success
      case .info: glyphs.info
      case .warning: glyphs.warning
      case .error: glyphs.error
      }
    }
  }

  public var kind: Kind
  public var text: String

  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// Most messages shown at once.
  public static let limit = 3
  /// Rows of a message; what went wrong is shown whole, because the next step stands at its end.
  private var rowLimit: Int { kind == .error ? .max - 1 : 3 }
  private static let widest = 60

  /// Paints the newest messages at the bottom right of an area, the newest lowest.
  ///
  /// - Parameter toasts: oldest first.
  /// - Returns: the rectangles of the messages that had room, newest first.
  @discardableResult
  public static func paint(
    _ toasts: [Toast], on surface: inout Surface, in area: Rect, glyphs: Glyphs
  ) -> [Rect] {
    var rects: [Rect] = []
    var bottom = area.endY
    for toast in toasts.suffix(limit).reversed() {
      let columns = min(area.width, widest)
      let rows = toast.text.wrapped(to: columns - frame, limit: toast.rowLimit + 1)
      // The newest message is cut rather than left out.
      let room = rects.isEmpty ? bottom - area.y : .max
      let height = min(rows.count, toast.rowLimit, room)
      guard height > 0, bottom - height >= area.y else { break }
      let width = (rows.prefix(height).map(\.displayWidth).max() ?? 0) + frame
      let rect = Rect(
        x: area.endX - min(width, columns), y: bottom - height, width: min(width, columns),
        height: height)
      toast.paint(on: &surface, in: rect, glyphs: glyphs)
      rects.append(rect)
      bottom -= height
    }
    return rects
  }

  /// Rows that the messages shown at once need in an area of some width.
  public static func height(of toasts: [Toast], width: Int) -> Int {
    toasts.suffix(limit).reduce(0) { sum, toast in
      let rows = toast.text.wrapped(to: min(width, widest) - frame, limit: toast.rowLimit + 1)
      return sum + min(rows.count, toast.rowLimit)
    }
  }

  /// Columns around the text: an edge, a blank, the kind's sign and a blank; a blank and an edge.
  private static let frame = 6

  private func paint(on surface: inout Surface, in rect: Rect, glyphs: Glyphs) {
    surface.fill(rect, .toast)
    for y in rect.y..<rect.endY {
      surface.write(glyphs.border.vertical, at: Point(x: rect.x, y: y), .toast)
      surface.write(glyphs.border.vertical, at: Point(x: rect.endX - 1, y: y), .toast)
    }
    surface.write(
      kind.glyph(glyphs), at: Point(x: rect.x + 2, y: rect.y), Style(kind.role, over: .toast))
    Paragraph(text, .toast).paint(
      on: &surface, in: rect.inset(left: 4, right: 2), glyphs: glyphs)
  }
}
