/// Why a request was refused, as far as the answer alone tells. Raw values are stable words.
public enum RefusalCause: String, CaseIterable, Sendable {
  // The token
  case proofRequired = "dpop_required"
  case impersonationDisabled = "impersonation_disabled"
  case tokenExpired = "token_expired"
  case tokenRevoked = "token_revoked"
  case tokenUnknown = "token_unknown"
  case scopeTooSmall = "scope_too_small"
  case permissionMissing = "permission_missing"
  case notAnAccessToken = "not_an_access_token"
  case registrationTokenUnknown = "registration_token_unknown"
  case registrationTokensOff = "registration_tokens_off"

  // The user
  /// The role is too low, a setting forbids it or the place is archived: GitLab says the same of all.
  case notAllowed = "not_allowed"
  /// Blocked, terms not accepted, or another reason that GitLab gives in words.
  case accountRefused = "account_refused"
  /// GraphQL tells nobody whether something is hidden or not there.
  case hidden
  case resetNotPermitted = "reset_not_permitted"

  // The runner
  case severalProjects = "several_projects"
  case runnerLocked = "runner_locked"
  case ownerProject = "owner_project"
  case groupRunner = "group_runner"
  case alreadyAssigned = "already_assigned"
  case rotationEnded = "rotation_ended"
  case changedMeanwhile = "changed_meanwhile"

  // The values
  case groupMissing = "group_missing"
  case projectMissing = "project_missing"
  case expiryRefused = "expiry_refused"
  case limitReached = "limit_reached"
  case parameterRefused = "parameter_refused"
  case valuesRefused = "values_refused"
  case requestRefused = "request_refused"

  // The address
  case runnerNotFound = "runner_not_found"
  case placeNotFound = "place_not_found"
  case routeUnknown = "route_unknown"
  case projectMoved = "project_moved"
  case signInPage = "sign_in_page"
  case redirected
  case notGitLab = "not_gitlab"
  case pageInstead = "page_instead"

  // The server, and what stands before it
  case readOnly = "read_only"
  case migrating
  case rateLimited = "rate_limited"
  case serverError = "server_error"
  case unavailable
  case gateway
  case proxyRefused = "proxy_refused"
  case refusedBefore = "refused_before"
  case tooLong = "too_long"
}
