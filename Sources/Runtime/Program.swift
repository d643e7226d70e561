import Configuration
import RunnerCore
import RunnerWizard

/// The program: from its arguments to its exit status.
public enum Program {
  /// Runs to the end; the terminal is as it was when this returns.
  /// - Parameter arguments: without the program's name.
  /// - Returns: the status to exit with.
  public static func run(_ arguments: [String]) -> Int32 {
    let streams = StandardStreams.secured()
    ProcessSafety.forbidCoreDumps()
    ProcessControl.unblockSignals()
    _ = ProcessControl.failedWritesAreErrors
    let signals = CommandSignals()
    let printsOnly = ["create", "list", "doctor"].contains(arguments.first)
    if printsOnly { CurlTransport.loadAhead() }
    let environment = Environment.current()
    let redaction = ArgumentRedaction(
      arguments + Setup.serverVariables.compactMap { environment[$0] })
    let console = Console.standard(hiding: redaction, streams: streams, signals: signals)
    let invocation =
      ProcessArguments.areText ? Invocation.parse(arguments) : .wrong(Texts.notUTF8)
    switch invocation {
    case .wizard(let options):
      return WizardCommand(options: options, environment: environment, console: console).run()
    case .create(let create, let options):
      ProcessControl.exitOnInterrupt()
      return CreateProgram(
        create: create, options: options, environment: environment, console: console,
        signals: signals
      ).run()
    case .runners(let options) where options.plain || environment["TERM"] == "dumb":
      ProcessControl.exitOnInterrupt()
      return ListProgram(
        list: ListOptions(), options: options, environment: environment, console: console,
        signals: signals, notice: Texts.listInPlaceOfScreen
      ).run()
    case .runners(let options):
      return WizardCommand(
        options: options, startsInList: true, environment: environment, console: console
      ).run()
    case .list(let list, let options):
      ProcessControl.exitOnInterrupt()
      return ListProgram(
        list: list, options: options, environment: environment, console: console,
        signals: signals
      ).run()
    case .doctor(let json, let options):
      ProcessControl.exitOnInterrupt()
      return DoctorProgram(
        printsJSON: json, options: options, environment: environment, console: console,
        signals: signals
      ).run()
    case .unfinished(let unfinished, let options):
      return UnfinishedProgram(
        unfinished: unfinished, options: options, environment: environment, console: console
      ).run()
    case .listThemes(let options):
      return printThemes(options, environment, console) { $0.listing }
    case .printTheme(let name, let options):
      return printThemes(options, environment, console) { library throws(FileProblem) in
        try library.load(ThemeReference(name)).printed
      }
    case .printed(let text): return console.shows(text) ? 0 : ExitCode.failed.rawValue
    case .information(let text):
      return console.shows(text + "\n") ? 0 : ExitCode.failed.rawValue
    case .wrong(let text):
      console.complaint(text)
      if arguments.contains("--json") {
        let failure = CommandFailure(
          .usage, code: "usage", message: text.complaint,
          fix: Texts.seeHelp(
            of: ["create", "list", "doctor", "unfinished"].first(where: arguments.contains)))
        _ = console.output(failure.mapped(redaction.redacted).json.text + "\n")
      }
      return ExitCode.usage.rawValue
    }
  }

  private static func printThemes(
    _ options: Options, _ environment: [String: String], _ console: Console,
    _ text: (ThemeLibrary) throws(FileProblem) -> String
  ) -> Int32 {
    do throws(UsageFailure) {
      let library = try Setup(options: options, environment: environment).themes
      do {
        return console.shows(try text(library)) ? 0 : ExitCode.failed.rawValue
      } catch {
        throw UsageFailure(error)
      }
    } catch {
      console.complain(error)
      return ExitCode.usage.rawValue
    }
  }
}

extension String {
  /// What the parser complains about: the first line of its message, without the word before it.
  fileprivate var complaint: String {
    let line = prefix { $0 != "\n" }
    return String(line.trimmingPrefix("Error: "))
  }
}
