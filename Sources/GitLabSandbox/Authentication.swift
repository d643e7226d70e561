import FoundationEssentials

extension GitLabSandbox {
  /// Finds the caller and holds the token against the route, in the order of lib/api/api_guard.rb:
  /// unknown, expired, revoked, impersonation, proof, scope, then the user's own state.
  func authenticate(_ call: Call) throws(Refusal) -> Caller {
    guard let token = accessToken(of: call.request), let caller = caller(for: token) else {
      throw .message(401)
    }
    try checkState(token)
    try checkScope(token, call)
    if caller.user.isBlocked { throw .message(403, Texts.blocked) }
    return caller
  }

  /// The user of a token; an administrator only with Admin Mode considered.
  func caller(for token: SandboxToken) -> Caller? {
    guard let user = users.first(where: { $0.id == token.userID }) else { return nil }
    let isAdmin = user.isAdmin && (!settings.adminMode || token.scopes.contains("admin_mode"))
    return Caller(user: user, token: token, isAdmin: isAdmin)
  }

  /// The access token a request carries: `PRIVATE-TOKEN`, `Authorization: Bearer` or `private_token`.
  /// An OAuth token is found only as a bearer token.
  func accessToken(of request: SandboxRequest) -> SandboxToken? {
    guard let text = Self.credential(in: request) else { return nil }
    return tokens.first {
      $0.token == text.value && ($0.kind != .oauth || text.isBearer)
    }
  }

  static func credential(in request: SandboxRequest) -> (value: String, isBearer: Bool)? {
    if let value = request.header("PRIVATE-TOKEN") { return (value, false) }
    if let value = request.header("Authorization") {
      let words = value.split(separator: " ")
      guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
      return (String(words[1]), true)
    }
    return PercentCoding.form(request.query).last { $0.0 == "private_token" }.map { ($0.1, false) }
  }

  private func checkState(_ token: SandboxToken) throws(Refusal) {
    switch token.state {
    case .expired: throw .oauth(401, "invalid_token", Texts.tokenExpired)
    case .revoked: throw .oauth(401, "invalid_token", Texts.tokenRevoked)
    case .needsProof: throw .oauth(401, "dpop_error", Texts.proofMissing)
    case .active: break
    }
    if token.kind == .impersonation, !settings.impersonationEnabled {
      throw .oauth(401, "invalid_token", Texts.impersonationDisabled)
    }
  }

  private func checkScope(_ token: SandboxToken, _ call: Call) throws(Refusal) {
    switch call.route.access {
    case .anonymous: return
    case .anyScope:
      if token.kind == .oauth { throw .message(400, Texts.needsPersonalToken) }
    case .scopes(let accepted, let permission):
      if token.kind == .fineGrained {
        throw .oauth(
          403, "insufficient_granular_scope", Texts.missingPermission(permission))
      }
      // lib/api/ci/runners.rb compares the whole path, so a relative root defeats the scope.
      let usable = accepted.filter { $0 != "manage_runner" || options.basePath.isEmpty }
      guard token.scopes.contains(where: usable.contains) else {
        throw .oauth(
          403, "insufficient_scope", Texts.insufficientScope,
          scope: accepted.joined(separator: " "))
      }
    }
  }
}
