import Foundation
import GitLabSandbox
import RunnerCore
import Support
import Testing

@testable import Runtime

/// Everything that can break between Enter and the token, for every kind of access token.
///
/// In each case at most one runner is made, and the token is on the screen, within reach of a step that the program
/// names, or its loss is stated with what the runner is found by. The table in `Tests/README.md` is what was seen.
@Suite struct FaultTableTests {
  @Test func atMostOneRunnerAndNoTokenLostInSilence() async throws {
    var rows: [FaultRow] = []
    for point in FaultPoint.all {
      for ability in TokenAbility.allCases {
        rows.append(try await FaultCase(point: point, ability: ability).run())
      }
    }
    #expect(Set(rows.map(\.fault)).count >= 24)
    assertFaultTable("faults in process", rows)
  }
}

/// One cell of the table.
struct FaultCase {
  let point: FaultPoint
  let ability: TokenAbility

  func run() async throws -> FaultRow {
    let transport = UnreliableTransport(point.options, skew: point.skew)
    let connection = transport.connection(ability.tokenName)
    let existing = Set(transport.withSandbox { $0.runners.map(\.id) })
    var twins: Set<Int> = []
    if point.hasTwin {
      // Whoever makes it by hand gives it the same values.
      let twin = try await transport.client(connection).register(
        RegistrationJourney.form(ability).validate())
      twins = [Int(twin.id)]
      transport.wait(5)
    }
    transport.add(point.faults)
    transport.add(rules: point.rules)

    let known = existing.union(twins)
    var journey = RegistrationJourney(
      RegistrationJourney.World(
        client: { transport.client(connection) },
        now: { Int64(transport.now.timeIntervalSince1970) },
        wait: { transport.wait($0) }, heal: { transport.heal() },
        runners: {
          transport.withSandbox { sandbox in
            let new = sandbox.runners.filter { !known.contains($0.id) }
            return Dictionary(uniqueKeysWithValues: new.map { (Int64($0.id), $0.token) })
          }
        }), ability)
    journey.choice = point.choice
    journey.isFromJournal = point.hasJournal
    let (restart, turn) = (point.restart, point.turn)
    journey.interval = {
      if let restart { transport.wait(restart) }
      transport.turnServerClock(by: turn)
    }
    let end = try await journey.run()
    // A request that is still under way has its effect too.
    for _ in 1...10 { transport.wait(10) }
    let runners = try await journey.world.runners()
    return FaultRow(point.name, ability, journey, end, runners)
  }
}
