import RunnerCore

extension RunnerCounts {
  /// Takes back what was added for a runner.
  mutating func take(_ runner: Runner) {
    switch runner.type {
    case .instance: instance -= 1
    case .group: group -= 1
    case .project: project -= 1
    case nil: break
    }
    switch runner.status {
    case .online: online -= 1
    case .offline: offline -= 1
    case .stale: stale -= 1
    case .neverContacted: neverContacted -= 1
    case .unknown: break
    }
    if runner.isPaused == true { paused -= 1 }
  }

  mutating func replace(_ old: Runner, by new: Runner) {
    take(old)
    add(new)
  }
}

extension Runner {
  /// The runner with newer facts; what those leave unknown stays.
  func updated(by newer: Runner) -> Runner {
    var runner = self
    func take<Value>(_ fact: WritableKeyPath<Runner, Value?>) {
      if let value = newer[keyPath: fact] { runner[keyPath: fact] = value }
    }
    take(\.description)
    take(\.type)
    take(\.isPaused)
    take(\.isLocked)
    take(\.runsUntagged)
    take(\.isProtected)
    take(\.isBusy)
    take(\.permissions)
    take(\.tags)
    take(\.owner)
    take(\.creator)
    take(\.createdAt)
    take(\.contactedAt)
    take(\.maximumTimeout)
    take(\.jobCount)
    take(\.projectCount)
    take(\.managerCount)
    take(\.newestManager)
    take(\.maintenanceNote)
    take(\.shortToken)
    if newer.status != .unknown { runner.status = newer.status }
    if newer.tokenExpiry != .unknown { runner.tokenExpiry = newer.tokenExpiry }
    return runner
  }
}
