import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

extension Pilot {
  /// The words in the box that lies over the screen.
  var boxed: String {
    lines.compactMap { line -> String? in
      let parts = line.split(separator: "│", omittingEmptySubsequences: false)
      return parts.count < 3 ? nil : parts.dropFirst().dropLast().joined(separator: " ")
    }
    .joined(separator: " ").split(separator: " ").joined(separator: " ")
  }
}

/// What is said of a request that was sent, and of the runner that came of it.
@Suite struct SentAlreadyTests {
  private let name = "“Docker host in Lyon” (#1234)"

  @Test func whoSendsAgainIsToldOfTheRunnerThatExists() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found)
    pilot.press(.character("s"))
    #expect(pilot.boxed.contains("\(name) exists, and its token can be shown."))
    #expect(pilot.boxed.contains("Sending again makes another one."))
    #expect(!pilot.shows("may have created"))
    pilot.press(.enter)
    #expect(pilot.registrations.count == 1)
    #expect(pilot.words.contains("\(name) exists, and its token can be shown."))
    #expect(!pilot.words.contains("a runner may exist"))
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.shows("Create another runner?"))
    pilot.press(.character("s"))
    #expect(pilot.registrations.count == 2)
  }

  @Test func reviewBelowNamesTheRunnerThatWasFoundToo() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found)
    pilot.press(.escape)
    #expect(pilot.words.contains("\(name) exists, and its token can be shown."))
    #expect(!pilot.words.contains("a runner may exist"))
    pilot.press(.control("c"), .control("c"))
    let words = pilot.farewell?.lines.joined(separator: " ") ?? ""
    #expect(words.contains("\(name) exists."))
    #expect(!words.contains("may have been created"))
  }

  @Test func runnerWhoseNumberWasWrittenDownIsNamedWithoutBeingFound() {
    var pilot = Pilot(
      RecoveryFixtures.settings([RecoveryFixtures.entry("b", .created, runnerID: 77)]),
      outside: RecoveryFixtures.lost(RecoveryFixtures.uncertain))
    pilot.wait(milliseconds: 300)
    pilot.press(.character("s"))
    #expect(pilot.boxed.contains("Runner #77 exists."))
    #expect(pilot.boxed.contains("Sending again makes another one."))
    #expect(!pilot.shows("may have created"))
  }

  @Test func runnerThatMayBeAnotherIsNotSaidToBeTheOne() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.several)
    pilot.press(.character("s"))
    #expect(pilot.shows("Send the request again?"))
    #expect(pilot.boxed.contains("may have created a runner"))
  }

  @Test func askingFitsTheSmallestScreen() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found, size: Size(width: 40, height: 10))
    pilot.press(.character("s"))
    #expect(pilot.boxed.contains("makes another one."))
    #expect(pilot.shows("[n] Do not send"))
  }

  // MARK: - Leaving the form

  @Test func discardedFormThatWasSentIsSaidToBeSent() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.uncertain)
    pilot.press(.escape, .control("c"))
    #expect(pilot.boxed.contains("The request was sent, and its outcome is open."))
    #expect(pilot.boxed.contains("It stays among the unfinished runners (U)."))
    #expect(!pilot.shows("is not sent"))
    #expect(!pilot.boxed.contains("What you changed"))
  }

  @Test func discardedFormNamesTheRunnerThatExists() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found)
    pilot.press(.escape, .control("c"))
    #expect(pilot.boxed.contains("\(name) exists"))
    #expect(pilot.boxed.contains("It stays among the unfinished runners (U)."))
  }

  @Test func whatWasChangedSinceItWasSentIsSaidToBeLost() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.uncertain)
    pilot.press(.escape, .escape)
    pilot.wait(milliseconds: 300)
    pilot.press(.home)
    pilot.press(.space)
    pilot.press(.control("c"))
    #expect(pilot.boxed.contains("The request was sent, and its outcome is open."))
    #expect(pilot.boxed.contains("What you changed since would be lost."))
  }

  @Test func quittingPromisesNothingThatIsNotWrittenDown() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.uncertain, problem: "No room.")
    pilot.press(.escape, .control("c"))
    #expect(pilot.boxed.contains("The request was sent, and its outcome is open."))
    #expect(!pilot.boxed.contains("It stays among"))
  }

  // MARK: - Leaving a token that GitLab gives again

  @Test func leavingARecoveredTokenSaysWhatItsPageSays() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found)
    pilot.press(.enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.character("q"))
    #expect(pilot.shows("Leave without the token?"))
    #expect(pilot.boxed.contains("GitLab gives the token of runner #1234 for an hour after"))
    #expect(pilot.boxed.contains("It was neither copied nor saved here."))
    #expect(!pilot.boxed.contains("will not show"))
    pilot.press(.escape, .character("i"))
    #expect(pilot.shows("Have you stored the token?"))
    #expect(!pilot.boxed.contains("will not show"))
    pilot.press(.character("y"))
    #expect(!pilot.words.contains("will not show"))
  }

  @Test func leavingANewTokenSaysThatItIsNotShownAgain() {
    var pilot = RecoveryFixtures.created()
    pilot.press(.character("q"))
    #expect(pilot.boxed.contains("GitLab will not show the token of runner #1234 again."))
  }

  // MARK: - On lines

  private func lines(_ report: RecoveryReport) -> Teletype {
    var tty = Teletype(RecoveryFixtures.settings()) { work in
      if case .register = work { return nil }
      return RecoveryFixtures.lost(report)(work)
    }
    tty.goToReview()
    tty.answer("yes")
    tty.note(.registering(RecoveryFixtures.entry(), problem: nil))
    tty.take(.registrationFailed(Fixtures.failure(.timedOut, .unknown)))
    return tty
  }

  @Test func onLinesSendingAgainIsAskedAboutWhereTheRunnerExists() {
    var tty = lines(RecoveryFixtures.found)
    tty.answer("send again")
    #expect(tty.registrations.count == 1)
    #expect(tty.said("\(name) exists, and its token can be shown."))
    #expect(tty.prompt == "Send again? yes or no [no]: ")
    tty.answer("")
    #expect(tty.registrations.count == 1)
    #expect(tty.prompt?.hasPrefix("show N") == true)
    tty.answer("send again", "yes")
    #expect(tty.registrations.count == 2)
  }
}
