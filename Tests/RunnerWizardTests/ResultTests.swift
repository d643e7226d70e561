import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct ResultTests {
  private func onResult(
    _ outside: @escaping @Sendable (Work) -> Answer? = Fixtures.well
  ) -> Pilot {
    var pilot = Pilot(Fixtures.settings(), outside: outside)
    pilot.goToResult()
    return pilot
  }

  @Test func showsWhatWasCreatedAndHowLongTheTokenLasts() {
    let pilot = onResult()
    #expect(pilot.shows("#1234, group runner"))
    #expect(pilot.shows("acme/infra, id 7"))
    #expect(pilot.shows("https://gitlab.example.com/groups/acme/infra/-/runners/1234"))
    #expect(pilot.shows("expires 2027-03-30 14:05 CEST, in 89 days"))
    #expect(pilot.shows("GitLab shows this token only now."))
  }

  @Test func tokenWithoutExpirySaysSo() {
    let pilot = onResult(
      Fixtures.except(\.isRegistration, .registered(Fixtures.runner, expiry: nil)))
    #expect(pilot.shows("does not expire"))
  }

  @Test func tokenIsMaskedUntilAskedForAndTheMaskTellsNoLength() {
    var pilot = onResult()
    #expect(!pilot.shows("NotAReal"))
    let short = RegisteredRunner(id: 1, token: Secret("x"))
    let other = onResult(
      Fixtures.except(\.isRegistration, .registered(short, expiry: nil)))
    let mask = { (pilot: Pilot) in pilot.lines.first { $0.contains("Token ") }?.prefix(37) }
    #expect(mask(pilot) == mask(other))
    pilot.press(.character("v"))
    #expect(pilot.shows(Fixtures.token))
    pilot.press(.character("v"))
    #expect(!pilot.shows("NotAReal"))
  }

  @Test(arguments: [Key.character("?"), .control("z"), .character("q"), .character("t")])
  func tokenIsHiddenAgainByWhateverLeavesThePage(key: Key) {
    var pilot = onResult()
    pilot.press(.character("v"), key, .escape)
    #expect(!pilot.shows("NotAReal"))
  }

  @Test func keysTypedAheadAreDroppedForAMoment() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.goToReview()
    pilot.press(.enter, .character("q"), .character("v"), .enter)
    #expect(!pilot.shows("NotAReal"))
    #expect(!pilot.shows("Leave without the token?"))
    pilot.wait(milliseconds: 300)
    pilot.press(.character("v"))
    #expect(pilot.shows(Fixtures.token))
  }

  @Test func copiedTokenIsSaidAndThePageCanBeLeft() {
    var pilot = onResult()
    pilot.press(.character("y"))
    #expect(pilot.shows("via tmux"))
    pilot.press(.character("q"))
    #expect(pilot.farewell?.exitCode == 0)
    #expect(pilot.farewell?.lines.joined().contains("Runner #1234") == true)
  }

  @Test(arguments: [Key.character("q"), .escape, .character("n"), .control("c")])
  func leavingWithoutTheTokenAsksAndTheSafeAnswerStays(key: Key) {
    var pilot = onResult()
    pilot.press(key)
    #expect(pilot.shows("Leave without the token?"))
    #expect(pilot.shows("runner #1234"))
    pilot.press(.enter)
    #expect(pilot.shows("Runner created"))
    #expect(pilot.farewell == nil)
  }

  @Test func sentToTheTerminalCountsOnlyAfterTheQuestion() {
    var pilot = onResult(Fixtures.except(\.isCopying, .copied(.sentToTerminal)))
    pilot.press(.character("y"))
    #expect(pilot.shows("Did the token arrive in the clipboard?"))
    pilot.press(.enter, .character("q"))
    #expect(pilot.shows("Leave without the token?"))
    pilot.press(.escape, .character("y"), .character("y"))
    #expect(pilot.shows("via the terminal"))
    pilot.press(.character("q"))
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test func leavingSaysWhatBecameOfTheToken() {
    var pilot = onResult(Fixtures.except(\.isCopying, .copied(.sentToTerminal)))
    // So narrow that a question has rows of its own.
    pilot.resize(50, 24)
    pilot.press(.character("q"))
    #expect(pilot.words.contains("It was neither copied nor saved here."))
    pilot.press(.escape, .character("y"), .character("n"))
    #expect(pilot.words.contains("not seen to arrive"))
    pilot.press(.character("q"))
    #expect(pilot.words.contains("It was sent to the terminal's clipboard at"))
    #expect(pilot.words.contains("but was not seen to arrive."))
    #expect(!pilot.words.contains("neither copied"))
    pilot.press(.escape)
    pilot.outside = Fixtures.well
    pilot.press(.character("y"), .character("Y"), .character("q"))
    #expect(pilot.words.contains("It was copied, but is no longer in the clipboard."))
    pilot.press(.escape, .control("c"), .control("c"))
    #expect(pilot.farewell?.lines.joined().contains("neither copied") == false)
  }

  @Test func copyingSomethingElseTakesTheTokenOutOfTheClipboard() {
    var pilot = onResult()
    pilot.press(.character("y"), .character("Y"))
    #expect(!pilot.shows("copied 11:"))
    #expect(pilot.shows("no longer in the clipboard"))
    pilot.press(.character("q"))
    #expect(pilot.shows("Leave without the token?"))
    pilot.press(.escape, .character("y"), .character("q"))
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test func savedTokenStaysSafeWhateverIsCopied() {
    var pilot = onResult(Fixtures.except(\.isCopying, .copied(.sentToTerminal)))
    pilot.press(.character("S"), .enter, .character("Y"), .character("q"))
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test func failedCopyOfTheLinkLeavesTheTokenInTheClipboard() {
    var pilot = onResult()
    pilot.press(.character("y"))
    pilot.outside = Fixtures.except(\.isCopying, .copied(.failed(message: "no clipboard.")))
    pilot.press(.character("Y"), .character("q"))
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test func copyingAgainReplacesTheLineAboutTheCopyBefore() {
    var pilot = onResult()
    for _ in 0..<5 { pilot.press(.enter) }
    #expect(pilot.lines.count { $0.contains("via tmux") && $0.contains("copied") } == 1)
  }

  @Test func footerNamesEnterForWhatItDoes() {
    #expect(onResult().lines.last?.contains("Enter/y Copy") == true)
  }

  @Test func tokenIsHiddenWhenTheProgramWasStoppedFromOutside() {
    var pilot = onResult()
    pilot.press(.character("v"))
    pilot.send(.resumed(at: pilot.now))
    #expect(!pilot.shows("NotAReal"))
  }

  @Test func failedCopyNamesTheOtherWays() {
    var pilot = onResult(Fixtures.except(\.isCopying, .copied(.failed(message: "no clipboard"))))
    pilot.press(.enter)
    #expect(pilot.shows("Could not copy the token: no clipboard. Press t"))
    #expect(pilot.shows("Press t to"))
    pilot.press(.character("t"))
    #expect(pilot.effects.last == .showRaw(Secret(Fixtures.token)))
  }

  @Test func savingProposesAPathAndSaysWhereItWent() {
    var pilot = onResult()
    pilot.press(.character("S"))
    #expect(pilot.shows("/home/olivia/runner-1234.token"))
    pilot.press(.enter)
    #expect(pilot.shows("saved"))
    #expect(
      pilot.effects.contains {
        if case .run(.saveToken(_, path: "/home/olivia/runner-1234.token", replacing: false), _) =
          $0
        {
          true
        } else {
          false
        }
      })
    pilot.press(.character("q"))
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test func existingFileIsReplacedOnlyAfterAQuestion() {
    let failure = SaveFailure(message: "There is such a file.", fileExists: true)
    var pilot = onResult(Fixtures.except(\.isSaving, .tokenNotSaved(failure)))
    pilot.press(.character("S"), .enter)
    #expect(pilot.shows("Replace the file?"))
    pilot.press(.enter)
    #expect(pilot.shows("Save the token"))
    pilot.outside = Fixtures.well
    pilot.outside = { work in
      if case .saveToken(_, _, replacing: false) = work { return .tokenNotSaved(failure) }
      return Fixtures.well(work)
    }
    pilot.press(.enter, .character("r"))
    #expect(pilot.shows("saved"))
  }

  @Test func failedSaveStaysWithTheReason() {
    let failure = SaveFailure(message: "The folder is not there.", fileExists: false)
    var pilot = onResult(Fixtures.except(\.isSaving, .tokenNotSaved(failure)))
    pilot.press(.character("S"), .enter)
    #expect(pilot.shows("The folder is not there."))
    pilot.press(.control("u"))
    pilot.press(.enter)
    #expect(pilot.shows("Type the path of a file."))
  }

  @Test func controlCTwiceLeavesWithTheIdAndNeverTheToken() {
    var pilot = onResult()
    pilot.press(.control("c"), .control("c"))
    #expect(pilot.farewell?.exitCode == 130)
    let words = pilot.farewell?.lines.joined(separator: " ") ?? ""
    #expect(words.contains("#1234"))
    #expect(words.contains("Reset the runner's authentication token"))
    #expect(!words.contains("NotAReal"))
  }

  @Test func sayingThatItIsStoredLetsOneLeave() {
    var pilot = onResult()
    pilot.press(.character("i"), .character("y"), .character("q"))
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test func anotherOfTheSameKindIsOneKeyAway() {
    var pilot = onResult()
    pilot.press(.character("y"), .character("n"))
    #expect(pilot.shows("Step 1 of 5 — Runner type"))
    #expect(pilot.shows("Another runner like #1234"))
    pilot.press(.enter)
    #expect(pilot.shows("acme/infra"))
    pilot.press(.enter)
    #expect(pilot.shows("[docker] [linux]"))
  }

  @Test func oOpensThePageAndSaysWhyNotWhereThereIsNone() {
    var pilot = onResult()
    pilot.press(.character("o"))
    #expect(
      pilot.effects.contains {
        if case .run(.open(url: "https://gitlab.example.com/groups/acme/infra/-/runners/1234"), _) =
          $0
        {
          true
        } else {
          false
        }
      })
    var other = onResult(
      Fixtures.except(
        \.isRegistration,
        .registered(RegisteredRunner(id: 1, token: Secret("x")), expiry: nil)))
    other.press(.character("o"))
    #expect(other.shows("The page is not known"))
  }
}

extension Pilot {
  /// The words of the screen without its lines and frames.
  var words: String {
    screen.split { $0.isWhitespace || "│".contains($0) }.joined(separator: " ")
  }
}
