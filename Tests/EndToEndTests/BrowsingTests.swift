import Support
import Testing

extension EndToEnd {
  /// The list of runners on the screen; after each change the server is asked what became of it.
  @Suite struct Browsing {
    private func open(
      _ token: String = "root-admin", runners: Int = 5_000, server options: [String] = [],
      columns: Int = 100, rows: Int = 30
    ) async throws -> Operator {
      let it = try await Operator(
        token: token, columns: columns, rows: rows,
        server: ["--runners", String(runners)] + options)
      try it.start("runners")
      return it
    }

    /// All runners of the instance.
    private func openInstance(runners: Int = 5_000) async throws -> Operator {
      let it = try await open(runners: runners)
      try await it.terminal.waitFor("Runners · mine")
      try await it.terminal.waitFor("online")
      try it.terminal.press("S")
      try await it.terminal.waitFor("Scope: mine")
      try it.terminal.type("instance")
      try await it.terminal.waitUntil("the choice") { $0.contains(/[◉▸] +.*instance/) }
      try it.terminal.press(.enter)
      try await it.terminal.waitFor("Runners · instance · \(grouped(runners + 36))")
      return it
    }

    /// Shows one runner alone, the cursor on it.
    private func find(_ id: Int, by it: Operator) async throws {
      try it.terminal.press("/")
      try it.terminal.type("#\(id)")
      try it.terminal.press(.enter)
      try await it.terminal.waitUntil("runner \(id) alone") {
        $0.contains("· 1 of") && $0.contains("Filter #\(id)")
      }
    }

    private func clearFilter(_ it: Operator) async throws {
      try it.terminal.press(.escape)
      try await it.terminal.waitUntil("no filter") { !$0.contains("\n Filter ") }
    }

    private func grouped(_ number: Int) -> String {
      number < 1_000
        ? String(number) : "\(number / 1_000),\(String(number % 1_000 + 1_000).dropFirst())"
    }

    @Test func fiveThousandRunnersAreFilteredSortedAndMarked() async throws {
      let it = try await openInstance()
      try it.terminal.press("/")
      try it.terminal.type("status:online type:group")
      try it.terminal.press(.enter)
      // The whole list is loaded for it, and the counters are of what is shown.
      let filtered = try await it.terminal.waitUntilStill("the whole list, filtered") {
        $0.contains(" of 5,036") && !$0.contains("loaded")
      }
      #expect(!filtered.contains("offline"))
      #expect(!filtered.contains("project  "))
      try it.terminal.press("s")
      try await it.terminal.waitFor("Sort: ")
      try it.terminal.press(.down, .down, .enter)
      // The rows follow the header, because they are sorted away from the screen.
      try await it.terminal.waitUntil("the lowest id first") { screen in
        let ids = screen.matches(of: /#(\d+)/).compactMap { Int($0.output.1) }
        return screen.contains(/Id ?↑|↑ ?Id/) && ids.count > 10 && ids == ids.sorted()
      }
      try it.terminal.press("Home", .space, .space)
      try await it.terminal.waitFor("2 marked")
      try await clearFilter(it)
      try await it.terminal.waitFor("2 marked")
    }

    @Test func severalArePausedAtOnce() async throws {
      let it = try await openInstance()
      try it.terminal.press("/")
      try it.terminal.type("!status:paused type:project")
      try it.terminal.press(.enter)
      let screen = try await it.terminal.waitUntilStill("runners that are not paused") {
        $0.contains(" of 5,036") && !$0.contains("loaded")
      }
      let ids = screen.matches(of: /#(\d+)/).prefix(3).compactMap { Int($0.output.1) }
      try it.terminal.press(.space, .space, .space)
      try await it.terminal.waitFor("3 marked")
      try it.terminal.press("p")
      try await it.terminal.waitFor("[y] Pause 3 runners")
      #expect(try ids.allSatisfy { try !it.server.runner($0).paused })
      try it.terminal.press("y")
      try await it.terminal.waitFor("3 of 3 done")
      #expect(try ids.map { try it.server.runner($0).paused } == [true, true, true])
    }

    @Test func detailsAndJobsAreShown() async throws {
      let it = try await openInstance(runners: 200)
      try await find(7, by: it)
      try it.terminal.press(.enter)
      try await it.terminal.waitFor("[Overview]")
      try await it.terminal.waitFor("Managers")
      try it.terminal.press("3")
      try await it.terminal.waitFor("[Jobs]")
      try await it.terminal.waitUntil("jobs") { $0.contains(/#\d+ ·/) }
    }

    @Test func oneIsEditedAndOnlyTheChangeIsSent() async throws {
      let it = try await openInstance(runners: 400)
      let before = try it.server.runner(8)
      try await find(8, by: it)
      try it.terminal.press("e")
      try await it.see(.tags)
      try it.terminal.press(.enter, .enter)
      try await it.see(.details)
      try it.terminal.type(" edited")
      try await it.pressEnter(until: .review)
      try await it.terminal.waitFor("Enter saves what changes")
      try it.terminal.press(.enter)
      try await it.terminal.waitFor("Saved the changes")
      let after = try it.server.runner(8)
      #expect(after.description == (before.description ?? "") + " edited")
      #expect(after.tagList == before.tagList)
      #expect(after.maintenanceNote == before.maintenanceNote)
      #expect(try it.server.requests().count { $0.method == "PUT" } == 1)
    }

    @Test func aProjectRunnerIsAssignedResetAndDeleted() async throws {
      let it = try await openInstance(runners: 400)
      let id = try #require(
        try it.server.runnerIDs().reversed().first {
          let runner = try it.server.runner($0)
          return runner.runnerType == "project_type" && !runner.locked
            && runner.projects?.count == 1 && runner.projects?.first?.id != 100
        })
      try await find(id, by: it)
      try it.terminal.press("a")
      try await it.terminal.waitFor("Assign to a project")
      try it.terminal.type("acme/website")
      try it.terminal.press(.enter)
      try await it.terminal.waitFor("Enter assigns")
      // An Enter right after the answer is dropped, so that a key held down assigns nothing.
      _ = try await Deadline.wait(
        orExplain: { "The runner was not assigned." },
        until: {
          try it.terminal.press(.enter)
          return try? await it.terminal.waitUntil("the end", deadline: .milliseconds(700)) {
            $0.contains("Assigned")
          }
        })
      #expect(try it.server.runner(id).projects?.map(\.id).contains(100) == true)

      try it.terminal.press(.escape)
      try await it.terminal.waitUntil("the list") { !$0.contains("Assign to a project") }
      try it.terminal.press("R")
      try await it.terminal.waitFor("Reset this runner's token?")
      try it.terminal.press("y")
      try await it.terminal.waitFor("Token reset")
      let token = try await Deadline.wait(
        orExplain: { "The new token did not appear." },
        until: {
          try it.terminal.press("v")
          let screen = try? await it.terminal.waitUntil("the token", deadline: .milliseconds(700)) {
            Operator.token(in: $0) != nil
          }
          return screen.flatMap(Operator.token)
        })
      #expect(!token.isEmpty)
      try it.terminal.press("y")
      try await it.terminal.waitFor("via tmux")
      #expect(it.terminal.buffer("runner-wizard") == token)
      try it.terminal.press(.escape)
      try await it.terminal.waitFor("Runners · instance")
      #expect(
        try it.server.requests().count { $0.path.hasSuffix("/reset_authentication_token") } == 1)

      try it.terminal.press("d")
      try await it.terminal.waitUntil("the question") {
        $0.contains("Delete this runner?") && $0.contains("2 projects")
      }
      try it.terminal.press("y")
      try await it.terminal.waitFor("Deleted")
      #expect(try !it.server.runnerIDs().contains(id))
    }

    @Test func aCloneIsCreatedLikeItsOriginal() async throws {
      let it = try await openInstance(runners: 100)
      let original = try it.server.runner(8)
      let before = Set(try it.server.runnerIDs())
      try await find(8, by: it)
      try it.terminal.press("c")
      try await it.see(.review)
      try await it.create()
      try await it.see(.result)
      let created = Set(try it.server.runnerIDs()).subtracting(before)
      let copy = try it.server.runner(try #require(created.first))
      #expect(created.count == 1)
      #expect(copy.runnerType == original.runnerType)
      #expect(Set(copy.tagList) == Set(original.tagList))
      #expect(copy.description == original.description)
    }

    @Test func hostileDescriptionsNeitherBreakColumnsNorReachTheTerminal() async throws {
      let it = try await openInstance(runners: 400)
      try it.terminal.press("End")
      try await it.terminal.waitFor("436/436")
      for _ in 0..<18 {
        let screen = try it.terminal.capture()
        let rows = screen.split(separator: "\n").filter { $0.contains(/#\d+/) }
        #expect(rows.count > 10)
        #expect(screen.unicodeScalars.allSatisfy { $0 == "\n" || !(0..<0x20 ~= $0.value) })
        // The ids stand one below the other, so no description has moved what follows it.
        let places = rows.compactMap { row in row.firstMatch(of: /#\d+/)?.range.upperBound }
        #expect(Set(zip(rows, places).map { $0.distance(from: $0.startIndex, to: $1) }).count <= 2)
        try it.terminal.press("PPage")
      }
    }

    @Test(arguments: [
      ("owner-create", "read_api"), ("owner-manage", "read_api"), ("owner-read-api", "online"),
    ])
    func theScreenSaysWhatATokenMayDo(token: String, words: String) async throws {
      let it = try await open(token, runners: 100)
      try await it.terminal.waitFor(words)
      if token == "owner-read-api" {
        try it.terminal.press("d")
        try await it.terminal.waitUntil("the scope that is missing") {
          flowing($0).contains("manage_runner") || flowing($0).contains("api")
        }
        #expect(try it.server.requests().allSatisfy { $0.method != "DELETE" })
      }
    }

    @Test func withoutGraphQLTheListComesOverREST() async throws {
      let it = try await open("owner-api", runners: 300, server: ["--no-graphql"])
      try await it.terminal.waitFor("online")
      try it.terminal.press("p")
      try await it.terminal.waitUntil("the change") {
        $0.contains("Paused") || $0.contains("Resumed")
      }
      #expect(try it.server.requests().count { $0.method == "PUT" } == 1)
    }
  }
}
