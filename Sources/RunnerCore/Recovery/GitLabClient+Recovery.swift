extension GitLabClient {
  /// Looks for the runner of a registration whose answer was lost. It only reads.
  ///
  /// GraphQL is asked first, because only it tells newest runners first and may give the token once more; then REST. As
  /// GitLab may still be working on the request, it looks several times, for half a minute at most; nothing found
  /// before ``RecoveryWindow/longestRequest`` is no proof, and the report's obstacle says so.
  /// - Parameter others: ids of runners that other registrations are known to have made. They are none of this one,
  ///   however equal they are.
  public func recover(
    _ entry: JournalEntry, except others: Set<Int64> = []
  ) async -> RecoveryReport {
    var search = RecoverySearch(client: self, entry: entry, others: others)
    return await search.run()
  }

  /// The token of a runner that its creator may still read.
  ///
  /// GitLab gives it for an hour after creating, until a runner manager uses it (`app/models/ci/runner.rb`,
  /// `REGISTRATION_AVAILABILITY_TIME`; `app/policies/ci/runner_policy.rb`, `read_ephemeral_token`).
  /// - Returns: nil where GitLab gives none (any more), also because its version knows no such thing.
  public func recallToken(of id: Int64) async throws(APIFailure) -> Secret? {
    let reader = reader(.runner(id))
    let variables = [JSONValue.Member("id", .string("gid://gitlab/Ci::Runner/\(id)"))]
    let response: HTTPResponse
    do {
      response = try await query(GraphQLQuery(.runnerToken, .all), variables, reader)
    } catch {
      if case .unknownToServer = error { return nil }
      throw await reason(for: error, about: id, reader)
    }
    return try recoveredRunner(id, in: response, reader).token
  }

  /// GraphQL calls a token whose scope is too small invalid (GitLab: `app/controllers/graphql_controller.rb`); REST tells
  /// which of the two it is.
  private func reason(
    for trouble: GraphQLTrouble, about id: Int64, _ reader: FailureReader
  ) async -> APIFailure {
    guard case .unavailable(let refusal) = trouble, refusal.failure.status == 401 else {
      return trouble.failure
    }
    do throws(APIFailure) {
      _ = try await read("/runners/\(id)", reader)
    } catch {
      return error
    }
    var failure = refusal.failure
    failure.kind = .insufficientScope(needed: ["read_api", "api"])
    failure.message = refusal.because
    failure.fix = Texts.graphQLTakesScope
    return failure
  }

  /// The runner in the answer to a query about one.
  func recoveredRunner(
    _ id: Int64, in response: HTTPResponse, _ reader: FailureReader
  ) throws(APIFailure) -> FoundRunner {
    guard try caller(in: response, reader) != nil else { throw reader.tokenLost(response) }
    let found: FoundRunner?
    do {
      found = try TextPool().decode(response.body) { decoding throws(NotJSON) in
        guard try decoding.reader.find(["data", "runner"]) else { return nil }
        return try decoding.runner().map(FoundRunner.init)
      }
    } catch {
      throw reader.unusable(response)
    }
    guard let found, found.runner.id == id else { throw reader.refusal(.notFound, response) }
    return found
  }

  /// The user that GraphQL answered to; nil for nobody.
  func caller(in response: HTTPResponse, _ reader: FailureReader) throws(APIFailure) -> Int64? {
    var answer = JSONReader(response.body)
    do {
      guard try answer.find(["data", "currentUser", "id"]) else { return nil }
      return try answer.identifier()
    } catch {
      throw reader.unusable(response)
    }
  }
}
