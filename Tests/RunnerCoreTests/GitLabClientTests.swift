import FoundationEssentials
import RunnerCore
import Synchronization
import Testing

@Suite struct RegistrationTests {
  private let created = #"{"id":42,"token":"glrt-t2_new","token_expires_at":null}"#

  private func register(
    _ body: String, status: Int = 201, type: RunnerType = .group
  ) async throws -> RegisteredRunner {
    try await client(ScriptedTransport(.success(.json(status, body)))).register(registration(type))
  }

  @Test func oneRequestWithTheTokenGoesOut() async throws {
    let transport = ScriptedTransport(.success(.json(201, created)))
    let connection = try connection(
      "https://example.com/gitlab/", headers: [HeaderField(name: "X-Gate", value: "open")])
    _ = try await client(transport, connection).register(registration())
    #expect(transport.requests.count == 1)
    let request = try #require(transport.requests.first)
    #expect(request.method == "POST")
    #expect(request.url == "https://example.com/gitlab/api/v4/user/runners")
    #expect(!request.isSafeToRepeat)
    #expect(request.timeout == 60)
    #expect(request.connectTimeout == 10)
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"runner_type":"group_type","group_id":12,"tag_list":["docker"]}"#)
    let headers = request.headers.map { "\($0.name): \($0.value)" }
    #expect(
      headers == [
        "User-Agent: runner-wizard/\(Version.text)", "Accept: application/json",
        "Content-Type: application/json", "X-Gate: open", "PRIVATE-TOKEN: \(accessToken)",
      ])
  }

  @Test func bearerTokensGoIntoAuthorization() async throws {
    let transport = ScriptedTransport(.success(.json(201, created)))
    _ = try await client(transport, connection(token: "oauth", authentication: .bearer))
      .register(registration())
    let headers = try #require(transport.requests.first).headers
    #expect(headers.last?.name == "Authorization")
    #expect(headers.last?.value == "Bearer oauth")
    #expect(!headers.contains { $0.name == "PRIVATE-TOKEN" })
  }

  @Test func withoutATokenNoneIsSent() async throws {
    let transport = ScriptedTransport(.success(.json(401, #"{"message":"401 Unauthorized"}"#)))
    let client = try client(transport, connection(token: ""))
    let registration = try registration()
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(failure.kind == .unauthorized)
    #expect(failure.message.contains("none was given"))
    #expect(
      try #require(transport.requests.first).headers.allSatisfy { $0.name != "PRIVATE-TOKEN" })
  }

  @Test func theAnswerBecomesARegisteredRunner() async throws {
    let runner = try await register(
      #"{"id":42,"token":"glrt-t2_new","token_expires_at":"2026-12-31T23:59:59.000Z"}"#)
    #expect(runner.id == 42)
    #expect(runner.token.reveal() == "glrt-t2_new")
    #expect(runner.tokenExpiresAt == Date(timeIntervalSince1970: 1_798_761_599))
    #expect(runner.requestID == "01REQUEST")
    #expect(
      runner.webURL == "https://gitlab.example.com/groups/platform/build/-/runners/42")
  }

  @Test func thePageOfARunnerDependsOnItsType() async throws {
    #expect(
      try await register(created, type: .project).webURL
        == "https://gitlab.example.com/platform/build/app/-/runners/42")
    #expect(
      try await register(created, type: .instance).webURL
        == "https://gitlab.example.com/admin/runners/42")
    let unknown = RunnerForm(type: .group, target: RunnerTarget(kind: .group, id: 5))
    let runner = try await client(ScriptedTransport(.success(.json(201, created))))
      .register(unknown.validate())
    #expect(runner.webURL == nil)
  }

  @Test(arguments: [
    #"{"id":"42","token":"glrt-t2_new","token_expires_at":null}"#,
    #"{"id":42,"token":"glrt-t2_new"}"#,
    #"{"extra":{"deep":[]},"token":"glrt-t2_new","id":42}"#,
  ])
  func looseAnswersAreUnderstood(body: String) async throws {
    let runner = try await register(body)
    #expect(runner.id == 42)
    #expect(runner.tokenExpiresAt == nil)
    #expect(runner.tokenExpiryText == nil)
  }

  @Test func idsMayHave64Bits() async throws {
    #expect(
      try await register(#"{"id":9007199254740993,"token":"glrt-x"}"#).id == 9_007_199_254_740_993)
  }

  @Test func anUnreadableExpiryIsNotTakenForNever() async throws {
    let runner = try await register(#"{"id":1,"token":"t","token_expires_at":"next\u001b week"}"#)
    #expect(runner.tokenExpiresAt == nil)
    #expect(runner.tokenExpiryText == "next\u{FFFD} week")
  }

  @Test(arguments: [
    "", "{}", "null", "[]", "<html>Sign in</html>", #"{"id":42}"#,
    #"{"token":"glrt-secret-secret"}"#,
    #"{"id":42,"token":""}"#, #"{"id":42,"token":null}"#, #"{"id":42,"token":"glrt-secret-secret"#,
    #"{"id":42,"token":"glrt-secret\u001b[2J-secret"}"#, #"{"id":42,"token":"glrt secret secret"}"#,
    #"{"id":{},"token":"glrt-secret-secret"}"#, String(repeating: "[", count: 100_000),
  ])
  func aSuccessWithoutTokenOrIDIsOfUnknownOutcome(body: String) async throws {
    let client = try client(ScriptedTransport(.success(.json(201, body))))
    let registration = try registration()
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(failure.outcome == .unknown)
    #expect(failure.code == "outcome_unknown")
    #expect(!"\(failure)".contains("secret"), "The body may hold the token.")
  }

  @Test func aSuccessWithoutTokenNamesTheRunner() async throws {
    let client = try client(ScriptedTransport(.success(.json(201, #"{"id":42}"#))))
    let registration = try registration()
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(failure.message.contains("42"))
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func redirectsAreNotFollowed(status: Int) async throws {
    let transport = ScriptedTransport(
      .success(
        .text(status, "moved", headers: [("Location", "https://user@evil.example/api/v4/x?y")])))
    let client = try client(transport)
    let registration = try registration()
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(failure.kind == .unexpectedRedirect(host: "evil.example"))
    #expect(failure.code == "unexpected_redirect")
    #expect(failure.outcome == .refused)
    #expect(transport.requests.count == 1)
  }

  @Test(arguments: ["T\r\nX-Evil: 1", "T\n", "\u{0}", "T\u{7F}"])
  func controlBytesInTheTokenStopTheRequest(token: String) async throws {
    let transport = ScriptedTransport(.success(.json(201, created)))
    let client = try client(transport, connection(token: token))
    let registration = try registration()
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(failure.kind == .invalidHeader)
    #expect(failure.outcome == .notSent)
    #expect(transport.requests.isEmpty)
  }

  @Test(arguments: [("X-A", "1\r\nX-Evil: 1"), ("X A", "1"), ("", "1"), ("X:", "1"), ("É", "1")])
  func malformedHeadersStopTheRequest(name: String, value: String) async throws {
    let transport = ScriptedTransport(.success(.json(201, created)))
    let client = try client(
      transport, connection(headers: [HeaderField(name: name, value: value)]))
    let registration = try registration()
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(failure.code == "invalid_header")
    #expect(transport.requests.isEmpty)
  }

  @Test func everyRequestIsTraced() async throws {
    let traces = Mutex<[RequestTrace]>([])
    let transport = ScriptedTransport(.success(.json(201, created)))
    let client = try client(transport, trace: { trace in traces.withLock { $0.append(trace) } })
    _ = try await client.register(registration())
    let trace = try #require(traces.withLock { $0 }.first)
    #expect(trace.method == "POST")
    #expect(trace.url == "https://gitlab.example.com/api/v4/user/runners")
    #expect(trace.status == 201)
    #expect(trace.requestID == "01REQUEST")
    #expect(trace.milliseconds >= 0)
  }
}

@Suite struct ReadingTests {
  private let user = #"{"id":7,"username":"root","name":"Ad\u001bmin","is_admin":true}"#

  @Test func theUserIsRead() async throws {
    let client = try client(ScriptedTransport(.success(.json(200, user))))
    #expect(
      try await client.currentUser()
        == CurrentUser(id: 7, username: "root", name: "Ad\u{FFFD}min", isAdministrator: true))
  }

  @Test func anAbsentFlagIsNotKnown() async throws {
    let body = #"{"id":8,"username":"project_1_bot_x","bot":true}"#
    let user = try await client(ScriptedTransport(.success(.json(200, body)))).currentUser()
    #expect(user.isAdministrator == nil)
    #expect(user.isBot)
    #expect(user.name == "project_1_bot_x")
  }

  @Test func theTokensFactsAreRead() async throws {
    let body =
      #"{"id":3,"name":"ci","revoked":false,"scopes":["api",5],"user_id":7,"active":true,"expires_at":"2026-12-31"}"#
    let facts = try await client(ScriptedTransport(.success(.json(200, body)))).accessToken()
    #expect(
      facts
        == AccessTokenFacts(
          name: "ci", scopes: ["api", "5"], expiresAt: "2026-12-31", userID: 7, isActive: true,
          isRevoked: false))
  }

  @Test func pagesInPlaceOfAnswersAreNamed() async throws {
    let page = "<!DOCTYPE html><title>Sign in</title>"
    let client = try client(ScriptedTransport(.success(.text(200, page))))
    let failure = try await failure { () async throws(APIFailure) in
      try await client.currentUser()
    }
    #expect(failure.kind == .notGitLab)
    #expect(failure.outcome == .refused)
    #expect(failure.message.contains("Sign in"))
  }

  @Test(arguments: [429, 502, 503, 504])
  func readingIsRepeatedTwice(status: Int) async throws {
    let pauses = Mutex<[Double]>([])
    let transport = ScriptedTransport(
      .success(.text(status, "", headers: [("Retry-After", "3")])), .success(.text(status, "")),
      .success(.json(200, user)))
    let client = try client(
      transport, pause: { seconds in pauses.withLock { $0.append(seconds) } })
    #expect(try await client.currentUser().id == 7)
    #expect(transport.requests.count == 3)
    #expect(pauses.withLock { $0 } == [3, 1])
  }

  @Test func readingIsNotRepeatedForEver() async throws {
    let transport = ScriptedTransport(.success(.text(502, "Bad Gateway")))
    let client = try client(transport)
    let failure = try await failure { () async throws(APIFailure) in
      try await client.currentUser()
    }
    #expect(failure.code == "gateway_error")
    #expect(transport.requests.count == 3)
  }

  @Test func aLongWaitIsReportedInPlaceOfWaiting() async throws {
    let transport = ScriptedTransport(.success(.text(429, "", headers: [("Retry-After", "11")])))
    let client = try client(transport)
    let failure = try await failure { () async throws(APIFailure) in
      try await client.currentUser()
    }
    #expect(failure.retryAfter == 11)
    #expect(transport.requests.count == 1)
  }

  @Test func cancellingAPauseEndsTheRequest() async throws {
    let client = try client(
      ScriptedTransport(.success(.text(503, ""))), pause: { _ in throw CancellationError() })
    let failure = try await failure { () async throws(APIFailure) in
      try await client.currentUser()
    }
    #expect(failure.kind == .cancelled)
  }

  @Test(arguments: [400, 401, 403, 404, 500])
  func otherAnswersAreNotRepeated(status: Int) async throws {
    let transport = ScriptedTransport(.success(.json(status, "{}")))
    let client = try client(transport)
    _ = try await failure { () async throws(APIFailure) in try await client.currentUser() }
    #expect(transport.requests.count == 1)
  }
}

@Suite struct ResolvingTests {
  private let group =
    #"{"id":12,"name":"Build","full_path":"platform/build","web_url":"https://gitlab.example.com/groups/platform/build"}"#

  @Test func aGroupIsFoundByItsPath() async throws {
    let transport = ScriptedTransport(.success(.json(200, group)))
    let target = try await client(transport).resolve(.path("platform/bü ild"), kind: .group)
    #expect(
      target
        == RunnerTarget(
          kind: .group, id: 12, fullPath: "platform/build", name: "Build",
          webURL: "https://gitlab.example.com/groups/platform/build"))
    #expect(
      try #require(transport.requests.first).url
        == "https://gitlab.example.com/api/v4/groups/platform%2Fb%C3%BC%20ild?with_projects=false")
  }

  @Test func aProjectIsFoundByItsID() async throws {
    let transport = ScriptedTransport(
      .success(.json(200, #"{"id":34,"path_with_namespace":"a/b","name":"B"}"#)))
    let target = try await client(transport).resolve(.id(34), kind: .project)
    #expect(target.fullPath == "a/b")
    #expect(
      try #require(transport.requests.first).url
        == "https://gitlab.example.com/api/v4/projects/34")
  }

  @Test(arguments: ["insufficient_scope", "insufficient_granular_scope"])
  func anIDThatMayNotBeReadGoesThrough(error: String) async throws {
    let body = #"{"error":"\#(error)","error_description":"no","scope":"api read_api"}"#
    let client = try client(ScriptedTransport(.success(.json(403, body))))
    #expect(
      try await client.resolve(.id(12), kind: .group) == RunnerTarget(kind: .group, id: 12))
    let failure = try await failure { () async throws(APIFailure) in
      try await client.resolve(.path("a"), kind: .group)
    }
    #expect(failure.code == error)
  }

  @Test func aMissingTargetIsNamed() async throws {
    let client = try client(
      ScriptedTransport(.success(.json(404, #"{"message":"404 Project Not Found"}"#))))
    for reference in [TargetReference.id(99), .path("a/99")] {
      let failure = try await failure { () async throws(APIFailure) in
        try await client.resolve(reference, kind: .project)
      }
      #expect(failure.kind == .notFound)
      #expect(failure.message.contains("99"))
    }
  }

  @Test(arguments: [
    "https://gitlab.example.com/api/v4/projects/34", "/api/v4/projects/34",
    "https://GITLAB.example.com:443/api/v4/projects/34?x=1",
  ])
  func aMovedProjectIsFollowedOnce(location: String) async throws {
    let transport = ScriptedTransport(
      .success(.text(301, "moved", headers: [("Location", location)])),
      .success(.json(200, #"{"id":34,"path_with_namespace":"new/b"}"#)))
    let target = try await client(transport).resolve(.path("old/b"), kind: .project)
    #expect(target.fullPath == "new/b")
    #expect(
      transport.requests.map(\.url).last == "https://gitlab.example.com/api/v4/projects/34")
  }

  @Test(arguments: [
    "https://evil.example/api/v4/projects/34", "http://gitlab.example.com/api/v4/projects/34",
    "//evil.example/api/v4/projects/34", "/users/sign_in", "/api/v4/../../x", "",
    "https://gitlab.example.com@evil.example/api/v4/projects/34", "/api/v4/projects/34\u{1B}",
    "https://gitlab.example.com:8443/api/v4/projects/34",
  ])
  func otherRedirectsAreNotFollowed(location: String) async throws {
    let transport = ScriptedTransport(
      .success(.text(302, "", headers: [("Location", location)])), .success(.json(200, "{}")))
    let client = try client(transport)
    let failure = try await failure { () async throws(APIFailure) in
      try await client.resolve(.path("old/b"), kind: .project)
    }
    #expect(failure.code == "unexpected_redirect")
    #expect(transport.requests.count == 1)
  }

  @Test func redirectsInACircleEnd() async throws {
    let transport = ScriptedTransport(
      .success(.text(301, "", headers: [("Location", "/api/v4/projects/34")])))
    let client = try client(transport)
    _ = try await failure { () async throws(APIFailure) in
      try await client.resolve(.path("old/b"), kind: .project)
    }
    #expect(transport.requests.count == 2)
  }
}
