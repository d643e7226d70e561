import RunnerCore
import RunnerWizard
import Synchronization

/// The tokens that token commands have printed, so that each command runs once in a run of the program.
final class CommandTokens: Sendable {
  private enum State {
    case running
    case printed(Secret)
  }

  /// How often somebody looks whether another one's run has ended.
  private static let pause = Duration.milliseconds(10)

  private let states = Mutex<[[String]: State]>([:])

  /// The token of a command. While the command runs for somebody else, that run's end is waited for; a run
  /// that gave no token does not count.
  func token(of command: [String], run: () async -> Answer) async -> Answer {
    while true {
      let known = states.withLock { states in
        let state = states[command]
        if state == nil { states[command] = .running }
        return state
      }
      switch known {
      case .printed(let token): return .tokenRead(token)
      case nil:
        let answer = await run()
        states.withLock { states in
          if case .tokenRead(let token) = answer {
            states[command] = .printed(token)
          } else {
            states[command] = nil
          }
        }
        return answer
      case .running:
        do {
          try await Task.sleep(for: Self.pause)
        } catch {
          return .tokenCommandFailed(
            message: Texts.tokenCommandFailed(program: command.first ?? "", .cancelled))
        }
      }
    }
  }
}
