/// What kind of credential a text is, as far as its beginning tells.
///
/// A hint, never a reason to refuse: the prefix of access tokens is a setting of the instance, and newer servers can put a
/// word of their own before every prefix (GitLab: `doc/security/tokens/_index.md`, "Token prefixes").
public enum TokenKind: String, CaseIterable, Sendable {
  /// `glpat-`: personal, group and project access tokens, the only ones of these that this program needs.
  case access
  /// `glrt-`: a runner authentication token, which `gitlab-runner register` takes.
  case runner
  /// `glrtr-` or `GR1348941`: a registration token of the legacy flow, or what came of one.
  case registration
  /// `glcbt-`: the token of a CI job.
  case job
  /// `gldt-`: a deploy token.
  case deploy
  /// `gloas-`: the secret of an OAuth application.
  case applicationSecret
  /// Another of GitLab's, such as a trigger, feed or agent token.
  case other
  /// No known prefix: an OAuth access token, or one of an instance with a prefix of its own.
  case unknown
}

/// What kind of access token it is, as far as GitLab's answers tell.
public enum AccessTokenKind: String, Sendable {
  case personal, project, group, oauth
  case fineGrained = "fine_grained"
  case unknown

  /// What follows from the descriptions of a token and of its user; nil stands for one that GitLab does not give.
  public init(
    user: CurrentUser?, token: AccessTokenFacts?, authentication: Authentication
  ) {
    if token?.scopes.contains("granular") == true {
      self = .fineGrained
      return
    }
    guard let user else {
      self = .unknown
      return
    }
    // Only of OAuth tokens GitLab describes the user and not the token.
    guard token != nil else {
      self = authentication == .bearer ? .oauth : .unknown
      return
    }
    // The users behind project and group access tokens are named after their places (GitLab:
    // `app/services/resource_access_tokens/create_service.rb`).
    if user.username.hasPrefix("project_"), user.username.contains("_bot") {
      self = .project
    } else if user.username.hasPrefix("group_"), user.username.contains("_bot") {
      self = .group
    } else {
      self = user.isBot ? .unknown : .personal
    }
  }
}
