import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct AddressProbeTests {
  private func typed(_ result: ServerProbe?) -> Pilot {
    Fixtures.connecting(known: [], Fixtures.except(\.isProbe, result.map(Answer.probed)))
  }

  private func connect(_ pilot: inout Pilot) {
    pilot.typeConnection()
    for _ in 0..<6 { pilot.press(.enter) }
  }

  @Test func addressIsProbedWithoutATokenWhenItsFieldIsLeft() {
    var pilot = typed(.gitLab)
    pilot.type("gitlab.example.com")
    #expect(pilot.work(\.isProbe).isEmpty)
    pilot.press(.tab)
    #expect(pilot.work(\.isProbe).count == 1)
    #expect(pilot.sentTokens.isEmpty)
    #expect(pilot.shows("✓ GitLab answers here"))
    pilot.press(.backTab, .tab)
    #expect(pilot.work(\.isProbe).count == 1)
  }

  @Test func tokenWaitsForTheProbe() {
    var pilot = typed(nil)
    connect(&pilot)
    #expect(pilot.sentTokens.isEmpty)
    #expect(pilot.shows("Step 1 of 5"))
    pilot.answer(.probed(.gitLab), where: \.isProbe)
    #expect(pilot.sentTokens.first == "gitlab.example.com \(Fixtures.accessToken)")
    #expect(pilot.shows("Step 2 of 5"))
  }

  @Test(arguments: [
    (ServerProbe.signInPage(host: "sso.example.com"), "A sign-in page of sso.example.com"),
    (.captivePortal(host: "wifi.hotel.example"), "wifi.hotel.example answers in place of"),
    (.captivePortal(host: "gitlab.example.com"), "The network answers in place of gitlab"),
    (.notGitLab(reason: "it says nginx."), "This is not GitLab: it says nginx."),
    (.wrongPath(suggested: nil), "its API is not below this path"),
    (.failed(Fixtures.failure(.couldNotResolve, .notSent)), "The server said no."),
  ])
  func everyOtherAnswerIsToldInItsOwnWordsAndNoTokenIsSent(_ probe: ServerProbe, _ words: String) {
    var pilot = typed(probe)
    connect(&pilot)
    #expect(pilot.shows(words))
    #expect(pilot.lines.contains { $0.contains("▸ GitLab address") })
    #expect(pilot.sentTokens.isEmpty)
  }

  @Test func operatorMayInsist() {
    var pilot = typed(.notGitLab(reason: "it says nginx."))
    connect(&pilot)
    #expect(pilot.shows("Connect anyway"))
    pilot.press(.control("g"))
    #expect(pilot.sentTokens.first == "gitlab.example.com \(Fixtures.accessToken)")
    #expect(pilot.shows("Step 2 of 5"))
  }

  @Test func insistingIsForThatServerOnly() {
    var pilot = typed(.notGitLab(reason: "it says nginx."))
    pilot.outside = { work in
      switch work {
      case .probe: .probed(.notGitLab(reason: "it says nginx."))
      case .identify: .identificationFailed(Fixtures.failure(.notGitLab))
      default: nil
      }
    }
    connect(&pilot)
    pilot.press(.control("g"))
    let sent = pilot.sentTokens
    pilot.press(.control("u"))
    pilot.type("other.example.com")
    pilot.press(.enter)
    #expect(pilot.sentTokens == sent)
    #expect(pilot.shows("This is not GitLab"))
  }

  @Test func addressThatTheServerNamesIsOneKeyAway() {
    var pilot = Fixtures.connecting(known: []) { work in
      guard case .probe(let connection) = work else { return Fixtures.well(work) }
      return .probed(
        connection.server.scheme == .http
          ? .moved(to: Fixtures.server("https://gitlab.example.com/gitlab")) : .gitLab)
    }
    pilot.typeConnection("http://gitlab.example.com/gitlab")
    #expect(pilot.shows("The server wants https: its address is"))
    #expect(pilot.shows("https://gitlab.example.com/gitlab."))
    #expect(pilot.shows("^O Use that address"))
    pilot.press(.control("o"))
    #expect(pilot.shows("✓ GitLab answers here"))
    #expect(pilot.shows("https://gitlab.example.com/gitlab"))
    #expect(pilot.sentTokens.isEmpty)
    for _ in 0..<6 { pilot.press(.enter) }
    #expect(pilot.shows("Step 2 of 5"))
  }

  @Test func keyForAnAddressIsThereOnlyWithAnOffer() {
    var pilot = typed(.gitLab)
    pilot.typeConnection()
    #expect(!pilot.shows("Use that address"))
    pilot.press(.control("o"))
    #expect(pilot.shows("No command on ^O"))
  }

  @Test func anotherAddressTypedMeanwhileIsNotJudgedByTheOldAnswer() {
    var pilot = typed(nil)
    pilot.type("gitlab.example.com")
    pilot.press(.tab, .backTab)
    pilot.type("x")
    pilot.answer(.probed(.notGitLab(reason: "it says nginx.")), where: \.isProbe)
    #expect(!pilot.shows("This is not GitLab"))
    pilot.outside = Fixtures.well
    pilot.press(.tab)
    #expect(pilot.shows("✓ GitLab answers here"))
  }

  @Test func waitingForTheProbeCanBeStopped() {
    var pilot = typed(nil)
    connect(&pilot)
    pilot.press(.escape)
    #expect(pilot.pending.isEmpty)
    #expect(pilot.shows("Step 1 of 5"))
  }

  /// Where the core knows the beginnings of tokens.
  @Test(.enabled(if: TokenKind.guess(Secret("glrt-t1_abcdefghijklmnopqrst")) == .runner))
  func pastedTokenOfAnotherKindIsExplainedButNotRefused() {
    var pilot = typed(.gitLab)
    pilot.type("gitlab.example.com")
    pilot.press(.enter)
    pilot.paste("glrt-t1_abcdefghijklmnopqrst")
    #expect(pilot.shows("⚠ looks like a runner's own token"))
    #expect(pilot.shows("create an access token with create_runner"))
    for _ in 0..<6 { pilot.press(.enter) }
    #expect(pilot.shows("Step 2 of 5"))
  }
}
