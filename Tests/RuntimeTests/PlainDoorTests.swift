import GitLabSandbox
import Glibc
import RunnerCore
import RunnerWizard
import Synchronization
import TerminalUI
import Testing

@testable import Runtime

/// The wizard on lines against the sandbox in this process, with its answers in a pipe.
struct PlainHarness: Sendable {
  let transport = SandboxTransport()
  var token = "owner-api"

  func answers(_ lines: String...) async -> Printed {
    let text = lines.map { $0 + "\n" }.joined()
    return await onThread { run(text) }
  }

  private func run(_ text: String) -> Printed {
    let output = Mutex("")
    let complaints = Mutex("")
    let console = Console(
      output: { line in
        output.withLock { $0 += line }
        return true
      },
      complaint: { line in complaints.withLock { $0 += line + "\n" } },
      redacted: { $0 })
    let worker = Worker(transports: Transports { [transport] _ in transport })
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0,
      let errand = Errand(signals: nil, perform: { await worker.perform($0, deliver: $1) })
    else { return Printed(status: -1, output: "", complaints: "no descriptor") }
    _ = Descriptor.writeAll(Array(text.utf8), to: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    var door = PlainDoor(
      wizard: PlainWizard(settings: settings), errand: errand,
      lines: LineReader(descriptor: ends[0], signals: nil), console: console,
      prompt: { line in complaints.withLock { $0 += line } })
    let status = door.run()
    return Printed(
      status: status, output: output.withLock { $0 }, complaints: complaints.withLock { $0 })
  }

  private var settings: Settings {
    let known = transport.withSandbox { DemoConnections($0).known }
    guard let connection = known.first(where: { $0.name == token })?.connection else {
      preconditionFailure("No token \(token).")
    }
    return Settings(
      glyphs: .ascii, isDemo: true, isReadOnly: false, start: .ready(connection, notes: []),
      known: known, tokenFolder: "/tmp", savedFile: nil, themes: [], theme: "terminal")
  }

  var registrations: Int {
    transport.withSandbox { sandbox in
      sandbox.log.count { $0.method == "POST" && $0.status == 201 }
    }
  }
}

@Suite struct PlainDoorTests {
  @Test func groupRunnerIsCreatedAndItsTokenShownOnRequest() async {
    let harness = PlainHarness()
    let printed = await harness.answers(
      "group", "acme/platform", "docker, linux", "", "", "", "", "", "", "", "", "yes", "show",
      "done")
    #expect(printed.status == 0)
    #expect(printed.output.hasPrefix("glrt-"))
    #expect(printed.output.split(separator: "\n").count == 1)
    #expect(!printed.complaints.contains("glrt-"))
    #expect(harness.registrations == 1)
  }

  @Test func projectRunnerIsCreated() async {
    let harness = PlainHarness()
    let printed = await harness.answers(
      "project", "https://demo.gitlab.example/acme/website", "docker", "", "", "", "", "", "",
      "", "", "", "yes", "show", "done")
    #expect(printed.status == 0)
    #expect(printed.output.hasPrefix("glrt-"))
    #expect(harness.registrations == 1)
  }

  @Test func instanceRunnerIsCreated() async {
    var harness = PlainHarness()
    harness.token = "root-admin"
    let printed = await harness.answers(
      "instance", "docker", "", "", "", "", "", "", "", "", "yes", "show", "done")
    #expect(printed.status == 0)
    #expect(printed.output.hasPrefix("glrt-"))
    #expect(harness.registrations == 1)
  }

  @Test func tokenIsSavedToAFileOfTheOwnerOnly() async throws {
    let folder = try TemporaryFolder()
    let printed = await PlainHarness().answers(
      "group", "10", "docker", "", "", "", "", "", "", "", "", "yes", "save \(folder.path)/token",
      "done")
    #expect(printed.status == 0)
    #expect(printed.output.isEmpty)
    #expect(try folder.text("token").hasPrefix("glrt-"))
    #expect(try folder.permissions("token") == 0o600)
  }

  @Test func lessThanSignGoesBack() async {
    let harness = PlainHarness()
    let printed = await harness.answers(
      "group", "<", "project", "acme/website", "docker", "", "", "", "", "", "", "", "", "", "yes",
      "show",
      "done")
    #expect(printed.status == 0)
    #expect(printed.complaints.contains("project_id"))
    #expect(harness.registrations == 1)
  }

  @Test func exclamationMarkCancels() async {
    let harness = PlainHarness()
    let printed = await harness.answers("group", "!", "acme")
    #expect(printed.status == 130)
    #expect(harness.registrations == 0)
  }

  @Test func endOfTheInputCancels() async {
    let harness = PlainHarness()
    let printed = await harness.answers("group", "acme")
    #expect(printed.status == 130)
    #expect(harness.registrations == 0)
  }

  @Test func lineWithoutItsEndIsAnAnswerToo() {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { close(ends[0]) }
    _ = Descriptor.writeAll(Array("one\r\ntwo".utf8), to: ends[1])
    close(ends[1])
    let lines = LineReader(descriptor: ends[0], signals: nil)
    #expect(lines.next(isSecret: false) == .text("one"))
    #expect(lines.next(isSecret: true) == .text("two"))
    #expect(lines.next(isSecret: false) == .end)
  }
}
