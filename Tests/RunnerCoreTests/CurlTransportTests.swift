import Foundation
import Testing

@testable import RunnerCore

/// Seconds after which a test gives up. Where a server answers, no limit of time is to decide.
private let generous = 300.0

private func post(
  _ url: String, body: String = "{}", timeout: Double = generous
) -> HTTPRequest {
  HTTPRequest(
    method: "POST", url: url,
    headers: [HeaderField(name: "Content-Type", value: "application/json")],
    body: Array(body.utf8), isSafeToRepeat: false, connectTimeout: generous, timeout: timeout)
}

private func get(
  _ url: String, timeout: Double = generous, bodyLimit: Int = 1_000_000
) -> HTTPRequest {
  HTTPRequest(
    method: "GET", url: url, isSafeToRepeat: true, connectTimeout: generous, timeout: timeout,
    bodyLimit: bodyLimit)
}

func transportFailure(
  _ transport: CurlTransport, _ request: HTTPRequest
) async throws -> TransportFailure {
  do {
    let response = try await transport.send(request)
    throw UnexpectedSuccess(value: "\(response.status)")
  } catch let failure as TransportFailure {
    return failure
  }
}

@Suite struct CurlTransportTests {
  private let transport = CurlTransport(trust: TrustSettings())

  @Test func aRequestArrivesAsItWasWritten() async throws {
    let server = try FaultServer(
      always: .reply("HTTP/1.1 201 Created\r\nX-Request-ID:  abc \r\nContent-Length: 2\r\n\r\nok"))
    defer { server.stop() }
    var request = post(server.url, body: "{\"é\":1}")
    request.headers.append(HeaderField(name: "PRIVATE-TOKEN", value: accessToken))
    request.headers.append(HeaderField(name: "X-Empty", value: ""))
    let response = try await transport.send(request)
    #expect(response.status == 201)
    #expect(response.body == Array("ok".utf8))
    #expect(response.header("x-request-id") == "abc")
    let text = try #require(server.requests.first)
    #expect(text.hasPrefix("POST /x HTTP/1.1\r\n"))
    #expect(text.hasSuffix("\r\n\r\n{\"é\":1}"))
    #expect(text.contains("\r\nPRIVATE-TOKEN: \(accessToken)\r\n"))
    #expect(text.contains("\r\nX-Empty:\r\n"))
    #expect(!text.contains("Expect"))
    #expect(!text.contains("urlencoded"))
  }

  @Test func aHeaderWithALineBreakIsNotSent() async throws {
    let server = try FaultServer(always: .ok("{}"))
    defer { server.stop() }
    var request = get(server.url)
    request.headers = [HeaderField(name: "X-A", value: "1\r\nX-Evil: 1")]
    let failure = try await transportFailure(transport, request)
    #expect(!failure.wasSent)
    #expect(server.connections == 0)
  }

  /// A stored block in zlib's form (RFC 1950, 1951), with the Adler-32 of "ok".
  private static let compressed: [UInt8] = [
    0x78, 0x01, 0x01, 0x02, 0x00, 0xFD, 0xFF, 0x6F, 0x6B, 0x01, 0x4B, 0x00, 0xDB,
  ]

  @Test(arguments: [true, false])
  func compressedAnswersAreRead(isSafeToRepeat: Bool) async throws {
    let head =
      "HTTP/1.1 201 Created\r\nContent-Encoding: deflate\r\nContent-Length: \(Self.compressed.count)\r\n\r\n"
    let server = try FaultServer(always: .replyBytes(Array(head.utf8) + Self.compressed))
    defer { server.stop() }
    let request = isSafeToRepeat ? get(server.url) : post(server.url)
    #expect(try await transport.send(request).body == Array("ok".utf8))
  }

  @Test func informationalAnswersAreNotTheAnswer() async throws {
    let server = try FaultServer(
      always: .reply(
        "HTTP/1.1 103 Early Hints\r\nX-A: 1\r\n\r\nHTTP/1.1 204 No Content\r\nX-B: 2\r\n\r\n"))
    defer { server.stop() }
    let response = try await transport.send(get(server.url))
    #expect(response.status == 204)
    #expect(response.header("x-a") == nil)
    #expect(response.header("x-b") == "2")
  }

  @Test func readingReusesTheConnection() async throws {
    let server = try FaultServer(always: .ok("{}"))
    defer { server.stop() }
    for _ in 1...3 { _ = try await transport.send(get(server.url)) }
    #expect(server.requests.count == 3)
    #expect(server.connections == 1)
  }

  /// Shows what the next test guards against: libcurl repeats by itself what it sent on a dead connection.
  @Test func readingOnADeadConnectionIsRepeatedByLibcurl() async throws {
    let server = try FaultServer { number, _ in number == 1 ? .close : .ok("{}") }
    defer { server.stop() }
    _ = try await transport.send(get(server.url))
    _ = try await transport.send(get(server.url))
    #expect(server.requests.count == 3)
  }

  @Test(arguments: ["POST", "PUT", "DELETE"])
  func changingOnADeadConnectionIsSentOnce(method: String) async throws {
    let server = try FaultServer { _, text in text.hasPrefix("GET") ? .ok("{}") : .close }
    defer { server.stop() }
    _ = try await transport.send(get(server.url))
    var request = post(server.url)
    request.method = method
    let failure = try await transportFailure(transport, request)
    #expect(failure.kind == .connectionLost)
    #expect(failure.wasSent)
    #expect(server.requests.count { $0.hasPrefix(method) } == 1)
    #expect(server.connections == 2)
  }

  @Test func theConnectionOfAChangeIsNotUsedAgain() async throws {
    let server = try FaultServer(always: .ok("{}"))
    defer { server.stop() }
    _ = try await transport.send(post(server.url))
    _ = try await transport.send(get(server.url))
    #expect(server.connections == 2)
  }

  @Test(arguments: [301, 302, 307, 308])
  func redirectsAreNotFollowed(status: Int) async throws {
    let other = try FaultServer(always: .ok("{}"))
    defer { other.stop() }
    let server = try FaultServer(
      always: .reply(
        "HTTP/1.1 \(status) Moved\r\nLocation: \(other.url)\r\nContent-Length: 0\r\n\r\n"))
    defer { server.stop() }
    for request in [get(server.url), post(server.url)] {
      let response = try await transport.send(request)
      #expect(response.status == status)
      #expect(response.header("Location") == other.url)
    }
    #expect(other.connections == 0)
  }

  @Test func anExpectationThatFailsIsNotRepeated() async throws {
    let server = try FaultServer(
      always: .reply("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n"))
    defer { server.stop() }
    let body = String(repeating: "x", count: 2_000_000)
    #expect(try await transport.send(post(server.url, body: body)).status == 417)
    #expect(server.requests.count == 1)
  }

  @Test func aResetAfterTheRequestLeavesItOpen() async throws {
    let server = try FaultServer(always: .reset)
    defer { server.stop() }
    let failure = try await transportFailure(transport, post(server.url))
    #expect(failure.kind == .connectionLost)
    #expect(failure.wasSent)
  }

  @Test func aCutBodyIsAFailure() async throws {
    let server = try FaultServer(
      always: .replyAndClose("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"id\":1"))
    defer { server.stop() }
    let failure = try await transportFailure(transport, post(server.url))
    #expect(failure.kind == .connectionLost)
    #expect(failure.wasSent)
  }

  @Test(arguments: ["garbage that is no HTTP\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n"])
  func garbageIsAFailure(text: String) async throws {
    let server = try FaultServer(always: .replyAndClose(text))
    defer { server.stop() }
    let failure = try await transportFailure(transport, post(server.url))
    #expect(failure.kind == .garbled)
    #expect(failure.wasSent)
  }

  @Test func aRefusedConnectionSendsNothing() async throws {
    let port = try FaultServer.unusedPort()
    let failure = try await transportFailure(transport, post("http://127.0.0.1:\(port)/"))
    #expect(failure.kind == .couldNotConnect)
    #expect(!failure.wasSent)
    #expect(!failure.detail.isEmpty)
  }

  @Test(arguments: ["file:///etc/hostname", "ftp://127.0.0.1/", "gopher://127.0.0.1/"])
  func otherSchemesAreRefused(url: String) async throws {
    let failure = try await transportFailure(transport, get(url))
    #expect(!failure.wasSent)
  }

  @Test func aSilentServerTimesOut() async throws {
    let server = try FaultServer(always: .stall)
    defer { server.stop() }
    let failure = try await transportFailure(transport, post(server.url, timeout: 0.2))
    #expect(failure.kind == .timedOut)
    #expect(failure.wasSent)
    #expect(await eventually { server.closedByClient == 1 })
  }

  @Test func aServerThatNeverShakesHandsTimesOutBeforeSending() async throws {
    let server = try FaultServer(always: .stall)
    defer { server.stop() }
    var request = post("https://127.0.0.1:\(server.port)/")
    request.connectTimeout = 0.2
    let failure = try await transportFailure(transport, request)
    #expect(failure.kind == .timedOut)
    #expect(!failure.wasSent)
  }

  @Test func aBodyBeyondTheLimitIsStopped() async throws {
    let server = try FaultServer(always: .ok(String(repeating: "x", count: 2_000)))
    defer { server.stop() }
    let failure = try await transportFailure(transport, get(server.url, bodyLimit: 1_999))
    #expect(failure.kind == .tooLarge)
    #expect(try await transport.send(get(server.url, bodyLimit: 2_000)).body.count == 2_000)
  }

  @Test func theLimitCountsDecompressedBytes() async throws {
    // gzip of 100 000 null bytes.
    let zipped = try #require(
      Data(
        base64Encoded:
          "H4sIAAAAAAACA+3BMQEAAADCoPVPbQ0PoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIBXA32VEdSghgEA"
      ))
    let head =
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(zipped.count)\r\n\r\n"
    let server = try FaultServer(always: .replyBytes(Array(head.utf8) + zipped))
    defer { server.stop() }
    let failure = try await transportFailure(transport, get(server.url, bodyLimit: 10_000))
    #expect(failure.kind == .tooLarge)
    #expect(try await transport.send(get(server.url)).body.count == 100_000)
  }

  @Test func endlessHeadersAreStopped() async throws {
    let lines = (0..<9).map { "X-\($0): \(String(repeating: "y", count: 60_000))\r\n" }.joined()
    let server = try FaultServer(always: .replyAndClose("HTTP/1.1 200 OK\r\n\(lines)\r\n"))
    defer { server.stop() }
    #expect(try await transportFailure(transport, get(server.url)).kind == .tooLarge)
  }

  @Test func cancellingATaskClosesItsConnection() async throws {
    let server = try FaultServer(always: .stall)
    defer { server.stop() }
    let transport = transport
    let task = Task { try await transportFailure(transport, post(server.url)) }
    #expect(await eventually { server.requests.count == 1 })
    task.cancel()
    let failure = try await task.value
    #expect(failure.kind == .cancelled)
    #expect(failure.wasSent)
    #expect(await eventually { server.closedByClient == 1 })
  }

  @Test func aCancelledTaskSendsNothing() async throws {
    let server = try FaultServer(always: .ok("{}"))
    defer { server.stop() }
    let transport = transport
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await transportFailure(transport, post(server.url))
    }
    let failure = try await task.value
    #expect(failure == .notSent(.cancelled, "cancelled"))
    #expect(server.connections == 0)
  }

  @Test func manyTransfersAndCancellationsGetOneAnswerEach() async throws {
    let server = try FaultServer { _, text in text.hasPrefix("POST") ? .stall : .ok("{}") }
    defer { server.stop() }
    let transport = transport
    let stalled = (0..<30).map { _ in
      Task { try await transportFailure(transport, post(server.url)).kind }
    }
    let answered = (0..<30).map { _ in
      Task { try await transport.send(get(server.url)).status }
    }
    for task in stalled { task.cancel() }
    for task in stalled { #expect(try await task.value == .cancelled) }
    for task in answered { #expect(try await task.value == 200) }
  }

  @Test func shuttingDownEndsWhatIsUnderWay() async throws {
    let server = try FaultServer(always: .stall)
    defer { server.stop() }
    let transport = CurlTransport(trust: TrustSettings())
    let task = Task { try await transportFailure(transport, post(server.url)) }
    #expect(await eventually { server.requests.count == 1 })
    transport.shutdown()
    #expect(try await task.value.kind == .cancelled)
    #expect(try await transportFailure(transport, get(server.url)).kind == .cancelled)
    #expect(await eventually { server.closedByClient == 1 })
  }

  @Test func aTransportThatIsNotUsedStartsNothing() {
    let transport = CurlTransport(
      trust: TrustSettings(),
      loadLibrary: {
        Issue.record("libcurl was loaded")
        return nil
      })
    transport.shutdown()
  }

  @Test func aMissingLibraryIsNamed() async throws {
    let transport = CurlTransport(
      trust: TrustSettings(), loadLibrary: { "libcurl.so.4: cannot open shared object file" })
    let failure = try await transportFailure(transport, get("http://127.0.0.1/"))
    #expect(failure.kind == .curlMissing)
    #expect(failure.detail.contains("libcurl.so.4"))
    #expect(!failure.wasSent)
  }
}
