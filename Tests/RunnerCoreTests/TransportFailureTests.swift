import RunnerCore
import Testing

@Suite struct TransportFailureTests {
  private func failure(_ kind: TransportFailure.Kind, wasSent: Bool) async throws -> APIFailure {
    let client = try client(
      ScriptedTransport(
        .failure(TransportFailure(kind: kind, detail: "curl said so", wasSent: wasSent))))
    let registration = try registration()
    return try await RunnerCoreTests.failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
  }

  @Test(arguments: [
    (TransportFailure.Kind.couldNotResolve, "could_not_resolve"),
    (.couldNotConnect, "could_not_connect"),
    (.proxy, "proxy_failed"),
    (.timedOut, "timed_out"),
    (.tls(.unknownIssuer), "tls_unknown_issuer"),
    (.tls(.incompleteChain), "tls_incomplete_chain"),
    (.tls(.expired), "tls_expired"),
    (.tls(.wrongName), "tls_name"),
    (.tls(.clientCertificate), "tls_client_certificate"),
    (.tls(.pinMismatch), "tls_pin"),
    (.tls(.other), "tls_other"),
    (.certificateFile, "certificate_file"),
    (.cancelled, "cancelled"),
    (.curlMissing, "curl_missing"),
    (.other, "failed"),
  ])
  func beforeSendingNothingHasHappened(kind: TransportFailure.Kind, code: String) async throws {
    let failure = try await failure(kind, wasSent: false)
    #expect(failure.code == code)
    #expect(failure.outcome == .notSent)
    #expect(failure.detail == "curl said so")
    #expect(failure.message.hasSuffix(".") && failure.fix.hasSuffix("."))
  }

  @Test(arguments: [
    TransportFailure.Kind.timedOut, .connectionLost, .garbled, .tooLarge, .cancelled, .other,
  ])
  func afterSendingTheOutcomeIsUnknown(kind: TransportFailure.Kind) async throws {
    let failure = try await failure(kind, wasSent: true)
    #expect(failure.code == "outcome_unknown")
    #expect(failure.outcome == .unknown)
    #expect(failure.message.contains("may have been created"))
    #expect(failure.fix.contains("platform/build"))
  }

  @Test func anInterruptionAfterSendingSaysSo() async throws {
    let failure = try await failure(.cancelled, wasSent: true)
    #expect(
      failure.message.hasPrefix("The program was interrupted after the request had gone out."))
  }

  @Test func readingIsNeverOfUnknownOutcome() async throws {
    let client = try client(
      ScriptedTransport(
        .failure(TransportFailure(kind: .timedOut, detail: "", wasSent: true))))
    let failure = try await RunnerCoreTests.failure { () async throws(APIFailure) in
      try await client.currentUser()
    }
    #expect(failure.code == "timed_out")
    #expect(failure.outcome == .refused)
  }
}
