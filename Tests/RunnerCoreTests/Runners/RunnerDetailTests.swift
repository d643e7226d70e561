import Testing

@testable import RunnerCore

@Suite struct RunnerDetailTests {
  private let rest = RunnerSource.rest(because: "GraphQL is off.")

  private let answer = HTTPResponse.json(
    200,
    #"""
    {"data":{"runner":{"id":"gid://gitlab/Ci::Runner/7","runnerType":"PROJECT_TYPE","status":"ONLINE",
    "ownerProject":{"id":"gid://gitlab/Project/34"},"maintenanceNote":"one\ntwo","creationMethod":"AUTHENTICATED_USER",
    "creationState":"STARTED","managers":{"count":101,"pageInfo":{"hasNextPage":true,"endCursor":"x"},
    "nodes":[{"id":"gid://gitlab/Ci::RunnerManager/9","systemId":"b"},{"id":"gid://gitlab/Ci::RunnerManager/8","systemId":"a"}]},
    "projects":{"pageInfo":{"hasNextPage":false},"nodes":[{"id":"gid://gitlab/Project/1","fullPath":"a/b"},
    {"id":"gid://gitlab/Project/34","fullPath":"c/d"}]},"groups":null}}}
    """#)

  @Test func graphQLTellsEverything() async throws {
    let answer = answer
    let transport = AnsweringTransport { _ in answer }
    let detail = try await GitLabClient(transport, connection())
      .runnerDetail(7, source: .graphQL(.all))
    #expect(detail.runner.id == 7)
    #expect(detail.managers.map(\.id) == [9, 8])
    #expect(detail.runner.newestManager?.systemID == "b")
    #expect(detail.runner.managerCount == 101)
    #expect(detail.isCut)
    #expect(detail.projects.map(\.fullPath) == ["c/d", "a/b"], "The owner comes first.")
    #expect(detail.groups.isEmpty)
    #expect(detail.runner.maintenanceNote == "one\ntwo")
    #expect(detail.creation == .authenticatedUser)
    #expect(detail.hasAskedForJobs == false)
    #expect(
      try #require(transport.requests.first).text.contains(#""id":"gid://gitlab/Ci::Runner/7""#))
    #expect(transport.requests.count == 1)
  }

  @Test func anOlderServerIsAskedForLess() async throws {
    let answer = answer
    let transport = AnsweringTransport { request in
      if request.text.contains("RunnerFeatures") { return GraphQLAnswers.schema(runner: ["id"]) }
      return request.text.contains("creationMethod") ? GraphQLAnswers.undefinedField : answer
    }
    let detail = try await GitLabClient(transport, connection())
      .runnerDetail(7, source: .graphQL(.all))
    #expect(detail.runner.id == 7)
    #expect(transport.requests.count == 3)
  }

  private static func overREST(_ request: HTTPRequest) -> HTTPResponse {
    if request.isGraphQL { return .json(401, #"{"errors":[{"message":"Invalid token"}]}"#) }
    if request.url.hasSuffix("/managers") {
      return .json(
        200,
        #"[{"id":8,"system_id":"a","platform":"linux"},{"id":9,"system_id":"b","status":"online"}]"#
      )
    }
    return .json(
      200,
      #"{"id":7,"runner_type":"group_type","tag_list":["x"],"groups":[{"id":12,"name":"build","web_url":"https://gitlab.example.com/groups/platform/build"}],"projects":[]}"#
    )
  }

  @Test(arguments: [RunnerSource.graphQL(.all), .rest(because: "")])
  func restTakesTwoRequests(source: RunnerSource) async throws {
    let transport = AnsweringTransport { Self.overREST($0) }
    let detail = try await GitLabClient(transport, connection()).runnerDetail(7, source: source)
    #expect(detail.managers.map(\.id) == [9, 8], "Newest first.")
    #expect(detail.runner.newestManager?.id == 9)
    #expect(detail.runner.managerCount == 2)
    #expect(detail.runner.tags == ["x"])
    #expect(detail.runner.owner?.fullPath == "platform/build")
    #expect(detail.groups.first?.fullPath == "platform/build")
    #expect(!detail.isCut)
    #expect(transport.requests.count { !$0.isGraphQL } == 2)
  }

  @Test func aServerWithoutManagersTellsTheRest() async throws {
    let transport = AnsweringTransport { request in
      request.url.hasSuffix("/managers")
        ? .json(404, #"{"error":"404 Not Found"}"#) : Self.overREST(request)
    }
    let detail = try await GitLabClient(transport, connection()).runnerDetail(7, source: rest)
    #expect(detail.managers.isEmpty)
    #expect(detail.isCut)
    #expect(detail.runner.managerCount == nil)
  }

  @Test func aRunnerThatIsGoneIsSaidToBe() async throws {
    for (source, response) in [
      (RunnerSource.graphQL(.all), HTTPResponse.json(200, #"{"data":{"runner":null}}"#)),
      (rest, .json(404, #"{"message":"404 Runner Not Found"}"#)),
    ] {
      let client = GitLabClient(AnsweringTransport { _ in response }, try connection())
      let failure = try await failure { () async throws(APIFailure) in
        try await client.runnerDetail(7, source: source)
      }
      #expect(failure.kind == .notFound)
      #expect(failure.message.contains("no runner 7"))
      #expect(failure.message.contains("may see"))
    }
  }

  @Test func jobsComeByGraphQL() async throws {
    let body = #"""
      {"data":{"runner":{"jobs":{"pageInfo":{"endCursor":"j2","hasNextPage":true},"nodes":[
      {"id":"gid://gitlab/Ci::Build/5","status":"FAILED","name":"test","refName":"main","webPath":"/gitlab/a/b/-/jobs/5",
      "createdAt":"2026-12-31T23:59:59Z","startedAt":null,"finishedAt":null,"duration":61,"queuedDuration":1.5,
      "project":{"fullPath":"a/b"}},
      {"id":"gid://gitlab/Ci::Build/4","status":"RUNNING","name":null,"project":null,"webPath":null},null]}}}}
      """#
    let transport = AnsweringTransport { _ in .json(200, body) }
    let client = GitLabClient(transport, try connection("https://example.com/gitlab"))
    let page = try await client.runnerJobs(7, after: .after("j1"), source: .graphQL(.all))
    #expect(page.next == .after("j2"))
    #expect(page.jobs.map(\.id) == [5, 4])
    let job = try #require(page.jobs.first)
    #expect(job.status == "failed")
    #expect(job.webURL == "https://example.com/gitlab/a/b/-/jobs/5")
    #expect(job.duration == 61)
    #expect(job.queuedDuration == 1.5)
    #expect(job.project == "a/b")
    #expect(job.createdAt == 1_798_761_599)
    #expect(page.jobs.last?.project == nil)
    #expect(try #require(transport.requests.first).text.contains(#""after":"j1""#))
  }

  @Test(arguments: [
    RunnerSource.graphQL(GraphQLFeatures.all.subtracting(.jobs)), .rest(because: ""),
  ])
  func jobsComeOverREST(source: RunnerSource) async throws {
    let transport = AnsweringTransport { _ in
      .json(
        200,
        #"[{"id":5,"status":"success","name":"t","ref":"main","web_url":"https://h/a/b/-/jobs/5","project":{"path_with_namespace":"a/b"}}]"#,
        headers: [("X-Next-Page", "2")])
    }
    let client = GitLabClient(transport, try connection())
    let page = try await client.runnerJobs(7, after: nil, source: source)
    #expect(page.jobs.first?.project == "a/b")
    #expect(page.jobs.first?.ref == "main")
    #expect(page.jobs.first?.webURL == "https://h/a/b/-/jobs/5")
    #expect(page.next == .page(2))
    _ = try await client.runnerJobs(7, after: .page(2), source: .graphQL(.all))
    #expect(
      transport.requests.map { $0.url.split(separator: "/").suffix(2).joined(separator: "/") }
        == [1, 2].map { "7/jobs?order_by=id&sort=desc&page=\($0)&per_page=50" })
  }

  @Test func jobsThatMayNotBeReadAreSaidToBe() async throws {
    let body =
      #"{"data":{"runner":{"jobs":null}},"errors":[{"message":"\#(GraphQLAnswers.hidden)"}]}"#
    for (source, response) in [
      (RunnerSource.graphQL(.all), HTTPResponse.json(200, body)),
      (rest, .json(403, #"{"message":"403 Forbidden - No access granted"}"#)),
    ] {
      let client = GitLabClient(AnsweringTransport { _ in response }, try connection())
      let failure = try await failure { () async throws(APIFailure) in
        try await client.runnerJobs(7, after: nil, source: source)
      }
      #expect(failure.kind == .forbidden)
      #expect(failure.message.contains("does not show the jobs of runner 7"))
    }
  }

  @Test func theVersionIsRead() async throws {
    let transport = ScriptedTransport(
      .success(.json(200, #"{"version":"18.4.1-ee\u001b","revision":"x"}"#)),
      .success(.json(200, "{}")))
    let client = GitLabClient(transport, try connection())
    #expect(try await client.serverVersion() == "18.4.1-ee\u{FFFD}")
    #expect(transport.requests.first?.url.hasSuffix("/api/v4/version") == true)
    let failure = try await failure { () async throws(APIFailure) in
      try await client.serverVersion()
    }
    #expect(failure.kind == .undecodable)
  }
}
