/// A colour that every terminal with colours has: its own, or one of the sixteen that its user
/// has chosen.
public enum BasicColor: Int32, CaseIterable, Hashable, Sendable {
  /// The terminal's own text or background colour.
  case terminal = -1
  case black, red, green, yellow, blue, magenta, cyan, white
  case brightBlack, brightRed, brightGreen, brightYellow
  case brightBlue, brightMagenta, brightCyan, brightWhite

  /// The name in theme files: `default`, `red`, `bright-red`.
  public var name: String { BasicColor.names[Int(rawValue) + 1] }

  public init?(name: some StringProtocol) {
    guard let place = BasicColor.names.firstIndex(where: { $0 == name }) else { return nil }
    self.init(rawValue: Int32(place) - 1)
  }

  var isBright: Bool { rawValue >= 8 }

  /// The same hue among the first eight.
  var normal: BasicColor { isBright ? BasicColor(rawValue: rawValue - 8) ?? self : self }

  private static let names =
    ["default", "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    + ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"].map { "bright-\($0)" }
}

/// A colour as a theme names it.
public enum ThemeColor: Hashable, Sendable {
  case basic(BasicColor)
  /// A number of the 256-colour palette; 0–15 are better said as `basic`.
  case indexed(UInt8)
  /// A true colour, and what stands for it where there are only sixteen.
  case rgb(RGB, twin: BasicColor?)

  public static let terminal = ThemeColor.basic(.terminal)

  /// The colour number to use at a depth, -1 for the terminal's own.
  func number(at depth: ColorDepth) -> Int32 {
    switch depth {
    case .none: -1
    case .ansi8, .ansi16: basic.rawValue
    case .indexed256:
      switch self {
      case .basic(let color): color.rawValue
      case .indexed(let index): Int32(index)
      case .rgb(let color, _): Int32(IndexedPalette.nearest(to: color))
      }
    case .direct: directNumber
    }
  }

  /// What a cell of this colour looks like, where that is known: the sixteen basic colours are
  /// the user's.
  func known(at depth: ColorDepth) -> RGB? {
    switch depth {
    case .none, .ansi8, .ansi16: nil
    case .indexed256, .direct:
      switch self {
      case .basic: nil
      case .indexed(let index): index < 16 ? nil : IndexedPalette.color(index)
      case .rgb(let color, _):
        depth == .direct ? color : IndexedPalette.color(IndexedPalette.nearest(to: color))
      }
    }
  }

  /// The colour among the sixteen.
  var basic: BasicColor {
    switch self {
    case .basic(let color): color
    case .indexed(let index):
      BasicColor(rawValue: Int32(index)) ?? .nearest(to: IndexedPalette.color(index))
    case .rgb(_, let twin?): twin
    case .rgb(let color, nil): .nearest(to: color)
    }
  }

  /// Where colours are 24-bit numbers, those below 8 are still the first eight of the palette
  /// (ncurses: the `*-direct` entries of terminfo.src).
  private var directNumber: Int32 {
    switch self {
    case .basic(let color) where !color.isBright: color.rawValue
    case .basic(let color): max(8, IndexedPalette.color(UInt8(color.rawValue)).number)
    case .indexed(let index) where index < 8: Int32(index)
    case .indexed(let index): max(8, IndexedPalette.color(index).number)
    case .rgb(let color, _): max(8, color.number)
    }
  }
}

extension BasicColor {
  /// The one of the sixteen with the same hue, bright or normal by lightness.
  static func nearest(to color: RGB) -> BasicColor {
    let perceived = OKLab(color)
    if perceived.squaredChroma < 0.03 * 0.03 {
      switch perceived.lightness {
      case ..<0.3: return .black
      case ..<0.65: return .brightBlack
      case ..<0.93: return .white
      default: return .brightWhite
      }
    }
    let hues: [BasicColor] = [.red, .yellow, .green, .cyan, .blue, .magenta]
    let hue = hues[color.hueSextant]
    return perceived.lightness < 0.75 ? hue : BasicColor(rawValue: hue.rawValue + 8) ?? hue
  }
}

extension RGB {
  /// The nearest of red, yellow, green, cyan, blue and magenta on the colour circle, as 0–5.
  fileprivate var hueSextant: Int {
    let (red, green, blue) = (Double(red), Double(green), Double(blue))
    let top = max(red, green, blue)
    let span = top - min(red, green, blue)
    guard span > 0 else { return 0 }
    // Degrees / 60 from the strongest component, between -1 and 5.
    let sixths: Double
    if top == red {
      sixths = (green - blue) / span
    } else if top == green {
      sixths = 2 + (blue - red) / span
    } else {
      sixths = 4 + (red - green) / span
    }
    return (Int(sixths.rounded()) + 6) % 6
  }
}
