import RunnerCore
import Synchronization
import Testing

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
    #expect(!failure.message.contains("<"))
    #expect(failure.detail.contains("Sign in"))
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
