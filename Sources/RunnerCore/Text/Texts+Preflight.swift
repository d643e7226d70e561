/// What is said before anything is sent that could be refused.
extension Texts {
  static func advice(for kind: TokenKind) -> String? {
    switch kind {
    case .access, .unknown: nil
    case .runner:
      "This is a runner's own token (glrt-), with which a runner fetches jobs; it cannot create runners. "
        + createAccessToken
    case .registration:
      "This is a registration token of the older flow, which GitLab has switched off since 17.0 and removes in "
        + "20.0; it is not needed any more. " + createAccessToken
    case .job:
      "This is the token of a CI job (glcbt-), which ends with its job and cannot create runners. "
        + createAccessToken
    case .deploy:
      "This is a deploy token (gldt-), which reads repositories and packages only. "
        + createAccessToken
    case .applicationSecret:
      "This is the secret of an OAuth application (gloas-), not a token of a user. "
        + createAccessToken
    case .other:
      "This is a token of GitLab's for another purpose, which the API does not take. "
        + createAccessToken
    }
  }

  private static let createAccessToken =
    "Create an access token (glpat-) with the scope create_runner instead, in your preferences under Access "
    + "tokens, or in the settings of the group or project."

  // What stands in the way

  static func scopes(_ scopes: [String]) -> String {
    let shown = scopes.prefix(8).map { shortened(sanitized($0), to: 40) }
    switch shown.count {
    case 0: return "no scope"
    case 1: return "only the scope \(shown[0])"
    default: return "only the scopes \(shown.joined(separator: ", "))"
    }
  }

  static func lacksScope(_ scopes: [String], to act: String, needed: [String]) -> Obstacle {
    Obstacle(
      code: "insufficient_scope",
      text: "The access token has \(self.scopes(scopes)), which does not let it \(act).",
      fix: "Use an access token with the scope \(needed.joined(separator: " or ")).")
  }

  static let fineGrained = Obstacle(
    code: "fine_grained_token",
    text: "The access token is fine-grained, and GitLab does not tell which permissions it has.",
    fix: "It needs the permission to create runners for the user; or use a token with the scope "
      + "create_runner.")

  static let scopesUnknown = Obstacle(
    code: "scopes_unknown",
    text: "GitLab does not tell which scopes this OAuth token has.",
    fix: "It needs the scope create_runner or api.")

  static let userUnreadable = Obstacle(
    code: "user_unreadable",
    text:
      "The access token may not read whose it is, so whether that is an administrator cannot be known.",
    fix:
      "Instance runners take an administrator; with the scope read_user besides, the token could tell."
  )

  static let notAdministrator = Obstacle(
    code: "not_administrator",
    text:
      "Only administrators do this, and GitLab does not count the user of the access token as one.",
    fix:
      "If you are an administrator and admin mode is on, use a token that also has the scope admin_mode; "
      + "otherwise ask an administrator.")

  static let adminModeOff = Obstacle(
    code: "admin_mode_off",
    text:
      "The user is an administrator, but admin mode is on and the access token lacks the scope admin_mode.",
    fix: "Use an access token that also has the scope admin_mode.")

  static let adminModeUnknown = Obstacle(
    code: "admin_mode_unknown",
    text:
      "The user is an administrator; whether admin mode is on cannot be asked with this access token.",
    fix: "If it is on, the token also needs the scope admin_mode.")

  static func roleTooLowEverywhere(_ kind: RunnerTarget.Kind) -> Obstacle {
    switch kind {
    case .group:
      Obstacle(
        code: "role_too_low",
        text: "The user of the access token is Owner of no group that is in use.",
        fix: "Group runners take the role Owner in the group; ask an Owner or an administrator.")
    case .project:
      Obstacle(
        code: "role_too_low",
        text: "The user of the access token is Maintainer of no project that is in use.",
        fix:
          "Project runners take the role Maintainer in the project; ask a Maintainer or an administrator."
      )
    }
  }

  static func roleUnknown(_ kind: RunnerTarget.Kind) -> Obstacle {
    Obstacle(
      code: "role_unknown",
      text: roleTooLowEverywhere(kind).text
        + " Whether it is an administrator's cannot be read with this token.",
      fix: "An administrator may go on. " + roleTooLowEverywhere(kind).fix)
  }

  static let associationsUnknown = Obstacle(
    code: "needs_newer_gitlab",
    text:
      "GitLab tells a token without the scope read_api of its groups and projects only from 17.4 on.",
    fix:
      "Give the numeric id of the group or project, or use a token with the scope read_api besides."
  )

  static func roleTooLowToBrowse(_ kind: RunnerTarget.Kind) -> Obstacle {
    switch kind {
    case .group:
      Obstacle(
        code: "role_too_low",
        text: "GitLab shows the user of the access token the runners of no group.",
        fix: "That takes the role Owner in the group; newer servers show them to Maintainers too.")
    case .project:
      Obstacle(
        code: "role_too_low",
        text: "The user of the access token is Maintainer of no project.",
        fix: "The runners of a project are shown to its Maintainers.")
    }
  }

  static let onlyAdministratorsBrowseAll = Obstacle(
    code: "not_administrator",
    text: "GitLab does not show the runners of the whole instance to the user of the access token.",
    fix: "Administrators and auditors see them; with admin mode on, the token also needs the scope "
      + "admin_mode.")

  static let tokenInactive = Obstacle(
    code: "token_inactive", text: "GitLab says that the access token is no longer active.",
    fix: "Create a new access token with the scope create_runner.")

  static func tokenEnds(_ date: String, inDays days: Int) -> String {
    switch days {
    case ..<1: "The access token ends today (\(date))."
    case 1: "The access token ends tomorrow (\(date), 00:00 UTC)."
    default: "The access token ends in \(days) days (\(date), 00:00 UTC)."
    }
  }

  static let fineGrainedBrowsing = Obstacle(
    code: "fine_grained_token",
    text: "The access token is fine-grained, and GitLab does not tell which permissions it has.",
    fix: "It needs the permission to read runners; or use a token with the scope read_api.")
}
