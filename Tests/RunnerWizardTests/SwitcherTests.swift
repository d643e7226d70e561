import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct SwitcherTests {
  private let other = Connection(
    server: Fixtures.server("https://gitlab.com"), token: Secret("glpat-FromTheEnvironment"),
    source: "GITLAB_TOKEN")

  private func ready() -> Pilot {
    Pilot(
      Fixtures.settings(.ready(Fixtures.connection, notes: []), known: Fixtures.manyKnown),
      outside: Fixtures.well)
  }

  @Test func switchingKeepsTheDraftAndDropsFindingsOfAnotherServer() {
    var pilot = ready()
    pilot.goToReview()
    pilot.press(.function(4))
    #expect(pilot.shows("▸ ◉ work"))
    #expect(pilot.shows("in use"))
    pilot.press(.down, .down, .enter)
    #expect(pilot.shows("gitlab.com · @olivia"))
    // The group is looked up anew, because the server is another.
    #expect(!pilot.shows("— Review"))
    #expect(pilot.shows("acme/infra"))
    pilot.press(.enter)
    #expect(pilot.shows("Docker host in Lyon"))
  }

  @Test func listLeadsToTheConnectionsAndBack() {
    var pilot = ready()
    pilot.press(.function(3), .function(4))
    #expect(pilot.shows("▸ ◉ work"))
    pilot.press(.escape)
    #expect(pilot.shows("Runners"))
    #expect(!pilot.shows("Connect as"))
    pilot.press(.function(4), .down, .down, .enter)
    let loads = pilot.work { if case .loadRunners(_, let to) = $0 { to == other } else { false } }
    #expect(!loads.isEmpty)
    #expect(pilot.shows("gitlab.com · @olivia"))
    pilot.press(.function(2))
    #expect(pilot.shows("— Runner type"))
  }

  @Test func leavingTheSwitcherByF3LeavesTheWizardWhereItWas() {
    var pilot = ready()
    pilot.press(.function(3), .function(4), .function(3), .function(2))
    #expect(pilot.shows("Step 1 of 4 — Runner type"))
  }

  @Test func paletteOfTheListSwitchesToo() {
    var pilot = ready()
    pilot.press(.function(3), .control("p"))
    pilot.type("Switch conn")
    pilot.press(.enter)
    #expect(pilot.shows("▸ ◉ work"))
  }

  @Test func tokenThatWasNotKeptIsAskedAboutBeforeSwitching() {
    var pilot = ready()
    pilot.goToResult()
    pilot.press(.function(4))
    #expect(pilot.shows("Leave"))
    pilot.press(.character("i"))
    #expect(pilot.shows("▸ ◉ work"))
  }

  @Test func editBelongsToItsConnection() {
    var pilot = ListFixtures.pilot()
    let runner = ListFixtures.runners(240)[0]
    pilot.press(.character("e"))
    pilot.answer(.runnerRead(RunnerDetail(runner: runner))) { work in
      if case .readRunner = work { true } else { false }
    }
    pilot.press(.function(4))
    #expect(pilot.shows("Save or leave the change first"))
  }

  @Test func detailsTellEverythingKnown() {
    var pilot = Pilot(
      Fixtures.settings(.ready(Fixtures.connection, notes: []), known: Fixtures.manyKnown),
      size: Size(width: 100, height: 40),
      outside: Fixtures.examined(Fixtures.ownersPreflight))
    pilot.wait(milliseconds: 300)
    pilot.press(.character("i"))
    #expect(pilot.shows("Connection details"))
    #expect(pilot.shows("GitLab 18.4.1-ee, Enterprise Edition"))
    #expect(pilot.shows("Olivia Owner (@olivia)"))
    #expect(pilot.shows("personal token, “laptop”"))
    #expect(pilot.shows("from \(Fixtures.savedFile), profiles.work"))
    #expect(pilot.shows("✗ no: Only administrators create instance runners."))
    #expect(!pilot.shows(Fixtures.accessToken))
    pilot.press(.escape)
    #expect(!pilot.shows("Enterprise Edition"))
    pilot.press(.function(3), .character("i"))
    #expect(pilot.shows("Enterprise Edition"))
  }

  @Test func detailsScrollInLowWindows() {
    var pilot = Pilot(
      Fixtures.settings(), size: Size(width: 40, height: 10), outside: Fixtures.well)
    pilot.press(.character("i"))
    #expect(!pilot.shows("Lists it can read"))
    pilot.press(.end)
    #expect(pilot.shows("Instance"))
    pilot.press(.home)
    #expect(pilot.shows("Server"))
  }
}
