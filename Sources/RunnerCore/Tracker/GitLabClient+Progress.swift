/// How far a runner was found to be, and how best to ask the next time.
public struct ProgressReading: Equatable, Sendable {
  public var progress: RunnerProgress
  public var source: RunnerSource

  public init(progress: RunnerProgress, source: RunnerSource) {
    self.progress = progress
    self.source = source
  }
}

extension GitLabClient {
  /// Finds out how far a runner is, with one small request as soon as it is known which one works.
  ///
  /// Nothing is sent with the runner's token: `POST /runners/verify` would count as a contact and make a manager
  /// (GitLab: `lib/api/ci/helpers/runner.rb`).
  /// - Parameter before: what was found the last time; it tells whether the server tells asking from registering.
  /// - Throws: a failure of kind `notFound` where the runner is not there any more.
  public func runnerProgress(
    _ id: Int64, source: RunnerSource, after before: RunnerProgress? = nil
  ) async throws(APIFailure) -> ProgressReading {
    let reader = reader(.runner(id))
    guard case .graphQL(let features) = source else {
      return ProgressReading(
        progress: try await progressOverREST(id, before, reader), source: source)
    }
    let because: String
    do throws(GraphQLTrouble) {
      let (known, response) = try await progressAnswer(id, features, reader)
      if let progress = try progress(in: response, before, reader) {
        return ProgressReading(progress: progress, source: .graphQL(known))
      }
      because = Texts.graphQLShowsNoRunner(id)
    } catch {
      switch error {
      case .failed(let failure): throw failure
      case .unknownToServer(let refusal), .unavailable(let refusal): because = refusal.because
      }
    }
    // GraphQL hides what is gone and what may not be read alike; REST tells them apart.
    return ProgressReading(
      progress: try await progressOverREST(id, before, reader), source: .rest(because: because))
  }

  private func progressAnswer(
    _ id: Int64, _ features: GraphQLFeatures, _ reader: FailureReader
  ) async throws(GraphQLTrouble) -> (GraphQLFeatures, HTTPResponse) {
    let variables = [JSONValue.Member("id", .string("gid://gitlab/Ci::Runner/\(id)"))]
    do throws(GraphQLTrouble) {
      return (
        features, try await query(GraphQLQuery(.runnerProgress, features), variables, reader)
      )
    } catch {
      guard case .unknownToServer = error else { throw error }
      let known = try await graphQLFeatures(reader)
      return (known, try await query(GraphQLQuery(.runnerProgress, known), variables, reader))
    }
  }

  /// Nil where the answer shows no runner.
  private func progress(
    in response: HTTPResponse, _ before: RunnerProgress?, _ reader: FailureReader
  ) throws(GraphQLTrouble) -> RunnerProgress? {
    let decoded: DecodedRunner?
    do {
      decoded = try TextPool().decode(response.body) { decoding throws(NotJSON) in
        guard try decoding.reader.find(["data", "runner"]) else { return nil }
        return try decoding.runner()
      }
    } catch {
      throw .failed(reader.unusable(response))
    }
    return decoded.map { decoded in
      RunnerProgress(
        id: decoded.runner.id, createdAt: decoded.runner.createdAt,
        managers: decoded.managers?.elements ?? [], contactedAt: decoded.runner.contactedAt,
        isPaused: decoded.runner.isPaused, hasAsked: decoded.hasAskedForJobs,
        tellsAsking: before?.tellsAsking ?? false)
    }
  }

  private func progressOverREST(
    _ id: Int64, _ before: RunnerProgress?, _ reader: FailureReader
  ) async throws(APIFailure) -> RunnerProgress {
    guard let managers = try await managersOverREST(id, reader).get() else {
      // The runner is gone, or the server knows no such request.
      let response = try await read("/runners/\(id)?include_projects=false", reader)
      guard let runner = restDetail(in: response)?.runner else { throw reader.unusable(response) }
      return RunnerProgress(
        id: id, createdAt: runner.createdAt, contactedAt: runner.contactedAt,
        isPaused: runner.isPaused)
    }
    return RunnerProgress(
      id: id, createdAt: before?.createdAt, managers: managers.sorted { $0.id > $1.id },
      contactedAt: managers.compactMap(\.contactedAt).max(),
      isPaused: before?.isPaused, tellsAsking: before?.tellsAsking ?? false)
  }
}

extension GraphQLDocument {
  /// A few managers are enough to see that there are some; the newest come first.
  static let runnerProgress = GraphQLDocument(
    name: "RunnerProgress", variables: [GraphQLVariable("id", "CiRunnerID!")],
    selection: [
      GraphQLField(
        "runner", [.variable("id")],
        select: GraphQLField.plain("id", "paused", "createdAt", "contactedAt") + [
          GraphQLField("creationState", needs: .creationState),
          GraphQLField(
            "managers", [.integer("first", 5)], needs: .managers,
            select: [GraphQLField("nodes", select: managerFacts)]),
        ])
    ])
}
