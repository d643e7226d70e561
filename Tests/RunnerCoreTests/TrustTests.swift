import Support
import Testing

@testable import RunnerCore

/// A server with certificates made for one test, and a client of it.
private struct Site {
  let certificates: Certificates
  let server: RecordingServer
  var connection: Connection

  /// - Parameter chain: what the server sends, its own certificate first.
  init(
    host: String = "localhost", days: Int = 2, by issuer: String = "ca",
    sending chain: [String] = ["server", "ca"], forClients: Bool = false
  ) throws {
    certificates = try Certificates()
    if issuer != "ca" { try certificates.issueAuthority(issuer) }
    try certificates.issue("server", for: host, days: days, by: issuer)
    try certificates.join(chain, as: "chain")
    let files = (certificates.file("chain.pem"), certificates.file("server.key"))
    server = try RecordingServer(
      forClients
        ? .tlsForClients(chain: files.0, key: files.1, authority: certificates.authority)
        : .tls(chain: files.0, key: files.1))
    connection = try RunnerCoreTests.connection("https://localhost:\(server.port)")
    connection.timeout = 300
  }

  /// What the server's user is called, asked for with the token.
  func ask() async throws -> Result<String, APIFailure> {
    let transport = CurlTransport(connection: connection)
    defer { transport.shutdown() }
    let client = GitLabClient(
      connection: connection, transport: transport, pause: { _ in },
      certificates: CertificateReader(connection: connection))
    do throws(APIFailure) {
      return .success(try await client.currentUser().username)
    } catch {
      return .failure(error)
    }
  }

  func failure() async throws -> APIFailure {
    switch try await ask() {
    case .success(let name): throw UnexpectedSuccess(value: name)
    case .failure(let failure): return failure
    }
  }

  func chain(_ reason: APIFailure.TLSReason = .unknownIssuer) async throws -> CertificateChain {
    try await CertificateReader(connection: connection).read(reason)
  }

  /// Waits for the end of all connections and expects that nothing was sent over them.
  func expectSilence(connections: Int) async throws {
    _ = try await server.events(afterConnections: connections)
    #expect(server.received == "")
  }

  func end() {
    server.stop()
    certificates.remove()
  }
}

@Suite(.enabled(if: RecordingServer.isPossible, "Python or the openssl program is not installed."))
struct TrustTests {
  @Test func anUnknownAuthorityIsNamedAndItsFileIsTheWayOut() async throws {
    var site = try Site()
    defer { site.end() }
    let failure = try await site.failure()
    #expect(failure.code == "tls_unknown_issuer")
    #expect(failure.outcome == .notSent)
    #expect(
      failure.message
        == "The certificate of localhost (CN = localhost) was issued by CN = Test authority, O = Example, "
        + "which is not trusted here.")
    try await site.expectSilence(connections: 2)
    site.connection.caFile = site.certificates.authority
    #expect(try await site.ask().get() == "root")
    try await site.server.waitToReceive(accessToken)
  }

  @Test func anExpiredCertificateIsNamed() async throws {
    var site = try Site(days: -1)
    defer { site.end() }
    site.connection.caFile = site.certificates.authority
    let failure = try await site.failure()
    #expect(failure.code == "tls_expired")
    #expect(
      failure.message.contains("(CN = localhost, issued by CN = Test authority, O = Example)"))
    #expect(failure.message.contains(" expired on 20"))
    try await site.expectSilence(connections: 2)
  }

  @Test func aCertificateForAnotherNameIsNamed() async throws {
    var site = try Site(host: "other.example")
    defer { site.end() }
    site.connection.caFile = site.certificates.authority
    let failure = try await site.failure()
    #expect(failure.code == "tls_name")
    #expect(failure.message.contains("is not for localhost but for other.example."))
    try await site.expectSilence(connections: 2)
  }

  @Test func aLeafAloneIsNamedAndItsIssuersFileIsTheWayOut() async throws {
    var site = try Site(by: "middle", sending: ["server"])
    defer { site.end() }
    let failure = try await site.failure()
    #expect(failure.code == "tls_incomplete_chain")
    #expect(
      failure.message
        == "localhost sends its own certificate alone (CN = localhost); the certificate of its issuer, "
        + "CN = Test middle, is neither sent nor known here.")
    try await site.expectSilence(connections: 2)
    // The root does not help while the certificate between is missing.
    site.connection.caFile = site.certificates.authority
    #expect(try await site.failure().code == "tls_incomplete_chain")
    try site.certificates.join(["middle", "ca"], as: "bundle")
    site.connection.caFile = site.certificates.file("bundle.pem")
    #expect(try await site.ask().get() == "root")
  }

  @Test func aChainWithoutItsRootHasAnUnknownIssuer() async throws {
    let site = try Site(by: "middle", sending: ["server", "middle"])
    defer { site.end() }
    let failure = try await site.failure()
    #expect(failure.code == "tls_unknown_issuer")
    #expect(failure.message.contains("leads to CN = Test authority, O = Example, which is not"))
  }

  @Test func withoutAReaderTheTransportsOwnReasonStands() async throws {
    let site = try Site()
    defer { site.end() }
    let transport = CurlTransport(connection: site.connection)
    defer { transport.shutdown() }
    let client = GitLabClient(connection: site.connection, transport: transport)
    let failure = try await failure { () async throws(APIFailure) in try await client.currentUser()
    }
    #expect(failure.code == "tls_unknown_issuer")
    try await site.expectSilence(connections: 1)
  }
}

@Suite(.enabled(if: RecordingServer.isPossible, "Python or the openssl program is not installed."))
struct CertificateReaderTests {
  @Test func readingSendsNothing() async throws {
    let site = try Site(by: "middle", sending: ["server", "middle", "ca"])
    defer { site.end() }
    let chain = try await site.chain()
    #expect(
      chain.certificates.map(\.subject) == [
        "CN = localhost", "CN = Test middle", "CN = Test authority, O = Example",
      ])
    #expect(chain.certificates.map(\.isSelfSigned) == [false, false, true])
    #expect(chain.certificates[0].names == ["localhost"])
    #expect(try chain.pin == site.certificates.pin("server"))
    let events = try await site.server.events(afterConnections: 1)
    #expect(events == [.connected, .shookHands(client: nil), .closed])
  }

  @Test func theClientsCertificateIsPresentedOnlyWhereNothingElseHelps() async throws {
    var site = try Site(forClients: true)
    defer { site.end() }
    try site.certificates.issue("client", for: "client")
    await #expect(throws: APIFailure.self) { try await site.chain() }
    site.connection.clientCertificate = site.certificates.file("client.pem")
    site.connection.clientKey = site.certificates.file("client.key")
    #expect(try await site.chain().certificates.count == 2)
    let events = try await site.server.events(afterConnections: 3)
    #expect(events.count { $0 == .handshakeFailed } == 2)
    #expect(events.contains(.shookHands(client: "client")))
    #expect(site.server.received == "")
  }

  @Test func withoutTLSThereIsNothingToRead() async throws {
    let reader = CertificateReader(connection: try connection("http://127.0.0.1:1"))
    let failure = try await failure { () async throws(APIFailure) in try await reader.read(.other) }
    #expect(failure.message.contains("http://"))
  }

  @Test func aLibraryThatCannotTellIsNamed() async throws {
    let reader = CertificateReader(connection: try connection()) { _ in
      .success(CurlAnswer(response: .text(200, ""), certificates: nil))
    }
    let failure = try await failure { () async throws(APIFailure) in try await reader.read(.other) }
    #expect(failure.message.contains("this libcurl cannot tell which certificates a server shows"))
  }
}

@Suite(.enabled(if: RecordingServer.isPossible, "Python or the openssl program is not installed."))
struct PinnedKeyTests {
  @Test func exactlyThePinnedKeyIsTrusted() async throws {
    // Expired, for another name, of an unknown issuer: nothing but the key counts.
    var site = try Site(host: "other.example", days: -1)
    defer { site.end() }
    site.connection.pinSHA256 = try await site.chain().pin
    #expect(try await site.ask().get() == "root")
    try await site.server.waitToReceive(accessToken)
  }

  @Test func anotherKeyGetsNothingWhateverItsCertificate() async throws {
    var site = try Site()
    defer { site.end() }
    site.connection.caFile = site.certificates.authority
    site.connection.pinSHA256 = try site.certificates.pin("ca")
    let failure = try await site.failure()
    #expect(failure.code == "tls_pin")
    #expect(failure.outcome == .notSent)
    #expect(failure.message.contains("another key than the one pinned for localhost"))
    #expect(failure.message.contains("CN = localhost by CN = Test authority"))
    #expect(failure.fix.contains("pin the new key"))
    try await site.expectSilence(connections: 2)
  }

  @Test(arguments: ["", "/etc/hostname", "c2hvcnQ="])
  func whatIsNoPinIsRefusedBeforeAConnection(pin: String) async throws {
    var site = try Site()
    defer { site.end() }
    site.connection.pinSHA256 = pin
    let transport = CurlTransport(connection: site.connection)
    let request = HTTPRequest(
      method: "GET", url: site.connection.server.api("/user"), isSafeToRepeat: true)
    let failure = try await transportFailure(transport, request)
    #expect(failure.kind == .tls(.other))
    #expect(failure.detail.contains("not the Base64 of a SHA-256"))
    #expect(site.server.events.isEmpty)
  }

  @Test func aPinWithoutTLSSendsNothing() async throws {
    let server = try FaultServer(always: .ok("{}"))
    defer { server.stop() }
    var connection = try connection("http://127.0.0.1:\(server.port)")
    connection.pinSHA256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    let request = HTTPRequest(method: "GET", url: server.url, isSafeToRepeat: true)
    let failure = try await transportFailure(CurlTransport(connection: connection), request)
    #expect(failure.kind == .tls(.other))
    #expect(server.connections == 0)
  }
}
