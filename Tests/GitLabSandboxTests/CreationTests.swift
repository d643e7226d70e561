import FoundationEssentials
import GitLabSandbox
import Testing

/// What `POST /user/runners` accepts and what comes of it.
struct CreationTests {
  @Test(arguments: [
    ("root-admin", "instance_type", 0, "glrt-t1_"),
    ("root-create-admin", "instance_type", 0, "glrt-t1_"),
    ("owner-api", "group_type", 10, "glrt-t2_"), ("owner-create", "group_type", 12, "glrt-t2_"),
    ("group-bot", "group_type", 12, "glrt-t2_"), ("root-admin", "group_type", 14, "glrt-t2_"),
    ("maintainer-create", "project_type", 102, "glrt-t3_"),
    ("project-bot", "project_type", 101, "glrt-t3_"),
    ("owner-api", "project_type", 112, "glrt-t3_"),
    ("owner-api", "project_type", 110, "glrt-t3_"),
  ])
  func whoeverMayCreatesARunner(token: String, type: String, owner: Int, prefix: String) throws {
    var door = Door()
    let answer = door.ask(
      "POST", "user/runners", as: token,
      ["runner_type": .string(type), "group_id": .int(owner), "project_id": .int(owner)])
    #expect(answer.status == 201)
    let runner = try #require(door.sandbox.runners.last)
    #expect(
      answer.text
        == #"{"id":\#(runner.id),"token":"\#(runner.token)","token_expires_at":null}"#)
    #expect(runner.token.hasPrefix(prefix))
    #expect(runner.token.utf8.count == prefix.utf8.count + 20)
    #expect(runner.kind.rawValue == type)
    #expect(answer.header("X-Request-Id")?.count == 26)
    #expect(answer.header("Date") == "Thu, 28 May 2026 20:26:40 GMT")
  }

  @Test func attributesAreStoredAsSent() throws {
    var door = Door()
    let answer = door.createGroupRunner(
      ("description", "日本 🏭"), ("maintenance_note", "a\nb"), ("paused", true), ("locked", "true"),
      ("access_level", "ref_protected"), ("run_untagged", false), ("tag_list", ["a", "B"]),
      ("maximum_timeout", 600))
    #expect(answer.status == 201)
    let runner = try #require(door.sandbox.runners.last)
    #expect(runner.description == "日本 🏭")
    #expect(runner.maintenanceNote == "a\nb")
    #expect(runner.paused && runner.locked && !runner.runUntagged)
    #expect(runner.accessLevel == .refProtected)
    #expect(runner.tags == ["a", "B"])
    #expect(runner.maximumTimeout == 600)
    #expect(runner.creatorID == 2)
  }

  @Test func blanksAreTakenAsNotSent() throws {
    var door = Door()
    let answer = door.createGroupRunner(
      ("description", ""), ("maintenance_note", "  "), ("paused", nil), ("tag_list", []),
      ("maximum_timeout", nil))
    #expect(answer.status == 201)
    let runner = try #require(door.sandbox.runners.last)
    #expect(runner.description == nil)
    #expect(runner.maintenanceNote == nil)
    #expect(!runner.paused && runner.tags.isEmpty && runner.maximumTimeout == nil)
  }

  @Test(
    arguments: [
      ("a, b ,c", ["a", "b", "c"]), (["a,b", " c "], ["a", "b", "c"]), ("a,,b, ", ["a", "b"]),
      (["docker", "Docker", "docker"], ["docker", "Docker"]), (7, []), (["x": "y"], []),
      ("a,\u{301}b", ["a", "\u{301}b"]), ("\u{A0}x", ["\u{A0}x"]),
    ] as [(SandboxJSON, [String])])
  func tagsAreSplitStrippedAndDeduplicated(sent: SandboxJSON, stored: [String]) throws {
    var door = Door()
    #expect(door.createGroupRunner(("tag_list", sent)).status == 201)
    let runner = try #require(door.sandbox.runners.last)
    #expect(runner.tags.map { Array($0.utf8) } == stored.map { Array($0.utf8) })
  }

  static let long = SandboxJSON.string(String(repeating: "é", count: 1025))
  static let manyTags = SandboxJSON.array((1...51).map { .string("t\($0)") })

  @Test(
    arguments: [
      (
        ["run_untagged": false],
        "Tags list can not be empty when runner is not allowed to pick untagged jobs"
      ),
      (
        ["tag_list": manyTags],
        "Tags list Too many tags specified. Please limit the number of tags to 50"
      ),
      (["description": long], "Description is too long (maximum is 1024 characters)"),
      (["maintenance_note": long], "Maintenance note is too long (maximum is 1024 characters)"),
      (["maximum_timeout": 599], "Maximum timeout needs to be at least 10 minutes"),
      (["maximum_timeout": 0], "Maximum timeout needs to be at least 10 minutes"),
      (
        ["tag_list": [.string(String(repeating: "x", count: 256))]],
        "Validation failed: Name is too long (maximum is 255 characters)"
      ),
      (
        ["description": long, "maximum_timeout": 1],
        "Description is too long (maximum is 1024 characters) and "
          + "Maximum timeout needs to be at least 10 minutes"
      ),
      (
        ["description": long, "maintenance_note": long, "maximum_timeout": 1],
        "Description is too long (maximum is 1024 characters), "
          + "Maintenance note is too long (maximum is 1024 characters), and "
          + "Maximum timeout needs to be at least 10 minutes"
      ),
    ] as [(SandboxJSON, String)])
  func validationAnswersInOneSentence(sent: SandboxJSON, sentence: String) throws {
    var door = Door()
    guard case .object(let members) = sent else { return }
    let answer = door.createGroupRunner(
      ("x", 1), ("description", members.first { $0.key == "description" }?.value ?? nil),
      ("maintenance_note", sent["maintenance_note"] ?? nil),
      ("maximum_timeout", sent["maximum_timeout"] ?? nil), ("tag_list", sent["tag_list"] ?? nil),
      ("run_untagged", sent["run_untagged"] ?? nil))
    #expect(answer.status == 400)
    #expect(answer.text == #"{"message":"400 Bad request - \#(sentence)"}"#)
  }

  @Test func limitsThemselvesAreAllowed() {
    var door = Door()
    let answer = door.createGroupRunner(
      ("description", .string(String(repeating: "界", count: 1024))),
      ("maintenance_note", .string(String(repeating: "n", count: 1024))),
      ("tag_list", .array((1...50).map { .string(String(repeating: "t", count: 250) + "\($0)") })))
    #expect(answer.status == 201)
  }

  @Test func formAndMultipartBodiesAreReadLikeJSON() throws {
    var door = Door()
    let form =
      "runner_type=group_type&group_id=10&description=a+b%20c&tag_list[]=x&tag_list%5B%5D=y"
    let multipart =
      ["runner_type": "group_type", "group_id": "10", "description": "a b c", "tag_list": "x,y"]
      .map { "--B\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" }.joined()
      + "--B--\r\n"
    for (type, body) in [
      ("application/x-www-form-urlencoded", form), ("multipart/form-data; boundary=B", multipart),
    ] {
      let request = SandboxRequest(
        method: "POST", target: "/api/v4/user/runners?paused=true",
        headers: [("PRIVATE-TOKEN", door.token("owner-api")), ("Content-Type", type)],
        body: Array(body.utf8))
      #expect(door.sandbox.respond(to: request, at: door.now).status == 201)
      let runner = try #require(door.sandbox.runners.last)
      #expect(runner.description == "a b c")
      #expect(runner.tags == ["x", "y"])
      #expect(runner.paused)
    }
  }

  @Test func everyAcceptedCallMakesAnotherRunner() {
    var door = Door()
    let count = door.sandbox.runners.count
    let first = door.createGroupRunner(("description", "same"))
    let second = door.createGroupRunner(("description", "same"))
    #expect(door.sandbox.runners.count == count + 2)
    #expect(first.json?["token"] != second.json?["token"])
  }

  @Test func sameSeedGivesTheSameTokens() {
    var one = Door(.init(seed: 7))
    var other = Door(.init(seed: 7))
    var third = Door(.init(seed: 8))
    let answer = one.createGroupRunner()
    #expect(answer.text == other.createGroupRunner().text)
    #expect(answer.text != third.createGroupRunner().text)
  }

  @Test func everythingLiesUnderTheRelativeRoot() {
    var door = Door(.init(basePath: "/gitlab"))
    #expect(door.createGroupRunner().status == 201)
    let outside = SandboxRequest(
      method: "POST", target: "/api/v4/user/runners",
      headers: [("PRIVATE-TOKEN", door.token("owner-api"))])
    let answer = door.sandbox.respond(to: outside, at: door.now)
    #expect(answer.status == 404)
    #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
  }
}
