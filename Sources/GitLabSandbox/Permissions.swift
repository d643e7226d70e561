extension GitLabSandbox {
  func group(id: Int) -> SandboxGroup? { places.groups[id].map { groups[$0] } }

  func project(id: Int) -> SandboxProject? { places.projects[id].map { projects[$0] } }

  /// The group and its ancestors, nearest first.
  func chain(fromGroup id: Int?) -> [SandboxGroup] {
    var chain: [SandboxGroup] = []
    var next = id
    while let current = next, let group = group(id: current) {
      chain.append(group)
      next = group.parentID
    }
    return chain
  }

  /// Highest role in the group, inherited ones included; nil for no member.
  func role(of user: SandboxUser, inGroup id: Int?) -> SandboxRole? {
    chain(fromGroup: id).compactMap { $0.members[user.id] }.max()
  }

  func role(of user: SandboxUser, in project: SandboxProject) -> SandboxRole? {
    [project.members[user.id], role(of: user, inGroup: project.groupID)].compactMap(\.self).max()
  }

  func has(_ role: SandboxRole, _ caller: Caller, inGroup id: Int?) -> Bool {
    guard !caller.isAdmin else { return true }
    return self.role(of: caller.user, inGroup: id).map { $0 >= role } ?? false
  }

  func has(_ role: SandboxRole, _ caller: Caller, in project: SandboxProject) -> Bool {
    guard !caller.isAdmin else { return true }
    return self.role(of: caller.user, in: project).map { $0 >= role } ?? false
  }

  /// A private group shows itself to members of anything inside it too.
  func canSee(_ group: SandboxGroup, _ caller: Caller) -> Bool {
    if caller.isAdmin || group.visibility != .private { return true }
    if role(of: caller.user, inGroup: group.id) != nil { return true }
    return places.insiders[group.id]?.contains(caller.user.id) == true
  }

  func canSee(_ project: SandboxProject, _ caller: Caller) -> Bool {
    caller.isAdmin || project.visibility != .private || role(of: caller.user, in: project) != nil
  }

  func isArchived(group id: Int?) -> Bool { chain(fromGroup: id).contains(where: \.isArchived) }

  func isArchived(_ project: SandboxProject) -> Bool {
    project.isArchived || isArchived(group: project.groupID)
  }

  /// Ability `create_runners` (group_policy.rb): owners, unless registration is switched off for the
  /// instance, the group or an ancestor; administrators always; nobody where it is archived.
  func canCreateRunners(inGroup group: SandboxGroup, _ caller: Caller) -> Bool {
    guard !isArchived(group: group.id) else { return false }
    if caller.isAdmin { return true }
    return settings.validRunnerRegistrars.contains("group")
      && chain(fromGroup: group.id).allSatisfy(\.allowsRunnerRegistration)
      && has(.owner, caller, inGroup: group.id)
  }

  /// Ability `create_runners` (project_policy.rb): maintainers and owners, with the same exceptions.
  func canCreateRunners(in project: SandboxProject, _ caller: Caller) -> Bool {
    guard !isArchived(project) else { return false }
    if caller.isAdmin { return true }
    return settings.validRunnerRegistrars.contains("project") && project.allowsRunnerRegistration
      && has(.maintainer, caller, in: project)
  }

  /// Ability `read_runner` (app/policies/ci/runner_policy.rb).
  func canRead(_ runner: SandboxRunner, _ caller: Caller) -> Bool {
    if caller.isAdmin { return true }
    switch runner.kind {
    case .instance: return true
    case .group:
      return has(.maintainer, caller, inGroup: runner.groupID)
        || projects.contains { project in
          chain(fromGroup: project.groupID).contains { $0.id == runner.groupID }
            && has(.maintainer, caller, in: project)
        }
    case .project:
      return runner.projectIDs.compactMap(project(id:)).contains {
        has(.maintainer, caller, in: $0)
      }
    }
  }

  /// Ability `update_runner`; a runner of several projects is open to maintainers of each of them.
  func canUpdate(_ runner: SandboxRunner, _ caller: Caller) -> Bool {
    if caller.isAdmin { return true }
    switch runner.kind {
    case .instance: return false
    case .group: return has(.owner, caller, inGroup: runner.groupID)
    case .project:
      return runner.projectIDs.compactMap(project(id:)).contains {
        has(.maintainer, caller, in: $0)
      }
    }
  }

  /// Ability `delete_runner`, which nobody but administrators has over a runner of several projects.
  func canDelete(_ runner: SandboxRunner, _ caller: Caller) -> Bool {
    caller.isAdmin || runner.projectIDs.count <= 1 && canUpdate(runner, caller)
  }

  /// Ability `assign_runner`, which nobody but administrators has over a locked runner.
  func canAssign(_ runner: SandboxRunner, _ caller: Caller) -> Bool {
    caller.isAdmin || !runner.locked && canUpdate(runner, caller)
  }
}

/// What one caller may do with one runner, in the words of app/policies/ci/runner_policy.rb.
struct RunnerAbilities: Sendable {
  /// All that the abilities depend on, so that runners alike need one look.
  struct Subject: Hashable {
    let kind: SandboxRunner.Kind
    let groupID: Int?
    let projectIDs: [Int]
    let isLocked: Bool
  }

  let canRead: Bool
  let canUpdate: Bool
  let canDelete: Bool
  let canAssign: Bool
}

extension SandboxRunner {
  var abilitySubject: RunnerAbilities.Subject {
    .init(kind: kind, groupID: groupID, projectIDs: projectIDs, isLocked: locked)
  }
}

/// The same questions for a caller who may be nobody: then only the public is open.
extension GitLabSandbox {
  func abilities(on runner: SandboxRunner, _ caller: Caller?) -> RunnerAbilities {
    guard let caller else {
      return RunnerAbilities(
        canRead: false, canUpdate: false, canDelete: false, canAssign: false)
    }
    return RunnerAbilities(
      canRead: canRead(runner, caller), canUpdate: canUpdate(runner, caller),
      canDelete: canDelete(runner, caller), canAssign: canAssign(runner, caller))
  }

  func isVisible(_ group: SandboxGroup, to caller: Caller?) -> Bool {
    caller.map { canSee(group, $0) } ?? (group.visibility == .public)
  }

  func isVisible(_ project: SandboxProject, to caller: Caller?) -> Bool {
    caller.map { canSee(project, $0) } ?? (project.visibility == .public)
  }
}
