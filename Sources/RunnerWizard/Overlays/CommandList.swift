import TerminalUI

/// A command as help and palette list it.
struct CommandEntry: Equatable, Sendable {
  let id: CommandID
  let group: String
  var keys: String
  let title: String
  let tooltip: String
  /// Why it cannot run now; nil when it can.
  let reason: String?
  /// Places in the title that the filter matched.
  var matches: [Int] = []
}

extension App {
  /// Every command that is not hidden, by group: of the screen, or of the overlay that help was asked about.
  var commandEntries: [CommandEntry] {
    var state = self
    if case .help? = overlays.last { state.overlays.removeLast() }
    if let overlay = state.overlays.last, overlay.hasHelp {
      return state.entries(overlay.commands, overlay.groupTitle)
        + state.entries(App.always, Texts.groupEverywhere)
    }
    state.overlays = []
    return state.entries(screenCommands, Texts.groupScreen)
      + state.entries(movementCommands, Texts.groupMovement)
      + state.entries(App.commands, Texts.groupEverywhere)
  }

  private func entries(_ commands: [AppCommand], _ group: String) -> [CommandEntry] {
    var entries: [CommandEntry] = []
    for command in commands {
      var reason: String?
      switch command.availability(self) {
      case .enabled: break
      case .disabled(let why): reason = why
      case .hidden: continue
      }
      // Keys that type where the focus is do nothing else there.
      let keys = command.keys.filter { !isTyping || $0.typed == nil }.map(\.name)
      let title = command.title(self)
      if let index = entries.firstIndex(where: { $0.title == title && $0.reason == reason }) {
        entries[index].keys += " " + keys.joined(separator: " ")
        continue
      }
      entries.append(
        CommandEntry(
          id: command.id, group: group, keys: keys.joined(separator: " "), title: title,
          tooltip: command.tooltip, reason: reason))
    }
    return entries
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
