import GitLabSandbox
import RunnerCore
import RunnerWizard

/// The access tokens of the sandbox as connections to choose from.
struct DemoConnections {
  /// In the order in which the sandbox lists them.
  let known: [KnownConnection]
  /// The one that the demonstration begins with: an owner's, who can create group and project
  /// runners.
  let first: KnownConnection?

  init(_ sandbox: GitLabSandbox) {
    guard let server = try? ServerURL(parsing: sandbox.url) else {
      preconditionFailure("The demonstration's own address is not one.")
    }
    let names = Dictionary(sandbox.users.map { ($0.id, $0.name) }) { first, _ in first }
    known = sandbox.tokens.map { token in
      KnownConnection(
        name: token.name,
        detail: Texts.demoToken(
          user: names[token.userID] ?? "", scopes: token.scopes, kind: token.kind.rawValue,
          state: token.state.rawValue),
        connection: Connection(
          server: server, token: Secret(token.token),
          authentication: token.kind == .oauth ? .bearer : .privateToken,
          source: Texts.demoSource(token.name)))
    }
    first = known.first { $0.name == "owner-api" } ?? known.first
  }
}
