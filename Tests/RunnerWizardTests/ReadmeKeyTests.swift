import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// The keys in the README are those of the command tables.
@Suite struct ReadmeKeyTests {
  @Test func theReadmeListsTheKeysOfEveryScreen() {
    let wizard = Pilot(Fixtures.settings(), outside: Fixtures.well).app
    let list = ListFixtures.pilot().app
    let tables: [(String, App, [AppCommand])] = [
      ("Wizard", wizard, Wizard.commands + Wizard.movement),
      ("Result", wizard, ResultScreen.commands),
      ("Runner gone", wizard, ResultScreen.goneCommands),
      ("Set up", wizard, HandOverScreen.commands),
      ("Runners", list, RunnerList.commands + RunnerList.movement),
      ("Everywhere", wizard, App.commands),
    ]
    var lines = ["| where | keys | command | |", "|---|---|---|---|"]
    for (place, app, commands) in tables {
      for command in commands where !command.keys.isEmpty {
        let keys = command.keys.map { "`\($0.name)`" }.joined(separator: " ")
        lines.append("| \(place) | \(keys) | \(command.title(app)) | \(command.tooltip) |")
      }
    }
    assertSection("keys", of: "README.md", is: lines)
  }
}
