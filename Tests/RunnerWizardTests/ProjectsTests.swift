import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// The projects that use a runner.
@Suite struct ProjectsTests {
  static let third = RunnerTarget(
    kind: .project, id: 77, fullPath: "acme/web", name: "Web")

  private func opened(failures: [Int64: APIFailure] = [:]) -> Pilot {
    var pilot = ChangeFixtures.pilot(failures: failures) { work in
      if case .resolve = work { return .resolved(Self.third) }
      return Fixtures.well(work)
    }
    pilot.press(.character("a"))
    return pilot
  }

  @Test func projectsAreListedWithTheOwnerMarked() {
    let pilot = opened()
    #expect(pilot.shows("Projects of “docker host 6” (#6)"))
    #expect(pilot.lines.contains { $0.contains("acme/infra/tools") && $0.contains("owner") })
    #expect(pilot.lines.contains { $0.contains("acme/infra/site") && !$0.contains("owner") })
  }

  @Test func typedProjectIsLookedUpAndAssignedByASecondEnter() {
    var pilot = opened()
    pilot.type("acme/web")
    pilot.press(.enter, .enter, .enter)
    #expect(pilot.tasks.isEmpty)
    pilot.wait(milliseconds: 100)
    #expect(pilot.shows("acme/web, id 77: Enter assigns"))
    pilot.press(.enter)
    #expect(pilot.tasks == [RunnerTask(id: 6, change: .assign(Self.third))])
    #expect(pilot.shows("Assigned “docker host 6” (#6) to acme/web"))
    pilot.wait(milliseconds: 5_000)
    #expect(pilot.lines.contains { $0.contains("acme/web, id 77") })
  }

  @Test func ownerKeepsItsRunner() {
    var pilot = opened()
    pilot.press(.down, .enter)
    #expect(pilot.shows("delete the runner instead"))
    #expect(!pilot.shows("Take the runner away?"))
    #expect(pilot.tasks.isEmpty)
  }

  @Test func runnerIsTakenAwayAfterAQuestion() {
    var pilot = opened()
    pilot.press(.down, .down, .enter)
    #expect(pilot.shows("Take the runner away?"))
    pilot.press(.enter)
    #expect(pilot.tasks.isEmpty)
    pilot.press(.enter, .character("y"))
    #expect(pilot.tasks == [RunnerTask(id: 6, change: .unassign(ChangeFixtures.otherProject))])
    pilot.wait(milliseconds: 5_000)
    #expect(!pilot.lines.contains { $0.contains("acme/infra/site") })
  }

  @Test func refusedAssignmentStandsBesideTheProjects() {
    var pilot = opened(failures: [6: Fixtures.failure(.forbidden)])
    pilot.type("77")
    pilot.press(.enter)
    pilot.wait(milliseconds: 100)
    pilot.press(.enter)
    #expect(pilot.shows("✗ The server said no. Ask for another role."))
    #expect(pilot.tasks.count == 1)
  }

  @Test func textThatNamesNoProjectIsToldAndNothingIsAsked() {
    var pilot = opened()
    pilot.press(.enter)
    #expect(pilot.shows("✗ "))
    pilot.type("-5")
    pilot.press(.enter)
    #expect(pilot.shows("✗ "))
    #expect(!pilot.works.contains { $0.isResolving })
  }

  @Test func runnersOfGroupsAndTheInstanceAreAssignedToNoProject() {
    var runner = ChangeFixtures.runner(1)
    runner.type = .group
    runner.owner = Fixtures.group
    let known = runner
    var pilot = Pilot(
      ListFixtures.settings(), outside: Fixtures.well, streams: ChangeFixtures.serves([known]))
    pilot.press(.character("a"))
    #expect(pilot.app.overlays.isEmpty)
    #expect(!pilot.works.contains { $0.isReadingRunner })
  }

  @Test func tokenWithoutApiSaysSo() {
    let identity = Identity(
      user: Fixtures.identity.user,
      token: AccessTokenFacts(name: "manager", scopes: ["manage_runner", "read_api"]))
    var pilot = ChangeFixtures.pilot(
      outside: Fixtures.except(\.isIdentification, .identified(identity)))
    pilot.press(.character("a"))
    #expect(pilot.app.overlays.isEmpty)
    #expect(pilot.shows("api"))
  }
}
