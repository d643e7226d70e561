import Support
import Testing

extension EndToEnd {
  /// What goes wrong is told with its cause and the next step, and nothing typed is lost.
  @Suite struct Failures {
    struct Case: Sendable, CustomTestStringConvertible {
      let token: String
      let fault: String?
      let cause: String
      let nextStep: String
      /// Whether a runner may exist, so that it is looked for.
      var isLookedFor = false

      var testDescription: String { "\(token), \(fault ?? "no fault")" }
    }

    @Test(arguments: [
      Case(
        token: "owner-api", fault: "status=401", cause: "takes the same token",
        nextStep: "whoever runs the proxy"),
      Case(
        token: "owner-api", fault: "status=429", cause: "too many requests", nextStep: "ry again"),
      Case(
        token: "owner-api", fault: "html", cause: "gateway", nextStep: "Sending again may make",
        isLookedFor: true),
      Case(
        token: "owner-api", fault: "status=500", cause: "internal error", nextStep: "by its id",
        isLookedFor: true),
    ])
    func aFailureIsExplainedAndTheFormKept(of failure: Case) async throws {
      let it = try await Operator(token: failure.token)
      try it.start()
      let wish = Wish(target: "100", description: "kept as typed")
      try await it.go(to: .review, with: wish)
      if let fault = failure.fault {
        try it.server.fail("POST /user/runners:\(fault):1")
      }
      try it.terminal.press(.enter)
      if failure.isLookedFor { try await it.leaveTheSearchForLater() }
      try await it.terminal.waitUntil("\(failure.cause), \(failure.nextStep)") {
        flowing($0).contains(failure.cause) && flowing($0).contains(failure.nextStep)
      }
      // Keys typed ahead of the answer are dropped; the help line tells when they are taken again.
      try await it.terminal.waitUntil("the review to take keys") {
        $0.contains("Enter tries") || $0.contains("Enter asks")
      }
      try it.terminal.press(.escape)
      try await it.see(.details)
      // The page is higher than the window, and the focus is at its end.
      try it.terminal.press("PageUp")
      try await it.terminal.waitFor("kept as typed")
    }

    @Test func whatARoleForbidsIsSaidBeforeAnythingIsAsked() async throws {
      let it = try await Operator(token: "developer-api")
      try it.start()
      try await it.terminal.waitUntil("why there is nothing to create") {
        flowing($0).contains("is Maintainer of no project")
      }
      try it.terminal.press(.enter)
      try await it.see(.type)
      #expect(try it.server.registrations().isEmpty)
    }

    @Test(arguments: [("owner-expired", "has expired"), ("owner-revoked", "was revoked")])
    func aTokenThatIsNoLongerGoodLeadsToTheConnections(token: String, words: String) async throws {
      let it = try await Operator(token: token)
      try it.start()
      try await it.terminal.waitUntil("that it is refused") {
        flowing($0).contains(words) && $0.contains("Press C to change the connection")
      }
      try it.terminal.press(.enter)
      try await it.terminal.waitUntil("\(words), and what to do") {
        flowing($0).contains(words) && flowing($0).contains("Create a new access token")
          && $0.contains("Another connection")
      }
      try it.terminal.press(.escape)
      try await it.see(.type)
    }

    @Test func aLostAnswerLeadsToTheTokenAndNothingIsSentTwice() async throws {
      let it = try await Operator(token: "owner-api")
      let before = try it.server.runnerIDs().count
      try it.start()
      try await it.go(to: .review, with: Wish(target: "100"))
      try it.server.fail("POST /user/runners:reset-after:1")
      try it.terminal.press(.enter)
      try await it.terminal.waitFor("GitLab still gives its token")
      try await it.press(.enter) { $0.contains("Token recovered") }
      let token = try await it.revealToken(on: "Token recovered")
      #expect(try it.server.registrations().count == 1)
      #expect(try it.server.runnerIDs().count == before + 1)
      let created = try #require(try it.server.runnerIDs().max())
      #expect(try it.server.runner(withToken: token) == created)
    }

    @Test func aServerThatCameBackTakesTheSameForm() async throws {
      let it = try await Operator(token: "owner-api")
      try it.start()
      try await it.go(to: .review, with: Wish(target: "100", description: "second try"))
      try it.server.fail("POST /user/runners:status=500:1")
      try it.terminal.press(.enter)
      try await it.leaveTheSearchForLater()
      try await it.terminal.waitUntil("the failure") {
        flowing($0).contains("internal error") && $0.contains("Enter asks")
      }
      try it.terminal.press(.enter)
      try await it.terminal.waitFor("Send the request again?")
      try it.terminal.press("s")
      try await it.see(.result)
      let runner = try it.server.runner(try #require(try it.server.runnerIDs().last))
      #expect(runner.description == "second try")
    }
  }
}
