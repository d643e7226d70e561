import FoundationEssentials
import GitLabSandbox
import Testing

/// Groups, projects, people and the instance in GraphQL.
struct GraphQLPlacesTests {
  private func paths(
    _ door: inout Door, _ list: String, as name: String? = "owner-api"
  ) throws -> [String] {
    let data = try door.data("{x:\(list){nodes{fullPath}}}", as: name)
    return data["x"]?.nodes.compactMap { $0["fullPath"]?.string } ?? []
  }

  @Test func callerIsDescribed() throws {
    var door = Door(.init(basePath: "/gitlab", externalURL: "https://git.example"))
    let data = try door.data(
      "{currentUser{id username name bot active webUrl webPath avatarUrl publicEmail "
        + "groups(search:\"plat\"){nodes{fullPath}}}}")
    #expect(
      data["currentUser"]
        == [
          "id": "gid://gitlab/User/2", "username": "owner", "name": "Olga Owner", "bot": false,
          "active": true, "webUrl": "https://git.example/gitlab/owner", "webPath": "/gitlab/owner",
          "avatarUrl": nil, "publicEmail": nil,
          "groups": ["nodes": [["fullPath": "acme/platform"]]],
        ])
    let bot = try door.data("{currentUser{bot}}", as: "group-bot")
    #expect(bot[path: "currentUser", "bot"] == true)
  }

  @Test func versionIsTheOnePlayed() throws {
    for release in GitLabSandbox.Release.allCases {
      var door = Door(.init(gitLab: release))
      let data = try door.data("{metadata{version revision enterprise}}")
      #expect(
        data[path: "metadata", "version"]?.string?.hasPrefix(release.rawValue) == true)
      #expect(data[path: "metadata", "enterprise"] == true)
    }
  }

  @Test func groupIsDescribedAndFoundInAnyCase() throws {
    var door = Door()
    let data = try door.data(
      "{group(fullPath:\"ACME/Platform\"){id name path fullName fullPath webUrl avatarUrl "
        + "createdAt parent{fullPath} maxAccessLevel{integerValue} userPermissions{readGroup "
        + "createProjects removeGroup viewEditPage canLeave archiveGroup adminAllResources}}}",
      as: "maintainer-api")
    #expect(
      data["group"]
        == [
          "id": "gid://gitlab/Group/11", "name": "Plattform & Betrieb", "path": "platform",
          "fullName": "Acme Ingenieurbüro / Plattform & Betrieb", "fullPath": "acme/platform",
          "webUrl": "http://127.0.0.1/groups/acme/platform", "avatarUrl": nil,
          "createdAt": "2025-04-23T20:26:40Z", "parent": ["fullPath": "acme"],
          "maxAccessLevel": ["integerValue": 40],
          "userPermissions": [
            "readGroup": true, "createProjects": true, "removeGroup": false,
            "viewEditPage": false, "canLeave": true, "archiveGroup": false,
            "adminAllResources": false,
          ],
        ])
    let admin = try door.data(
      "{group(fullPath:\"acme\"){maxAccessLevel{integerValue} "
        + "userPermissions{removeGroup canLeave adminAllResources}}}", as: "root-admin")
    #expect(
      admin["group"]
        == [
          "maxAccessLevel": ["integerValue": 0],
          "userPermissions": [
            "removeGroup": true, "canLeave": false, "adminAllResources": true,
          ],
        ])
  }

  @Test func projectIsDescribed() throws {
    var door = Door()
    let data = try door.data(
      "{project(fullPath:\"acme/archive/old-site\"){id name nameWithNamespace fullPath description "
        + "avatarUrl webUrl archived maxAccessLevel{integerValue} "
        + "userPermissions{readProject adminProject}}}")
    #expect(
      data["project"]
        == [
          "id": "gid://gitlab/Project/105", "name": "Old site",
          "nameWithNamespace": "Acme Ingenieurbüro / Archive / Old site",
          "fullPath": "acme/archive/old-site", "description": nil, "avatarUrl": nil,
          "webUrl": "http://127.0.0.1/acme/archive/old-site", "archived": true,
          "maxAccessLevel": ["integerValue": 50],
          "userPermissions": ["readProject": true, "adminProject": true],
        ])
  }

  @Test func groupsAreFilteredAndSorted() throws {
    var door = Door()
    let all = try paths(&door, "groups")
    #expect(all.contains("public-library") && !all.contains("hidden"))
    #expect(try paths(&door, "groups(allAvailable:false)").contains("public-library") == false)
    #expect(
      try paths(&door, "groups(ownedOnly:true,topLevelOnly:true)") == ["acme", "longtokens"])
    #expect(
      try paths(&door, "groups(parentPath:\"acme/platform\")") == ["acme/platform/kernel"])
    #expect(
      try paths(&door, "groups(parentPath:\"acme\",includeSubgroups:true)").count == 7)
    #expect(try paths(&door, "groups(search:\"kern\")") == ["acme/platform/kernel"])
    #expect(
      try paths(&door, "groups(ids:[\"gid://gitlab/Group/11\",\"gid://gitlab/Group/20\"])")
        == ["acme/platform"])
    #expect(
      try paths(&door, "groups(active:false)") == ["acme/archive"])
    #expect(try paths(&door, "groups(visibilityLevel:public)") == ["public-library"])
    #expect(
      try !paths(&door, "groups(not:{ids:[\"gid://gitlab/Group/10\"]})").contains("acme"))
    let descending = try paths(&door, "groups(sort:\"path_desc\")")
    #expect(descending == descending.sorted(by: >))
    #expect(
      try paths(&door, "groups", as: "root-admin").count == door.sandbox.groups.count)
  }

  @Test func projectsAreFilteredAndCounted() throws {
    var door = Door()
    #expect(
      try paths(&door, "projects(search:\"acme\",searchNamespaces:true)").contains("acme/website"))
    #expect(try paths(&door, "projects(search:\"web\")") == ["acme/website"])
    #expect(try paths(&door, "projects(personal:true)") == ["owner/dotfiles"])
    #expect(
      try paths(&door, "projects(namespacePath:\"acme/platform\")") == ["acme/platform/api"])
    #expect(
      try paths(&door, "projects(membership:true)").contains("public-library/catalogue") == false)
    #expect(try paths(&door, "projects").first == "owner/dotfiles")
    let data = try door.data("{projects(first:2){count nodes{id}pageInfo{hasNextPage}}}")
    #expect(data["projects"]?.nodes.count == 2)
    #expect(data[path: "projects", "count"]?.int ?? 0 > 8)
    #expect(data[path: "projects", "pageInfo", "hasNextPage"] == true)
  }

  @Test func smallListsPageByCountingRows() throws {
    var door = Door()
    let whole = try paths(&door, "groups")
    var rows: [String] = []
    var after = SandboxJSON.null
    repeat {
      let page = try door.data(
        "query($a:String){groups(first:3,after:$a){edges{cursor node{fullPath}}"
          + "pageInfo{hasNextPage endCursor}}}", as: "owner-api", ["a": after])["groups"]
      let edges = page?["edges"]?.array ?? []
      rows += edges.compactMap { $0[path: "node", "fullPath"]?.string }
      #expect(edges.last?["cursor"] == page?[path: "pageInfo", "endCursor"])
      after =
        page?[path: "pageInfo", "hasNextPage"] == true
        ? page?[path: "pageInfo", "endCursor"] ?? .null : .null
    } while after != .null
    #expect(rows == whole)
    let last = try door.data("{groups(last:2){nodes{fullPath}pageInfo{hasPreviousPage}}}")
    #expect(
      last["groups"]?.nodes.compactMap { $0["fullPath"]?.string } == Array(whole.suffix(2)))
    #expect(last[path: "groups", "pageInfo", "hasPreviousPage"] == true)
  }
}
