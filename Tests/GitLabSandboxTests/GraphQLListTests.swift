import FoundationEssentials
import GitLabSandbox
import Testing

/// The four lists of runners: who sees what, every argument, and pages while rows change.
struct GraphQLListTests {
  /// Numbers at the end of the global ids of a list's rows.
  private func ids(_ connection: SandboxJSON?) -> [Int] {
    connection?.nodes.compactMap {
      $0["id"]?.string?.split(separator: "/").last.flatMap { Int($0) }
    }
      ?? []
  }

  private func list(
    _ door: inout Door, _ arguments: String, as name: String = "root-admin"
  ) throws -> [Int] {
    ids(try door.data("{runners\(arguments){nodes{id}}}", as: name)["runners"])
  }

  @Test func ownListHasWhatTheCallerManages() throws {
    var door = Door(.init(runners: 60))
    for name in ["owner-api", "owner-read-api", "maintainer-api", "developer-api", "group-bot"] {
      let data = try door.data("{currentUser{runners{count nodes{id}}}}", as: name)
      let list = data[path: "currentUser", "runners"]
      let rest = door.ask("GET", "runners?per_page=100", as: name).json?.array ?? []
      #expect(Set(ids(list)) == Set(rest.compactMap { $0["id"]?.int }))
      #expect(list?["count"] == .int(rest.count))
    }
  }

  @Test func instanceListIsForAdministratorsActingAsSuch() throws {
    var door = Door()
    #expect(try list(&door, "(sort:CREATED_ASC)") == door.sandbox.runners.map(\.id))
    for name in ["owner-api", "root-api", nil] {
      let answer = door.query("{runners{count}metadata{enterprise}}", as: name)
      #expect(answer.status == 200)
      #expect(answer.json?[path: "data", "runners"] == .null)
      #expect((answer.json?[path: "data", "metadata"] == .null) == (name == nil))
      #expect(
        answer.json?["errors"] == [
          [
            "message":
              "The resource that you are attempting to access does not exist or you don't have permission to perform this action",
            "locations": [["line": 1, "column": 2]], "path": ["runners"],
          ]
        ])
    }
  }

  @Test func groupListGoesDownUnlessAskedOtherwise() throws {
    var door = Door()
    func runners(_ membership: String) throws -> [SandboxRunner] {
      let data = try door.data(
        "{group(fullPath:\"acme/platform\"){runners\(membership){nodes{id}}}}")
      let found = Set(ids(data[path: "group", "runners"]))
      return door.sandbox.runners.filter { found.contains($0.id) }
    }
    let below = try runners("")
    #expect(Set(below.compactMap(\.groupID)) == [11])
    #expect(below.contains { $0.projectIDs == [102, 101] })
    #expect(!below.contains { $0.kind == .instance })
    #expect(try runners("(membership:DESCENDANTS)").map(\.id) == below.map(\.id))
    let direct = try runners("(membership:DIRECT)")
    #expect(direct.allSatisfy { $0.groupID == 11 } && !direct.isEmpty)
    let all = try runners("(membership:ALL_AVAILABLE)")
    #expect(Set(all.compactMap(\.groupID)) == [10, 11])
    #expect(all.contains { $0.kind == .instance } && all.contains { $0.kind == .project })
  }

  @Test func projectListHasItsOwnItsGroupsAndTheInstances() throws {
    var door = Door()
    let data = try door.data(
      "{project(fullPath:\"acme/platform/api\"){runners{count nodes{id}}}}", as: "project-bot")
    let rest = door.ask("GET", "projects/101/runners?per_page=100", as: "project-bot").json?.array
    #expect(
      Set(ids(data[path: "project", "runners"])) == Set(rest?.compactMap { $0["id"]?.int } ?? []))
  }

  @Test(arguments: ["group(fullPath:\"acme\")", "project(fullPath:\"acme/website\")"])
  func visiblePlaceWithoutTheRoleHasNoList(place: String) {
    var door = Door()
    let answer = door.query("{\(place){name runners{count}}}", as: "developer-api")
    let name = String(place.prefix { $0 != "(" })
    #expect(answer.json?[path: "data", name, "name"]?.string?.isEmpty == false)
    #expect(answer.json?[path: "data", name, "runners"] == .null)
    #expect(answer.json?["errors"]?[0]?["path"] == [.string(name), "runners"])
    #expect(answer.json?["errors"]?.array?.count == 1)
  }

  @Test func invisiblePlaceIsNullWithoutAnError() {
    var door = Door()
    let answer = door.query(
      "{group(fullPath:\"hidden\"){id}project(fullPath:\"nothing/there\"){id}"
        + "runner(id:\"gid://gitlab/Ci::Runner/999\"){id}}")
    #expect(answer.text == #"{"data":{"group":null,"project":null,"runner":null}}"#)
  }

  @Test func newestComeFirstAndSortingFollowsTheKey() throws {
    var door = Door(.init(runners: 40))
    let runners = door.sandbox.runners
    let byAge = runners.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }.map(\.id)
    #expect(try list(&door, "") == byAge.reversed())
    #expect(try list(&door, "(sort:CREATED_DESC)") == byAge.reversed())
    #expect(try list(&door, "(sort:CREATED_ASC)") == byAge)
    let contacted = try list(&door, "(sort:CONTACTED_ASC)").compactMap { id in
      runners.first { $0.id == id }
    }
    let known = contacted.compactMap(\.contactedAt)
    #expect(known == known.sorted())
    #expect(contacted.prefix(known.count).allSatisfy { $0.contactedAt != nil })
    #expect(try list(&door, "(sort:CONTACTED_DESC)") == contacted.map(\.id).reversed())
    let expiring = try list(&door, "(sort:TOKEN_EXPIRES_AT_ASC)")
    #expect(runners.first { $0.id == expiring.first }?.tokenExpiresAt != nil)
    #expect(runners.first { $0.id == expiring.last }?.tokenExpiresAt == nil)
  }

  @Test func filtersHoldTheirRules() throws {
    var door = Door(.init(runners: 64))
    let runners = door.sandbox.runners
    func check(_ arguments: String, _ isWanted: (SandboxRunner) -> Bool) throws {
      let wanted = runners.filter(isWanted).map(\.id)
      #expect(!wanted.isEmpty && wanted.count < runners.count, "\(arguments)")
      #expect(try Set(list(&door, arguments)) == Set(wanted), "\(arguments)")
      let data = try door.data("{runners\(arguments){count}}", as: "root-admin")
      #expect(data[path: "runners", "count"] == .int(wanted.count))
    }
    let online = { (runner: SandboxRunner) in
      runner.contactedAt.map { $0 > Door.start.addingTimeInterval(-7200) } ?? false
    }
    try check("(type:GROUP_TYPE)") { $0.kind == .group }
    try check("(paused:true)") { $0.paused }
    try check("(paused:false)") { !$0.paused }
    try check("(active:true)") { !$0.paused }
    try check("(status:ONLINE)", online)
    try check("(status:NEVER_CONTACTED)") { $0.contactedAt == nil }
    try check("(status:PAUSED)") { $0.paused }
    try check("(search:\"DOCKER\")") { $0.description?.lowercased().contains("docker") ?? false }
    try check("(search:\"kept build\")") {
      ["kept", "build"].allSatisfy($0.description?.contains ?? { _ in false })
    }
    try check("(search:\"ビルド\")") { $0.description?.contains("ビルド") ?? false }
    try check("(tagList:[\"dock\",\"ARM\"])") { runner in
      ["dock", "arm"].allSatisfy { tag in
        runner.tags.contains { $0.lowercased().contains(tag) }
      }
    }
    try check("(creatorUsername:\"maintainer\")") { $0.creatorID == 3 }
    try check("(creatorId:\"gid://gitlab/User/2\")") { $0.creatorID == 2 }
    try check("(versionPrefix:\"15.11 and more\")") { runner in
      runner.managers.contains { $0.version == "15.11.0" }
    }
    try check("(upgradeStatus:AVAILABLE)") { runner in
      runner.managers.contains {
        $0.version?.hasPrefix("1") == true && !$0.version!.hasPrefix("18")
      }
    }
    try check("(type:GROUP_TYPE,paused:false,status:ONLINE)") {
      $0.kind == .group && !$0.paused && online($0)
    }
  }

  @Test(arguments: [
    "(active:false)", "(search:null,status:null,tagList:null,paused:null)", "(search:\"\")",
    "(versionPrefix:\"V15\")",
  ])
  func harmlessArgumentsFilterNothing(arguments: String) throws {
    var door = Door()
    #expect(try list(&door, arguments).count == door.sandbox.runners.count)
  }

  @Test func wholeTokenIsFoundBySearch() throws {
    var door = Door()
    let runner = try #require(door.sandbox.runners.first)
    #expect(try list(&door, "(search:\"\(runner.token)\")") == [runner.id])
    #expect(try list(&door, "(creatorUsername:\"nobody\")") == [])
  }

  @Test func oldReleaseWantsWholeTags() throws {
    var door = Door(.init(gitLab: .v17))
    #expect(try list(&door, "(tagList:[\"dock\"])") == [])
    #expect(try !list(&door, "(tagList:[\"docker\"])").isEmpty)
  }

  /// One page of the instance's list.
  private struct Rows {
    let ids: [Int]
    let info: SandboxJSON?

    var end: String { info?["endCursor"]?.string ?? "" }
    var start: String { info?["startCursor"]?.string ?? "" }
  }

  private func page(_ door: inout Door, _ arguments: String) throws -> Rows {
    let data = try door.data(
      "{runners(\(arguments)){nodes{id} pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}",
      as: "root-admin")
    return Rows(ids: ids(data["runners"]), info: data[path: "runners", "pageInfo"])
  }

  @Test(arguments: [
    "", ",sort:CREATED_ASC", ",sort:CONTACTED_DESC", ",sort:TOKEN_EXPIRES_AT_ASC", ",paused:false",
    ",search:\"kept\",sort:CONTACTED_ASC",
  ])
  func pagesInBothDirectionsMakeTheWholeList(arguments: String) throws {
    var door = Door(.init(runners: 50))
    let whole = try page(&door, "first:100" + arguments).ids
    var forward = try page(&door, "first:7" + arguments)
    var rows = forward.ids
    while forward.info?["hasNextPage"] == true {
      forward = try page(&door, "first:7,after:\"\(forward.end)\"\(arguments)")
      #expect(forward.info?["hasPreviousPage"] == true)
      rows += forward.ids
    }
    #expect(rows == whole)
    var backward = try page(&door, "last:7" + arguments)
    rows = backward.ids
    while backward.info?["hasPreviousPage"] == true {
      backward = try page(&door, "last:7,before:\"\(backward.start)\"\(arguments)")
      #expect(backward.info?["hasNextPage"] == true)
      rows = backward.ids + rows
    }
    #expect(rows == whole)
  }

  @Test func pageHasAHundredRowsAtMost() throws {
    var door = Door(.init(runners: 120))
    #expect(try page(&door, "first:1000").ids.count == 100)
    #expect(try page(&door, "sort:CREATED_ASC").ids.count == 100)
    let none = try page(&door, "first:0")
    #expect(none.ids == [] && none.info?["hasNextPage"] == true && none.info?["endCursor"] == .null)
  }

  @Test(arguments: [
    ("first:1,last:1", "Can only provide either `first` or `last`, not both"),
    ("after:\"x\"", "Please provide a valid cursor"),
    ("after:\"MTI=\"", "Please provide a valid cursor"),
  ])
  func windowThatMakesNoSenseIsRefused(arguments: String, message: String) {
    var door = Door()
    let answer = door.query("{runners(\(arguments)){count}}", as: "root-admin")
    #expect(answer.json?[path: "data", "runners"] == .null)
    #expect(answer.json?["errors"]?[0]?["message"] == .string(message))
  }

  @Test func cursorOfAnotherOrderIsNone() throws {
    var door = Door()
    let cursor = try page(&door, "first:1").end
    let answer = door.query(
      "{runners(after:\"\(cursor)\",sort:CONTACTED_ASC){count}}", as: "root-admin")
    #expect(answer.json?["errors"]?[0]?["message"] == "Please provide a valid cursor")
  }

  @Test func cursorStaysGoodWhileRowsComeAndGo() throws {
    var door = Door(.init(runners: 50))
    let before = try page(&door, "first:100").ids
    let first = try page(&door, "first:10")
    // A new row on top, the last row of the page and one behind it gone.
    #expect(door.createGroupRunner(("description", "new")).status == 201)
    #expect(door.ask("DELETE", "runners/\(before[9])", as: "root-admin").status == 204)
    #expect(door.ask("DELETE", "runners/\(before[12])", as: "root-admin").status == 204)
    let second = try page(&door, "first:10,after:\"\(first.end)\"")
    #expect(second.ids == Array(before[10..<12] + before[13..<21]))
    let again = try page(&door, "first:10")
    #expect(again.ids == [door.sandbox.runners.last?.id ?? 0] + before.prefix(9))
    let back = try page(&door, "last:100,before:\"\(first.end)\"")
    #expect(back.ids == [door.sandbox.runners.last?.id ?? 0] + before.prefix(9))
  }

  @Test func contactMovesARowInItsOrder() throws {
    var door = Door(.init(runners: 20))
    let last = try #require(try list(&door, "(sort:CONTACTED_ASC)").last)
    door.sandbox.contact(runnerID: last, systemID: "s_new", polls: true, at: door.now + 60)
    #expect(try list(&door, "(sort:CONTACTED_DESC)").first != last)
    let known = try list(&door, "(sort:CONTACTED_ASC)").filter { id in
      door.sandbox.runners.first { $0.id == id }?.contactedAt != nil
    }
    #expect(known.last == last)
  }

  @Test func assignmentAndRemovalChangeTheListsOfProjects() throws {
    var door = Door()
    let query = "{project(fullPath:\"acme/website\"){runners(type:PROJECT_TYPE){nodes{id}}}}"
    let own = ids(try door.data(query)[path: "project", "runners"])
    let other = try #require(
      door.sandbox.runners.first { $0.projectIDs == [103] && !$0.locked }?.id)
    #expect(!own.contains(other))
    #expect(
      door.ask("POST", "projects/100/runners", as: "owner-api", ["runner_id": .int(other)]).status
        == 201)
    #expect(try Set(ids(door.data(query)[path: "project", "runners"])) == Set(own + [other]))
    #expect(door.ask("DELETE", "projects/100/runners/\(other)", as: "owner-api").status == 204)
    #expect(try ids(door.data(query)[path: "project", "runners"]) == own)
  }

  @Test func edgesLinkToTheWebPagesOfTheList() throws {
    var door = Door(.init(basePath: "/gitlab", externalURL: "https://git.example"))
    let data = try door.data(
      "{group(fullPath:\"acme\"){runners(first:1){edges{cursor webUrl editUrl node{id}} "
        + "pageInfo{endCursor}}}}")
    let runners = data[path: "group", "runners"]
    let edge = runners?["edges"]?[0]
    let id = edge?[path: "node", "id"]?.string?.split(separator: "/").last ?? ""
    let url = "https://git.example/gitlab/groups/acme/-/runners/\(id)"
    #expect(edge?["webUrl"] == .string(url))
    #expect(edge?["editUrl"] == .string(url + "/edit"))
    #expect(edge?["cursor"] == runners?[path: "pageInfo", "endCursor"])
  }

  @Test func assignableRunnersAreThoseTheProjectLacks() throws {
    var door = Door()
    let data = try door.data(
      "{currentUser{runners(assignableToProjectPath:\"acme/website\"){nodes{id locked runnerType}}}}"
    )
    let rows = data[path: "currentUser", "runners"]?.nodes ?? []
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0["locked"] == false && $0["runnerType"] == "PROJECT_TYPE" })
  }
}
