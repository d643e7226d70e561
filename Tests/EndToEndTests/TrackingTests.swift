import Support
import Testing

extension EndToEnd {
  /// From the token to a runner that asks for jobs, on the sandbox's own time line.
  @Suite struct Tracking {
    private func created(_ description: String) async throws -> Operator {
      let it = try await Operator(server: ["--timeline", "register=1000,poll=2000"])
      try it.start()
      try await it.go(to: .result, with: Wish(description: description))
      return it
    }

    @Test func theResultPageFollowsARunnerUntilItAsksForJobs() async throws {
      let it = try await created("builder")
      try await it.terminal.waitFor("● registered")
      try it.server.advance(by: 1_000)
      try await it.terminal.waitFor("✓ registered")
      try await it.terminal.waitFor("● asks for jobs")
      try it.server.advance(by: 1_000)
      try await it.terminal.waitFor("✓ asks for jobs")
      let requests = try it.server.requests()
      #expect(!requests.contains { $0.path.contains("verify") })
    }

    @Test func aRunnerThatNeverPollsIsNotTakenForOneThatDoes() async throws {
      let it = try await created("never-polls")
      try it.server.advance(by: 5_000)
      try await it.terminal.waitFor("● asks for jobs")
      try it.terminal.press("T")
      try await it.terminal.waitFor("not watched; T watches again")
    }

    @Test func createWaitsForTheRunner() async throws {
      let it = try await Operator(server: ["--timeline", "register=1,poll=2"])
      try it.start("create --type group --group 10 --wait polling; echo status=$?")
      try await it.terminal.waitFor("status=0")
      let screen = flowing(try it.terminal.capture())
      #expect(Operator.token(in: screen) != nil)
      #expect(screen.contains("asks for jobs."))
    }
  }
}
