import Support
import Testing

extension EndToEnd {
  @Suite struct Registration {
    private static let wish = Wish(
      kind: .instance, tags: ["docker", "Linux", "größe"], runsUntagged: false,
      description: "Rack 4, 東京", note: "Ask the platform team", timeout: "1h 30m",
      isProtected: true, isPaused: true)

    @Test func anInstanceRunnerIsCreatedAsReviewed() async throws {
      let it = try await Operator()
      let runner = try await register(Self.wish, by: it)
      #expect(runner.runnerType == "instance_type")
      #expect(runner.locked == false)
    }

    @Test func aGroupRunnerIsCreatedByPath() async throws {
      let it = try await Operator()
      var wish = Self.wish
      wish.kind = .group
      wish.target = "acme/platform"
      let runner = try await register(wish, by: it)
      #expect(runner.runnerType == "group_type")
      #expect(runner.groups?.map(\.id) == [try id(of: "acme/platform", in: it.server.groups)])
    }

    @Test func aProjectRunnerIsCreatedByPastedAddress() async throws {
      let it = try await Operator()
      var wish = Self.wish
      wish.kind = .project
      wish.target = "\(it.server.url)/acme/platform/api/-/settings/ci_cd"
      wish.isLocked = true
      let runner = try await register(wish, by: it)
      #expect(runner.runnerType == "project_type")
      #expect(runner.locked)
      #expect(
        runner.projects?.map(\.id) == [try id(of: "acme/platform/api", in: it.server.projects)])
    }

    @Test func theConnectionCanBeTyped() async throws {
      let it = try await Operator(token: nil)
      try it.start()
      try await it.connect(token: "owner-create")
      var wish = Wish()
      wish.target = "100"
      try await it.go(to: .result, with: wish)
      #expect(try it.server.registrations().map(\.token) == ["owner-create"])
    }

    @Test func tokenAndExpiryAreShown() async throws {
      let it = try await Operator()
      try it.start()
      var wish = Wish(kind: .group)
      wish.target = "acme/rotating"
      try await it.go(to: .result, with: wish)
      #expect(Operator.token(in: try it.terminal.capture()) == nil)
      _ = try await it.revealToken()
      try await it.terminal.waitFor("expires 2")
    }

    @Test func copyInsideTmuxFillsTheProgramsBuffer() async throws {
      let it = try await Operator()
      try it.start()
      try await it.go(to: .result)
      let token = try await it.revealToken()
      try it.terminal.press("y")
      try await it.terminal.waitFor("via tmux")
      #expect(it.terminal.buffer("runner-wizard") == token)
    }

    @Test func aTokenShownAloneStaysWhenTheWindowIsResized() async throws {
      let it = try await Operator()
      try it.start()
      try await it.go(to: .result)
      let token = try await it.revealToken()
      try it.terminal.press("t")
      try await it.terminal.waitUntil("the token alone") {
        $0.hasPrefix(token) && !$0.contains("Runner created")
      }
      try it.terminal.resize(columns: 120, rows: 30)
      // The first key ends the view and does nothing else; only then the second shows the token.
      try it.terminal.press("v", "v")
      try await it.terminal.waitUntil("the page with the token") {
        $0.contains("Runner created") && $0.contains(token)
      }
    }

    /// Registers and compares what the server has with what was wished.
    private func register(_ wish: Wish, by it: Operator) async throws -> SandboxRunnerState {
      let before = Set(try it.server.runnerIDs())
      try it.start()
      try await it.go(to: .result, with: wish)
      let token = try await it.revealToken()
      try await it.terminal.waitFor("does not expire")
      #expect(!token.isEmpty)

      let created = Set(try it.server.runnerIDs()).subtracting(before)
      #expect(created.count == 1)
      let runner = try it.server.runner(try #require(created.first))
      #expect(Set(runner.tagList) == Set(wish.tags))
      #expect(runner.runUntagged == wish.runsUntagged)
      #expect(runner.description == wish.description)
      #expect(runner.maintenanceNote == wish.note)
      #expect(runner.maximumTimeout == 5400)
      #expect(runner.accessLevel == "ref_protected")
      #expect(runner.paused)
      return runner
    }

    private func id(of path: String, in places: [SandboxServer.Place]) throws -> Int {
      try #require(places.first { $0.fullPath == path }).id
    }
  }
}
