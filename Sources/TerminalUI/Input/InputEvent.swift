/// A key as a terminal can tell it.
public struct Key: Equatable, Hashable, Sendable {
  /// The key without its modifiers.
  public enum Code: Equatable, Hashable, Sendable {
    /// What a printable key types; one grapheme cluster, upper case when shifted.
    case character(Character)
    case enter
    case escape
    case tab
    /// Shift-Tab, which terminals send as a sequence of its own.
    case backTab
    case backspace
    case delete
    case insert
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    /// F1 to F12.
    case function(Int)
  }

  public struct Modifiers: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let control = Modifiers(rawValue: 1 << 0)
    public static let alt = Modifiers(rawValue: 1 << 1)
    /// Only with keys that are not characters.
    public static let shift = Modifiers(rawValue: 1 << 2)
  }

  public var code: Code
  public var modifiers: Modifiers

  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  public static func character(_ character: Character) -> Key { Key(.character(character)) }
  public static func control(_ character: Character) -> Key {
    Key(.character(character), .control)
  }
  public static func alt(_ character: Character) -> Key { Key(.character(character), .alt) }
  public static func function(_ number: Int) -> Key { Key(.function(number)) }
  public static let enter = Key(.enter)
  public static let escape = Key(.escape)
  public static let tab = Key(.tab)
  public static let backTab = Key(.backTab)
  public static let space = Key(.character(" "))
  public static let backspace = Key(.backspace)
  public static let delete = Key(.delete)
  public static let up = Key(.up)
  public static let down = Key(.down)
  public static let left = Key(.left)
  public static let right = Key(.right)
  public static let home = Key(.home)
  public static let end = Key(.end)
  public static let pageUp = Key(.pageUp)
  public static let pageDown = Key(.pageDown)

  /// The character that the key types into a text field, nil for keys that command.
  public var typed: Character? {
    guard case .character(let character) = code, modifiers.isEmpty else { return nil }
    return character
  }

  /// The key's name for footers and help: "Enter", "^C", "Alt-b", "F1", "Space".
  public var name: String {
    var prefix = ""
    if modifiers.contains(.control) { prefix += "^" }
    if modifiers.contains(.alt) { prefix += "Alt-" }
    if modifiers.contains(.shift) { prefix += "Shift-" }
    switch code {
    case .character(" "): return prefix + "Space"
    case .character(let character):
      let shown = String(character)
      return prefix + (modifiers.contains(.control) ? shown.uppercased() : shown)
    case .enter: return prefix + "Enter"
    case .escape: return prefix + "Esc"
    case .tab: return prefix + "Tab"
    case .backTab: return prefix + "Shift-Tab"
    case .backspace: return prefix + "Backspace"
    case .delete: return prefix + "Del"
    case .insert: return prefix + "Ins"
    case .up: return prefix + "Up"
    case .down: return prefix + "Down"
    case .left: return prefix + "Left"
    case .right: return prefix + "Right"
    case .home: return prefix + "Home"
    case .end: return prefix + "End"
    case .pageUp: return prefix + "PgUp"
    case .pageDown: return prefix + "PgDn"
    case .function(let number): return prefix + "F\(number)"
    }
  }
}

/// Something the mouse did, at a cell.
public struct MouseEvent: Equatable, Hashable, Sendable {
  public enum Action: Equatable, Hashable, Sendable {
    case press
    case doublePress
    case wheelUp
    case wheelDown
  }

  public var action: Action
  public var position: Point

  public init(_ action: Action, at position: Point) {
    self.action = action
    self.position = position
  }
}

/// What the terminal tells the program.
public enum InputEvent: Equatable, Sendable {
  case key(Key)
  /// A bracketed paste, as one change, line ends folded to `\n`, other control characters removed.
  case paste(String)
  case mouse(MouseEvent)
  /// The terminal window got or lost the focus.
  case focus(Bool)
  case resize(Size)
  /// The terminal's answer to a query for its background colour.
  case background(red: UInt8, green: UInt8, blue: UInt8)
  /// The terminal's answer to a query for its primary attributes; it ends the wait for others.
  case deviceAttributes
}
