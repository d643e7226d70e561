import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Going between the wizard, the list and the result.
@Suite struct SwitchingTests {
  private func stopped() -> Pilot {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.except(\.isRegistration, nil))
    pilot.goToReview()
    pilot.press(.enter, .escape, .character("s"))
    pilot.press(.function(3))
    return pilot
  }

  private func answerRegistration(_ pilot: inout Pilot, _ answer: Answer) {
    guard let work = pilot.pending.first(where: { $0.work.isRegistration }) else {
      Issue.record("no registration on its way")
      return
    }
    pilot.send(.answer(answer, to: work.generation, at: pilot.now))
  }

  @Test func draftWaitsWhileTheListIsShown() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.down, .enter)
    pilot.type("acme/in")
    pilot.press(.function(3))
    #expect(pilot.app.screen == .list)
    #expect(!pilot.shows("acme/in"))
    pilot.press(.function(2))
    #expect(pilot.shows("Step 2 of 5 — Group"))
    #expect(pilot.shows("acme/in"))
    pilot.type("fra")
    #expect(pilot.shows("acme/infra"))
  }

  @Test func listIsNotOpenedWhileARequestIsAwaited() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.except(\.isRegistration, nil))
    pilot.goToReview()
    pilot.press(.enter, .function(3))
    #expect(pilot.shows("Esc stops waiting"))
    #expect(pilot.app.wizard?.submission == .sending)
  }

  @Test func runnerThatIsCreatedWhileTheListIsShownOpensItsPage() {
    var pilot = stopped()
    #expect(pilot.app.screen == .list)
    answerRegistration(&pilot, .registered(Fixtures.runner, expiry: nil))
    #expect(pilot.shows("Runner created"))
    pilot.wait(milliseconds: 400)
    pilot.press(.character("y"), .function(3))
    #expect(pilot.app.screen == .list)
    pilot.press(.function(2))
    #expect(pilot.shows("Step 1 of 4"))
  }

  @Test func failureThatComesWhileTheListIsShownIsToldAndWaitsInTheWizard() {
    var pilot = stopped()
    answerRegistration(&pilot, .registrationFailed(Fixtures.failure(.forbidden)))
    #expect(pilot.app.screen == .list)
    #expect(pilot.shows("The server said no."))
    pilot.press(.function(2))
    #expect(pilot.shows("— Review"))
    #expect(pilot.shows("The server said no."))
    #expect(pilot.shows("[ Try again ]"))
  }

  @Test func quittingFromTheListAsksWhileARunnerMayBeCreated() {
    var pilot = stopped()
    pilot.press(.control("c"))
    #expect(pilot.farewell == nil)
    #expect(pilot.shows("Leave while the request is being sent?"))
    pilot.press(.control("c"))
    #expect(pilot.farewell?.exitCode == 130)
    #expect(pilot.farewell?.lines.joined().contains("may have been created") == true)
  }

  @Test func quittingFromTheListAsksForTheDraftThatWaits() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.down, .function(3), .control("c"))
    #expect(pilot.shows("Discard this draft?"))
    pilot.press(.character("d"))
    #expect(pilot.farewell?.exitCode == 130)
  }

  @Test func listIsNotLeftForFromATokenThatIsNotKept() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.goToResult()
    pilot.press(.function(3))
    #expect(pilot.shows("Leave without the token?"))
    pilot.press(.character("i"))
    #expect(pilot.app.screen == .list)
  }

  @Test func anotherConnectionForgetsTheListOfTheFirst() {
    var pilot = Pilot(
      Fixtures.settings(known: Fixtures.known), outside: Fixtures.well,
      streams: ListFixtures.serves(ListFixtures.runners(5)))
    pilot.press(.function(3), .function(2), .character("C"))
    #expect(pilot.app.runners?.rows.isEmpty == false)
    pilot.press(.down, .enter)
    #expect(pilot.app.runners?.rows.isEmpty == true)
  }
}
