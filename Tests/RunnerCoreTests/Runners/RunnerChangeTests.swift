import Testing

@testable import RunnerCore

@Suite struct RunnerChangeTests {
  private let changed = HTTPResponse.json(200, #"{"id":42,"paused":true,"tag_list":["a"]}"#)

  private func request(
    for change: RunnerChange, _ response: HTTPResponse
  ) async throws -> (HTTPRequest, ChangedRunner) {
    let transport = ScriptedTransport(.success(response))
    let result = try await GitLabClient(transport, connection()).change(42, change)
    #expect(transport.requests.count == 1)
    return (try #require(transport.requests.first), result)
  }

  private var edit: RunnerEdit {
    var edit = RunnerEdit()
    edit.description = ""
    edit.tags = ["a", "日本"]
    edit.maximumTimeout = .some(nil)
    edit.isProtected = true
    return edit
  }

  @Test func everyChangeIsOneRequest() async throws {
    let created = HTTPResponse.json(201, #"{"id":42}"#)
    let none = HTTPResponse(status: 204)
    let rows: [(RunnerChange, HTTPResponse, String, String)] = [
      (.pause, changed, "PUT /runners/42", #"{"paused":true}"#),
      (.resume, changed, "PUT /runners/42", #"{"paused":false}"#),
      (
        .edit(edit), changed, "PUT /runners/42",
        #"{"description":"","access_level":"ref_protected","tag_list":["a","日本"],"maximum_timeout":null}"#
      ),
      (.delete, none, "DELETE /runners/42", ""),
      (.assign(someProject), created, "POST /projects/34/runners", #"{"runner_id":42}"#),
      (.unassign(someProject), none, "DELETE /projects/34/runners/42", ""),
    ]
    for (change, response, line, body) in rows {
      let (request, result) = try await request(for: change, response)
      #expect(
        "\(request.method) \(request.url)"
          == line.replacing(" /", with: " https://gitlab.example.com/api/v4/"))
      #expect(request.text == body)
      #expect(!request.isSafeToRepeat)
      #expect(request.timeout == 60)
      #expect(result.id == 42)
      #expect((result.runner == nil) == (response.status == 204))
    }
  }

  @Test func theAnswerTellsTheRunnerAfterwards() async throws {
    let (_, result) = try await request(for: .pause, changed)
    #expect(result.runner?.isPaused == true)
    #expect(result.runner?.tags == ["a"])
  }

  @Test func everyEditedValueHasItsParameter() {
    var edit = RunnerEdit()
    #expect(edit.isEmpty)
    #expect(edit.members.isEmpty)
    edit.maintenanceNote = "n"
    edit.maximumTimeout = 600
    edit.runsUntagged = false
    edit.isLocked = true
    edit.isProtected = false
    edit.isPaused = false
    edit.tags = []
    #expect(
      JSONValue.object(edit.members).text
        == #"{"maintenance_note":"n","paused":false,"locked":true,"access_level":"not_protected","run_untagged":false,"tag_list":[],"maximum_timeout":600}"#
    )
  }

  @Test func withoutAnythingToEditNothingIsSent() async throws {
    let transport = ScriptedTransport(.success(changed))
    let result = try await GitLabClient(transport, connection()).change(42, .edit(RunnerEdit()))
    #expect(result == ChangedRunner(id: 42))
    #expect(transport.requests.isEmpty)
  }

  @Test func onlyProjectsTakeRunners() async throws {
    let transport = ScriptedTransport(.success(changed))
    let client = GitLabClient(transport, try connection())
    for change in [RunnerChange.assign(someGroup), .unassign(someGroup)] {
      let failure = try await failure { () async throws(APIFailure) in
        try await client.change(42, change)
      }
      #expect(failure.outcome == .notSent)
    }
    #expect(transport.requests.isEmpty)
  }

  @Test func aTokenIsReplaced() async throws {
    let transport = ScriptedTransport(
      .success(
        .json(201, #"{"token":"glrt-t1_new","token_expires_at":"2027-01-01T00:00:00.000Z"}"#)),
      .success(.json(201, #"{"token":"glrt-t1_new","token_expires_at":null}"#)))
    let client = GitLabClient(transport, try connection())
    let reset = try await client.resetToken(of: 42)
    #expect(reset.token.reveal() == "glrt-t1_new")
    #expect(reset.expiresAt == 1_798_761_600)
    #expect(try await client.resetToken(of: 42).expiresAt == nil)
    let request = try #require(transport.requests.first)
    #expect(request.method == "POST")
    #expect(request.url.hasSuffix("/api/v4/runners/42/reset_authentication_token"))
    #expect(request.body.isEmpty)
    #expect(!request.isSafeToRepeat)
  }

  @Test(arguments: ["", "{}", "<html>", #"{"token":""}"#, #"{"token":"glrt-se\u001bcret"}"#])
  func aResetWithoutTokenIsOfUnknownOutcome(body: String) async throws {
    let client = GitLabClient(ScriptedTransport(.success(.json(201, body))), try connection())
    let failure = try await failure { () async throws(APIFailure) in
      try await client.resetToken(of: 42)
    }
    #expect(failure.outcome == .unknown)
    #expect(failure.message.contains("Runner 42 may have been given a new token"))
    #expect(failure.fix.contains("Reset the token once more"))
    #expect(!"\(failure)".contains("se\u{1B}cret"))
  }

  @Test(arguments: [RunnerChange.pause, .delete, .assign(someProject), .unassign(someProject)])
  func aLostAnswerLeavesAQuestion(change: RunnerChange) async throws {
    for answer in [
      ScriptedTransport.Answer.success(.text(502, "")),
      .success(.text(200, "<html>Sign in</html>")),
      .failure(TransportFailure(kind: .timedOut, detail: "", wasSent: true)),
    ] {
      let transport = ScriptedTransport(answer)
      let client = GitLabClient(transport, try connection())
      let failure = try await failure { () async throws(APIFailure) in
        try await client.change(42, change)
      }
      #expect(failure.outcome == .unknown)
      #expect(failure.message.contains("Runner 42 may have been \(change.act.rawValue)"))
      #expect(failure.fix.contains("Refresh"))
      #expect(transport.requests.count == 1, "A change is never repeated.")
    }
  }

  @Test func anAnswerAboutAnotherRunnerIsNoAnswer() async throws {
    let client = GitLabClient(
      ScriptedTransport(.success(.json(200, #"{"id":41}"#))), try connection())
    let failure = try await failure { () async throws(APIFailure) in
      try await client.change(42, .pause)
    }
    #expect(failure.outcome == .unknown)
  }
}
