import FoundationEssentials
import GitLabSandbox
import RunnerCore
import Testing

@testable import Runtime

/// What is offered before anything is sent equals what the server would accept.
@Suite struct PreflightTests {
  /// Every release, because they differ in what can be asked.
  static let product = GitLabSandbox.Release.allCases.flatMap { release in
    GitLabSandbox(startingAt: Date(timeIntervalSince1970: 1_798_714_980)).tokens.map {
      Case(release: release, token: $0)
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var release: GitLabSandbox.Release
    var token: SandboxToken
    var testDescription: String { "\(release.rawValue) \(token.name)" }
  }

  @Test(arguments: product)
  func whatIsOfferedEqualsWhatTheServerAccepts(_ row: Case) async {
    let transport = SandboxTransport(.init(gitLab: row.release))
    let preflight = await transport.preflight(row.token.name)
    for type in RunnerType.allCases {
      let isAccepted = transport.accepts(type, row.token)
      switch preflight.creation[type] {
      case .yes: #expect(isAccepted, "\(type)")
      case .no: #expect(!isAccepted, "\(type)")
      case .unknown(let obstacle):
        #expect(transport.mayBeUnknown(type, row), "\(type): \(obstacle)")
      }
    }
  }

  @Test(arguments: product)
  func whatIsShownEqualsWhatTheServerLists(_ row: Case) async {
    let transport = SandboxTransport(.init(gitLab: row.release))
    let preflight = await transport.preflight(row.token.name)
    let (groups, projects) = transport.withSandbox { ($0.groups.map(\.id), $0.projects.map(\.id)) }
    let lists: [(Permission, [String])] = [
      (preflight.browsing.mine, ["runners"]), (preflight.browsing.instance, ["runners/all"]),
      (preflight.browsing.group, groups.map { "groups/\($0)/runners" }),
      (preflight.browsing.project, projects.map { "projects/\($0)/runners" }),
    ]
    for (permission, paths) in lists {
      let isShown = paths.contains { transport.status("GET", $0, row.token) == 200 }
      switch permission {
      case .yes: #expect(isShown, "\(paths[0])")
      case .no: #expect(!isShown, "\(paths[0])")
      case .unknown: #expect(row.token.kind == .fineGrained, "\(paths[0])")
      }
    }
  }

  @Test(arguments: product)
  func everyObstacleSaysWhatIsInTheWayAndWhatWouldDo(_ row: Case) async {
    let transport = SandboxTransport(.init(gitLab: row.release))
    let preflight = await transport.preflight(row.token.name)
    let all =
      RunnerType.allCases.map { preflight.creation[$0] } + [
        preflight.administration, preflight.browsing.mine, preflight.browsing.group,
        preflight.browsing.project, preflight.browsing.instance,
      ]
    for obstacle in all.compactMap(\.obstacle) {
      #expect(!obstacle.code.isEmpty && !obstacle.code.contains(" "))
      #expect(obstacle.text.hasSuffix(".") && obstacle.fix.hasSuffix("."), "\(obstacle)")
      #expect(!"\(obstacle)".contains(row.token.token))
    }
  }

  @Test(arguments: product)
  func nothingIsChangedByAsking(_ row: Case) async {
    let transport = SandboxTransport(.init(gitLab: row.release))
    _ = await transport.preflight(row.token.name)
    let methods = transport.withSandbox { Set($0.log.map(\.method)) }
    #expect(methods.isSubset(of: ["GET"]))
  }

  @Test func theCommonTokenIsAskedAboutWithFewRequests() async {
    let transport = SandboxTransport()
    let identity = await transport.identity("owner-api")
    let before = transport.withSandbox { $0.log.count }
    _ = await transport.client("owner-api").preflight(user: identity.user, token: identity.token)
    let paths = transport.withSandbox { $0.log.dropFirst(before).map(\.path) }
    #expect(
      paths.sorted() == [
        "/api/v4/groups", "/api/v4/metadata", "/api/v4/projects", "/api/v4/runners/all",
      ])
  }

  @Test func aTokenThatMayOnlyCreateIsServedByItsAssociations() async {
    let transport = SandboxTransport()
    let preflight = await transport.preflight("owner-create")
    #expect(preflight.user == nil)
    #expect(preflight.creation.group == .yes)
    #expect(preflight.creation.project == .yes)
    #expect(preflight.creation.instance.obstacle?.code == "user_unreadable")
    #expect(preflight.browsing.mine.obstacle?.fix.contains("read_api") == true)
  }

  @Test func anOAuthTokenTellsItsScopes() async {
    let preflight = await SandboxTransport().preflight("owner-oauth")
    #expect(preflight.kind == .oauth)
    #expect(preflight.scopes == ["api"])
    #expect(preflight.creation.group == .yes)
  }

  @Test func anOAuthTokenWhoseScopesAreNotToldIsUnknownNotRefused() async {
    let transport = SandboxTransport()
    transport.fault("GET /oauth/token/info:status=404")
    let preflight = await transport.preflight("owner-oauth")
    #expect(preflight.creation.group.obstacle?.code == "scopes_unknown")
    #expect(preflight.creation.instance.isRefused)
    #expect(preflight.browsing.group == .yes)
  }

  @Test(arguments: [
    ("project-bot", AccessTokenKind.project), ("group-bot", .group), ("owner-api", .personal),
    ("owner-fine-grained", .fineGrained),
  ])
  func theKindOfATokenIsTold(_ name: String, _ kind: AccessTokenKind) async {
    #expect(await SandboxTransport().preflight(name).kind == kind)
  }

  @Test(arguments: [
    ("owner-expired", "token_expired"), ("owner-revoked", "token_revoked"),
    ("owner-dpop", "dpop_required"), ("owner-impersonated", "impersonation_disabled"),
    ("blocked-api", "forbidden"), ("owner-read-api", "insufficient_scope"),
    ("developer-api", "role_too_low"), ("owner-fine-grained", "fine_grained_token"),
  ])
  func groupCreationNamesItsObstacle(_ name: String, _ code: String) async {
    #expect(await SandboxTransport().preflight(name).creation.group.obstacle?.code == code)
  }

  @Test func anAdministratorWithoutAdminModeIsToldOfIt() async {
    let preflight = await SandboxTransport().preflight("root-api")
    #expect(preflight.administration.obstacle?.fix.contains("admin_mode") == true)
    #expect(preflight.creation.instance.isRefused)
  }

  @Test func theServerIsDescribed() async {
    let server = await SandboxTransport().preflight("owner-api").server
    #expect(server?.version == GitLabVersion(18, 4, 2))
    #expect(server?.isEnterprise == true)
    #expect(await SandboxTransport().preflight("owner-create").server == nil)
  }

  @Test func aServerThatFailsLeavesThingsUnknown() async {
    let transport = SandboxTransport()
    transport.fault("GET /groups:status=500")
    let preflight = await transport.preflight("owner-api")
    #expect(preflight.creation.group.obstacle?.code == "server_error")
    #expect(preflight.creation.group.isRefused == false)
    #expect(preflight.creation.project == .yes)
  }
}

extension SandboxTransport {
  func client(_ name: String) -> GitLabClient {
    GitLabClient(connection: connection(name), transport: self)
  }

  /// What the program knows of a token when it asks on; nothing where that failed.
  func identity(_ name: String) async -> (user: CurrentUser?, token: AccessTokenFacts?) {
    let client = client(name)
    return (try? await client.currentUser(), try? await client.accessToken())
  }

  func preflight(_ name: String) async -> Preflight {
    let identity = await identity(name)
    return await client(name).preflight(user: identity.user, token: identity.token)
  }

  /// The status of a request that is made in a copy, so that nothing stays changed.
  func status(
    _ method: String, _ path: String, _ token: SandboxToken, _ body: String = ""
  ) -> Int {
    let request = SandboxRequest(
      method: method, target: "/api/v4/" + path,
      headers: [
        token.kind == .oauth
          ? ("Authorization", "Bearer \(token.token)") : ("PRIVATE-TOKEN", token.token),
        ("Content-Type", "application/json"),
      ], body: Array(body.utf8))
    return withSandbox { sandbox in
      var copy = sandbox
      return copy.respond(to: request, at: Date()).status
    }
  }

  func accepts(_ type: RunnerType, _ token: SandboxToken, in target: Int) -> Bool {
    let place =
      switch type {
      case .instance: ""
      case .group: ",\"group_id\":\(target)"
      case .project: ",\"project_id\":\(target)"
      }
    return status("POST", "user/runners", token, "{\"runner_type\":\"\(type.rawValue)\"\(place)}")
      == 201
  }

  /// Whether some runner of the type would be created: every place is tried.
  func accepts(_ type: RunnerType, _ token: SandboxToken) -> Bool {
    let targets: [Int] =
      switch type {
      case .instance: [0]
      case .group: withSandbox { $0.groups.map(\.id) }
      case .project: withSandbox { $0.projects.map(\.id) }
      }
    return targets.contains { accepts(type, token, in: $0) }
  }

  /// Whether no request that this token may make tells whether the runner would be accepted.
  func mayBeUnknown(_ type: RunnerType, _ row: PreflightTests.Case) -> Bool {
    if row.token.kind == .fineGrained { return true }
    let isReadable = status("GET", "user", row.token) == 200
    let isTold =
      type != .instance
      && status("GET", "personal_access_tokens/self/associations", row.token) == 200
      && accepts(type, row.token)
    return !isReadable && !isTold && !row.token.scopes.contains("admin_mode")
  }
}
