import RunnerCore
import RunnerWizard
import Support
import TerminalUI

/// Answers of every kind to work: good ones, failures, and values that no server should send.
enum HostileAnswers {
  /// The answers to work; none where only the command line asks for it.
  static func to(_ work: Work, _ dice: inout Dice) -> [Answer] {
    let answers = good(work, &dice)
    if dice.oneIn(3), let failed = failed(work, failure(&dice), &dice) {
      // Now and then after a part has come.
      let parts = answers.filter(\.isPartial)
      return (dice.oneIn(3) ? Array(parts.prefix(1)) : []) + [failed]
    }
    return answers
  }

  private static let kinds: [APIFailure.Kind] = [
    .unauthorized, .tokenExpired, .tokenRevoked, .impersonationDisabled, .proofRequired,
    .insufficientScope(needed: ["api", "create_runner"]), .insufficientGranularScope, .forbidden,
    .readOnly,
    .invalidFields, .badRequest, .targetNotFound(.group), .targetNotFound(.project), .notFound,
    .gone,
    .rateLimited, .serverError, .gatewayError, .maintenance,
    .unexpectedRedirect(host: "evil.example"),
    .notGitLab, .undecodable, .tooLarge, .couldNotResolve, .couldNotConnect, .proxyFailed,
    .timedOut,
    .connectionLost, .tls(.unknownIssuer), .tls(.incompleteChain), .tls(.expired), .tls(.wrongName),
    .tls(.clientCertificate), .tls(.pinMismatch), .tls(.other), .certificateFile, .cancelled,
    .curlMissing,
    .invalidHeader, .other,
  ]

  static func failure(_ dice: inout Dice) -> APIFailure {
    var failure = APIFailure(
      kind: dice.pick(kinds), outcome: dice.pick([.notSent, .refused, .unknown]),
      message: text(&dice),
      fix: text(&dice), detail: text(&dice), status: dice.oneIn(2) ? Int(dice.edge() % 1_000) : nil,
      requestID: dice.oneIn(2) ? "01REQUEST" : nil,
      problems: (0..<dice.below(3)).map { _ in
        .init(
          field: dice.oneIn(2) ? dice.pick(FormField.allCases) : nil, name: "x",
          message: text(&dice))
      }, retryAfter: dice.oneIn(2) ? seconds(&dice) : nil)
    if dice.oneIn(8) { failure.recoveredToken = Secret(Fixtures.token) }
    return failure
  }

  // Numbers that come out of the core's decoding, from one end to the other: years have four digits, and waits are
  // no longer than a month.

  private static func instant(_ dice: inout Dice) -> Int64 {
    switch dice.below(3) {
    case 0: dice.pick([-62_167_305_600, 253_402_387_200, 0, -1])
    case 1: ListFixtures.now + Int64(dice.below(2_000_000)) - 1_000_000
    default: Int64(dice.below(315_000_000_000)) - 62_000_000_000
    }
  }

  private static func seconds(_ dice: inout Dice) -> Int {
    dice.oneIn(2) ? dice.below(60) : dice.below(31 * 86_400)
  }

  private static func count(_ dice: inout Dice) -> Int { Int(dice.edge() & 0x7FFF_FFFF) }

  static func id(_ dice: inout Dice) -> Int64 { max(1, dice.edge() & .max) }

  private static func strange(_ job: inout RunnerJob, _ dice: inout Dice) {
    job.status = HostileText.any(&dice)
    job.name = HostileText.any(&dice)
    job.project = HostileText.any(&dice)
    job.createdAt = instant(&dice)
    job.startedAt = dice.oneIn(2) ? instant(&dice) : nil
    job.finishedAt = dice.oneIn(2) ? instant(&dice) : nil
    job.duration = dice.pick([nil, -1, 1e300, .infinity, -.infinity, .nan, 0.4])
    job.queuedDuration = dice.pick([nil, -1, 1e300, .infinity, .nan, 9e18])
  }

  /// Also one that has gone back since the last time.
  private static func progress(
    _ id: Int64, _ before: RunnerProgress?, _ dice: inout Dice
  ) -> RunnerProgress {
    let managers = (0..<dice.below(3)).map { number in
      var manager = RunnerManager(
        id: Int64(number) + 1, systemID: HostileText.any(&dice),
        status: dice.pick(RunnerStatus.allCases))
      manager.version = HostileText.any(&dice)
      manager.platform = dice.oneIn(2) ? HostileText.any(&dice) : nil
      manager.ipAddress = HostileText.any(&dice)
      manager.createdAt = instant(&dice)
      manager.contactedAt = instant(&dice)
      return manager
    }
    return RunnerProgress(
      id: id, createdAt: dice.oneIn(2) ? instant(&dice) : nil, managers: managers,
      contactedAt: dice.oneIn(2) ? instant(&dice) : nil, isPaused: dice.pick([nil, true, false]),
      hasAsked: dice.pick([nil, nil, true, false]), tellsAsking: before?.tellsAsking ?? false)
  }

  static func text(_ dice: inout Dice) -> String {
    dice.oneIn(2) ? "The server said no." : HostileText.any(&dice)
  }

  static func save(_ dice: inout Dice) -> SaveFailure {
    SaveFailure(message: text(&dice), fileExists: dice.oneIn(2))
  }

  private static func failed(_ work: Work, _ failure: APIFailure, _ dice: inout Dice) -> Answer? {
    switch work {
    case .readToken: .tokenCommandFailed(message: text(&dice))
    case .identify: .identificationFailed(failure)
    case .resolve: .resolvingFailed(failure)
    case .register: .registrationFailed(failure)
    case .copy: .copied(.failed(message: text(&dice)))
    case .saveToken: .tokenNotSaved(save(&dice))
    case .saveProfile: .profileNotSaved(save(&dice))
    case .open: .notOpened(message: text(&dice))
    case .loadRunners(let load, _): .runnersFailed(failure, at: load.from, load.purpose)
    case .readRunner(let id, _, _): .runnerNotRead(id, failure)
    case .readJobs(let id, _, _, _): .jobsNotRead(id, failure)
    case .readProgress(let id, _, _, _): .progressNotRead(id, failure)
    case .saveCalendar: .calendarNotSaved(save(&dice))
    case .findScope: .scopeNotFound(failure)
    case .edit: .notEdited(failure)
    case .resetToken: .tokenNotReset(failure)
    case .saveViews: .viewsNotSaved(save(&dice))
    case .probe: .probed(.failed(failure))
    case .readCertificates: .certificatesNotRead(failure)
    case .tryConnection(let connection, _): .connectionNotTried(connection, message: text(&dice))
    case .searchTargets(let search, _): .targetsNotFound(failure, search)
    case .readTags: .tagsNotRead(failure)
    case .forgetProfile: .profileNotForgotten(save(&dice))
    case .saveRecent: .recentNotSaved(save(&dice))
    case .savePreset: .presetNotSaved(save(&dice))
    case .beginBatch, .takeUpBatch, .advanceBatch, .leaveBatch: failedBatch(work, failure, &dice)
    case .findLocalRunner, .registerHere, .previewConfig, .writeConfig:
      failedMachine(work, &dice)
    default: nil
    }
  }

  private static func good(_ work: Work, _ dice: inout Dice) -> [Answer] {
    switch work {
    case .savePreset(let preset): return [.presetSaved(preset, path: "/home/x/saved.yaml")]
    case .beginBatch, .takeUpBatch, .advanceBatch, .leaveBatch: return batch(work, &dice)
    case .identify:
      return [.identified(dice.oneIn(4) ? Identity(user: nil, token: nil) : Fixtures.identity)]
    case .resolve(_, let kind, for: _, _): return [.resolved(target(kind, &dice))]
    case .register:
      let runner = RegisteredRunner(
        id: id(&dice), token: Secret(Fixtures.token), webURL: Fixtures.runner.webURL)
      return [.registered(runner, expiry: dice.oneIn(2) ? Fixtures.expiry : nil)]
    case .copy:
      return [.copied(dice.oneIn(2) ? .sentToTerminal : .confirmed(route: text(&dice)))]
    case .loadRunners(let load, _): return pages(load, &dice)
    case .readRunner(let id, _, _):
      var detail = DetailFixtures.detail(abs(id % 1_000_000))
      detail.runner = runner(id, &dice)
      return [.runnerRead(detail)]
    case .readJobs(let id, _, _, _):
      var page = DetailFixtures.jobs(dice.length(30), from: abs(dice.edge() % 1_000) + 40)
      for place in page.jobs.indices where dice.oneIn(3) { strange(&page.jobs[place], &dice) }
      return [.jobsRead(id, page)]
    case .readProgress(let id, let source, let before, _):
      return [
        .progressRead(
          id, ProgressReading(progress: progress(id, before, &dice), source: source))
      ]
    case .saveCalendar(_, let path): return [.calendarSaved(path: path)]
    case .findScope(_, let kind, _): return [.scopeFound(target(kind, &dice))]
    case .change(let tasks, _):
      let ends: [Answer] = tasks.map { task in
        if dice.oneIn(4) { return .notChanged(task.id, failure(&dice)) }
        return .changed(
          task.id, ChangedRunner(id: task.id, runner: dice.oneIn(2) ? runner(task.id, &dice) : nil))
      }
      return Array(ends.prefix(dice.oneIn(4) ? dice.below(3) : .max)) + [.changesEnded]
    case .edit(let id, _, _): return [.edited(ChangedRunner(id: id, runner: runner(id, &dice)))]
    case .resetToken:
      return [
        .tokenReset(
          ResetToken(token: Secret(ChangeFixtures.newToken), expiresAt: instant(&dice)),
          expiry: dice.oneIn(2) ? Fixtures.expiry : nil)
      ]
    case .arrange(let request):
      return RunnerArrangement.make(request, isCancelled: { false }).map { [.arranged($0)] } ?? []
    case .compare(let old, let new):
      return RunnerDifference.between(old, new, isCancelled: { false }).map { [.compared($0)] }
        ?? []
    case .findUnused(let rows, let now):
      return [.unusedFound(RunnerCleanup.groups(in: rows, now: now))]
    case .saveViews: return [.viewsSaved(path: "/home/olivia/saved.yaml")]
    case .examine(let identity, _):
      return [
        .examined(
          Fixtures.preflight(identity, instance: dice.oneIn(2) ? .yes : .no(Fixtures.obstacle)))
      ]
    case .probe:
      return [
        .probed(
          dice.pick([
            .gitLab, .moved(to: Fixtures.server("https://git.example.com")),
            .wrongPath(suggested: nil),
            .signInPage(host: "login.example"), .captivePortal(host: "portal.example"),
            .notGitLab(reason: text(&dice)),
          ]))
      ]
    case .readCertificates(_, let reason): return [.certificatesRead(Fixtures.chain(reason))]
    case .tryConnection(let connection, _): return [.connectionTried(connection, Fixtures.identity)]
    case .searchTargets(let search, _):
      let page = TargetPage(
        targets: (0..<dice.length(30)).map { _ in target(search.kind, &dice) },
        next: dice.oneIn(3) ? search.page + 1 : nil, total: dice.oneIn(2) ? count(&dice) : nil)
      return [.targetsFound(page, search)]
    case .readTags:
      let entries = (0..<dice.length(20)).map { _ in
        TagCatalogue.Entry(tag: HostileText.any(&dice), runners: count(&dice))
      }
      return [.tagsRead(TagCatalogue(entries: entries, isPartial: dice.oneIn(2)))]
    case .forgetProfile(let name): return [.profileForgotten(name: name)]
    case .findLocalRunner, .registerHere, .previewConfig, .writeConfig:
      return machine(work, &dice)
    default: return Fixtures.well(work).map { [$0] } ?? []
    }
  }

  private static func pages(_ load: RunnerLoad, _ dice: inout Dice) -> [Answer] {
    let first = dice.below(150)
    let runners = (0..<dice.length(110)).map {
      runner(dice.oneIn(50) ? id(&dice) : Int64(first + $0), &dice)
    }
    let next: RunnerCursor? = dice.oneIn(3) ? .page(2 + dice.below(3)) : nil
    var answers: [Answer] = []
    if dice.oneIn(6) {
      answers.append(.runners(.waiting(seconds: seconds(&dice), status: 429), load.purpose))
    }
    if dice.oneIn(6) {
      answers.append(.runners(.source(.rest(because: text(&dice))), load.purpose))
    }
    answers.append(
      .runners(
        .page(RunnerPage(runners: runners, next: next, total: dice.oneIn(2) ? count(&dice) : nil)),
        load.purpose))
    return answers + [.runnersLoaded(next: next, load.purpose)]
  }

  private static func runner(_ id: Int64, _ dice: inout Dice) -> Runner {
    var runner = dice.oneIn(4) ? Runner(id: id) : ListFixtures.runner(abs(id % 1_000_000))
    if runner.id != id { runner = Runner(id: id) }
    guard dice.oneIn(3) else { return runner }
    runner.description = HostileText.any(&dice)
    runner.tags = (0..<dice.length(50)).map { _ in HostileText.any(&dice) }
    runner.creator = HostileText.any(&dice)
    runner.maintenanceNote = HostileText.any(&dice)
    runner.owner = target(.project, &dice)
    runner.createdAt = instant(&dice)
    runner.contactedAt = instant(&dice)
    runner.tokenExpiry = .at(instant(&dice))
    runner.maximumTimeout = Int32(truncatingIfNeeded: dice.edge())
    runner.jobCount = Int32(truncatingIfNeeded: dice.edge())
    runner.projectCount = Int32(truncatingIfNeeded: dice.edge())
    runner.managerCount = Int32(truncatingIfNeeded: dice.edge())
    return runner
  }

  private static func target(_ kind: RunnerTarget.Kind, _ dice: inout Dice) -> RunnerTarget {
    switch dice.below(3) {
    case 0: RunnerTarget(kind: kind, id: id(&dice))
    case 1:
      RunnerTarget(
        kind: kind, id: Int64(dice.below(20)), fullPath: HostileText.any(&dice),
        name: HostileText.any(&dice), webURL: HostileText.any(&dice))
    default: kind == .group ? Fixtures.group : Fixtures.project
    }
  }
}
