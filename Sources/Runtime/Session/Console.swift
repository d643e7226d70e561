import Glibc

/// Where commands without a screen print.
struct Console {
  /// Writes to standard output; false when that failed.
  var output: (String) -> Bool
  /// Writes one line to standard error.
  var complaint: (String) -> Void
  /// A message without those arguments that look like tokens.
  var redacted: (String) -> String
  /// Whether standard output goes anywhere at all.
  var takesOutput = true
  /// Why the last output failed.
  var outputEnd: () -> OutputEnd = { .failed }

  /// The process's own streams.
  static func standard(
    hiding arguments: ArgumentRedaction, streams: StandardStreams, signals: CommandSignals
  ) -> Console {
    Console(
      output: { text in
        streams.takesOutput && signals.write(Array(text.utf8), to: STDOUT_FILENO)
      },
      complaint: { line in
        let shown = arguments.redacted(line)
        _ = signals.write(Array("\(shown)\n".utf8), to: STDERR_FILENO)
      },
      redacted: { arguments.redacted($0) }, takesOutput: streams.takesOutput,
      outputEnd: { signals.outputEnd })
  }

  /// Writes what a command is there for, and says where that failed: not of a reader who has seen enough, as `head`.
  /// - Returns: whether it was written.
  func shows(_ text: String) -> Bool {
    if output(text) { return true }
    if takesOutput, outputEnd() == .failed { complaint("runner-wizard: \(Texts.outputFailed)") }
    return false
  }

  /// Says why a command cannot begin.
  func complain(_ failure: UsageFailure) {
    complaint("runner-wizard: \(failure.message)")
    if !failure.fix.isEmpty { complaint(failure.fix) }
  }

  /// Refuses a command whose result would go nowhere.
  func requireOutput() throws(UsageFailure) {
    guard takesOutput else {
      throw UsageFailure(code: "no_output", message: Texts.noOutput, fix: Texts.noOutputFix)
    }
  }
}
