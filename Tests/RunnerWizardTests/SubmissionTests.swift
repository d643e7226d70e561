import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct SubmissionTests {
  private func onReview(
    _ answer: Answer?, isReadOnly: Bool = false, size: Size = Size(width: 80, height: 24)
  ) -> Pilot {
    var pilot = Pilot(
      Fixtures.settings(isReadOnly: isReadOnly), size: size,
      outside: Fixtures.except(\.isRegistration, answer))
    pilot.goToReview()
    return pilot
  }

  @Test func reviewShowsWhatIsSentAndTheSameAsACommand() {
    let pilot = onReview(nil, size: Size(width: 140, height: 40))
    #expect(pilot.shows("POST https://gitlab.example.com/api/v4/user/runners"))
    #expect(pilot.shows("\"runner_type\": \"group_type\""))
    #expect(pilot.shows("\"group_id\": 7"))
    #expect(pilot.shows("--type group --group acme/infra"))
    #expect(pilot.shows("--tag docker --tag linux"))
    #expect(pilot.shows("--description 'Docker host in Lyon'"))
  }

  @Test func commandAndRequestAreCopiedWithoutAnyToken() {
    var pilot = onReview(nil)
    pilot.press(.character("y"), .character("Y"))
    let copied = pilot.effects.compactMap { effect in
      if case .run(.copy(.text(let text)), _) = effect { text } else { nil }
    }
    #expect(copied.count == 2)
    #expect(
      copied.first?.hasPrefix("runner-wizard create --url https://gitlab.example.com") == true)
    #expect(copied.last?.hasPrefix("{\"runner_type\":\"group_type\"") == true)
    #expect(!copied.joined().contains("glpat"))
  }

  @Test func whileSendingTheButtonShowsProgressAndNothingIsSentTwice() {
    var pilot = onReview(nil)
    pilot.press(.enter, .enter, .enter)
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("Creating the runner…"))
    #expect(pilot.registrations.count == 1)
    #expect(pilot.shows("The request is being sent"))
  }

  @Test func leavingWhileSendingNeedsAnExplicitWord() {
    var pilot = onReview(nil)
    pilot.press(.enter, .escape)
    #expect(pilot.shows("Stop waiting for the answer?"))
    #expect(pilot.shows("cannot be called back"))
    pilot.press(.enter)
    #expect(pilot.pending.contains { $0.work.isRegistration })
    pilot.press(.escape, .character("s"))
    #expect(pilot.shows("a runner may exist"))
  }

  @Test func answerClosesTheQuestionAboutWaiting() {
    var pilot = onReview(nil)
    pilot.press(.enter, .escape)
    pilot.answer(.registered(Fixtures.runner, expiry: nil))
    #expect(!pilot.shows("Stop waiting"))
    #expect(pilot.shows("Runner created"))
  }

  @Test func controlCTwiceWhileSendingLeavesAndSaysThatARunnerMayExist() {
    var pilot = onReview(nil)
    pilot.press(.enter, .control("c"))
    #expect(pilot.shows("Leave while the request is being sent?"))
    pilot.press(.control("c"))
    #expect(pilot.farewell?.exitCode == 130)
    #expect(
      pilot.farewell?.lines.first?.contains(
        "https://gitlab.example.com/groups/acme/infra/-/runners") == true)
  }

  @Test func failureIsShownWithTheNextStepAndEnterTriesAgain() {
    var pilot = onReview(.registrationFailed(Fixtures.failure(.forbidden)))
    pilot.press(.enter)
    #expect(pilot.shows("The server said no."))
    #expect(pilot.shows("Ask for another role."))
    #expect(pilot.shows("[ Try again ]"))
    #expect(pilot.shows("docker, linux"))
    pilot.outside = Fixtures.well
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.shows("Runner created"))
    #expect(pilot.registrations.count == 2)
  }

  @Test func refusedValueIsShownUnderItsField() {
    let problem = APIFailure.FieldProblem(
      field: .tagList, name: "tag_list", message: "GitLab wants other tags.")
    var pilot = onReview(
      .registrationFailed(Fixtures.failure(.invalidFields, problems: [problem])))
    pilot.press(.enter)
    #expect(pilot.shows("Step 3 of 5 — Tags"))
    #expect(pilot.lines.contains { $0.contains("▸ Tags") })
    #expect(pilot.shows("GitLab wants other tags."))
    pilot.wait(milliseconds: 300)
    pilot.type("x,")
    #expect(!pilot.shows("GitLab wants other tags."))
    pilot.press(.enter, .enter)
    #expect(pilot.shows("Step 5 of 5 — Review"))
  }

  @Test func refusalThatNamesNoFieldIsSaidBesideTheOnesThatDo() {
    let problems = [
      APIFailure.FieldProblem(
        field: .tagList, name: "tag_list", message: "GitLab wants other tags."),
      APIFailure.FieldProblem(field: nil, name: "runner", message: "The plan allows no more."),
    ]
    var pilot = onReview(
      .registrationFailed(Fixtures.failure(.invalidFields, problems: problems)))
    pilot.press(.enter)
    #expect(pilot.shows("GitLab wants other tags."))
    #expect(pilot.shows("The plan allows no more."))
    pilot.wait(milliseconds: 300)
    pilot.press(.enter, .enter)
    #expect(pilot.shows("— Review"))
    #expect(!pilot.shows("The plan allows no more."))
  }

  @Test func unknownOutcomeIsNeverSentAgainByEnterAlone() {
    var pilot = onReview(.registrationFailed(Fixtures.failure(.timedOut, .unknown)))
    pilot.press(.enter)
    #expect(pilot.shows("The outcome is unknown; a runner may exist."))
    #expect(pilot.shows("https://gitlab.example.com/groups/acme/infra/-/runners"))
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.shows("Send the request again?"))
    pilot.press(.enter)
    #expect(pilot.registrations.count == 1)
    pilot.press(.enter, .character("s"))
    #expect(pilot.registrations.count == 2)
  }

  @Test func unknownOutcomeStaysUnknownWhenTheFormIsChanged() {
    var pilot = onReview(.registrationFailed(Fixtures.failure(.timedOut, .unknown)))
    pilot.press(.enter)
    pilot.wait(milliseconds: 300)
    pilot.press(.escape, .escape, .up)
    pilot.type("more,")
    pilot.press(.enter, .enter, .tab, .tab, .tab, .tab, .enter)
    #expect(pilot.shows("— Review"))
    pilot.wait(milliseconds: 300)
    pilot.press(.end, .enter)
    #expect(pilot.shows("Send the request again?"))
    #expect(pilot.registrations.count == 1)
  }

  @Test func tokenThatCameWithoutAnIDIsShown() {
    var failure = Fixtures.failure(.undecodable, .unknown)
    failure.recoveredToken = Secret(Fixtures.token)
    var pilot = onReview(.registrationFailed(failure))
    pilot.press(.enter)
    #expect(pilot.effects.contains(.showRaw(Secret(Fixtures.token))))
    #expect(!pilot.shows(Fixtures.token))
  }

  @Test func rateLimitCountsDownUntilItMayBeSentAgain() {
    var pilot = onReview(
      .registrationFailed(Fixtures.failure(.rateLimited, retryAfter: 3)))
    pilot.press(.enter)
    #expect(pilot.shows("Try again in 3 s"))
    #expect(pilot.screen.ranges(of: "3 s").count == 1, "the wait is said once")
    #expect(!pilot.shows("Ask for another role."))
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.shows("GitLab asks to wait until the countdown ends"))
    #expect(pilot.registrations.count == 1)
    pilot.wait(milliseconds: 1_700)
    #expect(pilot.shows("Try again in 1 s"))
    pilot.wait(milliseconds: 1_100)
    #expect(pilot.shows("[ Try again ]"))
    pilot.press(.enter)
    #expect(pilot.registrations.count == 2)
  }

  @Test func readOnlyShowsTheReasonAndSendsNothing() {
    var pilot = onReview(nil, isReadOnly: true)
    #expect(pilot.shows("Nothing is changed with --read-only"))
    pilot.press(.enter)
    #expect(pilot.registrations.isEmpty)
  }

  @Test func shellLineQuotesWhatAShellWouldRead() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.enter)
    pilot.type("-x,")
    pilot.press(.enter, .enter)
    pilot.type("it's $HOME")
    pilot.press(.enter, .enter, .enter, .enter, .enter, .character("y"))
    let copied = pilot.effects.compactMap { effect in
      if case .run(.copy(.text(let text)), _) = effect { text } else { nil }
    }
    #expect(copied.first?.contains("--tag=-x --description 'it'\\''s $HOME'") == true)
  }
}
