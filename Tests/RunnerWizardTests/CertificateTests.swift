import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct CertificateTests {
  private func connect(_ pilot: inout Pilot) {
    pilot.typeConnection()
    for _ in 0..<6 { pilot.press(.enter) }
  }

  private func typed(
    _ reason: APIFailure.TLSReason, size: Size = Size(width: 100, height: 40),
    isTrusted: @escaping @Sendable (Connection) -> Bool = { _ in false }
  ) -> Pilot {
    var pilot = Fixtures.connecting(
      known: [], size: size, Fixtures.untrusted(reason, isTrusted: isTrusted))
    connect(&pilot)
    return pilot
  }

  @Test(arguments: [
    (APIFailure.TLSReason.unknownIssuer, "from an authority that this machine does not know"),
    (.expired, "ended on 2026-12-29"),
    (.wrongName, "The certificate is not for gitlab.example.com"),
    (.incompleteChain, "sends its own certificate only"), (.other, "The server said no."),
  ])
  func everyReasonIsExplainedAboveTheChain(_ reason: APIFailure.TLSReason, _ words: String) {
    let pilot = typed(reason)
    let text = pilot.lines.map { $0.trimmingFrame }.joined(separator: " ")
    #expect(text.contains(words))
    #expect(pilot.shows("1 of"))
    #expect(pilot.shows("AB:AB"))
    #expect(pilot.sentTokens.isEmpty)
  }

  @Test func machineClockIsShownBesideDates() {
    #expect(
      typed(.expired).lines.map(\.trimmingFrame).joined(separator: " ").contains(
        "the clock of this machine says 2026-12-31"))
  }

  @Test func certificateFromTheFutureIsToldFromAnExpiredOne() {
    let future = CertificateChain(
      certificates: [
        Fixtures.certificate("gitlab.example.com", issuer: "Example Root", from: 3, to: 300)
      ], reason: .expired, pin: Fixtures.pin)
    var pilot = Fixtures.connecting(
      known: [], size: Size(width: 100, height: 40),
      Fixtures.untrusted(.expired, chain: future))
    connect(&pilot)
    #expect(pilot.shows("is not valid before"))
  }

  @Test func wrongDatesAreSaidInWordsBesideAnotherReason() {
    let chain = CertificateChain(
      certificates: [
        Fixtures.certificate("gitlab.example.com", issuer: "Example Root", to: -2),
        Fixtures.certificate("Example Root", issuer: "Example Root"),
      ], reason: .unknownIssuer, pin: Fixtures.pin)
    var pilot = Fixtures.connecting(
      known: [], size: Size(width: 100, height: 40),
      Fixtures.untrusted(.unknownIssuer, chain: chain))
    connect(&pilot)
    let text = pilot.lines.map(\.trimmingFrame).joined(separator: " ")
    #expect(text.contains("from an authority that this machine does not know"))
    #expect(text.contains("expired on 2026-12-29"))
    #expect(pilot.lines.contains { $0.contains("2026-12-29") && $0.contains(", expired") })
  }

  @Test(arguments: [APIFailure.TLSReason.unknownIssuer, .expired, .wrongName, .other])
  func nobodyIsOfferedToInsistOnAnUntrustedServer(_ reason: APIFailure.TLSReason) {
    var pilot = typed(reason)
    pilot.press(.escape)
    #expect(!pilot.shows("Connect anyway"))
    pilot.press(.control("g"))
    #expect(pilot.sentTokens.isEmpty)
    #expect(pilot.shows("GitLab address"))
    var known = Fixtures.connecting(
      size: Size(width: 100, height: 40), Fixtures.untrusted(reason))
    known.press(.enter, .escape)
    #expect(!known.shows("^G"))
  }

  @Test func otherKeyThanThePinnedOneIsSaid() {
    var known = Fixtures.manyKnown
    known[0].connection.pinSHA256 = "another"
    var pilot = Fixtures.connecting(
      known: known, size: Size(width: 100, height: 40), Fixtures.untrusted(.other))
    pilot.press(.enter)
    #expect(pilot.shows("shows another key than the one that was pinned"))
    #expect(pilot.shows("Pinned key"))
  }

  @Test func fileOfAuthoritiesIsTriedAtOnceAndLeadsOn() {
    var pilot = typed(.unknownIssuer) { $0.caFile == "/etc/company.pem" }
    pilot.press(.character("c"), .enter)
    #expect(pilot.shows("Give the path of a PEM file"))
    pilot.type("/etc/wrong.pem")
    pilot.press(.enter)
    #expect(pilot.shows("✗ The server said no."))
    pilot.press(.control("u"))
    pilot.type("/etc/company.pem")
    pilot.press(.enter)
    #expect(pilot.shows("Step 2 of 5"))
    let identified = pilot.work(\.isIdentification)
    guard case .identify(let connection)? = identified.first else {
      Issue.record("nothing was identified")
      return
    }
    #expect(connection.caFile == "/etc/company.pem")
  }

  @Test func fileThatFitsBringsToLightWhatElseIsWrong() {
    let authority = "/home/olivia/company.pem"
    let unknown = Fixtures.untrusted(.unknownIssuer)
    let wrongName = Fixtures.untrusted(.wrongName) { $0.server.host == "git.internal.example" }
    var pilot = Fixtures.connecting(known: [], size: Size(width: 100, height: 40)) { work in
      switch work {
      case .probe(let connection), .readCertificates(let connection, _):
        connection.caFile == authority ? wrongName(work) : unknown(work)
      default: wrongName(work)
      }
    }
    connect(&pilot)
    #expect(pilot.shows("comes from an authority"))
    pilot.press(.character("c"))
    pilot.type("~/company.pem")
    pilot.press(.enter)
    #expect(pilot.shows("The certificate is not for gitlab.example.com"))
    #expect(pilot.shows("The CA file fits; this is wrong besides."))
    pilot.press(.character("n"))
    #expect(pilot.shows("Step 2 of 5"))
    guard case .identify(let connection)? = pilot.work(\.isIdentification).first else {
      Issue.record("nothing was identified")
      return
    }
    #expect(connection.caFile == authority)
  }

  @Test func anotherCAFileOnThePageIsTriedOnceItsFieldIsLeft() {
    var pilot = Fixtures.connecting(
      known: [], size: Size(width: 100, height: 40),
      Fixtures.untrusted(.unknownIssuer) { $0.caFile == "/home/olivia/company.pem" })
    pilot.typeConnection()
    pilot.press(.enter, .enter)
    pilot.type("~/company.pem")
    #expect(!pilot.shows("GitLab answers here"))
    pilot.press(.enter)
    #expect(pilot.shows("GitLab answers here"))
    #expect(pilot.sentTokens.isEmpty)
  }

  @Test func keyIsPinnedOnlyAfterTheWordThatItWasCompared() {
    var pilot = typed(.unknownIssuer) { $0.pinSHA256 == Fixtures.pin }
    pilot.press(.character("p"))
    #expect(pilot.shows("by another way than this"))
    #expect(pilot.shows(Fixtures.pin))
    pilot.press(.enter)
    #expect(pilot.shows("Type yes once you have compared it"))
    pilot.type("yes")
    pilot.press(.enter)
    #expect(pilot.shows("Step 2 of 5"))
    #expect(pilot.shows("The key is pinned until the program ends"))
  }

  @Test func pinOfASavedProfileIsStoredInIt() {
    var pilot = Fixtures.connecting(
      Fixtures.untrusted(.unknownIssuer) { $0.pinSHA256 == Fixtures.pin })
    pilot.press(.enter, .character("p"))
    pilot.type("yes")
    pilot.press(.enter)
    #expect(pilot.shows("Step 2 of 5"))
    #expect(
      pilot.work {
        if case .saveProfile(name: "work", let connection, tokenCommand: nil) = $0 {
          connection.pinSHA256 == Fixtures.pin && connection.token == Fixtures.connection.token
        } else {
          false
        }
      }.count == 1)
    pilot.press(.function(4))
    #expect(pilot.lines.count { $0.contains("work") && $0.contains("in use") } == 1)
  }

  @Test func nameOfTheCertificateIsOfferedForATypedAddressOnly() {
    var pilot = typed(.wrongName) { $0.server.host == "git.internal.example" }
    #expect(pilot.shows("n Use git.internal.example"))
    pilot.press(.character("n"))
    #expect(pilot.shows("Step 2 of 5"))
    #expect(pilot.sentTokens.first?.hasPrefix("git.internal.example ") == true)
    pilot = Fixtures.connecting(Fixtures.untrusted(.wrongName))
    pilot.press(.enter, .character("n"))
    #expect(pilot.shows("The token belongs to gitlab.example.com"))
  }

  @Test func waysThatDoNotApplySayWhy() {
    var pilot = typed(.unknownIssuer)
    pilot.press(.character("n"))
    #expect(pilot.shows("names no other host"))
    let unread = CertificateChain(certificates: [], reason: .unknownIssuer, pin: nil)
    pilot = Fixtures.connecting(
      known: [], Fixtures.untrusted(.unknownIssuer, chain: unread))
    connect(&pilot)
    pilot.press(.character("p"))
    #expect(pilot.shows("The server's key could not be read"))
  }

  @Test func tryingAgainLeadsOnOnceTheServerIsTrusted() {
    var pilot = typed(.expired)
    pilot.press(.character("r"))
    #expect(pilot.shows("✗ The server said no."))
    pilot.outside = Fixtures.well
    pilot.press(.character("r"))
    #expect(pilot.shows("Step 2 of 5"))
  }

  @Test func escapeLeavesAFieldAndThenTheCertificates() {
    var pilot = typed(.unknownIssuer)
    pilot.press(.character("c"), .escape)
    #expect(pilot.shows("Certificate of gitlab.example.com"))
    pilot.press(.escape)
    #expect(pilot.lines.contains { $0.contains("▸ GitLab address") })
    pilot.press(.control("o"))
    #expect(pilot.shows("Certificate of gitlab.example.com"))
  }

  @Test func nothingPopsUpWhileSomethingIsTyped() {
    var pilot = Fixtures.connecting(known: [], Fixtures.untrusted(.unknownIssuer))
    pilot.typeConnection()
    #expect(!pilot.shows("Certificate of"))
    #expect(pilot.shows("^O Certificates"))
  }

  @Test func connectionInUseIsTrustedByAKeyToo() {
    var pilot = Pilot(
      Fixtures.settings(), size: Size(width: 100, height: 40),
      outside: Fixtures.untrusted(.unknownIssuer) { $0.caFile == "/etc/company.pem" })
    #expect(!pilot.shows("Certificate of"))
    pilot.press(.control("o"), .character("c"))
    pilot.type("/etc/company.pem")
    pilot.press(.enter)
    #expect(pilot.shows("@olivia"))
    #expect(pilot.shows("This holds until the program ends"))
    pilot.press(.control("o"))
    #expect(pilot.shows("No command on ^O"))
  }

  @Test func unreadableCertificatesAreSaid() {
    var pilot = Fixtures.connecting(known: []) { work in
      if case .readCertificates = work {
        return .certificatesNotRead(Fixtures.failure(.connectionLost, .notSent))
      }
      return Fixtures.untrusted(.unknownIssuer)(work)
    }
    connect(&pilot)
    #expect(pilot.shows("The certificates could not be read"))
  }
}

extension String {
  /// The text of a row without the lines of boxes and the space around it.
  fileprivate var trimmingFrame: String {
    String(drop { "│║ ".contains($0) }.reversed().drop { "│║█▲▼ ".contains($0) }.reversed())
  }
}
