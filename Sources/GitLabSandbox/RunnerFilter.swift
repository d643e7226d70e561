import FoundationEssentials

/// The filters of lists of runners, in REST and in GraphQL (app/finders/ci/runners_finder.rb).
struct RunnerFilter {
  /// How a version of gitlab-runner stands to the server's own.
  enum UpgradeStatus: String {
    case invalid = "INVALID"
    case notAvailable = "NOT_AVAILABLE"
    case available = "AVAILABLE"
    case recommended = "RECOMMENDED"
  }

  /// All must fit.
  var kinds: [SandboxRunner.Kind] = []
  var statuses: [RunnerStatusFilter] = []
  var paused: Bool?
  /// A runner must have all of them.
  var tags: [String] = []
  /// Whether a tag is found by a part of it, without regard to case.
  var matchesPartsOfTags = false
  var versionPrefix: String?
  var search: String?
  /// Ids of users of whom one must have created the runner.
  var creators: [[Int]] = []
  var upgradeStatus: UpgradeStatus?
  /// Id of a project to which the runner could be given in addition.
  var assignableTo: Int?

  var isEmpty: Bool {
    kinds.isEmpty && statuses.isEmpty && paused == nil && tags.isEmpty && versionPrefix == nil
      && search == nil && creators.isEmpty && upgradeStatus == nil && assignableTo == nil
  }
}

/// A filter made ready for one pass over many runners.
///
/// Runners are tested in place by their index, because copying each costs more than the test.
struct RunnerMatcher {
  private let filter: RunnerFilter
  private let clock: RunnerClock
  private let tags: [[UInt8]]
  private let words: [SearchWord]
  private let versionParts: [Substring]

  init(_ filter: RunnerFilter, _ clock: RunnerClock) {
    self.filter = filter
    self.clock = clock
    tags = filter.tags.map { Array($0.utf8) }
    words = (filter.search ?? "").split(whereSeparator: \.isWhitespace).map {
      SearchWord(String($0))
    }
    versionParts = (filter.versionPrefix ?? "").split(separator: ".")
  }

  func matches(_ runners: [SandboxRunner], _ index: Int) -> Bool {
    filter.kinds.allSatisfy { $0 == runners[index].kind }
      && filter.statuses.allSatisfy { matches(runners, index, status: $0) }
      && (filter.paused == nil || filter.paused == runners[index].paused)
      && (versionParts.isEmpty || matchesVersion(of: runners[index].managers))
      && matchesTags(runners, index)
      && matchesSearch(runners, index)
      && filter.creators.allSatisfy { runners[index].creatorID.map($0.contains) ?? false }
      && (filter.upgradeStatus == nil
        || runners[index].managers.contains { clock.upgradeStatus($0) == filter.upgradeStatus })
      && (filter.assignableTo.map { isAssignable(runners, index, to: $0) } ?? true)
  }

  private func matches(
    _ runners: [SandboxRunner], _ index: Int, status: RunnerStatusFilter
  ) -> Bool {
    switch status {
    case .active: !runners[index].paused
    case .paused: runners[index].paused
    case .online: clock.isOnline(contactedAt: runners[index].contactedAt) == true
    case .offline: clock.isOnline(contactedAt: runners[index].contactedAt) == false
    case .neverContacted: runners[index].contactedAt == nil
    case .stale:
      clock.isStale(
        createdAt: runners[index].createdAt, contactedAt: runners[index].contactedAt)
    }
  }

  private func matchesTags(_ runners: [SandboxRunner], _ index: Int) -> Bool {
    guard filter.matchesPartsOfTags else {
      return tags.allSatisfy { tag in
        runners[index].tags.contains { $0.utf8.count == tag.count && $0.utf8.elementsEqual(tag) }
      }
    }
    return filter.tags.allSatisfy { tag in
      let word = SearchWord(tag)
      return runners[index].tags.contains { word.isFound(in: $0) }
    }
  }

  private func isAssignable(_ runners: [SandboxRunner], _ index: Int, to project: Int) -> Bool {
    runners[index].kind == .project && !runners[index].locked
      && !runners[index].projectIDs.contains(project)
  }

  /// Each word is somewhere in the description, or the whole is the runner's token.
  private func matchesSearch(_ runners: [SandboxRunner], _ index: Int) -> Bool {
    guard !words.isEmpty else { return true }
    if runners[index].token == filter.search { return true }
    guard let description = runners[index].description else { return false }
    return words.allSatisfy { $0.isFound(in: description) }
  }

  /// Whole numbers are compared: `15` finds 15.1 but not 150.1.
  private func matchesVersion(of managers: [SandboxManager]) -> Bool {
    managers.contains { ($0.version ?? "").split(separator: ".").starts(with: versionParts) }
  }
}

/// Text looked for without regard to case.
struct SearchWord {
  private let folded: String
  private let bytes: [UInt8]
  private let isASCII: Bool

  init(_ text: String) {
    folded = text.lowercased()
    bytes = Array(folded.utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  func isFound(in text: String) -> Bool {
    guard let first = bytes.first else { return true }
    guard isASCII else { return text.lowercased().contains(folded) }
    // A copy without regard to case of every text would take most of the time of a search.
    var text = text
    return text.withUTF8 { text in
      guard text.count >= bytes.count else { return false }
      return (0...(text.count - bytes.count)).contains { start in
        Self.fold(text[start]) == first
          && bytes.indices.allSatisfy { Self.fold(text[start + $0]) == bytes[$0] }
      }
    }
  }

  private static func fold(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

extension RunnerClock {
  /// Compared with the server's own version; the rules are the sandbox's, GitLab asks a web service.
  func upgradeStatus(_ manager: SandboxManager) -> RunnerFilter.UpgradeStatus {
    let parts = (manager.version ?? "").split(separator: ".").map { Int($0) }
    guard parts.count == 3, let major = parts[0], let minor = parts[1], parts[2] != nil else {
      return .invalid
    }
    let server = release.milestone
    if (major, minor) >= (server.major, server.minor) { return .notAvailable }
    return major == server.major ? .recommended : .available
  }
}
