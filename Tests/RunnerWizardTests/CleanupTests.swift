import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Finding runners that are of no use.
@Suite struct CleanupTests {
  /// Runners 1 to 3 never were in contact, 4 and 5 are stale, the others work.
  static func runners(_ count: Int64 = 20) -> [Runner] {
    (1...count).reversed().map { id in
      var runner = ChangeFixtures.runner(id)
      runner.createdAt = ListFixtures.now - 30 * 86_400
      if id <= 3 {
        runner.status = .neverContacted
        runner.contactedAt = nil
        runner.managerCount = 0
      } else if id <= 5 {
        runner.status = .stale
        runner.contactedAt = ListFixtures.now - 20 * 86_400
      }
      return runner
    }
  }

  private func pilot(_ count: Int64 = 20) -> Pilot {
    Pilot(
      ListFixtures.settings(), outside: Fixtures.well,
      streams: ChangeFixtures.serves(Self.runners(count)))
  }

  @Test func kindsAreCountedAndTheirRunnersShown() {
    var pilot = pilot()
    pilot.press(.character("x"))
    #expect(
      pilot.lines.contains { $0.contains("Never in contact, 7 days old") && $0.contains(" 3 ") })
    #expect(pilot.lines.contains { $0.contains("Stale: not in contact") && $0.contains(" 2 ") })
    #expect(pilot.shows("“macos host 3”") || pilot.shows("(#3)"))
    pilot.press(.down)
    #expect(pilot.shows("(#5)"))
    #expect(!pilot.shows("(#3)"))
  }

  @Test func chosenKindsAreMarkedAndShownAloneSoThatTheyCanBeDeleted() {
    var pilot = pilot()
    pilot.press(.character("x"), .enter)
    #expect(pilot.shows("Choose a kind with Space first"))
    pilot.press(.space, .down, .space)
    #expect(pilot.shows("5 runners chosen"))
    pilot.press(.enter)
    #expect(pilot.app.overlays.isEmpty)
    #expect(Set(pilot.shownIDs) == [1, 2, 3, 4, 5])
    #expect(pilot.tasks.isEmpty)
    pilot.press(.character("d"), .character("y"))
    #expect(Set(pilot.tasks.map(\.id)) == [1, 2, 3, 4, 5])
    #expect(pilot.tasks.allSatisfy { $0.change == .delete })
  }

  @Test func emptyKindCannotBeChosen() {
    var pilot = pilot()
    pilot.press(.character("x"), .down, .down, .space)
    #expect(pilot.shows("There are no runners of this kind"))
  }

  @Test func wholeListIsLoadedFirstAndEscStopsThat() {
    var pilot = Pilot(ListFixtures.settings(), outside: Fixtures.well)
    let runners = Self.runners(300)
    pilot.answer(
      .runners(
        .page(RunnerPage(runners: Array(runners[..<100]), next: .page(1), total: 300)), .more),
      where: \.isLoad)
    pilot.answer(.runnersLoaded(next: .page(1), .more), where: \.isLoad)
    pilot.press(.character("x"))
    #expect(pilot.shows("100 of 300 loaded"))
    #expect(pilot.loads.last?.from == .page(1))
    var stopped = pilot
    stopped.press(.escape)
    #expect(stopped.app.overlays.isEmpty)
    #expect(!stopped.pending.contains { $0.work.isLoad })
    pilot.streams = ChangeFixtures.serves(runners)
    pilot.answer(
      .runners(.page(RunnerPage(runners: Array(runners[100...]), next: nil, total: 300)), .more),
      where: \.isLoad)
    pilot.answer(.runnersLoaded(next: nil, .more), where: \.isLoad)
    #expect(pilot.lines.contains { $0.contains("Never in contact") && $0.contains(" 3 ") })
  }

  @Test func failureToLoadStandsInTheOverlay() {
    var pilot = Pilot(ListFixtures.settings(), outside: Fixtures.well)
    pilot.answer(
      .runners(
        .page(RunnerPage(runners: Self.runners(), next: .page(1), total: 300)), .more),
      where: \.isLoad)
    pilot.answer(.runnersLoaded(next: .page(1), .more), where: \.isLoad)
    pilot.press(.character("x"))
    pilot.answer(
      .runnersFailed(Fixtures.failure(.gatewayError), at: .page(1), .more), where: \.isLoad)
    #expect(pilot.shows("The server said no."))
    #expect(pilot.shows("20 of 300 loaded"))
  }
}
