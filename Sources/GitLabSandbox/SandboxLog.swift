/// One request that reached the sandbox, without any secret.
public struct SandboxLogEntry: Sendable, Equatable {
  public let method: String
  /// Raw path without the query.
  public let path: String
  /// Name of the access token or runner used; nil when none was sent, `unknown` when it fits none.
  public let token: String?
  /// Status of the answer; nil when the request was never processed.
  public let status: Int?

  var json: SandboxJSON {
    [
      "method": .string(method), "path": .string(path), "token": SandboxJSON(token),
      "status": SandboxJSON(status),
    ]
  }
}

extension GitLabSandbox {
  /// Entries kept at most; older ones go.
  private static let logLimit = 20_000

  mutating func record(_ request: SandboxRequest, status: Int?) {
    var name: String?
    if Self.credential(in: request) != nil {
      name = accessToken(of: request)?.name ?? "unknown"
    }
    if log.count >= Self.logLimit { log.removeFirst(Self.logLimit / 2) }
    log.append(
      SandboxLogEntry(method: request.method, path: request.path, token: name, status: status))
  }
}
