import RunnerCore
import Support
import TerminalUI

@testable import RunnerWizard

/// A server on which runners are changed, for tests of changes.
enum ChangeFixtures {
  static let otherProject = RunnerTarget(
    kind: .project, id: 43, fullPath: "acme/infra/site", name: "Site")
  static let newToken = "glrt-t2_NotARealTokenEither"

  /// A runner of a project, with the facts of a list over GraphQL.
  static func runner(_ id: Int64) -> Runner {
    var runner = ListFixtures.runner(id)
    runner.type = .project
    runner.owner = Fixtures.project
    runner.isPaused = false
    runner.isBusy = id.isMultiple(of: 2)
    runner.status = .online
    runner.projectCount = 2
    runner.tags = ["docker", "linux"]
    runner.runsUntagged = true
    runner.maximumTimeout = 3_600
    return runner
  }

  static func runners(_ count: Int) -> [Runner] { (0..<count).map { runner(Int64(count - $0)) } }

  static func detail(_ runner: Runner) -> RunnerDetail {
    var full = runner
    full.maintenanceNote = "Rack 4"
    var manager = RunnerManager(id: 1, systemID: "s_lyon", status: .online)
    manager.version = "18.4.0"
    return RunnerDetail(
      runner: full, managers: [manager], projects: [Fixtures.project, otherProject])
  }

  /// What a change leaves behind.
  static func changed(_ runner: Runner, by change: RunnerChange) -> ChangedRunner {
    var runner = runner
    switch change {
    case .pause: runner.isPaused = true
    case .resume: runner.isPaused = false
    case .edit(let edit):
      if let description = edit.description { runner.description = description }
      if let tags = edit.tags { runner.tags = tags }
    case .assign: break
    case .delete, .unassign: return ChangedRunner(id: runner.id)
    }
    return ChangedRunner(id: runner.id, runner: runner)
  }

  /// A server with these runners; changes of some fail.
  static func serves(
    _ runners: [Runner], failures: [Int64: APIFailure] = [:],
    answersChanges: Bool = true
  ) -> @Sendable (Work) -> [Answer] {
    { work in
      func runner(_ id: Int64) -> Runner? { runners.first { $0.id == id } }
      switch work {
      case .change(let tasks, _):
        guard answersChanges else { return [] }
        return tasks.map { task in
          if let failure = failures[task.id] { return .notChanged(task.id, failure) }
          let known = runner(task.id) ?? Runner(id: task.id)
          return .changed(task.id, changed(known, by: task.change))
        } + [.changesEnded]
      case .readRunner(let id, _, _):
        return runner(id).map { [.runnerRead(detail($0))] } ?? [
          .runnerNotRead(id, Fixtures.failure(.notFound))
        ]
      case .findUnused(let rows, let now):
        return [.unusedFound(RunnerCleanup.groups(in: rows, now: now))]
      default: return ListFixtures.serves(runners)(work)
      }
    }
  }

  static func pilot(
    _ count: Int = 6, size: Size = Size(width: 80, height: 24),
    failures: [Int64: APIFailure] = [:], answersChanges: Bool = true, isReadOnly: Bool = false,
    outside: @escaping @Sendable (Work) -> Answer? = Fixtures.well
  ) -> Pilot {
    var settings = ListFixtures.settings()
    settings.isReadOnly = isReadOnly
    return Pilot(
      settings, size: size, outside: outside,
      streams: serves(runners(count), failures: failures, answersChanges: answersChanges))
  }
}

extension Work {
  var tasks: [RunnerTask]? {
    if case .change(let tasks, _) = self { tasks } else { nil }
  }
  var isChange: Bool { tasks != nil }
  var isReadingRunner: Bool {
    if case .readRunner = self { true } else { false }
  }
  var isReset: Bool {
    if case .resetToken = self { true } else { false }
  }
  var edit: RunnerEdit? {
    if case .edit(_, let edit, _) = self { edit } else { nil }
  }
  /// Whether it changes something on the server.
  var isMutation: Bool { isChange || isReset || edit != nil || isRegistration }
}

extension Pilot {
  var works: [Work] {
    effects.compactMap { effect in
      if case .run(let work, _) = effect { work } else { nil }
    }
  }

  /// Whether a message was told, however its lines are wrapped on the screen.
  func told(_ text: String) -> Bool {
    app.messages.entries.contains { $0.toast.text.contains(text) }
  }

  /// Changes of runners that were sent, in their order.
  var tasks: [RunnerTask] { works.compactMap(\.tasks).flatMap(\.self) }
  var edits: [RunnerEdit] { works.compactMap(\.edit) }
  var resets: Int { works.count(where: \.isReset) }
  /// Requests that change something.
  var mutations: Int { works.count(where: \.isMutation) }
}
