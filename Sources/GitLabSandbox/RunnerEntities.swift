import FoundationEssentials

/// Runners as JSON (lib/api/entities/ci/runner.rb, runner_details.rb, runner_manager.rb).
extension GitLabSandbox {
  func runnerClock(_ call: Call) -> RunnerClock {
    RunnerClock(now: call.now, release: options.gitLab)
  }

  func summary(_ runner: SandboxRunner, _ call: Call) -> SandboxJSON {
    let clock = runnerClock(call)
    let summary: SandboxJSON = [
      "id": .int(runner.id),
      "description": SandboxJSON(runner.description),
      "ip_address": .string(options.gitLab == .v16 && !runner.managers.isEmpty ? "127.0.0.1" : ""),
      "active": .bool(!runner.paused),
      "paused": .bool(runner.paused),
      "is_shared": .bool(runner.kind == .instance),
      "runner_type": .string(runner.kind.rawValue),
      "name": nil,
      "online": clock.isOnline(contactedAt: runner.contactedAt).map(SandboxJSON.bool) ?? .null,
    ]
    guard options.gitLab == .v18 else {
      return summary.adding([.init("status", .string(clock.restStatus(runner)))])
    }
    let creator = users.first { $0.id == runner.creatorID }
    return summary.adding([
      .init("created_by", creator.map(basicUser) ?? .null),
      .init("created_at", .string(Timestamps.json(runner.createdAt))),
      .init("status", .string(clock.restStatus(runner))),
      .init("job_execution_status", .string(isBusy(runner, at: call.now) ? "active" : "idle")),
    ])
  }

  func details(
    _ runner: SandboxRunner, _ call: Call, _ caller: Caller, withProjects: Bool = true
  ) -> SandboxJSON {
    let manager = runner.latestManager
    let note = canUpdate(runner, caller) ? runner.maintenanceNote : nil
    var details = summary(runner, call).adding([
      .init("tag_list", SandboxJSON(runner.tags)),
      .init("run_untagged", .bool(runner.runUntagged)),
      .init("locked", .bool(runner.locked)),
      .init("maximum_timeout", SandboxJSON(runner.maximumTimeout)),
      .init("access_level", .string(runner.accessLevel.rawValue)),
      .init("version", SandboxJSON(manager?.version)),
      .init("revision", SandboxJSON(manager?.revision)),
      .init("platform", SandboxJSON(manager?.platform)),
      .init("architecture", SandboxJSON(manager?.architecture)),
      .init("contacted_at", SandboxJSON(runner.contactedAt.map(Timestamps.json))),
      .init("maintenance_note", SandboxJSON(note)),
    ])
    if withProjects {
      let projects = visibleProjects(of: runner, caller).map(basicProject)
      details = details.adding([.init("projects", .array(projects))])
    }
    let groups = runner.groupID.flatMap(group(id:)).map { [$0] } ?? []
    let visible = groups.filter { canSee($0, caller) }.map(basicGroup)
    return details.adding([.init("groups", .array(visible))])
  }

  func visibleProjects(of runner: SandboxRunner, _ caller: Caller) -> [SandboxProject] {
    runner.projectIDs.compactMap(project(id:)).filter { canSee($0, caller) }
  }

  func managerEntity(
    _ manager: SandboxManager, of runner: SandboxRunner, _ call: Call
  ) -> SandboxJSON {
    let entity: SandboxJSON = [
      "id": .int(manager.id),
      "system_id": .string(manager.systemID),
      "version": SandboxJSON(manager.version),
      "revision": SandboxJSON(manager.revision),
      "platform": SandboxJSON(manager.platform),
      "architecture": SandboxJSON(manager.architecture),
      "created_at": .string(Timestamps.json(manager.createdAt)),
      "contacted_at": SandboxJSON(manager.contactedAt.map(Timestamps.json)),
      "ip_address": "127.0.0.1",
      "status": .string(runnerClock(call).status(manager).rawValue),
    ]
    guard options.gitLab != .v16 else { return entity }
    let isBusy = isBusy(runner, at: call.now) && manager.id == runner.latestManager?.id
    return entity.adding([.init("job_execution_status", .string(isBusy ? "active" : "idle"))])
  }

  func basicUser(_ user: SandboxUser) -> SandboxJSON {
    [
      "id": .int(user.id),
      "username": .string(user.username),
      "public_email": nil,
      "name": .string(user.name),
      "state": .string(user.isBlocked ? "blocked" : "active"),
      "locked": false,
      "avatar_url": nil,
      "web_url": .string("\(url)/\(user.username)"),
    ]
  }

  func basicGroup(_ group: SandboxGroup) -> SandboxJSON {
    [
      "id": .int(group.id), "web_url": .string("\(url)/groups/\(group.fullPath)"),
      "name": .string(group.name),
    ]
  }
}
