import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Input that is easily taken for something else than it is.
@Suite struct StrayInputTests {
  @Test func repetitionsWithinAPastedListOfTagsAreSaid() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.enter)
    pilot.paste("docker, linux, docker")
    #expect(pilot.shows("[docker] [linux]"))
    #expect(pilot.shows("“docker” is among the tags already"))
  }

  @Test func endAndHomeStopAtTheEndsOfAChoice() {
    var pilot = Pilot(
      Fixtures.settings(.incomplete(ConnectionDraft(), notes: []), known: Fixtures.known),
      outside: Fixtures.well)
    pilot.press(.end)
    #expect(pilot.shows("▸ ◉ Another connection"))
    pilot.press(.end)
    #expect(!pilot.shows("▸ ◉ Another connection"))
    pilot.press(.home)
    #expect(pilot.shows("▸ ◉ Another connection"))
    pilot.press(.home)
    #expect(pilot.shows("▸ ◉ owner-api"))
  }

  @Test func doublePressFlipsASwitchOnce() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.enter)
    pilot.type("docker,")
    pilot.click("Run untagged jobs")
    pilot.click("Run untagged jobs", .doublePress)
    #expect(pilot.lines.contains { $0.contains("Run untagged jobs") && $0.contains("no") })
  }

  @Test func pasteWithoutATextFieldIsSaid() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.paste("some words")
    #expect(pilot.shows("no text field here"))
    pilot.goToResult()
    pilot.paste("x")
    #expect(pilot.shows("no text field here"))
    pilot.wait(milliseconds: 5_000)
    pilot.press(.character("q"))
    pilot.paste("x")
    #expect(pilot.shows("no text field here"))
  }

  @Test func unknownKeysLeaveOneMessage() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.character("x"), .character("z"), .character("Q"))
    #expect(pilot.lines.count { $0.contains("No command on") } == 1)
    #expect(pilot.shows("No command on Q"))
  }
}
