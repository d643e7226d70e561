/// What an answer proves, by its cause, and the words that do not depend on what was asked.
extension Texts {
  static func proof(of cause: RefusalCause) -> String {
    switch cause {
    case .proofRequired: "GitLab answered with its error about DPoP proofs."
    case .impersonationDisabled: "GitLab answered that impersonation is disabled."
    case .tokenExpired: "GitLab knows the token and answered that it has expired."
    case .tokenRevoked: "GitLab knows the token and answered that it was revoked."
    case .tokenUnknown: "GitLab answered 401, which it gives for a token that it does not know."
    case .scopeTooSmall: "GitLab took the token and answered that its scope is too small."
    case .permissionMissing: "GitLab took the fine-grained token and named the permission it lacks."
    case .notAnAccessToken:
      "GitLab took the token and answered that it is none of its access tokens."
    case .registrationTokenUnknown: "GitLab answered that it does not know the registration token."
    case .registrationTokensOff:
      "GitLab answered 410, which it gives when registration tokens are switched off."
    case .notAllowed:
      "GitLab took the token and its scope and refused the user without a reason; it does so for a role "
        + "that is too low, for registration that is switched off and in archived places."
    case .accountRefused: "GitLab took the token and refused its user with a reason in words."
    case .hidden:
      "GitLab answered that it is not there or may not be seen, and does not tell which."
    case .resetNotPermitted: "GitLab answered that the token may not be reset."
    case .severalProjects: "GitLab answered that the runner belongs to several projects."
    case .runnerLocked: "GitLab answered that the runner is locked."
    case .ownerProject: "GitLab answered that the project owns the runner."
    case .groupRunner: "GitLab answered that the runner is a group runner."
    case .alreadyAssigned: "GitLab answered that the project has the runner already."
    case .rotationEnded: "GitLab answered that the deadline for rotating the token has passed."
    case .changedMeanwhile: "GitLab answered 412: the runner is newer than what was read."
    case .groupMissing:
      "GitLab answered 400, which it gives for the id of no group; for one that exists it would be 403."
    case .projectMissing:
      "GitLab answered 400, which it gives for the id of no project; for one that exists it would be 403."
    case .expiryRefused: "GitLab read the end of the token and refused it."
    case .limitReached: "GitLab named the limit of runners that is reached."
    case .parameterRefused:
      "GitLab named the parameter that it refuses, before it looked at the user."
    case .valuesRefused: "GitLab took the token and the role, and named the values that it refuses."
    case .requestRefused: "GitLab refused the request and named no field."
    case .runnerNotFound: "GitLab answered 404, which it gives for a runner that is not there."
    case .placeNotFound:
      "GitLab answered 404, which it gives for what is not there or may not be seen."
    case .routeUnknown: "GitLab answered 404 to a path of its API."
    case .projectMoved: "GitLab answered with the new address of the project."
    case .signInPage:
      "The answer leads to GitLab's page to sign in, so the API lies under another address."
    case .redirected: "The answer leads to another address."
    case .notGitLab: "The answer is in no form of GitLab's API."
    case .pageInstead: "The answer claims success and is a page for people."
    case .readOnly: "GitLab answered that it takes no changes."
    case .migrating: "GitLab answered that its database is being migrated."
    case .rateLimited: "The answer is 429, too many requests."
    case .serverError: "GitLab answered with an error of its own (500)."
    case .unavailable: "The answer is 503, not available."
    case .gateway: "The answer is of a gateway that got none from GitLab in time."
    case .proxyRefused: "The answer is 407, of a proxy that wants to be signed in to."
    case .refusedBefore:
      "The answer is a page, which GitLab's API never gives; something before it refused."
    case .tooLong: "The answer is that the request is too long."
    }
  }

  /// What happened, where that does not depend on what was asked.
  static func message(of cause: RefusalCause) -> String? {
    switch cause {
    case .notAnAccessToken: "GitLab describes access tokens here, and this is an OAuth token."
    case .registrationTokenUnknown: "GitLab does not know the registration token."
    case .registrationTokensOff: "GitLab no longer takes registration tokens."
    case .alreadyAssigned: "The runner has already been taken by this project."
    case .limitReached: "The limit of runners is reached."
    case .projectMoved: "The project has moved to another path."
    case .signInPage: "The address leads to GitLab's page to sign in and not to its API."
    case .migrating: "GitLab is migrating its database."
    case .tooLong: "The request is too long for the server."
    default: nil
    }
  }

  /// What to do, where that does not depend on what was asked.
  static func fix(of cause: RefusalCause) -> String? {
    switch cause {
    case .notAnAccessToken: "Give it as an OAuth token (--oauth), or use an access token."
    case .registrationTokenUnknown, .registrationTokensOff:
      "Create the runner with an access token that has the scope create_runner; registration tokens end "
        + "with GitLab 20.0."
    case .alreadyAssigned: "Nothing is left to do; refresh to see it."
    case .resetNotPermitted:
      "Ask an Owner of the runner's group, a Maintainer of its project, or an administrator."
    case .rotationEnded: "Create a new runner, or ask an administrator."
    case .expiryRefused: "Give an end of the token between 5 minutes and 15 days from now, or none."
    case .limitReached:
      "Delete runners that are not used any more, or ask an administrator to raise the limit (Admin › Settings "
        + "› CI/CD › CI/CD limits)."
    case .projectMoved: "Give the project's id or its new path."
    case .signInPage:
      "Check the address: it must be the one under which GitLab's start page opens, with its path if it has one."
    case .migrating: "Wait a minute, then try again."
    case .tooLong: "Shorten the description, the note or the tags."
    default: nil
    }
  }
}
