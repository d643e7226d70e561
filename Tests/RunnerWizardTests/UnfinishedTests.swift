import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Registrations that an earlier program left unfinished.
@Suite struct UnfinishedTests {
  private func pilot(
    _ entries: [JournalEntry], _ report: RecoveryReport? = RecoveryFixtures.found,
    size: Size = Size(width: 80, height: 24)
  ) -> Pilot {
    var pilot = Pilot(
      RecoveryFixtures.settings(entries), size: size, outside: RecoveryFixtures.lost(report))
    pilot.wait(milliseconds: 300)
    return pilot
  }

  @Test func programOpensWithItOnceTheConnectionIsKnown() {
    var pilot = Pilot(
      RecoveryFixtures.settings([RecoveryFixtures.entry()]),
      outside: Fixtures.except(\.isIdentification, nil))
    #expect(!pilot.shows("You have an unfinished runner"))
    pilot.outside = RecoveryFixtures.lost(RecoveryFixtures.found)
    pilot.answer(.identified(Fixtures.identity), where: \.isIdentification)
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("You have an unfinished runner"))
    #expect(pilot.shows("The runner was created, and GitLab still gives its token."))
  }

  @Test func keysThatWereTypedForThePageBelowAreDropped() {
    var pilot = Pilot(
      RecoveryFixtures.settings([RecoveryFixtures.entry()]),
      outside: RecoveryFixtures.lost(RecoveryFixtures.found))
    pilot.press(.enter, .character("l"), .character("y"))
    #expect(pilot.shows("You have an unfinished runner"))
    #expect(pilot.closedEntries.isEmpty)
  }

  @Test func sendingAgainFillsTheFormWithWhatWasSent() {
    var pilot = pilot([RecoveryFixtures.entry(marker: "rw-abcdefgh")], RecoveryFixtures.absent)
    pilot.press(.enter)
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("— Review"))
    for text in ["acme/infra", "docker, linux", "Docker host in Lyon", "1h 30m", "Rack 4"] {
      #expect(pilot.shows(text), "\(text)")
    }
    #expect(!pilot.shows("rw-abcdefgh"), "the marker of one runner is not another's")
    pilot.press(.enter)
    #expect(pilot.registrations.last?.tags == ["docker", "linux"])
    #expect(pilot.registrations.last?.maintenanceNote == "Rack 4")
  }

  @Test func escapeLeavesTheEntryForLater() {
    var pilot = pilot([RecoveryFixtures.entry()])
    pilot.press(.escape)
    #expect(pilot.shows("Step 1 of 5") || pilot.shows("Step 1 of 4"))
    #expect(pilot.closedEntries.isEmpty)
    pilot.press(.control("p"))
    pilot.type("unfinished")
    pilot.press(.enter)
    #expect(pilot.shows("You have an unfinished runner"))
  }

  @Test func severalAreListedAndOpenedOneByOne() {
    var pilot = pilot([
      RecoveryFixtures.entry("a"),
      RecoveryFixtures.entry("b", .created, runnerID: 77),
    ])
    #expect(pilot.shows("You have 2 unfinished runners"))
    #expect(pilot.shows("Docker host in Lyon (#77) · group acme/infra"))
    #expect(pilot.works.count(where: \.isRecovery) == 0)
    pilot.press(.down, .enter)
    pilot.wait(milliseconds: 300)
    #expect(
      pilot.works.contains(
        .recover(
          RecoveryFixtures.entry("b", .created, runnerID: 77), Fixtures.connection)))
    pilot.press(.escape)
    #expect(pilot.shows("You have 2 unfinished runners"))
    pilot.press(.enter)
    pilot.wait(milliseconds: 300)
    pilot.press(.character("l"), .character("y"))
    #expect(pilot.closedEntries == ["b"])
    #expect(pilot.shows("You have 1 unfinished runner"))
  }

  @Test func entryOfAnotherServerSaysWhereToConnect() {
    var pilot = pilot([
      RecoveryFixtures.entry(server: Fixtures.server("https://gitlab.other.example"))
    ])
    #expect(pilot.shows("A runner may exist on gitlab.other.example."))
    #expect(pilot.works.count(where: \.isRecovery) == 0)
    pilot.press(.character("t"))
    #expect(pilot.told("Connect to gitlab.other.example first"))
    pilot.press(.character("C"))
    #expect(pilot.shows("Connection"))
    #expect(!pilot.shows("You have an unfinished runner"))
  }

  @Test func connectingToThatServerShowsItAgain() {
    let other = Fixtures.server("https://gitlab.other.example")
    var settings = RecoveryFixtures.settings([RecoveryFixtures.entry(server: other)])
    settings.known = [
      KnownConnection(
        name: "other", detail: "", connection: Connection(server: other, token: Secret("glpat-O")))
    ]
    var pilot = Pilot(settings, outside: RecoveryFixtures.lost(RecoveryFixtures.found))
    pilot.wait(milliseconds: 300)
    pilot.press(.character("C"), .home, .enter)
    pilot.wait(milliseconds: 300)
    #expect(pilot.shows("You have an unfinished runner"))
    #expect(pilot.works.count(where: \.isRecovery) == 1)
    #expect(pilot.shows("The runner was created"))
  }

  @Test func nothingIsSaidWhereNothingIsUnfinished() {
    let pilot = pilot([])
    #expect(!pilot.shows("unfinished"))
    #expect(!pilot.shows("Unfinished"))
  }
}
