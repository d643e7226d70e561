import TerminalUI
import Testing

@testable import RunnerWizard

/// The command tables of the program in several states.
struct CommandSurvey {
  let states: [App]

  init(_ states: [App]) {
    self.states = states
  }

  /// The commands that work in one of the states, and those that cannot be used in one; of these each has a reason.
  func availabilities() -> (enabled: Set<CommandID>, disabled: Set<CommandID>) {
    var enabled: Set<CommandID> = []
    var disabled: Set<CommandID> = []
    for state in states {
      for command in state.activeTables.joined() {
        switch command.availability(state) {
        case .enabled: enabled.insert(command.id)
        case .disabled(let reason):
          disabled.insert(command.id)
          #expect(!reason.isEmpty, "\(command.id.rawValue)")
        case .hidden: break
        }
      }
    }
    return (enabled, disabled)
  }

  func expectThatNoKeyMeansTwoCommandsOfATable() {
    for state in states {
      for table in state.activeTables { #expect(table.conflicts(in: state).isEmpty) }
    }
  }

  func expectThatFootersNameOnlyWhatWorks() {
    for state in states {
      for hint in state.footerHints {
        let command = state.activeTables.joined().first { $0.id == hint.command }
        #expect(command?.availability(state) == .enabled, "\(hint.command)")
      }
    }
  }
}
