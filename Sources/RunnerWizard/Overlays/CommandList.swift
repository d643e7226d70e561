import TerminalUI

/// A command as help and palette list it.
struct CommandEntry: Equatable, Sendable {
  let id: CommandID
  let group: String
  let keys: String
  let title: String
  let tooltip: String
  /// Why it cannot run now; nil when it can.
  let reason: String?
  /// Places in the title that the filter matched.
  var matches: [Int] = []
}

extension App {
  /// Every command that is not hidden, by group.
  var commandEntries: [CommandEntry] {
    var state = self
    state.overlays = []
    return state.entries(screenCommands, Texts.groupScreen)
      + state.entries(movementCommands, Texts.groupMovement)
      + state.entries(App.commands, Texts.groupEverywhere)
  }

  private func entries(_ commands: [AppCommand], _ group: String) -> [CommandEntry] {
    commands.compactMap { command in
      var reason: String?
      switch command.availability(self) {
      case .enabled: break
      case .disabled(let why): reason = why
      case .hidden: return nil
      }
      return CommandEntry(
        id: command.id, group: group, keys: command.keys.map(\.name).joined(separator: " "),
        title: command.title(self), tooltip: command.tooltip, reason: reason)
    }
  }

  /// What the help shows for what was typed into its filter.
  func helpEntries(_ filter: ListFilter) -> [CommandEntry] {
    let words = filter.editor.text.lowercased().split(separator: " ")
    return commandEntries.filter { entry in
      let text = "\(entry.title) \(entry.tooltip) \(entry.keys)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }

  /// What the palette shows: the best matches first, without a filter the latest commands first.
  func paletteEntries(_ filter: ListFilter) -> [CommandEntry] {
    let entries = commandEntries.filter { $0.group != Texts.groupMovement }
    guard !filter.editor.isEmpty else {
      let recent = recentCommands.compactMap { id in entries.first { $0.id == id } }
      return recent + entries.filter { !recentCommands.contains($0.id) }
    }
    let scored = entries.enumerated().compactMap { place, entry in
      FuzzyMatch.score(filter.editor.text, in: entry.title).map { match in
        var entry = entry
        entry.matches = match.indices
        return (place: place, score: match.score, entry: entry)
      }
    }
    return scored.sorted { ($1.score, $0.place) < ($0.score, $1.place) }.map(\.entry)
  }
}
