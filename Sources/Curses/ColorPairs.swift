import CNCurses
import TerminalUI

/// Colour pairs of curses, allocated as they are needed.
///
/// `linux` and `screen` have 64 of them. When they are all taken, pairs that the frame does not use
/// make room; a frame that uses more loses backgrounds first, then colours.
struct ColorPairs {
  private struct Colors: Equatable {
    var foreground: Int32
    var background: Int32
  }

  private struct Pair {
    let colors: Colors
    let number: Int32
  }

  private let depth: ColorDepth
  private let hasDefaultColors: Bool
  private let capacity: Int
  private var pairs: [Pair] = []

  /// Switches colours on in curses, unless `depth` is none. `alloc_pair` must not be called on a
  /// terminal without colours: on `vt100` it crashes (ncurses 6.4).
  init(depth: ColorDepth) {
    self.depth = depth
    guard depth != .none else {
      hasDefaultColors = false
      capacity = 0
      return
    }
    start_color()
    hasDefaultColors = use_default_colors() == OK
    // Pair 0 is the terminal's own and is not handed out.
    capacity = min(Int(cn_color_pairs()), 32_768) - 1
  }

  /// What terminfo says of the terminal.
  static func detectedDepth() -> ColorDepth {
    guard has_colors() else { return .none }
    // COLORS itself is known only after start_color.
    switch tigetnum("colors") {
    case ..<8: return .none
    case ..<16: return .ansi8
    case ..<256: return .ansi16
    case ..<0x100_0000: return .indexed256
    default: return .direct
    }
  }

  /// Whether all paints have or can get a pair without taking one from another.
  func hasRoom(for paints: [CellPaint]) -> Bool {
    var missing: [Colors] = []
    for paint in paints {
      let colors = colors(paint)
      if !isOwn(colors), number(of: colors) == nil, !missing.contains(colors) {
        missing.append(colors)
      }
    }
    return pairs.count + missing.count <= capacity
  }

  /// Gives back the pairs that none of these paints uses.
  mutating func release(allBut paints: [CellPaint]) {
    let used = paints.map(colors)
    for pair in pairs where !used.contains(pair.colors) { free_pair(pair.number) }
    pairs.removeAll { !used.contains($0.colors) }
  }

  /// The pair for a paint; 0, the terminal's own colours, when there is none to be had.
  mutating func pair(for paint: CellPaint) -> Int32 {
    let wanted = colors(paint)
    if let pair = allocate(wanted) { return pair }
    return allocate(Colors(foreground: wanted.foreground, background: ownBackground)) ?? 0
  }

  private mutating func allocate(_ colors: Colors) -> Int32? {
    guard depth != .none, !isOwn(colors) else { return 0 }
    if let number = number(of: colors) { return number }
    // alloc_pair would take the oldest pair away from the cells that show it.
    guard pairs.count < capacity else { return nil }
    let number = alloc_pair(colors.foreground, colors.background)
    guard number > 0 else { return nil }
    pairs.append(Pair(colors: colors, number: number))
    return number
  }

  private func number(of colors: Colors) -> Int32? {
    pairs.first { $0.colors == colors }?.number
  }

  private func colors(_ paint: CellPaint) -> Colors {
    Colors(
      foreground: paint.foreground < 0 ? ownForeground : paint.foreground,
      background: paint.background < 0 ? ownBackground : paint.background)
  }

  private func isOwn(_ colors: Colors) -> Bool {
    colors.foreground == ownForeground && colors.background == ownBackground
  }

  /// Without default colours curses takes pair 0 for white on black.
  private var ownForeground: Int32 { hasDefaultColors ? -1 : 7 }
  private var ownBackground: Int32 { hasDefaultColors ? -1 : 0 }
}
