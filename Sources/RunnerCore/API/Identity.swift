/// What an access token says about itself (`GET /personal_access_tokens/self`).
///
/// Everything but the scopes may be missing: servers differ in what they show.
public struct AccessTokenFacts: Equatable, Sendable {
  public var name: String?
  /// GitLab's words, such as `api` or `create_runner`; just `granular` for a fine-grained token.
  public var scopes: [String]
  /// A date (`2026-12-31`), not a time; `nil` for a token without expiry.
  public var expiresAt: String?
  public var userID: Int64?
  public var isActive: Bool?
  public var isRevoked: Bool?

  public init(
    name: String? = nil, scopes: [String] = [], expiresAt: String? = nil, userID: Int64? = nil,
    isActive: Bool? = nil, isRevoked: Bool? = nil
  ) {
    self.name = name
    self.scopes = scopes
    self.expiresAt = expiresAt
    self.userID = userID
    self.isActive = isActive
    self.isRevoked = isRevoked
  }
}

/// Who an access token acts as (`GET /user`).
public struct CurrentUser: Equatable, Sendable {
  public var id: Int64
  public var username: String
  public var name: String
  /// `nil` where the server does not say, as for everyone who is no administrator and for an administrator
  /// outside admin mode.
  public var isAdministrator: Bool?
  /// Whether this is the user behind a group or project access token.
  public var isBot: Bool

  public init(
    id: Int64, username: String, name: String, isAdministrator: Bool? = nil, isBot: Bool = false
  ) {
    self.id = id
    self.username = username
    self.name = name
    self.isAdministrator = isAdministrator
    self.isBot = isBot
  }
}
