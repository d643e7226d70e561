import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// A lost answer on lines.
@Suite struct PlainRecoveryTests {
  /// After a request whose answer was lost.
  private func lost(
    _ report: RecoveryReport, identity: Identity = Fixtures.identity, marker: String? = nil,
    deletion: APIFailure? = nil
  ) -> Teletype {
    var tty = Teletype(RecoveryFixtures.settings()) { work in
      switch work {
      case .register: nil
      case .change: nil
      case .resetToken:
        .tokenReset(ResetToken(token: Secret("glrt-Another"), expiresAt: nil), expiry: nil)
      default: RecoveryFixtures.lost(report, identity: identity)(work)
      }
    }
    tty.goToReview()
    tty.answer("yes")
    tty.note(.registering(RecoveryFixtures.entry(marker: marker), problem: nil))
    tty.take(.registrationFailed(Fixtures.failure(.timedOut, .unknown)))
    return tty
  }

  private func closed(_ tty: Teletype) -> [String] { tty.work.compactMap(\.closedEntry) }

  @Test func runnerIsLookedForAndItsTokenShownAndSettled() {
    var tty = lost(RecoveryFixtures.found)
    #expect(tty.said("The outcome is unknown; a runner may exist."))
    #expect(tty.said("looking for the runner"))
    #expect(tty.said("1  “Docker host in Lyon” (#1234), group runner of acme/infra"))
    #expect(tty.prompt?.hasPrefix("show N, reset N, delete N, look again") == true)
    tty.answer("show")
    #expect(tty.revealed.isEmpty)
    tty.answer("show")
    #expect(tty.revealed == [Secret(Fixtures.token)])
    #expect(closed(tty) == ["entry-1"])
    tty.answer("done")
    #expect(tty.exitCode == 0)
  }

  @Test func ofSeveralRunnersOneIsNamedByItsNumber() {
    var tty = lost(RecoveryFixtures.several)
    tty.answer("show")
    #expect(tty.said("of several runners with the number too"))
    tty.answer("show 1")
    #expect(tty.said("A machine has used its token already."))
    tty.answer("show 2", "show")
    #expect(tty.revealed == [Secret(Fixtures.token)])
  }

  @Test func whereNothingWasCreatedItIsSentAgain() {
    var tty = lost(RecoveryFixtures.absent)
    #expect(tty.said("No runner was created"))
    tty.answer("send again")
    #expect(closed(tty) == ["entry-1"])
    #expect(tty.registrations.count == 2)
  }

  @Test func whereARunnerMayExistTheEntryStaysWhenItIsSentAgain() {
    var tty = lost(RecoveryFixtures.uncertain)
    tty.answer("send again")
    #expect(closed(tty).isEmpty)
    #expect(tty.registrations.count == 2)
  }

  @Test func resetAsksAndShowsTheNewToken() {
    var tty = lost(RecoveryFixtures.several)
    tty.answer("reset 1")
    #expect(tty.said("stops working"))
    tty.answer("")
    #expect(!tty.work.contains { $0.isReset })
    tty.answer("reset 1", "yes", "show")
    #expect(tty.revealed == [Secret("glrt-Another")])
    #expect(closed(tty) == ["entry-1"])
  }

  @Test func deletedRunnerLeadsBackToTheReview() {
    var tty = lost(RecoveryFixtures.found)
    tty.answer("delete", "yes")
    tty.note(.changed(1234, ChangedRunner(id: 1234)))
    tty.take(.changesEnded)
    #expect(closed(tty) == ["entry-1"])
    #expect(tty.prompt?.hasPrefix("Create the runner?") == true)
    tty.answer("")
    #expect(tty.registrations.count == 2)
  }

  @Test func failedDeletionLooksAgain() {
    var tty = lost(RecoveryFixtures.found)
    tty.answer("delete", "yes")
    tty.note(.notChanged(1234, Fixtures.failure(.forbidden)))
    tty.take(.changesEnded)
    #expect(tty.said("The server said no."))
    #expect(closed(tty).isEmpty)
    #expect(tty.prompt?.hasPrefix("show N") == true)
  }

  @Test func leavingNamesHowItIsTakenUpAgain() {
    var tty = lost(RecoveryFixtures.uncertain)
    tty.answer("!")
    #expect(tty.said("runner-wizard create --resume entry-1"))
    #expect(tty.exitCode == 5)
    #expect(closed(tty).isEmpty)
  }

  @Test func tokenThatMayLookNothingUpNamesTheMarker() {
    var tty = lost(
      RecoveryFixtures.found, identity: RecoveryFixtures.createOnly, marker: "rw-abcdefgh")
    #expect(!tty.work.contains { $0.isRecovery })
    #expect(tty.said("An administrator finds the runner by the marker rw-abcdefgh"))
    tty.answer("done")
    #expect(closed(tty) == ["entry-1"])
    #expect(tty.exitCode == 5)
  }

  @Test func markerStandsOnTheReviewAndItsNumberSwitchesIt() {
    var tty = Teletype(
      RecoveryFixtures.settings(),
      RecoveryFixtures.lost(nil, identity: RecoveryFixtures.createOnly))
    tty.goToReview()
    let row = tty.printed.last { $0.contains("Recovery marker: rw-") }
    #expect(row != nil)
    let number = row?.split(separator: " ").first.map(String.init)
    tty.answer(number)
    #expect(tty.said("Recovery marker: not sent"))
    tty.answer("yes")
    #expect(tty.registrations.last?.maintenanceNote == nil)
  }

  @Test func savedTokenSettlesItToo() {
    var tty = Teletype(RecoveryFixtures.settings(), RecoveryFixtures.lost(nil))
    tty.goToReview()
    tty.answer("yes")
    tty.note(.registering(RecoveryFixtures.entry("entry-1", .sending), problem: "No room."))
    tty.take(.registered(Fixtures.runner, expiry: nil))
    #expect(tty.said("No room."))
    tty.answer("save /tmp/token")
    #expect(closed(tty) == ["entry-1"])
  }

  @Test func unfinishedOnesAreNamedAtTheStart() {
    let tty = Teletype(RecoveryFixtures.settings([RecoveryFixtures.entry("a")]))
    #expect(tty.said("You have 1 unfinished runner"))
    #expect(tty.said("runner-wizard create --resume a"))
  }
}
