import FoundationEssentials
import GitLabSandbox
import Testing

/// What `--places` makes.
struct GeneratedPlacesTests {
  private func door(_ places: Int, seed: UInt64 = 1) -> Door {
    Door(GitLabSandbox.Options(seed: seed, places: places))
  }

  private func paths(_ answer: SandboxResponse) -> [String] {
    answer.json?.array?.compactMap { ($0["full_path"] ?? $0["path_with_namespace"])?.string } ?? []
  }

  private func header(_ name: String, _ answer: SandboxResponse) -> String? {
    answer.headers.first { $0.0 == name }?.1
  }

  @Test func thereAreAsManyAsWantedHalfOfThemGroups() {
    let sandbox = door(1_001).sandbox
    let plain = door(0).sandbox
    #expect(sandbox.groups.count - plain.groups.count == 500)
    #expect(sandbox.projects.count - plain.projects.count == 501)
    #expect(Set(sandbox.groups.map(\.fullPath)).count == sandbox.groups.count)
    #expect(Set(sandbox.projects.map(\.fullPath)).count == sandbox.projects.count)
    #expect(Set(sandbox.groups.map(\.id)).count == sandbox.groups.count)
    #expect(
      door(1).sandbox.projects.last?.fullPath
        == "owner/\(door(1).sandbox.projects.last?.path ?? "")")
  }

  @Test func theSameSeedMakesTheSame() {
    #expect(door(200).sandbox.groups.map(\.fullName) == door(200).sandbox.groups.map(\.fullName))
    #expect(
      door(200).sandbox.groups.map(\.fullName) != door(200, seed: 2).sandbox.groups.map(\.fullName))
  }

  @Test func someAreNestedAndSomeNamedInOtherScripts() {
    let groups = door(400).sandbox.groups
    #expect(groups.contains { $0.fullPath.split(separator: "/").count == 3 })
    #expect(groups.contains { $0.name.contains("開発") })
    #expect(groups.filter { $0.path.hasPrefix("platform-") }.count > 5)
  }

  @Test func theyAreSearchedByNameAndPathAndCounted() {
    var door = door(10_000)
    let all = door.ask("GET", "groups?min_access_level=50&per_page=20", as: "owner-api")
    #expect(header("X-Next-Page", all) == "2")
    #expect(Int(header("X-Total", all) ?? "").map { $0 > 4_000 } == true)
    let some = door.ask(
      "GET", "groups?search=%E9%96%8B%E7%99%BA&min_access_level=50&order_by=similarity",
      as: "owner-api")
    #expect(!paths(some).isEmpty)
    let projects = door.ask(
      "GET", "projects?search=gateway-1&membership=true&min_access_level=40&simple=true",
      as: "owner-api")
    #expect(paths(projects).allSatisfy { $0.contains("/gateway-1") })
    #expect(paths(projects).count == 20)
    let inGroup = door.ask(
      "GET", "projects?search=platform-1&search_namespaces=true&membership=true", as: "owner-api")
    #expect(paths(inGroup).contains { !$0.hasSuffix("platform-1") && $0.contains("platform-1") })
  }

  @Test func rolesAreTheOnesOfTheCast() {
    var door = door(200)
    let path = "groups?min_access_level=50&per_page=100"
    let owned = paths(door.ask("GET", path, as: "owner-api")).count
    #expect(owned > 90)
    #expect(paths(door.ask("GET", path, as: "maintainer-api")).isEmpty)
    #expect(paths(door.ask("GET", "groups?per_page=100", as: "root-api")).count < 10)
    let reached = door.ask(
      "GET", "personal_access_tokens/self/associations?min_access_level=50&per_page=100",
      as: "owner-create")
    #expect(reached.json?["groups"]?.array?.count == 100)
  }

  @Test func theInventoryNamesOnlyTheFixedOnes() {
    #expect(door(100).sandbox.inventory == door(0).sandbox.inventory)
  }
}
