import Testing

@testable import RunnerCore

/// Sentences about failures that say no more than is known.
@Suite struct FailureWordingTests {
  private func circumstances(
    source: String = "GITLAB_TOKEN", reason: String? = nil
  ) throws -> FailureCircumstances {
    var connection = try connection()
    connection.source = source
    return FailureCircumstances(
      connection: connection, purpose: .registration(.instance, target: nil), reason: reason,
      status: 502)
  }

  @Test func aTypedTokenIsNamedAsSuch() throws {
    let typed = try circumstances(source: Connection.typed)
    #expect(
      typed.message(.unauthorized, .refused) == "GitLab does not accept the access token you typed."
    )
    #expect(
      try circumstances().message(.unauthorized, .refused)
        == "GitLab does not accept the access token (from GITLAB_TOKEN).")
  }

  @Test func thePagesOfAGatewayAreNotQuoted() throws {
    #expect(
      try circumstances(reason: "<!DOCTYPE html>").message(.gatewayError, .refused)
        == "The gateway before GitLab got no answer from it (HTTP 502).")
  }

  @Test(arguments: [
    ("HTTP 502 Bad Gateway", "(HTTP 502): Bad Gateway."), ("502 - no upstream", "no upstream."),
    ("HTTP 502", "(HTTP 502)."), ("no upstream", "(HTTP 502): no upstream."),
  ])
  func theStatusIsSaidOnce(reason: String, end: String) throws {
    let message = try circumstances(reason: reason).message(.gatewayError, .refused)
    #expect(message.hasSuffix(end), "\(message)")
    #expect(message.split(separator: "502", omittingEmptySubsequences: false).count == 2)
  }

  @Test(arguments: [
    ("Broken (HTTP 502).", "HTTP 502", "Broken (HTTP 502)."),
    ("Broken (HTTP 502).", "HTTP 502: Bad Gateway", "Broken (HTTP 502). Bad Gateway"),
    ("Broken (HTTP 502): Bad Gateway.", "HTTP 502: Bad Gateway", "Broken (HTTP 502): Bad Gateway."),
    ("Broken.", "HTTP 502: Bad Gateway", "Broken. HTTP 502: Bad Gateway"),
    ("Broken.", "", "Broken."),
  ])
  func theLogSaysNothingTwice(message: String, detail: String, account: String) {
    let failure = APIFailure(
      kind: .gatewayError, outcome: .refused, message: message, fix: "", detail: detail,
      status: 502)
    #expect(failure.account == account)
  }

  @Test func anAnswerThatIsNotHTTPIsCalledThat() throws {
    #expect(
      try circumstances(reason: "Received HTTP/0.9 when not allowed (curl 1)")
        .message(.notGitLab, .refused) == "The answer of gitlab.example.com is not HTTP.")
  }

  @Test func aRefusalNamesTheTypeOfRunner() throws {
    #expect(
      try circumstances().message(.forbidden, .refused)
        == "GitLab refused: the user of the access token may not create instance runners.")
  }

  @Test(arguments: [
    (TargetUse.list, "scope read_api or api"), (.assignment, "scope api"),
  ])
  func adviceForALookUpFollowsWhatItIsFor(_ use: TargetUse, _ scopes: String) throws {
    let lookUp = FailureCircumstances(
      connection: try connection(), purpose: .target(.group, name: "acme", for: use), reason: nil,
      status: 403)
    for kind in [
      APIFailure.Kind.insufficientScope(needed: ["api"]), .insufficientGranularScope, .tokenExpired,
    ] {
      let fix = lookUp.fix(kind, .refused)
      #expect(fix.contains(scopes), "\(fix)")
      #expect(!fix.contains("create_runner") && !fix.contains("numeric id"), "\(fix)")
    }
  }

  @Test func aServersErrorIsToldWithOneNextStep() throws {
    let it = try circumstances()
    #expect(it.message(.serverError, .refused) == "GitLab had an internal error.")
    #expect(it.fix(.serverError, .refused).hasPrefix("Try again later."))
  }
}
