import Configuration
import Curses
import Glibc
import RunnerCore
import RunnerWizard
import TerminalUI

/// `doctor` from its options to its exit status.
struct DoctorProgram {
  var printsJSON: Bool
  var options: Options
  var environment: [String: String]
  var console: Console
  var signals: CommandSignals

  func run() -> Int32 {
    let status = result()
    signals.dieIfAsked()
    return status
  }

  private func result() -> Int32 {
    do {
      try console.requireOutput()
      let practice = try DoctorPractice(
        Setup(options: options, environment: environment, toleratesBrokenFiles: true))
      defer { practice.transports.shutDown() }
      return run(practice)
    } catch {
      return complain(CommandFailure(error))
    }
  }

  /// Examines what is there, and prints the report.
  /// - Returns: the exit status.
  func run(_ practice: DoctorPractice) -> Int32 {
    let worker = practice.worker
    guard let errand = Errand(signals: nil, perform: { await worker.perform($0, deliver: $1) })
    else {
      return complain(CommandFailure(.failed, code: "failed", message: Texts.noDescriptors))
    }
    ProcessSafety.forbidReadingMemory()
    signals.install()
    errand.signals = signals.pipe
    var run = DoctorRun(practice, errand: errand, report: surroundings(practice.setup))
    do {
      try run.run()
      return show(run.report)
    } catch {
      return complain(error)
    }
  }

  private func show(_ report: DoctorReport) -> Int32 {
    let text =
      printsJSON ? report.json.text : report.lines.joined(separator: "\n")
    guard console.shows(console.redacted(text) + "\n") else { return ExitCode.failed.rawValue }
    return report.exit.rawValue
  }

  private func complain(_ failure: CommandFailure) -> Int32 {
    guard !failure.isSilent else { return failure.exit.rawValue }
    if printsJSON, console.takesOutput {
      _ = console.output(failure.mapped(console.redacted).json.text + "\n")
    } else {
      for line in failure.lines { console.complaint(line) }
    }
    return failure.exit.rawValue
  }

  /// What is found out without any connection.
  private func surroundings(_ setup: Setup) -> DoctorReport {
    let depth = ColorDepth.detect(
      colors: Terminal.colors(of: environment["TERM"]), environment: environment,
      request: ColorDepth.Request(rawValue: options.color.rawValue) ?? .auto)
    let theme = ThemeChoice(
      flag: options.theme, environment: environment, setting: setup.configuration.theme,
      depth: depth)
    var report = DoctorReport(
      terminal: terminal(depth), theme: theme.name,
      clipboard: setup.desktop.clipboardRoute.name)
    report.files = (setup.brokenFiles + setup.found.files).map {
      DoctorReport.File(path: $0.path, tool: $0.tool.rawValue, problem: $0.problem)
    }
    report.note(setup.warnings + setup.found.notes)
    return report
  }

  private func terminal(_ depth: ColorDepth) -> DoctorReport.TerminalFacts {
    var size = winsize()
    let isMeasured =
      ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
      || ioctl(STDIN_FILENO, UInt(TIOCGWINSZ), &size) == 0
    let name = environment["TERM"].flatMap { $0.isEmpty ? nil : sanitized($0) }
    return DoctorReport.TerminalFacts(
      name: name, isInteractive: isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1,
      isUTF8: environment.namesUTF8,
      columns: isMeasured && size.ws_col > 0 ? Int(size.ws_col) : nil,
      rows: isMeasured && size.ws_row > 0 ? Int(size.ws_row) : nil,
      colors: depth.word)
  }
}

extension ThemeChoice {
  /// The name of the theme that the screen begins with.
  fileprivate var name: String {
    switch first {
    case .name(let name), .file(let name): sanitized(name)
    }
  }
}

extension ClipboardRoute {
  /// What people call it.
  fileprivate var name: String {
    switch self {
    case .program(let name, _): sanitized(name)
    case .terminal: "OSC 52"
    }
  }
}

extension ColorDepth {
  /// How many colours there are, in a word.
  fileprivate var word: String {
    switch self {
    case .none: "never"
    case .ansi8: "8"
    case .ansi16: "16"
    case .indexed256: "256"
    case .direct: "direct"
    }
  }
}
