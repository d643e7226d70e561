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

  /// `GET /personal_access_tokens/self/associations`; one page number cuts both lists.
  func showOwnAssociations(_ call: Call) throws(Refusal) -> SandboxResponse {
    let user = try call.signedIn().user
    var reader = ParameterReader(call.parameters)
    let least = Self.leastRole(&reader) ?? .guest
    let page = Page(&reader)
    try reader.finish()
    let groups = groups.filter { role(of: user, inGroup: $0.id).map { $0 >= least } ?? false }
    let projects = projects.filter { role(of: user, in: $0).map { $0 >= least } ?? false }
    var response = page.response(of: projects, call, url: url, render: basicProject)
    let body: SandboxJSON = [
      "groups": .array(page.cut(groups).map(groupEntity)),
      "projects": .array(page.cut(projects).map(basicProject)),
    ]
    response.body = body.bytes
    return response
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
