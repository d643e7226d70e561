import Foundation

/// A shell in a terminal of a private tmux server, with an empty home directory.
///
/// Programs of this package are in its PATH. Everything ends when this value is no longer held.
public final class TmuxSession: Sendable {
  /// Home directory, and where the server's socket is.
  public let home: TemporaryFolder
  private let name = "t\(UUID().uuidString.prefix(8))"

  /// What the shell shows when it waits for a command.
  public static let prompt = "ready>"

  /// - Parameter environment: added to what the shell has; TERM and TMUX are tmux's own.
  public init(
    columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]
  ) async throws {
    home = try TemporaryFolder()
    // An interactive shell reads the file that ENV names; dash takes no prompt from its environment.
    let start = try home.write("PS1='\(Self.prompt) '\n", to: "shell-start")
    let variables = environment.merging(["ENV": start.path(percentEncoded: false)]) { given, _ in
      given
    }
    .flatMap { ["-e", "\($0)=\($1)"] }
    try tmux(
      [
        "-f", "/dev/null", "new-session", "-d", "-c", home.path, "-x", "\(columns)", "-y",
        "\(rows)",
      ] + variables
        + ["sh"])
    try await waitFor(Self.prompt)
  }

  deinit {
    // There may be no server any more.
    _ = try? tmux(["kill-server"])
  }

  // MARK: What an operator does

  /// Types a command line at the shell's prompt.
  public func run(_ commandLine: String) throws {
    try type(commandLine)
    try press(.enter)
  }

  public func press(_ keys: TmuxKey...) throws {
    try tmux(["send-keys"] + keys.map(\.name))
  }

  /// Types text, letter by letter.
  public func type(_ text: String) throws {
    try tmux(["send-keys", "-l", "--", text])
  }

  /// Pastes text the way a terminal does: bracketed where the program asks for it.
  public func paste(_ text: String) throws {
    let file = try home.write(text, to: "pasted")
    try tmux(["load-buffer", "-b", "pasted", file.path(percentEncoded: false)])
    try tmux(["paste-buffer", "-p", "-r", "-d", "-b", "pasted"])
  }

  /// Presses and releases the left button, with the sequences a terminal sends in SGR mode (1006).
  public func click(column: Int, row: Int) throws {
    try type("\u{1b}[<0;\(column + 1);\(row + 1)M")
    try type("\u{1b}[<0;\(column + 1);\(row + 1)m")
  }

  public func resize(columns: Int, rows: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  // MARK: What is to be seen

  /// The screen as text; with the history, everything that scrolled out of it too.
  public func capture(withHistory: Bool = false) throws -> String {
    try tmux(["capture-pane", "-p"] + (withHistory ? ["-S", "-"] : []))
  }

  /// The screen with the sequences for colours and attributes.
  public func captureWithStyles() throws -> String {
    try tmux(["capture-pane", "-p", "-e"])
  }

  /// Waits until the text stands on the screen; answers the screen.
  @discardableResult
  public func waitFor(
    _ text: String, deadline: Duration = Deadline.generous
  ) async throws -> String {
    try await waitUntil("\"\(text)\"", deadline: deadline) { $0.contains(text) }
  }

  /// Waits until the screen is as described; answers it.
  @discardableResult
  public func waitUntil(
    _ description: String, deadline: Duration = Deadline.generous,
    _ condition: (String) throws -> Bool
  ) async throws -> String {
    var last = ""
    return try await Deadline.wait(
      deadline,
      orExplain: { "Not seen in \(deadline): \(description). The screen:\n\(last)" },
      until: {
        last = try capture()
        return try condition(last) ? last : nil
      })
  }

  /// Waits until the screen is as described and painted to its end, which is when it is the same twice; answers it.
  ///
  /// The first line of a new picture may be seen above the last one of the old.
  @discardableResult
  public func waitUntilStill(
    _ description: String, deadline: Duration = Deadline.generous,
    _ condition: (String) throws -> Bool
  ) async throws -> String {
    var last = ""
    return try await waitUntil("\(description), still", deadline: deadline) { screen in
      defer { last = screen }
      return try condition(screen) && screen == last
    }
  }

  /// The modes of the terminal, as `stty -a` prints them.
  public func sttyState() throws -> String {
    let terminal = try display("#{pane_tty}")
    return try ProgramRun("stty", ["-a", "-F", terminal]).output
  }

  /// Whether the alternate screen is up, and whether the cursor shows.
  public func screenModes() throws -> String {
    try display(
      "alternate=#{alternate_on} cursor=#{cursor_flag} mouse=#{mouse_any_flag} "
        + "keypad=#{keypad_cursor_flag}")
  }

  /// What stands in the tmux buffer of that name, or nil where there is none.
  public func buffer(_ name: String) -> String? {
    try? tmux(["show-buffer", "-b", name])
  }

  /// Writes every byte that programs send to the terminal from now on to a file in the home folder.
  public func recordBytes(to file: String) throws {
    try tmux(["pipe-pane", "-o", "cat > \(home.path)/\(file)"])
  }

  /// The process id of the program that the shell has in the foreground or stopped.
  public func childProcessID() async throws -> Int32 {
    let shell = try display("#{pane_pid}")
    return try await Deadline.wait(
      orExplain: { "The shell runs nothing." },
      until: {
        let children = try String(
          contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return children.split(separator: " ").first.flatMap { Int32($0) }
      })
  }

  private func display(_ format: String) throws -> String {
    try tmux(["display-message", "-p", format]).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let environment = ProgramRun.cleanEnvironment(home: home.path)
      .merging(["TMUX_TMPDIR": home.path]) { $1 }
    let run = try ProgramRun("tmux", ["-u", "-L", name] + arguments, environment: environment)
    guard run.exitCode == 0 else {
      throw Tmux.Failure(description: "tmux \(arguments.first ?? ""): \(run.errors)")
    }
    return run.output
  }
}
