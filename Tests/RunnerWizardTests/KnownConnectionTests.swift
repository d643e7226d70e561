import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct KnownConnectionTests {
  private func row(_ name: String, of pilot: Pilot) -> [String] {
    let lines = pilot.lines
    guard let place = lines.firstIndex(where: { $0.contains(name) }) else { return [] }
    return Array(lines[place..<min(place + 2, lines.count)])
  }

  @Test func everyConnectionSaysWhereItLeadsAndComesFrom() {
    let pilot = Fixtures.connecting(size: Size(width: 140, height: 40))
    #expect(pilot.shows("from \(Fixtures.savedFile), profiles.work"))
    #expect(
      pilot.shows("from /home/olivia/.python-gitlab.cfg, [customer]"))
    #expect(pilot.shows("from GITLAB_TOKEN"))
    #expect(pilot.shows("⚠ The token is in a keyring"))
    #expect(pilot.shows("customer            git.customer.example/gitlab"))
  }

  @Test func connectionWithAProblemSaysItAndIsNotPicked() {
    var pilot = Fixtures.connecting()
    pilot.press(.down, .down, .down, .enter)
    #expect(pilot.shows("run glab auth login"))
    #expect(pilot.shows("Step 1 of 5"))
    #expect(pilot.work(\.isIdentification).isEmpty)
    pilot.press(.character("t"))
    #expect(pilot.work(\.isTrial).isEmpty)
  }

  @Test func testShowsWhatCameOfItInItsRow() {
    var pilot = Fixtures.connecting()
    pilot.press(.character("t"))
    #expect(row("work", of: pilot)[1].contains("asking the server whose token it is"))
    pilot.answer(.connectionTried(Fixtures.connection, Fixtures.identity))
    #expect(
      row("work", of: pilot)[0].contains("@olivia · personal token · api · expires 2027-06-30"))
    #expect(row("work", of: pilot)[1].contains("✓ works on gitlab.example.com"))
    #expect(pilot.shows("Step 1 of 5"))
  }

  @Test func answerToATestStaysInItsRowWhenTheCursorMoved() {
    var pilot = Fixtures.connecting()
    pilot.press(.character("t"), .down, .down)
    pilot.answer(.connectionNotTried(Fixtures.connection, message: "Token was revoked."))
    #expect(row("work", of: pilot)[1].contains("✗ Token was revoked."))
    #expect(!row("environment", of: pilot)[1].contains("revoked"))
  }

  @Test func secondTestReplacesTheFirst() {
    var pilot = Fixtures.connecting()
    pilot.press(.character("t"))
    let first = pilot.pending.first
    pilot.press(.down, .down, .character("t"))
    #expect(pilot.pending.count { $0.work.isTrial } == 1)
    if let first {
      pilot.send(
        .answer(
          .connectionNotTried(Fixtures.connection, message: "Too late."), to: first.generation,
          at: pilot.now))
    }
    #expect(!pilot.shows("Too late."))
    #expect(row("environment", of: pilot)[1].contains("asking the server"))
    #expect(!row("work", of: pilot)[1].contains("asking the server"))
  }

  @Test func helperRunsOnlyWhenItsConnectionIsPickedAndSaysSo() {
    var pilot = Fixtures.connecting { _ in nil }
    pilot.press(.down)
    #expect(pilot.pending.isEmpty)
    pilot.press(.enter)
    #expect(row("customer", of: pilot)[1].contains("running helper /usr/local/bin/glhelper"))
    #expect(pilot.work(\.isIdentification).isEmpty)
    pilot.answer(.tokenRead(Secret("glpat-FromTheHelper")))
    #expect(pilot.sentTokens == ["git.customer.example glpat-FromTheHelper"])
    pilot.answer(.identified(Fixtures.identity))
    #expect(pilot.shows("Step 2 of 5 — Runner type"))
    #expect(pilot.shows("git.customer.example/gitlab · @olivia"))
  }

  @Test func failedHelperIsSaidAndThePageStays() {
    var pilot = Fixtures.connecting(
      Fixtures.except(\.isReadingToken, .tokenCommandFailed(message: "glhelper exited with 1.")))
    pilot.press(.down, .enter)
    #expect(pilot.shows("failed: glhelper exited with 1."))
    #expect(pilot.shows("Step 1 of 5"))
    pilot.outside = Fixtures.well
    pilot.press(.enter)
    #expect(pilot.shows("Step 2 of 5"))
  }

  @Test func helperCanBeStopped() {
    var pilot = Fixtures.connecting { _ in nil }
    pilot.press(.down, .enter, .escape)
    #expect(pilot.pending.isEmpty)
    #expect(!pilot.shows("running helper"))
    pilot.press(.up)
    #expect(pilot.shows("▸ ◉ work"))
  }

  @Test func onlySavedConnectionsAreForgottenAndOnlyAfterAQuestion() {
    var pilot = Fixtures.connecting()
    pilot.press(.down, .character("d"))
    #expect(pilot.shows("Only connections that this program saved"))
    pilot.press(.up, .character("d"))
    #expect(pilot.shows("Forget this connection?"))
    pilot.press(.enter)
    #expect(pilot.shows("▸ ◉ work"))
    pilot.press(.character("d"), .character("f"))
    #expect(
      pilot.work { if case .forgetProfile(name: "work") = $0 { true } else { false } }.count == 1)
    pilot.answer(.profileForgotten(name: "work"))
    #expect(!pilot.shows("◉ work"))
    #expect(pilot.shows("▸ ◉ customer"))
    #expect(pilot.shows("Forgot the profile work"))
  }

  @Test func failedForgettingKeepsTheConnection() {
    var pilot = Fixtures.connecting()
    pilot.press(.character("d"), .character("f"))
    pilot.answer(
      .profileNotForgotten(SaveFailure(message: "No space left.", fileExists: false)))
    #expect(pilot.shows("was not forgotten: No space left."))
    #expect(pilot.shows("▸ ◉ work"))
  }

  @Test func connectionInUseIsSavedUnderAName() {
    var pilot = Pilot(Fixtures.settings(), outside: Fixtures.well)
    pilot.press(.function(4), .control("p"))
    pilot.type("Save connection")
    pilot.press(.enter)
    #expect(pilot.shows("Save the connection in use"))
    pilot.press(.enter)
    #expect(pilot.shows("The profile needs a name"))
    pilot.type("my laptop")
    pilot.press(.enter)
    #expect(pilot.shows("only letters, digits"))
    pilot.press(.control("u"))
    pilot.type("laptop")
    pilot.press(.enter)
    #expect(
      pilot.work {
        if case .saveProfile(name: "laptop", Fixtures.connection, tokenCommand: nil) = $0 {
          true
        } else {
          false
        }
      }.count == 1)
    #expect(pilot.shows("Saved as profile laptop"))
    pilot.press(.escape, .function(4))
    #expect(pilot.shows("laptop"))
    #expect(pilot.shows("in use"))
  }

  @Test func helperIsSavedInPlaceOfItsToken() {
    var pilot = Fixtures.connecting()
    pilot.press(.down, .enter, .function(4), .character("S"))
    pilot.type("mine")
    pilot.press(.enter)
    #expect(
      pilot.work {
        if case .saveProfile(name: "mine", _, tokenCommand: let command) = $0 {
          command == ["/usr/local/bin/glhelper", "customer"]
        } else {
          false
        }
      }.count == 1)
  }

  @Test func savingIsRefusedWithItsReason() {
    var pilot = Pilot(
      Fixtures.settings(.ready(Fixtures.connection, notes: []), known: Fixtures.manyKnown),
      outside: Fixtures.well)
    pilot.press(.character("C"), .character("S"))
    #expect(pilot.shows("The connection in use is saved already"))
    pilot = Fixtures.connecting()
    pilot.press(.character("S"))
    #expect(pilot.shows("no connection in use yet"))
  }

  @Test func demonstrationIsNotSaved() {
    var pilot = Pilot(
      Fixtures.settings(known: Fixtures.known, isDemo: true), outside: Fixtures.well)
    pilot.press(.character("C"), .character("S"))
    #expect(pilot.shows("not saved"))
  }

  @Test func commandLineIsCutLikeAShellDoesWithoutRunningOne() {
    var pilot = Fixtures.connecting(known: [])
    pilot.type("gitlab.example.com")
    pilot.press(.enter, .enter)
    #expect(pilot.lines.contains { $0.contains("▸ Token command") })
    pilot.type("pass show 'git lab' $HOME")
    for _ in 0..<6 { pilot.press(.enter) }
    #expect(
      pilot.work(\.isReadingToken) == [.readToken(command: ["pass", "show", "git lab", "$HOME"])])
    #expect(pilot.shows("Step 2 of 5"))
  }

  @Test func openQuotationIsSaidAndEitherTokenOrCommandIsTaken() {
    var pilot = Fixtures.connecting(known: [])
    pilot.type("gitlab.example.com")
    pilot.press(.enter, .enter)
    pilot.type("pass 'oops")
    pilot.press(.tab)
    #expect(pilot.shows("A quotation mark is not closed"))
    pilot.press(.backTab, .backTab)
    pilot.paste(Fixtures.accessToken)
    #expect(!pilot.shows("Token command"))
  }

  @Test func typedHelperIsStoredWithTheProfile() {
    var pilot = Fixtures.connecting(known: [])
    pilot.type("gitlab.example.com")
    pilot.press(.enter, .enter)
    pilot.type("pass gitlab")
    for _ in 0..<5 { pilot.press(.enter) }
    pilot.press(.space, .enter)
    pilot.type("work")
    pilot.press(.enter)
    #expect(
      pilot.work {
        if case .saveProfile(name: "work", _, tokenCommand: ["pass", "gitlab"]) = $0 {
          true
        } else {
          false
        }
      }.count == 1)
  }
}
