import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Answers a plain wizard's questions and work from scripts.
struct Teletype {
  var wizard: PlainWizard
  var printed: [String] = []
  var revealed: [Secret] = []
  var prompt: String?
  var isSecret = false
  var exitCode: Int32?
  var work: [Work] = []
  var outside: (Work) -> Answer?

  init(_ settings: Settings, _ outside: @escaping (Work) -> Answer? = Fixtures.well) {
    wizard = PlainWizard(settings: settings)
    self.outside = outside
    take(wizard.start())
  }

  mutating func answer(_ lines: String?...) {
    for line in lines { take(wizard.answer(line: line)) }
  }

  /// Gives an answer after which others follow.
  mutating func note(_ answer: Answer) { wizard.note(answer) }

  /// Gives the last answer to work that the script left open.
  mutating func take(_ answer: Answer) { take(wizard.answer(answer)) }

  private mutating func take(_ steps: [PlainStep]) {
    for (index, step) in steps.enumerated() {
      switch step {
      case .print, .reveal: #expect(index < steps.count - 1, "nothing follows the last line")
      case .ask, .run, .finish: #expect(index == steps.count - 1, "something follows a question")
      }
      switch step {
      case .print(let line, _): printed.append(line)
      case .reveal(let secret): revealed.append(secret)
      case .ask(let prompt, let isSecret):
        self.prompt = prompt
        self.isSecret = isSecret
      case .run(let work):
        self.work.append(work)
        if let answer = outside(work) { take(wizard.answer(answer)) }
      case .finish(let exitCode): self.exitCode = exitCode
      }
    }
  }

  func said(_ text: String) -> Bool { printed.contains { $0.contains(text) } }

  var registrations: [RunnerRegistration] {
    work.compactMap { if case .register(let registration, _, _) = $0 { registration } else { nil } }
  }

  /// To the review of a project runner.
  mutating func goToReview() {
    answer("project", "42", "docker, linux", "", "Host", "", "90m", "yes", "", "")
  }
}

@Suite struct PlainTests {
  @Test func typeThatCannotBeHadDoesNotBecomeTheOfferedAnswer() {
    var tty = Teletype(Fixtures.settings(), Fixtures.examined(Fixtures.ownersPreflight))
    tty.answer("instance")
    #expect(tty.said("Only administrators create instance runners."))
    #expect(tty.prompt?.contains("[group]") == true)
  }

  @Test func oddTagsAreSaidOnLinesToo() {
    var tty = Teletype(Fixtures.settings())
    tty.answer("instance", "docker, Docker, a b")
    #expect(tty.said("“Docker” differs from “docker” only in case"))
    #expect(tty.said("“a b” is one tag with a space in it"))
  }

  @Test func leavingAfterARefusalDoesNotSayThatNothingWasSent() {
    var tty = Teletype(
      Fixtures.settings(),
      { work in
        if case .register = work { return .registrationFailed(Fixtures.failure(.forbidden)) }
        return Fixtures.well(work)
      })
    tty.goToReview()
    tty.answer("", "!")
    #expect(tty.said("no runner was created"))
    #expect(!tty.said("nothing was sent"))
    #expect(tty.exitCode == 130)
  }

  @Test func theReviewIsAStepAndWhatIsRequiredCannotBeEmptied() {
    var tty = Teletype(Fixtures.settings())
    tty.goToReview()
    #expect(tty.printed.contains("Step 5 of 5 — Review"))
    tty.answer("3")
    #expect(tty.prompt == "Project [42]: ")
    tty.answer("", "4")
    #expect(tty.prompt?.contains("- empties it") == true)
  }

  @Test func samePagesLeadToARunner() {
    var tty = Teletype(Fixtures.settings())
    #expect(tty.said("Step 1 of 4 — Runner type"))
    tty.goToReview()
    #expect(tty.said("acme/infra/tools, id 42"))
    #expect(tty.said("Maximum timeout: 1h 30m"))
    #expect(tty.said("Locked: no (default)"))
    tty.answer("")
    let registration = tty.registrations.first
    #expect(registration?.target == Fixtures.project)
    #expect(registration?.tags == ["docker", "linux"])
    #expect(registration?.isProtected == true)
    #expect(registration?.maximumTimeout == 5_400)
    #expect(tty.said("Runner #1234 was created."))
    #expect(tty.said("expires 2027-03-30 14:05 CEST"))
  }

  @Test func tokenIsPrintedOnlyAfterShow() {
    var tty = Teletype(Fixtures.settings())
    tty.goToReview()
    tty.answer("yes")
    #expect(tty.revealed.isEmpty)
    #expect(!tty.said("NotAReal"))
    tty.answer("show", "done")
    #expect(tty.revealed == [Secret(Fixtures.token)])
    #expect(tty.exitCode == 0)
  }

  @Test func tokenIsSavedWhereAskedAndReplacesOnlyAfterAQuestion() {
    var tty = Teletype(Fixtures.settings()) { work in
      if case .saveToken(_, _, replacing: false) = work {
        return .tokenNotSaved(SaveFailure(message: "It exists.", fileExists: true))
      }
      return Fixtures.well(work)
    }
    tty.goToReview()
    tty.answer("yes", "save /tmp/a token")
    #expect(tty.prompt == "/tmp/a token exists. Replace it? yes or no [no]: ")
    tty.answer("")
    #expect(tty.prompt == "show, save PATH, or done: ")
    tty.answer("save /tmp/a token", "yes")
    #expect(tty.said("Saved the token to /tmp/a token"))
    tty.answer("done")
    #expect(tty.exitCode == 0)
  }

  @Test func leavingWithoutTheTokenAsksFirst() {
    var tty = Teletype(Fixtures.settings())
    tty.goToReview()
    tty.answer("yes", "done")
    #expect(tty.exitCode == nil)
    tty.answer("")
    #expect(tty.prompt == "show, save PATH, or done: ")
    tty.answer("done", "yes")
    #expect(tty.exitCode == 0)
  }

  @Test func lessThanGoesBackAndKeepsTheAnswers() {
    var tty = Teletype(Fixtures.settings())
    tty.answer("<")
    #expect(tty.said("This is the first question."))
    tty.answer("", "gpu", "<", "<")
    #expect(tty.prompt?.contains("[instance]") == true)
    tty.answer("")
    #expect(tty.prompt?.contains("[gpu]") == true)
    tty.answer("-")
    tty.answer("<")
    #expect(tty.prompt?.contains("[gpu]") == false)
  }

  @Test(arguments: ["!", nil] as [String?])
  func cancellingEndsWith130AndSendsNothing(line: String?) {
    var tty = Teletype(Fixtures.settings())
    tty.goToReview()
    tty.answer(line)
    #expect(tty.exitCode == 130)
    #expect(tty.registrations.isEmpty)
  }

  @Test func endOfInputAfterCreationNamesTheRunnerAndNotTheToken() {
    var tty = Teletype(Fixtures.settings())
    tty.goToReview()
    tty.answer("yes", nil)
    #expect(tty.exitCode == 130)
    #expect(tty.said("Reset the runner's"))
    #expect(!tty.said("NotAReal"))
  }

  @Test func wrongAnswersAreAskedAgainWithTheReason() {
    var tty = Teletype(Fixtures.settings())
    tty.answer("7")
    #expect(tty.said("Answer with a number or a word of the list."))
    tty.answer("instance", "a,b", "maybe")
    #expect(tty.said("Answer yes or no."))
    tty.answer("", "", "", "599")
    #expect(tty.said("too short"))
    #expect(tty.prompt?.hasPrefix("Maximum timeout") == true)
  }

  @Test func runnerWithoutTagsAndUntaggedJobsIsStopped() {
    var tty = Teletype(Fixtures.settings())
    tty.answer("", "", "no")
    #expect(tty.said("has to run untagged jobs"))
    #expect(tty.prompt?.hasPrefix("Tags") == true)
    tty.answer("gpu", "")
    #expect(tty.prompt?.hasPrefix("Description") == true)
  }

  @Test func valueIsChangedFromTheReviewByItsNumber() {
    var tty = Teletype(Fixtures.settings())
    tty.goToReview()
    tty.answer("6", "Other host")
    #expect(tty.prompt?.hasPrefix("Create the runner?") == true)
    tty.answer("yes")
    #expect(tty.registrations.first?.description == "Other host")
  }

  @Test func failedRequestLosesNothingAndIsRepeatedOnlyOnRetry() {
    var failures = 1
    var tty = Teletype(Fixtures.settings()) { work in
      if work.isRegistration, failures > 0 {
        failures -= 1
        return .registrationFailed(Fixtures.failure(.forbidden))
      }
      return Fixtures.well(work)
    }
    tty.goToReview()
    tty.answer("yes")
    #expect(tty.said("Ask for another role."))
    tty.answer("")
    #expect(tty.registrations.count == 1)
    tty.answer("retry")
    #expect(tty.registrations.count == 2)
    #expect(tty.said("Runner #1234"))
  }

  @Test func unknownOutcomeIsNeverRepeatedBlindly() {
    var tty = Teletype(
      Fixtures.settings(),
      Fixtures.except(
        \.isRegistration, .registrationFailed(Fixtures.failure(.timedOut, .unknown))))
    tty.goToReview()
    tty.answer("yes", "", "retry", "<")
    #expect(tty.registrations.count == 1)
    #expect(tty.said("https://gitlab.example.com/acme/infra/tools/-/settings/ci_cd"))
    tty.answer("send again")
    #expect(tty.registrations.count == 2)
    tty.answer("!")
    #expect(tty.exitCode == 5)
  }

  @Test func refusedFieldIsAskedAgain() {
    let problem = APIFailure.FieldProblem(
      field: .tagList, name: "tag_list", message: "GitLab wants other tags.")
    var tty = Teletype(
      Fixtures.settings(),
      Fixtures.except(
        \.isRegistration,
        .registrationFailed(Fixtures.failure(.invalidFields, problems: [problem]))))
    tty.goToReview()
    tty.answer("yes")
    #expect(tty.said("GitLab wants other tags."))
    #expect(tty.prompt?.hasPrefix("Tags") == true)
  }

  @Test func connectionIsAskedWithTheTokenUnseen() {
    var tty = Teletype(Fixtures.settings(.incomplete(ConnectionDraft(), notes: [])))
    tty.answer("gitlab.example.com")
    #expect(tty.isSecret)
    tty.answer(Fixtures.accessToken, "", "", "", "", "")
    #expect(tty.said("@olivia"))
    #expect(tty.prompt?.hasPrefix("Runner type") == true)
    #expect(!tty.said("glpat"))
  }

  @Test func connectionIsStoredWhenAsked() {
    var tty = Teletype(Fixtures.settings(.incomplete(ConnectionDraft(), notes: [])))
    tty.answer("gitlab.example.com", Fixtures.accessToken, "", "", "", "", "yes", "work")
    #expect(tty.said("Saved as profile work"))
    #expect(tty.prompt?.hasPrefix("Runner type") == true)
  }

  @Test func refusedTokenLeadsToTheConnection() {
    let tty = Teletype(
      Fixtures.settings(),
      Fixtures.except(\.isIdentification, .identificationFailed(Fixtures.failure(.tokenExpired))))
    #expect(tty.said("The server said no."))
    #expect(tty.prompt?.hasPrefix("GitLab address") == true)
  }

  @Test func unreachableServerCanBeTriedAgainOrPassed() {
    var tty = Teletype(
      Fixtures.settings(),
      Fixtures.except(
        \.isIdentification,
        .identificationFailed(Fixtures.failure(.couldNotConnect, .notSent))))
    #expect(tty.prompt == "retry, go on, < goes back, ! cancels: ")
    tty.answer("retry")
    #expect(tty.work.count(where: \.isIdentification) == 2)
    tty.answer("go on")
    #expect(tty.prompt?.hasPrefix("Runner type") == true)
  }

  @Test func readOnlyEndsWithThreeBeforeSending() {
    var tty = Teletype(Fixtures.settings(isReadOnly: true))
    tty.goToReview()
    #expect(tty.exitCode == 3)
    #expect(tty.registrations.isEmpty)
  }
}
