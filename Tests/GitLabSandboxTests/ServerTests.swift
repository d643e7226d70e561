import Foundation
import GitLabSandbox
import Testing

/// The real server: options, connections and faults that exist on a connection only.
struct ServerTests {
  private func request(
    _ path: String, method: String = "GET", token: String = "glpat-sandbox-owner-api-0001",
    headers: String = "", body: String = ""
  ) -> String {
    "\(method) /api/v4/\(path) HTTP/1.1\r\nHost: x\r\nPRIVATE-TOKEN: \(token)\r\n\(headers)"
      + (body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n") + "\r\n" + body
  }

  @Test func firstLineTellsHowToUseIt() throws {
    let server = try ServerProcess(["--base-path", "/gitlab", "--gitlab=17.11"])
    #expect(server.url.hasPrefix("http://127.0.0.1:") && server.url.hasSuffix("/gitlab"))
    let token = server.announcement["tokens"]?[0]
    #expect(
      token
        == [
          "name": "owner-api", "token": "glpat-sandbox-owner-api-0001", "user": "owner",
          "scopes": ["api"], "kind": "personal", "state": "active",
        ])
    #expect(server.announcement["groups"]?[0] == ["id": 10, "full_path": "acme"])
    #expect(server.announcement["projects"]?[0] == ["id": 100, "full_path": "acme/website"])
    #expect(server.stop() == 0)
  }

  @Test(arguments: [
    ["--bogus"], ["--port"], ["--port", "x"], ["--port", "65536"], ["--runners", "-1"],
    ["--gitlab", "15.0"], ["--fault", "nothing"], ["--clock", "noon"], ["--base-path", "gitlab"],
    ["--seed="], ["stray"],
  ])
  func badOptionEndsWithTwo(arguments: [String]) throws {
    let (status, output) = try ServerProcess.run(ServerProcess.path(), arguments)
    #expect(status == 2)
    #expect(output.hasPrefix("gitlab-sandbox: ") && output.contains("\(arguments[0].prefix(5))"))
  }

  @Test func helpListsEveryOption() throws {
    let (status, output) = try ServerProcess.run(ServerProcess.path(), ["--help"])
    #expect(status == 0)
    for option in [
      "--port", "--runners", "--seed", "--gitlab", "--no-graphql", "--clock", "--base-path",
      "--fault", "--json",
    ] { #expect(output.contains(option)) }
  }

  @Test func clockStartsWhereItIsSet() throws {
    let server = try ServerProcess(["--clock", "2031-02-03T04:05:06Z"])
    let connection = try RawConnection(to: server)
    connection.send(request("version"))
    #expect(connection.receive(until: "revision").text.contains("Mon, 03 Feb 2031 04:0"))
  }

  @Test func pipelinedRequestsAreAnsweredInOrderOnOneConnection() throws {
    let server = try ServerProcess()
    let connection = try RawConnection(to: server)
    connection.send(
      request("user") + request("version") + request("nothing")
        + request("metadata", headers: "Connection: close\r\n"))
    let (text, end) = connection.receive()
    let order = ["\"username\"", "\"revision\"", "404 Not Found", "\"enterprise\""].map {
      text.range(of: $0)?.lowerBound
    }
    #expect(order.allSatisfy { $0 != nil })
    #expect(order.compactMap(\.self) == order.compactMap(\.self).sorted())
    #expect(end == .closed)
  }

  private func chunk(_ text: String) -> String {
    "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
  }

  @Test func chunkedBodyIsReadWhole() throws {
    let server = try ServerProcess()
    let connection = try RawConnection(to: server)
    connection.send(
      request(
        "user/runners", method: "POST",
        headers: "Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n")
        + chunk(#"{"runner_type":"group_type","#) + chunk(#""group_id":10}"#) + chunk(""))
    #expect(connection.receive(until: "token_expires_at").text.hasPrefix("HTTP/1.1 201 Created"))
  }

  @Test func bodyOverSixteenMegabytesIsRefused() throws {
    let server = try ServerProcess()
    let connection = try RawConnection(to: server)
    connection.send(
      request("user/runners", method: "POST", headers: "Content-Length: 20000000\r\n"))
    let piece = String(repeating: "x", count: 65_536)
    for _ in 0..<260 { connection.send(piece) }
    #expect(connection.receive(until: "Too Large\"}").text.hasPrefix("HTTP/1.1 413 "))
  }

  /// Server and what one creating request against it brought.
  private func create(_ fault: String) throws -> (
    ServerProcess, (text: String, end: RawConnection.End)
  ) {
    let server = try ServerProcess(["--fault", "POST /api/v4/user/runners:\(fault)"])
    let connection = try RawConnection(to: server, patience: fault == "stall" ? 1 : 10)
    connection.send(
      request(
        "user/runners", method: "POST",
        headers: "Connection: close\r\nContent-Type: application/json\r\n",
        body: #"{"runner_type":"group_type","group_id":10}"#))
    return (server, connection.receive())
  }

  /// Statuses with which the server logged its requests.
  private func statuses(_ server: ServerProcess) throws -> String {
    let connection = try RawConnection(to: server)
    connection.send("GET /-/requests HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    return connection.receive().text
  }

  @Test(arguments: [
    ("reset-before", RawConnection.End.reset, "null"), ("reset-after", .reset, "201"),
    ("close-before", .closed, "null"), ("close-after", .closed, "201"), ("stall", .silent, "201"),
  ])
  func connectionEndsAsAskedWithoutAnAnswer(
    fault: String, end: RawConnection.End, status: String
  ) throws {
    let (server, answer) = try create(fault)
    #expect(answer.text.isEmpty)
    #expect(answer.end == end)
    #expect(try statuses(server).contains("\"status\":\(status)}"))
  }

  @Test func truncatedAnswerIsShorterThanAnnounced() throws {
    let (_, answer) = try create("truncate")
    let parts = answer.text.components(separatedBy: "\r\n\r\n")
    let length = parts[0].components(separatedBy: "Content-Length: ").last
      .flatMap { Int($0.prefix { $0.isNumber }) }
    #expect(answer.end == .closed)
    #expect(parts.count == 2 && length == 2 * parts[1].utf8.count)
  }

  @Test func garbageIsNoHttp() throws {
    let (_, answer) = try create("garbage")
    #expect(!answer.text.isEmpty && !answer.text.contains("HTTP"))
    #expect(answer.end == .closed)
  }

  @Test func slowAnswerArrivesWholeInTheEnd() throws {
    let clock = ContinuousClock()
    let begin = clock.now
    let (_, answer) = try create("slow")
    #expect(answer.text.hasPrefix("HTTP/1.1 201") && answer.text.hasSuffix("null}"))
    #expect(begin.duration(to: clock.now) > .seconds(1))
  }

  @Test(arguments: [("html", "502 Bad Gateway"), ("status=429", "429 Too Many Requests")])
  func otherFaultsAreOrdinaryAnswers(fault: String, status: String) throws {
    let (_, answer) = try create(fault + ":1")
    #expect(answer.text.hasPrefix("HTTP/1.1 \(status)"))
  }
}
