/// Which groups or projects are looked for.
public struct TargetSearch: Equatable, Hashable, Sendable {
  public var kind: RunnerTarget.Kind
  /// What was typed; empty for all.
  public var text: String
  /// The page of the answer, counted from 1.
  public var page: Int
  /// Whether all are listed, as administrators need, rather than those where the role is high enough.
  public var includesAll: Bool

  public init(kind: RunnerTarget.Kind, text: String, page: Int = 1, includesAll: Bool = false) {
    self.kind = kind
    self.text = text
    self.page = page
    self.includesAll = includesAll
  }
}

/// One page of groups or projects.
public struct TargetPage: Equatable, Sendable {
  public var targets: [RunnerTarget]
  /// The page that follows; nil at the end.
  public var next: Int?
  /// How many there are; nil where the server does not say.
  public var total: Int?
  /// Whether the server could not search, so that the text was matched here, among the pages read.
  public var isMatchedHere: Bool

  public init(
    targets: [RunnerTarget], next: Int?, total: Int? = nil, isMatchedHere: Bool = false
  ) {
    self.targets = targets
    self.next = next
    self.total = total
    self.isMatchedHere = isMatchedHere
  }
}

/// The tags that runners in reach have.
public struct TagCatalogue: Equatable, Sendable {
  public struct Entry: Equatable, Sendable {
    public var tag: String
    /// Runners that have it, among those that were read.
    public var runners: Int

    public init(tag: String, runners: Int) {
      self.tag = tag
      self.runners = runners
    }
  }

  /// The most used first, equal ones by their bytes.
  public var entries: [Entry]
  /// Whether there are more runners than were read.
  public var isPartial: Bool

  public init(entries: [Entry], isPartial: Bool) {
    self.entries = entries
    self.isPartial = isPartial
  }
}
