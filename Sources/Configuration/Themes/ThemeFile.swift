import TerminalUI

/// One theme file as it is written: palette names are not looked up yet, because a file that
/// inherits this one may give them other colours.
struct ThemeFile: Sendable {
  /// What messages call the file.
  var file: String
  var name: String?
  var appearance: Theme.Appearance?
  var inherits: Inherited?
  var palette: [PaletteEntry] = []
  var roles: [Role: RoleEntry] = [:]
  var warnings: [FileProblem] = []

  struct Inherited: Sendable {
    var name: String
    var line: Int
  }

  struct PaletteEntry: Sendable {
    var name: String
    var color: ThemeColor
    var origin: ThemeOrigin
  }

  struct RoleEntry: Sendable {
    var foreground: ColorText?
    var background: ColorText?
    var attributes: Attributes = []
    var origin: ThemeOrigin
  }

  /// A colour as it is written in a role.
  enum ColorText: Sendable {
    case color(ThemeColor)
    /// A word that the palette may know.
    case word(String, line: Int)
  }
}

/// Where a key of a theme was given.
struct ThemeOrigin: Equatable, Sendable, CustomStringConvertible {
  var file: String
  var line: Int

  var description: String { Printable.line("\(file):\(line)") }
}
