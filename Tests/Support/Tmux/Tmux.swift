import Foundation

/// The terminal multiplexer that tests drive the program in.
public enum Tmux {
  /// Where it is missing, suites that need it say so and are skipped.
  public static let isInstalled: Bool = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/tmux")
    }
  }()

  /// What a test looked for and did not find.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }
}

/// A key as tmux names it (tmux(1), KEY BINDINGS).
public struct TmuxKey: Sendable, ExpressibleByStringLiteral {
  let name: String

  public init(stringLiteral name: String) {
    self.name = name
  }

  public static let enter: TmuxKey = "Enter"
  public static let escape: TmuxKey = "Escape"
  public static let tab: TmuxKey = "Tab"
  public static let backTab: TmuxKey = "BTab"
  public static let up: TmuxKey = "Up"
  public static let down: TmuxKey = "Down"
  public static let left: TmuxKey = "Left"
  public static let right: TmuxKey = "Right"
  public static let space: TmuxKey = "Space"
  public static let backspace: TmuxKey = "BSpace"
  public static let f1: TmuxKey = "F1"

  public static func control(_ letter: Character) -> TmuxKey {
    TmuxKey(stringLiteral: "C-\(letter)")
  }
}
