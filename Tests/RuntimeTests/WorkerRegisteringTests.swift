import Configuration
import Foundation
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Synchronization
import Testing

@testable import Runtime

@Suite struct WorkerRegisteringTests {
  let transport = GateTransport()
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var place: String { folder.path + "/journal" }

  private func worker(_ journal: Journal? = nil) -> Worker {
    var worker = Worker(transports: Transports { [transport] _ in transport })
    worker.journal = journal ?? Journal(folder: place)
    worker.changes = ChangeLog(path: folder.path + "/changes.jsonl")
    return worker
  }

  private var connection: Connection { transport.sandbox.connection("owner-api") }

  private func registration() throws -> RunnerRegistration {
    try RunnerForm(
      type: .group, target: RunnerTarget(kind: .group, id: 10), tags: ["docker"],
      description: "host 1"
    ).validate()
  }

  /// The answers to a registration, the last one last.
  private func register(_ worker: Worker) async throws -> [Answer] {
    let partial = Mutex<[Answer]>([])
    let context = RegistrationContext(userID: 3, username: "owner", marker: "rw-abcdefgh")
    let last = await worker.perform(.register(try registration(), connection, context)) { answer in
      partial.withLock { $0.append(answer) }
    }
    return partial.withLock { $0 } + [last].compactMap(\.self)
  }

  private func entries(_ answers: [Answer]) -> [JournalEntry] {
    answers.compactMap { if case .registering(let entry, _) = $0 { entry } else { nil } }
  }

  private var changes: [JSONValue] {
    get throws {
      try folder.text("changes.jsonl").split(separator: "\n")
        .compactMap { JSONValue(parsing: Array($0.utf8)) }
    }
  }

  @Test func theEntryIsOnTheDiskBeforeTheRequestIsSent() async throws {
    transport.close()
    let worker = worker()
    async let answers = register(worker)
    #expect(await transport.holds(1))
    let entry = try #require(Journal(folder: place).list().heldElsewhere.first)
    let text = try folder.text("journal/\(entry).json")
    #expect(text.contains("\"sending\""))
    #expect(text.contains("rw-abcdefgh"))
    #expect(!text.contains(connection.token.reveal()))
    transport.open()
    #expect(try await entries(answers).map(\.id) == [entry])
  }

  @Test func aRunnerThatWasCreatedStaysNotedUntilItsEntryIsClosed() async throws {
    let worker = worker()
    let answers = try await register(worker)
    guard case .registered(let runner, _)? = answers.last else {
      Issue.record("\(answers)")
      return
    }
    let entry = try #require(entries(answers).first)
    let text = try folder.text("journal/\(entry.id).json")
    #expect(text.contains("\"created\""))
    #expect(text.contains("\"runner_id\":\(runner.id)"))
    #expect(!text.contains(runner.token.reveal()))
    #expect(await worker.perform(.closeEntry(id: entry.id)) == .entryClosed(id: entry.id))
    #expect(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
    let change = try #require(try changes.first)
    #expect(change["runner_id"] == .integer(runner.id))
    #expect(change["journal_id"] == .string(entry.id))
    #expect(change["user"] == .string("owner"))
    #expect(change["outcome"] == .string("done"))
    #expect(!(try folder.text("changes.jsonl").contains(runner.token.reveal())))
  }

  @Test(arguments: ["status=400", "status=403", "reset-before"])
  func nothingIsNotedWhereNothingWasCreated(_ fault: String) async throws {
    transport.sandbox.fault("POST /user/runners:\(fault)")
    let answers = try await register(worker())
    guard case .registrationFailed(let failure)? = answers.last else {
      Issue.record("\(answers)")
      return
    }
    let isLeft = !(try FileManager.default.contentsOfDirectory(atPath: place).isEmpty)
    #expect(isLeft == (failure.outcome == .unknown))
    #expect(try changes.count == 1)
  }

  @Test(arguments: ["reset-after", "truncate", "html", "status=500", "status=502", "garbage"])
  func aLostAnswerIsNotedAsUnknownAndToldAgain(_ fault: String) async throws {
    transport.sandbox.fault("POST /user/runners:\(fault)")
    let answers = try await register(worker())
    let told = entries(answers)
    #expect(told.map(\.state) == [.sending, .unknown])
    #expect(Set(told.map(\.id)).count == 1)
    let listing = Journal(folder: place).list()
    #expect(listing.entries.map(\.state) == [.unknown])
    #expect(listing.entries.first == told.last)
    #expect(try changes.map { $0["outcome"] } == [.string("unknown")])
    #expect(transport.sent.count { $0.hasPrefix("POST") } == 1)
  }

  /// An equal runner that was made right before would be found as well.
  @Test(arguments: ["memory", "changes", "journal"])
  func theRunnersOfOtherRegistrationsAreKnown(from source: String) async throws {
    let first = worker()
    guard case .registered(let runner, _)? = try await register(first).last else {
      Issue.record("Nothing was created.")
      return
    }
    transport.sandbox.fault("POST /user/runners:reset-before:1")
    var second = source == "memory" ? first : worker()
    if source != "changes" { second.changes = nil }
    if source == "memory" { second.journal = nil }
    if source == "changes" { second.journal = Journal(folder: folder.path + "/other") }
    let lost = try #require(entries(try await register(second)).last)
    #expect(lost.state == .unknown)
    #expect(second.runners(notOf: lost) == [runner.id])
    #expect(lost.lastKnownID == (source == "journal" ? nil : runner.id))
    extendLifetime(first)
  }

  @Test func aRegistrationKnowsItsOwnRunner() async throws {
    let worker = worker()
    let entry = try #require(entries(try await register(worker)).last)
    #expect(worker.runners(notOf: entry).isEmpty)
    #expect(self.worker().runners(notOf: entry).isEmpty)
  }

  @Test func listedRunnersAreOlderThanTheNextOne() async throws {
    let worker = worker()
    let load = RunnerLoad(
      query: RunnerQuery(scope: .mine), source: .rest(because: ""), from: nil, pages: 1,
      purpose: .more)
    _ = await worker.perform(.loadRunners(load, connection))
    let newest = transport.sandbox.withSandbox { $0.runners.map(\.id).max() }
    let entry = try #require(entries(try await register(worker)).first)
    #expect(try #require(entry.lastKnownID) <= Int64(try #require(newest)))
    #expect(try JournalEntry(parsing: Array(entry.text.utf8)) == entry)
  }

  @Test func aRequestThatWasBrokenOffIsUnknown() async throws {
    transport.sandbox.fault("POST /user/runners:stall")
    let worker = worker()
    let task = Task { try await register(worker) }
    #expect(await transport.holds(1))
    while transport.sandbox.withSandbox({ $0.log.isEmpty }) { await Task.yield() }
    task.cancel()
    #expect(try await entries(task.value).last?.state == .unknown)
    // The program that broke it off lives on and looks after it.
    #expect(Journal(folder: place).list().heldElsewhere.count == 1)
    extendLifetime(worker)
  }

  @Test func whereNothingCanBeNotedTheRequestIsSentAndTheReasonTold() async throws {
    _ = try folder.write("", to: "journal")
    let answers = try await register(worker())
    guard case .registering(_, let problem?)? = answers.first, case .registered? = answers.last
    else {
      Issue.record("\(answers)")
      return
    }
    #expect(problem.contains("could not be noted down"))
  }

  @Test func withoutAHomeTheReasonIsTold() async throws {
    let setup = try Setup(options: Options(), environment: [:])
    let worker = setup.worker(transports: Transports { [transport] _ in transport }, log: nil)
    guard case .registering(_, let problem?)? = try await register(worker).first else {
      Issue.record("Nothing is told.")
      return
    }
    #expect(problem.contains("home"))
  }

  @Test func theDemonstrationNotesNothing() async throws {
    var options = Options()
    options.demo = true
    let setup = try Setup(options: options, environment: ["HOME": folder.path])
    let worker = setup.worker(transports: Transports { [transport] _ in transport }, log: nil)
    guard case .registering(_, nil)? = try await register(worker).first else {
      Issue.record("Something is told.")
      return
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func changesThatCannotBeWrittenAreToldOnceAndStopNothing() async throws {
    var worker = worker()
    _ = try folder.write("", to: "state")
    worker.changes = ChangeLog(path: folder.path + "/state/changes.jsonl")
    let first = try await register(worker)
    let second = try await register(worker)
    func isTold(_ answers: [Answer]) -> Bool {
      answers.contains { if case .changeNotRecorded = $0 { true } else { false } }
    }
    #expect(isTold(first))
    #expect(!isTold(second))
    for answers in [first, second] {
      guard case .registered? = answers.last else {
        Issue.record("\(answers)")
        return
      }
    }
  }

  @Test func everyKindOfChangeHasItsLine() async throws {
    var worker = worker()
    let connection = transport.sandbox.connection("root-admin")
    _ = await worker.perform(.identify(connection))
    let project = RunnerTarget(kind: .project, id: 101)
    let tasks = [
      RunnerTask(id: 1, change: .pause), RunnerTask(id: 1, change: .resume),
      RunnerTask(id: 3, change: .assign(project)), RunnerTask(id: 3, change: .unassign(project)),
      RunnerTask(id: 9_999, change: .delete),
    ]
    for task in tasks { _ = await worker.perform(.change([task], connection)) }
    var edit = RunnerEdit()
    edit.description = "other"
    _ = await worker.perform(.edit(2, edit, connection))
    _ = await worker.perform(.resetToken(Runner(id: 2), connection))
    let told = try changes
    #expect(
      told.map { $0["action"] }
        == ["pause", "resume", "assign", "unassign", "delete", "edit", "reset_token"]
        .map(JSONValue.string))
    #expect(told.allSatisfy { $0["user"] == .string("root") })
    #expect(told[0]["outcome"] == .string("done"))
    #expect(told[4]["outcome"] == .string("refused"))
    #expect(told[4]["code"] == .string("not_found"))
    #expect(told.allSatisfy { $0["request_id"] != .null })
    worker.isReadOnly = true
    _ = await worker.perform(.edit(2, edit, connection))
    #expect(try changes.count == told.count)
  }
}

@Suite struct ClipboardClearingTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func program(_ name: String, _ script: String) throws -> String {
    let path = try folder.write("#!/bin/sh\n\(script)\n", to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    return path
  }

  @Test(arguments: [
    (["tmux", "load-buffer", "-b", "runner-wizard", "-w", "-"], "tmux"), (["wl-copy"], "wl-paste"),
    (["xclip", "-selection", "clipboard"], "xclip"),
    (["xsel", "--clipboard", "--input"], "xsel"), (["pbcopy"], "pbpaste"),
  ])
  func routesThatCanBeAskedAreAsked(_ command: [String], _ asked: String) {
    let route = ClipboardRoute.program(name: command[0], command: command)
    #expect(route.clearing?.show.first == asked)
  }

  @Test(arguments: [["clip.exe"], ["my-copy"], ["tmux", "load-buffer", "-"], ["wl-copy", "-n"]])
  func othersAreNotTouched(_ command: [String]) async {
    let route = ClipboardRoute.program(name: command[0], command: command)
    #expect(route.clearing == nil)
    #expect(await Clipboard.clear(Secret("glrt-x"), from: route) == .unknown)
    #expect(await Clipboard.clear(Secret("glrt-x"), from: .terminal) == .unknown)
  }

  @Test(arguments: [
    ("glrt-token", ClipboardClearing.cleared), ("glrt-token\n", .cleared),
    ("something else", .heldOther), ("glrt-token2", .heldOther),
  ])
  func theTokenAloneIsTakenOut(_ held: String, _ expected: ClipboardClearing) async throws {
    _ = try folder.write(held, to: "held")
    let show = try program("show", "exec cat '\(folder.path)/held'")
    let empty = try program("empty", "exec rm '\(folder.path)/held'")
    let cleared = await Clipboard.clear(
      Secret("glrt-token"), by: (show: [show], empty: [empty]), limit: .seconds(60))
    #expect(cleared == expected)
    #expect(
      FileManager.default.fileExists(atPath: folder.path + "/held") == (expected == .heldOther))
  }

  @Test func anEmptyClipboardHoldsSomethingElse() async throws {
    let show = try program("show", "exit 1")
    #expect(
      await Clipboard.clear(
        Secret("glrt-token"), by: (show: [show], empty: ["false"]), limit: .seconds(60))
        == .heldOther)
  }

  @Test func aProgramThatIsNotThereTellsNothing() async {
    #expect(
      await Clipboard.clear(
        Secret("glrt-token"), by: (show: ["/nonexistent"], empty: ["/nonexistent"])) == .unknown)
  }
}
