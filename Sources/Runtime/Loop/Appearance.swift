import Configuration
import TerminalUI

/// Which theme the screen is in, and what may still change it.
struct Appearance {
  private let library: ThemeLibrary
  private let choice: ThemeChoice
  private let depth: ColorDepth
  private var reference: ThemeReference
  /// Whether the terminal was asked for its background and has not answered.
  private var awaitsAnswer = false
  private(set) var paints: ThemePaints
  /// What was wrong with the theme's files; for the log.
  private(set) var warnings: [String]

  init(library: ThemeLibrary, choice: ThemeChoice, depth: ColorDepth) {
    self.library = library
    self.choice = choice
    self.depth = depth
    reference = choice.first
    let loaded = library.loadOrBuiltIn(choice.first)
    paints = loaded.theme.paints(at: depth)
    warnings = loaded.warnings.map(\.description)
  }

  /// The name of the theme that the program begins with.
  var name: String {
    switch reference {
    case .name(let name), .file(let name): name
    }
  }

  /// Whether the terminal should be asked for its background, once there is a first frame.
  var asksBackground: Bool { choice.asksBackground }

  mutating func wasAsked() {
    awaitsAnswer = true
  }

  /// Takes the terminal's answer: the colour, or that there will be none. Later ones do not count.
  /// - Returns: whether the screen has to be painted in another theme.
  mutating func take(answer: RGB?) -> Bool {
    guard awaitsAnswer else { return false }
    awaitsAnswer = false
    return use(choice.theme(afterAnswer: answer))
  }

  /// Changes to a theme that the operator chose.
  mutating func use(name: String) -> Bool {
    awaitsAnswer = false
    return use(ThemeReference(name))
  }

  /// Reads the theme's files again.
  mutating func reload() {
    load()
  }

  private mutating func use(_ reference: ThemeReference) -> Bool {
    guard reference != self.reference else { return false }
    self.reference = reference
    load()
    return true
  }

  private mutating func load() {
    let loaded = library.loadOrBuiltIn(reference)
    paints = loaded.theme.paints(at: depth)
    warnings = loaded.warnings.map(\.description)
  }
}
