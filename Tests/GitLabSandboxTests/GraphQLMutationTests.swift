import FoundationEssentials
import GitLabSandbox
import Testing

/// The mutations, which must leave the same state and refuse the same things as REST.
struct GraphQLMutationTests {
  private static let notAvailable: SandboxJSON =
    "The resource that you are attempting to access does not exist or you don't have permission to perform this action"

  /// Sends one mutation with its input as a variable.
  private func change(
    _ door: inout Door, _ name: String, _ input: SandboxJSON, _ fields: String = "errors",
    as token: String = "owner-api"
  ) -> SandboxJSON? {
    let type = name.prefix(1).uppercased() + name.dropFirst() + "Input!"
    return door.query(
      "mutation($input:\(type)){\(name)(input:$input){\(fields)}}", as: token, ["input": input]
    ).json
  }

  private func gid(_ id: Int) -> SandboxJSON { .string("gid://gitlab/Ci::Runner/\(id)") }

  private func first(
    _ door: Door, where isWanted: (SandboxRunner) -> Bool
  ) throws -> Int {
    try #require(door.sandbox.runners.first(where: isWanted)?.id)
  }

  private func runner(_ door: Door, _ id: Int) -> SandboxRunner? {
    door.sandbox.runners.first { $0.id == id }
  }

  @Test func createMakesTheRunnerAndHandsOutItsToken() throws {
    var door = Door()
    let answer = change(
      &door, "runnerCreate",
      [
        "clientMutationId": "abc", "runnerType": "PROJECT_TYPE",
        "projectId": "gid://gitlab/Project/106", "description": "d", "maintenanceNote": "n",
        "maximumTimeout": 900, "accessLevel": "REF_PROTECTED", "paused": true, "locked": true,
        "runUntagged": false, "tagList": ["b", "a", "b", " "],
      ],
      "clientMutationId errors runner{id ephemeralAuthenticationToken tokenExpiresAt creationState}"
    )
    let made = try #require(door.sandbox.runners.last)
    #expect(
      answer?[path: "data", "runnerCreate"]
        == [
          "clientMutationId": "abc", "errors": [],
          "runner": [
            "id": gid(made.id), "ephemeralAuthenticationToken": .string(made.token),
            "tokenExpiresAt": "2026-06-04T20:26:40Z", "creationState": "STARTED",
          ],
        ])
    #expect(made.projectIDs == [106] && made.creatorID == 2 && made.kind == .project)
    #expect(made.description == "d" && made.maintenanceNote == "n" && made.maximumTimeout == 900)
    #expect(made.accessLevel == .refProtected && made.paused && made.locked && !made.runUntagged)
    #expect(made.tags == ["b", "a"])
    #expect(made.token.hasPrefix("glrt-t3_"))
  }

  @Test(
    arguments: [
      (["runnerType": "INSTANCE_TYPE"], "owner-api", nil),
      (["runnerType": "INSTANCE_TYPE"], "root-api", nil),
      (["runnerType": "GROUP_TYPE", "groupId": "gid://gitlab/Group/10"], "maintainer-api", nil),
      (["runnerType": "GROUP_TYPE", "groupId": "gid://gitlab/Group/14"], "owner-api", nil),
      (["runnerType": "GROUP_TYPE", "groupId": "gid://gitlab/Group/999"], "owner-api", nil),
      (["runnerType": "GROUP_TYPE"], "owner-api", "`group_id` is missing"),
      (["runnerType": "PROJECT_TYPE"], "owner-api", "`project_id` is missing"),
      (["runnerType": "GROUP_TYPE", "groupId": "gid://gitlab/Group/10"], "owner-read-api", nil),
    ] as [(SandboxJSON, String, String?)])
  func createIsRefusedWithoutAPayload(input: SandboxJSON, token: String, message: String?) {
    var door = Door()
    let count = door.sandbox.runners.count
    let answer = change(&door, "runnerCreate", input, as: token)
    #expect(answer?[path: "data", "runnerCreate"] == .null)
    #expect(
      answer?["errors"]?[0]?["message"] == message.map(SandboxJSON.string) ?? Self.notAvailable)
    #expect(answer?["errors"]?[0]?["path"] == ["runnerCreate"])
    #expect(door.sandbox.runners.count == count)
  }

  @Test func failedValidationIsAListOfFullMessages() {
    var door = Door()
    let answer = change(
      &door, "runnerCreate",
      [
        "runnerType": "GROUP_TYPE", "groupId": "gid://gitlab/Group/10", "runUntagged": false,
        "maximumTimeout": 5, "description": .string(String(repeating: "x", count: 1025)),
      ], "errors runner{id}")
    #expect(
      answer?[path: "data", "runnerCreate"]
        == [
          "errors": [
            "Tags list can not be empty when runner is not allowed to pick untagged jobs",
            "Description is too long (maximum is 1024 characters)",
            "Maximum timeout needs to be at least 10 minutes",
          ], "runner": nil,
        ])
    #expect(answer?["errors"] == nil)
  }

  @Test func updateChangesOnlyWhatIsSentAndNullClears() throws {
    var door = Door()
    let id = try #require(
      door.createGroupRunner(("description", "old"), ("maximum_timeout", 700), ("tag_list", "a"))
        .json?["id"]?.int)
    var answer = change(
      &door, "runnerUpdate", ["id": gid(id), "paused": true, "maximumTimeout": nil],
      "errors runner{paused maximumTimeout description tagList}")
    #expect(
      answer?[path: "data", "runnerUpdate"]
        == [
          "errors": [],
          "runner": [
            "paused": true, "maximumTimeout": nil, "description": "old", "tagList": ["a"],
          ],
        ])
    answer = change(
      &door, "runnerUpdate",
      ["id": gid(id), "description": "", "tagList": [], "runUntagged": false],
      "errors runner{id}")
    #expect(answer?[path: "data", "runnerUpdate", "errors"]?.array?.count == 1)
    #expect(answer?[path: "data", "runnerUpdate", "runner"] == .null)
    #expect(runner(door, id)?.description == "old" && runner(door, id)?.tags == ["a"])
    answer = change(&door, "runnerUpdate", ["id": gid(id), "active": true])
    #expect(runner(door, id)?.paused == false)
  }

  @Test func updateNeedsTheRight() throws {
    var door = Door()
    let group = try first(door) { $0.groupID == 10 }
    for (id, token) in [
      (group, "maintainer-api"), (1, "owner-api"), (999, "owner-api"), (group, "owner-read-api"),
    ] {
      let answer = change(&door, "runnerUpdate", ["id": gid(id), "paused": true], as: token)
      #expect(answer?[path: "data", "runnerUpdate"] == .null)
      #expect(answer?["errors"]?[0]?["message"] == Self.notAvailable)
    }
    #expect(runner(door, group)?.paused == false)
  }

  @Test func updateSetsTheFurtherProjectsAndKeepsTheOwner() throws {
    var door = Door()
    let id = try first(door) { $0.projectIDs == [102, 101] && !$0.locked }
    func set(_ projects: SandboxJSON, _ id: Int) -> SandboxJSON? {
      change(&door, "runnerUpdate", ["id": gid(id), "associatedProjects": projects])
    }
    #expect(
      set(["gid://gitlab/Project/100", "gid://gitlab/Project/103"], id)?[
        path: "data", "runnerUpdate", "errors"] == [])
    #expect(runner(door, id)?.projectIDs == [102, 100, 103])
    #expect(set([], id)?[path: "data", "runnerUpdate", "errors"] == [])
    #expect(runner(door, id)?.projectIDs == [102])
    #expect(
      set(["gid://gitlab/Project/109"], id)?[path: "data", "runnerUpdate", "errors"]
        == ["user not allowed to assign runner"])
    let group = try first(door) { $0.groupID == 10 }
    #expect(
      set([], group)?["errors"]?[0]?["message"]
        == "associatedProjects must not be specified for 'group_type' scope")
  }

  @Test func deleteNeedsTheRightAndOneProject() throws {
    var door = Door()
    let shared = try first(door) { $0.projectIDs.count == 2 }
    let own = try first(door) { $0.projectIDs == [100] }
    #expect(
      change(&door, "runnerDelete", ["id": gid(shared)])?["errors"]?[0]?["message"]
        == Self.notAvailable)
    #expect(
      change(&door, "runnerDelete", ["id": gid(own)]) == ["data": ["runnerDelete": ["errors": []]]])
    #expect(runner(door, own) == nil && runner(door, shared) != nil)
    #expect(
      change(&door, "runnerDelete", ["id": gid(own)])?[path: "data", "runnerDelete"] == .null)
    #expect(
      change(&door, "runnerDelete", ["id": gid(shared)], as: "root-admin")?[
        path: "data", "runnerDelete", "errors"] == [])
  }

  @Test func bulkDeletionDoesWhatItMayAndNamesTheRest() throws {
    var door = Door()
    let shared = try first(door) { $0.projectIDs.count == 2 }
    let own = door.sandbox.runners.filter { $0.groupID == 10 }.map(\.id)
    let fields = "errors deletedCount deletedIds"
    let answer = change(
      &door, "bulkRunnerDelete",
      ["ids": .array(([1, shared] + own + [own[0], 9999]).map(gid))], fields)
    #expect(
      answer?[path: "data", "bulkRunnerDelete"]
        == [
          "errors": [
            .string("User does not have permission to delete runner(s) #1, #\(shared)")
          ], "deletedCount": .int(own.count), "deletedIds": .array(own.map(gid)),
        ])
    #expect(own.allSatisfy { runner(door, $0) == nil })
    let none = change(&door, "bulkRunnerDelete", ["ids": [gid(1)]], fields)
    #expect(
      none?[path: "data", "bulkRunnerDelete", "errors"]
        == ["User does not have permission to delete any of the runners"])
    #expect(
      change(&door, "bulkRunnerDelete", [:], fields)?[path: "data", "bulkRunnerDelete"]
        == ["errors": [], "deletedCount": 0, "deletedIds": []])
  }

  @Test func bulkDeletionTakesFifty() {
    var door = Door(.init(runners: 100))
    let ids = door.sandbox.runners.prefix(60).map(\.id)
    let answer = change(
      &door, "bulkRunnerDelete", ["ids": .array(ids.map(gid))], "errors deletedCount",
      as: "root-admin")
    #expect(
      answer?[path: "data", "bulkRunnerDelete"]
        == [
          "errors": [
            "Can only delete up to 50 runners per call. Ignored the remaining runner(s)."
          ], "deletedCount": 50,
        ])
    #expect(door.sandbox.runners.count == 86)
  }

  @Test func bulkPauseSetsTheFlagOnWhatItMay() throws {
    var door = Door()
    let own = door.sandbox.runners.filter { $0.groupID == 10 }.map(\.id)
    let answer = change(
      &door, "runnerBulkPause",
      ["ids": .array((own + [1, 9999]).map(gid)), "paused": true],
      "errors updatedCount updatedRunners{id paused}")
    #expect(
      answer?[path: "data", "runnerBulkPause"]
        == [
          "errors": ["User does not have permission to update runner(s) #1"],
          "updatedCount": .int(own.count),
          "updatedRunners": .array(own.map { ["id": gid($0), "paused": true] }),
        ])
    #expect(runner(door, 1)?.paused == false)
    let unknown = change(
      &door, "runnerBulkPause", ["ids": [gid(9999)], "paused": true], "errors updatedCount")
    #expect(
      unknown?[path: "data", "runnerBulkPause"] == ["errors": [], "updatedCount": 0])
  }

  @Test func assignmentSharesARunnerAndTakesItBack() throws {
    var door = Door()
    let id = try first(door) { $0.projectIDs == [100] && !$0.locked }
    let input: SandboxJSON = ["runnerId": gid(id), "projectPath": "acme/platform/api"]
    func assign(_ input: SandboxJSON, as token: String = "owner-api") -> SandboxJSON? {
      change(&door, "runnerAssignToProject", input, as: token)
    }
    #expect(assign(input)?["data"] == ["runnerAssignToProject": ["errors": []]])
    #expect(runner(door, id)?.projectIDs == [100, 101])
    #expect(
      assign(input)?[path: "data", "runnerAssignToProject", "errors"]
        == ["Runner projects Runner has already been taken"])
    let owner: SandboxJSON = ["runnerId": gid(id), "projectPath": "acme/website"]
    #expect(
      change(&door, "runnerUnassignFromProject", owner)?[
        path: "data", "runnerUnassignFromProject", "errors"]
        == ["You cannot unassign a runner from the owner project. Delete the runner instead"])
    #expect(
      change(&door, "runnerUnassignFromProject", input)?["data"]
        == ["runnerUnassignFromProject": ["errors": []]])
    #expect(runner(door, id)?.projectIDs == [100])
    #expect(
      change(&door, "runnerUnassignFromProject", input)?["errors"]?[0]?["message"]
        == Self.notAvailable)
  }

  @Test func assignmentIsForProjectRunnersThatAreOpen() throws {
    var door = Door(.init(runners: 400))
    let locked = try first(door) { $0.projectIDs == [100] && $0.locked }
    let group = try first(door) { $0.groupID == 10 && !$0.locked }
    func assign(_ id: Int, _ path: SandboxJSON, as token: String = "owner-api") -> SandboxJSON? {
      change(
        &door, "runnerAssignToProject", ["runnerId": gid(id), "projectPath": path], as: token)
    }
    #expect(assign(locked, "acme/platform/api")?["errors"]?[0]?["message"] == Self.notAvailable)
    #expect(
      assign(locked, "acme/platform/api", as: "root-admin")?[
        path: "data", "runnerAssignToProject", "errors"] == [])
    #expect(
      assign(group, "acme/website")?[path: "data", "runnerAssignToProject", "errors"]
        == ["Runner is not a project runner"])
    let open = try first(door) { $0.projectIDs == [100] && !$0.locked }
    for path in ["hidden/secret", "partner/shared", "nothing"] as [SandboxJSON] {
      #expect(assign(open, path)?["errors"]?[0]?["message"] == Self.notAvailable)
    }
  }

  @Test func mutationsOfOneRequestHappenInOrder() throws {
    var door = Door()
    let id = try #require(door.createGroupRunner().json?["id"]?.int)
    let text = "gid://gitlab/Ci::Runner/\(id)"
    let data = try door.data(
      "mutation{a:runnerUpdate(input:{id:\"\(text)\",description:\"1\"}){runner{description}}"
        + "b:runnerUpdate(input:{id:\"\(text)\",description:\"2\"}){runner{description}}"
        + "c:runnerDelete(input:{id:\"\(text)\"}){errors}}")
    #expect(
      data.text
        == #"{"a":{"runner":{"description":"1"}},"b":{"runner":{"description":"2"}},"c":{"errors":[]}}"#
    )
    #expect(runner(door, id) == nil)
  }

  @Test func readOnlyInstanceRefusesMutationsAndAnswersQueries() {
    var door = Door()
    door.sandbox.settings.maintenanceMode = true
    let answer = change(&door, "runnerDelete", ["id": gid(2)], as: "root-admin")
    #expect(answer?[path: "data", "runnerDelete"] == .null)
    #expect(
      answer?["errors"]?[0]?["message"]
        == "You cannot perform write operations on a read-only instance")
    #expect(door.query("{currentUser{username}}").json?["errors"] == nil)
  }

  @Test func restSeesWhatGraphQLChanged() throws {
    var door = Door()
    let id = try #require(door.createGroupRunner().json?["id"]?.int)
    _ = change(
      &door, "runnerUpdate", ["id": gid(id), "tagList": ["x"], "maintenanceNote": "n"])
    let entity = door.ask("GET", "runners/\(id)", as: "owner-api").json
    #expect(entity?["tag_list"] == ["x"] && entity?["maintenance_note"] == "n")
  }
}
