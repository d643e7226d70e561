import FoundationEssentials
import GitLabSandbox
import Testing

/// The endpoint around the language: tokens and scopes, forms of requests, limits, faults.
struct GraphQLEndpointTests {
  private let who = "{currentUser{username}}"

  @Test(arguments: [
    ("owner-api", "owner"), ("owner-read-api", "owner"), ("owner-create-read", "owner"),
    ("owner-least", "owner"), ("maintainer-api", "maintainer"), ("root-api", "root"),
    ("root-admin", "root"), ("project-bot", "project_101_bot_5a4db0c5"),
  ])
  func tokenThatMayReadNamesItsUser(token: String, username: String) {
    var door = Door()
    #expect(
      door.query(who, as: token).text
        == #"{"data":{"currentUser":{"username":"\#(username)"}}}"#)
  }

  @Test(arguments: [
    ("owner-create", 401, "Invalid token"), ("owner-manage", 401, "Invalid token"),
    ("owner-read-user", 401, "Invalid token"), ("owner-expired", 401, "Invalid token"),
    ("owner-revoked", 401, "Invalid token"), ("owner-impersonated", 401, "Invalid token"),
    ("owner-fine-grained", 401, "Invalid token"), ("glpat-unknown", 401, "Invalid token"),
    ("root-create-admin", 401, "Invalid token"),
    ("owner-oauth", 401, "Invalid token"),
    ("owner-dpop", 401, "DPoP validation error: DPoP header is missing"),
    ("blocked-api", 403, "API not accessible for user"),
  ])
  func otherTokensAreRefusedBeforeExecution(token: String, status: Int, message: String) {
    var door = Door()
    let answer = door.query(who, as: token)
    #expect(answer.status == status)
    #expect(answer.text == #"{"errors":[{"message":"\#(message)"}]}"#)
  }

  @Test func nobodySeesThePublicOnly() throws {
    var door = Door()
    let data = try door.data(
      "{currentUser{id}metadata{version}groups{nodes{fullPath}}projects{nodes{fullPath}}"
        + "group(fullPath:\"public-library\"){name}}", as: nil)
    #expect(
      data
        == [
          "currentUser": nil, "metadata": nil,
          "groups": ["nodes": [["fullPath": "public-library"]]],
          "projects": ["nodes": [["fullPath": "public-library/catalogue"]]],
          "group": ["name": "Bibliothèque publique"],
        ])
  }

  /// Sends a request as it is.
  private func send(
    _ door: inout Door, _ method: String, _ target: String, _ type: String? = nil,
    _ body: String = "", headers: [(String, String)] = []
  ) -> SandboxResponse {
    var headers = headers + [("PRIVATE-TOKEN", door.token("owner-api"))]
    if let type { headers.append(("Content-Type", type)) }
    return door.sandbox.respond(
      to: SandboxRequest(method: method, target: target, headers: headers, body: Array(body.utf8)),
      at: door.now)
  }

  @Test func bearerTokenServesToo() {
    var door = Door()
    let request = SandboxRequest(
      method: "POST", target: "/api/graphql",
      headers: [
        ("Authorization", "Bearer \(door.token("owner-oauth"))"),
        ("Content-Type", "application/json"),
      ], body: Array(#"{"query":"{currentUser{username}}"}"#.utf8))
    #expect(
      door.sandbox.respond(to: request, at: door.now).text
        == #"{"data":{"currentUser":{"username":"owner"}}}"#)
  }

  @Test func queriesComeByGetAndAsFormsAndMutationsByPostOnly() {
    var door = Door()
    let expected = #"{"data":{"currentUser":{"username":"owner"}}}"#
    #expect(
      send(&door, "GET", "/api/graphql?query=%7BcurrentUser%7Busername%7D%7D").text == expected)
    #expect(
      send(
        &door, "POST", "/api/graphql", "application/x-www-form-urlencoded",
        "query=%7BcurrentUser%7Busername%7D%7D"
      ).text == expected)
    let change = "mutation{runnerDelete(input:{id:\"gid://gitlab/Ci::Runner/2\"}){errors}}"
      .replacing(" ", with: "+").replacing("\"", with: "%22")
    #expect(
      send(&door, "GET", "/api/graphql?query=\(change)").text
        == #"{"errors":[{"message":"Mutations are forbidden in GET requests"}]}"#)
    #expect(door.sandbox.runners.contains { $0.id == 2 })
  }

  @Test(arguments: [
    (#"{"query":"{currentUser{id}}","variables":[1]}"#, 422),
    (#"{"query":"{currentUser{id}}","variables":"{"}"#, 422),
    (#"{"query":"{currentUser{id}}","variables":"{}"}"#, 200),
    (#"{"query":"{currentUser{id}}","variables":""}"#, 200),
    (#"{"query":"{currentUser{id}}","variables":null}"#, 200),
    (#"{"query""#, 400), (#""text""#, 400), ("", 200), ("[]", 200),
  ])
  func bodyIsAnsweredWhateverItIs(body: String, status: Int) {
    var door = Door()
    let answer = send(&door, "POST", "/api/graphql", "application/json", body)
    #expect(answer.status == status)
    #expect(answer.json != nil)
    if status != 200 { #expect(answer.json?["errors"]?[0]?["message"]?.string != nil) }
  }

  @Test func textOfAllQueriesIsLimited() {
    var door = Door()
    let text = who + String(repeating: " ", count: 10_000 - who.utf8.count)
    #expect(door.query(text).status == 200)
    let long = door.query(text + " ")
    #expect(long.status == 422)
    #expect(long.text == #"{"errors":[{"message":"Query too large"}]}"#)
    let half: SandboxJSON = ["query": .string(String(text.prefix(5001)))]
    #expect(door.post([half]).status == 200)
    #expect(door.post([half, half]).status == 422)
  }

  @Test func listOfQueriesGetsAListOfAnswers() {
    var door = Door()
    let answer = door.post([
      ["query": .string(who)], ["query": "{nothing}"],
      ["query": "query($n:Int){runners(first:$n){count}}", "variables": ["n": 1]],
    ])
    #expect(answer.json?[0] == ["data": ["currentUser": ["username": "owner"]]])
    #expect(
      answer.json?[1]?["errors"]?[0]?[path: "extensions", "code"] == "undefinedField")
    #expect(answer.json?[2]?["data"] == ["runners": nil])
  }

  @Test func partsThatFailLeaveTheOthers() {
    var door = Door()
    let answer = door.query(
      "{a:runners{count}b:currentUser{username}c:group(fullPath:\"acme\"){name runners(last:1,first:1){count}}}"
    )
    #expect(
      answer.json?["data"]
        == [
          "a": nil, "b": ["username": "owner"],
          "c": ["name": "Acme Ingenieurbüro", "runners": nil],
        ])
    #expect(answer.json?["errors"]?.array?.compactMap { $0["path"] } == [["a"], ["c", "runners"]])
  }

  @Test func endpointThatIsOffIsAPageThatSaysSo() {
    var door = Door(.init(graphQL: false))
    let answer = door.query(who)
    #expect(answer.status == 404)
    #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
    #expect(answer.text.contains("404: Page not found"))
    #expect(door.ask("GET", "user", as: "owner-api").status == 200)
  }

  @Test func relativeRootIsKept() throws {
    var door = Door(.init(basePath: "/gitlab"))
    #expect(try door.data(who) == ["currentUser": ["username": "owner"]])
    #expect(send(&door, "POST", "/api/graphql").status == 404)
  }

  @Test func otherMethodsFindNothing() {
    var door = Door()
    for method in ["PUT", "DELETE", "PATCH"] {
      #expect(send(&door, method, "/api/graphql").status == 404)
    }
  }

  /// The outcome of the given number of equal requests under a fault.
  private func outcomes(_ rule: String, _ count: Int, basePath: String = "") throws -> [String] {
    var door = Door(.init(basePath: basePath))
    door.sandbox.add(try #require(SandboxFault(parsing: rule)))
    let body: SandboxJSON = ["query": .string(who)]
    let request = SandboxRequest(
      method: "POST", target: basePath + "/api/graphql",
      headers: [
        ("PRIVATE-TOKEN", door.token("owner-api")), ("Content-Type", "application/json"),
      ], body: body.bytes)
    return (0..<count).map { _ in
      switch door.sandbox.perform(request, at: door.now) {
      case .respond(let response): "\(response.status) \(response.text.prefix(60))"
      case .reset: "reset"
      case .truncate: "truncate"
      default: "other"
      }
    }
  }

  @Test func faultsStrikeTheEndpointToo() throws {
    let fine = #"200 {"data":{"currentUser":{"username":"owner"}}}"#
    #expect(
      try outcomes("POST /api/graphql:status=502:3", 4)
        == [fine, fine, #"502 {"errors":[{"message":"502 Bad Gateway"}]}"#, fine])
    #expect(
      try outcomes("/api/graphql:status=401", 1)
        == [#"401 {"errors":[{"message":"Invalid token"}]}"#])
    #expect(try outcomes("/api/graphql:status=429:1", 2) == ["429 Retry later\n", fine])
    #expect(try outcomes("POST /api/*:reset-after:1", 2, basePath: "/gitlab") == ["reset", fine])
    #expect(try outcomes("/graphql:truncate", 1) == [fine])
  }

  @Test func requestIsLoggedWithItsToken() {
    var door = Door()
    _ = door.query(who, as: "owner-read-api")
    _ = door.query(who, as: nil)
    #expect(door.sandbox.log.map(\.path) == ["/api/graphql", "/api/graphql"])
    #expect(door.sandbox.log.map(\.token) == ["owner-read-api", nil])
    #expect(door.sandbox.log.map(\.status) == [200, 200])
  }
}
