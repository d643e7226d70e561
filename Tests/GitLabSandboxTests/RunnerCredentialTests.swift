import FoundationEssentials
import GitLabSandbox
import Testing

/// Requests whose credential is a runner's own token, and the legacy registration.
struct RunnerCredentialTests {
  private static let forbidden = #"{"message":"403 Forbidden"}"#

  /// A door with a group runner and its token.
  private func door(_ release: GitLabSandbox.Release = .v18) throws -> (Door, token: SandboxJSON) {
    var door = Door(.init(gitLab: release))
    let answer = door.createGroupRunner()
    return (door, try #require(answer.json?["token"]))
  }

  @Test func verifyingLeavesATrace() throws {
    var (door, token) = try door()
    let answer = door.ask(
      "POST", "runners/verify",
      ["token": token, "system_id": "s_1", "info": ["version": "17.0.0", "platform": "darwin"]])
    #expect(answer.status == 200)
    let runner = try #require(door.sandbox.runners.last)
    #expect(
      answer.text
        == #"{"id":\#(runner.id),"token":"\#(runner.token)","token_expires_at":null}"#)
    let managers = door.ask("GET", "runners/\(runner.id)/managers", as: "owner-api").json
    #expect(managers?[0]?["system_id"] == "s_1")
    #expect(managers?[0]?["version"] == "17.0.0")
    #expect(managers?[0]?["status"] == "never_contacted")
    let details = door.ask("GET", "runners/\(runner.id)", as: "owner-api").json
    #expect(details?["status"] == "online")
    #expect(details?["platform"] == "darwin")
  }

  @Test func verifyingWithoutSystemIdMakesALegacyManager() throws {
    var (door, token) = try door()
    #expect(door.ask("POST", "runners/verify", ["token": token]).status == 200)
    #expect(door.ask("POST", "runners/verify", ["token": token]).status == 200)
    #expect(door.sandbox.runners.last?.managers.map(\.systemID) == ["<legacy>"])
  }

  @Test(arguments: [
    ("POST", "runners/verify"), ("DELETE", "runners"),
    ("POST", "runners/reset_authentication_token"),
  ])
  func tokenMustBeThereAndKnown(method: String, path: String) {
    var door = Door()
    #expect(door.ask(method, path, [:]).text == #"{"error":"token is missing"}"#)
    let unknown = door.ask(method, path, ["token": "glrt-unknown"])
    #expect(unknown.status == 403)
    #expect(unknown.text == Self.forbidden)
  }

  @Test func runnerDeletesItselfWithItsManagers() throws {
    var (door, token) = try door()
    let count = door.sandbox.runners.count
    #expect(door.ask("DELETE", "runners", ["token": token]).status == 204)
    #expect(door.sandbox.runners.count == count - 1)
    #expect(door.ask("DELETE", "runners", ["token": token]).status == 403)
  }

  @Test func oneManagerIsDeletedByItsSystemId() throws {
    var (door, token) = try door()
    for system in ["s_1", "s_2"] {
      let body: SandboxJSON = ["token": token, "system_id": .string(system)]
      #expect(door.ask("POST", "runners/verify", body).status == 200)
    }
    let missing = door.ask("DELETE", "runners/managers", ["token": token])
    #expect(missing.text == #"{"error":"system_id is missing"}"#)
    let body: SandboxJSON = ["token": token, "system_id": "s_1"]
    #expect(door.ask("DELETE", "runners/managers", body).status == 204)
    #expect(door.sandbox.runners.last?.managers.map(\.systemID) == ["s_2"])
    #expect(
      door.ask("DELETE", "runners/managers", body).text
        == #"{"message":"404 Runner manager not found Not Found"}"#)
  }

  @Test func rotationGivesANewTokenUntilTheDeadline() throws {
    var door = Door()
    let created = door.createGroupRunner(
      ("token_expires_at", "2026-05-30T00:00:00Z"),
      ("token_rotation_deadline", "2026-05-29T00:00:00Z"))
    let token = try #require(created.json?["token"])
    var late = door
    late.now += 86_400
    let refused = late.ask("POST", "runners/reset_authentication_token", ["token": token])
    #expect(refused.status == 403)
    #expect(refused.json?["error"]?.string != nil)
    let rotated = door.ask("POST", "runners/reset_authentication_token", ["token": token])
    #expect(rotated.status == 201)
    #expect(rotated.json?["token"] != token)
    #expect(rotated.json?["token_expires_at"] == .null)
  }

  @Test func expiredTokenIsUnknown() throws {
    var door = Door()
    let created = door.createGroupRunner(("token_expires_at", "2026-05-29T00:00:00Z"))
    let body: SandboxJSON = ["token": try #require(created.json?["token"])]
    #expect(door.ask("POST", "runners/verify", body).status == 200)
    door.now += 86_400
    #expect(door.ask("POST", "runners/verify", body).text == Self.forbidden)
  }

  @Test(arguments: ["glpat-sandbox-owner-api-0001", "glrt-t2_whatever", "GR1348941no"])
  func legacyRegistrationRefusesOtherTokens(token: String) {
    var door = Door()
    let answer = door.ask("POST", "runners", ["token": .string(token)])
    #expect(answer.status == 403)
    #expect(answer.text == #"{"message":"403 Forbidden - invalid token supplied"}"#)
    #expect(door.ask("POST", "runners", [:]).text == #"{"error":"token is missing"}"#)
  }

  @Test func legacyRegistrationIsGoneSinceSeventeen() {
    for release in [GitLabSandbox.Release.v17, .v18] {
      var door = Door(.init(gitLab: release))
      let answer = door.ask("POST", "runners", ["token": "GR1348941sandbox-instance-01"])
      #expect(answer.status == 410)
      #expect(answer.text == #"{"message":"410 Gone - runner registration disallowed"}"#)
    }
  }

  @Test func legacyRegistrationStillWorksInSixteen() throws {
    var door = Door(.init(gitLab: .v16))
    let answer = door.ask(
      "POST", "runners",
      ["token": "GR1348941sandbox-group-10", "description": "old", "tag_list": "a,b"])
    #expect(answer.status == 201)
    let runner = try #require(door.sandbox.runners.last)
    #expect(runner.kind == .group && runner.groupID == 10 && runner.creatorID == nil)
    #expect(runner.token.hasPrefix("glrtr-"))
    let invalid = door.ask(
      "POST", "runners", ["token": "GR1348941sandbox-project-101", "maximum_timeout": 1])
    #expect(
      invalid.text
        == #"{"message":{"maximum_timeout":["needs to be at least 10 minutes"]}}"#)
  }
}
