import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// What the result page shows where there is little room.
@Suite struct ResultLayoutTests {
  static let sizes = [
    Size(width: 40, height: 12), Size(width: 80, height: 24), Size(width: 140, height: 40),
  ]
  private let server = TrackedServer()

  private func low() -> Pilot { Pilot.onResult(server, width: 40, height: 12) }

  /// Everything that has to be seen, whatever has happened to the token.
  private func expectWhatIsNeeded(
    _ pilot: Pilot, kept: String, progress: String, next: String = "h set up, x register here",
    _ place: SourceLocation = #_sourceLocation
  ) {
    for text in [
      "Token     ••••", "Kept      \(kept)", "Progress  \(progress)", "Next      \(next)",
    ] {
      #expect(pilot.shows(text), "\(text) \(pilot)", sourceLocation: place)
    }
  }

  @Test func tokenPlaceProgressAndKeysAreSeenAtOnce() {
    var pilot = low()
    expectWhatIsNeeded(pilot, kept: "nowhere yet", progress: "● registered, not yet")
    #expect(pilot.shows("#1234, group runner"))
    #expect(pilot.shows("2027-03-30, in 89 days"))
    pilot.press(.character("S"), .enter)
    pilot.wait(seconds: 5)
    expectWhatIsNeeded(pilot, kept: "saved", progress: "● registered, not yet")
    server.reach(.registered)
    pilot.wait(seconds: 5)
    expectWhatIsNeeded(pilot, kept: "saved", progress: "● asks for jobs, not yet")
  }

  @Test func toastsHideNothingThatIsNeeded() {
    var pilot = low()
    pilot.press(.character("y"))
    #expect(pilot.shows("Copied the token via tmux"))
    expectWhatIsNeeded(pilot, kept: "copied", progress: "● registered, not yet")
    server.reach(.polling)
    pilot.wait(seconds: 3)
    #expect(pilot.shows("Runner #1234 asks for jobs"))
    expectWhatIsNeeded(
      pilot, kept: "copied", progress: "✓ asks for jobs", next: "n another like this")
    pilot.outside = Fixtures.except(\.isCopying, .copied(.failed(message: "no clipboard")))
    pilot.press(.character("y"))
    #expect(pilot.words.contains("Press t to show the token alone, or S to save"))
    #expect(pilot.shows("Kept      copied"))
    #expect(pilot.shows("Next      n another like this"))
  }

  @Test func stuckNamesTheKeyAndTheLikelyCause() {
    var pilot = low()
    pilot.press(.character("S"), .enter)
    pilot.wait(seconds: 35)
    expectWhatIsNeeded(pilot, kept: "saved", progress: "● registered, not yet")
    #expect(pilot.words.contains("Stuck? H: the command was not run yet, or failed?"))
    server.reach(.registered)
    pilot.wait(seconds: 45)
    #expect(pilot.words.contains("Stuck? H: gitlab-runner does not run there?"))
    pilot.press(.character("H"))
    #expect(pilot.shows("Is the service running?"))
  }

  @Test func aLongPathLeavesRoomForTheKeysAndStandsWholeBelow() {
    let path = "/srv/configuration/of/all/runners/gitlab-runner/config.toml"
    var pilot = low()
    pilot.outside = { [server] work in
      switch work {
      case .registerHere: .registeredHere(.registered(path: path, isOfService: true))
      case .findLocalRunner: .localRunnerFound(MachineFixtures.service)
      default: server.answer(work)
      }
    }
    pilot.press(.character("x"), .enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.escape)
    expectWhatIsNeeded(
      pilot, kept: "in", progress: "● registered, not yet", next: "gitlab-runner must run")
    #expect(!pilot.shows("for gitlab-runner"))
    pilot.press(.end)
    pilot.press(.pageUp, .pageUp)
    var seen = pilot.words
    for _ in 0..<6 {
      pilot.press(.pageUp)
      seen += pilot.words
    }
    // The bar beside the page may stand between two rows.
    #expect(seen.replacing(" █", with: "").contains("for gitlab-runner"))
  }

  @Test func lostConnectionTakesTheLineOfTheProgress() {
    server.fail(Fixtures.failure(.couldNotConnect, .notSent))
    let pilot = low()
    expectWhatIsNeeded(pilot, kept: "nowhere yet", progress: "⚠ connection lost")
  }

  @Test func demonstrationOffersNoRegisteringHere() {
    for (size, text) in [
      (Size(width: 40, height: 12), "Next h set up"),
      (Size(width: 80, height: 30), "h writes the exact text"),
    ] {
      var pilot = Pilot(Fixtures.settings(isDemo: true), outside: server.answer)
      pilot.goToResult()
      pilot.resize(size.width, size.height)
      #expect(pilot.words.contains(text))
      #expect(!pilot.words.contains("x register"))
    }
  }

  @Test func allTheRestIsBelow() {
    var pilot = low()
    server.reach(.registered)
    pilot.wait(seconds: 3)
    var seen = pilot.screen
    for _ in 0..<8 {
      pilot.press(.pageDown)
      seen += pilot.screen
    }
    for text in [
      "For       acme/infra", "expires 2027-03-30", "Stages", "s_0123456789ab", "Next steps",
      "stty -echo; read -r",
    ] {
      #expect(seen.contains(text), "\(text)")
    }
  }

  /// The shell of many systems is dash, whose `read` knows no `-s`.
  @Test func linesToTypeByHandWorkInAnyShell() throws {
    let lines = Texts.byHand(url: "https://gitlab.example.com").joined(separator: "\n")
    let script = "sudo() { printf '%s|%s' \"$CI_SERVER_TOKEN\" \"$*\"; }\n\(lines)\n"
    for shell in ["sh", "bash"] {
      let run = try ProgramRun(shell, ["-c", script], input: "glrt-t1_typed\n")
      #expect(run.exitCode == 0)
      #expect(
        run.output
          == "glrt-t1_typed|-E gitlab-runner register --url https://gitlab.example.com", "\(shell)")
    }
  }

  @Test(arguments: sizes) func pictures(size: Size) {
    var pilot = Pilot.onResult(server, width: size.width, height: size.height)
    func check(_ name: String) {
      assertSnapshot(pilot.frame, named: "result-\(name)-\(size.width)x\(size.height)")
    }
    check("fresh")
    pilot.press(.character("y"))
    check("fresh-copied")
    pilot.press(.character("S"), .enter)
    pilot.wait(seconds: 36)
    check("fresh-stuck")
    server.reach(.polling)
    pilot.wait(seconds: 16)
    check("fresh-asking")
  }
}
