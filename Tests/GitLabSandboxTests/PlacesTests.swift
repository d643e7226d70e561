import GitLabSandbox
import Testing

/// The caller, groups and projects.
struct PlacesTests {
  private func ids(_ value: SandboxJSON?) -> [Int] {
    value?.array?.compactMap { $0["id"]?.int } ?? []
  }

  @Test(arguments: ["owner-create", "owner-read-user", "owner-fine-grained", "project-bot"])
  func everyTokenMayLookAtItself(token: String) throws {
    var door = Door()
    let answer = door.ask("GET", "personal_access_tokens/self", as: token)
    #expect(answer.status == 200)
    let scopes = try #require(door.sandbox.tokens.first { $0.name == token }?.scopes)
    #expect(answer.json?["scopes"] == .array(scopes.map(SandboxJSON.string)))
    #expect(answer.json?["expires_at"] == "2026-11-24")
    #expect(!answer.text.contains("glpat-"))
  }

  @Test func oauthTokenIsNoPersonalAccessToken() {
    var door = Door()
    let request = SandboxRequest(
      method: "GET", target: "/api/v4/personal_access_tokens/self",
      headers: [("Authorization", "Bearer " + door.token("owner-oauth"))])
    let answer = door.sandbox.respond(to: request, at: door.now)
    #expect(answer.status == 400)
    #expect(
      answer.text
        == #"{"message":"400 Bad request - This endpoint requires token type to be a personal access token"}"#
    )
  }

  @Test func associationsServeATokenThatMayOnlyCreate() {
    var door = Door()
    let path = "personal_access_tokens/self/associations?per_page=100&min_access_level="
    let owner = door.ask("GET", path + "50", as: "owner-create").json
    #expect(ids(owner?["groups"]) == [10, 11, 12, 13, 14, 15, 16, 17, 18])
    let projects = ids(owner?["projects"])
    #expect(projects.contains(112) && !projects.contains(108))
    let bot = door.ask("GET", path + "40", as: "project-bot").json
    #expect(ids(bot?["groups"]) == [] && ids(bot?["projects"]) == [101])
  }

  @Test func administratorIsOneInAdminModeOnly() {
    var door = Door()
    #expect(door.ask("GET", "user", as: "root-admin").json?["is_admin"] == true)
    #expect(door.ask("GET", "user", as: "root-api").json?["is_admin"] == nil)
    #expect(door.ask("GET", "user", as: "owner-read-user").json?["username"] == "owner")
    #expect(door.ask("GET", "user").text == #"{"message":"401 Unauthorized"}"#)
  }

  @Test func versionIsTheOneAskedFor() {
    for release in GitLabSandbox.Release.allCases {
      var door = Door(.init(gitLab: release))
      let version = door.ask("GET", "version", as: "owner-api").json?["version"]?.string
      #expect(version?.hasPrefix(release.rawValue + ".") == true)
      #expect(door.ask("GET", "metadata", as: "owner-api").json?["enterprise"] == true)
    }
  }

  @Test func groupIsFoundByIdAndPathOrNotAtAll() {
    var door = Door()
    let group = door.ask("GET", "groups/acme%2Fnihongo?with_projects=false", as: "owner-api").json
    #expect(group?["id"] == 13 && group?["name"] == "日本語チーム 🗾" && group?["projects"] == nil)
    #expect(ids(door.ask("GET", "groups/10", as: "owner-api").json?["projects"]) == [100, 110])
    let hidden = door.ask("GET", "groups/hidden", as: "owner-api")
    #expect(hidden.text == #"{"message":"404 Group Not Found"}"#)
    #expect(door.ask("GET", "groups/21", as: "owner-api").status == 200)
    #expect(door.ask("GET", "groups/acme/nihongo", as: "owner-api").status == 404)
  }

  @Test func groupsAreFilteredByRoleAndArchive() {
    var door = Door()
    let owned = door.ask(
      "GET", "groups?min_access_level=50&active=true&order_by=id", as: "owner-api")
    #expect(ids(owned.json) == [10, 11, 12, 13, 14, 15, 17, 18])
    #expect(ids(door.ask("GET", "groups?owned=true", as: "developer-api").json) == [])
    let found = door.ask("GET", "groups?search=ACME&order_by=similarity", as: "owner-api")
    #expect(ids(found.json).first == 10)
    let top = door.ask("GET", "groups?top_level_only=true&order_by=id", as: "owner-api")
    #expect(ids(top.json) == [10, 18, 19, 21])
  }

  @Test func projectsAreFilteredByRoleAndName() {
    var door = Door()
    let query =
      "projects?membership=true&min_access_level=40&simple=true&archived=false&order_by=id"
    let maintained = door.ask("GET", query + "&sort=asc", as: "owner-api")
    #expect(ids(maintained.json) == [100, 101, 102, 103, 104, 106, 107, 110, 112])
    #expect(maintained.json?[0]?["permissions"] == nil)
    let found = door.ask("GET", "projects?search=platform&search_namespaces=true", as: "owner-api")
    #expect(Set(ids(found.json)) == [101, 102])
    #expect(ids(door.ask("GET", "projects", as: "project-bot").json).contains(101))
    let inside = door.ask(
      "GET", "groups/11/projects?include_subgroups=true&sort=asc", as: "owner-api")
    #expect(ids(inside.json) == [101, 102])
  }

  @Test func projectTellsPermissionsByTheirOrigin() {
    var door = Door()
    let shared = door.ask("GET", "projects/partner%2Fshared", as: "owner-api").json
    #expect(shared?["permissions"]?["project_access"]?["access_level"] == 30)
    #expect(shared?["permissions"]?["group_access"] == .null)
    let api = door.ask("GET", "projects/101", as: "maintainer-api").json
    #expect(api?["permissions"]?["group_access"]?["access_level"] == 40)
    #expect(
      door.ask("GET", "projects/109", as: "owner-api").text
        == #"{"message":"404 Project Not Found"}"#)
  }

  @Test func movedProjectRedirectsReadingOnly() {
    var door = Door(.init(basePath: "/gitlab", externalURL: "http://git.example"))
    let answer = door.ask("GET", "projects/acme%2Fold-home/runners?per_page=1", as: "owner-api")
    let url = "http://git.example/gitlab/api/v4/projects/110/runners?per_page=1"
    #expect(answer.status == 301)
    #expect(answer.header("Location") == url)
    #expect(answer.text == "This resource has been moved permanently to \(url)")
    let change = door.ask(
      "POST", "projects/acme%2Fold-home/runners", as: "owner-api", ["runner_id": 1])
    #expect(change.status == 405)
  }

  @Test func memberIsFoundWithTheInheritedRole() {
    var door = Door()
    let member = door.ask("GET", "projects/102/members/all/3", as: "owner-api").json
    #expect(member?["access_level"] == 40)
    #expect(
      door.ask("GET", "groups/12/members/all/2", as: "owner-api").json?["access_level"] == 50)
    #expect(door.ask("GET", "groups/18/members/all/3", as: "owner-api").status == 404)
  }

  @Test func whatIsNotTheRestInterfaceAnswersCleanly() {
    var door = Door()
    #expect(door.ask("GET", "nothing", as: "owner-api").text == #"{"error":"404 Not Found"}"#)
    let root = door.sandbox.respond(to: SandboxRequest(method: "GET", target: "/"), at: door.now)
    #expect(root.header("Location") == "http://127.0.0.1/users/sign_in")
  }
}
