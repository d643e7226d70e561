import Testing

@testable import RunnerCore

/// Servers that send too much, too slowly, or something else than they say, over real connections.
@Suite struct HostileServerTests {
  private let transport = CurlTransport(trust: TrustSettings())

  private func get(_ server: FaultServer, timeout: Double = 60, limit: Int = 16_777_216)
    -> HTTPRequest
  {
    HTTPRequest(
      method: "GET", url: server.url, isSafeToRepeat: true, timeout: timeout, bodyLimit: limit)
  }

  private func post(_ server: FaultServer, timeout: Double = 60) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: server.url, body: Array("{}".utf8), isSafeToRepeat: false,
      timeout: timeout)
  }

  @Test func tenMegabytesAreRead() async throws {
    let body = "[\"" + String(repeating: "x", count: 10_000_000) + "\"]"
    let server = try FaultServer(always: .ok(body))
    defer { server.stop() }
    let response = try await transport.send(get(server))
    #expect(response.body.count == 10_000_004)
    #expect(JSONValue(parsing: response.body)?.elements?.count == 1)
  }

  private static let block = String(repeating: "x", count: 65_536)

  @Test(arguments: [
    ("Connection: close\r\n\r\n", block),
    ("Transfer-Encoding: chunked\r\n\r\n", "10000\r\n\(block)\r\n"),
    ("Content-Length: 9000000000000000000\r\n\r\n", block),
  ])
  func anEndlessBodyIsStoppedAtTheLimit(head: String, again: String) async throws {
    let server = try FaultServer(always: .endless("HTTP/1.1 200 OK\r\n" + head, again: again))
    defer { server.stop() }
    for request in [get(server, limit: 1_000_000), post(server)] {
      let failure = try await transportFailure(transport, request)
      #expect(failure.kind == .tooLarge)
      #expect(failure.wasSent)
    }
    #expect(await eventually { server.closedByClient == 2 })
  }

  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "x"), ("HTTP/1.1 200 OK\r\n", "X"),
    ("", "H"),
  ])
  func aSlowDripEndsAtTheTimeout(start: String, again: String) async throws {
    let server = try FaultServer(always: .endless(start, again: again, pause: 20))
    defer { server.stop() }
    let failure = try await transportFailure(transport, post(server, timeout: 0.5))
    #expect([.timedOut, .garbled].contains(failure.kind))
    #expect(failure.wasSent)
    #expect(await eventually { server.closedByClient == 1 })
  }

  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\n", "X-Flood: y\r\n"),
    ("HTTP/1.1 200 OK\r\n", "X-Flood: \(String(repeating: "y", count: 4_000))\r\n"),
    ("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nX-A: 1\r\n\r\n"),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-Trailer: y\r\n"),
  ])
  func aFloodOfHeadersIsStopped(start: String, again: String) async throws {
    let server = try FaultServer(always: .endless(start, again: again))
    defer { server.stop() }
    let failure = try await transportFailure(transport, get(server))
    #expect(failure.kind == .tooLarge)
    #expect(await eventually { server.closedByClient == 1 })
  }

  /// libcurl itself gives up a line of more than 100 KB.
  @Test func aHeaderWithoutAnEndIsStopped() async throws {
    let server = try FaultServer(
      always: .endless("HTTP/1.1 200 OK\r\nX-One: ", again: String(repeating: "y", count: 4_000)))
    defer { server.stop() }
    let failure = try await transportFailure(transport, get(server))
    #expect(failure.kind != .timedOut)
    #expect(await eventually { server.closedByClient == 1 })
  }

  /// What comes behind the end of an answer is not taken for the beginning of the next.
  @Test func aBodyLongerThanItsLengthIsCutAndDoesNotReachTheNextRequest() async throws {
    let server = try FaultServer { number, _ in
      number == 0
        ? .reply(
          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
        )
        : .ok("good")
    }
    defer { server.stop() }
    #expect(try await transport.send(get(server)).body == Array("{}".utf8))
    #expect(try await transport.send(get(server)).body == Array("good".utf8))
  }

  @Test(arguments: ["99999999999999999999", "-1", "abc"])
  func aLengthThatIsNoNumberEnds(length: String) async throws {
    let server = try FaultServer(
      always: .replyAndClose("HTTP/1.1 201 Created\r\nContent-Length: \(length)\r\n\r\n{}"))
    defer { server.stop() }
    do {
      let response = try await transport.send(post(server))
      // Without a length that can be believed the body ends with the connection.
      #expect(response.body == Array("{}".utf8))
    } catch {
      #expect(error.wasSent)
    }
    #expect(server.requests.count == 1)
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func aLoopOfRedirectsIsAFailure(status: Int) async throws {
    let server = try FaultServer(
      always: .reply(
        "HTTP/1.1 \(status) Moved\r\nLocation: /api/v4/user/runners\r\nContent-Length: 0\r\n\r\n"))
    defer { server.stop() }
    let client = GitLabClient(transport, try connection("http://127.0.0.1:\(server.port)"))
    let registration = try registration()
    let refused = try await RunnerCoreTests.failure(of: { () async throws(APIFailure) in
      try await client.register(registration)
    })
    #expect(refused.kind == .unexpectedRedirect(host: "127.0.0.1"))
    #expect(server.requests.count == 1)
    // To read, another address of the same server is tried once.
    _ = try await RunnerCoreTests.failure(of: { () async throws(APIFailure) in
      try await client.currentUser()
    })
    #expect(server.requests.count <= 3)
  }

  @Test func whatSteersATerminalDoesNotGetThroughHeaders() async throws {
    let body = #"{"message":"\u001b[2Jbad"}"#
    let server = try FaultServer(
      always: .reply(
        "HTTP/1.1 500 \u{1B}[2Joops\r\nX-Request-Id: \u{1B}]0;evil\u{7}\u{9B}2J\r\n"
          + "Server: \u{1B}[31m\r\nContent-Type: application/json\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"))
    defer { server.stop() }
    let client = GitLabClient(transport, try connection("http://127.0.0.1:\(server.port)"))
    let failure = try await RunnerCoreTests.failure(of: { () async throws(APIFailure) in
      try await client.currentUser()
    })
    let texts = [
      failure.message, failure.fix, failure.detail, failure.requestID ?? "", failure.account,
    ]
    for text in texts { #expect(text.unicodeScalars.allSatisfy { !$0.isControl }) }
    #expect(failure.requestID?.contains("evil") == true)
  }
}
