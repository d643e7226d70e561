/// How a role is painted. What is nil comes from the roles `text` and `background`.
public struct RolePaint: Hashable, Sendable {
  public var foreground: ThemeColor?
  public var background: ThemeColor?
  public var attributes: Attributes

  public init(
    foreground: ThemeColor? = nil, background: ThemeColor? = nil, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// Colours and attributes for every role.
public struct Theme: Equatable, Sendable {
  /// The background that a theme is made for.
  public enum Appearance: String, CaseIterable, Sendable {
    case dark, light, any
  }

  /// What people see; files are looked up by their own names.
  public var name: String
  public var appearance: Appearance
  /// Roles that are not in here are painted as the next of their `fallbacks` that is.
  public var roles: RolePaints

  public init(name: String, appearance: Appearance, roles: RolePaints) {
    self.name = name
    self.appearance = appearance
    self.roles = roles
  }

  /// The role whose entry a role is painted with; nil when not even `text` has one.
  public func source(of role: Role) -> Role? {
    roles[role] != nil ? role : role.fallbacks.first { roles[$0] != nil }
  }

  /// The entry a role is painted with, as the theme has it.
  func ownPaint(of role: Role) -> RolePaint? {
    source(of: role).flatMap { roles[$0] }
  }

  /// The paint of a role with nothing left open.
  public func paint(of role: Role) -> RolePaint {
    var paint = ownPaint(of: role) ?? RolePaint()
    if paint.foreground == nil { paint.foreground = roles[.text]?.foreground ?? .terminal }
    if paint.background == nil { paint.background = roles[.background]?.background ?? .terminal }
    return paint
  }

  /// The theme worked out for a depth, so that painting a cell is a look-up.
  public func paints(at depth: ColorDepth) -> ThemePaints {
    ThemePaints(self, depth: depth)
  }

  /// The names of the files whose themes are also part of the program's code.
  public static let builtInNames = ["default-dark", "terminal"]

  /// A theme that is part of the program's code, by the name of its file.
  public static func builtIn(_ name: String) -> Theme? {
    switch name {
    case "terminal": terminal
    case "default-dark": defaultDark
    default: nil
    }
  }
}
