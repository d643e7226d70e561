extension RecoverySearch {
  /// Pages after which a search gives up; with ``GraphQLDocument/recoveryPageSize`` rows each, more runners than anyone
  /// creates within the hours in question.
  private static let pageLimit = 20

  mutating func lookByGraphQL() async throws(RecoveryTrouble) -> Look {
    do throws(GraphQLTrouble) {
      return try await lookByGraphQL(.all)
    } catch {
      guard case .unknownToServer = error else { throw trouble(error) }
    }
    do throws(GraphQLTrouble) {
      let features = try await client.graphQLFeatures(reader)
      return try await lookByGraphQL(features)
    } catch {
      throw trouble(error)
    }
  }

  private func trouble(_ trouble: GraphQLTrouble) -> RecoveryTrouble {
    switch trouble {
    case .unknownToServer(let refusal), .unavailable(let refusal):
      .withoutGraphQL(refusal.because)
    case .failed(let failure): .failed(failure)
    }
  }

  /// The list in which the runner stands.
  var scope: RunnerScope {
    switch entry.form.target {
    case .some(let target) where target.kind == .group: .group(target, .direct)
    case .some(let target): .project(target)
    case nil: .instance
    }
  }

  var reader: FailureReader {
    client.reader(entry.runnerID.map(RequestPurpose.runner) ?? .runnerList(scope))
  }

  private mutating func lookByGraphQL(
    _ features: GraphQLFeatures
  ) async throws(GraphQLTrouble) -> Look {
    var sight = Sight()
    sight.hasTokens = features.contains(.ephemeralToken)
    if let id = entry.runnerID { return try await askForRunner(id, features, sight) }
    let path = try await path()
    var found: [FoundRunner] = []
    var cursor: String?
    for page in 1... {
      let response = try await client.query(
        GraphQLQuery(.recovery(in: scope), features), variables(path, cursor), reader)
      window.see(response, now: client.unixTime)
      sight.callerID = try caller(in: response)
      let list = try list(in: response)
      found += list.elements
      guard list.pageInfo.hasNextPage else { break }
      if let oldest = list.elements.last?.runner.createdAt, oldest < window.possible.lowerBound {
        break
      }
      guard page < Self.pageLimit, let next = list.pageInfo.endCursor, next != cursor else {
        sight.isComplete = false
        break
      }
      cursor = next
    }
    return .seen(found, sight)
  }

  private mutating func askForRunner(
    _ id: Int64, _ features: GraphQLFeatures, _ sight: Sight
  ) async throws(GraphQLTrouble) -> Look {
    let variables = [JSONValue.Member("id", .string("gid://gitlab/Ci::Runner/\(id)"))]
    let response = try await client.query(
      GraphQLQuery(.runnerRecovery, features), variables, reader)
    window.see(response, now: client.unixTime)
    var sight = sight
    sight.isByID = true
    sight.callerID = try caller(in: response)
    do throws(APIFailure) {
      return .seen([try client.recoveredRunner(id, in: response, reader)], sight)
    } catch {
      // Deleted and hidden look the same here; REST tells them apart.
      throw unavailable(error, because: Texts.graphQLShowsNoRunner(id))
    }
  }

  /// The user that was answered; an answer to nobody shows that the token got lost on the way.
  private func caller(in response: HTTPResponse) throws(GraphQLTrouble) -> Int64 {
    do throws(APIFailure) {
      guard let id = try client.caller(in: response, reader) else {
        throw reader.tokenLost(response)
      }
      return id
    } catch {
      throw unavailable(error, because: error.message)
    }
  }

  private func list(in response: HTTPResponse) throws(GraphQLTrouble) -> DecodedList<FoundRunner> {
    let path = GraphQLDocument.path(of: scope)
    let list: DecodedList<FoundRunner>?
    do {
      list = try TextPool().decode(response.body) { decoding throws(NotJSON) in
        guard try decoding.reader.find(path) else { return nil }
        return try decoding.list { decoding throws(NotJSON) in
          try decoding.runner().map(FoundRunner.init)
        }
      }
    } catch {
      throw .failed(reader.unusable(response))
    }
    guard let list else {
      throw unavailable(
        reader.refusal(.forbidden, response), because: Texts.graphQLShowsNoList(scope))
    }
    return list
  }

  private func unavailable(_ failure: APIFailure, because: String) -> GraphQLTrouble {
    .unavailable(GraphQLRefusal(because: because, failure: failure))
  }

  /// The full path by which GraphQL knows the group or project; only REST finds it for an id.
  private func path() async throws(GraphQLTrouble) -> String? {
    guard let target = entry.form.target else { return nil }
    if let path = target.fullPath { return path }
    do throws(APIFailure) {
      let known = try await client.resolve(.id(target.id), kind: target.kind, for: .list)
      if let path = known.fullPath { return path }
    } catch {
      if !error.isLasting { throw .failed(error) }
    }
    let because = Texts.pathUnknown(target.kind)
    throw .unavailable(GraphQLRefusal(because: because, failure: reader.notSent(.notFound)))
  }

  private func variables(_ path: String?, _ cursor: String?) -> [JSONValue.Member] {
    var variables: [JSONValue.Member] = []
    func add(_ name: String, _ text: String?) {
      if let text { variables.append(.init(name, .string(text))) }
    }
    add("fullPath", path)
    if case .group(_, let membership) = scope { add("membership", membership.rawValue) }
    add("type", entry.form.type?.rawValue.uppercased())
    add("sort", RunnerServerOrder.createdDescending.rawValue)
    add("after", cursor)
    return variables
  }
}

extension APIFailure {
  /// Whether the server answered that it will not, rather than that it cannot now.
  var isLasting: Bool {
    guard let status else { return false }
    return status < 500 && status != 408 && status != 429
  }
}
