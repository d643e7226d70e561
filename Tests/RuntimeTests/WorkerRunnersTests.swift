import Configuration
import Foundation
import GitLabSandbox
import RunnerCore
import Synchronization
import Testing

@testable import RunnerWizard
@testable import Runtime

/// Keeps the answers before the last one.
private final class Answers: Sendable {
  private let kept = Mutex<[Answer]>([])

  var all: [Answer] { kept.withLock { $0 } }

  func keep(_ answer: Answer) { kept.withLock { $0.append(answer) } }
}

@Suite struct WorkerRunnersTests {
  /// Its clock stands still, so that no runner goes offline between two lists that are compared.
  let transport = SandboxTransport(.init(runners: 250), now: { [start = Date()] in start })

  private var worker: Worker { Worker(transports: Transports { [transport] _ in transport }) }

  private func load(
    _ scope: RunnerScope = .instance, from: RunnerCursor? = nil, pages: Int = 10,
    purpose: RunnerLoad.Purpose = .more
  ) -> RunnerLoad {
    RunnerLoad(
      query: RunnerQuery(scope: scope), source: .graphQL(.all), from: from, pages: pages,
      purpose: purpose)
  }

  private func ids(_ answers: [Answer]) -> [Int64] {
    answers.flatMap { answer in
      if case .runners(.page(let page), _) = answer { page.runners.map(\.id) } else { [Int64]() }
    }
  }

  @Test func pagesOfAListComeAsAnswersOfTheirOwn() async {
    let answers = Answers()
    let connection = transport.connection("root-admin")
    let last = await worker.perform(
      .loadRunners(load(purpose: .refresh), connection), deliver: answers.keep)
    #expect(last == .runnersLoaded(next: nil, .refresh))
    let isRefresh = answers.all.allSatisfy { answer in
      if case .runners(_, .refresh) = answer { true } else { false }
    }
    #expect(isRefresh)
    #expect(answers.all.count == 3)
    #expect(Set(ids(answers.all)) == transport.withSandbox { Set($0.runners.map { Int64($0.id) }) })
  }

  @Test func listGoesOnWhereItStopped() async {
    let first = Answers()
    let connection = transport.connection("root-admin")
    let middle = await worker.perform(
      .loadRunners(load(pages: 1), connection), deliver: first.keep)
    guard case .runnersLoaded(let next?, .more) = middle else {
      Issue.record("\(String(describing: middle))")
      return
    }
    let rest = Answers()
    let last = await worker.perform(
      .loadRunners(load(from: next), connection), deliver: rest.keep)
    #expect(last == .runnersLoaded(next: nil, .more))
    #expect(Set(ids(first.all)).isDisjoint(with: ids(rest.all)))
    #expect(
      ids(first.all).count + ids(rest.all).count == transport.withSandbox { $0.runners.count })
  }

  @Test func pageThatDoesNotComeIsNamed() async {
    transport.fault("POST /api/graphql:status=500:2")
    let answers = Answers()
    let last = await worker.perform(
      .loadRunners(load(), transport.connection("root-admin")), deliver: answers.keep)
    guard case .runnersFailed(let failure, .after?, .more) = last else {
      Issue.record("\(String(describing: last))")
      return
    }
    #expect(failure.kind == .serverError)
    #expect(ids(answers.all).count == 100)
  }

  /// A list that came by GraphQL does not become one over REST by a refusal on the way.
  @Test(arguments: [401, 403, 404])
  func refusedRefreshFailsAndIsNotAskedOverREST(status: Int) async {
    transport.fault("POST /api/graphql:status=\(status)")
    let answers = Answers()
    let last = await worker.perform(
      .loadRunners(load(purpose: .refresh), transport.connection("root-admin")),
      deliver: answers.keep)
    guard case .runnersFailed(let failure, nil, .refresh) = last else {
      Issue.record("\(String(describing: last))")
      return
    }
    #expect(failure.status == status)
    #expect(answers.all.isEmpty)
    #expect(
      transport.withSandbox { sandbox in sandbox.log.allSatisfy { $0.path == "/api/graphql" } })
  }

  @Test func aListThatBeginsFallsBackToREST() async {
    transport.fault("POST /api/graphql:status=404")
    let answers = Answers()
    let last = await worker.perform(
      .loadRunners(load(), transport.connection("root-admin")), deliver: answers.keep)
    #expect(last == .runnersLoaded(next: nil, .more))
    guard case .runners(.source(.rest), .more)? = answers.all.first else {
      Issue.record("\(answers.all.count) answers")
      return
    }
  }

  @Test func refusedListNamesTheReason() async {
    let last = await worker.perform(
      .loadRunners(load(), transport.connection("owner-api")))
    guard case .runnersFailed(let failure, nil, .more) = last else {
      Issue.record("\(String(describing: last))")
      return
    }
    #expect(ExitCode(failure, changesSomething: false) == .refused)
  }

  @Test func runnerAndItsJobsAreRead() async {
    let connection = transport.connection("root-admin")
    let detail = await worker.perform(.readRunner(2, .graphQL(.all), connection))
    guard case .runnerRead(let runner) = detail else {
      Issue.record("\(String(describing: detail))")
      return
    }
    #expect(runner.runner.id == 2)
    let jobs = await worker.perform(.readJobs(2, after: nil, .graphQL(.all), connection))
    guard case .jobsRead(2, _) = jobs else {
      Issue.record("\(String(describing: jobs))")
      return
    }
    let missing = await worker.perform(.readRunner(9_999, .rest(because: ""), connection))
    guard case .runnerNotRead(9_999, let failure) = missing else {
      Issue.record("\(String(describing: missing))")
      return
    }
    #expect(failure.kind == .notFound)
  }

  private func rows(_ source: RunnerSource) async -> RunnerRows {
    let answers = Answers()
    var load = load()
    load.source = source
    await _ = worker.perform(
      .loadRunners(load, transport.connection("root-admin")), deliver: answers.keep)
    return RunnerRows(
      answers.all.flatMap { answer in
        if case .runners(.page(let page), _) = answer { page.runners } else { [Runner]() }
      })
  }

  @Test(arguments: [RunnerSource.graphQL(.all), .rest(because: "")])
  func readingTheDetailsOfARunnerDoesNotMakeItsRowAChangedOne(source: RunnerSource) async {
    let connection = transport.connection("root-admin")
    var list = RunnerList()
    list.append(RunnerPage(runners: Array(await rows(source).all), next: nil))
    #expect(list.rows.count > 250)
    for place in stride(from: 0, to: list.rows.count, by: 3) {
      let answer = await worker.perform(.readRunner(list.rows[place].id, source, connection))
      guard case .runnerRead(let detail) = answer else {
        Issue.record("\(String(describing: answer))")
        return
      }
      list.update(detail.runner)
    }
    let later = await rows(source)
    let answer = await worker.perform(.compare(list.rows, later))
    guard case .compared(let difference) = answer else {
      Issue.record("\(String(describing: answer))")
      return
    }
    let example = difference.changed.min().flatMap { later.place(of: $0) }.map { place in
      let row = list.rows.place(of: later[place].id).map { list.rows[$0] }
      return "\(row.map { "\($0)" } ?? "") became \(later[place])"
    }
    #expect(difference == RunnerDifference(), "\(example ?? "")")
  }

  @Test func placeOfAListIsFound() async {
    let connection = transport.connection("owner-api")
    let found = await worker.perform(.findScope(.path("acme"), .group, connection))
    guard case .scopeFound(let target) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(target.id == 10)
    let missing = await worker.perform(.findScope(.path("nowhere"), .group, connection))
    guard case .scopeNotFound = missing else {
      Issue.record("\(String(describing: missing))")
      return
    }
  }

  private let rows = RunnerRows((1...5_000).map { Runner(id: $0) })

  @Test func rowsAreArrangedAndCompared() async {
    let request = RunnerArrangingRequest(
      rows: rows, filter: RunnerFilter(parsing: "#7"),
      sort: RunnerSort(.id, isDescending: true), now: 0)
    let arranged = await worker.perform(.arrange(request))
    guard case .arranged(let arrangement) = arranged else {
      Issue.record("\(String(describing: arranged))")
      return
    }
    #expect(arrangement.order == [6])
    let newer = RunnerRows((2...5_001).map { Runner(id: $0) })
    #expect(
      await worker.perform(.compare(rows, newer))
        == .compared(RunnerDifference(added: [5_001], vanished: [1])))
  }

  @Test func cancelledArrangingAnswersNothing() async {
    let request = RunnerArrangingRequest(
      rows: rows, filter: RunnerFilter(parsing: ""), sort: RunnerSort(.id), now: 0)
    let task = Task { [worker, rows] in
      while !Task.isCancelled { await Task.yield() }
      return [
        await worker.perform(.arrange(request)), await worker.perform(.compare(rows, rows)),
      ]
    }
    task.cancel()
    #expect(await task.value == [nil, nil])
  }

  @Test func viewsAndColumnsAreKeptBesideWhatAnotherProgramWrites() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/.config/runner-wizard/saved.yaml"
    func setup() throws -> Setup {
      try Setup(options: Options(), environment: ["HOME": folder.path])
    }
    func program() throws -> Worker {
      try setup().worker(transports: Transports { [transport] _ in transport }, log: nil)
    }
    let a = RunnerView(name: "a", scope: "mine")
    var b = RunnerView(name: "b", scope: "instance", filter: "status:stale")
    // Both begin with nothing; what one writes the other has not read.
    let (first, second) = (try program(), try program())
    #expect(
      await first.perform(.saveViews([a], columns: ["id", "status"])) == .viewsSaved(path: path))
    #expect(await second.perform(.saveViews([b], columns: nil)) == .viewsSaved(path: path))
    #expect(try setup().saved.views == [a, b])
    #expect(try setup().saved.columns == ["id", "status"])
    // A view that was changed or removed here is changed or removed there.
    b.filter = "status:online"
    #expect(await second.perform(.saveViews([b], columns: ["id"])) == .viewsSaved(path: path))
    #expect(
      await first.perform(.saveViews([], columns: ["id", "status"])) == .viewsSaved(path: path))
    #expect(try setup().saved.views == [b])
    #expect(try setup().saved.columns == ["id"])
    #expect(try folder.permissions(".config/runner-wizard/saved.yaml") == 0o600)
  }

  @Test func viewsThatCannotBeWrittenAreSaidNotToBe() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("version: 2\n", to: "saved.yaml")
    var worker = worker
    for (file, hint) in [(nil, "home"), (path, "version 1")] {
      worker.savedFile = file
      let answer = await worker.perform(.saveViews([], columns: ["id"]))
      guard case .viewsNotSaved(let failure) = answer else {
        Issue.record("\(String(describing: answer))")
        return
      }
      #expect(failure.message.contains(hint))
    }
    #expect(try folder.text("saved.yaml") == "version: 2\n")
  }
}
