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

  mutating func addGeneratedRunners(count: Int) {
    var random = SplitMix64(seed: options.seed ^ 0x5EED)
    var texts = RunnerTexts()
    runners.reserveCapacity(runners.count + count)
    for number in 0..<max(0, count) {
      let (kind, group, project) = pickOwner(&random)
      var runner = SandboxRunner(
        kind: kind, groupID: group, projectIDs: project.map { [$0] } ?? [],
        description: texts.description(number: number, &random),
        createdAt: start.addingTimeInterval(
          -TimeInterval(count - number) / TimeInterval(count) * 200 * 86_400),
        creatorID: random.number(below: 10) == 0 ? nil : Cast.owner)
      runner.tags = texts.tags(&random)
      runner.locked = kind == .project && random.number(below: 4) == 0
      runner.accessLevel = random.number(below: 5) == 0 ? .refProtected : .notProtected
      runner.runUntagged = runner.tags.isEmpty || random.number(below: 2) == 0
      runner.maximumTimeout = random.number(below: 3) == 0 ? 3600 : nil
      addGenerated(runner, contact: ContactPattern(number: random.number(below: 24)), managers: 1)
    }
  }

  private func pickOwner(
    _ random: inout SplitMix64
  ) -> (SandboxRunner.Kind, group: Int?, project: Int?) {
    switch random.number(below: 10) {
    case 0: (.instance, nil, nil)
    case 1...5: (.group, random.pick([10, 10, 11, 12, 13, 17, 18, 20]), nil)
    default: (.project, nil, random.pick([100, 101, 102, 103, 106, 107, 109, 110, 112]))
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

  var secondsAgo: TimeInterval? {
    switch self {
    case .online, .paused: 600
    case .offline: 5 * 3600
    case .stale: 120 * 86_400
    case .never: nil
    }
  }
}
