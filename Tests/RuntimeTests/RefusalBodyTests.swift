import FoundationEssentials
import GitLabSandbox
import Testing

@testable import RunnerCore
@testable import Runtime

/// The bodies in the table of refusals are those that the sandbox answers with.
@Suite struct RefusalBodyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var cause: RefusalCause
    var token = "owner-api"
    var method = "POST"
    var path = "user/runners"
    var body = #"{"runner_type":"group_type","group_id":10}"#
    var fault: String?
    var testDescription: String { "\(cause.rawValue): \(token) \(method) \(path) \(body)" }
  }

  private static func group(_ members: String) -> String {
    #"{"runner_type":"group_type","group_id":10,\#(members)}"#
  }

  static let cases: [Case] = [
    Case(cause: .tokenUnknown, token: "nobody"),
    Case(cause: .tokenExpired, token: "owner-expired"),
    Case(cause: .tokenRevoked, token: "owner-revoked"),
    Case(cause: .impersonationDisabled, token: "owner-impersonated"),
    Case(cause: .proofRequired, token: "owner-dpop"),
    Case(cause: .scopeTooSmall, token: "owner-read-api"),
    Case(cause: .permissionMissing, token: "owner-fine-grained"),
    Case(cause: .accountRefused, token: "blocked-api"),
    Case(cause: .notAllowed, token: "maintainer-api"),
    Case(cause: .notAllowed, body: #"{"runner_type":"group_type","group_id":14}"#),
    Case(cause: .notAllowed, body: #"{"runner_type":"instance_type"}"#),
    Case(cause: .notAllowed, method: "GET", path: "runners/all"),
    Case(cause: .groupMissing, body: #"{"runner_type":"group_type","group_id":999}"#),
    Case(cause: .projectMissing, body: #"{"runner_type":"project_type","project_id":999}"#),
    Case(cause: .parameterRefused, body: "{}"),
    Case(cause: .parameterRefused, body: #"{"runner_type":"odd"}"#),
    Case(cause: .parameterRefused, body: #"{"runner_type":"group_type"}"#),
    Case(cause: .parameterRefused, body: #"{"runner_type":"project_type"}"#),
    Case(cause: .parameterRefused, body: group(#""access_level":"odd""#)),
    Case(cause: .valuesRefused, body: group(#""run_untagged":false"#)),
    Case(cause: .expiryRefused, body: group(#""token_expires_at":"soon""#)),
    Case(cause: .expiryRefused, body: group(#""token_expires_at":"2020-01-01""#)),
    Case(cause: .expiryRefused, body: group(#""token_rotation_deadline":"2999-01-01""#)),
    Case(
      cause: .placeNotFound, method: "GET", path: "groups/999"),
    Case(
      cause: .placeNotFound, method: "GET", path: "projects/999"),
    Case(cause: .runnerNotFound, method: "GET", path: "runners/999999"),
    Case(cause: .routeUnknown, path: "user/runner"),
    Case(
      cause: .notAnAccessToken, token: "owner-oauth", method: "GET",
      path: "personal_access_tokens/self"),
    Case(
      cause: .registrationTokensOff, path: "runners",
      body: #"{"token":"GR1348941sandbox-instance-01"}"#),
    Case(cause: .registrationTokenUnknown, path: "runners", body: #"{"token":"odd"}"#),
    Case(cause: .rateLimited, fault: "POST /user/runners:status=429"),
    Case(cause: .serverError, fault: "POST /user/runners:status=500"),
    Case(cause: .unavailable, fault: "POST /user/runners:status=503"),
  ]

  @Test(arguments: cases) func theSandboxAnswersWithABodyOfTheTable(_ row: Case) throws {
    let transport = SandboxTransport()
    let token = transport.withSandbox { sandbox in
      sandbox.tokens.first { $0.name == row.token }
    }
    let text = token?.token ?? row.token
    let request = SandboxRequest(
      method: row.method, target: "/api/v4/" + row.path,
      headers: [
        token?.kind == .oauth ? ("Authorization", "Bearer \(text)") : ("PRIVATE-TOKEN", text),
        ("Content-Type", "application/json"),
      ], body: row.method == "GET" ? [] : Array(row.body.utf8))
    if let fault = row.fault { transport.fault(fault) }
    let outcome = transport.withSandbox { $0.perform(request, at: Date()) }
    guard case .respond(let response) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let known = try #require(RefusalTable.row(of: row.cause))
    let body = String(decoding: response.body, as: UTF8.self)
    let purpose = try #require(
      known.examples.first { $0.status == response.status && $0.body == body }?.purpose,
      "\(response.status) \(body)")
    let evidence = RefusalEvidence(
      purpose: purpose, status: response.status,
      body: ErrorBody(response.body, connection: transport.connection("owner-api")),
      location: response.header("Location"))
    #expect(RefusalTable.row(for: evidence)?.cause == row.cause)
  }

  @Test func aReadOnlyServerAnswersWithABodyOfTheTable() throws {
    let transport = SandboxTransport()
    let body = transport.withSandbox { sandbox in
      sandbox.settings.maintenanceMode = true
      let request = SandboxRequest(method: "POST", target: "/api/v4/user/runners")
      return String(decoding: sandbox.respond(to: request, at: Date()).body, as: UTF8.self)
    }
    let known = try #require(RefusalTable.row(of: .readOnly))
    #expect(known.examples.contains { $0.body == body })
  }
}
