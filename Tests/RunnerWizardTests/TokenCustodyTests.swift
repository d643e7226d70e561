import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Where a token has been, and what that means for its entry in the journal.
@Suite struct TokenCustodyTests {
  private func created(
    clearing seconds: Int = 0, problem: String? = nil,
    _ outside: @escaping @Sendable (Work) -> Answer? = RecoveryFixtures.lost(nil)
  ) -> Pilot {
    var settings = RecoveryFixtures.settings()
    settings.clipboardClearSeconds = seconds
    return RecoveryFixtures.created(settings: settings, problem: problem, outside)
  }

  private var clears: Int { 60 }

  @Test func entryStaysUntilTheTokenIsSafe() {
    var pilot = created()
    #expect(pilot.closedEntries.isEmpty)
    pilot.press(.character("v"), .character("v"), .character("Y"))
    #expect(pilot.closedEntries.isEmpty)
    pilot.press(.character("y"))
    #expect(pilot.closedEntries == ["entry-1"])
    pilot.press(.character("y"), .character("S"), .enter)
    #expect(pilot.closedEntries == ["entry-1"], "once is enough")
  }

  @Test func savedTokenSettlesIt() {
    var pilot = created()
    pilot.press(.character("S"), .enter)
    #expect(pilot.closedEntries == ["entry-1"])
  }

  @Test func operatorsWordSettlesIt() {
    var pilot = created()
    pilot.press(.character("i"), .enter)
    #expect(pilot.closedEntries.isEmpty)
    pilot.press(.character("i"), .character("y"))
    #expect(pilot.closedEntries == ["entry-1"])
  }

  @Test func whatTheTerminalDoesNotAnswerSettlesItOnlyByTheOperatorsWord() {
    var pilot = created { work in
      work.isCopying ? .copied(.sentToTerminal) : RecoveryFixtures.lost(nil)(work)
    }
    pilot.press(.character("y"))
    #expect(pilot.closedEntries.isEmpty)
    pilot.press(.character("y"))
    #expect(pilot.closedEntries == ["entry-1"])
  }

  @Test(arguments: [0, 120])
  func tokenThatStaysInTheClipboardIsSaidAtTheEnd(clearing seconds: Int) {
    var pilot = created(clearing: seconds)
    pilot.press(.character("y"), .character("q"))
    let words = pilot.farewell?.lines.joined(separator: " ") ?? ""
    #expect(words.contains("The token is still in the clipboard (tmux)"))
    #expect(!pilot.works.contains { if case .clearClipboard = $0 { true } else { false } })
  }

  /// The last words go to the terminal as they are, when no screen is left that would clean them.
  @Test func lastWordsDoNotSteerTheTerminal() {
    var pilot = created { work in
      work.isCopying
        ? .copied(.confirmed(route: "\u{1B}[?1049l")) : RecoveryFixtures.lost(nil)(work)
    }
    pilot.press(.character("y"), .character("q"))
    let words = pilot.farewell?.lines.joined() ?? ""
    #expect(words.contains("still in the clipboard"))
    #expect(!words.unicodeScalars.contains("\u{1B}"))
  }

  @Test func tokenThatIsInNoClipboardIsNotSaidToBe() {
    for keys in [[Key.character("S"), .enter], [.character("y"), .character("Y")]] {
      var pilot = created(clearing: 120)
      for key in keys { pilot.press(key) }
      pilot.press(.control("c"), .control("c"))
      #expect(pilot.farewell != nil)
      #expect(pilot.farewell?.lines.joined().contains("clipboard") == false)
    }
  }

  @Test func clearedTokenIsInNoClipboard() {
    for (clearing, isThere) in [
      (ClipboardClearing.cleared, false), (.heldOther, false), (.unknown, true),
    ] {
      var pilot = created(clearing: 60) { work in
        if case .clearClipboard = work { return .clipboardCleared(clearing) }
        return RecoveryFixtures.lost(nil)(work)
      }
      pilot.press(.character("y"))
      pilot.wait(milliseconds: 61_000)
      pilot.press(.control("c"), .control("c"))
      let words = pilot.farewell?.lines.joined() ?? ""
      #expect(words.contains("still in the clipboard") == isThere)
    }
  }

  @Test func tokenThatTheTerminalTookIsSaidToo() {
    var pilot = created { work in
      work.isCopying ? .copied(.sentToTerminal) : RecoveryFixtures.lost(nil)(work)
    }
    pilot.press(.character("y"), .character("y"), .character("q"))
    let words = pilot.farewell?.lines.joined() ?? ""
    #expect(words.contains("still in the terminal's clipboard"))
  }

  @Test func lastWordsNameHowTheTokenCanBeHadAgain() {
    var pilot = created()
    pilot.press(.control("c"), .control("c"))
    let words = pilot.farewell?.lines.joined(separator: " ") ?? ""
    #expect(words.contains("runner-wizard create --resume entry-1"))
    #expect(words.contains("reset the runner's authentication token"))
    #expect(!words.contains("NotAReal"))
    var unwritten = created(problem: "The disk is full.")
    unwritten.press(.control("c"), .control("c"))
    #expect(unwritten.farewell?.lines.joined().contains("--resume") == false)
  }

  @Test func clipboardIsClearedAfterTheTimeAndThatIsSaid() {
    var pilot = created(clearing: clears) { work in
      if case .clearClipboard(let token) = work {
        #expect(token == Secret(Fixtures.token))
        return .clipboardCleared(.cleared)
      }
      return RecoveryFixtures.lost(nil)(work)
    }
    pilot.press(.character("y"))
    #expect(pilot.shows("via tmux, cleared at"))
    pilot.wait(milliseconds: 61_000)
    #expect(pilot.told("The token was taken out of the clipboard"))
    #expect(pilot.lines.contains { $0.contains("copied") && $0.contains(", cleared 1") })
    pilot.press(.character("q"))
    #expect(pilot.shows("no longer in the clipboard"))
    pilot.press(.character("i"))
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test func withoutATimeTheClipboardIsLeftAlone() {
    var pilot = created()
    pilot.press(.character("y"))
    #expect(!pilot.shows("cleared"))
    pilot.wait(milliseconds: 600_000)
    #expect(!pilot.works.contains { if case .clearClipboard = $0 { true } else { false } })
  }

  @Test func whatWasCopiedMeanwhileIsNotCleared() {
    var pilot = created(clearing: clears)
    pilot.press(.character("y"), .character("Y"))
    #expect(pilot.timers[.clipboard] == nil)
    pilot.wait(milliseconds: 61_000)
    #expect(!pilot.works.contains { if case .clearClipboard = $0 { true } else { false } })
  }

  @Test func tokenThatIsNoLongerThereIsSaid() {
    var pilot = created(clearing: clears) { work in
      if case .clearClipboard = work { return .clipboardCleared(.heldOther) }
      return RecoveryFixtures.lost(nil)(work)
    }
    pilot.press(.character("y"))
    pilot.wait(milliseconds: 61_000)
    #expect(pilot.shows("no longer in the clipboard"))
  }

  @Test func routeThatCannotTellLeavesTheTokenAndSaysSo() {
    var pilot = created(clearing: clears) { work in
      if case .clearClipboard = work { return .clipboardCleared(.unknown) }
      return RecoveryFixtures.lost(nil)(work)
    }
    pilot.press(.character("y"))
    pilot.wait(milliseconds: 61_000)
    #expect(pilot.told("it was left as it is"))
    #expect(pilot.shows("via tmux"))
    pilot.press(.character("q"))
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test func clipboardIsClearedAlsoWhenThePageWasLeft() {
    var pilot = created(clearing: clears)
    pilot.press(.character("y"), .character("n"))
    pilot.wait(milliseconds: 61_000)
    #expect(pilot.works.contains(.clearClipboard(Secret(Fixtures.token))))
  }
}
