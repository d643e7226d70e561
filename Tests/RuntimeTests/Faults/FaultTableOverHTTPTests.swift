import Foundation
import RunnerCore
import Support
import Synchronization
import Testing

/// The same journey as in ``FaultTableTests`` through libcurl, with faults on the wire.
@Suite struct FaultTableOverHTTPTests {
  /// A rule of the sandbox, and seconds that a request may take.
  struct Point: Sendable {
    var name: String
    var rules: [String]
    var timeout: Double?
  }

  static let points = [
    Point(name: "nothing breaks", rules: []),
    Point(name: "reset before the server sees it", rules: ["/user/runners:reset-before:1"]),
    Point(name: "reset before the answer", rules: ["/user/runners:reset-after:1"]),
    Point(name: "closed before the server sees it", rules: ["/user/runners:close-before:1"]),
    Point(name: "closed before the answer", rules: ["/user/runners:close-after:1"]),
    Point(name: "answer cut off", rules: ["/user/runners:truncate:1"]),
    Point(name: "no answer in time", rules: ["/user/runners:stall:1"], timeout: 1),
    Point(name: "answer drips too slowly", rules: ["/user/runners:slow:1"], timeout: 1),
    Point(name: "answer is no HTTP", rules: ["/user/runners:garbage:1"]),
    Point(name: "502 page", rules: ["/user/runners:html:1"]),
    Point(name: "504", rules: ["/user/runners:status=504:1"]),
    Point(name: "429", rules: ["/user/runners:status=429:1"]),
    Point(name: "redirect", rules: ["/user/runners:redirect=http://127.0.0.1:1/:1"]),
    Point(
      name: "reset before the answer, GraphQL reset twice",
      rules: [
        "/user/runners:reset-after:1", "/api/graphql:reset-after:1", "/api/graphql:reset-after:2",
      ]),
    Point(
      name: "reset before the answer, GraphQL cut off",
      rules: ["/user/runners:reset-after:1", "/api/graphql:truncate"]),
    Point(
      name: "reset before the answer, GraphQL answers no HTTP",
      rules: ["/user/runners:reset-after:1", "/api/graphql:garbage"]),
  ]

  @Test func atMostOneRunnerAndNoTokenLostInSilence() async throws {
    var rows: [FaultRow] = []
    for point in Self.points {
      rows += try await withThrowingTaskGroup(of: (Int, FaultRow).self) { group in
        for (place, ability) in TokenAbility.allCases.enumerated() {
          group.addTask { (place, try await Self.row(point, ability)) }
        }
        var rows: [(Int, FaultRow)] = []
        for try await row in group { rows.append(row) }
        return rows.sorted { $0.0 < $1.0 }.map(\.1)
      }
    }
    assertFaultTable("faults over HTTP", rows)
  }

  private static func row(_ point: Point, _ ability: TokenAbility) async throws -> FaultRow {
    let server = try SandboxServer(point.rules.flatMap { ["--fault", $0] })
    let existing = Set(try server.runnerIDs())
    let connection = Connection(
      server: try ServerURL(parsing: server.url),
      token: Secret(try server.token(ability.tokenName)),
      timeout: point.timeout)
    let transport = CurlTransport(connection: connection)
    defer { transport.shutdown() }
    let ahead = Mutex(0.0)
    let wait = { @Sendable (seconds: Double) throws in
      ahead.withLock { $0 += seconds }
      try server.advance(by: Int(seconds))
    }
    let now = { @Sendable in Date().addingTimeInterval(ahead.withLock(\.self)) }
    var journey = RegistrationJourney(
      RegistrationJourney.World(
        client: {
          GitLabClient(
            connection: connection, transport: transport, now: now, pause: { try wait($0) })
        },
        now: { Int64(now().timeIntervalSince1970) }, wait: { try wait($0) },
        heal: { try server.forgive() },
        runners: {
          let ids = try server.runnerIDs().filter { !existing.contains($0) }
          return Dictionary(uniqueKeysWithValues: ids.map { (Int64($0), "") })
        }), ability)
    let end = try await journey.run()
    var runners = try await journey.world.runners()
    if case .onScreen(let token) = end, let id = try server.runner(withToken: token.reveal()) {
      runners[Int64(id)] = token.reveal()
    }
    return FaultRow(point.name, ability, journey, end, runners)
  }
}
