import GitLabSandbox
import Testing

/// Reading, changing, deleting and assigning one runner.
struct SingleRunnerTests {
  /// A door with one more runner, as made by that token.
  private func door(
    _ type: String, _ owner: Int, as token: String = "root-admin"
  ) throws -> (Door, id: Int) {
    var door = Door()
    let answer = door.ask(
      "POST", "user/runners", as: token,
      [
        "runner_type": .string(type), "group_id": .int(owner), "project_id": .int(owner),
        "maintenance_note": "secret place", "tag_list": "a,b",
      ])
    return (door, try #require(answer.json?["id"]?.int))
  }

  private static let noAccess = #"{"message":"403 Forbidden - No access granted"}"#

  @Test(arguments: [
    ("instance_type", 0, "developer-api", 200), ("group_type", 10, "developer-api", 403),
    ("group_type", 10, "maintainer-api", 200), ("group_type", 10, "owner-api", 200),
    ("group_type", 10, "project-bot", 200), ("group_type", 20, "owner-api", 403),
    ("project_type", 100, "developer-api", 403), ("project_type", 100, "maintainer-api", 200),
    ("project_type", 109, "owner-api", 403), ("project_type", 109, "root-admin", 200),
    ("project_type", 109, "root-api", 403), ("group_type", 10, "owner-manage", 200),
    ("group_type", 10, "owner-read-api", 200), ("group_type", 10, "owner-create", 403),
  ])
  func readingNeedsTheRole(type: String, owner: Int, token: String, status: Int) throws {
    var (door, id) = try door(type, owner)
    let answer = door.ask("GET", "runners/\(id)", as: token)
    #expect(answer.status == status)
    if status == 403, token != "owner-create" { #expect(answer.text == Self.noAccess) }
    #expect(door.ask("GET", "runners/\(id)/managers", as: token).status == status)
  }

  @Test func detailsHaveEverythingButTheToken() throws {
    var (door, id) = try door("project_type", 100)
    let answer = door.ask("GET", "runners/\(id)", as: "maintainer-api")
    #expect(answer.json?["tag_list"] == ["a", "b"])
    #expect(answer.json?["maintenance_note"] == "secret place")
    #expect(answer.json?["projects"]?[0]?["path_with_namespace"] == "acme/website")
    #expect(answer.json?["groups"] == [])
    #expect(answer.json?["token"] == nil)
    #expect(!answer.text.contains("glrt-"))
    let short = door.ask("GET", "runners/\(id)?include_projects=false", as: "maintainer-api")
    #expect(short.json?["projects"] == nil)
  }

  @Test func noteIsForThoseWhoMayChangeTheRunner() throws {
    var (door, id) = try door("group_type", 10)
    let reader = door.ask("GET", "runners/\(id)", as: "maintainer-api")
    #expect(reader.json?["maintenance_note"] == .null)
    let owner = door.ask("GET", "runners/\(id)", as: "owner-api")
    #expect(owner.json?["maintenance_note"] == "secret place")
  }

  @Test func unknownRunnerIsNotFound() {
    var door = Door()
    let answer = door.ask("GET", "runners/999999", as: "owner-api")
    #expect(answer.status == 404)
    #expect(answer.text == #"{"message":"404 Runner Not Found"}"#)
    let invalid = door.ask("GET", "runners/acme", as: "owner-api")
    #expect(invalid.text == #"{"error":"id is invalid"}"#)
    var old = Door(.init(gitLab: .v16))
    #expect(
      old.ask("GET", "runners/999999", as: "owner-api").text == #"{"message":"404 Not found"}"#)
  }

  @Test(arguments: [
    ("instance_type", 0, "owner-api", 403), ("instance_type", 0, "root-admin", 200),
    ("group_type", 10, "maintainer-api", 403), ("group_type", 10, "owner-manage", 200),
    ("project_type", 100, "maintainer-api", 200), ("project_type", 100, "developer-api", 403),
    ("project_type", 100, "owner-read-api", 403), ("project_type", 100, "owner-create", 403),
  ])
  func changingNeedsTheRole(type: String, owner: Int, token: String, status: Int) throws {
    var (door, id) = try door(type, owner)
    let change = door.ask("PUT", "runners/\(id)", as: token, ["paused": true])
    #expect(change.status == status)
    let reset = door.ask("POST", "runners/\(id)/reset_authentication_token", as: token)
    #expect(reset.status == (status == 200 ? 201 : status))
    let deletion = door.ask("DELETE", "runners/\(id)", as: token)
    #expect(deletion.status == (status == 200 ? 204 : status))
    #expect(deletion.body.isEmpty == (status == 200))
    #expect(door.sandbox.runners.contains { $0.id == id } == (status != 200))
  }

  @Test func manageRunnerIsUselessUnderARelativeRoot() throws {
    var door = Door(.init(basePath: "/gitlab"))
    #expect(door.createGroupRunner().status == 201)
    let id = try #require(door.sandbox.runners.last?.id)
    #expect(door.ask("GET", "runners/\(id)", as: "owner-manage").status == 403)
    #expect(door.ask("GET", "runners/\(id)", as: "owner-api").status == 200)
  }

  @Test func updateSetsWhatIsSentAndOnlyThat() throws {
    var (door, id) = try door("group_type", 10)
    let answer = door.ask(
      "PUT", "runners/\(id)", as: "owner-api",
      ["description": "", "tag_list": [], "maximum_timeout": 700, "locked": true])
    #expect(answer.status == 200)
    let runner = try #require(door.sandbox.runners.last)
    #expect(runner.description == "" && runner.tags.isEmpty && runner.maximumTimeout == 700)
    #expect(runner.locked && runner.maintenanceNote == "secret place" && runner.runUntagged)
    let cleared = door.ask(
      "PUT", "runners/\(id)", as: "owner-api", ["maximum_timeout": nil, "active": false])
    #expect(cleared.json?["maximum_timeout"] == .null)
    #expect(cleared.json?["paused"] == true)
  }

  @Test(
    arguments: [
      (
        ["maximum_timeout": 599],
        #"{"message":{"maximum_timeout":["needs to be at least 10 minutes"]}}"#
      ),
      (
        ["tag_list": "", "run_untagged": false],
        #"{"message":{"tags_list":["can not be empty when runner is not allowed to pick untagged jobs"]}}"#
      ),
      (["active": true, "paused": true], #"{"error":"active, paused are mutually exclusive"}"#),
      (
        [:],
        #"{"error":"description, active, paused, tag_list, run_untagged, locked, access_level, "#
          + #"maximum_timeout, maintenance_note are missing, at least one parameter must be provided"}"#
      ),
    ] as [(SandboxJSON, String)])
  func updateAnswersPerAttribute(sent: SandboxJSON, body: String) throws {
    var (door, id) = try door("group_type", 10)
    let answer = door.ask("PUT", "runners/\(id)", as: "owner-api", sent)
    #expect(answer.status == 400)
    #expect(answer.text == body)
  }

  @Test func resetKillsTheOldTokenAtOnce() throws {
    var (door, id) = try door("group_type", 10)
    let old = try #require(door.sandbox.runners.last?.token)
    let answer = door.ask("POST", "runners/\(id)/reset_authentication_token", as: "owner-api")
    let new = try #require(answer.json?["token"]?.string)
    #expect(answer.text == #"{"token":"\#(new)","token_expires_at":null}"#)
    #expect(new != old)
    #expect(door.ask("POST", "runners/verify", ["token": .string(old)]).status == 403)
    #expect(door.ask("POST", "runners/verify", ["token": .string(new)]).status == 200)
  }

  @Test func assignedRunnerIsSharedUntilTakenAway() throws {
    var (door, id) = try door("project_type", 100)
    let body: SandboxJSON = ["runner_id": .int(id)]
    let first = door.ask("POST", "projects/101/runners", as: "maintainer-api", body)
    #expect(first.status == 201)
    #expect(first.json?["id"] == .int(id))
    #expect(door.ask("POST", "projects/101/runners", as: "owner-api", body).status == 400)
    let projects = door.ask("GET", "runners/\(id)/projects", as: "owner-api")
    #expect(projects.json?.array?.compactMap { $0["id"]?.int } == [100, 101])
    let deletion = door.ask("DELETE", "runners/\(id)", as: "owner-api")
    #expect(
      deletion.text
        == #"{"message":"403 Forbidden - Runner associated with more than one project"}"#)
    let owner = door.ask("DELETE", "projects/100/runners/\(id)", as: "owner-api")
    #expect(
      owner.text
        == #"{"message":"403 Forbidden - You cannot unassign a runner from the owner project. "#
        + #"Delete the runner instead"}"#)
    #expect(door.ask("DELETE", "projects/101/runners/\(id)", as: "owner-api").status == 204)
    #expect(door.ask("DELETE", "projects/101/runners/\(id)", as: "owner-api").status == 404)
    #expect(door.ask("DELETE", "runners/\(id)", as: "owner-api").status == 204)
  }

  @Test(arguments: [
    ("group_type", 10, "owner-api", "403 Forbidden - Runner is a group runner"),
    ("instance_type", 0, "owner-api", "403 Forbidden - No access granted"),
    ("project_type", 109, "owner-api", "403 Forbidden - No access granted"),
  ])
  func assignmentIsRefused(type: String, owner: Int, token: String, message: String) throws {
    var (door, id) = try door(type, owner)
    let answer = door.ask("POST", "projects/101/runners", as: token, ["runner_id": .int(id)])
    #expect(answer.status == 403)
    #expect(answer.json?["message"] == .string(message))
  }

  @Test func lockedRunnerStaysWhereItIs() throws {
    var (door, id) = try door("project_type", 100)
    #expect(door.ask("PUT", "runners/\(id)", as: "owner-api", ["locked": true]).status == 200)
    let answer = door.ask(
      "POST", "projects/101/runners", as: "owner-api", ["runner_id": .int(id)])
    #expect(answer.text == #"{"message":"403 Forbidden - Runner is locked"}"#)
    let missing = door.ask("POST", "projects/101/runners", as: "owner-api", [:])
    #expect(missing.text == #"{"error":"runner_id is missing"}"#)
    let scope = door.ask("POST", "projects/101/runners", as: "owner-manage", [:])
    #expect(scope.json?["error"] == "insufficient_scope")
  }

  @Test func deletionHeedsIfUnmodifiedSince() throws {
    var (door, id) = try door("group_type", 10)
    var request = SandboxRequest(
      method: "DELETE", target: "/api/v4/runners/\(id)",
      headers: [
        ("PRIVATE-TOKEN", door.token("owner-api")),
        ("If-Unmodified-Since", "Thu, 28 May 2026 20:26:39 GMT"),
      ])
    #expect(door.sandbox.respond(to: request, at: door.now).status == 412)
    request.headers[1].1 = "Thu, 28 May 2026 20:26:40 GMT"
    #expect(door.sandbox.respond(to: request, at: door.now).status == 204)
  }

  @Test func jobsAreForThoseWhoAdministerTheRunner() throws {
    var door = Door()
    let runner = try #require(
      door.sandbox.runners.first {
        $0.kind == .project && $0.projectIDs == [100] && !$0.managers.isEmpty
      })
    #expect(door.ask("GET", "runners/\(runner.id)/jobs", as: "developer-api").status == 403)
    let answer = door.ask("GET", "runners/\(runner.id)/jobs", as: "maintainer-api")
    let ids = answer.json?.array?.compactMap { $0["id"]?.int } ?? []
    #expect(ids == ids.sorted(by: >) && ids.count == runner.id % 4)
    #expect(door.ask("GET", "runners/1/jobs", as: "owner-api").status == 403)
  }
}
