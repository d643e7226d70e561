extension ColorDepth {
  /// What the command line asks for with `--color`.
  public enum Request: String, CaseIterable, Sendable {
    case auto, never
    case sixteen = "16"
    case indexed = "256"
  }

  /// How many colours to use.
  ///
  /// A `NO_COLOR` that is not empty means none (no-color.org), then the request counts, as far as
  /// the terminal can show it, then what the terminal has.
  /// - Parameter colors: ncurses' `COLORS`, or less than 8 for a terminal without.
  public static func detect(
    colors: Int, environment: [String: String], request: Request = .auto
  ) -> ColorDepth {
    if environment["NO_COLOR"]?.isEmpty == false { return .none }
    let depth = available(colors)
    switch (request, depth) {
    case (.never, _): return .none
    // The upper eight of sixteen, and most of 256, are not palette colours there.
    case (.sixteen, .direct): return .ansi8
    case (.sixteen, .indexed256): return .ansi16
    default: return depth
    }
  }

  private static func available(_ colors: Int) -> ColorDepth {
    switch colors {
    case ..<8: .none
    case ..<16: .ansi8
    case ..<256: .ansi16
    case ..<(1 << 24): .indexed256
    default: .direct
    }
  }
}
