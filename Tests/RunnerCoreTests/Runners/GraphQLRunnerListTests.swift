import Testing

@testable import RunnerCore

@Suite struct GraphQLRunnerListTests {
  @Test func aQueryIsSentAsGitLabWantsIt() async throws {
    let transport = AnsweringTransport { _ in
      .json(200, #"{"data":{"group":{"runners":\#(GraphQLAnswers.list([1]))}}}"#)
    }
    let client = GitLabClient(transport, try connection("https://example.com/gitlab"))
    let query = RunnerQuery(
      scope: .group(someGroup, .descendants), search: "gpu \"x\"", order: .contactedAscending)
    _ = try await client.loadRunners(
      query, source: .graphQL(.all), from: .after("abc"), pages: 1, deliver: { _ in })
    let request = try #require(transport.requests.first)
    #expect(request.method == "POST")
    #expect(request.url == "https://example.com/gitlab/api/graphql")
    #expect(request.isSafeToRepeat)
    #expect(request.timeout == 30)
    #expect(request.headers.contains { $0.name == "PRIVATE-TOKEN" })
    let body = try #require(JSONValue(parsing: request.body))
    #expect(body["operationName"] == .string("ListGroupRunners"))
    #expect(
      body["variables"]
        == .object([
          .init("fullPath", .string("platform/build")), .init("membership", .string("DESCENDANTS")),
          .init("search", .string("gpu \"x\"")), .init("sort", .string("CONTACTED_ASC")),
          .init("after", .string("abc")),
        ]))
  }

  @Test func onlyTheFirstPageIsCounted() async throws {
    let transport = AnsweringTransport { request in
      request.text.contains("} count nodes")
        ? GraphQLAnswers.ownRunners([3, 2], next: "a", count: 3) : GraphQLAnswers.ownRunners([1])
    }
    let deliveries = Deliveries()
    let client = GitLabClient(transport, try connection())
    #expect(await client.load(pages: 9, into: deliveries) == .success(nil))
    #expect(deliveries.pages.map(\.total) == [3, nil])
    #expect(deliveries.pages.map(\.next) == [.after("a"), nil])
    #expect(deliveries.ids == [3, 2, 1])
    #expect(deliveries.sources.isEmpty, "What was assumed was right.")
  }

  @Test func theFirstRowsTakeOneRequest() async throws {
    let transport = AnsweringTransport { _ in GraphQLAnswers.ownRunners([1], next: "a") }
    let client = GitLabClient(transport, try connection())
    #expect(await client.load() == .success(.after("a")))
    #expect(transport.requests.count == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func aPageIsShownWhileTheNextIsOnItsWay() async throws {
    let asked = Milestones()
    let shown = Milestones()
    let transport = AnsweringTransport { request in
      if request.text.contains("\"after\"") {
        await asked.pass()
        // Not answered before the first page is shown, so that showing it cannot wait for this.
        await shown.wait(for: 1)
        return GraphQLAnswers.ownRunners([1])
      }
      return GraphQLAnswers.ownRunners([2], next: "a")
    }
    let client = GitLabClient(transport, try connection())
    _ = try await client.loadRunners(
      RunnerQuery(scope: .mine), source: .graphQL(.all), from: nil, pages: 2
    ) { _ in Task { await shown.pass() } }
    await asked.wait(for: 1)
    #expect(transport.mostUnderWay == 1, "Cursors come one after another.")
  }

  @Test func aFailedPageCanBeRetried() async throws {
    let transport = AnsweringTransport { request in
      request.text.contains("\"after\"")
        ? .text(500, "oops") : GraphQLAnswers.ownRunners([2], next: "a")
    }
    let deliveries = Deliveries()
    let client = GitLabClient(transport, try connection())
    guard case .failure(let failure) = await client.load(pages: 3, into: deliveries) else {
      Issue.record("The second page failed.")
      return
    }
    #expect(failure.at == .after("a"))
    #expect(failure.failure.kind == .serverError)
    #expect(deliveries.ids == [2])
  }

  @Test func patienceIsShown() async throws {
    let transport = ScriptedTransport(
      .success(.text(429, "Retry later", headers: [("Retry-After", "7")])),
      .success(.text(502, "")), .success(GraphQLAnswers.ownRunners([1])))
    let deliveries = Deliveries()
    #expect(
      try await GitLabClient(transport, connection()).load(into: deliveries) == .success(nil))
    #expect(
      deliveries.all.prefix(2) == [
        .waiting(seconds: 7, status: 429), .waiting(seconds: 1, status: 502),
      ])
  }

  @Test func moreThanSomePatienceIsLeftToTheAsker() async throws {
    let transport = ScriptedTransport(
      .success(.text(429, "", headers: [("Retry-After", "60")])))
    let result = try await GitLabClient(transport, connection()).load(pages: 2)
    guard case .failure(let failure) = result else {
      Issue.record("A minute is too long.")
      return
    }
    #expect(failure.failure.retryAfter == 60)
    #expect(failure.at == nil)
    #expect(transport.requests.count == 1)
  }

  @Test(.timeLimit(.minutes(1))) func cancellingStopsAtOnce() async throws {
    let started = Milestones()
    let transport = AnsweringTransport { _ throws(TransportFailure) in
      await started.pass()
      // The transport ends a transfer when its task is cancelled.
      while !Task.isCancelled { await Task.yield() }
      throw TransportFailure(kind: .cancelled, detail: "", wasSent: true)
    }
    let client = GitLabClient(transport, try connection())
    let task = Task { await client.load(pages: 5) }
    await started.wait(for: 1)
    task.cancel()
    guard case .failure(let failure) = await task.value else {
      Issue.record("It was cancelled.")
      return
    }
    #expect(failure.failure.kind == .cancelled)
    #expect(transport.requests.count == 1)
  }

  @Test(arguments: [
    #"{"endCursor":null,"hasNextPage":true}"#, #"{"endCursor":"here","hasNextPage":true}"#,
  ])
  func aPlaceThatLeadsNowhereIsAFailure(info: String) async throws {
    let body = #"{"data":{"currentUser":{"runners":{"pageInfo":\#(info),"nodes":[]}}}}"#
    let client = GitLabClient(AnsweringTransport { _ in .json(200, body) }, try connection())
    guard case .failure(let failure) = await client.load(from: .after("here"), pages: 9) else {
      Issue.record("The list would go round for ever.")
      return
    }
    #expect(failure.failure.kind == .undecodable)
    #expect(failure.at == .after("here"))
  }

  @Test func partsThatWereRefusedDoNotSpoilTheRest() async throws {
    let errors = #","errors":[{"message":"\#(GraphQLAnswers.hidden)","path":["x"]}]"#
    let deliveries = Deliveries()
    let client = GitLabClient(
      AnsweringTransport { _ in GraphQLAnswers.ownRunners([1], more: errors) }, try connection())
    #expect(await client.load(into: deliveries) == .success(nil))
    #expect(deliveries.ids == [1])
  }

  struct Hidden: Sendable {
    var scope: RunnerScope
    var data: String
    var kind: APIFailure.Kind
    var words: [String]
  }

  @Test(arguments: [
    Hidden(
      scope: .group(someGroup, .direct), data: #"{"currentUser":{"id":"1"},"group":null}"#,
      kind: .notFound, words: ["no group platform/build", "may see"]),
    Hidden(
      scope: .project(someProject), data: #"{"currentUser":{"id":"1"},"project":null}"#,
      kind: .notFound, words: ["no project platform/build/app"]),
    Hidden(
      scope: .group(someGroup, .direct), data: #"{"group":{"runners":null}}"#, kind: .forbidden,
      words: ["not there", "may not read", "Maintainer"]),
    Hidden(
      scope: .instance, data: #"{"runners":null}"#, kind: .forbidden,
      words: ["whole instance", "administrators", "admin_mode"]),
    Hidden(
      scope: .instance, data: #"{"runners":null,"currentUser":null}"#, kind: .unauthorized,
      words: ["as if no access token", "proxy"]),
    Hidden(
      scope: .mine, data: #"{"currentUser":null}"#, kind: .unauthorized,
      words: ["as if no access token"]),
  ])
  func whatIsNotShownIsExplained(hidden: Hidden) async throws {
    let errors =
      hidden.kind == .forbidden ? #","errors":[{"message":"\#(GraphQLAnswers.hidden)"}]"# : ""
    let transport = AnsweringTransport { _ in
      .json(200, #"{"data":\#(hidden.data)\#(errors)}"#)
    }
    let result = try await GitLabClient(transport, connection()).load(hidden.scope)
    guard case .failure(let failure) = result else {
      Issue.record("There is no list.")
      return
    }
    #expect(failure.failure.kind == hidden.kind)
    #expect(failure.failure.outcome == .refused)
    for word in hidden.words {
      #expect("\(failure.failure.message) \(failure.failure.fix)".contains(word))
    }
    #expect(transport.requests.count == 1)
  }

  @Test func aTokenThatWasRevokedInTheMiddleIsExplained() async throws {
    let transport = AnsweringTransport { request in
      request.text.contains("\"after\"")
        ? .json(401, #"{"errors":[{"message":"Invalid token"}]}"#)
        : GraphQLAnswers.ownRunners([2], next: "a")
    }
    let result = try await GitLabClient(transport, connection()).load(pages: 2)
    guard case .failure(let failure) = result else {
      Issue.record("The second page was refused.")
      return
    }
    #expect(failure.failure.kind == .unauthorized)
    #expect(failure.failure.fix.contains("revoked or have expired"))
    #expect(failure.failure.fix.contains("read_api or api"))
    #expect(failure.failure.detail.contains("Invalid token"))
  }
}
