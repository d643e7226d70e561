import FoundationEssentials

/// The runners a sandbox begins with: a few dozen fixed ones and any number of generated ones.
extension GitLabSandbox {
  mutating func addFixedRunners() {
    let owners: [(SandboxRunner.Kind, group: Int?, projects: [Int])] = [
      (.instance, nil, []), (.group, 10, []), (.project, nil, [100]), (.group, 11, []),
      (.project, nil, [101]), (.project, nil, [102, 101]), (.group, 13, []), (.instance, nil, []),
      (.project, nil, [103]), (.group, 18, []), (.project, nil, [109]), (.group, 20, []),
    ]
    let words = ["linux builder", "ビルドサーバー", "docker", "macOS arm64", "GPU box 🖥", "release"]
    for index in 0..<36 {
      let owner = owners[index % owners.count]
      var runner = SandboxRunner(
        kind: owner.0, groupID: owner.group, projectIDs: owner.projects,
        description: "\(words[index % words.count]) \(index + 1)",
        createdAt: start.addingTimeInterval(TimeInterval((index - 36) * 43_200)),
        creatorID: index % 5 == 4 ? nil : Cast.owner)
      runner.tags = Array(["docker", "linux", "arm64", "日本", "Docker"].prefix(index % 6))
      runner.locked = owner.0 == .project && index % 3 == 0
      if index % 4 == 0 {
        runner.maintenanceNote = "Rack \(index), ask the platform team.\nReboot first."
      }
      addGenerated(runner, contact: ContactPattern(number: index), managers: index % 3)
    }
  }

  /// Runners as a large instance has them: newer ones more often than older ones, most of them with one
  /// manager, some shared, locked, paused, about to lose their token, or with hostile text.
  mutating func addGeneratedRunners(count: Int) {
    var random = SplitMix64(seed: options.seed ^ 0x5EED)
    var texts = RunnerTexts()
    runners.reserveCapacity(runners.count + count)
    for number in 0..<max(0, count) {
      let (kind, group, projects) = pickOwner(&random)
      let age = Double(count - number) / Double(count)
      var runner = SandboxRunner(
        kind: kind, groupID: group, projectIDs: projects,
        description: texts.description(number: number, &random),
        createdAt: start.addingTimeInterval(-age * age * 200 * 86_400),
        creatorID: pickCreator(&random))
      runner.tags = texts.tags(&random)
      runner.locked = kind == .project && random.number(below: 4) == 0
      runner.accessLevel = random.number(below: 5) == 0 ? .refProtected : .notProtected
      runner.runUntagged = runner.tags.isEmpty || random.number(below: 2) == 0
      runner.maximumTimeout =
        random.number(below: 3) == 0 ? random.pick([600, 3600, 7200, 86_400]) : nil
      runner.maintenanceNote = texts.note(&random)
      let contact = ContactPattern(number: random.number(below: 24))
      runner.paused = contact == .paused || random.number(below: 16) == 0
      addManagers(to: &runner, contact, &random)
      keep(&runner, &random)
    }
  }

  private func pickCreator(_ random: inout SplitMix64) -> Int? {
    switch random.number(below: 20) {
    case 0, 1: nil
    case 2...4: Cast.maintainer
    case 5, 6: Cast.root
    case 7: Cast.groupBot
    default: Cast.owner
    }
  }

  /// Gives a token with its end: somewhere within the interval set above the runner, already over for one
  /// that nobody renewed.
  private mutating func keep(_ runner: inout SandboxRunner, _ random: inout SplitMix64) {
    let project = runner.projectIDs.first
    runner.token = makeRunnerToken(
      runner.kind, groupID: runner.groupID, projectID: project,
      legacy: runner.creatorID == nil)
    if let end = tokenExpiry(
      runner.kind, groupID: runner.groupID, projectID: project, now: start)
    {
      let renewed = max(runner.createdAt, runner.contactedAt ?? runner.createdAt)
      let lifetime = end.timeIntervalSince(start)
      let used = Double(random.number(below: 75)) / 100
      runner.tokenExpiresAt = renewed.addingTimeInterval(lifetime * (1 - used))
    } else if random.number(below: 20) == 0 {
      let hours = random.number(below: 15 * 24)
      runner.tokenExpiresAt = start.addingTimeInterval(TimeInterval(hours) * 3600 + 60)
    }
    insert(runner)
  }

  /// One manager as a rule, several or none at times; the last one was seen last.
  private mutating func addManagers(
    to runner: inout SandboxRunner, _ contact: ContactPattern, _ random: inout SplitMix64
  ) {
    guard let range = contact.secondsAgoRange else { return }
    let age = TimeInterval(range.lowerBound + random.number(below: range.count))
    let moment = max(runner.createdAt, start.addingTimeInterval(-age))
    runner.contactedAt = moment
    let count =
      switch random.number(below: 100) {
      case 0...3: 0
      case 4...9: 2
      case 10...12: 3
      case 13: 12
      default: 1
      }
    for number in 0..<count {
      var manager = makeManager(
        systemID: String(
          "\(number == 0 ? "s" : "r")_"
            + String(random.next() | 1 << 63, radix: 16).prefix(number == 0 ? 12 : 16)),
        now: runner.createdAt)
      let behind = TimeInterval((count - 1 - number) * random.number(below: 40_000))
      manager.contactedAt = max(runner.createdAt, moment.addingTimeInterval(-behind))
      manager.hasRequestedJobs = random.number(below: 40) != 0
      manager.version = random.pick(versions)
      (manager.platform, manager.architecture) = random.pick(Self.machines)
      manager.executor = random.pick(Self.executors)
      runner.managers.append(manager)
    }
  }

  private static let machines = [
    ("linux", "amd64"), ("linux", "amd64"), ("linux", "amd64"), ("linux", "arm64"),
    ("darwin", "arm64"), ("windows", "amd64"), ("linux", "s390x"),
  ]

  private static let executors = [
    "docker", "docker", "docker", "kubernetes", "kubernetes", "shell", "docker-autoscaler",
    "virtualbox", nil,
  ]

  /// Versions of gitlab-runner, most of them the server's own.
  private var versions: [String] {
    let own = options.gitLab.rawValue
    return [
      "\(own).0", "\(own).0", "\(own).0", "\(own).1", "17.11.2", "17.2.0", "16.11.1", "16.3.0",
      "15.11.0", "18.0.0~beta.1.g139a0ac0",
    ]
  }

  private func pickOwner(
    _ random: inout SplitMix64
  ) -> (SandboxRunner.Kind, group: Int?, projects: [Int]) {
    switch random.number(below: 10) {
    case 0: return (.instance, nil, [])
    case 1...5: return (.group, random.pick([10, 10, 11, 12, 13, 17, 18, 20]), [])
    default:
      var projects = [random.pick([100, 101, 102, 103, 106, 107, 109, 110, 112])]
      while random.number(below: 4) == 0 {
        let further = random.pick([100, 101, 102, 103, 109, 110, 111])
        if !projects.contains(further) { projects.append(further) }
      }
      return (.project, nil, projects)
    }
  }

  private mutating func addGenerated(
    _ runner: SandboxRunner, contact: ContactPattern, managers: Int
  ) {
    var runner = runner
    runner.paused = contact == .paused
    let project = runner.projectIDs.first
    runner.token = makeRunnerToken(runner.kind, groupID: runner.groupID, projectID: project)
    runner.tokenExpiresAt = tokenExpiry(
      runner.kind, groupID: runner.groupID, projectID: project, now: start)
    if let age = contact.secondsAgo {
      let moment = max(runner.createdAt, start.addingTimeInterval(-age))
      runner.contactedAt = moment
      for number in 0..<max(1, managers) {
        var manager = makeManager(
          systemID: "s_\(nextRunnerID)\(number)c0ffee", now: runner.createdAt)
        manager.contactedAt = moment
        manager.hasRequestedJobs = true
        manager.version = number == 0 ? options.gitLab.rawValue + ".0" : "15.11.0"
        manager.executor = number == 0 ? "docker" : "shell"
        runner.managers.append(manager)
      }
    }
    insert(runner)
  }

  mutating func makeManager(systemID: String, now: Date) -> SandboxManager {
    var manager = SandboxManager(
      id: nextManagerID, systemID: systemID, createdAt: now, contactedAt: now)
    manager.version = "18.4.0"
    manager.revision = "139a0ac0"
    manager.platform = "linux"
    manager.architecture = nextManagerID.isMultiple(of: 4) ? "arm64" : "amd64"
    nextManagerID += 1
    return manager
  }

  /// Gives a runner the next id and keeps it.
  @discardableResult
  mutating func insert(_ runner: SandboxRunner) -> SandboxRunner {
    var runner = runner
    runner.id = nextRunnerID
    nextRunnerID += 1
    runnerIDsByToken[runner.token] = runner.id
    runners.append(runner)
    runnerOrders.insert(runner)
    return runner
  }

  /// Changes a runner; all its changes after it was made go through here, so that the lists follow.
  mutating func changeRunner(
    at index: Int, now: Date, _ change: (inout SandboxRunner) -> Void
  ) {
    let old = runners[index]
    change(&runners[index])
    runners[index].updatedAt = now
    runnerOrders.replace(old, by: runners[index])
  }
}

/// When a runner was last heard of.
private enum ContactPattern {
  case online
  case offline
  case stale
  case never
  case paused

  /// Half of the runners are online.
  init(number: Int) {
    switch number % 8 {
    case 0...3: self = .online
    case 4: self = .offline
    case 5: self = .never
    case 6: self = .paused
    default: self = .stale
    }
  }

  /// Seconds before the sandbox's start between which the last contact of a generated runner lies.
  var secondsAgoRange: Range<Int>? {
    switch self {
    case .online, .paused: 5..<7000
    case .offline: 7300..<500_000
    case .stale: 700_000..<13_000_000
    case .never: nil
    }
  }

  /// The same for the fixed ones.
  var secondsAgo: TimeInterval? {
    switch self {
    case .online, .paused: 600
    case .offline: 5 * 3600
    case .stale: 120 * 86_400
    case .never: nil
    }
  }
}
