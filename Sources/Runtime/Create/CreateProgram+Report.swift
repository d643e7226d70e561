import Configuration
import RunnerCore

/// What `create` prints: the token or the text that was asked for, and everything else on standard error.
extension CreateProgram {
  /// Prints what came of it.
  /// - Returns: the exit status.
  func report(
    _ result: Result<CreateReport, CommandFailure>, to output: TokenFile? = nil
  ) -> Int32 {
    switch result {
    case .success(let report): print(report, to: output)
    case .failure(let failure): print(failure)
    }
  }

  func report(_ result: Result<RunnerBatch, CommandFailure>) -> Int32 {
    switch result {
    case .success(let batch):
      if !create.json { console.complaint(Texts.batchDone(batch)) }
      return ExitCode.done.rawValue
    case .failure(let failure): return print(failure)
    }
  }

  private func print(_ report: CreateReport, to output: TokenFile?) -> Int32 {
    let line = create.json ? report.json.text : report.runner.token.reveal()
    if let output {
      do {
        try output.append(line)
      } catch {
        var failure = CommandFailure.tokenNotKept(report.runner.id, "\(error).")
        if let id = report.entryID { failure.fix = Texts.tokenNotWrittenResume(id) }
        return print(failure)
      }
    }
    let text = create.json ? nil : report.emission?.text
    // The token is in the file by now, so that only the text can be lost.
    let isPrinted = output != nil && text == nil || console.output(text ?? line + "\n")
    guard isPrinted || output != nil else {
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
      if let output { console.complaint(Texts.tokenSaved(output.path)) }
    }
    return (isPrinted ? ExitCode.done : .failed).rawValue
  }

  func print(_ failure: CommandFailure) -> Int32 {
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
