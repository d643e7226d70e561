import RunnerCore
import Testing

/// What GitLab answers to POST /user/runners, and what it means.
@Suite struct RegistrationFailureTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var status: Int
    var body: String
    var kind: APIFailure.Kind
    var code: String
    var fields: [FormField?] = []
    var type = RunnerType.group
    var testDescription: String { "\(status) \(body)" }
  }

  static let rows =
    [
      Row(
        status: 401, body: #"{"message":"401 Unauthorized"}"#, kind: .unauthorized,
        code: "unauthorized"),
      Row(
        status: 401,
        body:
          #"{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization or token refresh."}"#,
        kind: .tokenExpired, code: "token_expired"),
      Row(
        status: 401,
        body:
          #"{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the user."}"#,
        kind: .tokenRevoked, code: "token_revoked"),
      Row(
        status: 401,
        body:
          #"{"error":"invalid_token","error_description":"Token is an impersonation token but impersonation was disabled."}"#,
        kind: .impersonationDisabled, code: "impersonation_disabled"),
      Row(
        status: 401, body: #"{"error":"dpop_error","error_description":"DPoP validation error"}"#,
        kind: .proofRequired, code: "dpop_required"),
      Row(
        status: 403,
        body:
          #"{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by the access token.","scope":"create_runner api"}"#,
        kind: .insufficientScope(needed: ["create_runner", "api"]), code: "insufficient_scope"),
      Row(
        status: 403,
        body:
          #"{"error":"insufficient_granular_scope","error_description":"Access denied: create_runner"}"#,
        kind: .insufficientGranularScope, code: "insufficient_granular_scope"),
      Row(
        status: 403, body: #"{"message":"403 Forbidden - Your account has been blocked."}"#,
        kind: .forbidden, code: "forbidden"),
      Row(
        status: 400,
        body: #"{"error":"runner_type is missing, runner_type does not have a valid value"}"#,
        kind: .invalidFields, code: "invalid_fields", fields: [.runnerType, .runnerType]),
      Row(
        status: 400, body: #"{"error":"runner_type does not have a valid value"}"#,
        kind: .invalidFields, code: "invalid_fields", fields: [.runnerType]),
      Row(
        status: 400, body: #"{"error":"group_id is missing"}"#, kind: .invalidFields,
        code: "invalid_fields", fields: [.groupID]),
      Row(
        status: 400, body: #"{"error":"project_id is missing"}"#, kind: .invalidFields,
        code: "invalid_fields", fields: [.projectID]),
      Row(
        status: 400, body: #"{"error":"group_id is invalid, maximum_timeout is invalid"}"#,
        kind: .invalidFields, code: "invalid_fields", fields: [.groupID, .maximumTimeout]),
      Row(
        status: 400, body: #"{"error":"access_level does not have a valid value"}"#,
        kind: .invalidFields, code: "invalid_fields", fields: [.accessLevel]),
      Row(
        status: 400, body: #"{"message":"400 Bad request - Missing/invalid group"}"#,
        kind: .targetNotFound(.group), code: "target_not_found", fields: [.groupID]),
      Row(
        status: 400, body: #"{"message":"400 Bad request - Missing/invalid scope"}"#,
        kind: .targetNotFound(.group), code: "target_not_found", fields: [.groupID]),
      Row(
        status: 400, body: #"{"message":"400 Bad request - Missing/invalid project"}"#,
        kind: .targetNotFound(.project), code: "target_not_found", fields: [.projectID],
        type: .project),
      Row(
        status: 403, body: #"{"message":"403 Forbidden - Insufficient permissions"}"#,
        kind: .forbidden, code: "forbidden"),
      Row(
        status: 400,
        body:
          #"{"message":"400 Bad request - Tags list can not be empty when runner is not allowed to pick untagged jobs and Maximum timeout needs to be at least 10 minutes"}"#,
        kind: .invalidFields, code: "invalid_fields", fields: [.tagList, .maximumTimeout]),
      Row(
        status: 400,
        body:
          #"{"message":"400 Bad request - Tags list Too many tags specified. Please limit the number of tags to 50, Description is too long (maximum is 1024 characters), and Maintenance note is too long (maximum is 1024 characters)"}"#,
        kind: .invalidFields, code: "invalid_fields",
        fields: [.tagList, .description, .maintenanceNote]),
      Row(
        status: 400,
        body:
          #"{"message":"400 Bad request - Validation failed: Name is too long (maximum is 255 characters)"}"#,
        kind: .invalidFields, code: "invalid_fields", fields: [.tagList]),
      Row(
        status: 400, body: #"{"message":{"tags_list":["is too long"],"maximum_timeout":"is odd"}}"#,
        kind: .invalidFields, code: "invalid_fields", fields: [.tagList, .maximumTimeout]),
      Row(
        status: 400, body: #"{"message":["Description is odd"]}"#, kind: .invalidFields,
        code: "invalid_fields", fields: [.description]),
      Row(
        status: 429, body: #"{"message":"429 Too Many Requests"}"#, kind: .rateLimited,
        code: "rate_limited"),
      Row(status: 429, body: "Retry later\n", kind: .rateLimited, code: "rate_limited"),
      Row(
        status: 429,
        body:
          #"{"message":{"error":"This endpoint has been requested too many times. Try again later."}}"#,
        kind: .rateLimited, code: "rate_limited"),
      Row(
        status: 403,
        body: #"{"message":"You cannot perform write operations on a read-only instance"}"#,
        kind: .readOnly, code: "read_only"),
      Row(
        status: 500, body: #"{"message":"500 Internal Server Error"}"#, kind: .serverError,
        code: "server_error"),
      Row(
        status: 404, body: #"{"error":"404 Not Found"}"#, kind: .notFound, code: "not_found"),
      Row(
        status: 404, body: "<html>nginx</html>", kind: .notGitLab, code: "not_gitlab"),
      Row(
        status: 410, body: #"{"message":"410 Gone - runner registration disallowed"}"#, kind: .gone,
        code: "gone"),
      Row(
        status: 405, body: #"{"error":"405 Not Allowed"}"#, kind: .badRequest, code: "bad_request"),
      Row(
        status: 413, body: "<h1>413 Request Entity Too Large</h1>", kind: .badRequest,
        code: "bad_request"),
      Row(
        status: 422, body: #"{"message":"422 Unprocessable Entity - no"}"#, kind: .badRequest,
        code: "bad_request"),
      Row(
        status: 429, body: #"{"message":"Executing database migrations. Please retry later."}"#,
        kind: .rateLimited, code: "rate_limited"),
      Row(
        status: 401, body: #"{"error":"invalid_token","error_description":"Something new."}"#,
        kind: .unauthorized, code: "unauthorized"),
      Row(status: 403, body: "<html>blocked</html>", kind: .forbidden, code: "forbidden"),
      Row(status: 407, body: "", kind: .proxyFailed, code: "proxy_failed"),
      Row(status: 502, body: "<html>Bad", kind: .gatewayError, code: "outcome_unknown"),
      Row(
        status: 503, body: #"{"message":"503 Service Unavailable"}"#, kind: .maintenance,
        code: "maintenance"),
      Row(
        status: 503, body: "<html>down</html>", kind: .maintenance, code: "outcome_unknown"),
      Row(status: 504, body: "", kind: .gatewayError, code: "outcome_unknown"),
      Row(status: 408, body: "", kind: .gatewayError, code: "outcome_unknown"),
    ] + expiryRows

  /// What only GitLab Premium and Ultimate answer.
  static let expiryRows = [
    "token_expires_at is required when token_rotation_deadline is specified",
    "token_expires_at must be a valid time",
    "token_rotation_deadline must be a valid time",
    "token_expires_at must be at least 5 minutes in the future",
    "token_expires_at is too far in the future (maximum is 2026-01-01T00:00:00Z)",
    "token_rotation_deadline cannot be in the past",
    "token_rotation_deadline must be less than or equal to token_expires_at",
  ].map { reason in
    Row(
      status: 400, body: #"{"message":"400 Bad request - \#(reason)"}"#, kind: .invalidFields,
      code: "invalid_fields",
      fields: [reason.hasPrefix("token_expires_at") ? .tokenExpiresAt : .tokenRotationDeadline])
  }

  @Test(arguments: rows)
  func everyAnswerHasItsMeaning(row: Row) async throws {
    let transport = ScriptedTransport(.success(.json(row.status, row.body)))
    let client = try client(transport)
    let registration = try registration(row.type)
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(failure.kind == row.kind)
    #expect(failure.code == row.code)
    #expect(failure.problems.map(\.field) == row.fields)
    #expect(failure.status == row.status)
    #expect(failure.requestID == "01REQUEST")
    #expect(failure.outcome == (row.code == "outcome_unknown" ? .unknown : .refused))
    #expect(failure.message.hasSuffix("."))
    #expect(failure.fix.hasSuffix("."))
    #expect(failure.detail.hasPrefix("HTTP \(row.status)"))
    #expect(transport.requests.count == 1, "A request that changes something is never repeated.")
  }

  @Test(arguments: [
    (RunnerType.instance, ["administrator", "admin_mode"]),
    (.group, ["Owner", "settings"]),
    (.project, ["Maintainer", "settings"]),
  ])
  func aRefusalNamesRoleAndSettings(type: RunnerType, words: [String]) async throws {
    let body = #"{"message":"403 Forbidden - Insufficient permissions"}"#
    let client = try client(ScriptedTransport(.success(.json(403, body))))
    let registration = try registration(type)
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    for word in words { #expect(failure.fix.contains(word)) }
  }

  @Test func sentencesAreSplitAtTheirAttributes() async throws {
    let body =
      #"{"message":"400 Bad request - Tags list a, b and c are odd, Description is long and dark, and Maximum timeout is short"}"#
    let client = try client(ScriptedTransport(.success(.json(400, body))))
    let registration = try registration()
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(
      failure.problems == [
        .init(field: .tagList, name: "tags_list", message: "Tags list a, b and c are odd"),
        .init(field: .description, name: "description", message: "Description is long and dark"),
        .init(
          field: .maximumTimeout, name: "maximum_timeout", message: "Maximum timeout is short"),
      ])
  }

  @Test func mutuallyExclusiveParametersStayTogether() async throws {
    let body = #"{"error":"active, paused are mutually exclusive, locked is invalid"}"#
    let client = try client(ScriptedTransport(.success(.json(400, body))))
    let registration = try registration()
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(
      failure.problems.map(\.message)
        == ["active, paused are mutually exclusive", "locked is invalid"])
    #expect(failure.problems.map(\.field) == [.paused, .locked])
  }

  @Test func theFirstLineOfAPageIsKeptWithoutControlCharacters() async throws {
    let page = "\n\n<h1>502\u{1B}[31m Whoops</h1>\n<p>more</p>"
    let client = try client(ScriptedTransport(.success(.text(500, page))))
    let registration = try registration()
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(failure.detail == "HTTP 500: <h1>502\u{FFFD}[31m Whoops</h1>")
  }

  @Test func longTextsOfAServerAreCut() async throws {
    let long = String(repeating: "x", count: 100_000)
    let client = try client(
      ScriptedTransport(.success(.json(400, #"{"message":"400 Bad request - \#(long)"}"#))))
    let registration = try registration()
    let failure = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(failure.detail.count < 600)
    #expect(failure.message.count < 400)
  }

  @Test func anEchoedTokenIsRedacted() async throws {
    let bodies = [
      #"{"message":"400 Bad request - got \#(accessToken)"}"#, "you sent \(accessToken) here",
      #"{"message":{"description":["\#(accessToken) is odd"]}}"#,
    ]
    for body in bodies {
      let client = try client(ScriptedTransport(.success(.json(400, body))))
      let registration = try registration()
      let failure = try await failure { () async throws(APIFailure) in
        try await client.register(registration)
      }
      #expect(!"\(failure)".contains("AAAABBBB"))
      #expect("\(failure)".contains("‹redacted›"))
    }
  }
}
