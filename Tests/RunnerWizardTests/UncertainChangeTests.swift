import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Answers that come late, or that leave open what became of a change.
@Suite struct UncertainChangeTests {
  private static let reset = Answer.tokenReset(
    ResetToken(token: Secret(ChangeFixtures.newToken), expiresAt: nil), expiry: nil)
  private let broken = Fixtures.failure(.serverError)
  private let lost = Fixtures.failure(.timedOut, .unknown)
  private let gone = Fixtures.failure(.notFound)

  /// Two tokens, the first of which is being put away when the second comes to the screen.
  private func secondToken(_ isLate: @escaping @Sendable (Work) -> Bool, keys: [Key]) -> Pilot {
    let outside: @Sendable (Work) -> Answer? = { work in
      work.isRegistration || isLate(work) ? nil : Fixtures.well(work)
    }
    var pilot = Pilot(
      ListFixtures.settings(), outside: outside,
      streams: ChangeFixtures.serves(ChangeFixtures.runners(3)))
    pilot.press(.function(2))
    pilot.goToReview()
    pilot.press(.enter, .escape, .character("s"), .function(3))
    pilot.press(.character("R"), .character("y"))
    pilot.answer(Self.reset, where: \.isReset)
    pilot.wait(milliseconds: 400)
    pilot.answer(.registered(Fixtures.runner, expiry: nil), where: \.isRegistration)
    for key in keys { pilot.press(key) }
    pilot.press(.character("i"), .character("y"), .escape)
    pilot.wait(milliseconds: 400)
    return pilot
  }

  @Test(arguments: [CopyOutcome.confirmed(route: "via tmux"), .sentToTerminal])
  func lateAnswerOfTheClipboardIsNotAboutTheNextToken(outcome: CopyOutcome) {
    var pilot = secondToken(\.isCopying, keys: [.character("y")])
    #expect(pilot.shows("Runner created"))
    pilot.answer(.copied(outcome), where: \.isCopying)
    #expect(!pilot.shows("Did the token arrive"))
    pilot.press(.character("q"))
    #expect(pilot.shows("Leave without the token?"))
  }

  @Test func lateAnswerOfASavingIsNotAboutTheNextToken() {
    var pilot = secondToken(\.isSaving, keys: [.character("S"), .enter, .control("c")])
    #expect(pilot.shows("Runner created"))
    pilot.press(.character("S"))
    pilot.answer(.tokenSaved(path: "/home/olivia/runner-3.token"), where: \.isSaving)
    #expect(pilot.told("/home/olivia/runner-3.token"))
    #expect(pilot.shows("runner-1234.token"))
    pilot.press(.escape, .character("q"))
    #expect(pilot.shows("Leave without the token?"))
  }

  @Test func internalErrorLeavesOpenWhatBecameOfAPauseUntilTheRunnerIsRead() {
    var pilot = ChangeFixtures.pilot(answersChanges: false)
    pilot.press(.character("p"))
    var paused = ChangeFixtures.runner(6)
    paused.isPaused = true
    pilot.streams = { _ in [] }
    pilot.answer(.notChanged(6, broken), where: \.isChange)
    #expect(!pilot.told("was not changed"))
    #expect(pilot.told("may have been changed"))
    pilot.answer(.runnerRead(ChangeFixtures.detail(paused)), where: \.isReadingRunner)
    #expect(pilot.told("Paused “docker host 6” (#6)"))
    #expect(pilot.app.row(6)?.isPaused == true)
  }

  @Test func pauseThatWasNotMadeIsToldOnceTheRunnerIsRead() {
    var pilot = ChangeFixtures.pilot(failures: [6: broken])
    pilot.press(.character("p"))
    #expect(pilot.told("“docker host 6” (#6) was not changed, as it shows now."))
    #expect(pilot.app.row(6)?.isPaused == false)
  }

  @Test func rowOfARunThatEndsInAnInternalErrorIsReadAgain() {
    var pilot = ChangeFixtures.pilot(12, answersChanges: false)
    pilot.press(.space, .space, .character("p"), .character("y"))
    pilot.streams = { _ in [] }
    pilot.answer(.notChanged(12, broken), where: \.isChange)
    pilot.answer(.notChanged(11, lost), where: \.isChange)
    pilot.answer(.changesEnded, where: \.isChange)
    #expect(pilot.shows("2 unknown"))
    for id: Int64 in [12, 11] {
      var runner = ChangeFixtures.runner(id)
      runner.isPaused = id == 12
      pilot.answer(.runnerRead(ChangeFixtures.detail(runner)), where: \.isReadingRunner)
    }
    #expect(pilot.shows("1 of 2 done · 1 failed"))
    #expect(pilot.shows("It was not made, as the runner shows now."))
    #expect(!pilot.shows("The server said no."))
  }

  @Test func refusedEditIsPutRightAgainstWhatTheServerHasByThen() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("e"), .enter, .enter)
    pilot.type("!")
    for _ in 0..<6 { pilot.press(.enter) }
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.edits.last?.tags == nil)
    var other = ChangeFixtures.runner(6)
    other.tags = []
    other.runsUntagged = false
    other.maximumTimeout = 7_200
    pilot.streams = ChangeFixtures.serves([other])
    let problem = APIFailure.FieldProblem(
      field: .tagList, name: "tags_list", message: "GitLab wants a tag.")
    pilot.answer(
      .notEdited(Fixtures.failure(.invalidFields, problems: [problem])),
      where: { $0.edit != nil })
    pilot.wait(milliseconds: 100)
    #expect(pilot.shows("GitLab wants a tag."))
    #expect(pilot.shows("[docker] [linux]"))
    for _ in 0..<8 { pilot.press(.enter) }
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("docker, linux"))
    pilot.press(.enter)
    #expect(pilot.edits.count == 2)
    #expect(pilot.edits.last?.tags == ["docker", "linux"])
    #expect(pilot.edits.last?.description == "docker host 6!")
    #expect(pilot.edits.last?.maximumTimeout == nil)
    #expect(pilot.edits.last?.runsUntagged == nil)
  }

  @Test func changedRunnerThatIsGoneLeavesTheList() {
    var pilot = ChangeFixtures.pilot(failures: [6: gone])
    pilot.press(.character("p"))
    #expect(pilot.told("is not there any more"))
    #expect(pilot.app.row(6) == nil)
  }

  @Test func runnerWhoseTokenWasToBeResetAndThatIsGoneLeavesTheList() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("R"), .character("y"))
    pilot.answer(.tokenNotReset(gone), where: \.isReset)
    #expect(pilot.told("is not there any more"))
    #expect(pilot.app.row(6) == nil)
  }

  @Test func deletionWhoseAnswerWasLostEndsInDeletedOnceTheRunnerIsGone() {
    var pilot = ChangeFixtures.pilot(answersChanges: false)
    pilot.press(.character("d"), .character("y"))
    pilot.streams = { _ in [] }
    pilot.answer(.notChanged(6, lost), where: \.isChange)
    #expect(pilot.shows("The answer was lost"))
    pilot.answer(.runnerNotRead(6, gone), where: \.isReadingRunner)
    #expect(pilot.shows("Deleted “docker host 6” (#6)"))
    #expect(!pilot.shows("The answer was lost"))
    #expect(pilot.app.row(6) == nil)
  }

  @Test func lastWordsNameWhatWasNotSentApartFromWhatWasNotAnswered() {
    var pilot = ChangeFixtures.pilot(30, answersChanges: false)
    for _ in 0..<20 { pilot.press(.space) }
    pilot.press(.character("p"), .character("y"), .control("c"), .control("c"))
    let words = pilot.farewell?.lines.joined(separator: " ") ?? ""
    #expect(words.contains("12 changes were not sent"))
    #expect(words.contains("#22, #21, #20 and 9 more"))
    #expect(words.contains("8 changes were sent without an answer"))
    #expect(words.contains("#30, #29, #28 and 5 more"))
  }

  @Test func untouchedCloneIsNotThrownAwayWithoutAQuestion() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("c"), .function(3), .character("n"))
    #expect(pilot.shows("Discard this draft?"))
    pilot.press(.escape, .character("q"))
    #expect(pilot.farewell == nil)
  }

  @Test func tokenThatCannotCreateSaysSoAndSendsNothing() {
    let identity = Identity(
      user: Fixtures.identity.user, token: AccessTokenFacts(name: "reader", scopes: ["read_api"]))
    var pilot = ChangeFixtures.pilot(
      outside: Fixtures.except(\.isIdentification, .identified(identity)))
    pilot.press(.character("n"))
    #expect(pilot.shows("The access token lacks the scope create_runner or api"))
    pilot.press(.escape, .character("c"))
    pilot.wait(milliseconds: 400)
    #expect(pilot.shows("The access token lacks the scope"))
    pilot.press(.enter, .enter)
    #expect(pilot.registrations.isEmpty)
  }

  @Test func assignmentThatWasNotMadeIsToldAndCanBeTriedAgain() {
    var pilot = ChangeFixtures.pilot(failures: [6: lost]) { work in
      if case .resolve = work { return .resolved(ProjectsTests.third) }
      return Fixtures.well(work)
    }
    pilot.press(.character("a"))
    pilot.type("77")
    pilot.press(.enter)
    pilot.wait(milliseconds: 100)
    pilot.press(.enter)
    #expect(pilot.shows("It was not made; Enter tries again."))
    #expect(!pilot.shows("read again to see"))
    pilot.press(.enter)
    pilot.wait(milliseconds: 100)
    pilot.press(.enter)
    #expect(pilot.tasks.count == 2)
  }
}
