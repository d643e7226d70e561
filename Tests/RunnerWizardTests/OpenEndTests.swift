import RunnerCore
import RunnerWizard
import Support
import TerminalUI
import Testing

/// What is said where something is missing: nothing unfinished, no path, a batch that was given up.
@Suite struct OpenEndTests {
  @Test func nothingUnfinishedSaysSoAndStaysOutOfTheFooter() {
    var pilot = Pilot(RecoveryFixtures.settings(), outside: Fixtures.well)
    pilot.wait(milliseconds: 300)
    #expect(!(pilot.lines.last ?? "").contains("Unfinished"))
    pilot.press(.character("U"))
    #expect(pilot.told("Nothing is unfinished."))
  }

  @Test func oneRunnerOfAGivenUpBatchIsOne() {
    var settings = Fixtures.settings()
    settings.unfinishedBatches = [BatchFixtures.batch("batch-7", done: 1)]
    var pilot = Pilot(settings, outside: BatchFixtures.outside())
    pilot.wait(milliseconds: 300)
    pilot.press(.character("d"), .character("y"))
    #expect(pilot.told("The batch is given up; 1 runner of it exists."))
  }

  @Test func emptyPathOfAConfigurationFileIsAskedFor() {
    for path in ["", "  "] {
      var pilot = MachineFixtures.pilot()
      pilot.press(.character("w"))
      pilot.wait(milliseconds: 400)
      pilot.press(.control("u"))
      pilot.type(path)
      pilot.press(.enter)
      #expect(pilot.shows("Type the path of the file first."))
      #expect(
        !pilot.works.contains { if case .previewConfig = $0 { true } else { false } })
    }
  }
}
