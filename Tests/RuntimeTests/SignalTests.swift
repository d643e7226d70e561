import Foundation
import Glibc
import Testing

/// A server on loopback that never answers one kind of request.
final class SilentServer: Sendable {
  private let listener: LoopbackListener

  init() throws { listener = try LoopbackListener() }

  var port: UInt16 { listener.port }

  /// Waits at most 20 seconds for each request until one begins so, which is left without an answer; what comes
  /// before it is told that there is nothing. Its first bytes, or nothing.
  func firstBytes(of start: String = "") -> String {
    while let (connection, request) = listener.next(within: 20_000) {
      // Kept open: the client must not see an end.
      guard !request.hasPrefix(start) else { return request }
      LoopbackListener.reply(connection, "404 Not Found", "{}")
      close(connection)
    }
    return ""
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
