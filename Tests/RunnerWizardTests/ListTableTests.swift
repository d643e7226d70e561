import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// The command tables of the list, its detail pane and its choices.
@Suite struct ListTableTests {
  /// Every state in which tables are looked at.
  private func states() -> [App] {
    var states: [App] = []
    for size in SnapshotTests.sizes {
      var pilot = DetailFixtures.pilot(size: size, outside: DetailFixtures.told())
      states.append(pilot.app)
      pilot.press(.enter)
      states.append(pilot.app)
      pilot.press(.escape, .character("w"))
      states.append(pilot.app)
      for key in "SsCvL" {
        var copy = pilot
        copy.press(.character(key))
        states.append(copy.app)
        copy.press(.character("/"))
        states.append(copy.app)
      }
      pilot.press(.character("v"), .character("n"))
      states.append(pilot.app)
    }
    return states
  }

  @Test func noKeyMeansTwoCommandsOfATable() {
    for state in states() {
      for table in state.activeTables {
        #expect(table.conflicts(in: state).isEmpty, "\(table.conflicts(in: state))")
      }
    }
  }

  @Test func everyCommandHasATooltipThatIsASentence() {
    for state in states() {
      for command in state.activeTables.joined() {
        #expect(command.tooltip.hasSuffix("."), "\(command.id.rawValue)")
      }
    }
  }

  @Test func everyChoiceCanBeLeftByEscWithoutQuitting() {
    for key in "SsCvL" {
      var pilot = DetailFixtures.pilot(size: Size(width: 80, height: 24))
      pilot.press(.character(key))
      #expect(pilot.app.overlays.count == 1)
      pilot.press(.escape)
      #expect(pilot.app.overlays.isEmpty)
      #expect(pilot.farewell == nil)
    }
  }

  @Test func whatThePaneCannotDoSaysWhy() {
    var pilot = DetailFixtures.pilot(size: Size(width: 80, height: 24))
    pilot.press(.character("3"))
    #expect(pilot.shows("Enter shows the details first"))
  }
}
