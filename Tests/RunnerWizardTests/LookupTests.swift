import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// A plain id that GitLab shows nothing about.
@Suite struct LookupTests {
  private func looked(up text: String, scopes: [String]?) -> Pilot {
    let identity = Identity(
      user: nil,
      token: scopes.map { AccessTokenFacts(name: "laptop", scopes: $0, expiresAt: nil) })
    var pilot = Pilot(Fixtures.settings()) { work in
      switch work {
      case .identify: .identified(identity)
      case .resolve: .resolvingFailed(Fixtures.failure(.notFound))
      default: Fixtures.well(work)
      }
    }
    pilot.press(.down, .enter)
    pilot.type(text)
    pilot.press(.enter)
    return pilot
  }

  @Test(arguments: ["api", "read_api"])
  func idThatDoesNotExistIsAProblemOfTheField(scope: String) {
    var pilot = looked(up: "99999", scopes: [scope])
    #expect(pilot.shows("— Group"))
    #expect(pilot.shows("The server said no. Ask for another role."))
    pilot.press(.enter)
    #expect(pilot.shows("— Group"))
  }

  @Test(arguments: [["create_runner"], nil])
  func idThatMayNotBeReadIsShownForOneEnter(scopes: [String]?) {
    var pilot = looked(up: "99999", scopes: scopes)
    #expect(pilot.shows("— Group"))
    #expect(pilot.shows("not readable with this token; id 99999 is used"))
    pilot.press(.enter)
    #expect(pilot.shows("— Tags"))
  }

  @Test func linesSayThatAnIdDoesNotExist() {
    var plain = PlainWizard(settings: Fixtures.settings())
    _ = plain.start()
    _ = plain.answer(.identified(Fixtures.identity))
    _ = plain.answer(.examined(Fixtures.preflight(Fixtures.identity)))
    _ = plain.answer(line: "group")
    _ = plain.answer(line: "99999")
    let steps = plain.answer(.resolvingFailed(Fixtures.failure(.notFound)))
    #expect(steps.contains(.print("The server said no.", to: .standardError)))
    guard case .ask(let prompt, _)? = steps.last else {
      Issue.record("nothing is asked")
      return
    }
    #expect(prompt.hasPrefix("Group"))
  }
}
