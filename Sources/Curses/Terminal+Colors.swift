import CNCurses

extension Terminal {
  /// How many colours terminfo gives a terminal, without opening it; 0 where it is not known.
  /// - Parameter name: the value of `TERM`.
  public static func colors(of name: String?) -> Int {
    guard let name, !name.isEmpty else { return 0 }
    return max(0, Int(cn_colors_of(name)))
  }
}
