import FoundationEssentials

/// Who the caller is and what server this is.
extension GitLabSandbox {
  /// `GET /personal_access_tokens/self` (lib/api/personal_access_tokens/self_information.rb).
  func showOwnToken(_ call: Call) throws(Refusal) -> SandboxResponse {
    let token = try call.signedIn().token
    let created = start.addingTimeInterval(-100 * 86_400)
    return .json([
      "id": .int(token.id),
      "name": .string(token.name),
      "revoked": false,
      "created_at": .string(Timestamps.json(created)),
      "description": nil,
      "scopes": SandboxJSON(token.scopes),
      "user_id": .int(token.userID),
      "last_used_at": .string(Timestamps.json(call.now)),
      "active": true,
      "expires_at": .string(Timestamps.day(token.expiry(start: start))),
      "last_used_ips": ["127.0.0.1"],
    ])
  }

  /// `GET /personal_access_tokens/self/associations`, since GitLab 17.4; one page number cuts both lists
  /// (lib/api/personal_access_tokens/self_information.rb).
  func showOwnAssociations(_ call: Call) throws(Refusal) -> SandboxResponse {
    let user = try call.signedIn().user
    guard options.gitLab != .v16 else { throw .unknownRoute }
    var reader = ParameterReader(call.parameters)
    let least = Self.leastRole(&reader) ?? .guest
    let page = Page(&reader)
    try reader.finish()
    let groups = groups.filter { role(of: user, inGroup: $0.id).map { $0 >= least } ?? false }
    let projects = projects.filter { role(of: user, in: $0).map { $0 >= least } ?? false }
    var response = page.response(of: projects, call, url: url, render: basicProject)
    let body: SandboxJSON = [
      "groups": .array(page.cut(groups).map { association($0, user) }),
      "projects": .array(page.cut(projects).map { association($0, user) }),
    ]
    response.body = body.bytes
    return response
  }

  /// GroupAssociationDetails: neither a full path nor whether it is archived.
  private func association(_ group: SandboxGroup, _ user: SandboxUser) -> SandboxJSON {
    [
      "id": .int(group.id), "web_url": .string("\(url)/groups/\(group.fullPath)"),
      "name": .string(group.name), "parent_id": SandboxJSON(group.parentID),
      "organization_id": 1,
      "access_levels": SandboxJSON(role(of: user, inGroup: group.id)?.rawValue),
      "visibility": .string(group.visibility.rawValue),
    ]
  }

  /// ProjectAssociationDetails.
  private func association(_ project: SandboxProject, _ user: SandboxUser) -> SandboxJSON {
    let inherited = role(of: user, inGroup: project.groupID)
    return identity(project).adding([
      .init(
        "access_levels",
        [
          "project_access_level": SandboxJSON(project.members[user.id]?.rawValue),
          "group_access_level": SandboxJSON(inherited?.rawValue),
        ]),
      .init("visibility", .string(project.visibility.rawValue)),
      .init("web_url", .string("\(url)/\(project.fullPath)")),
      .init("namespace", namespace(of: project)),
    ])
  }

  /// `GET /oauth/token/info`, which lies beside the API (doc/api/oauth2.md, "Retrieve the token information"); any
  /// other token than an OAuth one is invalid here.
  func showOAuthToken(_ request: SandboxRequest) -> SandboxResponse {
    guard let token = accessToken(of: request), token.kind == .oauth, token.state == .active else {
      return .json(
        status: 401,
        [
          "error": "invalid_token", "error_description": "The access token is invalid",
          "state": "unauthorized",
        ])
    }
    let created = Int(start.timeIntervalSince1970) - 3_600
    return .json([
      "resource_owner_id": .int(token.userID), "scope": SandboxJSON(token.scopes),
      "expires_in": 7_200, "application": ["uid": "sandbox"], "created_at": .int(created),
      "scopes": SandboxJSON(token.scopes), "expires_in_seconds": 7_200,
    ])
  }

  /// `GET /user`; only for someone acting as administrator has it `is_admin`.
  func showUser(_ call: Call) throws(Refusal) -> SandboxResponse {
    let caller = try call.signedIn()
    let user = caller.user
    let body = basicUser(user).adding([
      .init("created_at", .string(Timestamps.json(start.addingTimeInterval(-400 * 86_400)))),
      .init("bot", .bool(user.isBot)),
      .init("external", false),
      .init("email", .string("\(user.username)@sandbox.example")),
      .init("can_create_group", .bool(!user.isBot)),
      .init("can_create_project", .bool(!user.isBot)),
      .init("two_factor_enabled", false),
    ])
    return .json(caller.isAdmin ? body.adding([.init("is_admin", true)]) : body)
  }

  /// `GET /version`.
  func showVersion(_ call: Call) throws(Refusal) -> SandboxResponse {
    .json([
      "version": .string(options.gitLab.full), "revision": .string(options.gitLab.revision),
    ])
  }

  /// `GET /metadata`.
  func showMetadata(_ call: Call) throws(Refusal) -> SandboxResponse {
    .json([
      "version": .string(options.gitLab.full), "revision": .string(options.gitLab.revision),
      "kas": ["enabled": false, "externalUrl": nil, "externalK8sProxyUrl": nil, "version": nil],
      "enterprise": true,
    ])
  }

  static func leastRole(_ reader: inout ParameterReader) -> SandboxRole? {
    guard let level = reader.integer("min_access_level") else { return nil }
    let levels = [10, 15, 20, 25, 30, 40, 50]
    if !levels.contains(level) { reader.report("min_access_level does not have a valid value") }
    // Levels between the sandbox's roles ask for the next higher one.
    return SandboxRole(rawValue: level)
      ?? [SandboxRole.guest, .reporter, .developer].first { $0.rawValue >= level }
  }
}
