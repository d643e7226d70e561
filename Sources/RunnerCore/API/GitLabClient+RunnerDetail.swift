extension GitLabClient {
  /// Everything that can be known about a runner. By REST that takes two requests, and tells neither
  /// executors nor the expiry of the token.
  public func runnerDetail(
    _ id: Int64, source: RunnerSource
  ) async throws(APIFailure) -> RunnerDetail {
    let reader = reader(.runner(id))
    if case .graphQL(let features) = source {
      let answer = try await answer(to: .runnerDetail, about: id, features, reader: reader)
      if let answer { return try detail(in: answer, reader) }
    }
    return try await detailOverREST(id, reader)
  }

  /// Some of a runner's jobs, newest first. Takes more rights than reading the runner (GitLab: `read_builds`).
  public func runnerJobs(
    _ id: Int64, after: RunnerCursor?, source: RunnerSource
  ) async throws(APIFailure) -> RunnerJobPage {
    let reader = reader(.runnerJobs(id))
    switch (source, after) {
    case (.graphQL(let features), nil) where features.contains(.jobs),
      (.graphQL(let features), .after) where features.contains(.jobs):
      let answer = try await answer(
        to: .runnerJobs, about: id, features, after: after, needed: .jobs, reader: reader)
      if let answer { return try jobs(in: answer, reader) }
      return try await jobsOverREST(id, page: 1, reader)
    case (_, .page(let page)): return try await jobsOverREST(id, page: page, reader)
    default: return try await jobsOverREST(id, page: 1, reader)
    }
  }

  /// The version of the server, such as `18.4.1-ee` (`GET /version`). Takes the scope `api`, `read_api` or `read_user`.
  public func serverVersion() async throws(APIFailure) -> String {
    let reader = reader(.version)
    let response = try await read("/version", reader)
    guard let version = JSONValue(parsing: response.body)?["version"]?.cleanText,
      !version.isEmpty
    else { throw reader.unusable(response) }
    return version
  }

  /// The answer of GraphQL to a query about one runner; nil where REST has to be asked.
  /// - Parameter needed: without which the query would be pointless.
  private func answer(
    to document: GraphQLDocument, about id: Int64, _ features: GraphQLFeatures,
    after: RunnerCursor? = nil, needed: GraphQLFeatures = [], reader: FailureReader
  ) async throws(APIFailure) -> HTTPResponse? {
    var variables = [JSONValue.Member("id", .string("gid://gitlab/Ci::Runner/\(id)"))]
    if case .after(let place) = after { variables.append(.init("after", .string(place))) }
    do {
      return try await query(GraphQLQuery(document, features), variables, reader)
    } catch {
      guard case .unknownToServer = error else { return try withoutGraphQL(error, after) }
    }
    do {
      let known = try await graphQLFeatures(reader)
      guard known.isSuperset(of: needed) else { return nil }
      return try await query(GraphQLQuery(document, known), variables, reader)
    } catch {
      return try withoutGraphQL(error, after)
    }
  }

  /// Nothing, where REST may do better; a list that GraphQL began cannot go on over REST.
  private func withoutGraphQL(
    _ trouble: GraphQLTrouble, _ after: RunnerCursor?
  ) throws(APIFailure) -> HTTPResponse? {
    if case .failed(let failure) = trouble { throw failure }
    if after != nil { throw trouble.failure }
    return nil
  }

  private func detail(
    in response: HTTPResponse, _ reader: FailureReader
  ) throws(APIFailure) -> RunnerDetail {
    let decoded: RunnerDetail?
    do {
      decoded = try TextPool().decode(response.body) { decoding throws(NotJSON) in
        guard try decoding.reader.find(["data", "runner"]) else { return nil }
        return try decoding.runner().map(RunnerDetail.init)
      }
    } catch {
      throw reader.unusable(response)
    }
    guard let decoded else { throw reader.refusal(.notFound, response) }
    return decoded
  }

  private func jobs(
    in response: HTTPResponse, _ reader: FailureReader
  ) throws(APIFailure) -> RunnerJobPage {
    let origin = connection.server.origin
    let list: DecodedList<RunnerJob>?
    do {
      list = try TextPool().decode(response.body) { decoding throws(NotJSON) in
        guard try decoding.reader.find(["data", "runner", "jobs"]) else { return nil }
        return try decoding.list { decoding throws(NotJSON) in try decoding.job(origin: origin) }
      }
    } catch {
      throw reader.unusable(response)
    }
    guard let list else {
      let isRunnerHidden = JSONValue(parsing: response.body)?["data"]?["runner"] == .null
      throw reader.refusal(isRunnerHidden ? .notFound : .forbidden, response)
    }
    let next = list.pageInfo.hasNextPage ? list.pageInfo.endCursor : nil
    return RunnerJobPage(jobs: list.elements, next: next.map(RunnerCursor.after))
  }

  private func detailOverREST(
    _ id: Int64, _ reader: FailureReader
  ) async throws(APIFailure) -> RunnerDetail {
    async let managers = managersOverREST(id, reader)
    let response = try await read("/runners/\(id)", reader)
    guard var detail = restDetail(in: response) else { throw reader.unusable(response) }
    // Servers before GitLab 17 may lack the second request.
    guard let list = try await managers.get() else {
      detail.isCut = true
      return detail
    }
    detail.managers = list.sorted { $0.id > $1.id }
    detail.runner.newestManager = detail.managers.first
    detail.runner.managerCount = Int32(exactly: list.count)
    return detail
  }

  /// Nil where the server does not know the request.
  func managersOverREST(
    _ id: Int64, _ reader: FailureReader
  ) async -> Result<[RunnerManager]?, APIFailure> {
    do {
      let response = try await read("/runners/\(id)/managers", reader)
      let elements = try? TextPool().decode(response.body) { decoding throws(NotJSON) in
        try decoding.elements { decoding throws(NotJSON) in try decoding.manager() }
      }
      guard let elements = elements ?? nil else { return .failure(reader.unusable(response)) }
      return .success(elements)
    } catch {
      return error.status == 404 ? .success(nil) : .failure(error)
    }
  }

  /// The runner in an answer of REST; nil where there is none.
  func restDetail(in response: HTTPResponse) -> RunnerDetail? {
    // What is no JSON holds no runner.
    let decoded = try? TextPool().decode(response.body) { decoding throws(NotJSON) in
      let runner = try decoding.runner()
      try decoding.reader.finish()
      return runner.map(RunnerDetail.init)
    }
    guard var detail = decoded ?? nil else { return nil }
    detail.groups = detail.groups.map { connection.server.withPath($0) }
    if let owner = detail.runner.owner { detail.runner.owner = connection.server.withPath(owner) }
    return detail
  }

  private func jobsOverREST(
    _ id: Int64, page: Int, _ reader: FailureReader
  ) async throws(APIFailure) -> RunnerJobPage {
    let size = GraphQLDocument.jobPageSize
    let response = try await read(
      "/runners/\(id)/jobs?order_by=id&sort=desc&page=\(page)&per_page=\(size)", reader)
    let origin = connection.server.origin
    let elements = try? TextPool().decode(response.body) { decoding throws(NotJSON) in
      try decoding.elements { decoding throws(NotJSON) in try decoding.job(origin: origin) }
    }
    guard let jobs = elements ?? nil else { throw reader.unusable(response) }
    return RunnerJobPage(
      jobs: jobs,
      next: RESTPages.next(after: page, in: response, rows: jobs.count, of: size))
  }
}

extension RunnerDetail {
  init(_ decoded: DecodedRunner) {
    var projects = decoded.projects?.elements ?? []
    if let owner = decoded.runner.owner,
      let place = projects.firstIndex(where: { $0.id == owner.id }),
      owner.kind == .project
    {
      projects.insert(projects.remove(at: place), at: 0)
    }
    self.init(
      runner: decoded.runner, managers: decoded.managers?.elements ?? [], projects: projects,
      groups: decoded.groups?.elements ?? [],
      isCut: decoded.managers?.pageInfo.hasNextPage == true
        || decoded.projects?.pageInfo.hasNextPage == true
        || decoded.groups?.pageInfo.hasNextPage == true,
      creation: decoded.creation, hasAskedForJobs: decoded.hasAskedForJobs)
  }
}

extension ServerURL {
  /// The group with the path that its page's address holds, since REST tells no other.
  fileprivate func withPath(_ target: RunnerTarget) -> RunnerTarget {
    guard target.fullPath == nil, target.kind == .group, let address = target.webURL else {
      return target
    }
    let start = root + "/groups/"
    let path = AddressParts(address).path
    guard path.hasPrefix(start), path != start else { return target }
    var target = target
    target.fullPath = percentDecoded(path.dropFirst(start.count))
    return target
  }
}
