import Foundation
import Support
import Testing

extension EndToEnd {
  /// The list while the server fails, and while others change what it shows.
  @Suite struct BrowsingFaults {
    /// The runners of the instance, read and shown.
    private func openList() async throws -> Operator {
      let it = try await Operator(columns: 100, rows: 30, server: ["--runners", "60"])
      try it.start("runners")
      try await it.terminal.waitFor("Runners · mine")
      try await it.terminal.waitFor("online")
      try it.terminal.press("S")
      try await it.terminal.waitFor("Scope: mine")
      try it.terminal.type("instance")
      try await it.terminal.waitUntil("the choice") { $0.contains(/[◉▸] +.*instance/) }
      try it.terminal.press(.enter)
      try await it.terminal.waitUntilStill("rows") {
        $0.contains("Runners · instance") && Self.ids(in: $0).count > 5
      }
      return it
    }

    /// The ids of the rows on the screen, from the top.
    private static func ids(in screen: String) -> [Int] {
      screen.split(separator: "\n").compactMap { line in
        guard line.contains(/online|offline|stale|never|paused/),
          let id = line.firstMatch(of: /#(\d+)\s/)?.output.1
        else { return nil }
        return Int(id)
      }
    }

    /// The id in the row with the cursor.
    private static func cursorID(in screen: String) -> Int? {
      screen.split(separator: "\n").first { $0.contains("▸") }
        .flatMap { ids(in: String($0)).first }
    }

    struct Trouble: CustomTestStringConvertible {
      let fault: String
      let cause: String
      let next: String
      var testDescription: String { fault }
    }

    @Test(arguments: [
      Trouble(fault: "status=401", cause: "access token", next: "r tries again"),
      Trouble(fault: "status=404", cause: "GitLab", next: "Press r to try again."),
      Trouble(fault: "status=502", cause: "GitLab", next: "r does at once."),
      Trouble(fault: "reset-before", cause: "connection", next: "r does at once."),
      Trouble(fault: "close-before", cause: "connection", next: "r does at once."),
      Trouble(fault: "truncate", cause: "connection", next: "r does at once."),
    ])
    func aFailedRefreshKeepsTheRowsAndTheNextOneRecovers(trouble: Trouble) async throws {
      let it = try await openList()
      try it.terminal.press(.down, .down)
      let before = try await it.terminal.waitUntilStill("the cursor") { $0.contains("3/") }
      try it.server.fail("POST /api/graphql:\(trouble.fault)")
      try it.terminal.press("r")
      let failed = try await it.terminal.waitUntilStill("the banner") {
        flowing($0).contains(trouble.next)
      }
      #expect(flowing(failed).lowercased().contains(trouble.cause.lowercased()))
      let kept = Self.ids(in: failed)
      #expect(kept.count > 5)
      #expect(kept == Array(Self.ids(in: before).prefix(kept.count)))
      #expect(Self.cursorID(in: failed) == Self.cursorID(in: before))
      // It is still asked by GraphQL.
      #expect(try it.server.requests().allSatisfy { !$0.path.contains("/runners") })
      try it.server.forgive()
      try it.terminal.press("r")
      let well = try await it.terminal.waitUntilStill("no banner") {
        !flowing($0).contains("try again") && !flowing($0).contains("ries again")
          && $0.contains("read just now")
      }
      #expect(Self.ids(in: well) == Self.ids(in: before))
      #expect(Self.cursorID(in: well) == Self.cursorID(in: before))
    }

    @Test func aRateLimitIsWaitedForAndThenTheListIsReadByItself() async throws {
      let it = try await openList()
      let before = try it.terminal.capture()
      try it.server.fail("POST /api/graphql:status=429:1")
      try it.terminal.press("r")
      try await it.terminal.waitFor("s, as GitLab asks.")
      let requests = try it.server.requests().count
      try it.terminal.press("r")
      let screen = try await it.terminal.waitUntilStill("the wait") {
        $0.contains(/GitLab asks to wait \d+ s/)
      }
      #expect(!screen.contains("at once"))
      #expect(try it.server.requests().count == requests)
      let well = try await it.terminal.waitUntilStill("the end of it", deadline: .seconds(60)) {
        !$0.contains("GitLab asks") && $0.contains("read just now")
      }
      #expect(try it.server.requests().count == requests + 1)
      #expect(Self.ids(in: well) == Self.ids(in: before))
    }

    @Test func rowsThatVanishAndAppearLeaveCursorAndMarksWhereTheyAre() async throws {
      let it = try await openList()
      try it.terminal.press(.down, .space, .down)
      let before = try await it.terminal.waitUntilStill("the mark") {
        $0.contains("1 marked") && $0.contains(/\s4\/\d+\n/)
      }
      let ids = Self.ids(in: before)
      let cursor = try #require(Self.cursorID(in: before))
      #expect(cursor == ids[3])
      try it.server.send("DELETE", "/runners/\(ids[2])")
      try it.server.send(
        "POST", "/user/runners", ["runner_type": "instance_type", "description": "newly made"])
      try it.terminal.press("r")
      // One row less above the cursor and a new one at the top, which the view does not move for.
      let after = try await it.terminal.waitUntilStill("the rows without the deleted one") {
        Self.ids(in: $0).count > 5 && !Self.ids(in: $0).contains(ids[2])
      }
      #expect(Self.cursorID(in: after) == cursor)
      #expect(after.contains("1 marked"))
      try it.terminal.press("Home")
      try await it.terminal.waitFor("newly made")
      try it.terminal.press("m")
      let marked = try await it.terminal.waitUntilStill("the mark alone") {
        $0.contains("only marked")
      }
      #expect(Self.ids(in: marked) == [ids[1]])
    }

    // MARK: Beside another client

    private static let hasPythonGitLab =
      (try? python("import gitlab", [])) != nil

    private struct PythonFailure: Error, CustomStringConvertible {
      let description: String
    }

    @discardableResult
    private static func python(_ script: String, _ arguments: [String]) throws -> String {
      let run = try ProgramRun("python3", ["-c", script] + arguments)
      guard run.exitCode == 0 else { throw PythonFailure(description: run.errors) }
      return run.output
    }

    /// What another client sees of a runner: whether it is paused, and its description.
    private func seen(_ id: Int, by it: Operator) throws -> String {
      guard Self.hasPythonGitLab else {
        let runner = try it.server.runner(id)
        return "\(runner.paused ? "paused" : "active") \(runner.description ?? "")"
      }
      let script = """
        import sys, gitlab
        runner = gitlab.Gitlab(sys.argv[1], private_token=sys.argv[2]).runners.get(int(sys.argv[3]))
        print("paused" if runner.paused else "active", runner.description, end="")
        """
      return try Self.python(script, [it.server.url, it.server.token("root-admin"), String(id)])
    }

    /// Another client changes a runner.
    private func change(_ id: Int, to description: String, by it: Operator) throws {
      guard Self.hasPythonGitLab else {
        return try it.server.send("PUT", "/runners/\(id)", ["description": description])
      }
      let script = """
        import sys, gitlab
        runner = gitlab.Gitlab(sys.argv[1], private_token=sys.argv[2]).runners.get(int(sys.argv[3]))
        runner.description = sys.argv[4]
        runner.save()
        """
      try Self.python(
        script, [it.server.url, it.server.token("root-admin"), String(id), description])
    }

    @Test func anotherClientSeesWhatIsChangedHereAndTheOtherWayRound() async throws {
      let it = try await openList()
      try it.terminal.press("/")
      try it.terminal.type("status:online !status:paused")
      try it.terminal.press(.enter)
      try await it.terminal.waitUntil("the filter") { $0.contains("\n Filter ") }
      let id = try #require(Self.cursorID(in: try it.terminal.capture()))
      let description = try #require(try it.server.runner(id).description)
      try it.terminal.press("p")
      try await it.terminal.waitFor("Paused")
      #expect(try seen(id, by: it) == "paused \(description)")

      try it.terminal.press(.escape)
      try await it.terminal.waitUntil("no filter") { !$0.contains("\n Filter ") }
      try it.terminal.press("/")
      try it.terminal.type("#\(id)")
      try it.terminal.press(.enter)
      try await it.terminal.waitUntil("the runner alone") { Self.ids(in: $0) == [id] }
      try it.terminal.press("e")
      try await it.see(.tags)
      try it.terminal.press(.enter, .enter)
      try await it.see(.details)
      try it.terminal.type(" moved")
      try await it.pressEnter(until: .review)
      try await it.terminal.waitFor("Enter saves what changes")
      try it.terminal.press(.enter)
      try await it.terminal.waitFor("Saved the changes")
      #expect(try seen(id, by: it) == "paused \(description) moved")

      try change(id, to: "renamed elsewhere", by: it)
      try it.terminal.press("r")
      let screen = try await it.terminal.waitUntilStill("the new name") {
        $0.contains("renamed elsewhere")
      }
      #expect(Self.cursorID(in: screen) == id)
    }
  }
}
