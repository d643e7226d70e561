/// One part of a filter.
struct RunnerFilterPart: Sendable {
  var isNegated: Bool
  var condition: RunnerCondition
}

/// What a part of a filter asks of a runner.
enum RunnerCondition: Sendable {
  /// In the description, a tag or the owner's path, or at the beginning of the id.
  case word(FoldedWord, idPrefix: Int64?)
  case id(Int64)
  /// Each of them in some tag.
  case tags([FoldedWord])
  case exactTags([String])
  case status([Status])
  case type([RunnerType])
  case creator(FoldedWord)
  case owner(FoldedWord)
  case version(RunnerVersionPrefix)
  case versionRange(RunnerVersionComparison)
  case flag(Flag, Bool)
  /// Seconds.
  case expires(within: Int64)

  /// What `status:` can ask for, in the words that it takes.
  enum Status: String, CaseIterable, Sendable {
    case online, offline, stale, never, paused, busy

    /// Those that a word means, which may be cut short. GitLab writes `never_contacted`, in GraphQL in capitals.
    static func named(_ word: String) -> [Status] {
      allCases.filter {
        $0.rawValue.hasPrefix(word) || $0 == .never && "never_contacted".hasPrefix(word)
      }
    }

    func holds(for runner: Runner) -> Bool {
      switch self {
      case .online: runner.status == .online
      case .offline: runner.status == .offline
      case .stale: runner.status == .stale
      case .never: runner.status == .neverContacted
      case .paused: runner.isPaused == true
      case .busy: runner.isBusy == true
      }
    }
  }

  enum Flag: String, CaseIterable, Sendable {
    case locked, protected, untagged

    func value(in runner: borrowing Runner) -> Bool? {
      switch self {
      case .locked: runner.isLocked
      case .protected: runner.isProtected
      case .untagged: runner.runsUntagged
      }
    }
  }
}

/// An expression that has to be found, or must not be.
struct RunnerPatternPart: Sendable {
  var isNegated: Bool
  var pattern: RunnerPattern
}

/// A filter at work on one list: its parts with what their patterns learn on the way.
struct RunnerMatching {
  private let parts: [RunnerFilterPart]
  private var patterns: [(matcher: RunnerPattern.Matcher, isNegated: Bool)]
  private let now: Int64

  /// - Parameter now: seconds since 1970-01-01 00:00 UTC.
  init(_ filter: RunnerFilter, now: Int64) {
    // What is cheap to find out comes first.
    parts = filter.parts.sorted { $0.condition.effort < $1.condition.effort }
    patterns = filter.patterns.map { ($0.pattern.matcher(), $0.isNegated) }
    self.now = now
  }

  mutating func keeps(_ runner: borrowing Runner) -> Bool {
    for part in parts where part.condition.holds(for: runner, now: now) == part.isNegated {
      return false
    }
    for index in patterns.indices {
      let isFound = Self.finds(&patterns[index].matcher, in: runner)
      if isFound == patterns[index].isNegated { return false }
    }
    return true
  }

  private static func finds(_ matcher: inout RunnerPattern.Matcher, in runner: borrowing Runner)
    -> Bool
  {
    if let description = runner.description, matcher.matches(description) { return true }
    if let path = runner.owner?.fullPath, matcher.matches(path) { return true }
    for tag in runner.tags ?? [] where matcher.matches(tag) { return true }
    return false
  }
}

extension RunnerCondition {
  /// Larger for what takes longer.
  fileprivate var effort: Int {
    switch self {
    case .id, .status, .type, .flag, .expires, .version, .versionRange: 0
    case .creator, .owner: 1
    case .tags, .exactTags: 2
    case .word: 3
    }
  }

  fileprivate func holds(for runner: borrowing Runner, now: Int64) -> Bool {
    switch self {
    case .word(let word, let idPrefix):
      if let description = runner.description, word.occurs(in: description) { return true }
      if let tags = runner.tags, tags.contains(where: word.occurs) { return true }
      if let path = runner.owner?.fullPath, word.occurs(in: path) { return true }
      return idPrefix.map { runner.id.begins(with: $0) } ?? false
    case .id(let id): return runner.id == id
    case .tags(let words):
      guard let tags = runner.tags else { return false }
      return words.allSatisfy { tags.contains(where: $0.occurs) }
    case .exactTags(let wanted):
      guard let tags = runner.tags else { return false }
      return wanted.allSatisfy { tag in tags.contains { $0.hasSameScalars(as: tag) } }
    case .status(let statuses): return statuses.contains { $0.holds(for: runner) }
    case .type(let types): return runner.type.map(types.contains) ?? false
    case .creator(let word): return runner.creator.map(word.occurs) ?? false
    case .owner(let word): return runner.owner?.fullPath.map(word.occurs) ?? false
    case .version(let version): return runner.newestManager?.version.map(version.matches) ?? false
    case .versionRange(let range):
      return runner.newestManager?.version.map(range.matches) ?? false
    case .flag(let flag, let wanted): return flag.value(in: runner) == wanted
    case .expires(let seconds):
      guard case .at(let moment) = runner.tokenExpiry else { return false }
      let (limit, overflow) = now.addingReportingOverflow(seconds)
      return overflow || moment <= limit
    }
  }
}

extension Int64 {
  /// Whether the decimal digits of a number begin with those of a positive one.
  fileprivate func begins(with prefix: Int64) -> Bool {
    var rest = self
    while rest > prefix { rest /= 10 }
    return rest == prefix
  }
}
