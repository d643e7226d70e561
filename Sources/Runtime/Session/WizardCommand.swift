import Configuration
import Curses
import Glibc
import RunnerCore
import RunnerWizard
import TerminalUI

/// The wizard or the list: on the screen, or on lines where there is none.
struct WizardCommand {
  var options: Options
  var startsInList = false
  var environment: [String: String]
  var console: Console

  func run() -> Int32 {
    do throws(UsageFailure) {
      guard !options.tokenStdin else {
        throw UsageFailure(
          code: "usage", message: Texts.inputIsNeeded, fix: Texts.inputIsNeededFix)
      }
      try console.requireOutput()
      let isPlain = options.plain || environment["TERM"] == "dumb"
      if !isPlain, isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0 {
        throw startsInList
          ? UsageFailure(
            code: "usage", message: Texts.noTerminalForList, fix: Texts.noTerminalForListFix)
          : UsageFailure(code: "usage", message: Texts.noTerminal, fix: Texts.noTerminalFix)
      }
      let setup = try Setup(options: options, environment: environment)
      let workshop = try Workshop(setup: setup, mayAsk: true)
      return try isPlain ? plain(workshop) : screen(workshop)
    } catch {
      console.complain(error)
      return ExitCode.usage.rawValue
    }
  }

  /// Where the configuration says nothing.
  private static let clipboardClearSeconds = 120
  private static let undoMinutes = 5

  private func screen(_ workshop: Workshop) throws(UsageFailure) -> Int32 {
    guard let signals = SignalPipe(), let mailbox = Mailbox() else {
      throw UsageFailure(code: "failed", message: Texts.noDescriptors)
    }
    let terminal = try open(workshop.setup)
    let appearance = appearance(workshop.setup, terminal)
    let settings = settings(
      workshop, glyphs: terminal.encoding == .utf8 ? .unicode : .ascii, theme: appearance.name)
    let app = App(settings: settings, size: terminal.size)
    ProcessSafety.forbidReadingMemory()
    let loop = RuntimeLoop(
      app: app, appearance: appearance, terminal: terminal, signals: signals, mailbox: mailbox,
      worker: workshop.worker)
    let ending = loop.run()
    terminal.close()
    switch ending {
    case .signal(let signal):
      signals.die(of: signal)
    case .quit(let farewell):
      workshop.transports.shutDown()
      for line in farewell.lines { console.complaint(line) }
      return farewell.exitCode
    }
  }

  private func plain(_ workshop: Workshop) throws(UsageFailure) -> Int32 {
    let signals = SignalPipe()
    let worker = workshop.worker
    guard let errand = Errand(signals: signals, perform: { await worker.perform($0, deliver: $1) })
    else {
      throw UsageFailure(code: "failed", message: Texts.noDescriptors)
    }
    let settings = settings(
      workshop, glyphs: environment.namesUTF8 ? .unicode : .ascii, theme: "terminal")
    errand.complain = console.complaint
    var door = PlainDoor(
      wizard: PlainWizard(settings: settings), errand: errand,
      lines: LineReader(descriptor: STDIN_FILENO, signals: signals), console: console,
      prompt: { _ = Descriptor.writeAll(Array($0.utf8), to: STDERR_FILENO) })
    ProcessSafety.forbidReadingMemory()
    defer { workshop.transports.shutDown() }
    return door.run()
  }

  private func open(_ setup: Setup) throws(UsageFailure) -> Terminal {
    var settings = TerminalOptions()
    settings.mouse = options.mouse && setup.configuration.mouse != false
    settings.depth = isColorless ? ColorDepth.none : nil
    settings.standardErrorPath = options.log
    do {
      return try Terminal.open(options: settings)
    } catch {
      throw UsageFailure(code: "terminal", message: error.message, fix: error.advice)
    }
  }

  private var isColorless: Bool {
    options.color == .never || environment["NO_COLOR"]?.isEmpty == false
  }

  private func appearance(_ setup: Setup, _ terminal: Terminal) -> Appearance {
    let depth = ColorDepth.detect(
      colors: terminal.depth.colors, environment: environment,
      request: ColorDepth.Request(rawValue: options.color.rawValue) ?? .auto)
    let choice = ThemeChoice(
      flag: options.theme, environment: environment, setting: setup.configuration.theme,
      depth: depth)
    return Appearance(library: setup.themes, choice: choice, depth: depth)
  }

  func settings(_ workshop: Workshop, glyphs: Glyphs, theme: String) -> Settings {
    let setup = workshop.setup
    var settings = Settings(
      glyphs: glyphs, isDemo: options.demo, isReadOnly: options.readOnly, start: workshop.start,
      known: workshop.known, tokenFolder: setup.paths?.home ?? ".",
      savedFile: setup.paths?.savedFile, themes: setup.themes.names, theme: theme)
    settings.startsInList = startsInList
    settings.views = setup.saved.views
    settings.columns = setup.saved.columns
    settings.recentTargets = setup.saved.recent.map(RecentTarget.init)
    settings.gitProject = setup.gitProject(start: workshop.start)
    settings.markerSeed = UInt64.random(in: .min ... .max)
    settings.clipboardClearSeconds =
      setup.configuration.clipboardClearSeconds ?? Self.clipboardClearSeconds
    settings.proxies = HandOverRequest.ProxyVariable.all(in: environment)
    settings.isRoot = geteuid() == 0
    settings.undoMinutes = setup.configuration.undoMinutes ?? Self.undoMinutes
    settings.presets = setup.presets
    settings.unfinishedBatches = setup.batches?.list().batches ?? []
    if let listing = setup.journal?.adopt() {
      // Those of a batch are looked after when it goes on, here or in another program.
      let batches = Set(settings.unfinishedBatches.map(\.id))
      for entry in listing.entries where entry.batch.map({ batches.contains($0.batch) }) == true {
        setup.journal?.release(entry.id)
      }
      settings.unfinished = listing.entries.filter { entry in
        entry.batch.map { !batches.contains($0.batch) } ?? true
      }
      settings.start = settings.start.noting(listing.damaged.map(Texts.damagedEntry))
    }
    settings.refreshSeconds = setup.configuration.refreshSeconds ?? settings.refreshSeconds
    return settings
  }
}

extension ConnectionStart {
  /// The same with more to be said about it.
  fileprivate func noting(_ more: [String]) -> ConnectionStart {
    switch self {
    case .ready(let connection, let notes): .ready(connection, notes: notes + more)
    case .command(let command, let connection, let notes):
      .command(command, connection, notes: notes + more)
    case .incomplete(let draft, let notes): .incomplete(draft, notes: notes + more)
    }
  }
}

extension ColorDepth {
  /// ncurses' `COLORS` for a terminal of this depth.
  fileprivate var colors: Int {
    switch self {
    case .none: 0
    case .ansi8: 8
    case .ansi16: 16
    case .indexed256: 256
    case .direct: 1 << 24
    }
  }
}
