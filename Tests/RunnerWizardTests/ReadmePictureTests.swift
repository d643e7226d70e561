import RunnerWizard
import Support
import TerminalUI
import Testing

/// The pictures in the README are painted by the program.
@Suite struct ReadmePictureTests {
  private static let size = Size(width: 104, height: 27)

  private func pilotAtTags() -> Pilot {
    var pilot = Pilot(Fixtures.settings(), size: Self.size, outside: Fixtures.well)
    pilot.press(.down, .enter)
    pilot.type("acme/infra")
    pilot.press(.enter)
    pilot.type("docker,linux,arm")
    return pilot
  }

  @Test func theReadmeShowsTheTagsPage() {
    assertPicture(pilotAtTags().frame.picture(.defaultDark), path: ".pictures/tags.svg")
  }

  @Test func theReadmeShowsTheListOfRunners() {
    var pilot = DetailFixtures.pilot(
      size: Size(width: 132, height: 32), outside: DetailFixtures.told())
    pilot.press(.down, .down, .down, .space, .space, .home)
    pilot.wait(milliseconds: 400)
    assertPicture(pilot.frame.picture(.defaultDark), path: ".pictures/runners.svg")
  }

  @Test func theReadmeShowsTheResultWithTheTokenMasked() {
    var pilot = pilotAtTags()
    pilot.press(.enter, .enter, .enter)
    pilot.type("Docker host in Lyon")
    pilot.press(.enter, .enter, .enter, .enter, .enter)
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.character("y"))
    pilot.wait(milliseconds: 5_000)
    #expect(pilot.shows("Runner created"))
    let picture = pilot.frame.picture(.defaultDark)
    #expect(!picture.contains(Fixtures.token))
    assertPicture(picture, path: ".pictures/result.svg")
  }
}
