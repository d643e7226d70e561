import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// New tokens for runners that have one.
@Suite struct ResetTests {
  private static let reset = Answer.tokenReset(
    ResetToken(token: Secret(ChangeFixtures.newToken), expiresAt: nil), expiry: nil)

  private func sent() -> Pilot {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("R"), .character("y"))
    return pilot
  }

  private func reset() -> Pilot {
    var pilot = sent()
    pilot.answer(Self.reset, where: \.isReset)
    pilot.wait(milliseconds: 400)
    return pilot
  }

  @Test func questionTellsWhichManagersStopWorkingAndTheSafeAnswerIsTheDefault() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("R"))
    #expect(pilot.shows("Reset this runner's token?"))
    #expect(pilot.shows("The old token stops working at once."))
    #expect(pilot.shows("Its runner manager s_lyon stops working"))
    pilot.press(.enter)
    #expect(pilot.resets == 0)
    pilot.press(.character("R"), .character("R"), .character("R"))
    #expect(pilot.resets == 0)
  }

  @Test func newTokenStandsOnTheResultPageMaskedUntilAskedFor() {
    var pilot = reset()
    #expect(pilot.resets == 1)
    #expect(pilot.shows("Token reset"))
    #expect(pilot.shows("#6, project runner"))
    #expect(pilot.shows("The old token has stopped working."))
    #expect(pilot.shows("does not expire"))
    #expect(!pilot.shows("NotAReal"))
    pilot.press(.character("v"))
    #expect(pilot.shows(ChangeFixtures.newToken))
  }

  @Test(arguments: [Key.escape, .character("q"), .function(3)])
  func keptTokenIsLeftForTheList(key: Key) {
    var pilot = reset()
    pilot.press(.character("y"), key)
    #expect(pilot.app.screen == .list)
    #expect(pilot.farewell == nil)
  }

  @Test(arguments: [Key.escape, .character("q"), .function(2), .function(3), .control("c")])
  func tokenThatIsNotKeptIsAskedAbout(key: Key) {
    var pilot = reset()
    pilot.press(key)
    #expect(pilot.shows("Leave without the token?"))
    pilot.press(.enter)
    #expect(pilot.shows("Token reset"))
  }

  @Test func theLastWordsNeverHoldTheToken() {
    var pilot = reset()
    pilot.press(.control("c"), .control("c"))
    let words = pilot.farewell?.lines.joined(separator: " ") ?? ""
    #expect(words.contains("The token of runner #6 was reset"))
    #expect(words.contains("Reset it once more"))
    #expect(!words.contains("NotAReal"))
  }

  @Test func answerIsShownWhateverTheOperatorLooksAt() {
    for keys: [Key] in [
      [.escape], [.escape, .character("?")], [.escape, .function(2)],
      [.escape, .function(2), .enter], [.escape, .down, .character("d")],
      [.escape, .character("/"), .character("d")],
    ] {
      var pilot = sent()
      for key in keys { pilot.press(key) }
      pilot.answer(Self.reset, where: \.isReset)
      #expect(pilot.shows("Token reset"), "\(keys)")
      pilot.wait(milliseconds: 400)
      pilot.press(.character("v"))
      #expect(pilot.shows(ChangeFixtures.newToken), "\(keys)")
    }
  }

  @Test func keysTypedWhenTheTokenComesAreDropped() {
    var pilot = sent()
    pilot.press(.escape)
    pilot.answer(Self.reset, where: \.isReset)
    pilot.press(.character("q"), .character("i"), .enter)
    #expect(pilot.shows("Token reset"))
    #expect(pilot.app.overlays.isEmpty)
  }

  @Test func twoTokensAreShownOneAfterTheOther() {
    var pilot = Pilot(
      ListFixtures.settings(), outside: Fixtures.except(\.isRegistration, nil),
      streams: ChangeFixtures.serves(ChangeFixtures.runners(3)))
    pilot.press(.function(2))
    pilot.goToReview()
    pilot.press(.enter, .escape, .character("s"), .function(3))
    pilot.press(.character("R"), .character("y"))
    pilot.answer(Self.reset, where: \.isReset)
    pilot.wait(milliseconds: 400)
    pilot.answer(.registered(Fixtures.runner, expiry: nil), where: \.isRegistration)
    #expect(pilot.shows("Token reset"))
    pilot.press(.character("y"), .escape)
    #expect(pilot.shows("Runner created"))
    pilot.wait(milliseconds: 400)
    pilot.press(.character("v"))
    #expect(pilot.shows(Fixtures.token))
  }

  @Test func secondResetIsNotSentWhileTheFirstIsAwaited() {
    var pilot = sent()
    pilot.press(.escape, .down, .character("R"))
    #expect(pilot.shows("another reset is still awaited"))
    #expect(pilot.resets == 1)
  }

  @Test func refusalIsToldAndTheOldTokenStays() {
    var pilot = sent()
    pilot.answer(.tokenNotReset(Fixtures.failure(.forbidden)), where: \.isReset)
    #expect(pilot.app.screen == .list)
    #expect(pilot.told("was not reset. The server said no."))
  }

  @Test func lostAnswerSaysThatTheOldTokenMayBeDeadAndWhatToDo() {
    var pilot = sent()
    pilot.press(.escape)
    pilot.answer(
      .tokenNotReset(Fixtures.failure(.connectionLost, .unknown)), where: \.isReset)
    #expect(pilot.shows("The answer was lost"))
    #expect(pilot.shows("old one is dead already and the new one is lost. Press R on the"))
    pilot.wait(milliseconds: 100)
    for character in "yRrs" { pilot.press(.character(character)) }
    #expect(pilot.resets == 1)
    pilot.press(.enter)
    #expect(pilot.app.overlays.isEmpty)
  }

  @Test func quittingWhileATokenIsResetAsks() {
    var pilot = sent()
    pilot.press(.escape, .character("q"))
    #expect(pilot.farewell == nil)
    #expect(pilot.shows("the new one would be lost"))
    pilot.press(.character("l"))
    #expect(pilot.farewell?.lines.joined().contains("the old token has stopped working") == true)
  }
}
