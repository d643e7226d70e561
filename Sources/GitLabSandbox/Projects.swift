import FoundationEssentials

/// Projects (lib/api/projects.rb, lib/api/groups.rb).
extension GitLabSandbox {
  private static let orders = [
    "created_at", "id", "name", "path", "updated_at", "last_activity_at", "similarity",
    "star_count",
  ]

  /// `GET /projects`.
  func listProjects(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    return try list(Array(projects.indices), call, caller)
  }

  /// `GET /groups/:id/projects`.
  func listGroupProjects(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    let group = try visibleGroup(call, caller)
    var reader = ParameterReader(call.parameters)
    let deep = reader.boolean("include_subgroups") ?? false
    try reader.finish()
    let inside = projects.indices.filter { place in
      let project = projects[place]
      return project.groupID == group.id
        || deep && chain(fromGroup: project.groupID).contains { $0.id == group.id }
    }
    return try list(inside, call, caller)
  }

  private func list(
    _ candidates: [Int], _ call: Call, _ caller: Caller
  ) throws(Refusal) -> SandboxResponse {
    var reader = ParameterReader(call.parameters)
    let filter = PlaceFilter(&reader, orders: Self.orders, defaultSort: "desc")
    let membership = reader.boolean("membership") ?? false
    let simple = reader.boolean("simple") ?? false
    let searchesNamespaces = reader.boolean("search_namespaces") ?? false
    let after = reader.integer("id_after")
    let before = reader.integer("id_before")
    let page = Page(&reader)
    try reader.finish()
    let found = candidates.filter { place in
      guard filter.finds(places.projectTexts[place], namespaces: searchesNamespaces) else {
        return false
      }
      let project = projects[place]
      let role = role(of: caller.user, in: project)
      return canSee(project, caller) && (!membership || role != nil)
        && project.id > after ?? 0 && project.id < before ?? .max
        && filter.admits(role: role, isArchived: isArchived(project), project.visibility)
    }.map { projects[$0] }
    let sorted = filter.sorted(found, id: \.id, name: \.name, path: \.fullPath)
    return page.response(of: sorted, call, url: url) { project in
      simple ? basicProject(project) : projectEntity(project, caller)
    }
  }

  /// `GET /projects/:id`.
  func showProject(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    return .json(projectEntity(try visibleProject(call, caller), caller))
  }

  /// The project of the path, by id or full path; an invisible one does not exist.
  ///
  /// - Throws: for a former path 301 to the same request by id, which only GET may follow (`find_project!` in
  ///   lib/api/helpers.rb).
  func visibleProject(_ call: Call, _ caller: Caller) throws(Refusal) -> SandboxProject {
    let name = call.parameters["id"]?.string ?? ""
    let path = name.lowercased()
    let project = projects.first {
      String($0.id) == name || $0.fullPath == path || $0.formerPaths.contains(path)
    }
    guard let project, canSee(project, caller) else { throw .notFound("Project") }
    guard project.formerPaths.contains(path) else { return project }
    guard call.request.method == "GET" else { throw .message(405, Texts.movedProject) }
    let rest = call.request.target.drop { $0 != "?" }
    let tail = call.path.split(separator: "/").dropFirst(4).map { "/" + $0 }.joined()
    let target = "\(url)/api/v4/projects/\(project.id)\(tail)\(rest)"
    throw Refusal(response: .redirect(status: 301, to: target))
  }

  /// The fields by which a project is named inside other entities.
  func identity(_ project: SandboxProject) -> SandboxJSON {
    [
      "id": .int(project.id),
      "description": nil,
      "name": .string(project.name),
      "name_with_namespace": .string(project.fullName),
      "path": .string(project.path),
      "path_with_namespace": .string(project.fullPath),
      "created_at": .string(Timestamps.json(start.addingTimeInterval(-390 * 86_400))),
    ]
  }

  /// BasicProjectDetails: neither permissions nor archive state.
  func basicProject(_ project: SandboxProject) -> SandboxJSON {
    let host = externalURL.split(separator: "/").last ?? "localhost"
    return identity(project).adding([
      .init("default_branch", "main"),
      .init("tag_list", []),
      .init("topics", []),
      .init("ssh_url_to_repo", .string("git@\(host):\(project.fullPath).git")),
      .init("http_url_to_repo", .string("\(url)/\(project.fullPath).git")),
      .init("web_url", .string("\(url)/\(project.fullPath)")),
      .init("readme_url", nil),
      .init("forks_count", 0),
      .init("avatar_url", nil),
      .init("star_count", 0),
      .init("last_activity_at", .string(Timestamps.json(start))),
      .init("visibility", .string(project.visibility.rawValue)),
      .init("namespace", namespace(of: project)),
    ])
  }

  /// ProjectWithAccess, for the fields a client of runners may ask for.
  private func projectEntity(_ project: SandboxProject, _ caller: Caller) -> SandboxJSON {
    let own = project.members[caller.user.id]
    let inherited = role(of: caller.user, inGroup: project.groupID)
    return basicProject(project).adding([
      .init("archived", .bool(isArchived(project))),
      .init("shared_runners_enabled", true),
      .init("group_runners_enabled", true),
      .init(
        "runner_token_expiration_interval", SandboxJSON(project.runnerTokenExpirationInterval)),
      .init(
        "permissions", ["project_access": access(own), "group_access": access(inherited)]),
    ])
  }

  private func access(_ role: SandboxRole?) -> SandboxJSON {
    role.map { ["access_level": .int($0.rawValue), "notification_level": 3] } ?? .null
  }

  func namespace(of project: SandboxProject) -> SandboxJSON {
    guard let group = project.groupID.flatMap(group(id:)) else {
      return [
        "id": 1002, "name": "Olga Owner", "path": "owner", "kind": "user", "full_path": "owner",
        "parent_id": nil, "avatar_url": nil, "web_url": .string("\(url)/owner"),
      ]
    }
    return [
      "id": .int(group.id),
      "name": .string(group.name),
      "path": .string(group.path),
      "kind": "group",
      "full_path": .string(group.fullPath),
      "parent_id": SandboxJSON(group.parentID),
      "avatar_url": nil,
      "web_url": .string("\(url)/groups/\(group.fullPath)"),
    ]
  }
}
