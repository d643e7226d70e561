/// A list stopped: why, and where.
public struct RunnerListFailure: Error, Equatable, Sendable {
  public let failure: APIFailure
  /// The page to retry; nil for the first.
  public let at: RunnerCursor?

  public init(failure: APIFailure, at: RunnerCursor?) {
    self.failure = failure
    self.at = at
  }
}

extension GitLabClient {
  /// Loads at most `pages` pages of a list from a cursor (nil: the beginning) and hands each to `deliver` in order.
  /// Returns where the list goes on, nil at its end.
  ///
  /// GraphQL is asked as `source` says. Where the server turns out to know less, or to refuse it, another way is
  /// found before the first page, and `deliver` hears of it: first what GraphQL knows, if that was asked, then REST if
  /// this list needs it. A cursor fits the way that it came from, so a list goes on as it began.
  /// With `mayFallBack` false a refusal of GraphQL is a failure: where the list came by GraphQL before, one is more
  /// likely to pass than to be about GraphQL.
  /// `deliver` hears pages in order, and of waiting at any time, from more than one task.
  public func loadRunners(
    _ query: RunnerQuery, source: RunnerSource, from: RunnerCursor?, pages: Int,
    mayFallBack: Bool = true, deliver: @escaping @Sendable (RunnerListEvent) -> Void
  ) async throws(RunnerListFailure) -> RunnerCursor? {
    guard pages > 0 else { return from }
    let rest = RESTRunnerList(client: self, query: query, deliver: deliver)
    switch (source, from) {
    case (.rest, .after): return try await rest.load(from: 1, pages: pages)
    case (_, .page(let page)): return try await rest.load(from: page, pages: pages)
    case (.rest, nil): return try await rest.load(from: 1, pages: pages)
    case (.graphQL(let features), nil), (.graphQL(let features), .after):
      let list = GraphQLRunnerList(
        client: self, query: query, deliver: deliver, features: features, mayFallBack: mayFallBack)
      do {
        return try await list.load(from: from, pages: pages)
      } catch {
        switch error {
        case .failed(let failure): throw failure
        case .notByGraphQL(let reason):
          return try await rest.load(from: 1, pages: pages, because: reason)
        }
      }
    }
  }
}
