/// Character attributes that a terminal may show besides colours.
public struct Attributes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let bold = Attributes(rawValue: 1 << 0)
  public static let dim = Attributes(rawValue: 1 << 1)
  public static let italic = Attributes(rawValue: 1 << 2)
  public static let underline = Attributes(rawValue: 1 << 3)
  public static let reverse = Attributes(rawValue: 1 << 4)
  public static let strike = Attributes(rawValue: 1 << 5)
}

/// How many colours the terminal shows.
public enum ColorDepth: Equatable, Hashable, Sendable {
  /// Attributes only.
  case none
  case ansi8
  case ansi16
  case indexed256
  /// Colour numbers above 7 are 24-bit RGB values, as in the `*-direct` terminfo entries.
  case direct
}

/// What the presenter tells the terminal for one style: colour numbers of the given depth, -1 for
/// the terminal's own colour.
public struct CellPaint: Equatable, Hashable, Sendable {
  public var foreground: Int32
  public var background: Int32
  public var attributes: Attributes

  public init(foreground: Int32 = -1, background: Int32 = -1, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}
