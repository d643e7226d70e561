import FoundationEssentials
import Synchronization
import Testing

@testable import RunnerCore

@Suite struct ServerTimeTests {
  // The example of RFC 9110, section 5.6.7.
  @Test(
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      (" Sun, 06 Nov 1994 08:49:37 GMT\t", 784_111_777),
      ("Sunday, 06-Nov-94 08:49:37 GMT", nil), ("Sun Nov  6 08:49:37 1994", nil),
      ("Sun, 06 Nov 1994 08:49:37 CET", nil), ("Sun, 31 Nov 1994 08:49:37 GMT", nil),
      ("1994-11-06T08:49:37Z", nil), ("", nil),
    ] as [(String, Int64?)])
  func theDateHeaderIsReadAsTheStandardWritesIt(text: String, time: Int64?) {
    #expect(
      HTTPResponse(status: 200, headers: [HeaderField(name: "date", value: text)]).serverTime
        == time)
  }

  @Test func failuresAndTheLogTellTheServersTime() async throws {
    let date = ("Date", "Fri, 15 Jan 2027 08:00:09 GMT")
    let traces = Mutex<[RequestTrace]>([])
    let client = try client(
      ScriptedTransport(.success(.text(504, "", headers: [date]))),
      trace: { trace in traces.withLock { $0.append(trace) } })
    let registration = try registration()
    let lost = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(lost.outcome == .unknown)
    #expect(lost.serverTime == 1_800_000_009)
    #expect(traces.withLock { $0.map(\.serverTime) } == [1_800_000_009])
  }

  @Test func anAnswerWithoutTheTokenTellsTheRunner() async throws {
    let client = try client(ScriptedTransport(.success(.json(201, #"{"id":57}"#))))
    let registration = try registration()
    let lost = try await failure { () async throws(APIFailure) in
      try await client.register(registration)
    }
    #expect(lost.runnerID == 57)
  }

  private func window(
    started: Int64 = 1_000_000, told: Int64? = nil, server: Int64? = nil, local: Int64 = 1_000_005,
    isAnswered: Bool = false
  ) throws -> RecoveryWindow {
    let entry = JournalEntry(
      id: "a", state: .unknown, server: try ServerURL(parsing: "https://gitlab.example.com"),
      userID: nil, username: nil, form: RunnerForm(type: .instance), marker: nil,
      startedAt: started, serverTime: told, isAnswered: isAnswered)
    var window = RecoveryWindow(entry, now: local)
    if let server {
      let text = HTTPDate.text(server)
      window.see(
        HTTPResponse(status: 200, headers: [HeaderField(name: "Date", value: text)]), now: local)
    }
    return window
  }

  @Test func theDifferenceOfTheClocksIsTakenFromTheLatestAnswer() throws {
    #expect(try window(server: 1_003_605).start == 1_003_600)
    #expect(try window(told: 1_003_602, server: 1_003_605).start == 1_003_600)
    // This machine's clock was set in the meantime.
    #expect(try window(told: 1_090_000, server: 1_003_605).start == 1_090_000)
    #expect(try window(told: 1_003_602).start == 1_003_602)
    #expect(try window().start == 1_000_000)
  }

  @Test func withoutTheServersClockAnHourEitherWayIsLikely() throws {
    #expect(try window().likely == window().possible)
    #expect(try window(server: 1_000_005).likely == 999_985...1_000_300)
  }

  @Test func aRequestIsOverWhenBothClocksSaySo() throws {
    #expect(try !window(server: 1_000_149, local: 1_000_149).isSettled)
    #expect(try window(server: 1_000_150, local: 1_000_150).isSettled)
    // A server whose clock runs away.
    #expect(try !window(told: 1_000_000, server: 1_009_000, local: 1_000_010).isSettled)
    // A machine whose clock was set back.
    #expect(try window(told: 1_000_000, server: 1_009_000, local: 900_000).isSettled)
    #expect(try window(server: 1_000_149, local: 1_000_149).remaining == 1)
  }

  @Test func whatGitLabAnsweredIsOverWhenItsReplicasHaveCaughtUp() throws {
    let early = try window(server: 1_000_009, local: 1_000_009, isAnswered: true)
    #expect(!early.isSettled)
    #expect(early.remaining == 1)
    #expect(try window(server: 1_000_010, local: 1_000_010, isAnswered: true).isSettled)
  }

  @Test func onlyGitLabsOwnErrorAnswersForTheRequest() async throws {
    for (body, isOwn) in [
      (#"{"message":"500 Internal Server Error"}"#, true), ("<html>nginx</html>", false),
    ] {
      let client = try client(ScriptedTransport(.success(.text(500, body))))
      let registration = try registration()
      let failed = try await failure { () async throws(APIFailure) in
        try await client.register(registration)
      }
      #expect(failed.isGitLabsOwnError == isOwn)
    }
  }
}

/// Writes what the parser reads.
enum HTTPDate {
  static func text(_ time: Int64) -> String {
    let iso = Timestamp.iso8601(unixTime: time)
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let parts = iso.split { "-T:Z".contains($0) }.map(String.init)
    let month = months[(Int(parts[1]) ?? 1) - 1]
    return "Thu, \(parts[2]) \(month) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) GMT"
  }
}
