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

  @Test func runnerThatIsGoneAlreadyIsUndoneToo() {
    var pilot = created(failure: Fixtures.failure(.notFound))
    pilot.press(.character("u"))
    #expect(pilot.shows("— Review"))
    #expect(pilot.closedEntries == ["entry-1"])
  }
}
