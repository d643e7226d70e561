import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct PreflightTests {
  private func pilot(_ preflight: Preflight) -> Pilot {
    Pilot(Fixtures.settings(), outside: Fixtures.examined(preflight))
  }

  @Test func cursorStartsOnTheFirstTypeThatCanBeCreated() {
    var pilot = pilot(Fixtures.ownersPreflight)
    #expect(pilot.lines.contains { $0.contains("▸ ◉ Group") })
    #expect(pilot.shows("Only administrators create instance runners."))
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.shows("Step 2 of 5 — Group"))
    #expect(pilot.farewell == nil)
    pilot.press(.escape, .escape)
    // Nothing was typed, so nothing is asked.
    #expect(!pilot.shows("Discard"))
  }

  @Test func keysOnTheirWayToTheOldPlaceAreDropped() {
    var pilot = Pilot(
      Fixtures.settings(), outside: Fixtures.except(\.isExamination, nil))
    pilot.answer(.examined(Fixtures.ownersPreflight), where: \.isExamination)
    pilot.press(.down)
    #expect(pilot.lines.contains { $0.contains("▸ ◉ Group") })
    #expect(pilot.shows("Keys typed meanwhile were dropped"))
    pilot.wait(milliseconds: 300)
    pilot.press(.down)
    #expect(pilot.lines.contains { $0.contains("▸ ◉ Project") })
  }

  @Test func whoWentOnBeforeTheAnswerHearsThatTheTypeCannotBeHad() {
    var pilot = Pilot(
      Fixtures.settings(), outside: Fixtures.except(\.isExamination, nil))
    pilot.wait(milliseconds: 150)
    #expect(pilot.shows("⠋ gitlab.example.com") || pilot.shows("⠙ gitlab.example.com"))
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
    pilot.answer(.examined(Fixtures.ownersPreflight), where: \.isExamination)
    #expect(pilot.shows("⚠ Only administrators create instance runners."))
    #expect(!pilot.shows("⠙ gitlab.example.com"))
  }

  @Test func chosenTypeStaysWhenTheAnswerComesLate() {
    var pilot = Pilot(
      Fixtures.settings(), outside: Fixtures.except(\.isExamination, nil))
    pilot.press(.down, .down)
    pilot.answer(.examined(Fixtures.ownersPreflight), where: \.isExamination)
    #expect(pilot.lines.contains { $0.contains("▸ ◉ Project") })
  }

  @Test func dimmedTypeIsFocusedAndEnterGivesTheReason() {
    var pilot = pilot(Fixtures.ownersPreflight)
    pilot.wait(milliseconds: 300)
    pilot.press(.up)
    #expect(pilot.lines.contains { $0.contains("▸ ◉ Instance") })
    pilot.press(.enter)
    #expect(pilot.shows("choose group or project"))
    #expect(pilot.shows("Step 1 of"))
  }

  @Test(arguments: [Size(width: 80, height: 24), Size(width: 40, height: 12)])
  func reasonOfADimmedTypeCanBeReadWhole(_ size: Size) {
    let long = Obstacle(
      code: "admin_mode_off",
      text: "The user is an administrator, but admin mode is on and the access token lacks the "
        + "scope admin_mode, without which GitLab takes its user for any other one.",
      fix: "Use an access token that also has the scope admin_mode, as administrators may create.")
    var pilot = Pilot(
      Fixtures.settings(), size: size,
      outside: Fixtures.examined(Fixtures.preflight(Fixtures.identity, instance: .no(long))))
    pilot.wait(milliseconds: 300)
    pilot.press(.up, .up)
    func text() -> String {
      pilot.lines.joined(separator: " ").split { " ▲▼█│░".contains($0) }.joined(separator: " ")
    }
    var all = text()
    for _ in 0..<4 {
      pilot.press(.pageDown)
      all += " " + text()
    }
    #expect(all.contains("administrators may create."))
  }

  @Test func whyATypeIsUncertainCanBeReadInSmallWindowsToo() {
    let unknown = Obstacle(
      code: "unknown", text: "The access token may not read whose it is, so that nobody can know.",
      fix: "Use one with read_user.")
    var pilot = Pilot(
      Fixtures.settings(), size: Size(width: 40, height: 12),
      outside: Fixtures.examined(
        Fixtures.preflight(Fixtures.identity, instance: .unknown(unknown))))
    #expect(!pilot.shows("nobody can know."))
    pilot.press(.pageDown)
    #expect(pilot.shows("nobody can know.") || pilot.shows("can know."))
  }

  @Test func unknownIsAllowedWithANote() {
    let unknown = Obstacle(
      code: "unknown", text: "The token may not read your groups.", fix: "Use one with read_api.")
    var pilot = pilot(Fixtures.preflight(Fixtures.identity, instance: .unknown(unknown)))
    #expect(pilot.shows("Not known beforehand: The token"))
    #expect(pilot.shows("may not read your groups."))
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
  }

  @Test func warningsAreToldOnceAndStayInTheDetails() {
    let warning = "The access token expires on 2027-01-05, in 5 days."
    var pilot = pilot(Fixtures.preflight(Fixtures.identity, warnings: [warning]))
    #expect(pilot.shows("⚠ The access token expires on 2027-01-05"))
    pilot.wait(milliseconds: 5_000)
    #expect(!pilot.shows(warning))
    pilot.resize(120, 40)
    pilot.press(.character("i"))
    #expect(pilot.shows(warning))
  }

  @Test func headerNamesTheKindOfTokenThatTheServerTold() {
    var preflight = Fixtures.preflight(Fixtures.identity)
    preflight.kind = .group
    #expect(pilot(preflight).shows("@olivia · group token · api"))
  }

  @Test func creatingIsRefusedBeforeAnythingIsSent() {
    var pilot = Pilot(
      Fixtures.settings(), outside: Fixtures.except(\.isExamination, nil))
    pilot.goToReview()
    pilot.answer(
      .examined(
        Fixtures.preflight(Fixtures.identity, group: .no(Fixtures.roleObstacle))),
      where: \.isExamination)
    #expect(pilot.shows("Creating a group runner needs the Owner role."))
    pilot.press(.enter)
    #expect(pilot.registrations.isEmpty)
    #expect(pilot.shows("You are Developer in acme/infra."))
  }

  @Test func targetThatRefusesIsSaidBeforeAnythingElseIsAsked() {
    var pilot = Pilot(Fixtures.settings(), outside: Self.refusing)
    pilot.press(.down, .enter)
    pilot.type("acme/infra")
    pilot.press(.enter)
    #expect(pilot.shows("You are Developer in acme/infra."))
    #expect(pilot.shows("— Group"))
  }

  @Test func targetThatRefusesLaterIsSaidOnTheReview() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.except(\.isExamination, nil))
    pilot.goToReview()
    pilot.outside = Self.refusing
    pilot.answer(.examined(Fixtures.preflight(Fixtures.identity)), where: \.isExamination)
    #expect(pilot.shows("You are Developer in acme/infra."))
    pilot.press(.enter)
    #expect(pilot.registrations.isEmpty)
    #expect(pilot.work { if case .examineTarget = $0 { true } else { false } }.count == 1)
  }

  /// A server on which the role in every group and project is too low.
  @Sendable private static func refusing(_ work: Work) -> Answer? {
    guard case .examineTarget(let target, description: _, _, _) = work else {
      return Fixtures.well(work)
    }
    return .targetExamined(
      TargetFacts(target: target, creation: .no(Fixtures.roleObstacle), role: .developer))
  }

  @Test func beginningFromTheListIsDimmedWhereNothingCanBeCreated() {
    let nothing = Fixtures.preflight(
      Identity(
        user: Fixtures.identity.user,
        token: AccessTokenFacts(name: "reader", scopes: ["read_api"])))
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.examined(nothing))
    pilot.press(.function(3), .character("n"))
    #expect(pilot.shows("lacks the scope create_runner or api"))
    pilot.wait(milliseconds: 5_000)
    pilot.press(.function(2))
    #expect(pilot.shows("lacks the scope create_runner or api"))
    #expect(pilot.shows("Runners"))
    pilot.outside = Fixtures.well
    pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.function(3), .function(2))
    #expect(pilot.shows("— Runner type"))
  }

  @Test func newDraftBeginsWithATypeThatCanBeCreated() {
    var pilot = pilot(Fixtures.ownersPreflight)
    pilot.wait(milliseconds: 300)
    pilot.press(.function(3), .character("n"))
    #expect(pilot.lines.contains { $0.contains("▸ ◉ Group") })
  }

  @Test func listThatCannotBeReadSaysWhyInTheChoice() {
    var preflight = Fixtures.preflight(Fixtures.identity)
    preflight.browsing.instance = .no(Fixtures.adminObstacle)
    var pilot = Pilot(
      ListFixtures.settings(), outside: Fixtures.examined(preflight),
      streams: ListFixtures.serves(ListFixtures.runners(3), counts: true))
    pilot.press(.character("S"), .end, .enter)
    #expect(pilot.shows("Only administrators create instance runners."))
  }

  @Test func whatWasFoundOutIsForgottenWithTheConnection() {
    var pilot = Pilot(
      Fixtures.settings(known: Fixtures.known),
      outside: Fixtures.examined(Fixtures.ownersPreflight))
    pilot.wait(milliseconds: 300)
    pilot.outside = Fixtures.except(\.isExamination, nil)
    pilot.press(.character("C"), .down, .enter)
    #expect(!pilot.shows("Ask an administrator"))
    pilot.press(.up, .up)
    #expect(pilot.shows("jobs of every group and project"))
  }
}
