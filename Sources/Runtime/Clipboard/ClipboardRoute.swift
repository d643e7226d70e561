/// A way for text to get to the clipboard that the operator pastes from.
enum ClipboardRoute: Equatable, Sendable {
  /// A program that takes the text on standard input and says with its status how it went.
  case program(name: String, command: [String])
  /// The escape sequence OSC 52, which the terminal does not answer.
  case terminal

  /// The first route that applies.
  ///
  /// tmux comes before everything but the operator's own word: with tmux 3.3a at its defaults a
  /// bare OSC 52 and the one passed through were both dropped, while `load-buffer -w` reached the
  /// outer terminal. Over SSH a clipboard program would succeed on the wrong machine.
  /// - Parameters:
  ///   - configured: `clipboard_command` of the configuration.
  ///   - isInstalled: whether a program of a name can be started.
  static func first(
    configured: [String], environment: [String: String], isInstalled: (String) -> Bool
  ) -> ClipboardRoute {
    func has(_ name: String) -> Bool { environment[name]?.isEmpty == false }

    if let name = configured.first { return .program(name: name, command: configured) }
    if has("TMUX"), isInstalled("tmux") {
      // A buffer of its own, so that it can be told from the operator's and removed again.
      return program("tmux", "load-buffer", "-b", tmuxBuffer, "-w", "-")
    }
    if has("SSH_TTY") || has("SSH_CONNECTION") { return .terminal }
    if has("WAYLAND_DISPLAY"), isInstalled("wl-copy") { return program("wl-copy") }
    if has("DISPLAY") {
      if isInstalled("xclip") { return program("xclip", "-selection", "clipboard") }
      if isInstalled("xsel") { return program("xsel", "--clipboard", "--input") }
    }
    if isInstalled("pbcopy") { return program("pbcopy") }
    if has("WSL_DISTRO_NAME") || has("WSL_INTEROP"), isInstalled("clip.exe") {
      return program("clip.exe")
    }
    return .terminal
  }

  private static let tmuxBuffer = "runner-wizard"

  /// The commands that print what the clipboard holds and that empty it, where the route has both.
  ///
  /// tmux is asked for the buffer of the program's own, and loses that; what `load-buffer -w` gave to the terminal
  /// outside, nobody can ask for.
  var clearing: (show: [String], empty: [String])? {
    guard case .program(_, let command) = self else { return nil }
    return switch command.first {
    case "tmux" where command.contains(Self.tmuxBuffer):
      (
        ["tmux", "show-buffer", "-b", Self.tmuxBuffer],
        ["tmux", "delete-buffer", "-b", Self.tmuxBuffer]
      )
    case "wl-copy" where command.count == 1:
      (["wl-paste", "--no-newline"], ["wl-copy", "--clear"])
    case "xclip" where command.dropFirst() == ["-selection", "clipboard"]:
      (
        ["xclip", "-selection", "clipboard", "-o"],
        ["xclip", "-selection", "clipboard", "-i", "/dev/null"]
      )
    case "xsel" where command.dropFirst() == ["--clipboard", "--input"]:
      (["xsel", "--clipboard", "--output"], ["xsel", "--clipboard", "--clear"])
    case "pbcopy" where command.count == 1: (["pbpaste"], ["pbcopy"])
    default: nil
    }
  }

  private static func program(_ name: String, _ arguments: String...) -> ClipboardRoute {
    .program(name: name, command: [name] + arguments)
  }
}
