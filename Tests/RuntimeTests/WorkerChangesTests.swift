import GitLabSandbox
import RunnerCore
import RunnerWizard
import Testing

@testable import Runtime

@Suite struct WorkerChangesTests {
  let transport = GateTransport()

  private var worker: Worker { Worker(transports: Transports { [transport] _ in transport }) }
  private var connection: Connection { transport.sandbox.connection("root-admin") }

  private func runner(_ id: Int) throws -> SandboxRunner {
    try #require(transport.sandbox.withSandbox { $0.runners.first { $0.id == id } })
  }

  private func changed(_ answers: [Answer]) -> [Int64] {
    answers.compactMap { answer in
      if case .changed(let id, _) = answer { id } else { nil }
    }
  }

  /// Runs work as the screen does; `meanwhile` acts once it has begun.
  private func answers(
    to work: Work, _ worker: Worker,
    meanwhile: (EffectRunner) async throws -> Void = { _ in }
  ) async throws -> [Answer] {
    let mailbox = try #require(Mailbox())
    let runner = EffectRunner(mailbox: mailbox) { await worker.perform($0, deliver: $1) }
    runner.start(work, Generation(1))
    try await meanwhile(runner)
    var all: [Answer] = []
    while all.last?.isPartial ?? true {
      try #require(await becomesReadable(mailbox.descriptor))
      all += letters(of: runner).map(\.answer)
    }
    return all
  }

  private func tasks(_ ids: ClosedRange<Int64>, _ change: RunnerChange) -> [RunnerTask] {
    ids.map { RunnerTask(id: $0, change: change) }
  }

  @Test func everyChangeIsSentOnceAndItsEndIsAnAnswer() async throws {
    let all = try await answers(to: .change(tasks(1...20, .pause), connection), worker)
    #expect(all.last == .changesEnded)
    #expect(changed(all).sorted() == Array(1...20))
    #expect(transport.sent.sorted() == (1...20).map { "PUT /api/v4/runners/\($0)" }.sorted())
    for id in 1...20 { #expect(try runner(id).paused) }
  }

  @Test func fourAreUnderWayAtOnceInTheirOrder() async throws {
    transport.close()
    let all = try await answers(to: .change(tasks(1...9, .pause), connection), worker) { _ in
      #expect(await transport.holds(4))
      #expect(Set(transport.sent) == Set((1...4).map { "PUT /api/v4/runners/\($0)" }))
      transport.open()
    }
    #expect(changed(all).count == 9)
    #expect(transport.mostUnderWay == 4)
  }

  @Test func interruptedChangesAreFinishedAndNoneIsBegun() async throws {
    transport.close()
    let work = Work.change(tasks(1...20, .delete), connection)
    let all = try await answers(to: work, worker) { runner in
      #expect(await transport.holds(4))
      runner.interrupt(Generation(1))
      transport.open()
    }
    #expect(all.last == .changesEnded)
    #expect(changed(all).sorted() == [1, 2, 3, 4])
    #expect(transport.sent.count == 4)
    #expect(
      transport.sandbox.withSandbox { sandbox in sandbox.runners.count { $0.id <= 20 } } == 16)
  }

  @Test func failedChangeIsNamedAndTheOthersGoOn() async throws {
    transport.sandbox.fault("PUT /runners/2:status=500")
    let all = try await answers(to: .change(tasks(1...4, .pause), connection), worker)
    let failed = all.compactMap { answer in
      if case .notChanged(let id, let failure) = answer { (id, failure.outcome) } else { nil }
    }
    #expect(failed.map(\.0) == [2])
    #expect(changed(all).sorted() == [1, 3, 4])
    #expect(transport.sent.count { $0 == "PUT /api/v4/runners/2" } == 1)
  }

  @Test func readOnlyChangesNothing() async throws {
    var worker = worker
    worker.isReadOnly = true
    let all = try await answers(to: .change(tasks(1...3, .delete), connection), worker)
    let kinds = all.compactMap { answer in
      if case .notChanged(_, let failure) = answer { failure.kind } else { nil }
    }
    #expect(kinds == [.readOnly, .readOnly, .readOnly])
    var edit = RunnerEdit()
    edit.description = "other"
    guard case .notEdited(let edited) = await worker.perform(.edit(1, edit, connection)),
      case .tokenNotReset(let reset) = await worker.perform(
        .resetToken(Runner(id: 1), connection))
    else {
      Issue.record("Something was changed.")
      return
    }
    #expect([edited.kind, reset.kind] == [.readOnly, .readOnly])
    #expect(transport.sent.isEmpty)
  }

  @Test func editSendsWhatDiffers() async throws {
    var edit = RunnerEdit()
    edit.description = "renamed"
    edit.tags = ["a", "b"]
    let answer = await worker.perform(.edit(2, edit, connection))
    guard case .edited(let changed) = answer else {
      Issue.record("\(String(describing: answer))")
      return
    }
    #expect(changed.runner?.description == "renamed")
    #expect(try runner(2).description == "renamed")
    #expect(try runner(2).tags == ["a", "b"])
  }

  @Test func resetGivesTheNewTokenAndItsExpiryInLocalTime() async throws {
    let old = try runner(2).token
    let answer = await worker.perform(.resetToken(Runner(id: 2), connection))
    guard case .tokenReset(let reset, let expiry) = answer else {
      Issue.record("\(String(describing: answer))")
      return
    }
    #expect(reset.token.reveal() == (try runner(2).token))
    #expect(reset.token.reveal() != old)
    #expect(expiry?.unix == reset.expiresAt)
  }

  @Test func changesAreLoggedWithoutAToken() async throws {
    let folder = try TemporaryFolder()
    var worker = worker
    worker.log = try Log(path: folder.path + "/log")
    let project = RunnerTarget(kind: .project, id: 101)
    let tasks = [
      RunnerTask(id: 1, change: .pause), RunnerTask(id: 1, change: .resume),
      RunnerTask(id: 9_999, change: .delete), RunnerTask(id: 3, change: .assign(project)),
    ]
    for task in tasks { _ = await worker.perform(.change([task], connection)) }
    guard
      case .tokenReset(let reset, _) = await worker.perform(
        .resetToken(Runner(id: 2), connection))
    else {
      Issue.record("The token was not reset.")
      return
    }
    let log = try folder.text("log")
    for line in [
      "paused runner 1", "resumed runner 1", "runner 9999: not_found",
      "assigned to project 101: runner 3", "reset the token of runner 2",
    ] {
      #expect(log.contains(line), "\(log)")
    }
    #expect(!log.contains(reset.token.reveal()))
    #expect(!log.contains(connection.token.reveal()))
  }
}
