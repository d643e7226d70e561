import FoundationEssentials

/// Whose token a connection has and what that may do, as far as GitLab tells.
struct Account: Equatable, Sendable {
  enum Standing: Equatable, Sendable {
    case usable
    /// GitLab takes the token for nothing.
    case refused(Obstacle)
    /// Nothing could be asked.
    case unclear(Obstacle)
  }

  var user: CurrentUser?
  var token: AccessTokenFacts?
  var kind: AccessTokenKind = .unknown
  /// Nil where GitLab does not tell them.
  var scopes: [String]?
  var standing: Standing = .usable

  /// Whether the token has one of some scopes; nil where its scopes are not known.
  func has(_ wanted: [String]) -> Bool? {
    scopes.map { $0.contains(where: wanted.contains) }
  }

  /// GitLab: `lib/api/user_runners.rb`.
  static let createScopes = ["create_runner", "api"]
  /// GitLab: `lib/api/groups.rb`, `lib/api/projects.rb`, `lib/api/ci/runners.rb`.
  static let readScopes = ["read_api", "api"]
  /// GitLab: `lib/api/users.rb`, `lib/api/metadata.rb`.
  static let userScopes = ["read_user", "read_api", "api"]

  /// The id of the user, which the token tells where its user cannot be read.
  var userID: Int64? { user?.id ?? token?.userID }
}

extension GitLabClient {
  /// Finds out what is not known yet about the token and its user; the requests for it go out together.
  func account(user: CurrentUser?, token: AccessTokenFacts?) async -> Account {
    let mayReadUser = token.map { facts in
      facts.scopes.contains("granular") || facts.scopes.contains(where: Account.userScopes.contains)
    }
    async let foundToken =
      token == nil ? asked { () async throws(APIFailure) in try await accessToken() } : nil
    async let foundGrant =
      token == nil && connection.authentication == .bearer ? asked(oauthGrant) : nil
    async let foundUser =
      user == nil && mayReadUser != false
      ? asked { () async throws(APIFailure) in try await currentUser() } : nil
    let (ownToken, grant, ownUser) = (await foundToken, await foundGrant, await foundUser)

    var account = Account(user: user ?? ownUser?.value, token: token ?? ownToken?.value)
    account.scopes = account.token?.scopes ?? grant?.value
    account.kind = kind(of: account, ownToken?.failure, grant?.value)
    if account.kind == .fineGrained { account.scopes = nil }
    account.standing = standing(of: account, ownToken?.failure, ownUser?.failure)
    return account
  }

  /// The scopes of an OAuth token (`GET /oauth/token/info`; GitLab: `doc/api/oauth2.md`, "Retrieve the token
  /// information"), under whichever of its two names the server gives them.
  func oauthGrant() async throws(APIFailure) -> [String] {
    let reader = reader(.accessToken)
    let url = connection.server.description + "/oauth/token/info"
    let response = try await sendPatiently("GET", url, reader: reader) { _, _ in }
    guard (200..<300).contains(response.status) else { throw reader.failure(for: response) }
    let json = JSONValue(parsing: response.body)
    let scopes = json?["scope"] ?? json?["scopes"]
    if let elements = scopes?.elements { return elements.compactMap(\.cleanText) }
    guard let text = scopes?.cleanText else { throw reader.unusable(response) }
    return text.split(separator: " ").map(String.init)
  }

  private func kind(
    of account: Account, _ refusal: APIFailure?, _ grant: [String]?
  ) -> AccessTokenKind {
    if account.token?.scopes.contains("granular") == true { return .fineGrained }
    if refusal?.kind == .insufficientGranularScope { return .fineGrained }
    if account.token == nil, grant != nil || refusal?.status == 400 { return .oauth }
    return AccessTokenKind(
      user: account.user, token: account.token, authentication: connection.authentication)
  }

  private func standing(
    of account: Account, _ tokenFailure: APIFailure?, _ userFailure: APIFailure?
  ) -> Account.Standing {
    if account.token?.isRevoked == true || account.token?.isActive == false {
      return .refused(Texts.tokenInactive)
    }
    guard account.user == nil else { return .usable }
    // An OAuth token is refused with 400 where access tokens are described, and is good all the same.
    let failures = [userFailure, tokenFailure].compactMap(\.self)
    if let refusal = failures.first(where: \.kind.isRefusalOfToken) {
      return .refused(Obstacle(refusal))
    }
    let isKnown = account.token != nil || account.kind != .unknown || account.scopes != nil
    guard !isKnown, let failure = failures.first(where: { !$0.kind.isAboutScope }) else {
      return .usable
    }
    return .unclear(Obstacle(failure))
  }

  /// How a request ended, for several that go out together.
  func asked<Value: Sendable>(
    _ body: () async throws(APIFailure) -> Value
  ) async -> Result<Value, APIFailure> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
}

extension Result where Failure == APIFailure {
  var value: Success? { try? get() }

  var failure: APIFailure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}

extension Obstacle {
  init(_ failure: APIFailure) {
    self.init(code: failure.kind.code, text: failure.message, fix: failure.fix)
  }
}

extension APIFailure.Kind {
  /// Whether GitLab lets the token or its user do nothing at all.
  var isRefusalOfToken: Bool {
    switch self {
    case .unauthorized, .tokenExpired, .tokenRevoked, .impersonationDisabled, .proofRequired,
      .forbidden:
      true
    default: false
    }
  }
}
