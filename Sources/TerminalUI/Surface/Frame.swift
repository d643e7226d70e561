/// What a click or a wheel turn at some place means.
public enum HitTarget: Equatable, Hashable, Sendable {
  /// Runs a command, such as a hint in the footer.
  case command(CommandID)
  /// Focuses an item of the screen: a field, a choice, a row.
  case item(Int)
  /// Scrolls or belongs to the numbered part of the screen without being an item.
  case region(Int)
  /// Inside an overlay, so that a click there does not count as outside.
  case overlay
}

/// A rectangle of the frame that the mouse can hit.
public struct HitRegion: Equatable, Sendable {
  public var rect: Rect
  public var target: HitTarget

  public init(_ rect: Rect, _ target: HitTarget) {
    self.rect = rect
    self.target = target
  }
}

/// A whole painted screen: cells, the place of the real cursor, and what can be clicked.
public struct Frame: Equatable, Sendable {
  public var surface: Surface
  /// Where the terminal's own cursor stands; nil hides it.
  public var cursor: Point?
  /// Later regions lie above earlier ones.
  public var regions: [HitRegion] = []

  public init(size: Size) {
    surface = Surface(size: size)
  }

  /// The topmost target at a place.
  public func target(at point: Point) -> HitTarget? {
    regions.last { $0.rect.contains(point) }?.target
  }
}
