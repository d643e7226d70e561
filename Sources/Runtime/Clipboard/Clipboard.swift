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

  /// Takes a token out of the clipboard if that still holds it. Only routes that can be asked are cleared, because
  /// the clipboard may hold the operator's own by now.
  static func clear(_ token: Secret, from route: ClipboardRoute) async -> ClipboardClearing {
    guard let commands = route.clearing else { return .unknown }
    return await clear(token, by: commands)
  }

  /// - Parameter commands: those that print what the clipboard holds and that empty it.
  static func clear(
    _ token: Secret, by commands: (show: [String], empty: [String]), limit: Duration = limit
  ) async -> ClipboardClearing {
    do throws(ChildProcess.Failure) {
      let held = try await ChildProcess.run(commands.show, wantsOutput: true, limit: limit)
      let wanted = Array(token.reveal().utf8)
      guard held == wanted || held == wanted + [UInt8(ascii: "\n")] else { return .heldOther }
    } catch {
      switch error {
      // Nothing is in it, or far more than a token.
      case .failed, .printedTooMuch: return .heldOther
      case .notStarted, .tookTooLong, .cancelled: return .unknown
      }
    }
    do throws(ChildProcess.Failure) {
      _ = try await ChildProcess.run(commands.empty, limit: limit)
      return .cleared
    } catch {
      return .unknown
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
