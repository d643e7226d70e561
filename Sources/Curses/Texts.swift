/// What this module says to people.
enum Texts {
  static let keepsWorking = "Press any key to return."

  static func typeUnknown(_ type: String) -> String {
    type.isEmpty
      ? "The variable TERM is not set."
      : "The terminal type \"\(printable(type))\" is not known on this machine."
  }
  static let typeUnknownAdvice =
    "Set TERM to a type that is, for example TERM=xterm-256color, or use --plain."
  static let databaseMissing = "There is no database of terminal types on this machine."
  static let databaseMissingAdvice =
    "Install the package ncurses-base (ncurses-terminfo-base on Alpine), or use --plain."
  static func unsuitable(_ type: String) -> String {
    "The terminal type \"\(printable(type))\" cannot place its cursor."
  }
  static let unsuitableAdvice =
    "Set TERM to what your terminal really is, for example TERM=xterm-256color, or use --plain."
  static let noResources = "The screen cannot be opened: no memory or no free file descriptor."
  static let noResourcesAdvice = "Close other programs, or use --plain."

  /// TERM comes from outside; it is quoted without anything that a terminal would obey.
  private static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(64).map { $0.value >= 0x20 && $0.value < 0x7F ? $0 : "?" }))
  }
}
