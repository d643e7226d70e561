import Support
import Testing

extension EndToEnd {
  @Suite struct Picking {
    @Test func aGroupIsPickedByAFewLettersAndGetsARunner() async throws {
      let it = try await Operator(token: "owner-api", server: ["--places", "2000"])
      let before = Set(try it.server.runnerIDs())
      try it.start()
      try await it.choose(.group)
      try await it.terminal.waitUntil("the groups") { $0.contains(" groups") }
      try it.terminal.type("niho")
      // Out of those that are loaded by then, or the only one that the server found.
      try await it.terminal.waitUntilStill("the only match") {
        $0.contains("acme/nihongo") && $0.contains(/1 of \d+|─ 1 group/)
      }
      try it.terminal.press(.down, .enter)
      let wish = Wish(kind: .group)
      try await it.fillTags(wish)
      try await it.fillDetails(wish)
      try await it.create()
      _ = try await it.revealToken()
      let created = Set(try it.server.runnerIDs()).subtracting(before)
      let runner = try it.server.runner(try #require(created.first))
      #expect(created.count == 1)
      #expect(runner.groups?.map(\.id) == [13])
    }

    @Test func aTokenThatMayOnlyCreatePicksFromWhatItReaches() async throws {
      let it = try await Operator(token: "owner-create", columns: 40, rows: 12)
      try it.start()
      try await it.choose(.project)
      try await it.see(.target)
      try it.terminal.type("linux")
      try await it.terminal.waitUntil("the match") { $0.contains("acme/platform/kernel/linux") }
      try it.terminal.press(.down, .enter)
      try await it.see(.tags)
    }
  }
}
