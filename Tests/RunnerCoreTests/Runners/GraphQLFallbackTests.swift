import Testing

@testable import RunnerCore

/// What happens where a server's GraphQL knows less, or is not to be had.
@Suite struct GraphQLFallbackTests {
  private let older = GraphQLAnswers.schema(
    runner: ["id", "createdBy", "managers", "jobs", "tokenExpiresAt", "jobExecutionStatus"],
    manager: ["systemId"], user: ["username"])
  private let olderFeatures: GraphQLFeatures = [
    .creator, .managers, .jobs, .tokenExpiry, .membershipAllAvailable,
  ]

  @Test func anOlderServerIsAskedForWhatItKnows() async throws {
    let older = older
    let transport = AnsweringTransport { request in
      if request.text.contains("RunnerFeatures") { return older }
      if request.text.contains("ownerProject") { return GraphQLAnswers.undefinedField }
      return .json(200, #"{"data":{"runners":\#(GraphQLAnswers.list([1]))}}"#)
    }
    let deliveries = Deliveries()
    let client = GitLabClient(transport, try connection())
    #expect(await client.load(.instance, into: deliveries) == .success(nil))
    #expect(transport.requests.count == 3)
    #expect(deliveries.all.first == .source(.graphQL(olderFeatures)))
    #expect(deliveries.sources.count == 1)
    #expect(deliveries.ids == [1])

    _ = await client.load(.instance, source: .graphQL(olderFeatures))
    #expect(transport.requests.count == 4, "What is known is not asked again.")
  }

  @Test func ownRunnersOfAnOlderServerComeOverREST() async throws {
    let older = older
    let transport = AnsweringTransport { request in
      if request.text.contains("RunnerFeatures") { return older }
      return request.isGraphQL ? GraphQLAnswers.undefinedField : RESTAnswers.runners([5])
    }
    let deliveries = Deliveries()
    #expect(
      try await GitLabClient(transport, connection()).load(into: deliveries) == .success(nil))
    #expect(
      deliveries.sources == [
        .graphQL(olderFeatures), .rest(because: Texts.ownRunnersNeedNewerGitLab),
      ])
    #expect(deliveries.ids == [5])
    #expect(try #require(transport.requests.last).url.contains("/api/v4/runners?"))
  }

  @Test func aServerThatStillRefusesIsAskedOverREST() async throws {
    let transport = AnsweringTransport { request in
      if request.text.contains("RunnerFeatures") {
        return GraphQLAnswers.schema(runner: ["id"], user: ["runners"])
      }
      return request.isGraphQL ? GraphQLAnswers.undefinedField : RESTAnswers.runners([5])
    }
    let deliveries = Deliveries()
    #expect(
      try await GitLabClient(transport, connection()).load(into: deliveries) == .success(nil))
    #expect(transport.requests.count == 4)
    #expect(deliveries.sources.last?.isREST == true)
  }

  struct Refusal: Sendable {
    var response: HTTPResponse
    var word: String
  }

  @Test(arguments: [
    Refusal(
      response: .json(401, #"{"errors":[{"message":"Invalid token"}]}"#), word: "access token"),
    Refusal(response: .json(404, #"{"errors":[{"message":"Not found!"}]}"#), word: "not available"),
    Refusal(response: .text(404, "<html>nginx</html>"), word: "not available"),
    Refusal(response: .text(403, "<html>waf</html>"), word: "HTTP 403"),
    Refusal(response: .text(200, "<html>Sign in</html>"), word: "not GitLab"),
    Refusal(response: .text(302, "", headers: [("Location", "/users/sign_in")]), word: "HTTP 302"),
    Refusal(
      response: .json(200, #"{"errors":[{"message":"which exceeds max complexity of 250"}]}"#),
      word: "exceeds max complexity of 250."),
    Refusal(response: .json(422, #"{"errors":[{"message":"Query too large"}]}"#), word: "HTTP 422"),
    Refusal(response: .json(200, #"{"data":null}"#), word: "not GitLab"),
  ])
  func whereGraphQLIsRefusedRESTAnswers(refusal: Refusal) async throws {
    let transport = AnsweringTransport { request in
      request.isGraphQL
        ? refusal.response : RESTAnswers.runners([7], headers: [("X-Next-Page", "2")])
    }
    let deliveries = Deliveries()
    let client = GitLabClient(transport, try connection())
    #expect(await client.load(.project(someProject), into: deliveries) == .success(.page(2)))
    #expect(transport.requests.count == 2)
    guard case .rest(let reason) = deliveries.sources.first else {
      Issue.record("Nothing said that REST is used.")
      return
    }
    #expect(reason.contains(refusal.word))
    #expect(reason.hasSuffix("."))
    #expect(deliveries.all.first == .source(.rest(because: reason)))
    #expect(deliveries.ids == [7])
  }

  @Test func whatRESTRefusesTooIsTheFailure() async throws {
    let transport = AnsweringTransport { request in
      request.isGraphQL
        ? .json(401, #"{"errors":[{"message":"Invalid token"}]}"#)
        : .json(
          403,
          #"{"error":"insufficient_scope","error_description":"no","scope":"api read_api"}"#)
    }
    let deliveries = Deliveries()
    let result = try await GitLabClient(transport, connection()).load(into: deliveries)
    guard case .failure(let failure) = result else {
      Issue.record("Nothing was listed.")
      return
    }
    #expect(failure.failure.code == "insufficient_scope")
    #expect(failure.failure.fix.contains("read_api or api"))
    #expect(failure.at == nil)
    #expect(deliveries.all.isEmpty)
  }

  @Test(arguments: [429, 500, 502, 503])
  func aServerInTroubleIsNotAskedAnotherWay(status: Int) async throws {
    let transport = AnsweringTransport { _ in .text(status, "") }
    guard case .failure = try await GitLabClient(transport, connection()).load() else {
      Issue.record("Nothing was listed.")
      return
    }
    #expect(transport.requests.allSatisfy { $0.isGraphQL })
  }

  @Test func aListThatGraphQLBeganDoesNotGoOnOverREST() async throws {
    let transport = AnsweringTransport { _ in .text(404, "") }
    let client = GitLabClient(transport, try connection())
    guard case .failure(let failure) = await client.load(from: .after("a")) else {
      Issue.record("Nothing was listed.")
      return
    }
    #expect(failure.at == .after("a"))
    #expect(transport.requests.count == 1)
  }

  @Test func aGroupOfWhichOnlyTheIDIsKnownIsListedOverREST() async throws {
    let transport = AnsweringTransport { _ in RESTAnswers.runners([7]) }
    let deliveries = Deliveries()
    let group = RunnerTarget(kind: .group, id: 12)
    let client = GitLabClient(transport, try connection())
    #expect(await client.load(.group(group, .direct), into: deliveries) == .success(nil))
    #expect(transport.requests.map(\.isGraphQL) == [false])
    #expect(deliveries.sources == [.rest(because: Texts.pathUnknown(.group))])
  }

  @Test func featuresAreReadOffTheSchema() throws {
    let full = JSONValue(
      parsing: GraphQLAnswers.schema(
        runner: [
          "id", "createdBy", "creationState", "creationMethod", "ownerProject", "tokenExpiresAt",
          "ephemeralAuthenticationToken", "jobs", "userPermissions", "managers",
          "jobExecutionStatus",
        ], manager: ["systemId", "jobExecutionStatus"], user: ["runners"]
      ).body)
    #expect(GraphQLFeatures(schema: try #require(full)) == .all)
    for nothing in [
      "null", "{}", #"{"data":{"runner":null}}"#, #"{"data":{"runner":{"fields":7}}}"#,
    ] {
      let json = try #require(JSONValue(parsing: Array(nothing.utf8)))
      #expect(GraphQLFeatures(schema: json) == nil)
    }
  }
}
