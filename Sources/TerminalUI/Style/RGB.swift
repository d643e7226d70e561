/// A colour as its eight-bit sRGB components.
public struct RGB: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `#rrggbb`, the only spelling that themes use.
  public init?(hex: some StringProtocol) {
    let digits = hex.utf8.dropFirst()
    guard hex.utf8.first == UInt8(ascii: "#"), digits.count == 6,
      digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let value = UInt32(hex.dropFirst(), radix: 16)
    else { return nil }
    self.init(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
  }

  public var hex: String {
    let digits = String(number, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// `0xrrggbb`.
  public var number: Int32 { Int32(red) << 16 | Int32(green) << 8 | Int32(blue) }

  /// Relative luminance from 0 (black) to 1 (white) (WCAG 2.2, "relative luminance").
  public var luminance: Double {
    let (red, green, blue) = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  /// Contrast from 1 (none) to 21 (black on white) (WCAG 2.2, "contrast ratio").
  public func contrast(with other: RGB) -> Double {
    RGB.contrast(luminance, other.luminance)
  }

  static func contrast(_ first: Double, _ second: Double) -> Double {
    (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// The components without sRGB's transfer curve, each from 0 to 1.
  var linear: (red: Double, green: Double, blue: Double) {
    (RGB.linear(red), RGB.linear(green), RGB.linear(blue))
  }

  private static func linear(_ component: UInt8) -> Double {
    let value = Double(component) / 255
    if value <= 0.04045 { return value / 12.92 }
    let base = (value + 0.055) / 1.055
    // base ^ 2.4, as base² · (base²) ^ 1/5.
    return base * base * root(5, of: base * base)
  }
}

/// A colour where equal distances look about equally different
/// (Björn Ottosson, "A perceptual color space for image processing", 2020: OKLab).
struct OKLab: Equatable {
  /// 0 is black, 1 white.
  var lightness: Double
  var greenRed: Double
  var blueYellow: Double

  init(_ color: RGB) {
    let (red, green, blue) = color.linear
    let long = root(3, of: 0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let medium = root(3, of: 0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = root(3, of: 0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    greenRed = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blueYellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  func squaredDistance(to other: OKLab) -> Double {
    let lightness = lightness - other.lightness
    let greenRed = greenRed - other.greenRed
    let blueYellow = blueYellow - other.blueYellow
    return lightness * lightness + greenRed * greenRed + blueYellow * blueYellow
  }

  /// Colourfulness: 0 for greys, about 0.3 for the strongest colours of sRGB.
  var squaredChroma: Double { greenRed * greenRed + blueYellow * blueYellow }
}

/// The root of a number from 0 to 1 by Newton's method, because the standard library has only
/// the square root.
private func root(_ degree: Int, of value: Double) -> Double {
  guard value > 0 else { return 0 }
  let rank = Double(degree)
  var guess = 1.0
  for _ in 0..<100 {
    var power = 1.0
    for _ in 1..<degree { power *= guess }
    let next = ((rank - 1) * guess + value / power) / rank
    if guess - next < 1e-12 { return next }
    guess = next
  }
  return guess
}
