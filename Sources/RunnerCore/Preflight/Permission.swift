/// Whether something would be allowed, known before it is tried.
public enum Permission: Equatable, Sendable {
  case yes
  case no(Obstacle)
  /// It cannot be found out with this token, and why.
  case unknown(Obstacle)

  public var obstacle: Obstacle? {
    switch self {
    case .yes: nil
    case .no(let obstacle), .unknown(let obstacle): obstacle
    }
  }

  public var isRefused: Bool {
    if case .no = self { return true }
    return false
  }
}

/// What stands in the way, in sentences for people and a word for scripts.
public struct Obstacle: Equatable, Sendable {
  /// A stable word, such as `insufficient_scope` or `role_too_low`.
  public var code: String
  /// What is in the way: "The token has the scope read_api only."
  public var text: String
  /// The least scope or role that would do, or the next step.
  public var fix: String

  public init(code: String, text: String, fix: String) {
    self.code = code
    self.text = text
    self.fix = fix
  }

  /// What is in the way and what would do.
  public var sentences: String { [text, fix].filter { !$0.isEmpty }.joined(separator: " ") }
}
