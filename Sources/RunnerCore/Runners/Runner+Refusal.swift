/// Why something cannot be done to a runner, as far as that is known before asking. Every sentence says what would help.
extension Runner {
  /// The sentence why this very runner cannot be changed so; nil where nothing is known against it.
  public func refusal(of change: RunnerChange, access: RunnerAccess) -> String? {
    switch change {
    case .pause, .resume, .edit: access.changeRefusal ?? roleRefusal(access) ?? updateRefusal
    case .delete: access.changeRefusal ?? roleRefusal(access) ?? deleteRefusal
    case .assign: access.assignRefusal ?? typeRefusal ?? assignRefusal
    case .unassign(let target):
      access.assignRefusal ?? typeRefusal ?? ownerRefusal(target) ?? lockRefusal
    }
  }

  /// The same for replacing its token.
  public func resetRefusal(access: RunnerAccess) -> String? {
    access.changeRefusal ?? roleRefusal(access) ?? updateRefusal
  }

  /// Lists over REST hold what a group inherits and tell no permissions; instance runners among them are for
  /// administrators all the same (GitLab: `app/policies/ci/runner_policy.rb`).
  private func roleRefusal(_ access: RunnerAccess) -> String? {
    guard permissions == nil, type == .instance, access.instanceRefusal != nil else { return nil }
    return Texts.changeTakesRole(.instance)
  }

  /// GitLab: `update_runner` in `app/policies/ci/runner_policy.rb`.
  private var updateRefusal: String? {
    lacks(.update) ? Texts.changeTakesRole(type) : nil
  }

  /// Administrators alone delete a runner of several projects (GitLab: `lib/api/ci/runners.rb`).
  private var deleteRefusal: String? {
    guard lacks(.delete) else { return nil }
    if type == .project, let projectCount, projectCount > 1 {
      return Texts.runnerOfSeveralProjects(Int(projectCount))
    }
    return Texts.changeTakesRole(type)
  }

  private var typeRefusal: String? {
    guard let type, type != .project else { return nil }
    return Texts.onlyProjectRunnersAreAssigned
  }

  private var assignRefusal: String? {
    lockRefusal ?? (lacks(.assign) ? Texts.assigningTakesRole : nil)
  }

  /// A locked runner keeps its projects; who is granted to assign it all the same is an administrator.
  private var lockRefusal: String? {
    isLocked == true && permissions?.contains(.assign) != true ? Texts.runnerIsLocked : nil
  }

  private func ownerRefusal(_ target: RunnerTarget) -> String? {
    guard let owner, owner.kind == .project, owner.id == target.id else { return nil }
    return Texts.ownerProjectKeepsRunner
  }

  /// Whether the server says that the user may not.
  private func lacks(_ permission: RunnerPermissions) -> Bool {
    permissions?.contains(permission) == false
  }
}
