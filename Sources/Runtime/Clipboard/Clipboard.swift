import RunnerCore
import RunnerWizard

/// Copying by a program. The other route, OSC 52, is the terminal's own.
enum Clipboard {
  /// How long a program may take. One that has to wait for a desktop that is not there hangs.
  static let limit = Duration.seconds(2)

  /// Hands a text to a clipboard program; only its exit status 0 is success.
  static func copy(_ clipping: Clipping, name: String, command: [String]) async -> CopyOutcome {
    do throws(ChildProcess.Failure) {
      _ = try await ChildProcess.run(command, input: Array(clipping.text.utf8), limit: limit)
      return .confirmed(route: name)
    } catch {
      return .failed(message: Texts.copyFailed(program: name, error))
    }
  }
}

extension Clipping {
  /// The text itself, a secret's too.
  var text: String {
    switch self {
    case .secret(let secret): secret.reveal()
    case .text(let text): text
    }
  }
}
