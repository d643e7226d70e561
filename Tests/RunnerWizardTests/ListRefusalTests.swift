import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// What the list says and offers where the access token, its user or the server keep runners from being read.
@Suite struct ListRefusalTests {
  private static let footerOfRows = ["/ Filter", "s Sort", "r Refresh", "S Scope"]

  private func footer(_ pilot: Pilot) -> String { pilot.lines.last ?? "" }

  @Test(arguments: [["manage_runner"], ["create_runner"], ["read_user"]])
  func theFooterOffersNothingThatARefusedListCannotDo(scopes: [String]) {
    var pilot = ChoosingFixtures.pilot(scopes: scopes, size: Size(width: 140, height: 24))
    for hint in Self.footerOfRows { #expect(!footer(pilot).contains(hint), "\(hint)") }
    #expect(footer(pilot).contains("n New runner") == (scopes == ["create_runner"]))
    pilot.press(.character("r"))
    #expect(pilot.shows("⚠ This access token cannot list runners"))
    for key in "/sCwv*" {
      pilot.press(.character(key))
      #expect(pilot.app.overlays.isEmpty && pilot.app.runners?.isTyping == false, "\(key)")
    }
  }

  @Test func aRefusedListSaysWhatWorksAndWhatDoesNot() {
    let create = ChoosingFixtures.pilot(scopes: ["create_runner"])
    #expect(create.shows("Creating works: n creates a runner."))
    #expect(create.shows("this one has only create_runner") || create.shows("create_runner."))
    let manage = ChoosingFixtures.pilot(scopes: ["manage_runner"])
    #expect(!manage.shows("Creating works"))
    #expect(manage.shows("It may change and delete runners"))
    #expect(manage.shows("Creating a runner takes"))
    #expect(manage.shows("F2 opens the wizard, where C takes another token."))
    let other = ChoosingFixtures.pilot(scopes: ["read_user"], size: Size(width: 40, height: 12))
    #expect(other.shows("F2 opens the wizard"))
    #expect(!other.shows("It may change"))
  }

  @Test func aFineGrainedTokenMayReadAnotherScope() {
    var pilot = Pilot(
      ListFixtures.settings(),
      outside: Fixtures.except(
        \.isIdentification,
        .identified(
          Identity(user: nil, token: AccessTokenFacts(name: "ci", scopes: ["granular"])))))
    pilot.answer(
      .runnersFailed(
        Fixtures.failure(.insufficientGranularScope), at: nil, .more), where: \.isLoad)
    #expect(footer(pilot).contains("S Scope"))
    #expect(!footer(pilot).contains("/ Filter"))
    pilot.press(.character("S"))
    #expect(pilot.app.overlays.count == 1)
  }

  @Test func theWholeInstanceIsRefusedWithTheReasonThatIsKnown() {
    var pilot = ChoosingFixtures.pilot(scopes: ["api"])
    pilot.press(.character("S"), .down)
    #expect(pilot.shows("Admin Mode is on and the token needs the scope admin_mode"))
    pilot = ChoosingFixtures.pilot(scopes: ["api", "admin_mode"])
    pilot.press(.character("S"), .down)
    #expect(!pilot.shows("Admin Mode is on"))
    #expect(pilot.shows("Only administrators list all runners of the instance"))
  }

  @Test func anEmptyListOfOnesOwnTellsAnAdministratorWhatTheTokenLacks() {
    func empty(_ scopes: [String], _ isAdministrator: Bool?) -> Pilot {
      var pilot = ChoosingFixtures.pilot(scopes: scopes, isAdministrator: isAdministrator)
      pilot.streams = ListFixtures.serves([])
      pilot.press(.character("r"))
      return pilot
    }
    #expect(empty(["api"], nil).shows("Admin Mode is on"))
    #expect(!empty(["api"], true).shows("Admin Mode"))
    #expect(!empty(["api", "admin_mode"], nil).shows("Admin Mode"))
  }

  @Test(arguments: [Size(width: 40, height: 10), Size(width: 40, height: 12)])
  func aBannerOnALowScreenKeepsCauseAndKey(size: Size) {
    var pilot = ListFixtures.pilot(1_000, size: size)
    pilot.streams = { _ in [] }
    pilot.press(.character("r"))
    var failure = Fixtures.failure(.rateLimited, retryAfter: 30)
    failure.message = "GitLab does not want more requests of this access token for some time now."
    pilot.answer(.runnersFailed(failure, at: nil, .refresh), where: \.isRefresh)
    #expect(pilot.shows("GitLab does not want"))
    #expect(pilot.shows("Tries again in 30 s, as GitLab asks."))
  }

  @Test(arguments: SnapshotTests.sizes)
  func aTokenThatIsRefusedInMidBrowseTellsBothWaysOut(size: Size) {
    var pilot = ListFixtures.pilot(1_000, size: size)
    pilot.streams = { _ in [] }
    pilot.press(.character("r"))
    pilot.answer(
      .runnersFailed(Fixtures.failure(.tokenRevoked), at: nil, .refresh), where: \.isRefresh)
    #expect(pilot.shows("The server said no."))
    #expect(pilot.shows("r tries again; F2") || pilot.shows("r: again; F2, then C"))
    #expect(pilot.shows("C takes another") || pilot.shows("C: other token."))
  }

  @Test(arguments: [40, 60, 80, 110, 140])
  func theRowOfAPageThatDidNotComeBeginsWithTheCauseAndEndsWithTheKey(width: Int) {
    var pilot = ListFixtures.pilot(1_000, size: Size(width: width, height: 24))
    pilot.streams = { _ in [] }
    pilot.press(.end)
    var failure = Fixtures.failure(.connectionLost)
    failure.message = "The connection to the server was lost before its answer was complete."
    pilot.answer(.runnersFailed(failure, at: .page(2), .more), where: \.isLoad)
    let row = pilot.listLines.first { $0.contains("✗") } ?? ""
    #expect(row.contains("✗  The connection"), "\(row)")
    #expect(row.contains("r, or in 2 s") || row.contains("Tries again in 2 s; r does at once."))
  }
}
