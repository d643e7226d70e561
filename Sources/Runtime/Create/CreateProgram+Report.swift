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
    // The token may be in its file by now; then only the rest can be lost.
    let isPrinted = textToPrint(report, line, output).map(console.output) ?? true
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
    if !isPrinted, let output {
      console.complaint("runner-wizard: \(Texts.objectNotPrinted(report.runner.id, output.path))")
    }
    return (isPrinted ? ExitCode.done : .failed).rawValue
  }

  /// What goes to standard output; nil for nothing.
  private func textToPrint(
    _ report: CreateReport, _ line: String, _ output: TokenFile?
  ) -> String? {
    if create.json { return (output.map { report.json(savedIn: $0.path).text } ?? line) + "\n" }
    if let text = report.emission?.text { return text }
    return output == nil ? line + "\n" : nil
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
