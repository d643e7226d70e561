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

  @Test(arguments: [
    (
      "OpenSSL SSL_read: OpenSSL/3.0.13: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0",
      CURLE_RECV_ERROR, APIFailure.TLSReason.clientCertificate
    ),
    ("error:0A000418:SSL routines::tlsv1 alert unknown ca", CURLE_RECV_ERROR, .clientCertificate),
    (
      "error:0A000412:SSL routines::sslv3 alert bad certificate", CURLE_SSL_CONNECT_ERROR,
      .clientCertificate
    ),
    ("error:0A000410:SSL routines::sslv3 alert handshake failure", CURLE_SSL_CONNECT_ERROR, .other),
  ])
  func anAlertAboutTheClientMeansNothingWasRead(
    text: String, code: CURLcode, reason: APIFailure.TLSReason
  ) {
    let failure = CurlFailureFacts(code: code, text: text, wasSent: true).failure
    #expect(failure.kind == .tls(reason))
    #expect(!failure.wasSent)
  }

  @Test(arguments: [
    (
      "Failed to connect to proxy.example port 3128 after 0 ms: Couldn't connect to server",
      TransportFailure.Kind.proxy
    ),
    ("Failed to connect to gitlab.example.com port 3128: Connection refused", .proxy),
    ("Failed to connect to gitlab.example.com port 443 after 0 ms: no", .couldNotConnect),
    ("Couldn't connect to server", .couldNotConnect),
  ])
  func aProxyThatRefusesConnectionsIsToldFromTheServer(
    text: String, kind: TransportFailure.Kind
  ) throws {
    let facts = CurlFailureFacts(
      code: CURLE_COULDNT_CONNECT, text: text,
      server: try ServerURL(parsing: "https://gitlab.example.com"))
    #expect(facts.failure.kind == kind)
  }

  @Test func anotherKeyThanThePinnedOneIsNamedWhateverTheCheckOfTheCertificateSays() {
    let facts = CurlFailureFacts(
      code: CURLE_SSL_PINNEDPUBKEYNOTMATCH, text: "", verifyResult: 20)
    #expect(facts.failure.kind == .tls(.pinMismatch))
  }

  @Test func aProxyThatRefusesATunnelIsNamed() {
    let facts = CurlFailureFacts(code: CURLE_RECV_ERROR, text: "", proxyStatus: 407)
    #expect(facts.failure.kind == .proxy)
    let later = CurlFailureFacts(code: CURLE_RECV_ERROR, text: "", proxyStatus: 200)
    #expect(later.failure.kind == .connectionLost)
  }
}
