import RunnerCore
import Testing

@testable import Runtime

/// One failure of the sandbox, and what a script is told of it.
struct FailureCase: Sendable, CustomTestStringConvertible {
  var token = "owner-api"
  var fault: String?
  var group = "10"
  var status: Int32
  var code: String

  var testDescription: String { "\(token) \(fault ?? group): \(status) \(code)" }
}

@Suite struct CreateFailureTests {
  static let table: [FailureCase] = [
    FailureCase(token: "owner-expired", status: 3, code: "token_expired"),
    FailureCase(token: "owner-revoked", status: 3, code: "token_revoked"),
    FailureCase(token: "owner-dpop", status: 3, code: "dpop_required"),
    FailureCase(token: "owner-impersonated", status: 3, code: "impersonation_disabled"),
    FailureCase(token: "owner-read-api", status: 3, code: "insufficient_scope"),
    FailureCase(token: "owner-fine-grained", status: 3, code: "insufficient_granular_scope"),
    FailureCase(token: "blocked-api", status: 3, code: "forbidden"),
    FailureCase(token: "developer-api", status: 3, code: "role_too_low"),
    FailureCase(token: "maintainer-create", status: 3, code: "forbidden"),
    FailureCase(group: "14", status: 3, code: "forbidden"),
    FailureCase(group: "16", status: 3, code: "archived"),
    FailureCase(group: "999", status: 4, code: "target_not_found"),
    FailureCase(group: "acme/nowhere", status: 1, code: "not_found"),
    FailureCase(fault: "POST /user/runners:reset-after", status: 5, code: "outcome_unknown"),
    FailureCase(fault: "POST /user/runners:truncate", status: 5, code: "outcome_unknown"),
    FailureCase(fault: "POST /user/runners:html", status: 5, code: "outcome_unknown"),
    FailureCase(fault: "POST /user/runners:status=429", status: 1, code: "rate_limited"),
    FailureCase(fault: "POST /user/runners:status=500", status: 1, code: "server_error"),
    FailureCase(
      fault: "POST /user/runners:redirect=https://other.example/", status: 1,
      code: "unexpected_redirect"),
    FailureCase(
      fault: "GET /groups/acme:status=500", group: "acme", status: 1, code: "server_error"),
    FailureCase(
      fault: "GET /groups/acme:reset-after", group: "acme", status: 1, code: "connection_lost"),
  ]

  @Test(arguments: table) func scriptsAreToldWhatHappened(_ row: FailureCase) async {
    var harness = CreateHarness()
    harness.token = row.token
    if let fault = row.fault { harness.fault(fault) }
    let printed = await harness.create("--type", "group", "--group", row.group, "--json")
    #expect(printed.status == row.status)
    #expect(printed.error?["code"] == .string(row.code))
    #expect(printed.error?["exit"] == .integer(Int64(row.status)))
    #expect(harness.registrations <= 1)
  }

  @Test func tokenOfAnAnswerWithoutAnIDIsPrintedAllTheSame() {
    var failure = APIFailure(
      kind: .undecodable, outcome: .unknown, message: "No id.", fix: "Look for it.")
    failure.recoveredToken = Secret("glrt-t2_withoutAnIDAtAll0")
    for (json, expected) in [
      (false, "glrt-t2_withoutAnIDAtAll0\n"), (true, "\"token\":\"glrt-t2_withoutAnIDAtAll0\""),
    ] {
      let printed = CreateHarness().report(
        .failure(CommandFailure(failure, changesSomething: true)), json: json)
      #expect(printed.status == 5)
      #expect(json ? printed.output.contains(expected) : printed.output == expected)
      #expect(!printed.complaints.contains("withoutAnID"))
    }
  }

  @Test(arguments: [
    ("developer-api", "10"), ("owner-read-api", "10"), ("owner-expired", "10"),
    ("owner-api", "999"), ("blocked-api", "acme"),
  ])
  func whatIsKnownToBeRefusedIsNotSent(_ token: String, _ group: String) async {
    var harness = CreateHarness()
    harness.token = token
    let printed = await harness.create("--type", "group", "--group", group, "--json")
    #expect(printed.error?["status"] != .integer(201))
    #expect(printed.status == (group == "999" ? 4 : 3))
    #expect(harness.registrations == 0)
  }

  @Test func aRefusalThatTellsNoCauseIsAskedAbout() async {
    let printed = await CreateHarness().create("--type", "group", "--group", "14")
    #expect(printed.complaints.contains("probably switched off"))
    #expect(printed.complaints.contains("/admin/application_settings/ci_cd"))
  }

  @Test func anArchivedPlaceIsNamedAfterTheRefusal() async {
    let printed = await CreateHarness().create("--type", "group", "--group", "16")
    #expect(printed.complaints.contains("acme/archive is archived"))
  }

  @Test func anInstanceRunnerTakesAnAdministratorBeforeItIsSent() async {
    var harness = CreateHarness()
    harness.token = "root-api"
    let printed = await harness.create("--type", "instance")
    #expect(printed.status == 3)
    #expect(printed.complaints.contains("admin_mode"))
    #expect(harness.registrations == 0)
    harness.token = "root-create-admin"
    #expect(await harness.create("--type", "instance").status == 0)
  }

  @Test func failureHasItsFieldsInOrder() async {
    let harness = CreateHarness()
    let printed = await harness.create("--type", "group", "--group", "14", "--json")
    guard case .object(let members)? = printed.error else {
      Issue.record("\(printed)")
      return
    }
    #expect(
      members.map(\.name) == [
        "code", "exit", "message", "fix", "status", "request_id", "problems",
      ])
    #expect(printed.error?["status"] == .integer(403))
    #expect(printed.complaints.isEmpty)
  }

  @Test func peopleAreToldWhatHappenedAndWhatToDo() async {
    var harness = CreateHarness()
    harness.token = "owner-expired"
    let printed = await harness.create("--type", "group", "--group", "10")
    #expect(printed.output.isEmpty)
    #expect(printed.complaints.contains("expired"))
    #expect(printed.complaints.split(separator: "\n").count >= 2)
  }

  @Test func targetThatIsNotThereIsAMistakeOfItsField() async {
    let printed = await CreateHarness().create("--type", "group", "--group", "999", "--json")
    #expect(fields(printed.error) == ["group_id"])
  }
}

@Suite struct ExitCodeTests {
  static let refused: [APIFailure.Kind] = [
    .unauthorized, .tokenExpired, .tokenRevoked, .impersonationDisabled, .proofRequired,
    .insufficientScope(needed: ["api"]), .insufficientGranularScope, .forbidden, .readOnly,
  ]
  static let failed: [APIFailure.Kind] = [
    .badRequest, .notFound, .gone, .rateLimited, .serverError, .gatewayError, .maintenance,
    .unexpectedRedirect(host: "h"), .notGitLab, .undecodable, .tooLarge, .couldNotResolve,
    .couldNotConnect, .proxyFailed, .timedOut, .connectionLost, .tls(.unknownIssuer),
    .tls(.expired), .tls(.wrongName), .tls(.incompleteChain), .tls(.other),
    .curlMissing, .invalidHeader, .other,
  ]

  static func failure(
    _ kind: APIFailure.Kind, _ outcome: APIFailure.Outcome = .refused
  ) -> APIFailure {
    APIFailure(kind: kind, outcome: outcome, message: "", fix: "")
  }

  @Test(arguments: refused) func refusalsAreThree(_ kind: APIFailure.Kind) {
    #expect(ExitCode(Self.failure(kind), changesSomething: true).rawValue == 3)
  }

  @Test func certificateThatCannotBeReadIsTwo() {
    #expect(
      ExitCode(Self.failure(.certificateFile, .notSent), changesSomething: true).rawValue == 2)
  }

  @Test(arguments: ["--ca-file", "--client-cert"])
  func certificateThatIsNotThereIsSaidBeforeAnythingIsSent(_ option: String) async throws {
    let program = try ProgramProcess(
      #"exec "$0" create --type group --group 10 --url http://127.0.0.1:9 "$1" /nonexistent"#,
      arguments: [option], environment: ["GITLAB_TOKEN": "token"])
    let end = await program.end()
    #expect(end.status == 2)
    #expect(end.output.contains("/nonexistent"))
  }

  @Test(arguments: failed) func failuresAreOne(_ kind: APIFailure.Kind) {
    #expect(ExitCode(Self.failure(kind), changesSomething: true).rawValue == 1)
  }

  @Test(arguments: [APIFailure.Kind.invalidFields, .targetNotFound(.group)])
  func valuesThatTheServerNamesAreFour(_ kind: APIFailure.Kind) {
    #expect(ExitCode(Self.failure(kind), changesSomething: true).rawValue == 4)
  }

  @Test(arguments: refused + failed + [.cancelled])
  func lostAnswersAreFiveWhateverTheCause(_ kind: APIFailure.Kind) {
    #expect(ExitCode(Self.failure(kind, .unknown), changesSomething: true).rawValue == 5)
  }

  @Test func lostAnswersToQuestionsChangeNothing() {
    #expect(
      ExitCode(Self.failure(.timedOut, .unknown), changesSomething: false).rawValue == 1)
  }

  @Test func cancellingBeforeSendingIsAnInterruption() {
    #expect(ExitCode(Self.failure(.cancelled, .notSent), changesSomething: true).rawValue == 130)
  }
}
