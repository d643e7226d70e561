import Foundation
import Support
import Testing

@testable import RunnerCore

/// An access token reaches its own server and nobody else, told by what servers saw.
@Suite struct TokenBordersTests {
  private func client(
    of server: FaultServer, _ change: (inout Connection) -> Void = { _ in }
  ) throws -> GitLabClient {
    var connection = try connection("http://127.0.0.1:\(server.port)")
    connection.headers = [HeaderField(name: "X-Gate", value: "gate-secret-1234")]
    connection.timeout = 300
    change(&connection)
    return GitLabClient(
      connection: connection, transport: CurlTransport(connection: connection), pause: { _ in })
  }

  /// A server at another port that expects nobody.
  private func stranger() throws -> FaultServer { try FaultServer(always: .ok("{}")) }

  @Test(arguments: [301, 302, 303, 307, 308])
  func aRedirectToAnotherHostIsNotFollowed(status: Int) async throws {
    let stranger = try stranger()
    defer { stranger.stop() }
    let server = try FaultServer(
      always: .reply(
        "HTTP/1.1 \(status) x\r\nLocation: http://localhost:\(stranger.port)/api/v4/user\r\n"
          + "Content-Length: 0\r\n\r\n"))
    defer { server.stop() }
    let client = try client(of: server)
    _ = try await failure { () async throws(APIFailure) in try await client.currentUser() }
    let registration = try registration()
    _ = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    _ = await client.probe()
    #expect(server.requests.count >= 3)
    #expect(stranger.connections == 0)
  }

  @Test(.enabled(if: RecordingServer.isPossible, "Python or the openssl program is not installed."))
  func aRedirectFromHTTPToTLSOfTheSameHostIsNotFollowed() async throws {
    let certificates = try Certificates()
    defer { certificates.remove() }
    try certificates.issue("server", for: "127.0.0.1", extension: "subjectAltName=IP:127.0.0.1")
    let secure = try RecordingServer(
      .tls(chain: certificates.file("server.pem"), key: certificates.file("server.key")))
    defer { secure.stop() }
    let server = try FaultServer(
      always: .reply(
        "HTTP/1.1 301 x\r\nLocation: https://127.0.0.1:\(secure.port)/api/v4/user\r\n"
          + "Content-Length: 0\r\n\r\n"))
    defer { server.stop() }
    let client = try client(of: server) { $0.caFile = certificates.authority }
    let failure = try await failure { () async throws(APIFailure) in try await client.currentUser()
    }
    #expect(failure.code == "unexpected_redirect")
    #expect(secure.events.isEmpty)
  }

  @Test func pagesThatNameAnotherHostAreAskedOfTheirOwn() async throws {
    let stranger = try stranger()
    defer { stranger.stop() }
    let other = "http://localhost:\(stranger.port)/api/v4/runners?page=2"
    let server = try FaultServer { _, text in
      guard text.hasPrefix("GET ") else {
        return .reply("HTTP/1.1 404 x\r\nContent-Length: 2\r\n\r\n{}")
      }
      let body = text.contains("page=2") ? "[]" : #"[{"id":1}]"#
      let link =
        text.contains("page=2") ? "" : "Link: <\(other)>; rel=\"next\"\r\nX-Next-Page: 2\r\n"
      return .reply(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\(link)"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
    defer { server.stop() }
    let client = try client(of: server)
    let list = RESTRunnerList(
      client: client, query: RunnerQuery(scope: .mine), deliver: { _ in })
    _ = try await list.load(from: 1, pages: 5)
    #expect(server.requests.contains { $0.contains("page=2") })
    #expect(stranger.connections == 0)
  }

  @Test(.enabled(if: RecordingServer.isPossible, "Python or the openssl program is not installed."))
  func aProxySeesATunnelAndNoToken() async throws {
    let certificates = try Certificates()
    defer { certificates.remove() }
    try certificates.issue("server", for: "localhost")
    let server = try RecordingServer(
      .tls(chain: certificates.file("server.pem"), key: certificates.file("server.key")))
    defer { server.stop() }
    let proxy = try RecordingServer(.proxy)
    defer { proxy.stop() }
    var connection = try connection("https://localhost:\(server.port)")
    connection.headers = [HeaderField(name: "X-Gate", value: "gate-secret-1234")]
    connection.caFile = certificates.authority
    connection.proxy = Secret("http://someone:s3cr3t@127.0.0.1:\(proxy.port)")
    let transport = CurlTransport(connection: connection)
    let client = GitLabClient(connection: connection, transport: transport)
    #expect(try await client.currentUser().username == "root")
    let chain = try await CertificateReader(connection: connection).read(.unknownIssuer)
    #expect(try chain.pin == certificates.pin("server"))
    transport.shutdown()

    try await server.waitToReceive(accessToken)
    try await server.waitToReceive("gate-secret-1234")
    #expect(
      !server.received.contains("s3cr3t") && !server.received.contains("c29tZW9uZTpzM2NyM3Q="))
    _ = try await proxy.events(afterConnections: 2)
    let tunnels = proxy.received.components(
      separatedBy: "CONNECT localhost:\(server.port) HTTP/1.1")
    #expect(tunnels.count == 3)
    try await proxy.waitToReceive("Proxy-Authorization: Basic c29tZW9uZTpzM2NyM3Q=")
    for secret in [accessToken, "gate-secret-1234", "PRIVATE-TOKEN", "X-Gate"] {
      #expect(!proxy.received.contains(secret))
    }
  }

  @Test func aNamedProxyIsUsedWhateverTheHost() async throws {
    let proxy = try FaultServer(
      always: .reply("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"))
    defer { proxy.stop() }
    let client = try client(of: proxy) {
      $0 = Connection(
        server: $0.server, token: $0.token, proxy: Secret("http://127.0.0.1:\(proxy.port)"))
    }
    let failure = try await failure { () async throws(APIFailure) in try await client.currentUser()
    }
    #expect(failure.code == "proxy_failed")
  }

  @Test(arguments: [
    "nonsense://someone:s3cr3t-word@127.0.0.1:1", "http://someone:s3cr3t-word@127.0.0.1:1",
    "http://someone:s3cr3t-word@ :x", "http://someone:s3cr3t-word/x@127.0.0.1:1",
    "socks5h://someone:s3cr3t-word@127.0.0.1:1",
  ])
  func aProxysPasswordIsInNoFailure(proxy: String) async throws {
    var connection = try connection("https://localhost:1")
    connection.proxy = Secret(proxy)
    let request = HTTPRequest(
      method: "GET", url: "https://localhost:1/", isSafeToRepeat: true, timeout: 10)
    let failure = try await transportFailure(CurlTransport(connection: connection), request)
    #expect(!failure.wasSent)
    #expect(!failure.detail.contains("s3cr3t-word"), "\(failure.detail)")
  }

  @Test func aProxysCredentialsAreRedactedHoweverTheyAreWritten() throws {
    var connection = try connection()
    connection.proxy = Secret("http://someone:p%40ss@proxy.example:3128")
    let text = connection.redacting(
      "http://someone:p%40ss@proxy.example, someone:p@ss, Basic c29tZW9uZTpwQHNz, p@ss, p%40ss")
    #expect(
      !text.contains("p@ss") && !text.contains("p%40ss") && !text.contains("c29tZW9uZTpwQHNz"))
    #expect(text.contains("proxy.example"))
    connection.proxy = Secret("http://proxy.example:3128")
    #expect(connection.redacting("proxy.example:3128") == "proxy.example:3128")
  }
}
