import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// What is found out about a group or project before a runner is created there.
@Suite struct TargetFactsTests {
  private func examining(_ facts: TargetFacts?) -> Pilot {
    var pilot = Pilot(Fixtures.settings()) { work in
      if case .examineTarget = work { return facts.map { .targetExamined($0) } }
      return Fixtures.well(work)
    }
    pilot.change { $0.session.preflight = Fixtures.preflight }
    return pilot
  }

  private func examinations(_ pilot: Pilot) -> [String] {
    pilot.effects.compactMap {
      if case .run(.examineTarget(_, let description, _, _), _) = $0 { description } else { nil }
    }
  }

  @Test func refusalKnownBeforehandIsAProblemOfTheField() {
    var pilot = examining(
      TargetFacts(target: Fixtures.group, creation: .no(Fixtures.obstacle), role: .developer))
    pilot.press(.down, .enter)
    pilot.type("acme/infra")
    pilot.press(.enter)
    #expect(pilot.shows("— Group"))
    #expect(pilot.shows("You are Developer in acme/infra."))
    // Another try asks again.
    pilot.outside = Fixtures.well
    pilot.change { $0.session.preflight = nil }
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
  }

  @Test func roleAndRunnersAreShown() {
    var pilot = examining(
      TargetFacts(target: Fixtures.group, creation: .yes, role: .owner, runnerCount: 12))
    pilot.press(.down, .enter)
    pilot.type("acme/infra")
    pilot.press(.enter, .escape)
    #expect(pilot.shows("acme/infra, id 7 · you are Owner · runners here: 12"))
  }

  @Test func examinationIsWaitedForAndCanBeStopped() {
    var pilot = examining(nil)
    pilot.press(.down, .enter)
    pilot.type("acme/infra")
    pilot.press(.enter)
    #expect(pilot.shows("— Group"))
    pilot.wait(milliseconds: 100)
    #expect(pilot.shows("Checking the group"))
    pilot.press(.escape, .enter)
    #expect(pilot.shows("— Tags"))
    #expect(!pilot.pending.contains { if case .examineTarget = $0.work { true } else { false } })
  }

  @Test func sameDescriptionAndALimitAreSaidOnTheReview() {
    var pilot = examining(
      TargetFacts(
        target: Fixtures.group, creation: .yes, sameDescription: [12, 14], runnerCount: 950))
    pilot.goToReview()
    #expect(examinations(pilot) == ["", "Docker host in Lyon"])
    #expect(pilot.shows("The runners #12 and #14 have the same description already."))
    #expect(pilot.shows("950 runners are here; GitLab takes 1000 for each group"))
    pilot.press(.enter)
    #expect(pilot.registrations.count == 1)
  }

  @Test func withoutAPreflightNothingIsExamined() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.except(\.isExamination, nil))
    pilot.goToReview()
    #expect(examinations(pilot).isEmpty)
  }
}
