import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// What the screen shows where room is short and where a value says more than it seems.
@Suite struct ViewTests {
  private func pilot(_ width: Int, _ height: Int) -> Pilot {
    Pilot(Fixtures.settings(), size: Size(width: width, height: height), outside: Fixtures.well)
  }

  @Test func everyWordOfALongFailureCanBeReachedOnTheSmallestScreen() {
    var pilot = pilot(40, 10)
    pilot.goToReview()
    pilot.outside = { _ in nil }
    pilot.press(.enter)
    var failure = Fixtures.failure(.forbidden)
    failure.message = "GitLab refused: the user of the access token may not create group runners."
    failure.fix = String(repeating: "Either the role is too low or not. ", count: 5) + "The end."
    pilot.answer(.registrationFailed(failure))
    #expect(pilot.shows("✗ GitLab refused"))
    #expect(!pilot.shows("The end."))
    pilot.wait(milliseconds: 300)
    var pages = 0
    while !pilot.shows("The end."), pages < 10 {
      pilot.press(.pageDown)
      pages += 1
    }
    #expect(pilot.shows("The end."))
    pilot.press(.up)
    #expect(pilot.shows("▸ "))
  }

  @Test func aFailureThatScrollsKeepsItsFirstLineAboveTheField() {
    var pilot = Pilot(
      Fixtures.settings(), size: Size(width: 40, height: 10),
      outside: Fixtures.except(
        \.isIdentification, .identificationFailed(Fixtures.failure(.tokenRevoked))))
    #expect(pilot.lines[2].contains("✗ The server said no."))
    pilot.press(.down, .down)
    #expect(pilot.lines[2].contains("✗ The server said no."))
    #expect(pilot.screen.ranges(of: "✗").count == 1)
  }

  @Test func aDateInTheHeaderIsNeverCut() {
    let identity = Identity(
      user: CurrentUser(id: 5, username: "olivia-of-the-platform", name: "Olivia"),
      token: AccessTokenFacts(
        name: "laptop", scopes: ["api", "read_user", "admin_mode"], expiresAt: "2027-06-30"))
    for width in 40...120 {
      let pilot = Pilot(
        Fixtures.settings(), size: Size(width: width, height: 24),
        outside: Fixtures.except(\.isIdentification, .identified(identity)))
      let facts = pilot.lines[1]
      #expect(facts.contains("expires") == facts.contains("expires 2027-06-30"), "\(facts)")
      if width >= 80 { #expect(facts.contains("expires 2027-06-30"), "\(facts)") }
    }
  }

  @Test func helpListsTheKeysThatWorkNowAndEachTitleOnce() {
    var pilot = pilot(80, 24)
    pilot.press(.enter, .function(1))
    #expect(pilot.shows("Down Tab"))
    #expect(!pilot.shows("Down j"))
    #expect(pilot.screen.ranges(of: "Next field").count == 1)
  }

  @Test func helpTakesTwoRowsWhereOneIsTooShort() {
    var pilot = pilot(40, 12)
    pilot.press(.down)
    #expect(pilot.lines[9...10].joined().contains("Owner role"))
    #expect(!pilot.lines[9...10].joined().contains("…"))
    pilot.resize(40, 11)
    #expect(pilot.lines[9].contains("Needs the Owner"))
  }

  @Test func aQuestionHasTheHelpLine() {
    var pilot = pilot(80, 24)
    pilot.press(.down, .escape)
    #expect(pilot.shows("Discard this draft?"))
    #expect(!pilot.shows("Needs the Owner role"))
    #expect(pilot.shows("Enter gives the marked answer."))
  }

  @Test func duplicatesWithinOnePasteAreSaid() {
    var pilot = pilot(80, 24)
    pilot.press(.enter)
    pilot.paste("docker, linux, docker")
    #expect(pilot.shows("“docker” is among the tags already"))
    #expect(pilot.shows("[docker] [linux]"))
  }

  @Test func invisibleCharactersAreMarkedOnTheReview() {
    for (text, isMarked) in [
      ("a\u{202E}b", true), ("a\u{200B}b", true), ("plain", false), ("👩‍🚀", false),
    ] {
      var pilot = pilot(80, 24)
      pilot.press(.enter)
      pilot.type("docker,")
      pilot.press(.enter, .enter)
      pilot.paste(text)
      pilot.press(.enter, .enter, .enter, .enter, .enter)
      #expect(pilot.shows("— Review"))
      #expect(pilot.shows("(holds invisible characters)") == isMarked, "\(text)")
    }
  }

  @Test func theCommandOnTheReviewIsContinuedAsAShellReadsIt() {
    var pilot = pilot(140, 40)
    pilot.goToReview()
    let rows = pilot.lines.drop { !$0.contains("runner-wizard create") }.prefix(2)
    #expect(rows.first?.contains(" \\") == true)
    #expect(rows.last?.contains("\\") == false)
  }

  @Test func aServersOwnErrorNamesTheRequest() {
    var pilot = pilot(80, 24)
    pilot.goToReview()
    pilot.outside = { _ in nil }
    pilot.press(.enter)
    var failure = Fixtures.failure(.serverError)
    failure.requestID = "01JEXAMPLE"
    pilot.answer(.registrationFailed(failure))
    #expect(pilot.shows("Request 01JEXAMPLE"))
  }
}
