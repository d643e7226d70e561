import RunnerCore

extension Identity {
  /// User, kind of token, scopes and expiry, as far as they are known.
  func facts(_ connection: Connection, kind: AccessTokenKind?) -> [String] {
    var facts = [user.map { "@\($0.username)" } ?? Texts.unknownUser]
    facts.append(Texts.name(of: kind, connection, isBot: user?.isBot == true))
    if let token {
      if !token.scopes.isEmpty { facts.append(token.scopes.joined(separator: ", ")) }
      facts.append(token.expiresAt.map(Texts.tokenExpires) ?? Texts.tokenNeverExpires)
    }
    return facts
  }
}

extension Texts {
  /// Every name of a kind of token.
  static let tokenKinds = [
    personalToken, botToken, oauthToken, groupToken, projectToken, fineGrainedToken,
  ]

  /// The kind of an access token in words, as far as the server told it.
  static func name(of kind: AccessTokenKind?, _ connection: Connection, isBot: Bool) -> String {
    switch kind {
    case .personal?: personalToken
    case .project?: projectToken
    case .group?: groupToken
    case .oauth?: oauthToken
    case .fineGrained?: fineGrainedToken
    case .unknown?, nil:
      connection.authentication == .bearer ? oauthToken : isBot ? botToken : personalToken
    }
  }
}
