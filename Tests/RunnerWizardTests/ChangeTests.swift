import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// Changes of single runners of the list.
@Suite struct ChangeTests {
  private func isPaused(_ pilot: Pilot, _ id: Int64) -> Bool? { pilot.app.row(id)?.isPaused }

  @Test func pauseShowsAtOnceAndIsSentOnce() {
    var pilot = ChangeFixtures.pilot(answersChanges: false)
    pilot.press(.character("p"))
    #expect(isPaused(pilot, 6) == true)
    #expect(pilot.tasks == [RunnerTask(id: 6, change: .pause)])
    pilot.press(.character("p"))
    #expect(pilot.shows("still being changed"))
    #expect(pilot.tasks.count == 1)
    pilot.answer(
      .changed(6, ChangeFixtures.changed(ChangeFixtures.runner(6), by: .pause)),
      where: \.isChange)
    pilot.answer(.changesEnded, where: \.isChange)
    #expect(pilot.shows("Paused"))
    pilot.press(.character("p"))
    #expect(pilot.tasks.last == RunnerTask(id: 6, change: .resume))
    #expect(isPaused(pilot, 6) == false)
  }

  @Test func refusedPauseIsTakenBackWithTheReason() {
    var pilot = ChangeFixtures.pilot(failures: [6: Fixtures.failure(.forbidden)])
    pilot.press(.character("p"))
    #expect(isPaused(pilot, 6) == false)
    #expect(pilot.shows("was not changed."))
    #expect(pilot.told("The server said no. Ask for another role."))
  }

  @Test func pauseOfAnotherRunnerWaitsForTheFirstAnswer() {
    var pilot = ChangeFixtures.pilot(answersChanges: false)
    pilot.press(.character("p"), .down, .character("p"))
    #expect(pilot.tasks.map(\.id) == [6])
    #expect(isPaused(pilot, 5) == true)
    pilot.answer(
      .changed(6, ChangeFixtures.changed(ChangeFixtures.runner(6), by: .pause)),
      where: \.isChange)
    pilot.answer(.changesEnded, where: \.isChange)
    #expect(pilot.tasks.map(\.id) == [6, 5])
  }

  @Test func lostAnswerIsSaidAndTheRunnerIsReadAgain() {
    var pilot = ChangeFixtures.pilot(
      failures: [6: Fixtures.failure(.connectionLost, .unknown)])
    pilot.press(.character("p"))
    #expect(pilot.tasks.count == 1)
    #expect(pilot.works.contains { $0.isReading })
    #expect(isPaused(pilot, 6) == false)
    #expect(pilot.told("may have been changed"))
  }

  @Test func deletionNamesTheRunnerAndWhoUsesItAndTheSafeAnswerIsTheDefault() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("d"))
    #expect(pilot.shows("Delete this runner?"))
    #expect(pilot.shows("“docker host 6” (#6), project runner of acme/infra/tools"))
    #expect(pilot.shows("Online now, runs jobs now."))
    #expect(pilot.shows("Used by 2 projects: acme/infra/tools and acme/infra/site."))
    pilot.press(.enter)
    #expect(pilot.tasks.isEmpty)
    #expect(!pilot.shows("Delete this runner?"))
  }

  @Test func heldDeletionKeyDeletesNothing() {
    var pilot = ChangeFixtures.pilot()
    for _ in 0..<20 { pilot.press(.character("d")) }
    #expect(pilot.tasks.isEmpty)
  }

  @Test func deletedRunnerLeavesTheListAndTheCursorGoesToItsNeighbour() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.down, .character("d"), .character("y"))
    #expect(pilot.tasks == [RunnerTask(id: 5, change: .delete)])
    #expect(pilot.shows("Deleted “windows host 5” (#5)"))
    #expect(pilot.app.row(5) == nil)
    #expect(pilot.cursorID == 4)
  }

  @Test func runnerThatSomeoneElseDeletedLeavesTheListToo() {
    var pilot = ChangeFixtures.pilot(failures: [6: Fixtures.failure(.notFound)])
    pilot.press(.character("d"), .character("y"))
    #expect(pilot.told("was deleted by someone else already"))
    #expect(pilot.app.row(6) == nil)
  }

  @Test func readOnlySwitchesEveryChangeOffWithTheReason() {
    var pilot = ChangeFixtures.pilot(isReadOnly: true)
    for key in "pedaR" {
      pilot.wait(milliseconds: 5_000)
      pilot.press(.character(key))
      #expect(pilot.shows("Nothing is changed with --read-only"), "\(key)")
    }
    #expect(pilot.mutations == 0)
    #expect(pilot.app.overlays.isEmpty)
  }

  @Test func tokenThatMayNotChangeRunnersSaysWhichScopeWouldDo() {
    let identity = Identity(
      user: Fixtures.identity.user, token: AccessTokenFacts(name: "reader", scopes: ["read_api"]))
    var pilot = ChangeFixtures.pilot(
      outside: Fixtures.except(\.isIdentification, .identified(identity)))
    pilot.press(.character("p"))
    #expect(pilot.shows("manage_runner"))
    #expect(pilot.mutations == 0)
  }

  @Test func permissionThatTheServerDeniesIsToldBeforeAsking() {
    var runner = ChangeFixtures.runner(1)
    runner.permissions = [.read]
    var pilot = Pilot(
      ListFixtures.settings(), outside: Fixtures.well, streams: ChangeFixtures.serves([runner]))
    for key in "pedR" {
      pilot.press(.character(key))
      #expect(pilot.app.overlays.isEmpty, "\(key)")
    }
    #expect(pilot.mutations == 0)
  }

  @Test func idAndAddressAreCopiedAndThePageIsOpened() {
    var pilot = ChangeFixtures.pilot()
    pilot.press(.character("y"), .character("Y"), .character("o"))
    #expect(pilot.works.contains(.copy(.text("6"))))
    let page = "https://gitlab.example.com/acme/infra/tools/-/runners/6"
    #expect(pilot.works.contains(.copy(.text(page))))
    #expect(pilot.works.contains(.open(url: page)))
    pilot.press(.space, .space, .character("y"))
    #expect(pilot.works.contains(.copy(.text("6\n5"))))
  }

  @Test func changeIsSentToTheServerWhoseRunnersWereShown() {
    var pilot = ChangeFixtures.pilot(answersChanges: false)
    pilot.press(.character("p"), .down, .character("p"))
    #expect(pilot.tasks.map(\.id) == [6])
    pilot.press(.function(2), .character("C"), .down)
    pilot.paste("other.example.com")
    pilot.press(.tab)
    pilot.paste(Fixtures.accessToken)
    for _ in 0..<8 { pilot.press(.enter) }
    pilot.answer(.changesEnded, where: \.isChange)
    #expect(pilot.tasks.map(\.id) == [6])
  }

  @Test func aChangedRowGoesWhereTheFilterAndTheSortWantIt() {
    var pilot = ChangeFixtures.pilot(6)
    pilot.press(.character("/"))
    pilot.type("!status:paused")
    pilot.press(.enter)
    #expect(pilot.shownIDs == [6, 5, 4, 3, 2, 1])
    pilot.press(.down, .character("p"))
    #expect(pilot.shownIDs.prefix(5) == [6, 4, 3, 2, 1])
    #expect(pilot.app.runners?.shownCount == 5)
    #expect(pilot.cursorID == 4)
    #expect(pilot.app.row(5)?.isPaused == true)
    pilot.press(.space, .space, .character("p"), .character("y"))
    pilot.wait(milliseconds: 50)
    pilot.press(.escape)
    #expect(pilot.shownIDs.prefix(3) == [6, 2, 1])
    #expect(pilot.app.runners?.shownCount == 3)
  }

  /// The list, and everything that lies over it while runners are changed.
  private func states() -> [App] {
    var states: [App] = []
    var pilot = ChangeFixtures.pilot(20, answersChanges: false)
    states.append(pilot.app)
    for key in "dRax" {
      pilot.press(.character(key))
      states.append(pilot.app)
      pilot.press(.escape)
    }
    pilot.press(.character("a"), .down, .down, .enter)
    states.append(pilot.app)
    pilot.press(.escape, .escape)
    for _ in 0..<12 { pilot.press(.space) }
    states.append(pilot.app)
    pilot.press(.character("d"))
    states.append(pilot.app)
    pilot.press(.escape, .character("p"))
    states.append(pilot.app)
    pilot.press(.character("y"))
    states.append(pilot.app)
    pilot.press(.escape)
    states.append(pilot.app)
    pilot.press(.character("s"))
    pilot.answer(.changesEnded, where: \.isChange)
    states.append(pilot.app)
    states.append(ChangeFixtures.pilot(0).app)
    states.append(ChangeFixtures.pilot(isReadOnly: true).app)
    var editing = ChangeFixtures.pilot()
    editing.press(.character("e"))
    states.append(editing.app)
    for _ in 0..<8 { editing.press(.enter) }
    states.append(editing.app)
    let recent = Pilot(
      ListFixtures.settings(), outside: Fixtures.well,
      streams: ListFixtures.serves([RecoveryFixtures.runner()]))
    states.append(recent.app)
    return states
  }

  @Test func noKeyMeansTwoCommands() {
    CommandSurvey(states()).expectThatNoKeyMeansTwoCommandsOfATable()
  }

  @Test func everyCommandWorksSomewhereAndSaysWhyWhereItDoesNot() {
    let (enabled, disabled) = CommandSurvey(states()).availabilities()
    for command in RunnerList.changeCommands {
      #expect(command.tooltip.hasSuffix("."))
      #expect(enabled.contains(command.id), "\(command.id.rawValue)")
      #expect(disabled.contains(command.id) || command.id == ChangeCommand.new)
    }
  }

  @Test func footersNameOnlyWhatWorks() {
    CommandSurvey(states()).expectThatFootersNameOnlyWhatWorks()
  }

  @Test func helpLinesFitEightyColumns() {
    for state in states() {
      guard let overlay = state.overlays.last else { continue }
      #expect(overlay.help.displayWidth <= 76, "\(overlay.help)")
    }
  }
}
