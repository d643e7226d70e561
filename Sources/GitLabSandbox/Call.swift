import FoundationEssentials

/// One request on its way through the sandbox.
struct Call {
  let request: SandboxRequest
  /// Raw path without the relative root.
  let path: String
  let route: Route
  /// The sandbox's time.
  let now: Date
  var parameters = Parameters()
  var caller: Caller?

  /// The signed-in caller; a route without one has no business to ask.
  func signedIn() throws(Refusal) -> Caller {
    guard let caller else { throw .message(401) }
    return caller
  }
}

/// Who calls, with what right.
struct Caller {
  let user: SandboxUser
  let token: SandboxToken
  /// Whether the caller acts as an administrator now, Admin Mode considered.
  let isAdmin: Bool
}

/// One entry of the route table.
struct Route: Sendable {
  enum Access: Sendable, Equatable {
    /// No access token is asked for.
    case anonymous
    /// Any valid personal, project or group access token, whatever its scopes.
    case anyScope
    /// One of these classic scopes, or the fine-grained permission.
    case scopes([String], permission: String)
  }

  typealias Handler =
    @Sendable (inout GitLabSandbox, Call) throws(Refusal) -> SandboxResponse

  let method: String
  /// Segments after `/api/v4/`; one starting with a colon takes any value under that name.
  let pattern: [String]
  let access: Access
  let handler: Handler

  /// A route that may change the sandbox.
  init(_ method: String, _ pattern: String, _ access: Access, _ handler: @escaping Handler) {
    self.method = method
    self.pattern = pattern.split(separator: "/").map(String.init)
    self.access = access
    self.handler = handler
  }

  /// A route that only reads.
  init(
    _ method: String, _ pattern: String, _ access: Access,
    _ read: @escaping @Sendable (GitLabSandbox) -> (Call) throws(Refusal) -> SandboxResponse
  ) {
    self.init(method, pattern, access) { sandbox, call throws(Refusal) in
      try read(sandbox)(call)
    }
  }

  /// The route for a request with the values of its named segments. HEAD is answered like GET.
  static func find(
    method: String, segments: [String]
  ) -> (Route, captures: [(name: String, value: String)])? {
    let method = method == "HEAD" ? "GET" : method
    for route in table where route.method == method && route.pattern.count == segments.count {
      if let captures = route.match(segments) { return (route, captures) }
    }
    return nil
  }

  private func match(_ segments: [String]) -> [(name: String, value: String)]? {
    var captures: [(name: String, value: String)] = []
    for (part, segment) in zip(pattern, segments) {
      if part.hasPrefix(":"), !segment.isEmpty {
        captures.append((String(part.dropFirst()), segment))
      } else if part != segment {
        return nil
      }
    }
    return captures
  }
}
