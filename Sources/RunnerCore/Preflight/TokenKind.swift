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
}
