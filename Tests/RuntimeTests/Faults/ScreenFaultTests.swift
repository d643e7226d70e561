import Configuration
import FoundationEssentials
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Support
import Testing

@testable import Runtime

/// Each way in which a registration can end, on the screen, for every kind of access token: the token is on the screen,
/// or its loss is stated with what the runner is found by.
@Suite struct ScreenFaultTests {
  /// One of each kind of end.
  private static let faults = [
    "nothing breaks", "connection refused", "reset before the server sees it",
    "reset before the answer", "carried out only after the timeout", "504 page, carried out",
    "503 from GitLab", "429", "answer without the token", "answer without the id",
    "GraphQL switched off", "network gone while searching",
  ]

  @Test func theScreenLeadsToTheTokenOrSaysWhereItsRunnerIs() async throws {
    var lines: [String] = []
    for name in Self.faults {
      let point = try #require(FaultPoint.all.first { $0.name == name })
      for ability in TokenAbility.allCases { lines.append(try await row(point, ability)) }
    }
    assertSection(
      "faults on the screen", of: "Tests/README.md",
      is: [
        "", "| Fault | Access token | Runners | What the screen offered |",
        "| --- | --- | ---: | --- |",
      ]
        + lines + [""],
      recordedBy: "RECORD_FAULT_TABLE")
  }

  private func row(_ point: FaultPoint, _ ability: TokenAbility) async throws -> String {
    let folder = try TemporaryFolder()
    let journal = Journal(folder: folder.path + "/journal")
    let transport = UnreliableTransport(point.options, startingAt: Date().timeIntervalSince1970)
    let before = Set(transport.withSandbox { $0.runners.map(\.id) })
    var journey = ScreenJourney(transport, ability, journal: journal)
    await journey.goToReview()
    let place = "\(point.name), \(ability)"
    #expect(journey.pilot.shows("Step 5"), "\(place)\(journey.pilot)")
    transport.add(point.faults)
    transport.add(rules: point.rules)
    let end = await journey.register()
    for _ in 1...10 { transport.wait(10) }

    let runners = transport.withSandbox { $0.runners.filter { !before.contains($0.id) } }
    #expect(runners.count <= 1, "\(place)")
    #expect(journey.shownAlone.allSatisfy { $0.reveal() == runners.first?.token }, "\(place)")
    let open = journal.all()
    switch end {
    case .token:
      let token = try #require(runners.first?.token, "\(place)")
      #expect(journey.pilot.shows(token), "\(place)\(journey.pilot)")
      await journey.keepToken()
      #expect(journal.all().isEmpty, "\(place)\(journey.pilot)")
    case .stated:
      let pilot = journey.pilot
      let marker = open.first?.marker
      #expect(open.count == 1, "\(place)")
      #expect(
        marker.map(pilot.shows) == true
          || runners.contains { pilot.shows("#\($0.id)") }, "\(place)\(pilot)")
    case .stuck: Issue.record("\(place): \(journey.steps)\(journey.pilot)")
    }
    let outcome: String =
      switch end {
      case .token: "token on the screen"
      case .stated:
        open.first?.marker == nil
          ? "loss stated with the runner's id" : "loss stated with the marker"
      case .stuck: "stuck"
      }
    let words = (journey.steps + [outcome]).joined(separator: ", ")
    return "| \(point.name) | \(ability) | \(runners.count) | \(words) |"
  }
}
