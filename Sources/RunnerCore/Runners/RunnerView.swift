/// A list of runners as it was looked at, kept under a name.
public struct RunnerView: Equatable, Sendable {
  public var name: String
  /// `mine`, `instance`, `group:PATH` or `project:PATH`.
  public var scope: String
  /// Which runners a group's list holds; other scopes leave it as it is.
  public var membership: RunnerMembership
  /// As typed into the filter line.
  public var filter: String
  public var sort: RunnerSort?
  /// The names of its columns in their order, none for the usual ones; nil where it says nothing about them, as views
  /// that earlier versions kept.
  public var columns: [String]?

  public init(
    name: String, scope: String, membership: RunnerMembership = .descendants, filter: String = "",
    sort: RunnerSort? = nil, columns: [String]? = nil
  ) {
    self.name = name
    self.scope = scope
    self.membership = membership
    self.filter = filter
    self.sort = sort
    self.columns = columns
  }
}
