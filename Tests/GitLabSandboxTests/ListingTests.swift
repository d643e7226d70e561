import FoundationEssentials
import GitLabSandbox
import Testing

/// The four lists of runners, their filters and pages.
struct ListingTests {
  /// Runner types and owners in an answer, without regard to order and number.
  private func kinds(_ answer: SandboxResponse) -> Set<String> {
    Set(answer.json?.array?.compactMap { $0["runner_type"]?.string } ?? [])
  }

  private func ids(_ answer: SandboxResponse) -> [Int] {
    answer.json?.array?.compactMap { $0["id"]?.int } ?? []
  }

  @Test func ownListNeverHasInstanceRunners() {
    var door = Door()
    let answer = door.ask("GET", "runners?per_page=100", as: "owner-read-api")
    #expect(answer.status == 200)
    #expect(kinds(answer) == ["group_type", "project_type"])
    #expect(kinds(door.ask("GET", "runners", as: "maintainer-api")) == ["project_type"])
    #expect(ids(door.ask("GET", "runners", as: "developer-api")) == [])
  }

  @Test(arguments: [
    ("owner-manage", "runners"), ("owner-create", "runners"), ("owner-manage", "groups/10/runners"),
    ("owner-manage", "projects/100/runners"), ("owner-read-user", "runners"),
    ("owner-create", "groups"), ("owner-create", "user"), ("owner-create", "version"),
  ])
  func listsNeedAReadingScope(token: String, path: String) {
    var door = Door()
    let answer = door.ask("GET", path, as: token)
    #expect(answer.status == 403)
    #expect(answer.json?["error"] == "insufficient_scope")
  }

  @Test func allRunnersAreForAdministrators() {
    var door = Door()
    #expect(door.ask("GET", "runners/all", as: "owner-api").text == #"{"message":"403 Forbidden"}"#)
    #expect(door.ask("GET", "runners/all", as: "root-api").status == 403)
    let answer = door.ask("GET", "runners/all?per_page=100", as: "root-admin")
    #expect(ids(answer) == door.sandbox.runners.map(\.id))
  }

  @Test func groupListHasAncestorsAndInstanceButNoProjects() {
    var door = Door()
    let answer = door.ask("GET", "groups/acme%2Fplatform/runners?per_page=100", as: "owner-api")
    #expect(kinds(answer) == ["instance_type", "group_type"])
    let groups = Set(
      door.sandbox.runners.filter { ids(answer).contains($0.id) }.compactMap(\.groupID))
    #expect(groups == [10, 11])
    let none = door.ask("GET", "groups/11/runners?type=project_type", as: "owner-api")
    #expect(none.text == "[]")
  }

  @Test func groupListIsOpenToMaintainersInTheNewestReleaseOnly() {
    var newest = Door()
    #expect(newest.ask("GET", "groups/10/runners", as: "maintainer-api").status == 200)
    #expect(newest.ask("GET", "groups/10/runners", as: "developer-api").status == 403)
    var older = Door(.init(gitLab: .v17))
    #expect(older.ask("GET", "groups/10/runners", as: "maintainer-api").status == 403)
  }

  @Test func projectListHasItsOwnItsGroupsAndTheInstances() {
    var door = Door()
    let answer = door.ask("GET", "projects/101/runners?per_page=100", as: "project-bot")
    let runners = door.sandbox.runners.filter { ids(answer).contains($0.id) }
    #expect(Set(runners.compactMap(\.groupID)) == [10, 11])
    #expect(runners.filter { $0.kind == .project }.allSatisfy { $0.projectIDs.contains(101) })
    #expect(runners.contains { $0.kind == .instance })
    #expect(door.ask("GET", "projects/101/runners", as: "developer-api").status == 403)
  }

  @Test(arguments: [
    ("type=shared", "type does not have a valid value"),
    ("status=gone", "status does not have a valid value"),
    ("version_prefix=V15", "version_prefix is invalid"),
    ("scope=nothing", "scope does not have a valid value"),
    ("paused=perhaps", "paused is invalid"), ("page=x", "page is invalid"),
  ])
  func badFilterIsRefused(query: String, error: String) {
    var door = Door()
    let answer = door.ask("GET", "runners?" + query, as: "owner-api")
    #expect(answer.status == 400)
    #expect(answer.text == #"{"error":"\#(error)"}"#)
  }

  @Test func ownListTakesStatusScopesOnly() {
    var door = Door()
    let answer = door.ask("GET", "runners?scope=project_type", as: "owner-api")
    #expect(answer.text == #"{"message":"Scope contains invalid value"}"#)
    #expect(door.ask("GET", "runners?scope=online", as: "owner-api").status == 200)
    let shared = door.ask("GET", "runners/all?scope=shared", as: "root-admin")
    #expect(kinds(shared) == ["instance_type"])
  }

  @Test func tagFilterWantsEveryTagInItsCase() {
    var door = Door()
    #expect(door.createGroupRunner(("tag_list", "zz,ZZ")).status == 201)
    #expect(door.createGroupRunner(("tag_list", "zz")).status == 201)
    let last = door.sandbox.runners.count
    #expect(ids(door.ask("GET", "runners?tag_list=zz", as: "owner-api")) == [last - 1, last])
    #expect(ids(door.ask("GET", "runners?tag_list=zz,ZZ", as: "owner-api")) == [last - 1])
  }

  @Test func statusFilterFollowsOtherRulesThanTheStatusShown() {
    var door = Door()
    let runner = door.sandbox.runners.count + 1
    #expect(door.createGroupRunner(("paused", true)).status == 201)
    door.sandbox.contact(runnerID: runner, systemID: "s_1", polls: true, at: door.now)
    let online = door.ask("GET", "runners?status=online&per_page=100", as: "owner-api")
    #expect(online.json?.array?.last?["status"] == "paused")
    door.now += 8 * 86_400
    let offline = door.ask("GET", "runners?status=offline&per_page=100", as: "owner-api")
    #expect(offline.json?.array?.last?["status"] == "stale")
    #expect(offline.json?.array?.last?["id"] == .int(runner))
  }

  @Test func versionPrefixComparesWholeNumbers() {
    var door = Door()
    #expect(door.createGroupRunner().status == 201)
    let id = door.sandbox.runners.count
    door.sandbox.contact(
      runnerID: id, systemID: "s", version: "150.1.2", polls: true, at: door.now)
    #expect(!ids(door.ask("GET", "runners?version_prefix=15", as: "owner-api")).contains(id))
    #expect(ids(door.ask("GET", "runners?version_prefix=150.1", as: "owner-api")) == [id])
  }

  @Test func newestEntryFieldsAreMissingInOlderReleases() {
    for release in GitLabSandbox.Release.allCases {
      var door = Door(.init(gitLab: release))
      let entry = door.ask("GET", "runners?per_page=1", as: "owner-api").json?[0]
      #expect((entry?["created_at"] != nil) == (release == .v18))
      #expect((entry?["created_by"] != nil) == (release == .v18))
      #expect(entry?["token"] == nil && entry?["tag_list"] == nil)
    }
  }

  @Test func pageHeadersLeadThroughTheList() {
    var door = Door(.init(basePath: "/gitlab", externalURL: "https://git.example"))
    let total = door.sandbox.runners.count
    let answer = door.ask("GET", "runners/all?per_page=10&page=2", as: "root-admin")
    #expect(ids(answer) == Array(11...20))
    #expect(answer.header("X-Page") == "2")
    #expect(answer.header("X-Per-Page") == "10")
    #expect(answer.header("X-Next-Page") == "3")
    #expect(answer.header("X-Prev-Page") == "1")
    #expect(answer.header("X-Total") == String(total))
    #expect(answer.header("X-Total-Pages") == String((total + 9) / 10))
    let url = "<https://git.example/gitlab/api/v4/runners/all?page="
    #expect(
      answer.header("Link")
        == "\(url)1&per_page=10>; rel=\"prev\", \(url)3&per_page=10>; rel=\"next\", "
        + "\(url)1&per_page=10>; rel=\"first\", \(url)4&per_page=10>; rel=\"last\"")
    let last = door.ask("GET", "runners/all?per_page=10&page=4", as: "root-admin")
    #expect(last.header("X-Next-Page") == "")
    #expect(last.header("Link")?.contains("rel=\"next\"") == false)
    #expect(door.ask("GET", "runners/all?page=99", as: "root-admin").text == "[]")
    #expect(door.ask("GET", "runners/all?page=\(Int.max)", as: "root-admin").text == "[]")
  }

  @Test func linksKeepFiltersButNoToken() {
    var door = Door()
    let path = "runners/all?type=group_type&per_page=1&private_token="
    let answer = door.ask("GET", path + door.token("root-admin"))
    #expect(answer.status == 200)
    let link = answer.header("Link") ?? ""
    #expect(link.contains("?type=group_type&page=2&per_page=1>"))
    #expect(!link.contains("glpat-"))
  }

  @Test func totalsAreLeftOutAboveTenThousand() {
    var door = Door(.init(runners: 10_000))
    let answer = door.ask("GET", "runners/all?per_page=100", as: "root-admin")
    #expect(answer.header("X-Total") == nil)
    #expect(answer.header("X-Total-Pages") == nil)
    #expect(answer.header("Link")?.contains("rel=\"last\"") == false)
    #expect(answer.header("X-Next-Page") == "2")
  }
}
