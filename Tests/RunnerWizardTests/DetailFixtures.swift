import RunnerCore
import RunnerWizard
import Support
import TerminalUI

/// A server that tells everything about its runners, for tests of the detail pane and the choices.
enum DetailFixtures {
  static let now = ListFixtures.now
  static let hour: Int64 = 3_600
  static let day: Int64 = 86_400

  /// A project runner of which everything is known.
  static func detail(_ id: Int64 = 17) -> RunnerDetail {
    var runner = ListFixtures.runner(id)
    runner.description = "gpu host 17"
    runner.type = .project
    runner.status = .online
    runner.isPaused = true
    runner.isBusy = true
    runner.isLocked = true
    runner.isProtected = true
    runner.runsUntagged = false
    runner.tags = ["docker", "gpu", "linux", "a100"]
    runner.owner = Fixtures.project
    runner.creator = "olivia"
    runner.createdAt = now - 40 * day
    runner.contactedAt = now - 3 * 60
    runner.maximumTimeout = 5_400
    runner.jobCount = 1_001
    runner.projectCount = 4
    runner.managerCount = 3
    runner.maintenanceNote = "Ask the platform team.\nRack 4"
    runner.shortToken = "AbCd1234"
    runner.tokenExpiry = .at(now + 12 * day)
    runner.newestManager = managers[0]
    return RunnerDetail(
      runner: runner, managers: managers,
      projects: [
        Fixtures.project,
        RunnerTarget(kind: .project, id: 43, fullPath: "acme/web", name: "Web"),
      ])
  }

  static let managers: [RunnerManager] = {
    var first = RunnerManager(id: 3, systemID: "s_f00dcafe0001", status: .online)
    first.isBusy = true
    first.version = "18.4.0"
    first.revision = "139a0ac0"
    first.platform = "linux"
    first.architecture = "amd64"
    first.executor = "docker"
    first.ipAddress = "192.0.2.10"
    first.createdAt = now - 30 * day
    first.contactedAt = now - 3 * 60
    var second = first
    second = RunnerManager(id: 2, systemID: "r_f00dcafe0002", status: .stale)
    second.version = "17.11.1"
    second.platform = "linux"
    second.architecture = "arm64"
    second.contactedAt = now - 9 * day
    let third = RunnerManager(id: 1, systemID: "s_f00dcafe0003", status: .neverContacted)
    return [first, second, third]
  }()

  /// A page of so many jobs, newest first, down from an id; those with even ids are told whole.
  static func jobs(_ count: Int, from id: Int64, next: RunnerCursor? = nil) -> RunnerJobPage {
    let words = ["success", "failed", "running", "canceled", "success"]
    let jobs = (0..<Int64(count)).map { index in
      var job = RunnerJob(id: id - index, status: words[Int(index) % words.count])
      job.createdAt = now - (index + 2) * 600
      job.startedAt = now - (index + 1) * 600
      job.finishedAt = job.status == "running" ? nil : now - (index + 1) * 600 + 95
      job.duration = job.status == "running" ? nil : 95.4
      job.queuedDuration = 3.2
      guard index % 4 != 3 else { return job }
      job.name = "build-\(id - index)"
      job.ref = "main"
      job.project = "acme/infra/tools"
      return job
    }
    return RunnerJobPage(jobs: jobs, next: next)
  }

  /// A list whose first row is the runner of ``detail(_:)``, and a server that answers about it.
  static func pilot(
    _ detail: RunnerDetail = detail(), others: Int = 30, size: Size = Size(width: 140, height: 40),
    glyphs: Glyphs = .unicode, now moment: Moment? = nil,
    settings: Settings? = nil,
    outside: @escaping @Sendable (Work) -> Answer? = { _ in nil }
  ) -> Pilot {
    let rows = [detail.runner] + ListFixtures.runners(others).filter { $0.id != detail.runner.id }
    return Pilot(
      settings ?? ListFixtures.settings(glyphs: glyphs), size: size,
      now: moment
        ?? Moment(uptime: 1_000, unix: DetailFixtures.now, secondsFromUTC: 3_600),
      outside: { outside($0) ?? Fixtures.well($0) }, streams: ListFixtures.serves(rows))
  }

  /// Answers about every runner and its jobs.
  static func told(
    _ detail: RunnerDetail = detail(), jobs: RunnerJobPage = jobs(20, from: 900)
  ) -> @Sendable (Work) -> Answer? {
    { work in
      switch work {
      case .readRunner(let id, _, _):
        id == detail.runner.id
          ? .runnerRead(detail) : .runnerRead(RunnerDetail(runner: ListFixtures.runner(id)))
      case .readJobs(let id, _, _, _): .jobsRead(id, jobs)
      default: nil
      }
    }
  }
}

extension Work {
  /// The runner whose details it reads, if it does.
  var readID: Int64? {
    if case .readRunner(let id, _, _) = self { id } else { nil }
  }
  var isReading: Bool { readID != nil }
  var isReadingJobs: Bool {
    if case .readJobs = self { return true }
    return false
  }
  var isFindingScope: Bool {
    if case .findScope = self { return true }
    return false
  }
}

extension Pilot {
  /// The runners whose details were asked for, in their order.
  var readIDs: [Int64] {
    effects.compactMap { effect in
      if case .run(let work, _) = effect { work.readID } else { nil }
    }
  }

  /// Where the pages of jobs that were asked for begin.
  var jobCursors: [RunnerCursor?] {
    effects.compactMap { effect -> RunnerCursor?? in
      if case .run(.readJobs(_, let cursor, _, _), _) = effect { return .some(cursor) }
      return nil
    }
  }

  /// Waits until the details of the runner under the cursor have been asked for.
  mutating func standStill() { wait(milliseconds: 250) }
}
