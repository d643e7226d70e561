import FoundationEssentials
import GitLabSandbox
import Testing

/// What `--runners` makes.
struct GenerationTests {
  private static let count = 3000
  private let runners = GitLabSandbox(options: .init(runners: count), startingAt: Door.start)
    .runners.suffix(count)

  /// Whether so many of all runners are of a kind, in percent.
  private func share(_ isWanted: (SandboxRunner) -> Bool) -> Double {
    Double(runners.count(where: isWanted)) / Double(Self.count) * 100
  }

  private func median(_ value: (SandboxRunner) -> Int) -> Int {
    runners.map(value).sorted()[Self.count / 2]
  }

  @Test func ordinaryRunnerHasFourTagsFortyCharactersAndOneManager() {
    #expect(median(\.tags.count) == 4)
    #expect(median { $0.description?.count ?? 0 } == 40)
    #expect(median(\.managers.count) == 1)
    #expect(runners.allSatisfy { Set($0.tags).count == $0.tags.count })
    #expect(runners.allSatisfy { !$0.tags.isEmpty || $0.runUntagged })
  }

  @Test func threeInAHundredHaveHostileText() {
    #expect((2...5).contains(share { $0.description?.count != 40 }))
    for piece in ["\u{1B}[2J", "\u{202E}", "\u{200B}", String(repeating: "広", count: 1024), "\r\n"]
    {
      #expect(runners.contains { $0.description?.contains(piece) == true })
    }
    #expect(runners.allSatisfy { ($0.description?.unicodeScalars.count ?? 0) <= 1024 })
    #expect(runners.allSatisfy { ($0.maintenanceNote?.unicodeScalars.count ?? 0) <= 1024 })
  }

  @Test func thereIsSomeOfEverything() {
    #expect((5...15).contains(share { $0.kind == .instance }))
    #expect((40...60).contains(share { $0.kind == .group }))
    #expect((5...15).contains(share { $0.projectIDs.count > 1 }))
    #expect((5...20).contains(share { $0.locked }))
    #expect((10...25).contains(share { $0.paused }))
    #expect((5...15).contains(share { $0.creatorID == nil }))
    #expect(Set(runners.compactMap(\.creatorID)).count >= 4)
    #expect((2...8).contains(share { $0.contactedAt != nil && $0.managers.isEmpty }))
    #expect((4...12).contains(share { $0.managers.count > 1 }))
    #expect(runners.contains { $0.managers.count > 10 })
    #expect((5...20).contains(share { $0.tokenExpiresAt != nil }))
    #expect(runners.contains { $0.tokenExpiresAt.map { $0 < Door.start } == true })
    #expect((10...20).contains(share { $0.maintenanceNote != nil }))
    let managers = runners.flatMap(\.managers)
    #expect(Set(managers.compactMap(\.version)).count >= 6)
    #expect(Set(managers.compactMap(\.executor)).count >= 4)
    #expect(Set(managers.compactMap(\.platform)) == ["linux", "darwin", "windows"])
    #expect(Set(managers.map(\.id)).count == managers.count)
  }

  @Test func everyStatusIsShownByMany() throws {
    var door = Door(.init(runners: Self.count))
    for status in ["ONLINE", "OFFLINE", "STALE", "NEVER_CONTACTED"] {
      var after = SandboxJSON.null
      var shown = 0
      repeat {
        let page = try door.data(
          "query($after:String){runners(after:$after){nodes{status}pageInfo{endCursor hasNextPage}}}",
          as: "root-admin", ["after": after])["runners"]
        shown += page?.nodes.count { $0["status"] == .string(status) } ?? 0
        after = page?[path: "pageInfo", "endCursor"] ?? .null
        if page?[path: "pageInfo", "hasNextPage"] != true { break }
      } while true
      #expect(shown > 40, "\(status)")
    }
  }

  @Test func theSameSeedMakesTheSameRunners() {
    let again = GitLabSandbox(options: .init(runners: 200), startingAt: Door.start).runners
    let other = GitLabSandbox(options: .init(seed: 2, runners: 200), startingAt: Door.start).runners
    let first = GitLabSandbox(options: .init(runners: 200), startingAt: Door.start).runners
    #expect(first.map(\.token) == again.map(\.token))
    #expect(first.map(\.description) == again.map(\.description))
    #expect(first.suffix(200).map(\.description) != other.suffix(200).map(\.description))
  }

  @Test func ownerManagesAGoodPart() throws {
    var door = Door(.init(runners: 1000))
    let data = try door.data(
      "{currentUser{runners{count}}group(fullPath:\"acme\"){runners{count}}"
        + "project(fullPath:\"acme/website\"){runners{count}}}")
    #expect(data[path: "currentUser", "runners", "count"]?.int ?? 0 > 600)
    #expect(data[path: "group", "runners", "count"]?.int ?? 0 > 500)
    #expect(data[path: "project", "runners", "count"]?.int ?? 0 > 150)
  }

  @Test func jobsOfSomeRunnersFillManyPages() throws {
    var door = Door(.init(runners: 500))
    let data = try door.data(
      "{runners(first:100,sort:CREATED_ASC){nodes{id jobCount jobExecutionStatus}}}",
      as: "root-admin")
    let counts = data["runners"]?.nodes.compactMap { $0["jobCount"]?.int } ?? []
    #expect(counts.contains { (101...1000).contains($0) } && counts.contains(0))
    #expect(data["runners"]?.nodes.contains { $0["jobExecutionStatus"] == "ACTIVE" } == true)
  }
}
