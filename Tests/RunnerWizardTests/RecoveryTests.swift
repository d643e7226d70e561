import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// A request without a usable answer: its runner is looked for, and the operator chooses.
@Suite struct RecoveryTests {
  @Test func runnerIsLookedForByItselfAndThatIsShown() {
    let pilot = RecoveryFixtures.pilot(nil)
    #expect(pilot.works.count(where: \.isRecovery) == 1)
    #expect(pilot.shows("The answer was lost; looking for the runner…"))
    #expect(pilot.shows("group runner, acme/infra, id 7"))
    #expect(pilot.registrations.count == 1)
  }

  @Test func whatCannotBeDoneWhileLookingSaysSo() {
    var pilot = RecoveryFixtures.pilot(nil)
    for key in "tRdsr" {
      pilot.press(.character(key))
      #expect(pilot.shows("The runner is still being looked for"), "\(key)")
      pilot.wait(milliseconds: 4_100)
    }
    #expect(pilot.registrations.count == 1)
  }

  @Test func recoveredTokenIsShownMaskedAndItsEntryGoesOnceItIsCopied() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found)
    #expect(pilot.shows("The runner was created, and GitLab still gives its token."))
    #expect(pilot.shows("(#1234), group runner of acme/infra"))
    #expect(!pilot.shows("NotAReal"))
    pilot.press(.enter)
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("Token recovered"))
    #expect(pilot.shows("does not expire"))
    #expect(!pilot.shows("NotAReal"))
    #expect(pilot.closedEntries.isEmpty)
    pilot.press(.character("y"))
    #expect(pilot.closedEntries == ["entry-1"])
    pilot.press(.character("q"))
    #expect(pilot.farewell?.exitCode == 0)
    #expect(pilot.farewell?.lines.first == "The token of runner #1234 was shown.")
    #expect(pilot.farewell?.lines.last?.hasPrefix("The token is still in the clipboard") == true)
  }

  @Test func recoveredRunnerIsWatchedAsACreatedOne() {
    let server = TrackedServer()
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found)
    pilot.outside = { work in
      if case .readProgress = work { return server.answer(work) }
      return RecoveryFixtures.lost(nil)(work)
    }
    pilot.press(.enter)
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("Token recovered"))
    #expect(pilot.shows("● registered"))
    server.reach(.polling)
    pilot.wait(milliseconds: 3_000)
    #expect(pilot.shows("✓ asks for jobs"))
  }

  @Test func anotherOfTheSameKindFollowsARecoveredToken() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found)
    pilot.press(.enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.character("y"), .character("n"))
    #expect(pilot.shows("Step 1 of 5 — Runner type"))
    pilot.press(.enter)
    #expect(pilot.shows("acme/infra"))
  }

  @Test func severalRunnersAreShownAsSuchAndOneIsChosen() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.several)
    #expect(pilot.shows("3 runners were found that may be the one."))
    pilot.press(.character("t"))
    #expect(pilot.told("A machine has used its token already."))
    pilot.press(.down)
    #expect(pilot.shows("▸ “Docker host in Lyon” (#1230)"))
    #expect(pilot.shows("? It was created before the request"))
    pilot.press(.enter)
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("#1230, group runner"))
  }

  @Test func resetSaysThatTheOldTokenDiesAndItsTokenSettlesTheEntry() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.several)
    pilot.press(.character("R"))
    #expect(pilot.shows("Reset the token"))
    #expect(pilot.shows("stops working"))
    pilot.press(.character("y"))
    #expect(pilot.resets == 1)
    pilot.answer(
      .tokenReset(ResetToken(token: Secret("glrt-Another"), expiresAt: nil), expiry: nil),
      where: \.isReset)
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("Token reset"))
    pilot.press(.character("y"))
    #expect(pilot.closedEntries == ["entry-1"])
  }

  @Test func deletedRunnerLeadsBackToTheReviewWithTheForm() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found)
    pilot.streams = RecoveryFixtures.deletes()
    pilot.press(.character("d"))
    #expect(pilot.shows("Delete it, to send again?"))
    pilot.press(.enter)
    #expect(pilot.tasks.isEmpty)
    pilot.press(.character("d"), .character("y"))
    #expect(pilot.tasks == [RunnerTask(id: 1234, change: .delete)])
    #expect(pilot.closedEntries == ["entry-1"])
    #expect(pilot.shows("— Review"))
    #expect(pilot.shows("Docker host in Lyon"))
    #expect(pilot.shows("[ Create runner ]"))
    #expect(pilot.registrations.count == 1, "nothing is sent by itself")
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.registrations.count == 2)
  }

  @Test func failedDeletionSendsNothingAndKeepsTheEntry() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found)
    pilot.streams = RecoveryFixtures.deletes(Fixtures.failure(.forbidden))
    pilot.press(.character("d"), .character("y"))
    #expect(pilot.told("was not changed"))
    #expect(pilot.closedEntries.isEmpty)
    #expect(pilot.shows("Unfinished runner"))
    pilot.press(.enter)
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("Token recovered"))
  }

  @Test func whereNoRunnerWasCreatedItIsSentAgainWithoutAQuestion() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.absent)
    #expect(pilot.shows("No runner was created: GitLab has none like it."))
    pilot.press(.enter)
    #expect(pilot.shows("[ Create runner ]"))
    #expect(pilot.closedEntries == ["entry-1"])
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(!pilot.shows("Send the request again?"))
    #expect(pilot.registrations.count == 2)
  }

  @Test func whereARunnerMayExistSendingAgainIsAskedAboutAndTheEntryStays() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.uncertain)
    #expect(pilot.shows("No runner was found, which does not say that there is none."))
    #expect(pilot.shows("Ask an Owner of the group."))
    pilot.press(.character("s"))
    #expect(pilot.shows("Send the request again?"))
    pilot.press(.enter)
    #expect(pilot.registrations.count == 1)
    pilot.wait(milliseconds: 300)
    pilot.press(.enter, .character("s"))
    #expect(pilot.registrations.count == 2)
    #expect(pilot.closedEntries.isEmpty)
  }

  @Test func lookingAgainBringsWhatIsThereNow() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.absent)
    pilot.outside = RecoveryFixtures.lost(RecoveryFixtures.found)
    pilot.press(.character("r"))
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("The runner was created"))
    #expect(pilot.works.count(where: \.isRecovery) == 2)
  }

  @Test func leavingItAsksAndThenDropsTheEntry() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.uncertain)
    pilot.press(.character("l"))
    #expect(pilot.shows("Does it need no more care?"))
    pilot.press(.enter)
    #expect(pilot.closedEntries.isEmpty)
    pilot.press(.character("l"), .character("y"))
    #expect(pilot.closedEntries == ["entry-1"])
    #expect(!pilot.shows("Unfinished runner"))
    pilot.press(.character("U"))
    #expect(pilot.told("Nothing is unfinished."))
  }

  @Test func escapeLeavesItForLaterAndACommandOpensItAgain() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.uncertain)
    pilot.press(.escape)
    #expect(pilot.shows("The outcome is unknown; a runner may exist."))
    #expect(pilot.shows("U shows what is known of it."))
    pilot.press(.character("U"))
    #expect(pilot.shows("No runner was found"))
    #expect(pilot.works.count(where: \.isRecovery) == 1, "what was found is not asked for again")
  }

  @Test func tokenThatMayLookNothingUpSaysWhoFindsItAndByWhat() {
    var pilot = RecoveryFixtures.pilot(
      nil, identity: RecoveryFixtures.createOnly, marker: "rw-abcdefgh")
    #expect(pilot.works.count(where: \.isRecovery) == 0)
    #expect(pilot.shows("rw-abcdefgh"))
    #expect(pilot.shows("An administrator finds the runner by the marker"))
    pilot.press(.character("y"))
    let copied = pilot.works.compactMap { work in
      if case .copy(.text(let text)) = work { text } else { nil }
    }.last
    #expect(copied?.contains("Recovery marker: rw-abcdefgh") == true)
    #expect(copied?.contains("By: @olivia, id 5") == true)
    #expect(copied?.contains("Description: Docker host in Lyon") == true)
    #expect(copied?.contains("glpat") == false)
    pilot.press(.character("r"))
    #expect(pilot.told("takes read_api or api") || pilot.told("read_api"))
  }

  @Test func quittingNamesHowItIsTakenUpAgain() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.uncertain, marker: "rw-abcdefgh")
    pilot.press(.control("c"), .control("c"))
    let words = pilot.farewell?.lines.joined(separator: " ") ?? ""
    #expect(words.contains("runner-wizard create --resume entry-1"))
    #expect(words.contains("rw-abcdefgh"))
  }

  @Test func journalThatCannotBeWrittenIsSaidAndNotPromised() {
    var pilot = RecoveryFixtures.pilot(
      RecoveryFixtures.uncertain, problem: "The journal cannot be written: disk full.")
    #expect(pilot.told("The journal cannot be written: disk full."))
    pilot.press(.control("c"), .control("c"))
    #expect(pilot.farewell?.lines.joined().contains("--resume") == false)
  }

  @Test func readOnlyShowsTheTokenAndChangesNothing() {
    var settings = RecoveryFixtures.settings([RecoveryFixtures.entry()])
    settings.isReadOnly = true
    var pilot = Pilot(settings, outside: RecoveryFixtures.lost(RecoveryFixtures.found))
    pilot.wait(milliseconds: 300)
    for key in "Rds" {
      pilot.press(.character(key))
      #expect(pilot.told("Nothing is changed with --read-only"), "\(key)")
    }
    #expect(pilot.mutations == 0)
    pilot.press(.enter)
    #expect(pilot.shows("Token recovered"))
  }

  @Test func answerThatComesBehindAnotherScreenOnlySaysWhereToLook() {
    var pilot = Pilot(
      RecoveryFixtures.settings(), outside: RecoveryFixtures.lost(RecoveryFixtures.found),
      streams: ListFixtures.serves(ListFixtures.runners(3)))
    pilot.goToReview()
    pilot.press(.enter, .escape, .character("s"), .function(3))
    pilot.answer(
      .registering(RecoveryFixtures.entry("entry-1", .sending), problem: nil),
      where: \.isRegistration)
    pilot.answer(
      .registrationFailed(Fixtures.failure(.timedOut, .unknown)), where: \.isRegistration)
    pilot.wait(milliseconds: 300)
    #expect(!pilot.shows("Unfinished runner ─"))
    #expect(pilot.told("U shows what was found"))
    pilot.press(.character("U"))
    #expect(pilot.shows("The runner was created, and GitLab still gives its token."))
  }

  @Test func entriesAreDroppedOneAfterAnother() {
    let entries = ["a", "b", "c"].map { RecoveryFixtures.entry($0) }
    var pilot = Pilot(RecoveryFixtures.settings(entries)) { work in
      work.closedEntry == nil ? RecoveryFixtures.lost(RecoveryFixtures.uncertain)(work) : nil
    }
    pilot.wait(milliseconds: 300)
    for _ in entries {
      pilot.press(.enter)
      pilot.wait(milliseconds: 300)
      pilot.press(.character("l"), .character("y"))
    }
    #expect(pilot.closedEntries == ["a"])
    for id in ["a", "b", "c"] {
      pilot.answer(.entryClosed(id: id), where: { $0.closedEntry == id })
    }
    #expect(pilot.closedEntries == ["a", "b", "c"])
  }

  @Test func entryThatCannotBeDroppedIsSaid() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.uncertain)
    pilot.outside = { work in
      work.closedEntry.map {
        .entryNotClosed(id: $0, SaveFailure(message: "The disk is read-only.", fileExists: false))
      }
    }
    pilot.press(.character("l"), .character("y"))
    #expect(pilot.told("asked about again at the next start. The disk is read-only."))
  }
}
