extension Array {
  /// The command that a key means in some state, and whether it can run.
  ///
  /// Hidden commands are not bound. Where several commands share the key, an enabled one goes
  /// before a disabled one, and then the table's order counts.
  public func match<State>(
    _ key: Key, in state: State
  ) -> (command: Command<State>, availability: Availability)?
  where Element == Command<State> {
    var disabled: (command: Command<State>, availability: Availability)?
    for command in self where command.keys.contains(key) {
      switch command.availability(state) {
      case .enabled: return (command, .enabled)
      case .disabled(let reason):
        if disabled == nil { disabled = (command, .disabled(reason: reason)) }
      case .hidden: continue
      }
    }
    return disabled
  }

  /// A command by its name.
  public func command<State>(_ id: CommandID) -> Command<State>? where Element == Command<State> {
    first { $0.id == id }
  }

  /// The footer's hints in the table's order, each with the command's first key.
  /// - Parameter includingDisabled: also lists what cannot run now.
  public func hints<State>(in state: State, includingDisabled: Bool = false) -> [Hint]
  where Element == Command<State> {
    compactMap { command in
      guard command.isInFooter, let key = command.keys.first else { return nil }
      let isEnabled: Bool
      switch command.availability(state) {
      case .enabled: isEnabled = true
      case .disabled where includingDisabled: isEnabled = false
      case .disabled, .hidden: return nil
      }
      return Hint(
        keyName: key.name, label: command.title(state), command: command.id, isEnabled: isEnabled)
    }
  }

  /// Keys that mean several enabled commands in some state, for tests of tables.
  public func conflicts<State>(in state: State) -> [KeyConflict] where Element == Command<State> {
    var owners: [Key: [CommandID]] = [:]
    var order: [Key] = []
    for command in self where command.availability(state) == .enabled {
      for key in command.keys {
        if owners[key] == nil { order.append(key) }
        owners[key, default: []].append(command.id)
      }
    }
    return order.compactMap { key in
      guard let commands = owners[key], commands.count > 1 else { return nil }
      return KeyConflict(key: key, commands: commands)
    }
  }
}

/// A key that several commands claim at the same time.
public struct KeyConflict: Equatable, Sendable {
  public let key: Key
  /// In the table's order.
  public let commands: [CommandID]
}
