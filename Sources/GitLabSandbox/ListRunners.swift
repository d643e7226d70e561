import FoundationEssentials

/// The four lists of runners (lib/api/ci/runners.rb).
extension GitLabSandbox {
  /// `GET /runners`: runners of groups the caller owns and of projects the caller maintains.
  mutating func listAvailableRunners(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    return try list(managedScope(caller), call, allowsTypeScopes: false)
  }

  /// `GET /runners/all`: for administrators.
  mutating func listAllRunners(_ call: Call) throws(Refusal) -> SandboxResponse {
    guard try call.signedIn().isAdmin else { throw .message(403) }
    return try list(.everything, call)
  }

  /// `GET /groups/:id/runners`: those of the group and its ancestors, and the instance's.
  ///
  /// Maintainers may read it in the newest group_policy.rb only.
  mutating func listGroupRunners(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    let group = try visibleGroup(call, caller)
    let role = options.gitLab == .v18 ? SandboxRole.maintainer : .owner
    guard has(role, caller, inGroup: group.id) else { throw .message(403) }
    return try list(inheritedScope(ofGroup: group.id), call, allowsScope: false)
  }

  /// `GET /projects/:id/runners`: the project's, those of the groups above it and the instance's.
  mutating func listProjectRunners(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    let project = try visibleProject(call, caller)
    guard has(.maintainer, caller, in: project) else { throw .message(403) }
    return try list(scope(ofProject: project), call)
  }

  private mutating func list(
    _ scope: RunnerScope, _ call: Call, allowsScope: Bool = true, allowsTypeScopes: Bool = true
  ) throws(Refusal) -> SandboxResponse {
    var reader = ParameterReader(call.parameters)
    let parameters = RunnerFilterParameters(&reader, allowsScope: allowsScope)
    let page = Page(&reader)
    try reader.finish()
    if !allowsTypeScopes, parameters.hasTypeScope {
      throw Refusal(
        response: .json(status: 400, ["message": "Scope contains invalid value"]))
    }
    let clock = runnerClock(call)
    let list = runnerOrders.list(scope, by: .id, of: runners)
    guard !parameters.filter.isEmpty else {
      return page.response(of: list, call, url: url) { rank in
        runnerIndex(id: rank.id).map { summary(runners[$0], call) } ?? .null
      }
    }
    let matcher = RunnerMatcher(parameters.filter, clock)
    let indices = list.compactMap { rank in
      runnerIndex(id: rank.id).flatMap { matcher.matches(runners, $0) ? $0 : nil }
    }
    return page.response(of: indices, call, url: url) { summary(runners[$0], call) }
  }
}

/// The filters as all lists of runners take them in REST.
private struct RunnerFilterParameters {
  private static let statuses = RunnerStatusFilter.allCases.map(\.rawValue)
  private static let typeScopes = ["specific", "shared"] + GitLabSandbox.runnerTypes

  private(set) var filter = RunnerFilter()
  /// Whether the deprecated `scope` asks for a type rather than a status.
  let hasTypeScope: Bool

  init(_ reader: inout ParameterReader, allowsScope: Bool) {
    let type = reader.word("type", of: GitLabSandbox.runnerTypes)
    let status = reader.word("status", of: Self.statuses)
    filter.paused = reader.boolean("paused")
    filter.tags = (reader.tags("tag_list") ?? []).filter { !$0.isEmpty }
    filter.versionPrefix = reader.text("version_prefix")
    if let first = filter.versionPrefix?.utf8.first, !"0123456789+.".utf8.contains(first) {
      reader.report("version_prefix is invalid")
    }
    let scope = allowsScope ? reader.word("scope", of: Self.statuses + Self.typeScopes) : nil
    hasTypeScope = scope.map(Self.typeScopes.contains) ?? false
    filter.kinds = [type, scope].compactMap { $0.flatMap(Self.kind) }
    filter.statuses = [status, scope].compactMap { $0.flatMap(RunnerStatusFilter.init) }
  }

  private static func kind(_ word: String) -> SandboxRunner.Kind? {
    switch word {
    case "specific": .project
    case "shared": .instance
    default: SandboxRunner.Kind(rawValue: word)
    }
  }
}
