import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// The end of a new runner's token, which only some servers take.
@Suite struct TokenExpiryTests {
  private static func preflight(isEnterprise: Bool?) -> Preflight {
    var preflight = Fixtures.preflight(Fixtures.identity)
    preflight.server = ServerFacts(
      version: GitLabVersion(18, 4, 1), versionText: "18.4.1", isEnterprise: isEnterprise)
    return preflight
  }

  /// On the details of an instance runner, at 2026-12-31 11:03 UTC.
  private func onDetails(isEnterprise: Bool? = true, height: Int = 40) -> Pilot {
    var pilot = Pilot(
      Fixtures.settings(), size: Size(width: 100, height: height),
      outside: Fixtures.examined(Self.preflight(isEnterprise: isEnterprise)))
    pilot.wait(milliseconds: 300)
    pilot.press(.enter, .enter, .enter)
    return pilot
  }

  private func onReview(_ expiry: String, _ deadline: String = "") -> Pilot {
    var pilot = onDetails()
    for _ in 0..<5 { pilot.press(.tab) }
    pilot.type(expiry)
    pilot.press(.enter)
    pilot.type(deadline)
    pilot.press(.enter)
    pilot.wait(milliseconds: 400)
    return pilot
  }

  @Test(arguments: [true, false, nil] as [Bool?])
  func fieldsAreThereOnlyWhereTheServerTakesThem(isEnterprise: Bool?) {
    let pilot = onDetails(isEnterprise: isEnterprise)
    #expect(pilot.shows("— Details"))
    #expect(pilot.shows("Token expires") == (isEnterprise == true))
    #expect(pilot.shows("Rotation deadline") == (isEnterprise == true))
  }

  @Test func helpSaysWhoTakesThemAndTheValueIsShownAtOnce() {
    var pilot = onDetails()
    for _ in 0..<5 { pilot.press(.tab) }
    #expect(pilot.shows("GitLab Premium and Ultimate only"))
    pilot.type("7d")
    #expect(pilot.shows("= 2027-01-07 11:03 UTC"))
  }

  @Test func reviewShowsWhatIsSentAndItIsSent() {
    var pilot = onReview("7d", "2027-01-05 14:00")
    #expect(pilot.shows("2027-01-07 11:03 UTC"))
    #expect(pilot.shows("2027-01-05 14:00 UTC"))
    #expect(pilot.shows(#""token_expires_at": "2027-01-07T11:03"#))
    #expect(pilot.shows("--token-expires-at 2027-01-07T11:03"))
    #expect(pilot.shows("--token-rotation-deadline 2027-01-05T14:00:00Z"))
    let shown = pilot.lines.first { $0.contains("\"token_expires_at\"") } ?? ""
    // What is reckoned from the present stands still while it is read.
    pilot.wait(milliseconds: 120_000)
    pilot.press(.enter)
    let sent = pilot.registrations.first
    #expect(sent?.tokenExpiresAt.map { shown.contains($0) } == true)
    #expect(sent?.tokenRotationDeadline == "2027-01-05T14:00:00Z")
  }

  @Test func nothingIsSaidWhereNothingIsTyped() {
    var pilot = onReview("")
    #expect(pilot.shows("set by GitLab (default)"))
    pilot.press(.enter)
    #expect(pilot.registrations.count == 1)
    #expect(pilot.registrations.first?.tokenExpiresAt == nil)
  }

  @Test(arguments: [
    ("soon", "", "is no point in time"), ("1m", "", "at least 5 minutes"),
    ("16d", "", "at most 15 days"), ("", "7d", "needs the end of the token too"),
    ("7d", "8d", "after the end of the token"),
  ])
  func whatGitLabWouldRefuseIsSaidUnderItsField(expiry: String, deadline: String, message: String) {
    let pilot = onReview(expiry, deadline)
    #expect(pilot.shows("— Details"))
    #expect(pilot.shows(message))
  }

  @Test func whatTheServerRefusesLandsOnItsField() {
    var pilot = onReview("7d")
    pilot.outside = { work in
      guard case .register = work else { return nil }
      return .registrationFailed(
        Fixtures.failure(
          .badRequest,
          problems: [
            .init(
              field: .tokenExpiresAt, name: "token_expires_at",
              message: "token_expires_at is too far away")
          ]))
    }
    pilot.press(.enter)
    #expect(pilot.shows("— Details"))
    #expect(pilot.lines.contains { $0.contains("▸ Token expires") })
    #expect(pilot.shows("token_expires_at is too far away"))
  }

  @Test func linesAskForThemAndSendThem() {
    var tty = Teletype(
      Fixtures.settings(), { Fixtures.examined(Self.preflight(isEnterprise: true))($0) })
    tty.wizard.tellTime(1_798_714_980)
    tty.answer("instance", "", "", "", "", "", "", "")
    #expect(tty.prompt?.contains("Token expires") == true)
    #expect(tty.said("GitLab Premium and Ultimate only"))
    tty.answer("tomorrow")
    #expect(tty.said("is no point in time"))
    tty.answer("7d", "5d")
    #expect(tty.said("2027-01-07 11:03 UTC"))
    #expect(tty.said("--token-expires-at 2027-01-07T11:03:00Z"))
    tty.wizard.tellTime(1_798_714_980 + 600)
    tty.answer("")
    #expect(tty.registrations.first?.tokenExpiresAt == "2027-01-07T11:03:00Z")
    #expect(tty.registrations.first?.tokenRotationDeadline == "2027-01-05T11:03:00Z")
  }
}
