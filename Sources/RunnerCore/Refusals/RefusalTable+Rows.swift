/// The rows; examples are what GitLab's sources and documents show.
extension RefusalTable {
  private typealias Pattern = RefusalRow.Pattern

  static let token: [RefusalRow] = [
    RefusalRow(
      cause: .proofRequired, source: "lib/api/api_guard.rb",
      patterns: [Pattern(401).code("dpop_error")],
      examples: [
        .creating(401, #"{"error":"dpop_error","error_description":"DPoP header is missing"}"#)
      ]),
    RefusalRow(
      cause: .impersonationDisabled, source: "lib/api/api_guard.rb",
      patterns: [Pattern(401).code("invalid_token").words("impersonation")],
      examples: [
        .creating(
          401,
          #"{"error":"invalid_token","error_description":"Token is an impersonation token but impersonation was disabled."}"#
        )
      ]),
    RefusalRow(
      cause: .tokenExpired, source: "lib/api/api_guard.rb",
      patterns: [Pattern(401).code("invalid_token").words("expired")],
      examples: [
        .creating(
          401,
          #"{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization or token refresh."}"#
        )
      ]),
    RefusalRow(
      cause: .tokenRevoked, source: "lib/api/api_guard.rb",
      patterns: [Pattern(401).code("invalid_token").words("revoked")],
      examples: [
        .creating(
          401,
          #"{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the user."}"#
        )
      ]),
    RefusalRow(
      cause: .scopeTooSmall, source: "lib/api/api_guard.rb",
      patterns: [Pattern(403).code("insufficient_scope")],
      examples: [
        .creating(
          403,
          #"{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by the access token.","scope":"create_runner api"}"#
        )
      ]),
    RefusalRow(
      cause: .permissionMissing, source: "lib/api/api_guard.rb",
      patterns: [Pattern(403).code("insufficient_granular_scope")],
      examples: [
        .creating(
          403,
          #"{"error":"insufficient_granular_scope","error_description":"Access denied: Your fine-grained personal access token lacks the required permissions: [Create Runner]."}"#
        )
      ]),
    RefusalRow(
      cause: .notAnAccessToken, source: "lib/api/personal_access_tokens/self_information.rb",
      patterns: [Pattern(400).words("token type to be a personal access token")],
      examples: [
        RefusalRow.Example(
          purpose: .accessToken, status: 400,
          body:
            #"{"message":"400 Bad request - This endpoint requires token type to be a personal access token"}"#
        )
      ]),
    RefusalRow(
      cause: .registrationTokenUnknown, source: "lib/api/ci/runner.rb",
      patterns: [Pattern(403).starts("invalid token supplied")],
      examples: [.creating(403, #"{"message":"403 Forbidden - invalid token supplied"}"#)]),
    RefusalRow(
      cause: .registrationTokensOff, source: "lib/api/ci/runner.rb",
      patterns: [Pattern(410)],
      examples: [.creating(410, #"{"message":"410 Gone - runner registration disallowed"}"#)]),
  ]

  static let user: [RefusalRow] = [
    // Before the others of its status, because a page says nothing of GitLab's.
    RefusalRow(
      cause: .refusedBefore, source: "no shape of lib/api/helpers.rb",
      patterns: [Pattern(401).body(.page), Pattern(403).body(.page)],
      examples: [.creating(403, "<html>blocked</html>"), .creating(401, "<html>sign in</html>")]),
    RefusalRow(
      cause: .tokenUnknown, source: "lib/api/helpers.rb",
      patterns: [Pattern(401)],
      examples: [
        .creating(401, #"{"message":"401 Unauthorized"}"#),
        .listing(401, #"{"error":"invalid_token","error_description":"Something new."}"#),
      ]),
    RefusalRow(
      cause: .readOnly, source: "lib/gitlab/middleware/read_only/controller.rb",
      patterns: [Pattern(403).words("read-only", "maintenance mode")],
      examples: [
        .creating(
          403, #"{"message":"You cannot perform write operations on a read-only instance"}"#)
      ]),
    RefusalRow(
      cause: .hidden, source: "lib/gitlab/graphql/authorize/authorize_resource.rb",
      patterns: [Pattern(200...299).starts("The resource that you are attempting to access")],
      examples: [
        .listing(
          200,
          #"{"errors":[{"message":"The resource that you are attempting to access does not exist or you don't have permission to perform this action"}]}"#
        )
      ]),
  ]

  static let runner: [RefusalRow] = [
    RefusalRow(
      cause: .severalProjects, source: "lib/api/ci/runners.rb",
      patterns: [Pattern(403).starts("Runner associated with more than one project")],
      examples: [
        .changing(
          .delete, 403,
          #"{"message":"403 Forbidden - Runner associated with more than one project"}"#)
      ]),
    RefusalRow(
      cause: .runnerLocked, source: "lib/api/ci/runners.rb",
      patterns: [Pattern(403).starts("Runner is locked")],
      examples: [.changing(.assign, 403, #"{"message":"403 Forbidden - Runner is locked"}"#)]),
    RefusalRow(
      cause: .ownerProject, source: "lib/api/ci/runners.rb",
      patterns: [Pattern(403).starts("You cannot unassign a runner from the owner project")],
      examples: [
        .changing(
          .unassign, 403,
          #"{"message":"403 Forbidden - You cannot unassign a runner from the owner project. Delete the runner instead"}"#
        )
      ]),
    RefusalRow(
      cause: .groupRunner, source: "lib/api/ci/runners.rb",
      patterns: [Pattern(403).starts("Runner is a group runner")],
      examples: [
        .changing(.assign, 403, #"{"message":"403 Forbidden - Runner is a group runner"}"#)
      ]),
    RefusalRow(
      cause: .resetNotPermitted, source: "lib/api/ci/runners.rb",
      patterns: [Pattern(403).starts("Not permitted to reset").asking(.reset)],
      examples: [.changing(.reset, 403, #"{"error":"Not permitted to reset"}"#)]),
    RefusalRow(
      cause: .rotationEnded, source: "lib/api/ci/runner.rb",
      patterns: [
        Pattern(403).words("rotation deadline"), Pattern(422).words("rotation deadline"),
      ],
      examples: [
        .changing(.reset, 422, #"{"error":"Rotation deadline has passed"}"#),
        .changing(.reset, 403, #"{"error":"Token rotation deadline has passed"}"#),
      ]),
    RefusalRow(
      cause: .alreadyAssigned, source: "lib/api/ci/runners.rb",
      patterns: [Pattern(400).words("already been taken").asking(.assignment)],
      examples: [
        .changing(
          .assign, 400,
          #"{"message":"400 Bad request - Runner projects runner has already been taken"}"#)
      ]),
    RefusalRow(
      cause: .changedMeanwhile, source: "lib/api/helpers.rb, check_unmodified_since!",
      patterns: [Pattern(412)],
      examples: [.changing(.delete, 412, #"{"message":"412 Precondition Failed"}"#)]),
    RefusalRow(
      cause: .notAllowed, source: "app/policies/group_policy.rb, project_policy.rb",
      patterns: [Pattern(403).sayingNothing],
      examples: [
        .creating(403, #"{"message":"403 Forbidden - Insufficient permissions"}"#),
        .creating(.instance, 403, #"{"message":"403 Forbidden - Insufficient permissions"}"#),
        .changing(.edit, 403, #"{"message":"403 Forbidden - No access granted"}"#),
        .listing(403, #"{"message":"403 Forbidden"}"#),
      ]),
    RefusalRow(
      cause: .accountRefused, source: "lib/api/helpers.rb, api_access_denied_message",
      patterns: [Pattern(403)],
      examples: [
        .creating(403, #"{"message":"403 Forbidden - Your account has been blocked."}"#)
      ]),
  ]

  static let values: [RefusalRow] = [
    RefusalRow(
      cause: .groupMissing, source: "app/services/ci/runners/runner_creation_strategies/",
      patterns: [Pattern(400).starts("Missing/invalid").asking(.groupRegistration)],
      examples: [
        .creating(400, #"{"message":"400 Bad request - Missing/invalid group"}"#),
        .creating(400, #"{"message":"400 Bad request - Missing/invalid scope"}"#),
      ]),
    RefusalRow(
      cause: .projectMissing, source: "app/services/ci/runners/runner_creation_strategies/",
      patterns: [Pattern(400).starts("Missing/invalid").asking(.projectRegistration)],
      examples: [
        .creating(.project, 400, #"{"message":"400 Bad request - Missing/invalid project"}"#)
      ]),
    RefusalRow(
      cause: .expiryRefused, source: "ee/lib/ee/api/ci/helpers/runner_helpers.rb",
      patterns: [
        Pattern(400).starts("token_expires_at ", "token_rotation_deadline ").body(.fields)
      ],
      examples: [
        "token_expires_at is required when token_rotation_deadline is specified",
        "token_expires_at must be a valid time", "token_rotation_deadline must be a valid time",
        "token_expires_at must be at least 5 minutes in the future",
        "token_expires_at is too far in the future (maximum is 2026-01-01T00:00:00Z)",
        "token_rotation_deadline cannot be in the past",
        "token_rotation_deadline must be less than or equal to token_expires_at",
      ].map { .creating(400, #"{"message":"400 Bad request - \#($0)"}"#) }),
    RefusalRow(
      cause: .limitReached, source: "app/models/concerns/limitable.rb",
      patterns: [Pattern(400).words("maximum number of ci registered")],
      examples: [
        .creating(
          400,
          #"{"message":"400 Bad request - Runner namespaces Maximum number of ci registered group runners (1000) exceeded"}"#
        )
      ]),
    RefusalRow(
      cause: .parameterRefused, source: "lib/api/user_runners.rb, lib/api/ci/runners.rb",
      patterns: [Pattern(400).body(.parameters)],
      examples: [
        .creating(
          400, #"{"error":"runner_type is missing, runner_type does not have a valid value"}"#),
        .creating(400, #"{"error":"runner_type does not have a valid value"}"#),
        .creating(400, #"{"error":"group_id is missing"}"#),
        .creating(.project, 400, #"{"error":"project_id is missing"}"#),
        .creating(400, #"{"error":"group_id is invalid"}"#),
        .creating(400, #"{"error":"access_level does not have a valid value"}"#),
        .changing(.edit, 400, #"{"error":"active, paused are mutually exclusive"}"#),
      ]),
    RefusalRow(
      cause: .valuesRefused, source: "app/models/ci/runner.rb, app/models/ci/tag.rb",
      patterns: [Pattern(400).body(.fields), Pattern(422).body(.fields)],
      examples: [
        .creating(
          400,
          #"{"message":"400 Bad request - Tags list can not be empty when runner is not allowed to pick untagged jobs"}"#
        ),
        .creating(
          400,
          #"{"message":"400 Bad request - Tags list Too many tags specified. Please limit the number of tags to 50, Description is too long (maximum is 1024 characters), and Maximum timeout needs to be at least 10 minutes"}"#
        ),
        .creating(
          400,
          #"{"message":"400 Bad request - Validation failed: Name is too long (maximum is 255 characters)"}"#
        ),
        .changing(
          .edit, 400, #"{"message":{"maximum_timeout":["needs to be at least 10 minutes"]}}"#),
      ]),
    RefusalRow(
      cause: .tooLong, source: "doc/api/rest/_index.md",
      patterns: [Pattern(413...414)],
      examples: [
        .creating(413, "<h1>413 Request Entity Too Large</h1>"),
        .listing(414, "<h1>414 Request-URI Too Large</h1>"),
      ]),
  ]
}
