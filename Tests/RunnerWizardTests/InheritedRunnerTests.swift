import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// A group's list over REST, which holds the runners of groups above and of the instance too.
@Suite struct InheritedRunnerTests {
  private func pilot() -> Pilot {
    var instance = ListFixtures.bare(7)
    instance.type = .instance
    let runners = [instance, ListFixtures.bare(8)]
    var pilot = ChoosingFixtures.pilot(outside: ChoosingFixtures.finds)
    pilot.streams = { work in
      guard let load = work.load else { return [] }
      return [
        .runners(.source(.rest(because: "GraphQL is off.")), load.purpose),
        .runners(.page(RunnerPage(runners: runners, next: nil, total: 2)), load.purpose),
        .runnersLoaded(next: nil, load.purpose),
      ]
    }
    pilot.press(.character("S"))
    pilot.type("acme/infra")
    pilot.press(.enter, .home)
    return pilot
  }

  @Test func theTitleSaysThatTheyAreThere() {
    #expect(pilot().shows("group/acme/infra and what it inherits"))
  }

  @Test func reasonsAreThoseOfTheRunnersOwnType() {
    for key in ["p", "e", "d", "R"] {
      var pilot = pilot()
      pilot.press(.character(Character(key)))
      #expect(pilot.told("Only administrators change or delete an instance runner."), "\(key)")
      #expect(pilot.app.overlays.isEmpty)
    }
  }

  @Test func questionsDoNotCallThemTheGroupsOwn() {
    var pilot = pilot()
    pilot.press(.down, .character("d"))
    #expect(pilot.shows("“host 8” (#8), group runner"))
    #expect(!pilot.shows("group runner of"))
    pilot.press(.escape, .home, .space, .space, .character("d"))
    #expect(pilot.shows("Delete 1 runner?"))
    #expect(pilot.shows("1 is left out: Only administrators"))
  }
}
