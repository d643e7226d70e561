import FoundationEssentials
import RunnerCore
import Testing

/// The warning that an access token ends soon; the clock stands at 2027-01-15 08:00 UTC.
@Suite struct TokenEndTests {
  private func warnings(_ expiresAt: String?) async throws -> [String] {
    let transport = ScriptedTransport(.success(.json(200, "[]")))
    let facts = AccessTokenFacts(scopes: ["api"], expiresAt: expiresAt, userID: 2)
    let user = CurrentUser(id: 2, username: "owner", name: "Olga")
    return try await client(transport).preflight(user: user, token: facts).warnings
  }

  @Test(arguments: [
    ("2027-01-29", "in 14 days"), ("2027-01-16", "tomorrow"), ("2027-01-15", "today"),
  ])
  func aTokenThatEndsSoonIsWarnedOf(_ date: String, _ words: String) async throws {
    let found = try await warnings(date)
    #expect(found.count == 1 && found.first?.contains(words) == true, "\(found)")
    #expect(found.first?.contains(date) == true)
  }

  @Test(arguments: ["2027-01-30", "2030-01-01", nil, "never"])
  func otherTokensAreNot(_ date: String?) async throws {
    #expect(try await warnings(date).isEmpty)
  }

  @Test func aTokenThatIsSaidToBeRevokedIsAskedNothingMore() async throws {
    let transport = ScriptedTransport(.success(.json(200, "[]")))
    let facts = AccessTokenFacts(scopes: ["api"], isRevoked: true)
    let user = CurrentUser(id: 2, username: "owner", name: "Olga")
    let preflight = try await client(transport).preflight(user: user, token: facts)
    #expect(preflight.creation.group.obstacle?.code == "token_inactive")
    #expect(preflight.creation.group.isRefused)
    #expect(transport.requests.isEmpty)
  }
}
