import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct ConnectionTests {
  private func typed(
    known: [KnownConnection] = [],
    _ outside: @escaping @Sendable (Work) -> Answer? = Fixtures.well
  ) -> Pilot {
    Pilot(
      Fixtures.settings(.incomplete(ConnectionDraft(), notes: []), known: known),
      outside: outside)
  }

  private func fillIn(_ pilot: inout Pilot) {
    pilot.type("gitlab.example.com")
    pilot.press(.enter)
    pilot.paste(" \(Fixtures.accessToken)\n")
    pilot.press(.enter, .enter, .enter, .enter, .enter)
  }

  @Test func headerSaysWhoseTokenItIs() {
    let pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    #expect(
      pilot.shows("gitlab.example.com · @olivia · personal token · api · expires 2027-06-30"))
  }

  @Test func tokenThatMayNotReadItselfStillWorks() {
    var pilot = Pilot(
      Fixtures.settings(),
      outside: Fixtures.except(
        \.isIdentification, .identificationFailed(Fixtures.failure(.insufficientScope(needed: []))))
    )
    #expect(pilot.shows("user not readable with this token"))
    pilot.goToResult()
    #expect(pilot.shows("Runner created"))
  }

  @Test func connectionIsAStepOnlyWhereNoneIsKnown() {
    #expect(typed().shows("Step 1 of 5 — Connection"))
    #expect(
      Pilot(Fixtures.settings(), outside: Fixtures.well).shows("Step 1 of 4 — Runner type"))
  }

  @Test func typedConnectionIsCheckedAndTheTokenStaysHidden() {
    var pilot = typed()
    fillIn(&pilot)
    #expect(pilot.shows("Save connection"))
    #expect(!pilot.shows("NotARealAccess"))
    pilot.press(.enter)
    #expect(pilot.shows("Step 2 of 5 — Runner type"))
    #expect(pilot.shows("@olivia"))
    let connection = pilot.effects.compactMap { effect in
      if case .run(.identify(let connection), _) = effect { connection } else { nil }
    }.first
    #expect(connection?.token == Secret(Fixtures.accessToken))
    #expect(!pilot.effects.contains { if case .run(.saveProfile, _) = $0 { true } else { false } })
  }

  @Test func connectionIsStoredOnlyWhenAsked() {
    var pilot = typed()
    fillIn(&pilot)
    pilot.press(.space, .enter)
    pilot.type("work")
    pilot.press(.enter)
    #expect(
      pilot.effects.contains {
        if case .run(.saveProfile(name: "work", _, _), _) = $0 { true } else { false }
      })
    #expect(pilot.shows("Saved as profile work"))
  }

  @Test func missingValuesAreSaidOnNext() {
    var pilot = typed()
    for _ in 0..<8 { pilot.press(.enter) }
    #expect(pilot.shows("2 fields need your attention."))
    #expect(pilot.lines.contains { $0.contains("▸ GitLab address") })
  }

  @Test func refusedTokenStaysOnThePageAndEnterChecksAgain() {
    var pilot = typed(
      Fixtures.except(\.isIdentification, .identificationFailed(Fixtures.failure(.tokenExpired))))
    fillIn(&pilot)
    pilot.press(.enter)
    #expect(pilot.shows("Step 1 of 5 — Connection"))
    #expect(pilot.lines.contains { $0.contains("▸ Access token") })
    #expect(pilot.shows("The server said no."))
    #expect(!pilot.shows("Enter checks again."))
    pilot.press(.control("g"))
    #expect(pilot.shows("Step 1 of 5"))
    pilot.outside = Fixtures.well
    pilot.press(.enter)
    #expect(pilot.shows("Step 2 of 5"))
  }

  @Test func unreachableServerIsSaidAtItsAddress() {
    var pilot = typed(
      Fixtures.except(
        \.isIdentification,
        .identificationFailed(Fixtures.failure(.couldNotResolve, .notSent))))
    fillIn(&pilot)
    pilot.press(.enter)
    let label = pilot.lines.firstIndex { $0.contains("▸ GitLab address") }
    let message = pilot.lines.firstIndex { $0.contains("The server said no.") }
    #expect(label.map { $0 + 1 } == message)
    pilot.type("x")
    #expect(!pilot.shows("The server said no."))
  }

  @Test func serverThatCannotBeAskedCanBePassedByExplicitChoice() {
    var pilot = typed(
      Fixtures.except(
        \.isIdentification,
        .identificationFailed(Fixtures.failure(.couldNotConnect, .notSent))))
    fillIn(&pilot)
    pilot.press(.enter, .control("g"))
    #expect(pilot.shows("Step 2 of 5"))
    #expect(pilot.shows("access token not checked"))
  }

  @Test func knownConnectionIsChosenFirst() {
    var pilot = typed(known: Fixtures.known)
    #expect(pilot.shows("▸ ◉ owner-api"))
    #expect(!pilot.shows("GitLab address"))
    pilot.press(.down, .down)
    #expect(pilot.shows("GitLab address"))
    pilot.press(.up, .enter)
    #expect(pilot.shows("Runner type"))
    let connection = pilot.effects.compactMap { effect in
      if case .run(.identify(let connection), _) = effect { connection } else { nil }
    }.first
    #expect(connection?.token == Secret("glpat-CreateOnly"))
  }

  @Test func connectionIsChangedByAKeyAndTheWayLeadsBack() {
    var pilot = Pilot(Fixtures.settings(known: Fixtures.known), outside: Fixtures.well)
    pilot.press(.enter, .tab, .character("C"))
    #expect(pilot.shows("▸ ◉ owner-api"))
    pilot.press(.escape)
    #expect(pilot.shows("Step 2 of 4 — Tags"))
    pilot.press(.character("C"), .down, .enter)
    #expect(pilot.shows("Step 2 of 4 — Tags"))
  }

  @Test func givenUpChangeKeepsTheConnectionInUse() {
    var pilot = Pilot(Fixtures.settings(known: Fixtures.known), outside: Fixtures.well)
    pilot.outside = Fixtures.except(
      \.isIdentification, .identificationFailed(Fixtures.failure(.tokenRevoked)))
    pilot.press(.character("C"), .down, .enter)
    #expect(pilot.shows("The server said no."))
    pilot.press(.escape)
    #expect(pilot.shows("@olivia"))
    #expect(!pilot.shows("The server said no."))
  }

  @Test func refusedTokenAtTheStartOffersTheConnectionPage() {
    var pilot = Pilot(
      Fixtures.settings(),
      outside: Fixtures.except(
        \.isIdentification, .identificationFailed(Fixtures.failure(.tokenRevoked))))
    #expect(pilot.shows("Press C to change the connection"))
    pilot.press(.character("C"))
    #expect(pilot.shows("GitLab address"))
  }

  @Test func refusedTokenLeadsToTheConnectionPageInPlaceOfFurtherPages() {
    var pilot = Pilot(
      Fixtures.settings(),
      outside: Fixtures.except(
        \.isIdentification, .identificationFailed(Fixtures.failure(.tokenRevoked))))
    pilot.press(.enter)
    #expect(pilot.shows("— Connection") || pilot.shows("GitLab address"))
    #expect(pilot.lines.contains { $0.contains("▸ Access token") })
    #expect(pilot.shows("Nothing can be created with this access token"))
    pilot.outside = Fixtures.well
    pilot.press(.control("u"))
    pilot.paste(Fixtures.accessToken)
    for _ in 0..<8 where !pilot.shows("@olivia") { pilot.press(.enter) }
    #expect(pilot.shows("@olivia"))
    #expect(pilot.shows("Step 1 of 4 — Runner type"))
  }

  @Test func refusedTokenIsSaidAtOnceToWhoWentOnBefore() {
    var pilot = Pilot(Fixtures.settings())
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
    pilot.answer(
      .identificationFailed(Fixtures.failure(.unauthorized)), where: \.isIdentification)
    #expect(pilot.shows("Press F4 to change the connection."))
    pilot.press(.tab, .enter)
    #expect(pilot.lines.contains { $0.contains("▸ Access token") })
    #expect(pilot.registrations.isEmpty)
  }

  @Test func refusedTokenOfAnotherKindIsToldFromAnAccessToken() {
    var connection = Fixtures.connection
    connection.token = Secret("glrt-abcdefghijklmnopqrst")
    let pilot = Pilot(
      Fixtures.settings(.ready(connection, notes: [])),
      outside: Fixtures.except(
        \.isIdentification, .identificationFailed(Fixtures.failure(.tokenRevoked))))
    #expect(pilot.shows("It belongs in gitlab-runner"))
    #expect(pilot.shows("Press C to change the connection"))
  }

  @Test func unreachableServerAtTheStartCanBeCheckedAgain() {
    var pilot = Pilot(
      Fixtures.settings(),
      outside: Fixtures.except(
        \.isIdentification,
        .identificationFailed(Fixtures.failure(.couldNotConnect, .notSent))))
    #expect(pilot.shows("Press r to check again"))
    pilot.outside = Fixtures.well
    pilot.press(.character("r"))
    #expect(pilot.shows("@olivia"))
    #expect(!pilot.shows("Press r"))
  }

  @Test func plainHTTPToAnotherMachineIsWarnedOf() {
    let connection = Connection(
      server: Fixtures.server("http://gitlab.example.com"), token: Secret("x"))
    let pilot = Pilot(
      Fixtures.settings(.ready(connection, notes: [])), outside: Fixtures.well)
    #expect(pilot.shows("http, not encrypted"))
    #expect(pilot.shows("the access token crosses the network"))
  }

  @Test func plainHTTPIsWarnedOfBeforeTheTokenIsSent() {
    var pilot = typed()
    pilot.type("http://gitlab.example.com")
    #expect(pilot.shows("would be sent unencrypted"))
    pilot.press(.enter)
    pilot.type("x")
    #expect(pilot.shows("would be sent unencrypted"))
    #expect(pilot.pending.isEmpty)
  }

  @Test func tokenOfACommandIsAwaitedBeforeAnythingIsSent() {
    var pilot = Pilot(
      Fixtures.settings(.command(["pass", "gitlab"], Fixtures.connection, notes: [])))
    #expect(pilot.shows("reading the access token"))
    pilot.press(.enter, .enter, .enter, .enter, .enter, .enter, .enter, .enter)
    #expect(pilot.shows("— Review"))
    pilot.wait(milliseconds: 300)
    pilot.press(.enter)
    #expect(pilot.registrations.isEmpty)
    #expect(pilot.shows("The access token is still being read"))
    pilot.outside = Fixtures.well
    pilot.answer()
    pilot.press(.enter)
    #expect(pilot.shows("Runner created"))
  }

  @Test func failedTokenCommandIsExplained() {
    var pilot = Pilot(
      Fixtures.settings(.command(["pass", "gitlab"], Fixtures.connection, notes: [])))
    pilot.answer(.tokenCommandFailed(message: "pass exited with 1."))
    #expect(pilot.shows("failed: pass exited with 1."))
    pilot.outside = Fixtures.well
    pilot.press(.character("r"))
    #expect(pilot.shows("@olivia"))
  }

  @Test func failedTypedCommandSaysWhichKeyRunsItAgain() {
    var pilot = typed()
    pilot.type("gitlab.example.com")
    pilot.press(.enter, .enter)
    pilot.type("pass gitlab")
    #expect(!pilot.shows("press r"))
    pilot.outside = { work in
      if case .readToken = work { return .tokenCommandFailed(message: "pass exited with 1.") }
      return Fixtures.well(work)
    }
    for _ in 0..<8 where !pilot.shows("pass exited") { pilot.press(.enter) }
    #expect(pilot.shows("pass exited with 1."))
    #expect(!pilot.shows("press r"))
    #expect(pilot.shows("Enter runs it again."))
    #expect(pilot.lines.contains { $0.contains("▸ Token command") })
    pilot.outside = Fixtures.well
    pilot.press(.enter)
    #expect(pilot.shows("@olivia"))
  }

  @Test func savingAConnectionWithACommandStoresNoToken() {
    var pilot = typed()
    pilot.type("gitlab.example.com")
    pilot.press(.enter, .enter)
    pilot.type("pass gitlab")
    pilot.press(.tab, .tab, .tab, .tab, .tab)
    #expect(pilot.lines.contains { $0.contains("▸ Save connection") })
    #expect(pilot.shows("the token is not stored"))
  }

  @Test func notesOnTheSourceStandOnTheFirstPage() {
    let pilot = Pilot(
      Fixtures.settings(.ready(Fixtures.connection, notes: ["The token is from GITLAB_TOKEN."])),
      outside: Fixtures.well)
    #expect(pilot.shows("The token is from GITLAB_TOKEN."))
  }
}
