import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

@Suite struct MachineTests {
  private let size = Size(width: 100, height: 40)

  private func pilot(
    _ outside: @escaping @Sendable (Work) -> Answer? = MachineFixtures.well
  ) -> Pilot {
    MachineFixtures.pilot(outside, size: size)
  }

  @Test func factsAndTheCommandStandThereBeforeAnythingIsRun() {
    var pilot = pilot()
    pilot.press(.character("x"))
    #expect(pilot.shows("gitlab-runner 19.4.0, /usr/bin/gitlab-runner"))
    #expect(pilot.shows("is active and reads /etc/gitlab-runner/config.toml."))
    #expect(pilot.shows("has 1 section: build-host-7."))
    #expect(pilot.shows("register --non-interactive --config /etc/gitlab-runner/config.toml"))
    #expect(pilot.shows("RUNNER_TAG_LIST") && pilot.shows("https_proxy"))
    #expect(!pilot.shows("NotAReal"))
    #expect(!pilot.works.contains { $0.isLocalRegistration })
  }

  @Test func registeredTokenIsSafe() {
    var pilot = pilot()
    pilot.press(.character("x"), .enter)
    #expect(pilot.shows("Registered: /etc/gitlab-runner/config.toml has the runner"))
    pilot.wait(milliseconds: 400)
    pilot.press(.escape)
    #expect(pilot.shows("in /etc/gitlab-runner/config.toml since"))
    pilot.press(.character("q"))
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test func registeredRunnerOnlyNeedsItsProgramToRun() {
    let path = "/home/ci/.gitlab-runner/config.toml"
    let server = TrackedServer()
    var pilot = Pilot.onResult(server, width: 100, height: 36)
    #expect(pilot.shows("x registers"))
    pilot.outside = { work in
      switch work {
      case .registerHere: .registeredHere(.registered(path: path, isOfService: false))
      case .findLocalRunner: .localRunnerFound(MachineFixtures.service)
      default: server.answer(work)
      }
    }
    pilot.press(.character("x"), .enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.escape)
    #expect(pilot.words.contains("The runner stands in \(path). It asks for jobs as soon as"))
    #expect(pilot.shows("Registered here: gitlab-runner has to run"))
    #expect(!pilot.shows("x registers"))
    server.reach(.registered)
    pilot.wait(seconds: 45)
    pilot.press(.character("H"))
    #expect(pilot.shows("sudo grep concurrent \(path)"))
  }

  @Test func linesComeWhileItRunsAndEscStopsIt() {
    var pilot = pilot(MachineFixtures.except(\.isLocalRegistration, nil))
    pilot.press(.character("x"), .enter)
    pilot.answer(.registrationSays("Verifying runner... is valid"), where: \.isLocalRegistration)
    #expect(pilot.shows("Verifying runner... is valid"))
    #expect(pilot.shows("Stop"))
    pilot.press(.enter)
    #expect(pilot.works.count(where: \.isLocalRegistration) == 1)
    pilot.press(.escape)
    #expect(!pilot.pending.contains { $0.work.isLocalRegistration })
    #expect(pilot.shows("Stopped."))
    #expect(!pilot.shows("in /etc/gitlab-runner/config.toml since"))
  }

  @Test func registrationThatWasDoneBeforeItWasStoppedCounts() {
    var found = MachineFixtures.service
    found.configuration = .entries(
      [LocalRunner.Entry(id: 1234, name: "new", url: "")], isWritable: true)
    let late = found
    var pilot = pilot(MachineFixtures.except(\.isLocalRegistration, nil))
    pilot.press(.character("x"), .enter)
    pilot.outside = MachineFixtures.except(\.isFinding, .localRunnerFound(late))
    pilot.press(.escape)
    #expect(pilot.shows("Registered:"))
  }

  @Test func failureSaysWhyAndCanBeTriedAgain() {
    var pilot = pilot(
      MachineFixtures.except(
        \.isLocalRegistration, .registeredHere(MachineFixtures.failure)))
    pilot.press(.character("x"), .enter)
    #expect(pilot.shows("does not trust the certificate"))
    #expect(pilot.shows("Connect with the authority's file"))
    #expect(pilot.shows("Try again"))
    pilot.outside = MachineFixtures.well
    pilot.wait(milliseconds: 400)
    pilot.press(.enter)
    #expect(pilot.shows("Registered:"))
  }

  @Test func runnerThatTheFileHasIsNotRegisteredAgain() {
    var found = MachineFixtures.service
    found.configuration = .entries(
      [LocalRunner.Entry(id: 1234, name: "there", url: "")], isWritable: true)
    var pilot = pilot(MachineFixtures.except(\.isFinding, .localRunnerFound(found)))
    pilot.press(.character("x"))
    #expect(pilot.shows("has this runner already"))
    pilot.press(.enter)
    #expect(!pilot.works.contains { $0.isLocalRegistration })
  }

  @Test func fileThatMayNotBeWrittenKeepsTheTokenFromBeingUsed() {
    var found = MachineFixtures.service
    found.configuration = .entries([], isWritable: false)
    var pilot = pilot(MachineFixtures.except(\.isFinding, .localRunnerFound(found)))
    pilot.press(.character("x"), .enter)
    #expect(!pilot.works.contains { $0.isLocalRegistration })
  }

  @Test func userModeWarnsThatNothingRuns() {
    var pilot = pilot(
      MachineFixtures.except(\.isFinding, .localRunnerFound(MachineFixtures.user)))
    pilot.press(.character("x"))
    #expect(pilot.shows("not this user's file"))
  }

  @Test func withoutGitLabRunnerTheWayToItIsSaid() {
    var pilot = pilot(MachineFixtures.except(\.isFinding, .localRunnerFound(nil)))
    pilot.press(.character("x"))
    #expect(pilot.shows("gitlab-runner is not installed on this machine."))
    pilot.outside = MachineFixtures.well
    pilot.press(.character("r"))
    #expect(pilot.shows("gitlab-runner 19.4.0"))
  }

  @Test func differenceStandsThereBeforeTheFileIsWritten() {
    var pilot = pilot()
    pilot.press(.character("w"))
    #expect(pilot.shows("File /etc/gitlab-runner/config.toml"))
    pilot.press(.enter)
    #expect(pilot.shows("+  token = \"‹redacted›\""))
    #expect(pilot.shows("at most one job runs"))
    #expect(!pilot.works.contains { $0.isWritingConfig })
    pilot.wait(milliseconds: 400)
    pilot.press(.enter)
    #expect(pilot.shows("Written to /etc/gitlab-runner/config.toml."))
    #expect(pilot.shows(".bak-20260131-091500"))
    #expect(pilot.shows("gitlab-runner lint finds nothing wrong."))
    pilot.wait(milliseconds: 400)
    pilot.press(.enter, .character("q"))
    #expect(pilot.farewell?.exitCode == 0)
  }

  @Test(arguments: [
    (true, "File /etc/gitlab-runner/config.toml"),
    (false, "File /home/olivia/.gitlab-runner/config.toml"),
  ])
  func fileThatThisUserCanWriteIsProposed(isRoot: Bool, line: String) {
    var settings = Fixtures.settings()
    settings.isRoot = isRoot
    for answer in [Answer.localRunnerFound(nil), nil] {
      var pilot = Pilot(
        settings, size: size, outside: MachineFixtures.except(\.isFinding, answer))
      pilot.goToResult()
      pilot.press(.character("w"))
      #expect(pilot.shows(line))
    }
  }

  @Test func whereItCannotBeRegisteredTheTextIsOneKeyAway() {
    var found = MachineFixtures.service
    found.configuration = .entries([], isWritable: false)
    let failed = MachineFixtures.except(
      \.isLocalRegistration, .registeredHere(MachineFixtures.failure))
    for outside in [
      MachineFixtures.except(\.isFinding, .localRunnerFound(nil)),
      MachineFixtures.except(\.isFinding, .localRunnerFound(found)), failed,
    ] {
      var pilot = pilot(outside)
      pilot.press(.character("x"))
      if pilot.lines.last?.contains("Register here") == true { pilot.press(.enter) }
      pilot.wait(milliseconds: 400)
      #expect(pilot.lines.last?.contains("h Text to copy") == true)
      pilot.press(.character("h"))
      #expect(pilot.shows("Set up the runner"))
      #expect(pilot.shows("sudo --preserve-env=CI_SERVER_TOKEN gitlab-runner register"))
      pilot.wait(milliseconds: 400)
      pilot.press(.escape, .escape, .escape, .escape)
      #expect(pilot.shows("Runner created"))
    }
  }

  @Test func whereItCanBeRegisteredNoTextIsOffered() {
    var pilot = pilot()
    pilot.press(.character("x"))
    #expect(pilot.lines.last?.contains("Text to copy") == false)
    pilot.press(.character("h"))
    #expect(pilot.shows("Register on this machine"))
  }

  @Test func textThatLacksAnAnswerAsksForIt() {
    var pilot = pilot(MachineFixtures.except(\.isFinding, .localRunnerFound(nil)))
    pilot.press(.character("h"), .enter)
    // ssh, which needs a host and a user.
    pilot.press(.down, .down, .down, .escape, .escape)
    pilot.press(.character("x"), .character("h"))
    #expect(pilot.shows("What it needs to know"))
    #expect(pilot.shows("Give the host that runs the jobs."))
  }

  @Test func typedPathIsTheOneThatIsLookedAt() {
    var pilot = pilot(MachineFixtures.except(\.isFinding, nil))
    pilot.press(.character("w"), .control("u"))
    pilot.type("/srv/x.toml")
    pilot.answer(.localRunnerFound(MachineFixtures.service), where: \.isFinding)
    pilot.press(.enter)
    let isAsked = pilot.works.contains {
      if case .previewConfig(_, path: "/srv/x.toml") = $0 { true } else { false }
    }
    #expect(isAsked)
  }

  @Test func fileThatWasChangedMeanwhileShowsTheNewDifferenceAtOnce() {
    var pilot = pilot(
      MachineFixtures.except(\.isWritingConfig, .configNotWritten("It was changed.")))
    pilot.press(.character("w"), .enter)
    pilot.wait(milliseconds: 400)
    var changed = MachineFixtures.preview
    changed.number = 2
    changed.difference[2] = "@@ -17,0 +18,4 @@"
    let now = changed
    pilot.outside = { work in
      switch work {
      case .previewConfig: .configPreviewed(now)
      case .writeConfig(let shown): shown == now ? nil : .configNotWritten("It was changed.")
      default: MachineFixtures.well(work)
      }
    }
    pilot.press(.enter)
    #expect(pilot.shows("It was changed."))
    #expect(pilot.shows("@@ -17,0 +18,4 @@"))
    #expect(pilot.shows("+  token = \"‹redacted›\""))
    // Typed ahead of what nobody has seen yet, it writes nothing.
    pilot.press(.enter)
    #expect(pilot.works.count(where: \.isWritingConfig) == 1)
    pilot.wait(milliseconds: 400)
    pilot.press(.enter)
    #expect(pilot.works.count(where: \.isWritingConfig) == 2)
    pilot.answer(.configWritten(MachineFixtures.written), where: \.isWritingConfig)
    #expect(pilot.shows("Written to /etc/gitlab-runner/config.toml."))
  }

  @Test func fileThatCannotBeWrittenLeavesTheTokenUnsafe() {
    var pilot = pilot(
      MachineFixtures.except(\.isWritingConfig, .configNotWritten("It is read-only.")))
    pilot.press(.character("w"), .enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.enter)
    #expect(pilot.shows("It is read-only."))
    pilot.wait(milliseconds: 400)
    pilot.press(.escape, .escape, .character("q"))
    #expect(pilot.shows("Leave without the token?"))
  }

  @Test func demonstrationAndReadOnlySayWhyNot() {
    var demo = MachineFixtures.pilot(size: size, isDemo: true)
    demo.press(.character("x"))
    #expect(demo.shows("The demonstration has no server"))
    #expect(!demo.works.contains { $0.isFinding })
  }

  @Test(arguments: SnapshotTests.sizes) func pictures(size: Size) {
    func check(_ pilot: Pilot, _ name: String) {
      assertSnapshot(pilot.frame, named: "machine-\(name)-\(size.width)x\(size.height)")
    }
    var register = MachineFixtures.pilot(size: size)
    register.press(.character("x"))
    check(register, "ready")
    register.press(.enter)
    check(register, "registered")
    var failed = MachineFixtures.pilot(
      MachineFixtures.except(\.isLocalRegistration, .registeredHere(MachineFixtures.failure)),
      size: size)
    failed.press(.character("x"), .enter)
    check(failed, "failed")
    var write = MachineFixtures.pilot(size: size)
    write.press(.character("w"))
    check(write, "path")
    write.press(.enter)
    check(write, "difference")
    write.wait(milliseconds: 400)
    write.press(.enter)
    check(write, "written")
  }
}
