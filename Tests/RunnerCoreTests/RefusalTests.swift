import RunnerCore
import Testing

/// Who refused, what became of the request, and that no answer brings a secret back.
@Suite struct RefusalTests {
  private func refusal(
    _ response: HTTPResponse, _ connection: Connection? = nil
  ) async throws -> APIFailure {
    let client = try client(ScriptedTransport(.success(response)), connection)
    let registration = try registration()
    return try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
  }

  @Test func maintenanceSaysWhenToComeBackUnlessTheRunnerMayExist() async throws {
    let patience = [("Retry-After", "60")]
    let own = try await refusal(
      .json(503, #"{"message":"503 Service Unavailable"}"#, headers: patience))
    #expect(own.fix == "Try again in 1m.")
    let gateway = try await refusal(.text(503, "<html>down", headers: patience))
    #expect(gateway.fix.contains("before creating it again"))
    #expect(!gateway.fix.contains("description"))
  }

  @Test(arguments: [401, 403])
  func aPageThatRefusesIsNotTakenForGitLab(status: Int) async throws {
    let page = try await refusal(.text(status, "<html>waf</html>"))
    #expect(page.message.hasPrefix("A proxy or firewall before gitlab.example.com"))
    #expect(page.fix.contains("proxy or firewall"))
    let own = try await refusal(.text(status, "Forbidden"))
    #expect(!own.message.contains("firewall"))
  }

  @Test func aRequestThatCameTooSlowlyIsNotBlamedOnAGateway() async throws {
    #expect(try await refusal(.text(408, "")).message.contains("did not arrive in time"))
  }

  @Test func aFailureInsideGitLabIsARefusalThroughout() async throws {
    let failure = try await refusal(.json(500, #"{"message":"500 Internal Server Error"}"#))
    #expect(failure.outcome == .refused)
    #expect(failure.fix.hasPrefix("Try again later"))
  }

  @Test func anEchoedSecretWithoutPrefixIsRedactedEverywhere() async throws {
    let connection = try connection(
      token: "0a1b2c3d4e5f", headers: [HeaderField(name: "X-Gate", value: "Basic b3BlbjpzZXNhbWU")])
    for secret in ["0a1b2c3d4e5f", "b3BlbjpzZXNhbWU"] {
      let headers = [
        ("Location", "https://\(secret).example/?t=\(secret)"), ("X-Request-Id", secret),
      ]
      for response in [
        HTTPResponse.json(400, #"{"message":"400 Bad request - got \#(secret)"}"#),
        .json(401, #"{"error":"\#(secret)","error_description":"\#(secret)"}"#),
        .json(400, #"{"message":{"\#(secret)":["\#(secret) is odd"]}}"#),
        .text(500, "you sent \(secret)", headers: headers), .text(302, "", headers: headers),
      ] {
        let failure = try await refusal(response, connection)
        #expect(!"\(failure)".contains(secret))
        #expect("\(failure)".contains("‹redacted›"))
      }
    }
  }
}
