/// A column of a table: what stands over it and how it takes part in the width there is.
public struct TableColumn: Equatable, Sendable {
  public typealias Alignment = TextAlignment

  public let title: String
  /// Columns of higher numbers are dropped first where room is short; 0 is never dropped.
  public let priority: Int
  /// Columns below which the column is dropped rather than shown.
  public let minimum: Int
  /// The share of the columns that are left when every column has what it prefers; 0 takes none.
  public let weight: Int
  /// Never less than `minimum`.
  public let preferred: Int
  public let alignment: Alignment

  /// - Parameter preferred: nil for the minimum.
  public init(
    title: String, priority: Int = 0, minimum: Int, weight: Int = 0, preferred: Int? = nil,
    alignment: Alignment = .leading
  ) {
    self.title = title
    self.priority = max(0, priority)
    self.minimum = min(max(1, minimum), Self.limit)
    self.weight = min(max(0, weight), Self.limit)
    self.preferred = min(max(preferred ?? 0, self.minimum), Self.limit)
    self.alignment = alignment
  }

  /// No terminal is wider than this, and sums of it cannot overflow.
  private static let limit = 10_000
}
