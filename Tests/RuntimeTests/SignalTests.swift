import Foundation
import Glibc
import Testing

/// A server on loopback that never answers one kind of request.
final class SilentServer: Sendable {
  let port: UInt16
  private let listener: Int32

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 8) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    try #require(isBound)
  }

  deinit { close(listener) }

  /// Waits at most 20 seconds for each request until one begins so, which is left without an answer; what comes
  /// before it is told that there is nothing. Its first bytes, or nothing.
  func firstBytes(of start: String = "") -> String {
    while true {
      var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 20_000) == 1 else { return "" }
      let connection = accept(listener, nil, nil)
      waiting = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 20_000) == 1 else { return "" }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(connection, &buffer, buffer.count)
      let request = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
      // Kept open: the client must not see an end.
      guard !request.hasPrefix(start) else { return request }
      let answer =
        "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
        + "Connection: close\r\n\r\n{}"
      _ = answer.withCString { write(connection, $0, answer.utf8.count) }
      close(connection)
    }
  }
}

/// How the program itself ended.
struct ProgramEnd: Equatable, Sendable {
  var status: Int32
  var isBySignal: Bool
  var output: String
  /// Standard error where it is kept apart.
  var complaints = ""
}

@Suite struct SignalTests {
  /// Starts `create` against a silent server and sends a signal once its request is there.
  private func create(
    group: String, signal: Int32, at start: String
  ) async throws -> (request: String, ProgramEnd) {
    let server = try SilentServer()
    let folder = try TemporaryFolder()
    let output = try folder.write("", to: "output")
    let process = try ProgramProcess(
      "exec \"$0\" create --type group --group \"$1\" --json", arguments: [group],
      environment: [
        "GITLAB_URL": "http://127.0.0.1:\(server.port)", "GITLAB_TOKEN": "token",
      ], output: try #require(FileHandle(forWritingAtPath: output)))
    // On a thread of its own: the request has a time limit, and tasks may have to wait for their turn.
    let request = await onThread {
      let request = server.firstBytes(of: start)
      kill(process.process.processIdentifier, signal)
      return request
    }
    var end = await process.end()
    end.complaints = end.output
    end.output = try folder.text("output")
    return (request, end)
  }

  @Test func ctrlCAfterTheRequestWentOutLeavesTheOutcomeUnknown() async throws {
    let (request, end) = try await create(group: "10", signal: SIGINT, at: "POST ")
    #expect(request.hasPrefix("POST /api/v4/user/runners "))
    #expect(end.status == 5)
    #expect(!end.isBySignal)
    #expect(end.output.contains("\"outcome_unknown\""))
    #expect(end.output.contains("Interrupted after the request was sent"))
    #expect(end.output.contains("list of runners"))
  }

  @Test func ctrlCWhileAPathIsLookedUpIsAnInterruption() async throws {
    let (request, end) = try await create(
      group: "acme", signal: SIGINT, at: "GET /api/v4/groups/acme")
    #expect(request.hasPrefix("GET /api/v4/groups/acme"))
    #expect(end.status == 130)
    #expect(end.output.contains("\"interrupted\""))
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func otherSignalsEndItByThemselves(
    _ signal: Int32
  ) async throws {
    let (_, end) = try await create(group: "10", signal: signal, at: "POST ")
    #expect(end.complaints.contains("the runner may have been created"))
    #expect(end.isBySignal)
    #expect(end.status == signal)
  }
}
