/// The name by which a command is found in tables, footers and help.
public struct CommandID: RawRepresentable, Equatable, Hashable, Sendable,
  ExpressibleByStringLiteral
{
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public init(stringLiteral value: String) {
    rawValue = value
  }
}

/// Whether a command can run now.
public enum Availability: Equatable, Sendable {
  case enabled
  /// Shown dimmed; the reason is told when it is tried.
  case disabled(reason: String)
  /// Neither shown nor bound.
  case hidden
}

/// One thing that can be done on a screen in some state: its keys, its words and when it works.
///
/// Dispatch, footer, help and palette all come from tables of these.
public struct Command<State>: Sendable {
  public let id: CommandID
  public let keys: [Key]
  /// A verb for footer and help: "Copy token".
  public let title: @Sendable (State) -> String
  /// One sentence for the help overlay.
  public let tooltip: String
  /// Whether the footer mentions it; the table's order is the footer's order.
  public let isInFooter: Bool
  public let availability: @Sendable (State) -> Availability

  public init(
    _ id: CommandID, keys: [Key], title: @escaping @Sendable (State) -> String, tooltip: String,
    footer: Bool = false,
    availability: @escaping @Sendable (State) -> Availability = { _ in .enabled }
  ) {
    self.id = id
    self.keys = keys
    self.title = title
    self.tooltip = tooltip
    isInFooter = footer
    self.availability = availability
  }

  public init(
    _ id: CommandID, keys: [Key], title: String, tooltip: String, footer: Bool = false,
    availability: @escaping @Sendable (State) -> Availability = { _ in .enabled }
  ) {
    self.init(
      id, keys: keys, title: { _ in title }, tooltip: tooltip, footer: footer,
      availability: availability)
  }
}
