import FoundationEssentials

/// Groups and their members (lib/api/groups.rb, lib/api/members.rb).
extension GitLabSandbox {
  /// `GET /groups`.
  func listGroups(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    var reader = ParameterReader(call.parameters)
    let filter = PlaceFilter(
      &reader, orders: ["name", "path", "id", "similarity"], defaultSort: "asc")
    let all = reader.boolean("all_available") ?? true
    let topOnly = reader.boolean("top_level_only") ?? false
    let skipped = (call.parameters["skip_groups"]?.array ?? []).compactMap {
      $0.int ?? Int($0.string ?? "")
    }
    let page = Page(&reader)
    try reader.finish()
    let found = groups.indices.filter { place in
      guard filter.finds(places.groupTexts[place], namespaces: true) else { return false }
      let group = groups[place]
      let role = role(of: caller.user, inGroup: group.id)
      return canSee(group, caller) && (all || role != nil) && (!topOnly || group.parentID == nil)
        && !skipped.contains(group.id)
        && filter.admits(role: role, isArchived: isArchived(group: group.id), group.visibility)
    }.map { groups[$0] }
    let sorted = filter.sorted(found, id: \.id, name: \.name, path: \.fullPath)
    return page.response(of: sorted, call, url: url, render: groupEntity)
  }

  /// `GET /groups/:id`, with its projects unless `with_projects=false`.
  func showGroup(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    let group = try visibleGroup(call, caller)
    var reader = ParameterReader(call.parameters)
    let withProjects = reader.boolean("with_projects") ?? true
    try reader.finish()
    guard withProjects else { return .json(groupEntity(group)) }
    let inside = projects.filter { $0.groupID == group.id && canSee($0, caller) }
    return .json(
      groupEntity(group).adding([
        .init("projects", .array(inside.map(basicProject))), .init("shared_projects", []),
      ]))
  }

  /// `GET /groups/:id/members/all/:user_id`, inherited roles included.
  func showGroupMember(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    let group = try visibleGroup(call, caller)
    return try member(call) { role(of: $0, inGroup: group.id) }
  }

  /// `GET /projects/:id/members/all/:user_id`, inherited roles included.
  func showProjectMember(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    let project = try visibleProject(call, caller)
    return try member(call) { role(of: $0, in: project) }
  }

  private func member(
    _ call: Call, role: (SandboxUser) -> SandboxRole?
  ) throws(Refusal) -> SandboxResponse {
    var reader = ParameterReader(call.parameters)
    let id = reader.integer("user_id")
    try reader.finish()
    guard let user = users.first(where: { $0.id == id }), let role = role(user) else {
      throw Self.recordNotFound
    }
    return .json(
      basicUser(user).adding([
        .init("access_level", .int(role.rawValue)),
        .init("created_at", .string(Timestamps.json(start.addingTimeInterval(-300 * 86_400)))),
        .init("expires_at", nil),
        .init("membership_state", "active"),
      ]))
  }

  /// The group of the path, by id or full path; an invisible one does not exist.
  func visibleGroup(_ call: Call, _ caller: Caller) throws(Refusal) -> SandboxGroup {
    let name = call.parameters["id"]?.string ?? ""
    let group = groups.first { String($0.id) == name || $0.fullPath == name.lowercased() }
    guard let group, canSee(group, caller) else { throw .notFound("Group") }
    return group
  }

  func groupEntity(_ group: SandboxGroup) -> SandboxJSON {
    [
      "id": .int(group.id),
      "web_url": .string("\(url)/groups/\(group.fullPath)"),
      "name": .string(group.name),
      "path": .string(group.path),
      "description": "",
      "visibility": .string(group.visibility.rawValue),
      "avatar_url": nil,
      "full_name": .string(group.fullName),
      "full_path": .string(group.fullPath),
      "parent_id": SandboxJSON(group.parentID),
      "created_at": .string(Timestamps.json(start.addingTimeInterval(-400 * 86_400))),
      "shared_runners_setting": "enabled",
      "archived": .bool(isArchived(group: group.id)),
      "marked_for_deletion_on": nil,
    ]
  }
}
