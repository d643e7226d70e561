import GitLabSandbox
import Testing

/// Every way in which `POST /user/runners` fails, with the exact body.
struct CreationFailureTests {
  struct Failure: Sendable, CustomTestStringConvertible {
    let name: String
    let token: String?
    let body: SandboxJSON
    let status: Int
    let answer: String

    init(
      _ name: String, as token: String?, _ body: SandboxJSON, _ status: Int, _ answer: String
    ) {
      self.name = name
      self.token = token
      self.body = body
      self.status = status
      self.answer = answer
    }

    var testDescription: String { name }
  }

  static let group: SandboxJSON = ["runner_type": "group_type", "group_id": 10]
  static let insufficientPermissions =
    #"{"message":"403 Forbidden - Insufficient permissions"}"#
  static let insufficientScope =
    #"{"error":"insufficient_scope","error_description":"The request requires higher privileges than "#
    + #"provided by the access token.","scope":"create_runner api"}"#

  static let credentials: [Failure] = [
    Failure("no token", as: nil, group, 401, #"{"message":"401 Unauthorized"}"#),
    Failure("garbage token", as: "glpat-no", group, 401, #"{"message":"401 Unauthorized"}"#),
    Failure(
      "expired", as: "owner-expired", group, 401,
      #"{"error":"invalid_token","error_description":"Token is expired. You can either do "#
        + #"re-authorization or token refresh."}"#),
    Failure(
      "revoked", as: "owner-revoked", group, 401,
      #"{"error":"invalid_token","error_description":"Token was revoked. You have to "#
        + #"re-authorize from the user."}"#),
    Failure(
      "impersonation disabled", as: "owner-impersonated", group, 401,
      #"{"error":"invalid_token","error_description":"Token is an impersonation token but "#
        + #"impersonation was disabled."}"#),
    Failure(
      "proof missing", as: "owner-dpop", group, 401,
      #"{"error":"dpop_error","error_description":"DPoP header is missing"}"#),
    Failure("read_api", as: "owner-read-api", group, 403, insufficientScope),
    Failure("read_user", as: "owner-read-user", group, 403, insufficientScope),
    Failure("manage_runner", as: "owner-manage", group, 403, insufficientScope),
    Failure(
      "fine-grained", as: "owner-fine-grained", group, 403,
      #"{"error":"insufficient_granular_scope","error_description":"Access denied: Your "#
        + #"fine-grained personal access token lacks the required permissions: [Create Runner]."}"#),
    Failure(
      "blocked user", as: "blocked-api", group, 403,
      #"{"message":"403 Forbidden - Your account has been blocked."}"#),
    Failure(
      "token is looked at before parameters", as: "owner-read-api", [:], 403, insufficientScope),
  ]

  static let parameters: [Failure] = [
    Failure(
      "runner_type missing", as: "owner-api", [:], 400,
      #"{"error":"runner_type is missing, runner_type does not have a valid value"}"#),
    Failure(
      "runner_type unknown", as: "owner-api", ["runner_type": "shared"], 400,
      #"{"error":"runner_type does not have a valid value"}"#),
    Failure(
      "group_id missing", as: "owner-api", ["runner_type": "group_type"], 400,
      #"{"error":"group_id is missing"}"#),
    Failure(
      "project_id missing", as: "owner-api", ["runner_type": "project_type", "group_id": 10], 400,
      #"{"error":"project_id is missing"}"#),
    Failure(
      "group_id is a path", as: "owner-api", ["runner_type": "group_type", "group_id": "acme"], 400,
      #"{"error":"group_id is invalid"}"#),
    Failure(
      "several problems", as: "owner-api",
      [
        "runner_type": "group_type", "group_id": 10, "paused": "maybe", "access_level": "all",
        "maximum_timeout": "1h",
      ], 400,
      #"{"error":"paused is invalid, access_level does not have a valid value, "#
        + #"maximum_timeout is invalid"}"#),
    Failure(
      "group unknown", as: "developer-api", ["runner_type": "group_type", "group_id": 999_999], 400,
      #"{"message":"400 Bad request - Missing/invalid group"}"#),
    Failure(
      "project unknown", as: "owner-api", ["runner_type": "project_type", "project_id": 999_999],
      400, #"{"message":"400 Bad request - Missing/invalid project"}"#),
  ]

  @Test(arguments: credentials + parameters)
  func refusalHasGitLabsStatusAndBody(failure: Failure) {
    var door = Door()
    let count = door.sandbox.runners.count
    let answer = door.ask("POST", "user/runners", as: failure.token, failure.body)
    #expect(answer.status == failure.status)
    #expect(answer.text == failure.answer)
    #expect(answer.header("content-type") == "application/json")
    #expect(door.sandbox.runners.count == count)
  }

  @Test(arguments: [
    ("owner-api", "group_type", 20), ("owner-api", "group_type", 21),
    ("maintainer-api", "group_type", 10), ("developer-api", "group_type", 10),
    ("owner-api", "group_type", 14), ("owner-api", "group_type", 15),
    ("owner-api", "group_type", 16), ("root-api", "group_type", 20),
    ("group-bot", "group_type", 10), ("project-bot", "group_type", 11),
    ("developer-api", "project_type", 100), ("owner-api", "project_type", 108),
    ("owner-api", "project_type", 109), ("owner-api", "project_type", 104),
    ("owner-api", "project_type", 105), ("project-bot", "project_type", 100),
    ("owner-api", "instance_type", 0), ("root-api", "instance_type", 0),
    ("group-bot", "instance_type", 0),
  ])
  func missingRightIsOneAndTheSameRefusal(token: String, type: String, owner: Int) {
    var door = Door()
    let answer = door.ask(
      "POST", "user/runners", as: token,
      ["runner_type": .string(type), "group_id": .int(owner), "project_id": .int(owner)])
    #expect(answer.status == 403)
    #expect(answer.text == Self.insufficientPermissions)
  }

  @Test func validRunnerRegistrarsStopEveryoneButAdministrators() {
    var door = Door()
    door.sandbox.settings.validRunnerRegistrars = []
    #expect(door.createGroupRunner().text == Self.insufficientPermissions)
    let project: SandboxJSON = ["runner_type": "project_type", "project_id": 100]
    #expect(door.ask("POST", "user/runners", as: "owner-api", project).status == 403)
    #expect(door.ask("POST", "user/runners", as: "root-admin", project).status == 201)
  }

  @Test func maintenanceModeStopsChangesOnly() {
    var door = Door()
    door.sandbox.settings.maintenanceMode = true
    let answer = door.createGroupRunner()
    #expect(answer.status == 403)
    #expect(
      answer.text
        == #"{"message":"You cannot perform write operations on a read-only instance"}"#)
  }

  @Test func oldReleaseSpeaksOfScopeWhenTheGroupIsMissing() {
    var door = Door(.init(gitLab: .v16))
    let answer = door.ask(
      "POST", "user/runners", as: "owner-api", ["runner_type": "group_type", "group_id": 1])
    #expect(answer.text == #"{"message":"400 Bad request - Missing/invalid scope"}"#)
  }

  @Test func oauthTokenIsFoundAsBearerOnly() {
    var door = Door()
    let body: SandboxJSON = ["runner_type": "group_type", "group_id": 10]
    #expect(door.ask("POST", "user/runners", as: "owner-oauth", body).status == 401)
    let request = SandboxRequest(
      method: "POST", target: "/api/v4/user/runners",
      headers: [
        ("authorization", "Bearer " + door.token("owner-oauth")),
        ("Content-Type", "application/json"),
      ], body: body.bytes)
    #expect(door.sandbox.respond(to: request, at: door.now).status == 201)
  }

  @Test func malformedBodyIsRefused() {
    var door = Door()
    var request = SandboxRequest(
      method: "POST", target: "/api/v4/user/runners",
      headers: [
        ("PRIVATE-TOKEN", door.token("owner-api")), ("Content-Type", "application/json"),
      ], body: Array(#"{"runner_type":"#.utf8))
    #expect(door.sandbox.respond(to: request, at: door.now).status == 400)
    request.headers[1].1 = "application/xml"
    #expect(door.sandbox.respond(to: request, at: door.now).status == 415)
  }
}
