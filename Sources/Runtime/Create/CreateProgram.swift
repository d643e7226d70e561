import Configuration
import RunnerCore

/// `create` from its options to its exit status.
struct CreateProgram {
  var create: CreateOptions
  var options: Options
  var environment: [String: String]
  var console: Console
  var signals: CommandSignals

  func run() -> Int32 {
    let status = status()
    signals.dieIfAsked()
    return status
  }

  private func status() -> Int32 {
    do throws(UsageFailure) {
      try console.requireOutput()
      guard !options.tokenStdin || create.from != "-" else {
        throw UsageFailure(
          code: "usage", message: Texts.inputWantedTwice, fix: Texts.inputWantedTwiceFix)
      }
      let setup = try Setup(options: options, environment: environment)
      let workshop = try Workshop(setup: setup, mayAsk: false)
      defer { workshop.transports.shutDown() }
      guard let errand = errand(workshop) else { return report(.failure(.noDescriptors)) }
      let result = run(workshop, errand)
      let status = report(result)
      guard status == ExitCode.done.rawValue, case .success(let created) = result,
        let connection = created.connection
      else { return status }
      return wait(for: created, CreateWait.Outside(errand, created.runner.id, connection))
    } catch {
      return report(.failure(CommandFailure(error)))
    }
  }

  /// Waits for the stage that is wanted, after the token was printed.
  /// - Returns: the exit status.
  func wait(for report: CreateReport, _ outside: CreateWait.Outside) -> Int32 {
    guard let target = create.wait else { return ExitCode.done.rawValue }
    let wait = CreateWait(
      runnerID: report.runner.id, server: report.server,
      target: target == .polling ? .polling : .registered, timeout: create.waitTimeout,
      say: console.complaint, outside: outside)
    switch wait.run() {
    case .success(let reached):
      guard create.json else { return ExitCode.done.rawValue }
      return console.output(reached.json.text + "\n")
        ? ExitCode.done.rawValue : ExitCode.failed.rawValue
    case .failure(let failure): return print(failure)
    }
  }

  private func errand(_ workshop: Workshop) -> Errand? {
    let worker = workshop.worker
    return Errand(signals: nil, perform: { await worker.perform($0, deliver: $1) })
  }

  /// One registration on a connection that is there.
  /// - Parameter input: what stands for standard input; nil reads it.
  func run(_ workshop: Workshop, input: [UInt8]? = nil) -> Result<CreateReport, CommandFailure> {
    guard let errand = errand(workshop) else { return .failure(.noDescriptors) }
    return run(workshop, errand, input: input)
  }

  func run(
    _ workshop: Workshop, _ errand: Errand, input: [UInt8]? = nil
  ) -> Result<CreateReport, CommandFailure> {
    let emitting = create.emit.map { emit in
      Emitting(
        options: emit, start: workshop.start, environment: environment,
        home: workshop.setup.paths?.home)
    }
    if let problem = emitting?.problem { return .failure(problem) }
    return result(workshop, errand, input).map { report in
      var report = report
      report.emission = emitting?.emission(of: report)
      return report
    }
  }

  private func result(
    _ workshop: Workshop, _ errand: Errand, _ input: [UInt8]?
  ) -> Result<CreateReport, CommandFailure> {
    if let resume = create.resume {
      return ResumeRun(
        entry: resume, setup: workshop.setup, start: workshop.start, errand: errand,
        signals: signals, console: console
      ).run()
    }
    return CreateRun(
      options: create, setup: workshop.setup, start: workshop.start, errand: errand,
      signals: signals, console: console, input: input
    ).run()
  }

  /// Prints what came of it.
  /// - Returns: the exit status.
  func report(_ result: Result<CreateReport, CommandFailure>) -> Int32 {
    switch result {
    case .success(let report): print(report)
    case .failure(let failure): print(failure)
    }
  }

  private func print(_ report: CreateReport) -> Int32 {
    let token = report.runner.token
    let text = report.emission?.text ?? token.reveal() + "\n"
    guard console.output(create.json ? report.json.text + "\n" : text) else {
      let id = report.runner.id
      let failure = CommandFailure(
        .failed, code: "output_failed", message: Texts.tokenNotWritten(id),
        fix: report.entryID.map(Texts.tokenNotWrittenResume) ?? Texts.tokenNotWrittenFix(id))
      for line in failure.lines { console.complaint(line) }
      return failure.exit.rawValue
    }
    if let problem = report.closeEntry() { console.complaint("runner-wizard: \(problem)") }
    if !create.json {
      for line in report.lines { console.complaint(line) }
      for line in report.emission?.remarks ?? [] { console.complaint(line) }
    }
    return ExitCode.done.rawValue
  }

  private func print(_ failure: CommandFailure) -> Int32 {
    if create.json, console.takesOutput {
      // Before the texts are escaped: letters of an escape may not look like part of a token.
      _ = console.output(failure.mapped(console.redacted).json.text + "\n")
    } else {
      if let token = failure.recoveredToken { _ = console.output(token.reveal() + "\n") }
      for line in failure.lines { console.complaint(line) }
    }
    return failure.exit.rawValue
  }
}

extension CommandFailure {
  /// The system gives no more descriptors.
  fileprivate static let noDescriptors = CommandFailure(
    .failed, code: "failed", message: Texts.noDescriptors)
}
