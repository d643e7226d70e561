import FoundationEssentials
import GitLabSandbox
import Testing

/// One runner: every field, who sees it, and what belongs to it.
struct GraphQLRunnerTests {
  private func gid(_ id: Int) -> String { "gid://gitlab/Ci::Runner/\(id)" }

  /// The selected fields of a runner.
  private func runner(
    _ door: inout Door, _ id: Int, _ fields: String, as name: String? = "owner-api"
  ) throws -> SandboxJSON {
    try door.data("{runner(id:\"\(gid(id))\"){\(fields)}}", as: name)["runner"] ?? .null
  }

  /// A new runner of `owner` in `acme`, and its token.
  private func create(
    _ door: inout Door, _ members: (String, SandboxJSON)...
  ) throws -> (id: Int, token: String) {
    var body: [SandboxJSON.Member] = [.init("runner_type", "group_type"), .init("group_id", 10)]
    body += members.map { SandboxJSON.Member($0.0, $0.1) }
    let answer = door.ask("POST", "user/runners", as: "owner-api", .object(body)).json
    return (
      try #require(answer?["id"]?.int), try #require(answer?["token"]?.string)
    )
  }

  @Test func everyFieldOfAGroupRunner() throws {
    var door = Door(.init(basePath: "/gitlab", externalURL: "https://git.example"))
    let (id, token) = try create(
      &door, ("description", "日本 \"x\"\n"), ("tag_list", ["a", "B"]), ("maximum_timeout", 600),
      ("access_level", "ref_protected"), ("maintenance_note", "a <b> & c"), ("paused", true),
      ("locked", true), ("run_untagged", false))
    door.sandbox.contact(
      runnerID: id, systemID: "s_1", version: "18.3.1", polls: true, at: door.now + 61)
    let fields = try runner(
      &door, id,
      """
      id accessLevel active adminUrl contactedAt createdAt createdBy{username} creationMethod
      creationState description editAdminUrl ephemeralAuthenticationToken ephemeralRegisterUrl
      groups{nodes{fullPath}} jobCount jobExecutionStatus locked maintenanceNote
      maintenanceNoteHtml managers{count nodes{systemId status jobExecutionStatus version revision
      platformName architectureName executorName ipAddress contactedAt createdAt runner{id}}}
      maximumTimeout ownerProject{id} paused projectCount projects{count} registerAdminUrl
      runUntagged runnerType shortSha status tagList tokenExpiresAt
      userPermissions{readRunner updateRunner deleteRunner assignRunner}
      """)
    let expected: SandboxJSON = [
      "id": .string(gid(id)), "accessLevel": "REF_PROTECTED", "active": false, "adminUrl": nil,
      "contactedAt": "2026-05-28T20:27:41Z", "createdAt": "2026-05-28T20:26:40Z",
      "createdBy": ["username": "owner"], "creationMethod": "AUTHENTICATED_USER",
      "creationState": "FINISHED", "description": "日本 \"x\"\n", "editAdminUrl": nil,
      "ephemeralAuthenticationToken": nil, "ephemeralRegisterUrl": nil,
      "groups": ["nodes": [["fullPath": "acme"]]], "jobCount": 0, "jobExecutionStatus": "IDLE",
      "locked": true, "maintenanceNote": "a <b> & c",
      "maintenanceNoteHtml": "<p dir=\"auto\">a &lt;b&gt; &amp; c</p>",
      "managers": [
        "count": 1,
        "nodes": [
          [
            "systemId": "s_1", "status": "ONLINE", "jobExecutionStatus": "IDLE",
            "version": "18.3.1", "revision": "139a0ac0", "platformName": "linux",
            "architectureName": .string(architecture(door, id)), "executorName": nil,
            "ipAddress": "127.0.0.1", "contactedAt": "2026-05-28T20:27:41Z",
            "createdAt": "2026-05-28T20:27:41Z", "runner": ["id": .string(gid(id))],
          ]
        ],
      ],
      "maximumTimeout": 600, "ownerProject": nil, "paused": true, "projectCount": nil,
      "projects": nil, "registerAdminUrl": nil, "runUntagged": false, "runnerType": "GROUP_TYPE",
      "shortSha": .string(String(token.dropFirst(8).prefix(8))), "status": "ONLINE",
      "tagList": ["a", "B"], "tokenExpiresAt": nil,
      "userPermissions": [
        "readRunner": true, "updateRunner": true, "deleteRunner": true, "assignRunner": false,
      ],
    ]
    #expect(fields == expected)
  }

  private func architecture(_ door: Door, _ id: Int) -> String {
    door.sandbox.runners.first { $0.id == id }?.managers.first?.architecture ?? ""
  }

  @Test func statusIsHeardOfAndPausedIsBesideIt() throws {
    var door = Door()
    let id = try create(&door, ("paused", true)).id
    let status = { (door: inout Door) in
      try runner(&door, id, "status")["status"]
    }
    #expect(try status(&door) == "NEVER_CONTACTED")
    door.sandbox.contact(runnerID: id, systemID: "s", polls: true, at: door.now)
    #expect(try status(&door) == "ONLINE")
    door.sandbox.advanceClock(by: 7201)
    #expect(try status(&door) == "OFFLINE")
    door.now += 7 * 86_400
    #expect(try status(&door) == "STALE")
  }

  @Test func newestServerCallsAManagerContactedOnlyWhenItAskedForJobs() throws {
    for release in GitLabSandbox.Release.allCases {
      var door = Door(.init(gitLab: release))
      let id = try create(&door).id
      door.sandbox.contact(runnerID: id, systemID: "s", polls: false, at: door.now)
      let fields = try runner(&door, id, "status managers{nodes{status}}")
      #expect(fields["status"] == "ONLINE")
      #expect(
        fields["managers"]?.nodes[0]["status"]
          == (release == .v18 ? "NEVER_CONTACTED" : "ONLINE"))
    }
  }

  @Test func tokenIsReadByItsCreatorUntilAManagerComesOrAnHourPasses() throws {
    var door = Door()
    let (id, token) = try create(&door)
    let read = { (door: inout Door, name: String) in
      try runner(&door, id, "t:ephemeralAuthenticationToken u:ephemeralRegisterUrl", as: name)
    }
    let url = "http://127.0.0.1/groups/acme/-/runners/\(id)/register"
    for name in ["owner-api", "owner-read-api"] {
      #expect(try read(&door, name) == ["t": .string(token), "u": .string(url)])
    }
    #expect(try read(&door, "maintainer-api") == ["t": nil, "u": nil])
    #expect(try read(&door, "root-admin") == ["t": nil, "u": nil])
    door.now = Door.start.addingTimeInterval(3599)
    #expect(try read(&door, "owner-api")["t"] == .string(token))
    door.now = Door.start.addingTimeInterval(3600)
    #expect(try read(&door, "owner-api")["t"] == .null)
    door.now = Door.start
    door.sandbox.contact(runnerID: id, systemID: "s", polls: false, at: door.now)
    #expect(try read(&door, "owner-api")["t"] == .null)
  }

  @Test func tokenOfALegacyRunnerIsNeverRead() throws {
    var door = Door(.init(gitLab: .v16))
    let answer = door.ask("POST", "runners", ["token": "GR1348941sandbox-group-10"])
    let id = try #require(answer.json?["id"]?.int)
    for name in ["owner-api", "root-admin"] {
      #expect(
        try runner(&door, id, "ephemeralAuthenticationToken createdBy{id}", as: name)
          == ["ephemeralAuthenticationToken": nil, "createdBy": nil])
    }
  }

  @Test func adminPagesAreForAdministrators() throws {
    var door = Door()
    let fields = "adminUrl editAdminUrl registerAdminUrl tokenExpiresAt maintenanceNote"
    #expect(
      try runner(&door, 1, fields, as: "root-admin")
        == [
          "adminUrl": "http://127.0.0.1/admin/runners/1",
          "editAdminUrl": "http://127.0.0.1/admin/runners/1/edit", "registerAdminUrl": nil,
          "tokenExpiresAt": nil,
          "maintenanceNote": .string(
            "Rack 0, ask the platform team.\nReboot first."),
        ])
    #expect(
      try runner(&door, 1, fields)
        == [
          "adminUrl": nil, "editAdminUrl": nil, "registerAdminUrl": nil, "tokenExpiresAt": nil,
          "maintenanceNote": nil,
        ])
  }

  @Test func expiryOfAnInstanceRunnersTokenIsForAdministrators() throws {
    var door = Door()
    door.sandbox.settings.runnerTokenExpirationInterval = 86_400
    let answer = door.ask(
      "POST", "user/runners", as: "root-admin", ["runner_type": "instance_type"])
    let id = try #require(answer.json?["id"]?.int)
    #expect(
      try runner(&door, id, "tokenExpiresAt", as: "root-admin")["tokenExpiresAt"]
        == "2026-05-29T20:26:40Z")
    #expect(try runner(&door, id, "tokenExpiresAt")["tokenExpiresAt"] == .null)
  }

  @Test func runnersOfOthersDoNotShowThemselves() throws {
    var door = Door()
    let hidden = try #require(door.sandbox.runners.first { $0.groupID == 20 }?.id)
    let project = try #require(door.sandbox.runners.first { $0.projectIDs == [100] }?.id)
    #expect(try runner(&door, hidden, "id") == .null)
    #expect(try runner(&door, hidden, "id", as: "root-admin") != .null)
    #expect(try runner(&door, project, "id", as: "developer-api") == .null)
    #expect(try runner(&door, project, "id", as: "maintainer-api") != .null)
    #expect(try runner(&door, 1, "id", as: "developer-api") != .null)
    #expect(try runner(&door, 1, "id", as: nil) == .null)
  }

  @Test func permissionsFollowRoleLockAndNumberOfProjects() throws {
    var door = Door(.init(runners: 400))
    let shared = try #require(
      door.sandbox.runners.first { $0.projectIDs.count == 2 && !$0.locked }?.id)
    let locked = try #require(
      door.sandbox.runners.first { $0.projectIDs == [100] && $0.locked }?.id)
    let group = try #require(door.sandbox.runners.first { $0.groupID == 10 }?.id)
    func may(_ id: Int, _ name: String) throws -> [Bool] {
      let fields = try runner(
        &door, id, "userPermissions{readRunner updateRunner deleteRunner assignRunner}", as: name)
      return ["readRunner", "updateRunner", "deleteRunner", "assignRunner"].compactMap {
        fields[path: "userPermissions", $0]?.bool
      }
    }
    #expect(try may(shared, "owner-api") == [true, true, false, true])
    #expect(try may(shared, "root-admin") == [true, true, true, true])
    #expect(try may(locked, "maintainer-api") == [true, true, true, false])
    #expect(try may(group, "maintainer-api") == [true, false, false, false])
    #expect(try may(1, "developer-api") == [true, false, false, false])
  }

  @Test func projectsAreCountedButOnlyVisibleOnesShown() throws {
    var door = Door(.init(runners: 3000))
    let id = try #require(
      door.sandbox.runners.first {
        $0.projectIDs.first == 109 && $0.projectIDs.contains(100)
      }?.id)
    let fields =
      "projectCount ownerProject{fullPath} projects{count nodes{fullPath}} groups{edges{cursor}}"
    let seen = try runner(&door, id, fields)
    let whole = try runner(&door, id, fields, as: "root-admin")
    #expect(seen["ownerProject"] == .null)
    #expect(whole[path: "ownerProject", "fullPath"] == "hidden/secret")
    #expect(seen["projectCount"] == whole["projectCount"])
    #expect(whole[path: "projects", "count"] == whole["projectCount"])
    #expect(seen["projects"]?.nodes.contains(["fullPath": "hidden/secret"]) == false)
    #expect(seen["projects"]?.nodes.contains(["fullPath": "acme/website"]) == true)
    #expect(seen["groups"] == .null)
  }

  @Test func managersComeNewestFirstAndAreFiltered() throws {
    var door = Door()
    let id = try create(&door).id
    for number in 1...3 {
      door.sandbox.contact(
        runnerID: id, systemID: "s_\(number)", polls: number != 2,
        at: door.now + TimeInterval(number))
    }
    func systems(_ arguments: String) throws -> [SandboxJSON] {
      try runner(&door, id, "managers\(arguments){nodes{systemId}}")["managers"]?.nodes
        .compactMap { $0["systemId"] } ?? []
    }
    #expect(try systems("") == ["s_3", "s_2", "s_1"])
    #expect(try systems("(systemId:\"s_2\")") == ["s_2"])
    #expect(try systems("(status:ONLINE)") == ["s_3", "s_1"])
    #expect(try systems("(first:2)") == ["s_3", "s_2"])
    let page = try runner(&door, id, "managers(first:2){pageInfo{endCursor hasNextPage}}")
    let cursor = try #require(page[path: "managers", "pageInfo", "endCursor"]?.string)
    #expect(page[path: "managers", "pageInfo", "hasNextPage"] == true)
    #expect(try systems("(first:2,after:\"\(cursor)\")") == ["s_1"])
  }
}
