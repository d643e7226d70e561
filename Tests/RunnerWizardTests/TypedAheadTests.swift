import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Keys typed ahead or held down never do what nobody has seen.
@Suite struct TypedAheadTests {
  private func onReview(_ answer: Answer?) -> Pilot {
    var pilot = Pilot(
      Fixtures.settings(), outside: Fixtures.except(\.isRegistration, answer))
    pilot.goToReview()
    return pilot
  }

  private func hold(_ key: Key, _ pilot: inout Pilot, times: Int = 40) {
    for _ in 0..<times {
      pilot.press(key)
      pilot.wait(milliseconds: 20)
    }
  }

  @Test(
    arguments: [
      Fixtures.failure(.forbidden), Fixtures.failure(.timedOut, .unknown),
      Fixtures.failure(.serverError),
    ])
  func heldEnterSendsOneRequestHoweverItFails(failure: APIFailure) {
    var pilot = onReview(.registrationFailed(failure))
    hold(.enter, &pilot)
    #expect(pilot.registrations.count == 1)
    #expect(pilot.shows("Keys typed meanwhile were dropped"))
    #expect(!pilot.shows("Send the request again?"))
  }

  @Test func keysAreTakenAgainAfterSilenceOnly() {
    var pilot = onReview(.registrationFailed(Fixtures.failure(.forbidden)))
    pilot.press(.enter)
    pilot.wait(milliseconds: 30)
    pilot.press(.enter)
    pilot.wait(milliseconds: 30)
    pilot.press(.enter)
    #expect(pilot.registrations.count == 1)
    pilot.wait(milliseconds: 45)
    pilot.press(.enter)
    #expect(pilot.registrations.count == 2)
  }

  @Test func droppedKeysAreSaidOnce() {
    var pilot = onReview(.registrationFailed(Fixtures.failure(.forbidden)))
    pilot.press(.enter, .enter, .enter, .enter)
    #expect(pilot.lines.count { $0.contains("Keys typed meanwhile") } == 1)
    pilot.wait(milliseconds: 300)
    pilot.press(.character(":"))
    pilot.type("messages")
    pilot.press(.enter)
    #expect(pilot.lines.count { $0.contains("Keys typed meanwhile") } <= 2)
  }

  @Test func heldEnterGoesThroughThePagesButNeverCreates() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    hold(.enter, &pilot)
    #expect(pilot.shows("— Review"))
    #expect(pilot.registrations.isEmpty)
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("Enter creates the runner."))
    pilot.press(.enter)
    #expect(pilot.registrations.count == 1)
  }

  @Test func heldEnterAfterNewRunnerNeverCreatesASecondOne() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.goToResult()
    pilot.press(.character("y"), .character("n"))
    hold(.enter, &pilot)
    #expect(pilot.shows("— Review"))
    #expect(pilot.registrations.count == 1)
  }

  @Test func entersTypedAheadOfALookupEndOnTheReview() {
    var pilot = Pilot(
      Fixtures.settings(), outside: Fixtures.except(\.isResolving, nil))
    pilot.press(.down, .enter)
    pilot.type("acme/infra")
    pilot.press(.enter)
    for _ in 0..<12 {
      pilot.wait(milliseconds: 500)
      pilot.press(.enter)
    }
    pilot.wait(milliseconds: 2_000)
    pilot.answer(.resolved(Fixtures.group))
    #expect(pilot.shows("— Review"))
    #expect(pilot.registrations.isEmpty)
    #expect(pilot.shows("Keys typed meanwhile were dropped"))
  }

  @Test func otherKeysActOnTheReviewAtOnce() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    for _ in 0..<10 where !pilot.shows("— Review") { pilot.press(.enter) }
    #expect(!pilot.shows("Enter creates"))
    pilot.press(.character("y"))
    #expect(pilot.shows("Copied the command"))
    pilot.press(.up, .enter)
    #expect(pilot.shows("— Details"))
  }

  @Test func heldEnterNeverCopiesTheTokenOfARunnerNobodyHasSeen() {
    var pilot = onReview(.registered(Fixtures.runner, expiry: nil))
    hold(.enter, &pilot)
    #expect(pilot.shows("Runner created"))
    #expect(pilot.shows("nowhere yet"))
  }

  @Test func controlCTypedAheadDoesNotLoseTheToken() {
    var pilot = onReview(nil)
    pilot.press(.enter, .control("c"))
    pilot.answer(.registered(Fixtures.runner, expiry: nil))
    pilot.wait(milliseconds: 300)
    pilot.press(.control("c"))
    #expect(pilot.farewell == nil)
    #expect(pilot.shows("Leave without the token?"))
  }

  @Test func aScreenThatCannotBeSeenTakesNoKeys() {
    var pilot = onReview(nil)
    pilot.resize(39, 9)
    pilot.press(.enter, .space, .character("q"), .escape)
    pilot.paste("x")
    pilot.mouse(.press, at: Point(x: 3, y: 3))
    #expect(pilot.registrations.isEmpty)
    #expect(pilot.farewell == nil)
    pilot.press(.control("l"))
    #expect(pilot.effects.contains(.redraw))
    pilot.resize(80, 24)
    #expect(pilot.shows("— Review"))
    pilot.resize(39, 9)
    pilot.press(.control("c"), .control("c"))
    #expect(pilot.farewell?.exitCode == 130)
  }
}
