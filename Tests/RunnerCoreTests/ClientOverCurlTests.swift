import RunnerCore
import Testing

@Suite struct ClientOverCurlTests {
  private func client(_ server: FaultServer) throws -> GitLabClient {
    var connection = try connection("http://127.0.0.1:\(server.port)/gitlab")
    connection.timeout = 300
    return GitLabClient(
      connection: connection, transport: CurlTransport(connection: connection), pause: { _ in })
  }

  @Test func aRunnerIsRegisteredOverRealHTTP() async throws {
    let body = #"{"id":42,"token":"glrt-t2_new","token_expires_at":null}"#
    let server = try FaultServer(
      always: .reply("HTTP/1.1 201 Created\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"))
    defer { server.stop() }
    let runner = try await client(server).register(registration())
    #expect(runner.token.reveal() == "glrt-t2_new")
    let request = try #require(server.requests.first)
    #expect(request.hasPrefix("POST /gitlab/api/v4/user/runners HTTP/1.1\r\n"))
    #expect(request.contains("PRIVATE-TOKEN: \(accessToken)\r\n"))
    #expect(request.hasSuffix(#"{"runner_type":"group_type","group_id":12,"tag_list":["docker"]}"#))
  }

  @Test func everyLostAnswerIsOfUnknownOutcomeAndSentOnce() async throws {
    let faults: [FaultServer.Behaviour] = [
      .close, .reset, .replyAndClose("garbage"),
      .replyAndClose("HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{\"id\":42,\"tok"),
      .reply("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\n<h1>"),
      .reply("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{\"id\":42,"),
    ]
    for fault in faults {
      let server = try FaultServer { _, text in
        text.hasPrefix("GET") ? .ok(#"{"id":1,"username":"u"}"#) : fault
      }
      defer { server.stop() }
      let client = try client(server)
      _ = try await client.currentUser()
      let registration = try registration()
      let failure = try await failure { () async throws(APIFailure) in
        try await client.register(registration)
      }
      #expect(failure.code == "outcome_unknown")
      #expect(failure.outcome == .unknown)
      #expect(server.requests.count { $0.hasPrefix("POST") } == 1)
    }
  }

  @Test func anEncodedPathSurvives() async throws {
    let server = try FaultServer(always: .ok(#"{"id":12,"full_path":"a/b.c"}"#))
    defer { server.stop() }
    _ = try await client(server).resolve(.path("a/b.c"), kind: .group, for: .registration)
    let request = try #require(server.requests.first)
    #expect(request.hasPrefix("GET /gitlab/api/v4/groups/a%2Fb.c?with_projects=false HTTP/1.1"))
  }
}
