import FoundationEssentials

/// The four lists of runners (lib/api/ci/runners.rb).
extension GitLabSandbox {
  /// `GET /runners`: runners of groups the caller owns and of projects the caller maintains.
  func listAvailableRunners(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    let owned = groups.filter { has(.owner, caller, inGroup: $0.id) }.map(\.id)
    let maintained = projects.filter { has(.maintainer, caller, in: $0) }.map(\.id)
    return try list(call, allowsTypeScopes: false) { index in
      switch runners[index].kind {
      case .instance: false
      case .group: runners[index].groupID.map(owned.contains) ?? false
      case .project: runners[index].projectIDs.contains(where: maintained.contains)
      }
    }
  }

  /// `GET /runners/all`: for administrators.
  func listAllRunners(_ call: Call) throws(Refusal) -> SandboxResponse {
    guard try call.signedIn().isAdmin else { throw .message(403) }
    return try list(call) { _ in true }
  }

  /// `GET /groups/:id/runners`: those of the group and its ancestors, and the instance's.
  ///
  /// Maintainers may read it in the newest group_policy.rb only.
  func listGroupRunners(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    let group = try visibleGroup(call, caller)
    let role = options.gitLab == .v18 ? SandboxRole.maintainer : .owner
    guard has(role, caller, inGroup: group.id) else { throw .message(403) }
    let chain = chain(fromGroup: group.id).map(\.id)
    return try list(call, allowsScope: false) { index in
      runners[index].kind == .instance || runners[index].groupID.map(chain.contains) ?? false
    }
  }

  /// `GET /projects/:id/runners`: the project's, those of the groups above it and the instance's.
  func listProjectRunners(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    let project = try visibleProject(call, caller)
    guard has(.maintainer, caller, in: project) else { throw .message(403) }
    let chain = chain(fromGroup: project.groupID).map(\.id)
    return try list(call) { index in
      switch runners[index].kind {
      case .instance: true
      case .group: runners[index].groupID.map(chain.contains) ?? false
      case .project: runners[index].projectIDs.contains(project.id)
      }
    }
  }

  /// Runners are tested in place by their index, because copying each costs more than the test.
  private func list(
    _ call: Call, allowsScope: Bool = true, allowsTypeScopes: Bool = true,
    where isOffered: (Int) -> Bool
  ) throws(Refusal) -> SandboxResponse {
    var reader = ParameterReader(call.parameters)
    let filter = RunnerFilter(&reader, allowsScope: allowsScope)
    let page = Page(&reader)
    try reader.finish()
    if !allowsTypeScopes, filter.hasTypeScope {
      throw Refusal(
        response: .json(status: 400, ["message": "Scope contains invalid value"]))
    }
    let clock = runnerClock(call)
    let indices = runners.indices.filter { index in
      isOffered(index) && filter.matches(runners, index, clock)
    }
    return page.response(of: indices, call, url: url) { summary(runners[$0], call) }
  }
}

/// The filters that all lists of runners share.
private struct RunnerFilter {
  private static let statuses = RunnerStatusFilter.allCases.map(\.rawValue)
  private static let typeScopes = ["specific", "shared"] + GitLabSandbox.runnerTypes

  private let kinds: [SandboxRunner.Kind]
  private let statuses: [RunnerStatusFilter]
  private let paused: Bool?
  private let tags: [[UInt8]]
  private let versionPrefix: String?
  /// Whether the deprecated `scope` asks for a type rather than a status.
  let hasTypeScope: Bool

  init(_ reader: inout ParameterReader, allowsScope: Bool) {
    let type = reader.word("type", of: GitLabSandbox.runnerTypes)
    let status = reader.word("status", of: Self.statuses)
    paused = reader.boolean("paused")
    tags = (reader.tags("tag_list") ?? []).filter { !$0.isEmpty }.map { Array($0.utf8) }
    versionPrefix = reader.text("version_prefix")
    if let first = versionPrefix?.utf8.first, !"0123456789+.".utf8.contains(first) {
      reader.report("version_prefix is invalid")
    }
    let scope = allowsScope ? reader.word("scope", of: Self.statuses + Self.typeScopes) : nil
    hasTypeScope = scope.map(Self.typeScopes.contains) ?? false
    kinds = [type, scope].compactMap { $0.flatMap(Self.kind) }
    statuses = [status, scope].compactMap { $0.flatMap(RunnerStatusFilter.init) }
  }

  private static func kind(_ word: String) -> SandboxRunner.Kind? {
    switch word {
    case "specific": .project
    case "shared": .instance
    default: SandboxRunner.Kind(rawValue: word)
    }
  }

  func matches(_ runners: [SandboxRunner], _ index: Int, _ clock: RunnerClock) -> Bool {
    kinds.allSatisfy { $0 == runners[index].kind }
      && statuses.allSatisfy { matches(runners, index, status: $0, clock) }
      && (paused == nil || paused == runners[index].paused)
      && (versionPrefix.map { matches(runners[index].managers, versionPrefix: $0) } ?? true)
      && tags.allSatisfy { tag in
        runners[index].tags.contains {
          $0.utf8.count == tag.count && $0.utf8.elementsEqual(tag)
        }
      }
  }

  private func matches(
    _ runners: [SandboxRunner], _ index: Int, status: RunnerStatusFilter, _ clock: RunnerClock
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

  /// Whole numbers are compared: `15` finds 15.1 but not 150.1.
  private func matches(_ managers: [SandboxManager], versionPrefix: String) -> Bool {
    let wanted = versionPrefix.split(separator: ".")
    return managers.contains { manager in
      (manager.version ?? "").split(separator: ".").starts(with: wanted)
    }
  }
}
