import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Pictures of what is found out about connections, at the three sizes.
@Suite struct ConnectionSnapshotTests {
  private func check(_ pilot: Pilot, _ name: String) {
    let size = pilot.frame.surface.size
    assertSnapshot(pilot.frame, named: "\(name)-\(size.width)x\(size.height)")
  }

  @Test(arguments: SnapshotTests.sizes) func knownConnections(size: Size) {
    var pilot = Fixtures.connecting(size: size)
    check(pilot, "connections-known")
    pilot.press(.character("t"))
    pilot.wait(milliseconds: 150)
    check(pilot, "connections-trying")
    pilot.answer(.connectionTried(Fixtures.connection, Fixtures.identity))
    pilot.press(.down, .down, .character("t"))
    pilot.answer(
      .connectionNotTried(
        Fixtures.manyKnown[2].connection, message: "The access token was revoked."))
    check(pilot, "connections-tried")
    pilot.press(.down)
    check(pilot, "connections-problem")
    pilot.press(.home, .character("d"))
    check(pilot, "connections-forget")
  }

  @Test(arguments: SnapshotTests.sizes) func addressThatIsNotGitLabs(size: Size) {
    var pilot = Fixtures.connecting(
      known: [], size: size,
      Fixtures.except(
        \.isProbe, .probed(.moved(to: Fixtures.server("https://gitlab.example.com/gitlab")))))
    pilot.typeConnection()
    pilot.press(.backTab)
    check(pilot, "connection-moved")
  }

  @Test(
    arguments: SnapshotTests.sizes,
    [
      APIFailure.TLSReason.unknownIssuer, .expired, .wrongName, .incompleteChain, .other,
    ])
  func certificates(size: Size, reason: APIFailure.TLSReason) {
    var pilot = Fixtures.connecting(known: [], size: size, Fixtures.untrusted(reason))
    pilot.typeConnection()
    for _ in 0..<6 { pilot.press(.enter) }
    check(pilot, "certificates-\(reason.rawValue)")
    guard reason == .unknownIssuer else { return }
    pilot.press(.character("p"))
    pilot.type("no")
    pilot.press(.enter)
    check(pilot, "certificates-pin")
    pilot.press(.escape, .character("c"))
    pilot.type("/etc/ssl/company.pem")
    check(pilot, "certificates-file")
  }

  @Test(arguments: SnapshotTests.sizes) func typesThatCannotBeCreated(size: Size) {
    var pilot = Pilot(
      Fixtures.settings(), size: size, outside: Fixtures.examined(Fixtures.ownersPreflight))
    check(pilot, "type-dimmed")
    pilot.wait(milliseconds: 300)
    pilot.press(.up, .enter)
    check(pilot, "type-dimmed-reason")
    pilot.wait(milliseconds: 5_000)
    pilot.press(.character("i"))
    check(pilot, "connection-details")
  }

  @Test(arguments: SnapshotTests.sizes) func refusalExplained(size: Size) {
    var pilot = Pilot(Fixtures.settings(), size: size) { work in
      switch work {
      case .register: .registrationFailed(Fixtures.failure(.forbidden))
      case .inquire: .inquired(RefusalTests.report)
      default: Fixtures.well(work)
      }
    }
    pilot.goToReview()
    pilot.press(.enter)
    pilot.wait(milliseconds: 300)
    check(pilot, "review-refused")
  }
}
