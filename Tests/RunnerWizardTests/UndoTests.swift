import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// Deleting a runner right after it was created.
@Suite struct UndoTests {
  private func created(
    _ detail: RunnerDetail? = nil, failure: APIFailure? = nil, minutes: Int = 10,
    isReadOnly: Bool = false
  ) -> Pilot {
    var pilot = RecoveryFixtures.created(
      settings: RecoveryFixtures.settings(undoMinutes: minutes),
      RecoveryFixtures.lost(nil, detail: detail))
    pilot.streams = RecoveryFixtures.deletes(failure)
    return pilot
  }

  @Test func oneKeyDeletesItAndBringsTheFormBack() {
    var pilot = created()
    #expect(pilot.lines.last?.contains("u Undo") == true)
    pilot.press(.character("u"))
    #expect(pilot.tasks == [RunnerTask(id: 1234, change: .delete)])
    #expect(pilot.closedEntries == ["entry-1"])
    #expect(pilot.told("Undone: runner #1234 is deleted"))
    #expect(pilot.shows("— Review"))
    #expect(pilot.shows("Docker host in Lyon"))
    #expect(pilot.registrations.count == 1)
    pilot.wait(milliseconds: 300)
    pilot.press(.control("c"))
    #expect(pilot.shows("Discard this draft?"), "the form is the operator's work")
  }

  @Test func runnerThatAMachineUsesIsNotDeleted() {
    let manager = RunnerManager(id: 1, systemID: "s_lyon", status: .online)
    var pilot = created(RunnerDetail(runner: RecoveryFixtures.runner(), managers: [manager]))
    pilot.press(.character("u"))
    #expect(pilot.tasks.isEmpty)
    #expect(pilot.told("A machine uses the runner already, so it was not deleted"))
    #expect(pilot.shows("Runner created"))
  }

  @Test func itIsTooLateAfterSomeMinutes() {
    var pilot = created(minutes: 2)
    pilot.wait(milliseconds: 121_000)
    pilot.press(.character("u"))
    #expect(pilot.told("It can be undone for 2 minutes only"))
    #expect(pilot.tasks.isEmpty)
  }

  @Test func withoutMinutesThereIsNoUndo() {
    var pilot = created(minutes: 0)
    pilot.press(.character("u"))
    #expect(pilot.told("No command on u"))
  }

  @Test func tokenThatMayNotDeleteSaysWhatItTakes() {
    var pilot = RecoveryFixtures.created(
      settings: RecoveryFixtures.settings(undoMinutes: 10),
      RecoveryFixtures.lost(nil, identity: RecoveryFixtures.createOnly))
    pilot.press(.character("u"))
    #expect(pilot.tasks.isEmpty)
    #expect(pilot.told("manage_runner"))
  }

  @Test func escapeWhileTheRunnerIsReadDeletesNothing() {
    var pilot = created()
    pilot.outside = { _ in nil }
    pilot.press(.character("u"))
    pilot.wait(milliseconds: 200)
    #expect(pilot.shows("Reading runner #1234"))
    pilot.press(.escape)
    pilot.answer(
      .runnerRead(RunnerDetail(runner: RecoveryFixtures.runner())), where: \.isReadingRunner)
    #expect(pilot.tasks.isEmpty)
    #expect(pilot.shows("Runner created"))
  }

  @Test func refusedDeletionLeavesThePageWithItsToken() {
    var pilot = created(failure: Fixtures.failure(.forbidden))
    pilot.press(.character("u"))
    #expect(pilot.told("was not changed"))
    #expect(pilot.shows("Runner created"))
    #expect(pilot.closedEntries.isEmpty)
    pilot.press(.character("y"))
    #expect(pilot.shows("via tmux"))
  }

  private func recovered(
    age: Int64?, draft isKnown: Bool = true, minutes: Int = 5
  ) -> Pilot {
    var runner = RecoveryFixtures.runner()
    runner.createdAt = age.map { ListFixtures.now - $0 }
    var settings = isKnown ? RecoveryFixtures.settings() : ListFixtures.settings()
    settings.undoMinutes = minutes
    let report = RecoveryReport(candidates: [.init(runner: runner, token: Secret(Fixtures.token))])
    guard isKnown else {
      var pilot = Pilot(
        settings,
        outside: { [runner] work in
          if work.isRecall { return .tokenRecalled(1234, Secret(Fixtures.token)) }
          return RecoveryFixtures.lost(nil, detail: RunnerDetail(runner: runner))(work)
        },
        streams: { [served = ListFixtures.serves([runner])] work in
          let parts = RecoveryFixtures.deletes()(work)
          return parts.isEmpty ? served(work) : parts
        })
      pilot.press(.character("t"))
      pilot.wait(milliseconds: 400)
      return pilot
    }
    settings.unfinished = [RecoveryFixtures.entry()]
    var pilot = Pilot(
      settings, outside: RecoveryFixtures.lost(report, detail: RunnerDetail(runner: runner)),
      streams: RecoveryFixtures.deletes())
    pilot.wait(milliseconds: 400)
    pilot.press(.enter)
    pilot.wait(milliseconds: 400)
    return pilot
  }

  @Test func recoveredRunnerIsUndoneInItsFirstMinutes() {
    var pilot = recovered(age: 60)
    #expect(pilot.shows("Token recovered"))
    #expect(pilot.lines.last?.contains("u Undo") == true)
    pilot.press(.character("u"))
    #expect(pilot.tasks == [RunnerTask(id: 1234, change: .delete)])
    #expect(pilot.closedEntries == ["entry-1"])
    #expect(pilot.shows("— Review"))
    #expect(pilot.told("The form is as it was"))
  }

  @Test func recoveredRunnerOfUnknownOrOtherTimeIsNot() {
    for age in [nil, -3_600] as [Int64?] {
      var pilot = recovered(age: age)
      #expect(pilot.shows("Token recovered"))
      pilot.press(.character("u"))
      #expect(pilot.told("No command on u"))
    }
    var old = recovered(age: 400)
    old.press(.character("u"))
    #expect(old.told("It can be undone for 5 minutes only"))
    #expect(old.tasks.isEmpty)
  }

  @Test func runnerWhoseTokenWasShownFromTheListIsUndoneThere() {
    var pilot = recovered(age: 60, draft: false)
    #expect(pilot.shows("Token recovered"))
    pilot.press(.character("u"))
    #expect(pilot.tasks == [RunnerTask(id: 1234, change: .delete)])
    #expect(pilot.told("Undone: runner #1234 is deleted"))
    #expect(!pilot.told("The form is as it was"))
    #expect(!pilot.shows("Token recovered"))
    #expect(pilot.shows("GitLab runners") || pilot.shows("Runners"))
  }

  @Test func runnerThatIsGoneAlreadyIsUndoneToo() {
    var pilot = created(failure: Fixtures.failure(.notFound))
    pilot.press(.character("u"))
    #expect(pilot.shows("— Review"))
    #expect(pilot.closedEntries == ["entry-1"])
  }
}

/// Undoing a runner whose section stands in a configuration file.
@Suite struct UndoConfiguredTests {
  private static let path = MachineFixtures.configPath

  private func written() -> Pilot {
    var pilot = RecoveryFixtures.created(
      settings: RecoveryFixtures.settings(undoMinutes: 10)
    ) { work in
      switch work {
      case .findLocalRunner, .previewConfig, .writeConfig: MachineFixtures.well(work)
      default: RecoveryFixtures.lost(nil)(work)
      }
    }
    pilot.streams = RecoveryFixtures.deletes()
    pilot.press(.character("w"), .enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.enter)
    pilot.wait(milliseconds: 400)
    pilot.press(.enter)
    return pilot
  }

  @Test func undoAsksFirstWhereASectionStandsInAFile() {
    var pilot = written()
    #expect(pilot.shows("in \(Self.path) since"))
    pilot.press(.character("u"))
    #expect(pilot.tasks.isEmpty)
    #expect(!pilot.works.contains { $0.isReadingRunner })
    #expect(pilot.boxed.contains("Runner #1234 stands in \(Self.path)."))
    pilot.press(.enter)
    #expect(pilot.tasks.isEmpty)
    #expect(pilot.shows("Runner created"))
    pilot.press(.character("u"), .escape)
    #expect(pilot.tasks.isEmpty)
  }

  @Test func undoneRunnerLeavesItsSectionWhichIsSaid() {
    var pilot = written()
    pilot.press(.character("u"), .character("d"))
    #expect(pilot.tasks == [RunnerTask(id: 1234, change: .delete)])
    #expect(pilot.told("Its section in \(Self.path) is of no use now; remove it"))
    #expect(pilot.told("The form is as it was"))
    #expect(pilot.shows("— Review"))
  }

  @Test func questionFitsTheSmallestScreen() {
    var pilot = written()
    pilot.resize(40, 10)
    pilot.press(.character("u"))
    #expect(pilot.shows("[k] Keep the runner"))
    #expect(pilot.shows("[d] Delete the runner"))
  }
}
