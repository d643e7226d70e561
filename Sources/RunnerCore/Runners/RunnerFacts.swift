/// A fact about runners that lists of some servers do not tell.
private enum RunnerFact {
  case description, status, owner, version, creator, type, tags, jobs, managers, contact, created
  case tokenExpiry, maximumTimeout, lock, protection, untagged, id

  func isTold(of runner: Runner) -> Bool {
    switch self {
    case .id: true
    case .description: runner.description != nil
    case .status: runner.status != .unknown
    case .owner: runner.owner != nil
    case .version: runner.newestManager?.version != nil
    case .creator: runner.creator != nil
    case .type: runner.type != nil
    case .tags: runner.tags != nil
    case .jobs: runner.jobCount != nil
    case .managers: runner.managerCount != nil
    case .contact: runner.contactedAt != nil
    case .created: runner.createdAt != nil
    case .tokenExpiry: runner.tokenExpiry != .unknown
    case .maximumTimeout: runner.maximumTimeout != nil
    case .lock: runner.isLocked != nil
    case .protection: runner.isProtected != nil
    case .untagged: runner.runsUntagged != nil
    }
  }
}

extension RunnerSortField {
  /// Whether none of some runners tells the value of this column.
  public func isUnknown(in runners: some Sequence<Runner>) -> Bool {
    !runners.contains(where: fact.isTold)
  }

  private var fact: RunnerFact {
    switch self {
    case .id: .id
    case .description: .description
    case .status: .status
    case .owner: .owner
    case .version: .version
    case .creator: .creator
    case .type: .type
    case .tags: .tags
    case .jobs: .jobs
    case .managers: .managers
    case .contacted: .contact
    case .created: .created
    case .tokenExpiry: .tokenExpiry
    case .maximumTimeout: .maximumTimeout
    }
  }
}

extension RunnerFilter {
  /// The keys of those parts of the filter, such as `tag:`, that ask for what none of some runners tells.
  public func unknownKeys(in runners: some Sequence<Runner>) -> [String] {
    var keys: [String] = []
    for part in parts {
      guard let (key, fact) = part.condition.asked, !keys.contains(key),
        !runners.contains(where: fact.isTold)
      else { continue }
      keys.append(key)
    }
    return keys
  }
}

extension RunnerCondition {
  /// What it is about; nil for texts, which are looked for wherever there are some, and for what every list tells.
  fileprivate var asked: (key: String, fact: RunnerFact)? {
    switch self {
    case .word, .id, .status: nil
    case .tags, .exactTags: ("tag:", .tags)
    case .type: ("type:", .type)
    case .creator: ("creator:", .creator)
    case .owner: ("owner:", .owner)
    case .version, .versionRange: ("version:", .version)
    case .flag(.locked, _): ("locked:", .lock)
    case .flag(.protected, _): ("protected:", .protection)
    case .flag(.untagged, _): ("untagged:", .untagged)
    case .expires: ("expires:", .tokenExpiry)
    }
  }
}
