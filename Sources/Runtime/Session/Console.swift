import Glibc

/// Where commands without a screen print.
struct Console {
  /// Writes to standard output; false when that failed.
  var output: (String) -> Bool
  /// Writes one line to standard error.
  var complaint: (String) -> Void
  /// A message without those arguments that look like tokens.
  var redacted: (String) -> String

  /// The process's own streams.
  static func standard(hiding arguments: ArgumentRedaction) -> Console {
    Console(
      output: { Descriptor.writeAll(Array($0.utf8), to: STDOUT_FILENO) },
      complaint: { line in
        let shown = arguments.redacted(line)
        _ = Descriptor.writeAll(Array("\(shown)\n".utf8), to: STDERR_FILENO)
      },
      redacted: { arguments.redacted($0) })
  }

  /// Says why a command cannot begin.
  func complain(_ failure: UsageFailure) {
    complaint("runner-wizard: \(failure.message)")
    if !failure.fix.isEmpty { complaint(failure.fix) }
  }
}
