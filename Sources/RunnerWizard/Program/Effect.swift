public import RunnerCore

/// What the program wants done outside itself.
public enum Effect: Equatable, Sendable {
  /// Starts work whose end comes back as ``Message/answer(_:to:at:)``.
  case run(Work, Generation)
  /// Stops work; no answer is wanted any more.
  case cancel(Generation)
  /// Asks for ``Message/timer(_:at:)``; a second wish for the same timer replaces the first.
  case wake(TimerID, afterMilliseconds: Int)
  /// Drops a timer that has not run down.
  case forget(TimerID)
  /// Shows the secret alone, written raw so that the terminal selects it as one line, until a key.
  case showRaw(Secret)
  /// Shows the screen in another theme.
  case useTheme(name: String)
  /// Gives the terminal back and stops the process, as Ctrl-Z does in a shell.
  case suspend
  /// Paints every cell again.
  case redraw
  case quit(Farewell)
}

/// Work outside the program that ends with an ``Answer``.
public enum Work: Equatable, Sendable {
  /// Runs a profile's command without a shell; its output is the access token.
  case readToken(command: [String])
  case identify(Connection)
  case resolve(TargetReference, RunnerTarget.Kind, Connection)
  /// Sends the registration once. It is never repeated.
  case register(RunnerRegistration, Connection)
  case copy(Clipping)
  case saveToken(Secret, path: String, replacing: Bool)
  case saveProfile(name: String, Connection)
  /// Opens a web page outside the terminal.
  case open(url: String)
}

/// What goes to the clipboard.
public enum Clipping: Equatable, Sendable {
  case secret(Secret)
  case text(String)
}

/// The last words of the program, printed when the terminal is back as it was.
public struct Farewell: Equatable, Sendable {
  public var exitCode: Int32
  /// Lines for standard error; never a secret.
  public var lines: [String]

  public init(exitCode: Int32, lines: [String] = []) {
    self.exitCode = exitCode
    self.lines = lines
  }
}
