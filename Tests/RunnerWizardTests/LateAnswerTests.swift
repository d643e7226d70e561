import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// What comes of a request whose outcome is not certain.
@Suite struct LateAnswerTests {
  private func stopped() -> Pilot {
    var pilot = Pilot(
      Fixtures.settings(), outside: Fixtures.except(\.isRegistration, nil))
    pilot.goToReview()
    pilot.press(.enter, .escape, .character("s"))
    return pilot
  }

  @Test func escapeIsNamedForWhatItDoesWhileSending() {
    var pilot = Pilot(
      Fixtures.settings(), outside: Fixtures.except(\.isRegistration, nil))
    pilot.goToReview()
    pilot.press(.enter)
    #expect(pilot.lines.last?.contains("Esc Stop waiting") == true)
  }

  @Test func answerThatComesAfterAllIsShownWithItsToken() {
    var pilot = stopped()
    #expect(pilot.shows("a runner may exist"))
    pilot.press(.escape, .escape)
    #expect(pilot.shows("— Tags"))
    pilot.answer(.registered(Fixtures.runner, expiry: nil))
    #expect(pilot.shows("Runner created"))
    #expect(pilot.shows("#1234"))
  }

  @Test func nothingIsSentAgainWhileTheFirstRequestIsOnItsWay() {
    var pilot = stopped()
    pilot.press(.enter)
    #expect(pilot.shows("Creating the runner"))
    #expect(pilot.registrations.count == 1)
    pilot.answer(.registered(Fixtures.runner, expiry: nil))
    #expect(pilot.shows("Runner created"))
  }

  @Test func lateFailureDoesNotLeadAwayFromWhatIsTyped() {
    var pilot = stopped()
    pilot.press(.escape, .home)
    pilot.type("abc")
    let problem = APIFailure.FieldProblem(
      field: .tagList, name: "tag_list", message: "GitLab wants other tags.")
    pilot.answer(
      .registrationFailed(Fixtures.failure(.invalidFields, problems: [problem])))
    #expect(pilot.shows("— Details"))
    pilot.type("def")
    #expect(pilot.shows("def"))
    pilot.press(.escape)
    #expect(pilot.shows("GitLab wants other tags."))
  }

  @Test func internalErrorIsSentAgainOnlyByAnExplicitWord() {
    var pilot = Pilot(
      Fixtures.settings(),
      outside: Fixtures.except(
        \.isRegistration, .registrationFailed(Fixtures.failure(.serverError))))
    pilot.goToReview()
    pilot.press(.enter)
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("[ Send again… ]"))
    pilot.press(.enter)
    #expect(pilot.shows("Send the request again?"))
    pilot.press(.enter)
    #expect(pilot.registrations.count == 1)
    pilot.press(.enter, .character("s"))
    #expect(pilot.registrations.count == 2)
  }

  @Test func missingGroupIsSaidInWordsWithWhatToDo() {
    let problem = APIFailure.FieldProblem(
      field: .groupID, name: "group", message: "Missing/invalid group")
    var pilot = Pilot(
      Fixtures.settings(),
      outside: Fixtures.except(
        \.isRegistration,
        .registrationFailed(Fixtures.failure(.targetNotFound(.group), problems: [problem]))))
    pilot.goToReview()
    pilot.press(.enter)
    #expect(pilot.shows("— Group"))
    #expect(pilot.shows("The server said no. Ask for another role."))
    #expect(!pilot.shows("Missing/invalid"))
  }
}
