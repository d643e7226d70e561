import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Changing the values of a runner on the pages of the wizard.
@Suite struct EditTests {
  private func edited(_ edit: RunnerEdit) -> Answer {
    var runner = ChangeFixtures.runner(6)
    runner.apply(edit)
    return .edited(ChangedRunner(id: 6, runner: runner))
  }

  private func opened(
    _ answer: @escaping @Sendable (Work) -> Answer? = Fixtures.well,
    size: Size = Size(width: 80, height: 24)
  ) -> Pilot {
    var pilot = ChangeFixtures.pilot(size: size, outside: answer)
    pilot.press(.character("e"))
    return pilot
  }

  /// From the tags to the review.
  private func goToReview(_ pilot: inout Pilot) {
    for _ in 0..<8 { pilot.press(.enter) }
    pilot.wait(milliseconds: 300)
  }

  @Test func runnerIsReadFirstAndItsValuesStandOnThePages() {
    var pilot = opened()
    #expect(pilot.works.contains { $0.isReading })
    #expect(pilot.shows("Edit “docker host 6” (#6)"))
    #expect(pilot.shows("Step 1 of 3 — Tags"))
    #expect(pilot.shows("[docker] [linux]"))
    pilot.press(.enter, .enter)
    #expect(pilot.shows("Step 2 of 3 — Details"))
    #expect(pilot.shows("docker host 6"))
    #expect(pilot.shows("Rack 4"))
    #expect(pilot.shows("1h"))
  }

  @Test func anEditedRowGoesWhereTheFilterWantsIt() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("/"))
    pilot.type("!lyon")
    pilot.press(.enter, .character("e"), .enter, .enter)
    pilot.type(" in Lyon")
    for _ in 0..<6 { pilot.press(.enter) }
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    var edit = RunnerEdit()
    edit.description = "docker host 6 in Lyon"
    pilot.answer(edited(edit), where: { $0.edit != nil })
    #expect(pilot.app.screen == .list)
    #expect(pilot.shownIDs.prefix(5) == [5, 4, 3, 2, 1])
    #expect(pilot.app.runners?.shownCount == 5)
  }

  @Test func reviewShowsOldAndNewAndOnlyTheChangeIsSent() {
    var pilot = opened()
    pilot.press(.enter, .enter)
    pilot.type(" in Lyon")
    for _ in 0..<6 { pilot.press(.enter) }
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("Step 3 of 3 — Review"))
    #expect(pilot.shows("docker host 6 → docker host 6 in Lyon"))
    #expect(pilot.shows("[ Save changes ]"))
    #expect(pilot.shows("PUT https://gitlab.example.com/api/v4/runners/6"))
    pilot.press(.enter)
    var edit = RunnerEdit()
    edit.description = "docker host 6 in Lyon"
    #expect(pilot.edits == [edit])
    pilot.answer(edited(edit), where: { $0.edit != nil })
    #expect(pilot.app.screen == .list)
    #expect(pilot.shows("Saved the changes of “docker host 6 in Lyon” (#6)"))
    #expect(pilot.app.row(6)?.description == "docker host 6 in Lyon")
  }

  @Test func withoutAChangeNothingIsSentAndThatIsSaid() {
    var pilot = opened()
    goToReview(&pilot)
    #expect(pilot.shows("— Review"))
    pilot.press(.enter)
    #expect(pilot.shows("Nothing is changed, so there is nothing to send"))
    #expect(pilot.edits.isEmpty)
  }

  @Test func cursorMovementsChangeNothing() {
    var pilot = opened()
    pilot.press(.enter, .enter, .left, .home, .end, .enter, .left, .enter, .home)
    pilot.press(.enter, .enter, .enter, .enter)
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.edits.isEmpty)
    pilot.press(.character("q"))
    #expect(pilot.app.screen == .list)
  }

  @Test func takenAwayTimeoutIsSentAsSuchAndTheRowForgetsIt() {
    var pilot = opened()
    pilot.press(.enter, .enter, .enter, .enter, .control("u"))
    for _ in 0..<4 { pilot.press(.enter) }
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("1h → no limit of its own"))
    pilot.press(.enter)
    var edit = RunnerEdit()
    edit.maximumTimeout = .some(nil)
    #expect(pilot.edits == [edit])
    pilot.answer(.edited(ChangedRunner(id: 6)), where: { $0.edit != nil })
    #expect(pilot.app.row(6).map(\.maximumTimeout) == .some(nil))
  }

  @Test func refusedValueLandsOnItsField() {
    var pilot = opened()
    pilot.type("gpu,")
    goToReview(&pilot)
    pilot.press(.enter)
    let problem = APIFailure.FieldProblem(
      field: .tagList, name: "tags_list", message: "GitLab wants other tags.")
    pilot.answer(
      .notEdited(Fixtures.failure(.invalidFields, problems: [problem])),
      where: { $0.edit != nil })
    pilot.wait(milliseconds: 100)
    #expect(pilot.shows("Step 1 of 3 — Tags"))
    #expect(pilot.shows("GitLab wants other tags."))
    #expect(pilot.shows("[gpu]"))
  }

  @Test func refusedEditStandsOnTheReviewAndCanBeSentAgain() {
    var pilot = opened()
    pilot.type("gpu,")
    goToReview(&pilot)
    pilot.press(.enter)
    pilot.answer(.notEdited(Fixtures.failure(.forbidden)), where: { $0.edit != nil })
    pilot.wait(milliseconds: 100)
    #expect(pilot.shows("The server said no."))
    pilot.press(.enter)
    #expect(pilot.edits.count == 2)
  }

  @Test func lostAnswerOfAnEditThatWasMadeIsFoundOut() {
    var changed = ChangeFixtures.runner(6)
    changed.tags = ["docker", "linux", "gpu"]
    let runners = [ChangeFixtures.runner(6)]
    let after = changed
    var pilot = Pilot(
      ListFixtures.settings(), outside: Fixtures.well, streams: ChangeFixtures.serves(runners))
    pilot.press(.character("e"))
    pilot.type("gpu,")
    goToReview(&pilot)
    pilot.press(.enter)
    pilot.streams = ChangeFixtures.serves([after])
    pilot.answer(
      .notEdited(Fixtures.failure(.connectionLost, .unknown)), where: { $0.edit != nil })
    #expect(pilot.app.screen == .list)
    #expect(pilot.shows("Saved the changes of"))
    #expect(pilot.edits.count == 1)
  }

  @Test func lostAnswerOfAnEditThatWasNotMadeShowsWhatTheServerHas() {
    var pilot = opened()
    pilot.type("gpu,")
    goToReview(&pilot)
    pilot.press(.enter)
    var other = ChangeFixtures.runner(6)
    other.description = "renamed meanwhile"
    let after = other
    pilot.streams = ChangeFixtures.serves([after])
    pilot.answer(
      .notEdited(Fixtures.failure(.timedOut, .unknown)), where: { $0.edit != nil })
    pilot.wait(milliseconds: 100)
    #expect(pilot.shows("The server does not have these values."))
    #expect(pilot.shows("docker, linux → docker, linux, gpu"))
    #expect(pilot.shows("renamed meanwhile"))
    #expect(!pilot.shows("renamed meanwhile →"))
    #expect(pilot.edits.count == 1)
    pilot.press(.enter)
    #expect(pilot.edits.count == 2)
    #expect(pilot.edits.last?.description == nil)
  }

  @Test func nothingIsSentAgainWhileWhatBecameOfItIsUnknown() {
    var pilot = opened()
    pilot.type("gpu,")
    goToReview(&pilot)
    pilot.press(.enter)
    pilot.streams = { _ in [] }
    pilot.answer(
      .notEdited(Fixtures.failure(.timedOut, .unknown)), where: { $0.edit != nil })
    pilot.wait(milliseconds: 100)
    #expect(pilot.shows("the change may have been made"))
    #expect(pilot.shows("[ Read the runner ]"))
    pilot.press(.enter, .enter)
    #expect(pilot.edits.count == 1)
  }

  @Test func leavingAChangedEditAsks() {
    var pilot = opened()
    pilot.type("gpu,")
    pilot.press(.escape)
    #expect(pilot.shows("Discard this draft?"))
    pilot.press(.enter)
    #expect(pilot.shows("[gpu]"))
    pilot.press(.function(3), .character("d"))
    #expect(pilot.app.screen == .list)
    #expect(pilot.edits.isEmpty)
  }

  @Test func draftOfANewRunnerSurvivesAnEdit() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.function(2), .down, .enter)
    pilot.type("acme/in")
    pilot.press(.function(3), .character("e"))
    #expect(pilot.shows("Step 1 of 3 — Tags"))
    pilot.press(.escape)
    #expect(pilot.app.screen == .list)
    pilot.press(.function(2))
    #expect(pilot.shows("acme/in"))
  }

  @Test func escWhileReadingGoesBackAndALateAnswerOpensNothing() {
    var pilot = ChangeFixtures.pilot()
    pilot.streams = { _ in [] }
    pilot.press(.character("e"))
    pilot.wait(milliseconds: 150)
    #expect(pilot.shows("Reading “docker host 6” (#6)"))
    pilot.press(.escape)
    pilot.answer(
      .runnerRead(ChangeFixtures.detail(ChangeFixtures.runner(6))), where: \.isReading)
    #expect(pilot.app.screen == .list)
    #expect(pilot.app.overlays.isEmpty)
  }

  @Test func runnerThatIsGoneIsToldAndLeavesTheList() {
    var pilot = ChangeFixtures.pilot()
    pilot.streams = { _ in [] }
    pilot.press(.character("e"))
    pilot.answer(.runnerNotRead(6, Fixtures.failure(.notFound)), where: \.isReading)
    #expect(pilot.shows("is not there any more"))
    #expect(pilot.app.overlays.isEmpty)
    #expect(pilot.app.row(6) == nil)
  }

  @Test func answerThatComesAfterTheEditWasLeftIsTold() {
    var pilot = opened()
    pilot.type("gpu,")
    goToReview(&pilot)
    pilot.press(.enter, .escape, .character("s"))
    pilot.press(.function(3), .character("d"))
    #expect(pilot.app.screen == .list)
    var edit = RunnerEdit()
    edit.tags = ["docker", "linux", "gpu"]
    pilot.answer(edited(edit), where: { $0.edit != nil })
    #expect(pilot.app.screen == .list)
    #expect(pilot.shows("Saved the changes of"))
    #expect(pilot.app.row(6)?.tags == ["docker", "linux", "gpu"])
  }

  @Test func tokenThatComesDuringAnEditIsShownAndTheEditGoesOnAfterwards() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("R"), .character("y"), .escape, .down, .character("e"))
    pilot.type("gpu,")
    pilot.answer(
      .tokenReset(ResetToken(token: Secret(ChangeFixtures.newToken), expiresAt: nil), expiry: nil),
      where: \.isReset)
    #expect(pilot.shows("Token reset"))
    pilot.wait(milliseconds: 400)
    pilot.press(.character("y"), .escape)
    #expect(pilot.shows("Edit “windows host 5” (#5)"))
    #expect(pilot.shows("[gpu]"))
  }
}

/// Beginning a new runner from the list.
@Suite struct BeginningTests {
  @Test func cloneFillsTheWizardAndOpensItOnTheReview() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("c"))
    #expect(pilot.shows("— Review"))
    #expect(pilot.shows("acme/infra/tools, id 42"))
    #expect(pilot.shows("docker, linux"))
    #expect(pilot.shows("Rack 4"))
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    let registration = pilot.registrations.first
    #expect(registration?.type == .project)
    #expect(registration?.target == Fixtures.project)
    #expect(registration?.tags == ["docker", "linux"])
    #expect(registration?.description == "docker host 6")
    #expect(registration?.maintenanceNote == "Rack 4")
    #expect(registration?.maximumTimeout == 3_600)
  }

  @Test func keyHeldDownAfterCloneCreatesNothing() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("c"), .enter, .enter, .enter, .enter)
    #expect(pilot.registrations.isEmpty)
  }

  @Test func cloneWithoutAKnownOwnerAsksForIt() {
    var runner = ChangeFixtures.runner(1)
    runner.owner = nil
    runner.type = .group
    let known = runner
    var pilot = Pilot(
      ListFixtures.settings(), outside: Fixtures.well, streams: ChangeFixtures.serves([known]))
    pilot.press(.character("c"))
    #expect(pilot.shows("— Group"))
  }

  @Test func newRunnerBeginsInANewWizardAndADraftIsGivenUpOnlyByTheOperatorsWord() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("n"))
    #expect(pilot.shows("Step 1 of 4 — Runner type"))
    pilot.press(.down, .function(3), .character("n"))
    #expect(pilot.shows("Discard this draft?"))
    pilot.press(.enter, .function(2))
    #expect(pilot.shows("Step 1 of 5 — Runner type"))
    pilot.press(.function(3), .character("n"), .character("d"))
    #expect(pilot.shows("Step 1 of 4 — Runner type"))
  }

  @Test func newRunnerIsOfTheGroupWhoseListIsShown() {
    var app = App(settings: ListFixtures.settings(), size: Size(width: 80, height: 24))
    _ = app.start(at: Moment(uptime: 0, unix: ListFixtures.now))
    _ = app.showScope(.group(Fixtures.group, .descendants))
    _ = app.begin(.new)
    #expect(app.wizard?.draft.form.type == .group)
    #expect(app.wizard?.draft.form.target == Fixtures.group)
    #expect(app.wizard?.isChanged == false)
  }
}
