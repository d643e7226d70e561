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
