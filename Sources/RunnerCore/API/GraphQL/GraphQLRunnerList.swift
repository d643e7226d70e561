/// One loading of a list by GraphQL: pages one after another, since each names the place of the next.
///
/// That place is read first, and the next page is on its way while this one is decoded.
struct GraphQLRunnerList {
  enum Trouble: Error {
    case failed(RunnerListFailure)
    /// The list has to come over REST, for this reason.
    case notByGraphQL(String)
  }

  let client: GitLabClient
  let query: RunnerQuery
  let deliver: @Sendable (RunnerListEvent) -> Void
  private var features: GraphQLFeatures {
    didSet { following = GraphQLQuery(.list(of: query.scope), features) }
  }
  /// For all pages but the first.
  private var following: GraphQLQuery
  /// Whether the server told its features, which it is asked once.
  private var isSchemaKnown = false
  /// Whether a refusal of GraphQL is a reason to ask over REST.
  private let mayFallBack: Bool
  private let texts = TextPool()

  init(
    client: GitLabClient, query: RunnerQuery,
    deliver: @escaping @Sendable (RunnerListEvent) -> Void, features: GraphQLFeatures,
    mayFallBack: Bool
  ) {
    self.client = client
    self.query = query
    self.deliver = deliver
    self.features = features
    self.mayFallBack = mayFallBack
    following = GraphQLQuery(.list(of: query.scope), features)
  }

  func load(from: RunnerCursor?, pages: Int) async throws(Trouble) -> RunnerCursor? {
    var list = self
    return try await list.loadPages(from: from, pages: pages)
  }

  private mutating func loadPages(
    from: RunnerCursor?, pages: Int
  ) async throws(Trouble) -> RunnerCursor? {
    var cursor = from
    if cursor == nil, let reason = reasonForREST { throw .notByGraphQL(reason) }
    var response = try await firstPage(cursor)
    for page in 1...pages {
      let next = try self.next(in: response, at: cursor)
      guard let next, page < pages else {
        if let failure = show(response, next: next) { throw .failed(failure, at: cursor) }
        return next
      }
      let loader = self
      // Giving way lets the request go out first; decoding keeps this thread until it is done.
      async let upcoming = loader.page(after: next)
      await Task.yield()
      if let failure = show(response, next: next) { throw .failed(failure, at: cursor) }
      switch await upcoming {
      case .success(let answer): response = answer
      case .failure(let trouble): throw .failed(trouble.failure, at: next)
      }
      cursor = next
    }
    return cursor
  }

  /// Why this server's GraphQL cannot tell the list, as far as its features say.
  private var reasonForREST: String? {
    switch query.scope {
    case .mine where !features.contains(.ownRunners): Texts.ownRunnersNeedNewerGitLab
    case .group(_, .allAvailable) where !features.contains(.membershipAllAvailable):
      Texts.inheritedRunnersNeedNewerGitLab
    case .group(let target, _), .project(let target):
      target.fullPath == nil ? Texts.pathUnknown(target.kind) : nil
    case .mine, .instance: nil
    }
  }

  /// Asks once more for less where the server does not know all that was asked for. Only a list that has not
  /// begun can still come over REST, and only where that is wanted or its server cannot tell it otherwise.
  private mutating func firstPage(_ cursor: RunnerCursor?) async throws(Trouble) -> HTTPResponse {
    switch await page(after: cursor) {
    case .success(let response): return response
    case .failure(.unknownToServer) where !isSchemaKnown:
      isSchemaKnown = true
      do {
        features = try await client.graphQLFeatures(reader, waiting: waiting)
      } catch {
        throw trouble(error, at: cursor)
      }
      deliver(.source(.graphQL(features)))
      if cursor == nil, let reason = reasonForREST { throw .notByGraphQL(reason) }
      return try await firstPage(cursor)
    case .failure(let error): throw trouble(error, at: cursor)
    }
  }

  private func trouble(_ error: GraphQLTrouble, at cursor: RunnerCursor?) -> Trouble {
    switch error {
    case .unknownToServer(let refusal), .unavailable(let refusal):
      cursor == nil && mayFallBack
        ? .notByGraphQL(refusal.because) : .failed(refusal.failure, at: cursor)
    case .failed(let failure): .failed(failure, at: cursor)
    }
  }

  private var reader: FailureReader { client.reader(.runnerList(query.scope)) }

  private var waiting: GitLabClient.Waiting {
    { [deliver] seconds, status in deliver(.waiting(seconds: seconds, status: status)) }
  }

  private func page(
    after cursor: RunnerCursor?
  ) async -> Result<HTTPResponse, GraphQLTrouble> {
    let question =
      cursor == nil
      ? GraphQLQuery(.list(of: query.scope), features.union(.firstPage)) : following
    do {
      return .success(
        try await client.query(question, variables(after: cursor), reader, waiting: waiting))
    } catch {
      return .failure(error)
    }
  }

  private func variables(after cursor: RunnerCursor?) -> [JSONValue.Member] {
    var variables: [JSONValue.Member] = []
    if let path = query.scope.target?.fullPath {
      variables.append(.init("fullPath", .string(path)))
    }
    if case .group(_, let membership) = query.scope {
      variables.append(.init("membership", .string(membership.rawValue)))
    }
    if let search = query.search, !search.isEmpty {
      variables.append(.init("search", .string(search)))
    }
    variables.append(.init("sort", .string(query.order.rawValue)))
    if case .after(let place) = cursor { variables.append(.init("after", .string(place))) }
    return variables
  }

  private var path: [String] { GraphQLDocument.path(of: query.scope) }

  /// The place of the next page; nil on the last one. Reads no more of the answer than it has to.
  private func next(
    in response: HTTPResponse, at cursor: RunnerCursor?
  ) throws(Trouble) -> RunnerCursor? {
    var answer = JSONReader(response.body)
    let info: GraphQLPageInfo
    do {
      guard try answer.find(path + ["pageInfo"]) else {
        throw Trouble.failed(refusal(in: response), at: cursor)
      }
      info = try GraphQLPageInfo(&answer)
    } catch let trouble as Trouble {
      throw trouble
    } catch {
      throw .failed(reader.unusable(response), at: cursor)
    }
    guard info.hasNextPage else { return nil }
    // A place that leads nowhere else would go round for ever.
    guard let place = info.endCursor, .after(place) != cursor else {
      throw .failed(reader.unusable(response), at: cursor)
    }
    return .after(place)
  }

  /// Decodes a page and hands it on; the failure if it is none.
  private func show(_ response: HTTPResponse, next: RunnerCursor?) -> APIFailure? {
    do {
      let page = try texts.decode(response.body) { [path] decoding throws(NotJSON) in
        guard try decoding.reader.find(path),
          let list = try decoding.list({ decoding throws(NotJSON) in try decoding.row() })
        else { throw NotJSON() }
        return RunnerPage(
          runners: list.elements, next: next,
          total: list.count.flatMap { Int(exactly: $0) }.flatMap { $0 >= 0 ? $0 : nil })
      }
      deliver(.page(page))
      return nil
    } catch {
      return reader.unusable(response)
    }
  }

  /// Why an answer with data lacks the list: no token arrived, the group or project is not to be seen, or its
  /// runners are not.
  private func refusal(in response: HTTPResponse) -> APIFailure {
    guard let data = JSONValue(parsing: response.body)?["data"] else {
      return reader.unusable(response)
    }
    if data["currentUser"] == .null { return reader.tokenLost(response) }
    let place = path.dropFirst().dropLast().first
    let isPlaceHidden = place.map { data[$0] == .null } ?? false
    let hasReason = reader.graphQLReason(response) != nil
    return reader.refusal(isPlaceHidden && !hasReason ? .notFound : .forbidden, response)
  }
}

extension GraphQLRunnerList.Trouble {
  fileprivate static func failed(_ failure: APIFailure, at cursor: RunnerCursor?) -> Self {
    .failed(RunnerListFailure(failure: failure, at: cursor))
  }
}

extension FailureReader {
  /// The failure for an answer to nobody although a token was sent: GitLab shows the public part of its data to
  /// those who send none (GitLab: `app/controllers/graphql_controller.rb`).
  func tokenLost(_ response: HTTPResponse) -> APIFailure {
    var failure = refusal(.unauthorized, response)
    if !connection.token.isEmpty {
      failure.message = Texts.tokenLost(connection.server.host)
      failure.fix = Texts.tokenLostOnTheWay
    }
    return failure
  }
}
