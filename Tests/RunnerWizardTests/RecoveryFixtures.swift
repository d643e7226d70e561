import RunnerCore
import RunnerWizard
import Support
import TerminalUI

/// Registrations without a usable answer, and what looking for their runners brings.
enum RecoveryFixtures {
  static let form = RunnerForm(
    type: .group, target: Fixtures.group, tags: ["docker", "linux"],
    description: "Docker host in Lyon", maximumTimeout: "1h 30m")

  static func entry(
    _ id: String = "entry-1", _ state: JournalEntry.State = .unknown,
    server: ServerURL = Fixtures.server(), marker: String? = nil, runnerID: Int64? = nil
  ) -> JournalEntry {
    var form = form
    if let marker { form.maintenanceNote = "Rack 4\nRecovery marker \(marker)" }
    return JournalEntry(
      id: id, state: state, server: server, userID: 5, username: "olivia", form: form,
      marker: marker, startedAt: ListFixtures.now - 60, runnerID: runnerID)
  }

  /// A runner that was created a minute ago and that no machine has used.
  static func runner(_ id: Int64 = 1234) -> Runner {
    var runner = Runner(id: id, status: .neverContacted)
    runner.description = "Docker host in Lyon"
    runner.type = .group
    runner.owner = Fixtures.group
    runner.createdAt = ListFixtures.now - 60
    runner.creator = "olivia"
    runner.tokenExpiry = .never
    runner.isBusy = false
    runner.managerCount = 0
    return runner
  }

  static let found = RecoveryReport(
    candidates: [.init(runner: runner(), token: Secret(Fixtures.token))],
    findings: ["The newest runners of group acme/infra were read."])
  static let several = RecoveryReport(
    candidates: [
      .init(runner: runner(1234), tokenObstacle: "A machine has used its token already."),
      .init(
        runner: runner(1230), token: Secret(Fixtures.token),
        doubts: ["It was created before the request was sent, by the server's clock."]),
      .init(runner: runner(1229), tokenObstacle: "You did not create it."),
    ])
  static let absent = RecoveryReport(
    candidates: [], findings: ["The newest runners of group acme/infra were read."])
  static let uncertain = RecoveryReport(
    candidates: [],
    obstacle: Obstacle(
      code: "role_too_low", text: "The runners of acme/infra may not be read.",
      fix: "Ask an Owner of the group."))

  /// A token that creates runners and reads nothing.
  static let createOnly = Identity(
    user: CurrentUser(id: 5, username: "olivia", name: "Olivia Owner"),
    token: AccessTokenFacts(name: "ci", scopes: ["create_runner"], expiresAt: nil))

  /// A server that does not answer the request, and brings this when the runner is looked for.
  static func lost(
    _ report: RecoveryReport?, identity: Identity = Fixtures.identity,
    detail: RunnerDetail? = nil
  ) -> @Sendable (Work) -> Answer? {
    { work in
      switch work {
      case .identify: .identified(identity)
      case .register: nil
      case .recover: report.map { .recovered($0) }
      case .closeEntry(let id, _): .entryClosed(id: id)
      case .readRunner(let id, _, _):
        .runnerRead(detail ?? RunnerDetail(runner: runner(id)))
      default: Fixtures.well(work)
      }
    }
  }

  static func settings(_ entries: [JournalEntry] = [], undoMinutes: Int = 0) -> Settings {
    var settings = Fixtures.settings()
    settings.unfinished = entries
    settings.undoMinutes = undoMinutes
    settings.markerSeed = 7
    return settings
  }

  /// After a request whose answer was lost.
  static func pilot(
    _ report: RecoveryReport?, size: Size = Size(width: 80, height: 24),
    identity: Identity = Fixtures.identity, problem: String? = nil, marker: String? = nil
  ) -> Pilot {
    var pilot = Pilot(settings(), size: size, outside: lost(report, identity: identity))
    pilot.goToReview()
    pilot.press(.enter)
    pilot.answer(
      .registering(entry("entry-1", .sending, marker: marker), problem: problem),
      where: \.isRegistration)
    pilot.answer(
      .registrationFailed(Fixtures.failure(.timedOut, .unknown)), where: \.isRegistration)
    pilot.wait(milliseconds: 300)
    return pilot
  }

  /// On the page of a runner that was created here, with an entry of the journal.
  static func created(
    settings: Settings = settings(), problem: String? = nil,
    _ outside: @escaping @Sendable (Work) -> Answer? = lost(nil)
  ) -> Pilot {
    var pilot = Pilot(settings, outside: outside)
    pilot.goToReview()
    pilot.press(.enter)
    pilot.answer(
      .registering(entry("entry-1", .sending), problem: problem), where: \.isRegistration)
    pilot.answer(
      .registered(Fixtures.runner, expiry: Fixtures.expiry), where: \.isRegistration)
    pilot.wait(milliseconds: 400)
    return pilot
  }

  /// Answers deletions; a failure stands for each of them.
  static func deletes(_ failure: APIFailure? = nil) -> @Sendable (Work) -> [Answer] {
    { work in
      guard case .change(let tasks, _) = work else { return [] }
      return tasks.map { task in
        failure.map { .notChanged(task.id, $0) } ?? .changed(task.id, ChangedRunner(id: task.id))
      } + [.changesEnded]
    }
  }
}

extension Work {
  var isRecovery: Bool {
    if case .recover = self { true } else { false }
  }
  var closedEntry: String? {
    if case .closeEntry(let id, _) = self { id } else { nil }
  }
  var isRecall: Bool {
    if case .recallToken = self { true } else { false }
  }
}

extension Pilot {
  /// Entries of the journal that were dropped, in their order.
  var closedEntries: [String] { works.compactMap(\.closedEntry) }
}
