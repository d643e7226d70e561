/// What this module says to people about themes.
extension Texts {
  static let builtInTheme = "built in"
  static let brokenTheme = "broken"
  static let givenNowhere = "given nowhere"
  static let noSuchTheme = "there is no theme of this name; --list-themes shows all"
  static let themeIsNoMapping = "a theme is a mapping with the keys palette and roles"
  static let unknownAppearance = "must be dark, light or any"
  static let unknownRole = "there is no such role, ignored"
  static let unknownRolePart = "unknown key, ignored; a role has fg, bg and attributes"
  static let unknownAttribute = "must be bold, dim, italic, underline, reverse or strike"
  static let unknownColor =
    "must be a colour: \"#rrggbb\", a name of the palette, an ANSI name, default or 0-255"
  static let colorIsEmpty = "has no colour; one that begins with # needs quotes"
  static let wrongColorPair =
    "a pair is [\"#rrggbb\", NAME] with an ANSI name or default for 16 colours"
  static let inheritsNoName = "must be the name of a theme"
  static let inheritsNothing = "there is no theme of this name"
  static let inheritsInCircle = "the themes inherit each other in a circle"
}
