import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// What a token that may only read leaves of the commands.
@Suite struct NarrowTokenTests {
  private func pilot(_ runner: Runner? = nil) -> Pilot {
    let identity = Identity(
      user: CurrentUser(id: 5, username: "olivia", name: "Olivia Owner", isAdministrator: nil),
      token: AccessTokenFacts(name: "laptop", scopes: ["read_api"], expiresAt: "2027-06-30"))
    return Pilot(
      ListFixtures.settings(), size: Size(width: 80, height: 40),
      outside: { $0.isIdentification ? .identified(identity) : Fixtures.well($0) },
      streams: ChangeFixtures.serves(runner.map { [$0] } ?? ChangeFixtures.runners(3)))
  }

  @Test func aCloneIsMadeAndSaysAtOnceThatItCannotBeCreated() {
    var pilot = pilot()
    pilot.press(.character("c"))
    #expect(pilot.app.wizard?.page == .review)
    #expect(pilot.told("The values are those of"))
    #expect(pilot.lines[0].contains("Another runner like #"))
    #expect(pilot.told("the scope create_runner or api; this one has only read_api."))
    #expect(pilot.shows("⚠ The access token lacks the scope create_runner or api"))
    #expect(pilot.shows("docker, linux"))
    pilot.wait(milliseconds: 500)
    pilot.press(.enter)
    #expect(pilot.works.filter(\.isRegistration).isEmpty)
  }

  @Test func changesNameTheScopeThatTheyTake() {
    for key in ["p", "e", "d", "R"] {
      var pilot = pilot()
      pilot.press(.character(Character(key)))
      #expect(pilot.told("the scope manage_runner or api; this one has only read_api."), "\(key)")
      #expect(pilot.app.overlays.isEmpty)
    }
    var pilot = pilot()
    pilot.press(.character("a"))
    #expect(pilot.told("read_api."))
  }
}
