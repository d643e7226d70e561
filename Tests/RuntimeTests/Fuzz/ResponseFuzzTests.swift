import Configuration
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Support
import Synchronization
import Testing

@testable import Runtime

/// Everything that is asked of a server, answered with damaged copies of what GitLab says. A quick run
/// damages some 2,000 bodies.
@Suite struct ResponseFuzzTests {
  /// Sessions in which something was wrong once.
  private static let kept: [UInt64] = []

  private static let group = RunnerTarget(kind: .group, id: 10, fullPath: "acme")

  /// Work that asks a server something; runner 1 is the sandbox's.
  private func work(
    _ dice: inout Dice, _ connection: Connection, _ ids: [Int64]
  ) throws -> Work {
    let id = dice.pick(ids)
    let source: RunnerSource = dice.oneIn(2) ? .graphQL(.all) : .rest(because: "GraphQL is off.")
    let kind = dice.pick(RunnerTarget.Kind.allCases)
    let reference = dice.pick([
      TargetReference.id(10), .path("acme"), .path("acme/website"), .path("acme/platform"),
    ])
    switch dice.below(16) {
    case 0: return .identify(connection)
    case 1:
      return .resolve(reference, kind, for: dice.pick([.registration, .list]), connection)
    case 2: return .checkCreation(.group, reference, connection)
    case 3:
      let form = RunnerForm(type: .group, target: Self.group, tags: ["docker"])
      return .register(try form.validate(), connection)
    case 4...6:
      let scope = dice.pick([
        RunnerScope.mine, .instance, .group(Self.group, .descendants),
        .project(RunnerTarget(kind: .project, id: 20, fullPath: "acme/website")),
      ])
      let load = RunnerLoad(
        query: RunnerQuery(scope: scope), source: source, from: nil, pages: 3,
        purpose: dice.pick([.more, .refresh]))
      return .loadRunners(load, connection)
    case 7: return .readRunner(id, source, connection)
    case 8: return .readJobs(id, after: source.isREST ? .page(1) : nil, source, connection)
    case 9:
      return .change(
        [
          RunnerTask(id: id, change: dice.pick([.pause, .resume])),
          RunnerTask(id: id + 1, change: .delete),
        ], connection)
    case 10:
      var edit = RunnerEdit()
      edit.description = "new"
      return .edit(id, edit, connection)
    case 11: return .resetToken(Runner(id: id), connection)
    case 12: return .probe(connection)
    case 13:
      return .searchTargets(
        TargetSearch(kind: kind, text: dice.pick(["", "ac", "acme/"]), page: dice.pick([1, 2])),
        connection)
    case 14: return .readTags(dice.oneIn(2) ? nil : Self.group, connection)
    default:
      let identity = Identity(
        user: CurrentUser(id: 1, username: "root", name: "Root"),
        token: AccessTokenFacts(name: "t", scopes: ["api"], expiresAt: nil))
      return .examine(identity, connection)
    }
  }

  /// What is wrong with an answer, beyond that there is one.
  private func problem(_ answer: Answer) -> String? {
    if let problem = ShownText.problem(in: answer) { return problem }
    switch answer {
    case .runners(.page(let page), _): return printed(page.runners)
    case .runnerRead(let detail): return printed([detail.runner])
    default: return nil
    }
  }

  /// What is wrong with runners as they are printed.
  private func printed(_ runners: [Runner]) -> String? {
    for format in [ListOptions.Format.table, .csv, .json] {
      var printer = ListPrinter(format)
      let text = printer.text(of: runners) + printer.end()
      if let scalar = HostileText.steeringScalar(in: text, but: ["\n", "\r"]) {
        return "U+\(String(scalar.value, radix: 16)) is printed"
      }
    }
    return nil
  }

  @Test func noAnswerOfAServerSteersTheTerminalOrEndsTheProgram() async throws {
    let sandbox = SandboxTransport(.init(runners: 25))
    let connection = sandbox.connection("root-admin")
    let ids = sandbox.withSandbox { $0.runners.prefix(5).map { Int64($0.id) } }
    let run = FuzzRun("responses", cases: 1_650, kept: Self.kept)
    var bodies = 0
    while var dice = run.next() {
      let work = try work(&dice, connection, ids)
      let transport = DamagingTransport(sandbox, seed: dice.next())
      let worker = Worker(transports: Transports { _ in transport })
      let parts = Mutex<[Answer]>([])
      let last = await worker.perform(work) { answer in parts.withLock { $0.append(answer) } }
      for answer in parts.withLock({ $0 }) + [last].compactMap(\.self) {
        if let problem = problem(answer) { run.fail("\(problem), of \(work)") }
      }
      if last == nil { run.fail("no answer to \(work)") }
      bodies += transport.bodies
    }
    print("fuzz responses: \(bodies) damaged bodies")
  }
}
