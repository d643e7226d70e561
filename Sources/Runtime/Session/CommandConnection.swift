import RunnerCore
import RunnerWizard

/// The connection of a command that asks nobody.
struct CommandConnection {
  var start: ConnectionStart
  var errand: Errand
  var console: Console

  /// The connection, whose token is still missing where a command prints it; says what is to be known
  /// about where its parts come from.
  func incomplete() throws(CommandFailure) -> Connection {
    switch start {
    case .ready(let connection, let notes), .command(_, let connection, let notes):
      say(notes)
      return connection
    case .incomplete(let draft, let notes):
      say(notes)
      throw draft.url.isEmpty
        ? CommandFailure(.usage, code: "no_host", message: Texts.noHost, fix: Texts.noHostFix)
        : CommandFailure(
          .usage, code: "no_token", message: Texts.noToken(draft.url), fix: Texts.noTokenFix)
    }
  }

  func warnOfPlainHTTP(_ connection: Connection) {
    if connection.server.isPlainHTTPToRemote { say([Texts.plainHTTP(connection.server.host)]) }
  }

  /// The connection with its token; runs the command that prints it, if there is one.
  func complete(
    _ connection: Connection, interrupted: CommandFailure
  ) throws(CommandFailure) -> Connection {
    guard case .command(let command, _, _) = start else { return connection }
    switch errand.run(.readToken(command: command)) {
    case .done(.tokenRead(let token)):
      var connection = connection
      connection.token = token
      return connection
    case .done(.tokenCommandFailed(let message)):
      throw CommandFailure(.usage, code: "token_command_failed", message: message)
    case .done, .interrupted: throw interrupted
    }
  }

  private func say(_ notes: [String]) {
    for note in notes { console.complaint("runner-wizard: \(note)") }
  }
}
