extension GitLabClient {
  /// Groups or projects in which the user's role is high enough for a new runner.
  public func targets(_ search: TargetSearch) async throws(APIFailure) -> TargetPage {
    TargetPage(targets: [], next: nil)
  }

  /// The tags of runners in reach of a group or project; of the user's own without one.
  public func tags(near target: RunnerTarget?) async throws(APIFailure) -> TagCatalogue {
    TagCatalogue(entries: [], isPartial: false)
  }
}
