import Configuration
import Foundation
import Glibc
import RunnerCore
import Support
import Testing

/// A GitLab on loopback that lets the test answer each registration when it wants to, and knows nothing else.
private final class HeldServer: Sendable {
  private let listener: LoopbackListener

  init() throws { listener = try LoopbackListener() }

  var port: UInt16 { listener.port }

  /// A registration that waits for its answer.
  struct Registration: ~Copyable {
    fileprivate let connection: Int32

    deinit { close(connection) }

    /// Says that the runner was created.
    func succeed(id: Int) {
      LoopbackListener.reply(
        connection, "201 Created",
        #"{"id":\#(id),"token":"glrt-t1_runner\#(id)","token_expires_at":null}"#)
    }
  }

  /// The next registration, after at most a minute; what else is asked is not there.
  func registration() throws -> Registration {
    while true {
      let (connection, request) = try #require(listener.next(within: 60_000))
      if request.hasPrefix("POST /api/v4/user/runners ") {
        return Registration(connection: connection)
      }
      LoopbackListener.reply(connection, "404 Not Found", "{}")
      close(connection)
    }
  }

  /// - Parameter time: milliseconds.
  func isAsked(within time: Int32) -> Bool { listener.isAsked(within: time) }
}

/// Ctrl-C while the program itself works on a batch.
@Suite struct BatchSignalTests {
  private let server: HeldServer
  private let folder: Support.TemporaryFolder
  private let program: ProgramProcess

  init() throws {
    server = try HeldServer()
    folder = try Support.TemporaryFolder()
    program = try ProgramProcess(
      """
      cd "$1" && exec "$0" create --type group --group 10 --description build-{n} --count 3 --output tokens 2>said
      """,
      arguments: [folder.path],
      environment: [
        "HOME": folder.path, "GITLAB_URL": "http://127.0.0.1:\(server.port)",
        "GITLAB_TOKEN": "token",
      ])
  }

  private func text(_ name: String) -> String {
    (try? String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)) ?? ""
  }

  /// Presses Ctrl-C and waits until that is answered.
  private func interrupt() async throws {
    kill(program.process.processIdentifier, SIGINT)
    let words = "Stopping after this runner. Ctrl-C once more stops at once."
    try await Deadline.wait(
      orExplain: { text("said") }, until: { text("said").contains(words) ? true : nil })
  }

  @Test func theFirstCtrlCStopsAfterThePresentRunner() async throws {
    try server.registration().succeed(id: 101)
    let second = try server.registration()
    try await interrupt()
    second.succeed(id: 102)
    let end = await program.end()
    #expect(end.status == 130)
    #expect(!end.isBySignal)
    #expect(!server.isAsked(within: 0))
    #expect(text("tokens") == "101\tglrt-t1_runner101\tbuild-1\n102\tglrt-t1_runner102\tbuild-2\n")
    let said = text("said")
    #expect(said.contains("2 of 3 runners are done."))
    let batch = try #require(batches.list().batches.first)
    #expect(said.contains("runner-wizard create --resume \(batch.id)"))
    #expect(batch.runnerIDs == [101, 102])
    #expect(journal.list().entries.isEmpty)
    #expect(!said.contains("glrt-"))
  }

  @Test func theSecondCtrlCLeavesTheOutcomeUnknown() async throws {
    try server.registration().succeed(id: 101)
    let second = try server.registration()
    try await interrupt()
    kill(program.process.processIdentifier, SIGINT)
    let end = await program.end()
    #expect(end.status == 5)
    #expect(!end.isBySignal)
    #expect(text("tokens") == "101\tglrt-t1_runner101\tbuild-1\n")
    let said = text("said")
    #expect(said.contains("may have been created"))
    #expect(said.contains("1 of 3 runners are done."))
    let batch = try #require(batches.list().batches.first)
    #expect(said.contains("runner-wizard create --resume \(batch.id)"))
    #expect(journal.list().entries.map(\.batch) == [BatchPlace(batch: batch.id, number: 2)])
    _ = consume second
  }

  private var state: String { folder.path + "/.local/state/runner-wizard" }
  private var batches: BatchStore { BatchStore(folder: state + "/batches") }
  private var journal: Journal { Journal(folder: state + "/journal") }
}
