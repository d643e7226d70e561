import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// The page of a runner that was deleted behind its back.
@Suite struct GoneRunnerTests {
  private let server = TrackedServer()

  /// On the page of a runner that the server told once, and then no more.
  private func gone(width: Int = 80, height: Int = 24) -> Pilot {
    var pilot = Pilot.onResult(server, width: width, height: height)
    server.fail(Fixtures.failure(.notFound))
    pilot.wait(seconds: 3)
    return pilot
  }

  @Test func nothingThatNeedsTheRunnerIsOffered() {
    var pilot = gone()
    #expect(pilot.shows("Runner gone"))
    #expect(pilot.words.contains("GitLab does not know runner #1234 any more"))
    #expect(pilot.lines.last?.contains("Enter/n Create again") == true)
    for offer in ["Copy token", "Set up", "Register here", "registers", "nowhere yet", "••••"] {
      #expect(!pilot.shows(offer), "\(offer)")
    }
    for key in ["x", "h", "w", "u", "y", "v", "H"] as [Character] {
      pilot.press(.character(key))
      #expect(pilot.shows("No command on \(key)"))
    }
  }

  @Test func leavingAsksNothingAndTheLastWordsSayIt() {
    var pilot = gone()
    pilot.press(.escape)
    #expect(pilot.shows("n creates it again"))
    pilot.press(.character("q"))
    #expect(pilot.farewell?.exitCode == 0)
    let words = pilot.farewell?.lines.joined(separator: " ") ?? ""
    #expect(words.contains("It is gone from GitLab."))
    #expect(!words.contains("token"))
  }

  @Test func theFormIsThereToCreateItAgain() {
    var pilot = gone()
    pilot.press(.character("n"))
    #expect(pilot.shows("— Review"))
    #expect(pilot.shows("Docker host in Lyon"))
    pilot.wait(milliseconds: 400)
    server.fail(nil)
    pilot.press(.enter)
    #expect(pilot.registrations.count == 2)
    #expect(pilot.registrations.first == pilot.registrations.last)
  }

  @Test func itsRegistrationNeedsNoMoreCare() {
    var pilot = RecoveryFixtures.created { [server] work in
      if case .readProgress = work { return server.answer(work) }
      return RecoveryFixtures.lost(nil)(work)
    }
    #expect(pilot.closedEntries.isEmpty)
    server.fail(Fixtures.failure(.notFound))
    pilot.wait(seconds: 3)
    #expect(pilot.closedEntries == ["entry-1"])
  }

  @Test func lookingAgainBringsThePageBackWhereTheRunnerIsThere() {
    var pilot = gone()
    pilot.press(.character("r"))
    pilot.wait(seconds: 5)
    #expect(pilot.shows("Runner gone"))
    server.fail(nil)
    server.reach(.registered)
    pilot.press(.character("r"))
    pilot.wait(seconds: 3)
    #expect(pilot.shows("Runner created"))
    #expect(pilot.shows("✓ registered"))
    #expect(pilot.shows("h Set up"))
  }

  @Test func oneThatTheServerDoesNotShowYetIsNotGone() {
    server.fail(Fixtures.failure(.notFound))
    var pilot = Pilot.onResult(server)
    #expect(pilot.shows("GitLab does not show it yet, trying again in"))
    server.fail(nil)
    pilot.wait(seconds: 10)
    #expect(pilot.shows("● registered"))
    #expect(!pilot.shows("Runner gone"))
  }

  @Test func undoThatFindsNoneLeavesTheSamePage() {
    var pilot = RecoveryFixtures.created(
      settings: RecoveryFixtures.settings(undoMinutes: 10),
      { work in
        if case .readRunner(let id, _, _) = work {
          return .runnerNotRead(id, Fixtures.failure(.notFound))
        }
        return RecoveryFixtures.lost(nil)(work)
      })
    pilot.press(.character("u"))
    #expect(pilot.shows("Runner gone"))
    #expect(pilot.closedEntries == ["entry-1"])
    pilot.press(.character("n"))
    #expect(pilot.shows("— Review"))
  }

  @Test func setUpPagesSayItAndRegisterNothing() {
    var pilot = Pilot.onResult(server)
    pilot.press(.character("h"))
    pilot.choose(.linux)
    server.fail(Fixtures.failure(.notFound))
    pilot.wait(seconds: 3)
    #expect(pilot.shows("⚠ The runner is gone from GitLab"))
    pilot.wait(seconds: 5)
    pilot.press(.character("x"))
    #expect(pilot.told("The runner is gone from GitLab"))
    #expect(!pilot.works.contains { $0.isFinding })
    pilot.press(.escape, .escape, .escape, .escape)
    #expect(pilot.shows("Create again"))
  }

  @Test(arguments: ["x", "w"] as [Character])
  func whatIsOpenOverThePageGoesNoFurther(key: Character) {
    var pilot = Pilot.onResult(server)
    pilot.outside = { [server] work in
      if case .readProgress = work { return server.answer(work) }
      return MachineFixtures.well(work)
    }
    pilot.press(.character(key))
    server.fail(Fixtures.failure(.notFound))
    pilot.wait(seconds: 3)
    #expect(pilot.shows("⚠ The runner is gone from GitLab"))
    #expect(pilot.lines.last?.contains("Enter Close") == true)
    pilot.press(.enter)
    #expect(pilot.shows("Create again"))
    #expect(!pilot.works.contains { $0.isLocalRegistration || $0.isWritingConfig })
  }

  @Test func aResetTokenOfAGoneRunnerLeadsBackToTheList() {
    var pilot = Pilot.onResult(server)
    pilot.change { app in
      guard let result = app.result else { return }
      let runner = RecoveryFixtures.runner()
      app.screen = .result(
        ResultScreen(
          runner: result.runner, expiry: nil, origin: .reset(runner), server: result.server))
    }
    server.fail(Fixtures.failure(.notFound))
    pilot.wait(seconds: 3)
    #expect(pilot.shows("Runner gone"))
    #expect(!pilot.shows("Create again"))
    pilot.press(.escape)
    #expect(!pilot.shows("Leave without the token?"))
  }

  @Test func commandsHaveKeysOfTheirOwn() {
    let survey = CommandSurvey([gone().app])
    survey.expectThatNoKeyMeansTwoCommandsOfATable()
    survey.expectThatFootersNameOnlyWhatWorks()
  }

  @Test(arguments: ResultLayoutTests.sizes) func pictures(size: Size) {
    let pilot = gone(width: size.width, height: size.height)
    assertSnapshot(pilot.frame, named: "result-gone-\(size.width)x\(size.height)")
  }
}
