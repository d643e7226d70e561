public import RunnerCore

/// What the wizard on lines wants done next.
///
/// Steps of one answer are done in order. The last one is always `ask`, after which it waits for a
/// line, `run`, after which it waits for the work's answer, or `finish`; none of them comes before.
public enum PlainStep: Equatable, Sendable {
  public enum Stream: Equatable, Sendable {
    case standardOutput
    case standardError
  }

  /// Prints one line; a line end follows it.
  case print(String, to: Stream)
  /// Prints the secret alone on a line of standard output.
  case reveal(Secret)
  /// Prints a prompt without a line end to standard error and reads one line; without echo when
  /// the answer is a secret and the input a terminal.
  case ask(prompt: String, isSecret: Bool)
  case run(Work)
  case finish(exitCode: Int32)
}
