import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Pastes that mean more than text.
@Suite struct PastingTests {
  private static let secret = "GR1348941abcdefghijklmnop"
  private let command =
    "sudo gitlab-runner register --url https://gitlab.example.com --registration-token \(secret) "
    + "--tag-list docker,linux --locked --maximum-timeout 3600 --executor docker"

  @Test(arguments: [0, 1, 2])
  func oldCommandFillsTheForm(page: Int) {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    if page > 0 { pilot.press(.down, .down, .enter) }
    if page > 1 {
      pilot.type("42")
      pilot.press(.enter)
    }
    pilot.paste(command)
    #expect(pilot.shows("Fill the form from this command?"))
    #expect(pilot.shows("docker, linux"))
    pilot.press(.enter)
    #expect(pilot.shows("The rest of the command"))
    #expect(pilot.shows("registration token is of the old way"))
    #expect(pilot.shows("\"$RUNNER_TOKEN\""))
    #expect(!pilot.shows(Self.secret))
    pilot.press(.escape)
    if page == 0 { pilot.press(.down, .down, .enter) }
    if page < 2 {
      pilot.type("42")
      pilot.press(.enter)
    }
    #expect(pilot.shows("[docker] [linux]"))
    pilot.press(.enter, .enter, .enter, .enter)
    #expect(pilot.shows("1h"))
  }

  @Test func whatWasFilledInStandsInTheNoticeAndNotOverIt() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.paste(command)
    pilot.press(.enter)
    #expect(
      pilot.lines.contains {
        $0.contains("┤ The rest of the command") || $0.contains("─ The rest of the command")
      })
    #expect(pilot.shows("Filled in: "))
  }

  @Test func commandThatSaysNothingForTheFormIsExplained() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.paste(
      "gitlab-runner register --url https://gitlab.example.com --registration-token \(Self.secret)")
    #expect(!pilot.shows("Fill the form"))
    #expect(pilot.shows("nothing was filled in"))
    #expect(pilot.shows("registration token is of the old way"))
    pilot.press(.escape)
    #expect(pilot.shows("— Runner type"))
  }

  /// Fields that show what is typed: the group, a tag, the description, the note.
  @Test(arguments: [0, 1, 3, 4])
  func tokenIsNotPastedWhereItWouldBeSeen(enters: Int) {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.down, .enter)
    if enters > 0 {
      pilot.type("acme/infra")
      for _ in 0..<enters { pilot.press(.enter) }
    }
    for token in ["glpat-abcdefghijklmnopqrst", "glrt-t1_abcdefghijklmnopqrst", Self.secret] {
      pilot.paste("  \(token)\n")
      #expect(!pilot.shows(token) && !pilot.shows(String(token.suffix(10))))
      #expect(pilot.shows("This holds a token. It was not pasted"))
      pilot.wait(milliseconds: 1_000)
    }
    let sent = pilot.effects.contains { "\($0)".contains("abcdefghijklmnop") }
    #expect(!sent)
  }

  @Test func tokenIsPastedIntoTheFieldThatHidesIt() {
    var pilot = Pilot(
      Fixtures.settings(.incomplete(ConnectionDraft(), notes: [])), outside: Fixtures.well)
    pilot.paste(Fixtures.accessToken)
    #expect(pilot.shows("it belongs in the field Access token") || pilot.shows("It was not pasted"))
    #expect(!pilot.shows("NotARealAccessToken"))
    pilot.press(.tab)
    pilot.paste(Fixtures.accessToken)
    #expect(pilot.shows("•••"))
  }

  @Test func theFormStaysAsItIsWhenThatIsWanted() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.paste(command)
    pilot.press(.escape, .enter)
    #expect(pilot.shows("— Tags"))
    #expect(!pilot.shows("[docker]"))
  }

  @Test func theNoticeScrollsInSmallWindows() {
    var pilot = Pilot(
      Fixtures.settings(), size: Size(width: 40, height: 10), outside: Fixtures.well)
    pilot.paste(command)
    pilot.press(.enter)
    #expect(!pilot.shows("RUNNER_TOKEN\""))
    pilot.press(.end)
    #expect(pilot.shows("RUNNER_TOKEN\""))
  }

  @Test func addressOnThePageOfTheTypeChoosesIt() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.paste("https://gitlab.example.com/groups/acme/infra/-/runners/12\n")
    #expect(pilot.shows("— Group"))
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))

    pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.paste("git@gitlab.example.com:acme/infra/tools.git")
    #expect(pilot.shows("— Project"))
  }

  @Test func pathOnThePageOfTheTypeNeedsOne() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.paste("acme/infra")
    #expect(pilot.shows("Choose Group or Project first"))
    pilot.press(.down)
    pilot.paste("acme/infra")
    #expect(pilot.shows("— Group"))
    #expect(pilot.shows("acme/infra"))
  }

  @Test func addressOfAProjectOffersToSwitchTheType() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.down, .enter)
    pilot.paste("https://gitlab.example.com/acme/infra/tools/-/settings/ci_cd")
    #expect(pilot.shows("This is a project"))
    pilot.press(.character("c"))
    #expect(pilot.shows("— Project"))
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))

    pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.down, .down, .enter)
    pilot.paste("https://gitlab.example.com/groups/acme/infra")
    #expect(pilot.shows("This is a group"))
    pilot.press(.escape)
    #expect(pilot.shows("— Project"))
  }

  @Test func numberedIdIsLookedUp() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.down, .enter)
    pilot.paste("#7")
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
  }
}
