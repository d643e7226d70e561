import CCurl
import Testing

@testable import RunnerCore

@Suite struct CurlFailureFactsTests {
  @Test(arguments: [
    (CURLE_COULDNT_RESOLVE_HOST, TransportFailure.Kind.couldNotResolve),
    (CURLE_COULDNT_RESOLVE_PROXY, .proxy),
    (CURLE_PROXY, .proxy),
    (CURLE_COULDNT_CONNECT, .couldNotConnect),
    (CURLE_OPERATION_TIMEDOUT, .timedOut),
    (CURLE_SSL_CONNECT_ERROR, .tls(.other)),
    (CURLE_SSL_CERTPROBLEM, .certificateFile),
    (CURLE_SSL_CACERT_BADFILE, .certificateFile),
    (CURLE_GOT_NOTHING, .connectionLost),
    (CURLE_PARTIAL_FILE, .connectionLost),
    (CURLE_RECV_ERROR, .connectionLost),
    (CURLE_WEIRD_SERVER_REPLY, .garbled),
    (CURLE_URL_MALFORMAT, .other),
  ])
  func everyCodeHasItsMeaning(code: CURLcode, kind: TransportFailure.Kind) {
    #expect(CurlFailureFacts(code: code, text: "").failure.kind == kind)
  }

  @Test(arguments: [
    (10, APIFailure.TLSReason.expired), (9, .expired), (18, .unknownIssuer), (19, .unknownIssuer),
    (20, .unknownIssuer), (21, .incompleteChain), (2, .incompleteChain), (62, .wrongName),
  ])
  func theResultOfTheCheckGivesTheReason(result: Int, reason: APIFailure.TLSReason) {
    let facts = CurlFailureFacts(
      code: CURLE_PEER_FAILED_VERIFICATION, text: "", verifyResult: result)
    #expect(facts.failure.kind == .tls(reason))
  }

  @Test(arguments: [
    (
      "SSL: no alternative certificate subject name matches target host name 'x'",
      APIFailure.TLSReason.wrongName
    ),
    ("server certificate verification failed. CAfile: none", .unknownIssuer),
    ("SSL certificate problem: certificate has expired", .expired),
    ("wrong version number", .other),
  ])
  func otherwiseTheWordsDo(text: String, reason: APIFailure.TLSReason) {
    let facts = CurlFailureFacts(code: CURLE_PEER_FAILED_VERIFICATION, text: text)
    #expect(facts.failure.kind == .tls(reason))
  }

  @Test func aProxyThatRefusesATunnelIsNamed() {
    let facts = CurlFailureFacts(code: CURLE_RECV_ERROR, text: "", proxyStatus: 407)
    #expect(facts.failure.kind == .proxy)
    let later = CurlFailureFacts(code: CURLE_RECV_ERROR, text: "", proxyStatus: 200)
    #expect(later.failure.kind == .connectionLost)
  }
}
