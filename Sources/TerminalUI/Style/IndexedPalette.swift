/// The 256 colours of xterm (xterm: 256colres.h; the first sixteen: XTerm-col.ad).
enum IndexedPalette {
  static func color(_ index: UInt8) -> RGB {
    switch index {
    case ..<16: return basic[Int(index)]
    case ..<232:
      let place = Int(index) - 16
      return RGB(steps[place / 36], steps[place / 6 % 6], steps[place % 6])
    default:
      let level = 8 + 10 * (index - 232)
      return RGB(level, level, level)
    }
  }

  /// The colour that looks most like another one, among 16–255: users redefine the first sixteen.
  static func nearest(to color: RGB) -> UInt8 {
    let wanted = OKLab(color)
    var best: (index: UInt8, distance: Double) = (16, .infinity)
    for (place, candidate) in perceived.enumerated() {
      let distance = candidate.squaredDistance(to: wanted)
      if distance < best.distance { best = (UInt8(place + 16), distance) }
    }
    return best.index
  }

  private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let perceived = (UInt8(16)...255).map { OKLab(color($0)) }

  private static let basic = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
    RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
    RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
    RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]
}
