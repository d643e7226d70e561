import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// A runner that was found belongs to one registration, and what was found of it holds until its token changes.
@Suite struct RecoveredRunnerTests {
  private var looks: @Sendable (Pilot) -> Int { { $0.works.count(where: \.isRecovery) } }

  private func runner(closedWith pilot: Pilot) -> Int64? {
    pilot.works.compactMap { work in
      if case .closeEntry(_, let runner) = work { runner } else { nil }
    }.last
  }

  @Test func theChosenRunnerIsToldWithTheEntry() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.several)
    pilot.press(.down, .enter)
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("Token recovered"))
    pilot.press(.character("S"), .enter)
    #expect(pilot.closedEntries == ["entry-1"])
    #expect(runner(closedWith: pilot) == 1230)
  }

  @Test func whatWasFoundForAnotherIsLookedForOnceMore() {
    let entries = [RecoveryFixtures.entry("entry-1"), RecoveryFixtures.entry("entry-2")]
    var pilot = Pilot(
      RecoveryFixtures.settings(entries),
      outside: RecoveryFixtures.lost(RecoveryFixtures.several))
    pilot.wait(milliseconds: 400)
    // Both are looked at, then the runner that both may be is taken for the first one.
    pilot.press(.down, .enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.escape, .character("U"), .up, .enter)
    pilot.wait(milliseconds: 400)
    #expect(looks(pilot) == 2)
    pilot.press(.down, .enter)
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("Token recovered"))
    pilot.press(.character("S"), .enter)
    #expect(pilot.closedEntries.count == 1)
    pilot.press(.escape)
    pilot.wait(milliseconds: 400)
    pilot.press(.function(2), .character("U"))
    pilot.wait(milliseconds: 400)
    #expect(looks(pilot) == 3)
  }

  @Test func aTokenThatWasResetIsNotShownAsItWas() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found)
    #expect(looks(pilot) == 1)
    pilot.press(.character("R"), .character("y"))
    pilot.answer(
      .tokenNotReset(Fixtures.failure(.connectionLost, .unknown)), where: \.isReset)
    #expect(pilot.shows("The answer was lost"))
    #expect(looks(pilot) == 2)
    pilot.wait(milliseconds: 400)
    pilot.press(.enter)
    #expect(pilot.shows("Unfinished runner"))
  }
}
