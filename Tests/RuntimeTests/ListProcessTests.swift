import Configuration
import Foundation
import Glibc
import RunnerCore
import RunnerWizard
import TerminalUI
import Testing

@testable import Runtime

/// `list` and `runners` as processes.
@Suite struct ListProcessTests {
  @Test func readerThatIsGoneIsNoReasonToComplain() async throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let process = try ProgramProcess(
      "exec \"$0\" list --demo --csv", output: pipe.fileHandleForWriting)
    let end = await process.end()
    #expect(end == ProgramEnd(status: 1, isBySignal: false, output: ""))
  }

  @Test func fullDeviceIsSaid() async throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let end = await (try ProgramProcess("exec \"$0\" list --demo", output: full)).end()
    #expect(end.status == 1)
    #expect(end.output.contains("Standard output cannot be written any more."))
  }

  /// Starts `list` against a silent server and sends a signal once its request is there.
  private func list(_ format: String, signal: Int32) async throws -> ProgramEnd {
    let server = try SilentServer()
    let process = try ProgramProcess(
      "exec \"$0\" list \(format)",
      environment: [
        "GITLAB_URL": "http://127.0.0.1:\(server.port)", "GITLAB_TOKEN": "token",
      ])
    // On one thread: the request has a time limit, and tasks may have to wait for their turn.
    let request = await onThread {
      let request = server.firstBytes()
      kill(process.process.processIdentifier, signal)
      return request
    }
    #expect(request.hasPrefix("POST /api/graphql"))
    return await process.end()
  }

  @Test(arguments: ["", "--json"]) func ctrlCEndsItAt130(_ format: String) async throws {
    let end = try await list(format, signal: SIGINT)
    #expect(end.status == 130)
    #expect(!end.isBySignal)
    #expect(end.output.contains("Interrupted") == format.isEmpty)
  }

  @Test func otherSignalsEndItByThemselves() async throws {
    let end = try await list("", signal: SIGTERM)
    #expect(end.isBySignal)
    #expect(end.status == SIGTERM)
  }

  @Test(arguments: [("runners --demo --plain", "xterm"), ("runners --demo", "dumb")])
  func listIsPrintedWhereThereIsNoScreen(_ line: String, _ terminal: String) async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("", to: "list")
    let output = try #require(FileHandle(forWritingAtPath: path))
    let process = try ProgramProcess(
      "exec \"$0\" \(line)", environment: ["TERM": terminal], output: output)
    let end = await process.end()
    #expect(end.status == 0)
    #expect(end.output.contains("your runners are printed"))
    let list = try folder.text("list")
    #expect(list.hasPrefix("ID  STATUS"))
    #expect(list.split(separator: "\n").count > 60)
  }

  @Test func withoutATerminalTheListSaysWhatPrints() async throws {
    let end = await (try ProgramProcess("exec \"$0\" runners --demo")).end()
    #expect(end.status == 2)
    #expect(end.output.contains("runner-wizard list"))
  }
}

@Suite struct ListSettingsTests {
  @Test(arguments: [("", 30), ("refresh_seconds: 0\n", 0), ("refresh_seconds: 90\n", 90)])
  func screenIsToldOfViewsColumnsAndRefreshing(
    _ configuration: String, _ seconds: Int
  ) async throws {
    let folder = try TemporaryFolder()
    let views = [RunnerView(name: "gpu", scope: "group:acme", filter: "tag:gpu")]
    let setup = try Setup(
      options: Options(), environment: ["HOME": folder.path],
      files: .init(
        read: { path, _ in
          let text =
            path.hasSuffix("saved.yaml")
            ? "views: {gpu: {scope: 'group:acme', filter: 'tag:gpu'}}\ncolumns: [id, tag_list]\n"
            : configuration
          return .init(bytes: Array(text.utf8))
        }, names: { _ in [] }))
    let transports = Transports { _ in SandboxTransport() }
    let workshop = Workshop(
      setup: setup, start: .ready(SandboxTransport().connection("owner-api"), notes: []),
      transports: transports, worker: setup.worker(transports: transports, log: nil))
    for startsInList in [false, true] {
      let command = WizardCommand(
        options: Options(), startsInList: startsInList, environment: [:],
        console: Sink().console())
      let settings = command.settings(workshop, glyphs: .ascii, theme: "mono")
      #expect(settings.startsInList == startsInList)
      #expect(settings.views == views)
      #expect(settings.columns == ["id", "tag_list"])
      #expect(settings.refreshSeconds == seconds)
    }
  }
}
