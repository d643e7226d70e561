import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct PlainConnectionTests {
  private func typed(_ outside: @escaping (Work) -> Answer? = Fixtures.well) -> Teletype {
    Teletype(Fixtures.settings(.incomplete(ConnectionDraft(), notes: [])), outside)
  }

  private func connect(_ tty: inout Teletype) {
    tty.answer("gitlab.example.com", Fixtures.accessToken, "", "", "", "", "")
  }

  private func identified(_ tty: Teletype) -> [Work] { tty.work.filter(\.isIdentification) }

  @Test func typedAddressIsProbedBeforeTheTokenIsSent() {
    var tty = typed()
    connect(&tty)
    #expect(tty.work.first?.isProbe == true)
    if case .probe(let connection)? = tty.work.first { #expect(connection.token.isEmpty) }
    #expect(identified(tty).count == 1)
  }

  @Test func addressThatTheServerNamesIsOffered() {
    let there = Fixtures.server("https://gitlab.example.com/gitlab")
    var tty = typed { work in
      guard case .probe(let connection) = work else { return Fixtures.well(work) }
      return .probed(connection.server == there ? .gitLab : .wrongPath(suggested: there))
    }
    connect(&tty)
    #expect(tty.said("its API is below another path"))
    #expect(tty.prompt == "Use https://gitlab.example.com/gitlab? yes or no [yes]: ")
    tty.answer("perhaps")
    #expect(tty.said("Answer yes or no."))
    tty.answer("")
    #expect(identified(tty).count == 1)
    #expect(tty.prompt?.hasPrefix("Runner type") == true)
  }

  @Test func whatIsNotGitLabIsSaidAndTheOperatorMayInsist() {
    var tty = typed(Fixtures.except(\.isProbe, .probed(.notGitLab(reason: "it says nginx."))))
    connect(&tty)
    #expect(tty.said("This is not GitLab: it says nginx."))
    #expect(identified(tty).isEmpty)
    tty.answer("retry")
    #expect(identified(tty).isEmpty)
    tty.answer("go on")
    #expect(identified(tty).count == 1)
  }

  @Test func certificatesArePrintedWhereTheyAreNotTrusted() {
    var tty = typed(Fixtures.untrusted(.unknownIssuer))
    connect(&tty)
    #expect(tty.said("comes from an authority that this machine does not know"))
    #expect(tty.said("SHA-256: AB:AB"))
    #expect(tty.said("Valid: 2026-12-01 11:03 +00:00 to"))
    #expect(identified(tty).isEmpty)
    #expect(tty.prompt == "retry, < goes back, ! cancels: ")
    // No insisting makes a server trusted.
    tty.answer("go on")
    #expect(tty.prompt == "retry, < goes back, ! cancels: ")
    #expect(identified(tty).isEmpty)
  }

  @Test func commandIsAskedForInPlaceOfTheToken() {
    var tty = typed()
    tty.answer("gitlab.example.com", "")
    #expect(tty.prompt?.hasPrefix("Token command") == true)
    tty.answer("")
    #expect(tty.said("The access token is missing"))
    tty.answer("", "pass 'git lab'", "", "", "", "", "")
    #expect(tty.work.contains(.readToken(command: ["pass", "git lab"])))
    #expect(tty.said("running helper pass"))
    #expect(identified(tty).count == 1)
  }

  @Test func typeThatCannotBeCreatedSaysWhyAndIsAskedForAgain() {
    var tty = Teletype(Fixtures.settings(), Fixtures.examined(Fixtures.ownersPreflight))
    #expect(tty.said("1  Instance: Only administrators create instance runners."))
    #expect(tty.prompt == "Runner type [group]: ")
    tty.answer("instance")
    #expect(tty.said("Ask an administrator, or choose group or project."))
    #expect(tty.prompt?.hasPrefix("Runner type") == true)
    tty.answer("group")
    #expect(tty.prompt?.hasPrefix("Group") == true)
  }

  @Test func nothingIsAskedWhereNoTypeCanBeCreated() {
    let nobody = Fixtures.preflight(
      Fixtures.identity, instance: .no(Fixtures.adminObstacle), group: .no(Fixtures.roleObstacle),
      project: .no(Fixtures.roleObstacle))
    let tty = Teletype(Fixtures.settings(), Fixtures.examined(nobody))
    #expect(tty.exitCode == 3)
    #expect(tty.said("Only administrators create instance runners."))
    #expect(tty.said("You are Developer in acme/infra. Creating a group runner needs"))
    #expect(tty.prompt?.hasPrefix("Runner type") != true)
  }

  @Test func warningsArePrinted() {
    let tty = Teletype(
      Fixtures.settings(),
      Fixtures.examined(Fixtures.preflight(Fixtures.identity, warnings: ["It ends soon."])))
    #expect(tty.said("It ends soon."))
  }

  @Test func nothingIsSentThatIsKnownToFail() {
    var tty = Teletype(Fixtures.settings()) { work in
      if case .examineTarget(let target, description: _, _, _) = work {
        return .targetExamined(TargetFacts(target: target, creation: .no(Fixtures.roleObstacle)))
      }
      return Fixtures.well(work)
    }
    tty.goToReview()
    #expect(tty.said("You are Developer in acme/infra."))
    tty.answer("yes")
    #expect(tty.registrations.isEmpty)
    #expect(tty.said("Nothing is sent that is known to fail."))
  }

  @Test func refusalIsExplainedWithItsProofAndDetails() {
    var tty = Teletype(Fixtures.settings()) { work in
      switch work {
      case .register: .registrationFailed(Fixtures.failure(.forbidden))
      case .inquire: .inquired(RefusalTests.report)
      default: Fixtures.well(work)
      }
    }
    tty.goToReview()
    tty.answer("yes")
    #expect(tty.said("The server said no."))
    #expect(tty.said("- You are Owner of acme/infra."))
    #expect(tty.said("For your administrator:"))
    #expect(tty.said("Group acme/infra, id 7"))
    #expect(tty.prompt == "retry, < goes back, ! cancels: ")
  }

  @Test func knownConnectionWithAProblemIsAskedForAgain() {
    var tty = Teletype(
      Fixtures.settings(.incomplete(ConnectionDraft(), notes: []), known: Fixtures.manyKnown))
    tty.answer("old-glab")
    #expect(tty.said("run glab auth login"))
    #expect(tty.prompt?.hasPrefix("Connect as") == true)
    tty.answer("customer")
    #expect(tty.said("running helper /usr/local/bin/glhelper"))
    #expect(identified(tty).count == 1)
  }
}
