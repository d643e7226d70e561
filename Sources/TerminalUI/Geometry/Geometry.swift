/// A place on the screen: column and row, both from zero at the top left.
public struct Point: Equatable, Hashable, Sendable {
  public var x: Int
  public var y: Int

  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// An extent in columns and rows, never negative.
public struct Size: Equatable, Hashable, Sendable {
  public let width: Int
  public let height: Int

  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }
}

/// A rectangle of cells. Its size is clamped at zero, so that shrinking one too far yields an
/// empty rectangle rather than a negative one.
public struct Rect: Equatable, Hashable, Sendable {
  public let x: Int
  public let y: Int
  public let width: Int
  public let height: Int

  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  public init(size: Size) {
    self.init(x: 0, y: 0, width: size.width, height: size.height)
  }

  public var origin: Point { Point(x: x, y: y) }
  public var size: Size { Size(width: width, height: height) }
  /// First column right of the rectangle.
  public var endX: Int { x + width }
  /// First row below the rectangle.
  public var endY: Int { y + height }
  public var isEmpty: Bool { width == 0 || height == 0 }

  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < endX && point.y >= y && point.y < endY
  }

  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top,
      width: min(endX, other.endX) - left, height: min(endY, other.endY) - top)
  }

  /// The rectangle without the given margins.
  public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
    Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
  }

  /// One row of the rectangle, counted from its top; empty when there is no such row.
  public func row(_ index: Int) -> Rect {
    let exists = index >= 0 && index < height
    return Rect(x: x, y: y + index, width: width, height: exists ? 1 : 0)
  }

  /// A rectangle of the given size in the middle of this one, never larger than it.
  public func centered(_ size: Size) -> Rect {
    let width = min(size.width, self.width)
    let height = min(size.height, self.height)
    return Rect(
      x: x + (self.width - width) / 2, y: y + (self.height - height) / 2,
      width: width, height: height)
  }

  /// Splits off the upper rows: `top` has `height` rows or fewer, `rest` what remains.
  public func split(top height: Int) -> (top: Rect, rest: Rect) {
    let taken = min(max(0, height), self.height)
    return (
      Rect(x: x, y: y, width: width, height: taken),
      Rect(x: x, y: y + taken, width: width, height: self.height - taken)
    )
  }

  /// Splits off the lower rows.
  public func split(bottom height: Int) -> (rest: Rect, bottom: Rect) {
    let taken = min(max(0, height), self.height)
    let parts = split(top: self.height - taken)
    return (parts.top, parts.rest)
  }
}
