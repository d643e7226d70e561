import RunnerCore
import TerminalUI

/// What lies over a screen while a runner is set up on this machine.
enum MachineOverlay: Equatable, Sendable {
  case register(RegisterHere)
  case write(WriteConfig)

  var isTyping: Bool {
    switch self {
    case .register: false
    case .write(let write): write.isTyping
    }
  }

  /// One sentence for the line above the footer.
  var help: String {
    switch self {
    case .register: Texts.registerHereHelp
    case .write(let write): write.isTyping ? Texts.writePathHelp : Texts.writeConfigHelp
    }
  }

  var commands: [AppCommand] {
    var commands = [
      AppCommand(
        OverlayCommand.accept, keys: [.enter],
        title: { $0.machineMain ?? Texts.close }, tooltip: Texts.machineMainTip, footer: true,
        availability: { $0.machineMain == nil ? .hidden : .enabled })
    ]
    if case .register = self {
      commands.append(
        AppCommand(
          MachineCommand.look, keys: [.character("r")], title: Texts.lookAtMachine,
          tooltip: Texts.lookAtMachineTip, footer: true,
          availability: { $0.isMachineBusy ? .disabled(reason: Texts.stillRegistering) : .enabled })
      )
      commands.append(
        AppCommand(
          MachineCommand.text, keys: [.character("h")], title: Texts.textInstead,
          tooltip: Texts.textInsteadTip, footer: true,
          availability: { $0.machineNeedsText ? .enabled : .hidden }))
    }
    commands.append(
      AppCommand(
        OverlayCommand.close, keys: [.escape],
        title: { $0.isRegisteringHere ? Texts.stopRegistering : Texts.back },
        tooltip: Texts.closeMachineTip, footer: true))
    return commands + (isTyping ? [] : OverlayCommand.moving)
  }
}

/// Running `gitlab-runner register` on this machine.
struct RegisterHere: Equatable, Sendable {
  enum State: Equatable, Sendable {
    /// Looking for a gitlab-runner.
    case looking
    case absent
    case ready(LocalRunner)
    case running(LocalRunner)
    case ended(LocalRunner, LocalRegistrationEnd)
  }

  /// Lines that are kept of what it prints.
  private static let lineLimit = 500

  let request: HandOverRequest
  var state = State.looking
  private(set) var lines: [String] = []
  /// The first row shown.
  var offset = 0

  init(request: HandOverRequest) {
    self.request = request
  }

  mutating func say(_ line: String) {
    lines = (lines + [line]).suffix(Self.lineLimit)
  }

  mutating func begin(_ runner: LocalRunner) {
    lines = []
    state = .running(runner)
  }

  var runner: LocalRunner? {
    switch state {
    case .looking, .absent: nil
    case .ready(let runner), .running(let runner), .ended(let runner, _): runner
    }
  }

  /// Why registering here would do harm or fail; nil where it may be tried.
  var obstacle: String? {
    guard case .ready(let runner) = state else { return nil }
    if runner.has(request.runnerID) { return Texts.hereAlready(runner.configPath) }
    // The token would be used up by a registration that no file keeps.
    if case .entries(_, isWritable: false) = runner.configuration { return Texts.hereNotWritable }
    return nil
  }

  /// Whether the file has the runner.
  var isRegistered: Bool {
    if case .ended(_, .registered) = state { true } else { false }
  }
}

/// Writing a section into gitlab-runner's configuration file.
struct WriteConfig: Equatable, Sendable {
  enum State: Equatable, Sendable {
    /// The path is typed; a sentence says what is wrong with the last one.
    case path(problem: String?)
    /// With what kept the last difference from being written; nil for the first look.
    case reading(after: String?)
    /// Enter writes it; a sentence says why the one that was shown before was not written.
    case shown(ConfigPreview, problem: String?)
    case writing(ConfigPreview)
    case written(ConfigWritten)
  }

  let request: HandOverRequest
  var editor: LineEditor
  var state = State.path(problem: nil)
  /// Whether the path was typed, so that what is found on this machine does not replace it.
  var isPathTyped = false
  var offset = 0

  init(request: HandOverRequest, path: String) {
    self.request = request
    editor = LineEditor(text: path)
  }

  var isTyping: Bool {
    if case .path = state { true } else { false }
  }
}

/// The names of the commands by which a runner is set up on this machine.
enum MachineCommand {
  static let register: CommandID = "machine.register"
  static let write: CommandID = "machine.write"
  static let look: CommandID = "machine.look"
  static let text: CommandID = "machine.text"

  /// By which the overlays are opened.
  static let opening = [registering(footer: false), writing]

  static func registering(footer: Bool) -> AppCommand {
    AppCommand(
      register, keys: [.character("x")], title: Texts.registerHere, tooltip: Texts.registerHereTip,
      footer: footer,
      availability: { app in
        if app.hidesMachine { return .hidden }
        if app.settings.isReadOnly { return .disabled(reason: Texts.readOnly) }
        return app.machineObstacle.map { .disabled(reason: $0) } ?? .enabled
      })
  }

  static let writing = AppCommand(
    write, keys: [.character("w")], title: Texts.writeConfig, tooltip: Texts.writeConfigTip,
    availability: { app in
      if app.hidesMachine { return .hidden }
      return app.machineObstacle.map { .disabled(reason: $0) } ?? .enabled
    })
}

extension HandOverPlace {
  /// Whether the program's own machine may be meant.
  var isThisMachine: Bool { [.linux, .linuxUser, .configTOML].contains(self) }
}

extension App {
  /// Whether what is shown is not about this machine: another place, or no text yet.
  var hidesMachine: Bool {
    guard let handOver = result?.handOver else { return false }
    return handOver.page != .text || !handOver.choice.place.isThisMachine
  }
}
