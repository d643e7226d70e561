import RunnerCore
import RunnerWizard

/// `list` from its options to its exit status.
struct ListProgram {
  var list: ListOptions
  var options: Options
  var environment: [String: String]
  var console: Console
  var signals: CommandSignals
  /// Said before the list, where something else was asked for.
  var notice: String?

  func run() -> Int32 {
    let status = result()
    signals.dieIfAsked()
    return status
  }

  private func result() -> Int32 {
    do throws(UsageFailure) {
      try console.requireOutput()
      let setup = try Setup(options: options, environment: environment)
      let workshop = try Workshop(setup: setup, mayAsk: false)
      defer { workshop.transports.shutDown() }
      return run(workshop)
    } catch {
      return report(CommandFailure(error), hasBegun: false)
    }
  }

  /// Prints the list of a connection that is there.
  /// - Returns: the exit status.
  func run(_ workshop: Workshop) -> Int32 {
    if let notice { console.complaint("runner-wizard: \(notice)") }
    let worker = workshop.worker
    let errand = Errand(signals: nil, perform: { await worker.perform($0, deliver: $1) })
    guard let errand else {
      return report(
        CommandFailure(.failed, code: "failed", message: Texts.noDescriptors), hasBegun: false)
    }
    var run = ListRun(
      options: list, start: workshop.start, errand: errand, signals: signals, console: console,
      now: LocalClock.moment().unix)
    do throws(CommandFailure) {
      try run.run()
      return ExitCode.done.rawValue
    } catch {
      return report(error, hasBegun: run.printer.hasBegun)
    }
  }

  /// Says why the list is not there, or not all of it.
  ///
  /// A list of JSON that has begun stays without its closing bracket, so that nothing takes it for the whole
  /// one; the error stands on a line of its own.
  /// - Returns: the exit status.
  func report(_ failure: CommandFailure, hasBegun: Bool) -> Int32 {
    guard !failure.isSilent else { return failure.exit.rawValue }
    if list.format == .json, console.takesOutput, !failure.isAboutOutput {
      let start = hasBegun ? "\n" : ""
      _ = console.output(start + failure.mapped(console.redacted).json.text + "\n")
    } else {
      for line in failure.lines { console.complaint(line) }
    }
    return failure.exit.rawValue
  }
}
