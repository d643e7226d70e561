import FoundationEssentials
import GitLabSandbox
import Testing

/// Fault rules, what they do to requests, and the controls.
struct FaultTests {
  @Test(arguments: [
    ("/a:stall", SandboxFault(path: "/a", kind: .stall)),
    (
      "POST /api/v4/user/runners:reset-after:2",
      SandboxFault(method: "POST", path: "/api/v4/user/runners", kind: .resetAfter, occurrence: 2)
    ),
    ("get /a:reset-before", SandboxFault(method: "GET", path: "/a", kind: .resetBefore)),
    ("/a:close-before:10", SandboxFault(path: "/a", kind: .closeBefore, occurrence: 10)),
    ("/a:close-after", SandboxFault(path: "/a", kind: .closeAfter)),
    ("/a:truncate", SandboxFault(path: "/a", kind: .truncate)),
    ("/a:slow:1", SandboxFault(path: "/a", kind: .slow, occurrence: 1)),
    ("/a:status=503:3", SandboxFault(path: "/a", kind: .status(503), occurrence: 3)),
    ("/a:html", SandboxFault(path: "/a", kind: .html)),
    ("/a:garbage", SandboxFault(path: "/a", kind: .garbage)),
    ("/a:b:html", SandboxFault(path: "/a:b", kind: .html)),
    ("/a:redirect=/b:2", SandboxFault(path: "/a", kind: .redirect("/b"), occurrence: 2)),
    ("/a:redirect=http://h:80", SandboxFault(path: "/a", kind: .redirect("http://h:80"))),
    (
      "/a:redirect=http://h:80:4",
      SandboxFault(path: "/a", kind: .redirect("http://h:80"), occurrence: 4)
    ),
    ("/a:redirect=http://h:80/x:y", SandboxFault(path: "/a", kind: .redirect("http://h:80/x:y"))),
    (
      "/a:redirect=http://h/x:4",
      SandboxFault(path: "/a", kind: .redirect("http://h/x"), occurrence: 4)
    ),
    (
      "/a:redirect=http://[::1]:80",
      SandboxFault(path: "/a", kind: .redirect("http://[::1]:80"))
    ),
    (
      "/a:redirect=http://[::1]:80:7",
      SandboxFault(path: "/a", kind: .redirect("http://[::1]:80"), occurrence: 7)
    ),
  ])
  func ruleIsRead(rule: String, fault: SandboxFault) {
    #expect(SandboxFault(parsing: rule) == fault)
  }

  @Test(arguments: [
    "", "/a", "/a:", "/a:explode", "/a:stall:0", "/a:stall:x", "/a:status=", "/a:status=42",
    "a:stall", "POST:stall", "/a:redirect=", "/a:stall:1:2",
  ])
  func whatIsNoRuleIsRefused(rule: String) {
    #expect(SandboxFault(parsing: rule) == nil)
  }

  /// A create request against a sandbox with that rule.
  private func perform(
    _ rule: String, basePath: String = ""
  ) throws -> (SandboxOutcome, Door, created: Int) {
    var door = Door(.init(basePath: basePath))
    door.sandbox.add(try #require(SandboxFault(parsing: rule)))
    let count = door.sandbox.runners.count
    let outcome = door.sandbox.perform(Self.creation(door), at: door.now)
    return (outcome, door, door.sandbox.runners.count - count)
  }

  private static func creation(_ door: Door) -> SandboxRequest {
    SandboxRequest(
      method: "POST", target: door.sandbox.options.basePath + "/api/v4/user/runners?x=1",
      headers: [("PRIVATE-TOKEN", door.token("owner-api"))],
      body: Array("runner_type=group_type&group_id=10".utf8))
  }

  @Test(arguments: [
    ("reset-before", "reset", 0), ("reset-after", "reset", 1), ("close-before", "close", 0),
    ("close-after", "close", 1), ("truncate", "truncate 201", 1), ("stall", "stall", 1),
    ("slow", "slow 201", 1), ("status=503", "respond 503", 0), ("html", "respond 502", 0),
    ("garbage", "garbage", 0), ("redirect=http://x/", "respond 302", 0),
  ])
  func kindDecidesOutcomeAndWhetherItIsCarriedOut(
    kind: String, outcome: String, created: Int
  ) throws {
    let result = try perform("/user/runners:" + kind)
    #expect(Self.name(result.0) == outcome)
    #expect(result.created == created)
    #expect(result.1.sandbox.log.map(\.token) == ["owner-api"])
  }

  private static func name(_ outcome: SandboxOutcome) -> String {
    switch outcome {
    case .respond(let response): "respond \(response.status)"
    case .truncate(let response): "truncate \(response.status)"
    case .slow(let response): "slow \(response.status)"
    case .reset: "reset"
    case .close: "close"
    case .stall: "stall"
    case .garbage: "garbage"
    }
  }

  @Test(arguments: [
    ("/gitlab/api/v4/user/runners", true), ("/api/v4/user/runners", true),
    ("/user/runners", true), ("POST /user/runners", true), ("GET /user/runners", false),
    ("/user", false), ("/user/*", true), ("*", false), ("/*", true), ("/runners", false),
  ])
  func pathIsComparedWithAndWithoutItsFront(path: String, hits: Bool) throws {
    guard let fault = SandboxFault(parsing: path + ":reset-before") else {
      #expect(!hits)
      return
    }
    var door = Door(.init(basePath: "/gitlab"))
    door.sandbox.add(fault)
    let outcome = door.sandbox.perform(Self.creation(door), at: door.now)
    #expect(Self.name(outcome) == (hits ? "reset" : "respond 201"))
  }

  @Test func numberPicksOneMatch() throws {
    var door = Door()
    door.sandbox.add(try #require(SandboxFault(parsing: "/user/runners:close-before:2")))
    let outcomes = (1...3).map { _ in
      Self.name(door.sandbox.perform(Self.creation(door), at: door.now))
    }
    #expect(outcomes == ["respond 201", "close", "respond 201"])
  }

  @Test func throttledAnswerSaysWhenToComeBack() throws {
    let (outcome, _, _) = try perform("/user/runners:status=429")
    guard case .respond(let response) = outcome else {
      Issue.record("no response")
      return
    }
    #expect(response.text == "Retry later\n")
    #expect(response.header("Retry-After") == "30")
    #expect(response.header("RateLimit-Reset") == "1780000030")
    #expect(response.header("RateLimit-ResetTime") == "Thu, 28 May 2026 20:27:10 GMT")
    #expect(response.header("X-Request-Id") != nil)
  }

  /// Sends a control with a JSON body.
  private func control(
    _ door: inout Door, _ method: String, _ path: String, _ body: SandboxJSON = nil
  ) -> SandboxResponse {
    let request = SandboxRequest(method: method, target: "/-/" + path, body: body.bytes)
    return door.sandbox.respond(to: request, at: door.now)
  }

  @Test func requestLogNamesTokensAndNeverShowsThem() {
    var door = Door(.init(basePath: "/gitlab"))
    _ = door.ask("GET", "user?private_token=" + door.token("owner-api"))
    _ = door.ask("GET", "version", as: "glpat-other")
    _ = door.ask("GET", "groups/acme%2Fplatform")
    let log = control(&door, "GET", "requests")
    #expect(
      log.text
        == #"[{"method":"GET","path":"/gitlab/api/v4/user","token":"owner-api","status":200},"#
        + #"{"method":"GET","path":"/gitlab/api/v4/version","token":"unknown","status":401},"#
        + #"{"method":"GET","path":"/gitlab/api/v4/groups/acme%2Fplatform","token":null,"status":401}]"#
    )
  }

  @Test func faultsComeAndGoByControl() {
    var door = Door()
    let added = control(&door, "POST", "faults", ["rules": ["/user/runners:stall", "/x:html"]])
    #expect(added.text == #"{"faults":2}"#)
    #expect(Self.name(door.sandbox.perform(Self.creation(door), at: door.now)) == "stall")
    #expect(control(&door, "POST", "faults", ["rule": "nonsense"]).status == 400)
    #expect(control(&door, "DELETE", "faults").status == 204)
    #expect(Self.name(door.sandbox.perform(Self.creation(door), at: door.now)) == "respond 201")
  }

  @Test func clockMovesByControl() {
    var door = Door()
    #expect(
      control(&door, "POST", "clock", ["advance": 90]).text
        == #"{"now":"2026-05-28T20:28:10.000Z"}"#)
    #expect(control(&door, "POST", "clock", ["now": "2030-01-01T00:00:00Z"]).status == 200)
    #expect(door.ask("GET", "user").header("Date") == "Tue, 01 Jan 2030 00:00:00 GMT")
    #expect(control(&door, "POST", "clock", [:]).status == 400)
    #expect(control(&door, "POST", "clock", ["advance": .int(.max)]).status == 400)
  }

  @Test func managerRegistersThenPollsByControl() throws {
    var door = Door()
    let id = try #require(door.createGroupRunner().json?["id"])
    let registered = control(
      &door, "POST", "managers", ["runner_id": id, "system_id": "s_9", "action": "register"])
    #expect(registered.status == 201)
    #expect(registered.json?["status"] == "never_contacted")
    let polled = control(&door, "POST", "managers", ["runner_id": id, "system_id": "s_9"])
    #expect(polled.json?["status"] == "online")
    #expect(polled.json?["id"] == registered.json?["id"])
    #expect(control(&door, "POST", "managers", ["runner_id": 0]).status == 404)
  }
}
