public import TerminalUI

/// What the configuration says about the theme.
public enum ThemeSetting: Equatable, Sendable {
  case name(String)
  /// One for each background; nil takes the program's own.
  case pair(dark: String?, light: String?)
}

/// Which theme to paint with, and whether the terminal should be asked for its background.
public struct ThemeChoice: Equatable, Sendable {
  /// Painted at once; no frame waits for the terminal's answer.
  public private(set) var first = ThemeReference.name("terminal")
  /// Whether to ask for the background after the first frame (OSC 11).
  public private(set) var asksBackground = false
  private var dark = "default-dark"
  private var light = "default-light"
  private var guess: Background?

  private enum Background {
    case dark, light
  }

  /// - Parameter flag: the value of `--theme`.
  public init(
    flag: String?, environment: [String: String], setting: ThemeSetting?, depth: ColorDepth
  ) {
    let variable = environment["RUNNER_WIZARD_THEME"].flatMap { $0.isEmpty ? nil : $0 }
    if let typed = flag ?? variable {
      first = ThemeReference(typed)
      return
    }
    switch setting {
    case .name(let name):
      first = .name(name)
      return
    case .pair(let dark, let light):
      self.dark = dark ?? self.dark
      self.light = light ?? self.light
    case nil: break
    }
    guess = ThemeChoice.background(colorfgbg: environment["COLORFGBG"])
    let hasNoColor = depth == .none || environment["NO_COLOR"]?.isEmpty == false
    if !hasNoColor && ThemeChoice.answersQueries(environment["TERM"]) {
      asksBackground = true
    } else {
      first = theme(for: guess)
    }
  }

  /// The theme to go on with once the question for the background is settled.
  /// - Parameter background: the terminal's answer; nil when it gave none.
  public func theme(afterAnswer background: RGB?) -> ThemeReference {
    guard asksBackground else { return first }
    guard let background else { return theme(for: guess) }
    return theme(for: background.luminance < ThemeChoice.middle ? .dark : .light)
  }

  private func theme(for background: Background?) -> ThemeReference {
    switch background {
    case .dark: .name(dark)
    case .light: .name(light)
    case nil: .name("terminal")
    }
  }

  /// The luminance on which black and white text have the same contrast:
  /// (1 + 0.05) / (x + 0.05) = (x + 0.05) / 0.05.
  private static let middle = 0.179

  private static func answersQueries(_ term: String?) -> Bool {
    guard let term, !term.isEmpty else { return false }
    return term != "dumb" && term != "linux" && !term.hasPrefix("vt")
  }

  /// The last of the numbers separated by `;` is the background's among the sixteen colours, as
  /// rxvt, Konsole and others set it.
  private static func background(colorfgbg: String?) -> Background? {
    guard let last = colorfgbg?.split(separator: ";").last, let color = Int(last) else {
      return nil
    }
    switch color {
    case 0...6, 8: return .dark
    case 7, 9...15: return .light
    default: return nil
    }
  }
}
