import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// The keys of what lies over a screen about unfinished runners, batches and this machine, and how they are found.
@Suite struct UnfinishedKeyTests {
  private static let sizes = [
    Size(width: 40, height: 10), Size(width: 40, height: 12), Size(width: 80, height: 24),
  ]

  private func footer(_ pilot: Pilot) -> String {
    String(pilot.lines.last?.drop { $0 == " " } ?? "")
  }

  @Test(arguments: sizes) func unfinishedRunnerLeadsToItsHelp(size: Size) {
    for key in [Key.character("?"), .function(1)] {
      var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found, size: size)
      #expect(footer(pilot).hasSuffix("? Help"))
      #expect(footer(pilot).hasPrefix("Enter Show token" + (size.width < 80 ? "" : "  Esc Later")))
      pilot.press(key)
      #expect(pilot.shows("Help"))
      for title in ["Reset", "Delete", "Send again", "Look again", "Needs no care", "Copy details"]
      {
        pilot.type(title)
        #expect(pilot.lines.contains { $0.contains(title) && $0.contains("▸ ") }, "\(title)")
        pilot.press(.escape)
      }
      pilot.type("Look again")
      pilot.press(.enter)
      #expect(pilot.works.count(where: \.isRecovery) == 2)
      #expect(pilot.shows("Unfinished runner"))
    }
  }

  @Test(arguments: sizes) func whereNothingIsCertainLookingAgainStandsFirst(size: Size) {
    let pilot = RecoveryFixtures.pilot(RecoveryFixtures.uncertain, size: size)
    #expect(footer(pilot).hasPrefix("r Look again  Esc Later"))
    #expect(footer(pilot).hasSuffix("? Help"))
  }

  @Test(arguments: sizes) func elsewhereTheWayToItsServerStandsFirst(size: Size) {
    var pilot = Pilot(
      RecoveryFixtures.settings([
        RecoveryFixtures.entry(server: Fixtures.server("https://gitlab.other.example"))
      ]), size: size, outside: RecoveryFixtures.lost(RecoveryFixtures.found))
    pilot.wait(milliseconds: 300)
    #expect(footer(pilot).hasPrefix("C Connection  Esc Later"))
  }

  @Test func footerOfAnUnfinishedRunnerIsClicked() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.uncertain)
    pilot.click("r Look again")
    #expect(pilot.works.count(where: \.isRecovery) == 2)
  }

  @Test(arguments: sizes) func machineHasHelpUnlessItsFileIsTyped(size: Size) {
    var pilot = MachineFixtures.pilot(size: size)
    pilot.press(.character("x"))
    #expect(footer(pilot).hasSuffix("? Help"))
    pilot.press(.character("?"))
    pilot.type("Look again")
    #expect(pilot.words.contains("Looks again for gitlab-runner"))
    pilot.press(.escape, .escape, .escape)
    pilot.press(.character("w"))
    #expect(footer(pilot).hasSuffix("Esc Back"))
    pilot.press(.function(1))
    #expect(pilot.told("No command on F1"))
    #expect(!pilot.told("for help"))
  }

  @Test func batchHasHelp() {
    var settings = Fixtures.settings()
    settings.unfinishedBatches = [BatchFixtures.batch(done: 3)]
    settings.presets = [RunnerPreset(name: "docker", values: FormValues(), origin: .saved)]
    var pilot = Pilot(settings, outside: BatchFixtures.outside(stopsAt: 5))
    pilot.wait(milliseconds: 400)
    pilot.press(.escape, .control("p"))
    pilot.type("Batch")
    pilot.press(.enter, .character("g"))
    pilot.wait(milliseconds: 400)
    #expect(footer(pilot).hasSuffix("? Help"))
    pilot.press(.character("?"))
    #expect(pilot.shows("Give up"))
  }

  @Test func questionWithoutHelpPromisesNone() {
    var pilot = RecoveryFixtures.pilot(RecoveryFixtures.found)
    pilot.press(.character("l"))
    for key in [Key.character("?"), .function(1), .character("x")] {
      pilot.press(key)
      #expect(pilot.told("No command on \(key.name)"))
    }
    #expect(!pilot.told("for help"))
    pilot.press(.escape, .character("x"))
    #expect(pilot.told("No command on x, ? for help"))
  }

  // MARK: - The list

  private func entries() -> [JournalEntry] {
    [("a", "build-host-7", 20), ("b", "", 21), ("c", "build\u{1B}[2Jhost\n8", 22)].map {
      id, description, second in
      let made = RecoveryFixtures.entry(id)
      var form = made.form
      form.description = description
      return JournalEntry(
        id: id, state: .unknown, server: made.server, userID: 5, username: "olivia", form: form,
        marker: nil, startedAt: ListFixtures.now - 60 + Int64(second))
    }
  }

  private func list(_ size: Size) -> Pilot {
    var pilot = Pilot(
      RecoveryFixtures.settings(entries()), size: size,
      now: Moment(uptime: 1_000, unix: ListFixtures.now),
      outside: RecoveryFixtures.lost(RecoveryFixtures.found))
    pilot.wait(milliseconds: 300)
    return pilot
  }

  @Test(arguments: sizes) func unfinishedRunnersAreToldApartByWhatTheyAreCalled(size: Size) {
    let pilot = list(size)
    #expect(pilot.shows("▸ build-host-7 · group acme/infra"))
    #expect(pilot.lines.contains { $0.contains("  group acme/infra · outcome") })
    #expect(pilot.shows("host 8 · group"))
  }

  @Test func unfinishedRunnersOfTodayShowTheirSeconds() {
    let pilot = list(Size(width: 80, height: 24))
    let rows = pilot.lines.filter { $0.contains("outcome unknown") }
    #expect(rows.count == 3)
    for (row, second) in zip(rows, [":20", ":21", ":22"]) {
      #expect(row.contains(second), "\(row)")
    }
  }

  @Test func longDescriptionLeavesRoomForTheTime() {
    let made = RecoveryFixtures.entry("a")
    var form = made.form
    form.description = String(repeating: "long ", count: 40)
    let long = JournalEntry(
      id: "a", state: .unknown, server: made.server, userID: 5, username: "olivia", form: form,
      marker: nil, startedAt: ListFixtures.now)
    var pilot = Pilot(
      RecoveryFixtures.settings([long] + entries()),
      now: Moment(uptime: 1_000, unix: ListFixtures.now),
      outside: RecoveryFixtures.lost(RecoveryFixtures.found))
    pilot.wait(milliseconds: 300)
    #expect(pilot.lines.contains { $0.contains("long long") && $0.contains("outcome unknown · ") })
  }
}
