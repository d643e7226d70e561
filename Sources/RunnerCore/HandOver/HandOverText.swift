/// A text that leads from a token to a running runner, with its secrets kept apart, so that it can be shown without
/// them.
public struct HandOverText: Equatable, Sendable {
  public enum Segment: Equatable, Sendable {
    case text(String)
    /// Where the runner authentication token goes.
    case token
    /// Another secret, such as a password for SSH or that of a proxy, as it is written there.
    case secret(Secret)
  }

  /// No two texts follow each other.
  public private(set) var segments: [Segment] = []

  public init() {}

  public mutating func append(_ text: String) {
    guard !text.isEmpty else { return }
    if case .text(let before)? = segments.last {
      segments[segments.count - 1] = .text(before + text)
    } else {
      segments.append(.text(text))
    }
  }

  public mutating func append(_ segment: Segment) {
    if case .text(let text) = segment { append(text) } else { segments.append(segment) }
  }

  /// The text with everything in its place. Call it on the last line that needs it.
  public func revealed(token: Secret) -> String {
    joined(token: token.reveal()) { $0.reveal() }
  }

  /// The text with a sign in the place of every secret.
  public func masked(_ mask: String) -> String {
    joined(token: mask) { _ in mask }
  }

  private func joined(token: String, secret: (Secret) -> String) -> String {
    segments.map { segment in
      switch segment {
      case .text(let text): text
      case .token: token
      case .secret(let value): secret(value)
      }
    }.joined()
  }
}
