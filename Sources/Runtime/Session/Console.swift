import Glibc

/// Where commands without a screen print.
struct Console {
  /// Writes to standard output; false when that failed.
  var output: (String) -> Bool
  /// Writes one line to standard error.
  var complaint: (String) -> Void

  /// The process's own streams. Standard error goes through the redaction, because messages
  /// quote arguments.
  static func standard(hiding arguments: ArgumentRedaction) -> Console {
    Console(
      output: { Descriptor.writeAll(Array($0.utf8), to: STDOUT_FILENO) },
      complaint: { line in
        let shown = arguments.redacted(line)
        _ = Descriptor.writeAll(Array("\(shown)\n".utf8), to: STDERR_FILENO)
      })
  }
}
