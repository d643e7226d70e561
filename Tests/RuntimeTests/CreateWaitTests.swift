import Foundation
import GitLabSandbox
import RunnerCore
import Synchronization
import Testing

@testable import Runtime

/// `create --wait` against the sandbox in this process, whose clock goes on with the pauses.
@Suite struct CreateWaitTests {
  private let transport = SandboxTransport(
    .init(timeline: .init(register: 6, poll: 12)), now: { [start = Date()] in start })

  private func program(_ arguments: [String], _ sink: Sink) -> (CreateProgram, Options)? {
    let all = ["create", "--type", "group", "--group", "10"] + arguments
    guard case .create(let create, let options) = Invocation.parse(all) else { return nil }
    let program = CreateProgram(
      create: create, options: options, environment: [:], console: sink.console(hiding: all),
      signals: CommandSignals(areHeard: false))
    return (program, options)
  }

  /// - Parameters:
  ///   - token: the access token to create and to wait with.
  ///   - pauses: after how many pauses Ctrl-C is pressed.
  private func run(
    _ arguments: String..., token: String = "owner-api", pauses: Int = .max
  ) async -> Printed {
    await onThread { [transport] in
      let sink = Sink()
      guard let (program, options) = program(arguments, sink),
        let workshop = try? transport.workshop(options, token: token),
        case .success(let report) = program.run(workshop)
      else { return sink.printed(-1) }
      let status = program.report(.success(report))
      guard status == 0, let connection = report.connection,
        let errand = Errand(
          signals: nil, perform: { await workshop.worker.perform($0, deliver: $1) })
      else { return sink.printed(status) }
      var outside = CreateWait.Outside(errand, report.runner.id, connection)
      let uptime = Mutex<Int64>(0)
      let paused = Mutex(0)
      outside.uptime = { uptime.withLock { $0 } }
      outside.pause = { milliseconds in
        uptime.withLock { $0 += Int64(milliseconds) }
        transport.withSandbox { $0.advanceClock(by: Double(milliseconds) / 1_000) }
        return paused.withLock { count in
          count += 1
          return count < pauses
        }
      }
      return sink.printed(program.wait(for: report, outside))
    }
  }

  @Test func waitsUntilTheRunnerAsksForJobs() async {
    let printed = await run("--wait", "polling")
    #expect(printed.status == 0)
    #expect(printed.output.hasPrefix("glrt-"))
    #expect(printed.output.split(separator: "\n").count == 1)
    #expect(printed.complaints.contains("asks for jobs, for at most 10m"))
    #expect(printed.complaints.contains("is registered: 18.4.0, linux"))
    #expect(printed.complaints.contains(" asks for jobs."))
  }

  @Test func registeredIsEnoughWhereThatIsWanted() async {
    let printed = await run("--wait", "registered", "--description", "never-polls")
    #expect(printed.status == 0)
    #expect(!printed.complaints.contains(" asks for jobs."))
  }

  @Test func timeThatRunsOutFailsAndSaysWhereToLook() async {
    let printed = await run(
      "--wait", "polling", "--wait-timeout", "2m", "--description", "never-polls")
    #expect(printed.status == 1)
    #expect(printed.output.hasPrefix("glrt-"), "The token comes first.")
    #expect(printed.complaints.contains("did not ask for jobs within 2m"))
    #expect(printed.complaints.contains("sudo gitlab-runner status"))
  }

  @Test func jsonIsTheObjectAtOnceAndALineAtTheEnd() async throws {
    let printed = await run("--wait", "polling", "--json")
    let lines = printed.output.split(separator: "\n")
    try #require(lines.count == 2)
    #expect(JSONValue(parsing: Array(lines[0].utf8))?["token"] != nil)
    let progress = try #require(JSONValue(parsing: Array(lines[1].utf8))?["progress"])
    #expect(progress["stage"] == .string("polling"))
    #expect(progress["certain"] == .bool(true))
    #expect(progress["seconds"] == .integer(12))
    #expect(progress["platform"] == .string("linux"))
  }

  @Test func jsonTellsThatTimeRanOut() async throws {
    let printed = await run(
      "--wait", "registered", "--wait-timeout", "3s", "--json")
    #expect(printed.status == 1)
    let last = try #require(printed.output.split(separator: "\n").last)
    let error = JSONValue(parsing: Array(last.utf8))?["error"]
    #expect(error?["code"] == .string("wait_timed_out"))
    #expect(error?["runner_id"] != nil)
  }

  @Test func aTokenThatOnlyCreatesCannotWait() async {
    let printed = await run("--wait", "registered", token: "owner-create")
    #expect(printed.status == 1)
    #expect(printed.output.hasPrefix("glrt-"))
    #expect(printed.complaints.contains("cannot be seen"))
    #expect(printed.complaints.contains("read_api"))
  }

  @Test func interruptEndsTheWaitAndLeavesTheRunner() async {
    let printed = await run("--wait", "polling", pauses: 2)
    #expect(printed.status == 130)
    #expect(printed.complaints.contains("its token was printed"))
    #expect(transport.withSandbox { $0.runners.last?.createdAt != nil })
  }

  @Test func aLostConnectionIsTriedAgain() async {
    transport.fault("POST /api/graphql:reset-before:1")
    let printed = await run("--wait", "registered")
    #expect(printed.status == 0)
    #expect(printed.complaints.contains("Trying again."))
  }

  @Test func aServerThatStaysAwayIsSaidWithTheWayOn() async {
    transport.fault("POST /api/graphql:reset-before")
    transport.fault("GET /runners/*:reset-before")
    let printed = await run("--wait", "registered", "--wait-timeout", "2m")
    #expect(printed.status == 1)
    #expect(printed.complaints.contains("2m are over, and the server could not be reached since 2"))
    #expect(printed.complaints.contains("Z, so that how far runner"))
    #expect(printed.complaints.contains("runner-wizard list --filter '#"))
    #expect(!printed.complaints.contains("was not registered within"))
  }

  @Test func whereTheTokenWentIsSaidAsItIs() async {
    // A name that looks random would be taken for a token.
    let path = "/nowhere/token"
    let saved = await run("--wait", "polling", "--output", path, pauses: 2)
    #expect(saved.complaints.contains("its token is in \(path)"))
    let text = await run("--wait", "polling", "--emit", "linux", pauses: 2)
    #expect(text.complaints.contains("its token is in the text that was printed"))
  }

  @Test(arguments: [
    ["--wait", "created"], ["--wait-timeout", "10m"], ["--wait", "polling", "--wait-timeout", "x"],
    ["--wait", "polling", "--wait-timeout", "0"], ["--wait", "polling", "--wait-timeout", "2d"],
  ])
  func mistakesAreFoundBeforeAnythingIsSent(arguments: [String]) {
    guard case .wrong = Invocation.parse(["create", "--type", "instance"] + arguments) else {
      Issue.record("\(arguments)")
      return
    }
  }
}
