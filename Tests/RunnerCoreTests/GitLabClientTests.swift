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

  @Test(arguments: [
    #"{"token":"glrt-t2_new"}"#, #"{"id":0,"token":"glrt-t2_new"}"#,
    #"{"id":-5,"token":"glrt-t2_new"}"#, #"{"id":[],"token":"glrt-t2_new"}"#,
  ])
  func aTokenWithoutIDIsNotLost(body: String) async throws {
    let client = try client(ScriptedTransport(.success(.json(201, body))))
    let registration = try registration()
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(failure.outcome == .unknown)
    #expect(failure.recoveredToken == Secret("glrt-t2_new"))
    #expect(!"\(failure)".contains("t2_new"))
  }

  @Test func aLongTokenIsKept() async throws {
    let token = "glrt-" + String(repeating: "x", count: 2_000)
    #expect(try await register(#"{"id":42,"token":"\#(token)"}"#).token.reveal() == token)
  }

  @Test func anEmptyExpiryIsNone() async throws {
    let runner = try await register(#"{"id":1,"token":"t","token_expires_at":" "}"#)
    #expect(runner.tokenExpiryText == nil)
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
