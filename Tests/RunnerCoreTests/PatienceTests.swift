import FoundationEssentials
import RunnerCore
import Testing

@Suite struct PatienceTests {
  private func failure(headers: [(String, String)], status: Int = 429) async throws -> APIFailure {
    let client = try client(ScriptedTransport(.success(.text(status, "", headers: headers))))
    let registration = try registration()
    return try await RunnerCoreTests.failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
  }

  // The fixtures' clock stands at 1 800 000 000, which is Fri, 15 Jan 2027 08:00:00 GMT.
  @Test(arguments: [
    ("Retry-After", "60", 60),
    ("retry-after", " 5 ", 5),
    ("Retry-After", "-3", 0),
    ("Retry-After", "Fri, 15 Jan 2027 08:01:30 GMT", 90),
    ("Retry-After", "Fri, 15 Jan 2027 07:00:00 GMT", 0),
    ("RateLimit-Reset", "1800000045", 45),
  ])
  func rateLimitsSayWhenToComeBack(name: String, value: String, seconds: Int) async throws {
    let failure = try await failure(headers: [(name, value)])
    #expect(failure.retryAfter == seconds)
    #expect(failure.retryAt == Date(timeIntervalSince1970: 1_800_000_000 + Double(seconds)))
    #expect(failure.fix.hasPrefix("Try again"))
  }

  @Test func retryAfterComesBeforeTheLimitsReset() async throws {
    let failure = try await failure(
      headers: [("RateLimit-Reset", "1800000045"), ("Retry-After", "7")])
    #expect(failure.retryAfter == 7)
  }

  @Test(arguments: ["", "soon", "1.5"])
  func nonsenseIsNoAnswer(value: String) async throws {
    let failure = try await failure(headers: [("Retry-After", value)])
    #expect(failure.retryAfter == nil)
    #expect(failure.retryAt == nil)
  }

  @Test func absurdWaitsAreCut() async throws {
    let failure = try await failure(headers: [("Retry-After", "9223372036854775807")])
    #expect(failure.retryAfter == 2_678_400)
  }

  @Test func maintenanceSaysWhenToComeBackToo() async throws {
    #expect(try await failure(headers: [("Retry-After", "60")], status: 503).retryAfter == 60)
  }
}
