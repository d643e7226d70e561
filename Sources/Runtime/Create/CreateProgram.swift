import Configuration
import RunnerCore
import RunnerWizard

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
      return perform(workshop)
    } catch {
      return report(.failure(CommandFailure(error)))
    }
  }

  /// One registration, or a batch, on a connection that is there; what came of it is printed.
  /// - Parameter input: what stands for standard input; nil reads it.
  /// - Returns: the exit status.
  func perform(_ workshop: Workshop, input: [UInt8]? = nil) -> Int32 {
    guard let errand = errand(workshop) else { return report(.failure(.noDescriptors)) }
    return perform(workshop, errand, input: input)
  }

  func perform(_ workshop: Workshop, _ errand: Errand, input: [UInt8]? = nil) -> Int32 {
    let batch = BatchRun(create: createRun(workshop, errand, input))
    if let count = create.count, count > 1 { return report(batch.begin(count)) }
    if let id = batchToResume(workshop) { return report(batch.resume(id)) }
    let output = tokenFile
    do {
      try output?.begin()
    } catch {
      return report(.failure(.outputNotBegun(error)))
    }
    defer { output?.removeIfEmpty() }
    let result = run(workshop, errand, input: input)
    let status = report(result, to: output)
    guard status == ExitCode.done.rawValue, case .success(let created) = result,
      let connection = created.connection
    else { return status }
    return wait(for: created, CreateWait.Outside(errand, created.runner.id, connection))
  }

  /// Where the token goes in place of standard output; nil without `--output`.
  private var tokenFile: TokenFile? {
    create.output.map { TokenFile(path: TokenFile.absolutePath($0)) }
  }

  /// Waits for the stage that is wanted, after the token was printed.
  /// - Returns: the exit status.
  func wait(for report: CreateReport, _ outside: CreateWait.Outside) -> Int32 {
    guard let target = create.wait else { return ExitCode.done.rawValue }
    let wait = CreateWait(
      runnerID: report.runner.id, server: report.server,
      target: target == .polling ? .polling : .registered, timeout: create.waitTimeout,
      say: console.complaint, outside: outside, token: whereTokenIs(report))
    switch wait.run() {
    case .success(let reached):
      guard create.json else { return ExitCode.done.rawValue }
      return console.output(reached.json.text + "\n")
        ? ExitCode.done.rawValue : ExitCode.failed.rawValue
    case .failure(let failure): return print(failure)
    }
  }

  private func whereTokenIs(_ report: CreateReport) -> String {
    if let tokenFile { return Texts.tokenIsSaved(tokenFile.path) }
    return !create.json && report.emission?.text != nil
      ? Texts.tokenIsInText : Texts.tokenWasPrinted
  }

  private func errand(_ workshop: Workshop) -> Errand? {
    let worker = workshop.worker
    return Errand(signals: nil, perform: { await worker.perform($0, deliver: $1) })
  }

  /// The batch that `--resume` means; nil where it means a registration.
  private func batchToResume(_ workshop: Workshop) -> String? {
    switch create.resume {
    case nil: return nil
    case .id(let id)?: return RunnerBatch.isID(id) ? id : nil
    case .newest?:
      let server = workshop.start.server
      let batches = workshop.setup.batches?.list().batches.filter { $0.server == server } ?? []
      let entry = workshop.setup.journal?.list().entries.last { $0.server == server }
      guard let newest = batches.max(by: { $0.startedAt < $1.startedAt }) else { return nil }
      guard let entry, entry.startedAt > newest.startedAt else { return newest.id }
      // One that was sent later, of this batch or of an older one, belongs to that.
      return batches.first { $0.id == entry.batch?.batch }?.id
    }
  }

  private func createRun(_ workshop: Workshop, _ errand: Errand, _ input: [UInt8]?) -> CreateRun {
    CreateRun(
      options: create, setup: workshop.setup, start: workshop.start, errand: errand,
      signals: signals, console: console, input: input)
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
        // With `--json` the file holds the whole object, and the text in it its token.
        options: emit, tokenFile: create.json ? nil : tokenFile?.path, start: workshop.start,
        environment: environment,
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
    return createRun(workshop, errand, input).run()
  }
}

extension CommandFailure {
  /// The system gives no more descriptors.
  fileprivate static let noDescriptors = CommandFailure(
    .failed, code: "failed", message: Texts.noDescriptors)
}

extension ConnectionStart {
  /// The server that is meant; nil where no address was given.
  fileprivate var server: ServerURL? {
    switch self {
    case .ready(let connection, _), .command(_, let connection, _): connection.server
    case .incomplete: nil
    }
  }
}
