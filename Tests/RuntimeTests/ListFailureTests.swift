import GitLabSandbox
import RunnerCore
import RunnerWizard
import Synchronization
import Testing

@testable import Runtime

@Suite struct ListFailureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var token = "owner-api"
    var graphQL = true
    var fault: String?
    var arguments: [String] = []
    var status: Int32
    var code: String

    var testDescription: String { "\(token) \(arguments) \(fault ?? ""): \(status) \(code)" }
  }

  static let table: [Case] = [
    Case(token: "owner-expired", status: 3, code: "token_expired"),
    Case(token: "owner-revoked", status: 3, code: "token_revoked"),
    Case(token: "owner-create", status: 3, code: "insufficient_scope"),
    Case(token: "owner-manage", status: 3, code: "insufficient_scope"),
    Case(arguments: ["--scope", "instance"], status: 3, code: "forbidden"),
    Case(graphQL: false, arguments: ["--scope", "instance"], status: 3, code: "forbidden"),
    Case(
      token: "developer-api", arguments: ["--scope", "project:acme/website"], status: 3,
      code: "forbidden"),
    Case(arguments: ["--scope", "group:nowhere"], status: 1, code: "not_found"),
    Case(arguments: ["--scope", "project:999"], status: 1, code: "not_found"),
    Case(
      arguments: ["--scope", "group:https://other.example/acme"], status: 2,
      code: "invalid_scope"),
    Case(arguments: ["--scope", "group:a b//"], status: 2, code: "invalid_scope"),
    Case(fault: "POST /api/graphql:status=500", status: 1, code: "server_error"),
    Case(fault: "POST /api/graphql:reset-after", status: 1, code: "connection_lost"),
    Case(
      fault: "GET /groups/acme:status=500", arguments: ["--scope", "group:acme"], status: 1,
      code: "server_error"),
    Case(graphQL: false, fault: "GET /runners:html", status: 1, code: "gateway_error"),
    Case(
      graphQL: false, arguments: ["--filter", "tag:docker"], status: 1,
      code: "not_told_by_rest"),
    Case(graphQL: false, arguments: ["--sort", "version"], status: 1, code: "not_told_by_rest"),
    Case(
      graphQL: false, arguments: ["--scope", "group:acme", "--descendants"], status: 1,
      code: "not_told_by_rest"),
    Case(
      token: "owner-create", arguments: ["--scope", "group:acme"], status: 3,
      code: "insufficient_scope"),
  ]

  private func harness(_ row: Case) -> ListHarness {
    let harness = ListHarness(graphQL: row.graphQL, token: row.token)
    if let fault = row.fault { harness.transport.fault(fault) }
    return harness
  }

  @Test(arguments: table) func scriptsAreToldWhatHappened(_ row: Case) async {
    let printed = await harness(row).list(row.arguments + ["--json"])
    #expect(printed.status == row.status)
    #expect(printed.error?["code"] == .string(row.code))
    #expect(printed.error?["exit"] == .integer(Int64(row.status)))
  }

  @Test(arguments: table) func peopleAreToldWhatHappenedAndNothingElseIsPrinted(
    _ row: Case
  ) async {
    let printed = await harness(row).list(row.arguments)
    #expect(printed.status == row.status)
    #expect(printed.output.isEmpty)
    #expect(printed.complaints.contains("runner-wizard: "))
    #expect(printed.complaints.split(separator: "\n").count >= 2)
  }

  @Test func listOfJSONThatBreaksOffIsNotTakenForTheWholeOne() async throws {
    let harness = ListHarness(runners: 300, token: "root-admin")
    harness.transport.fault("POST /api/graphql:status=500:2")
    let printed = await harness.list("--scope", "instance", "--json")
    #expect(printed.status == 1)
    #expect(printed.output.hasPrefix("[\n{"))
    #expect(printed.json == nil)
    let last = try #require(printed.output.split(separator: "\n").last)
    let error = JSONValue(parsing: Array(last.utf8))?["error"]
    #expect(error?["code"] == .string("server_error"))
  }

  @Test func valuesThatBreakOffAreSaidToBe() async {
    let harness = ListHarness(runners: 300, token: "root-admin")
    harness.transport.fault("POST /api/graphql:status=500:2")
    let printed = await harness.list("--scope", "instance", "--csv")
    #expect(printed.status == 1)
    #expect(printed.rows?.count == 101)
    #expect(printed.complaints.contains("runner-wizard: "))
  }

  @Test func tableThatIsNotCompleteIsNotPrinted() async {
    let harness = ListHarness(runners: 300, token: "root-admin")
    harness.transport.fault("POST /api/graphql:status=500:2")
    let printed = await harness.list("--scope", "instance")
    #expect(printed.status == 1)
    #expect(printed.output.isEmpty)
  }

  @Test(
    arguments: [
      (OutputEnd.readerGone, 1, false), (.failed, 1, true), (.interrupted, 130, true),
    ] as [(OutputEnd, Int32, Bool)])
  func nothingMoreIsLoadedWhenOutputEnds(
    _ end: OutputEnd, _ status: Int32, _ isSaid: Bool
  ) async {
    var harness = ListHarness(runners: 1_000, token: "root-admin")
    harness.accepts = { _ in false }
    harness.outputEnd = end
    let printed = await harness.list("--scope", "instance", "--csv")
    #expect(printed.status == status)
    #expect(printed.complaints.isEmpty == !isSaid)
    #expect(harness.pages < 11)
  }

  @Test func outputThatCannotBeWrittenIsSaidBesideItForJSONToo() async {
    var harness = ListHarness()
    harness.accepts = { _ in false }
    harness.outputEnd = .failed
    let printed = await harness.list("--json")
    #expect(printed.status == 1)
    #expect(printed.complaints.contains("runner-wizard: "))
  }

  @Test(arguments: ["group:acme", "project:acme/website"])
  func adviceForALookUpIsAboutTheList(_ scope: String) async throws {
    let printed = await ListHarness(token: "owner-create").list("--scope", scope, "--json")
    let fix = try #require(printed.error?["fix"]?.text)
    #expect(fix.contains("read_api or api"))
    #expect(!fix.contains("numeric id"))
    let revoked = await ListHarness(token: "owner-revoked").list("--scope", scope, "--json")
    let hint = try #require(revoked.error?["fix"]?.text)
    #expect(hint.contains("with the scope read_api or api"))
  }

  @Test(arguments: [
    ["--scope", "all"], ["--scope", "group:"], ["--scope", "team:acme"], ["--sort", "colour"],
    ["--sort", "--json"], ["--filter", "status:bogus"], ["--filter", "/(/"], ["--filter", "tag:"],
    ["--filter", "linux !tag:"], ["--filter", "#"], ["--filter", "stauts:stale"],
    ["--limit", "0"],
    ["--limit", "many"], ["--descendants"], ["--descendants", "--scope", "project:x"],
    ["--json", "--csv"], ["acme"],
  ])
  func wrongUsageIsTwo(_ arguments: [String]) {
    guard case .wrong(let text) = Invocation.parse(["list"] + arguments) else {
      Issue.record("\(Invocation.parse(["list"] + arguments))")
      return
    }
    #expect(text.contains("Usage: runner-wizard list"))
  }

  @Test(arguments: [false, true])
  func withoutAServerOrATokenThereIsNoList(_ hasServer: Bool) async {
    let status = await onThread { () -> (Int32, String) in
      let sink = Sink()
      var options = Options()
      options.url = hasServer ? "https://gitlab.example" : nil
      let program = ListProgram(
        list: ListOptions(format: .json), options: options, environment: [:],
        console: sink.console(), signals: CommandSignals(areHeard: false))
      let status = program.run()
      return (status, sink.output.withLock { $0 })
    }
    #expect(status.0 == 2)
    #expect(status.1.contains(hasServer ? "\"no_token\"" : "\"no_host\""))
  }
}

@Suite struct ListOverRESTTests {
  @Test func whatTheListIsAndWhyIsSaidOnce() async {
    let harness = ListHarness(runners: 300, graphQL: false)
    let printed = await harness.list("--scope", "group:acme", "--json")
    #expect(printed.status == 0)
    #expect(!printed.ids.isEmpty)
    #expect(printed.ids == printed.ids.sorted())
    #expect(printed.complaints.split(separator: "\n").count == 1)
    #expect(printed.complaints.contains("over REST"))
    #expect(printed.complaints.contains("of the groups above it and of the instance"))
  }

  @Test func unknownIsNullAndNeverInvented() async throws {
    let printed = await ListHarness(graphQL: false).list("--json")
    let runner = try #require(printed.runners?.first)
    #expect(runner["tag_list"] == .null)
    #expect(runner["version"] == .null)
    #expect(runner["description"] != .null)
    let csv = await ListHarness(graphQL: false).list("--csv")
    let tags = try #require(Runner.csvHeader.firstIndex(of: "tag_list"))
    #expect(try #require(csv.rows).dropFirst().allSatisfy { $0[tags].isEmpty })
  }

  @Test func allPagesComeInTheirOrder() async {
    let harness = ListHarness(runners: 950, graphQL: false, token: "root-admin")
    let printed = await harness.list("--scope", "instance", "--json")
    let all = harness.transport.withSandbox { $0.runners.map { Int64($0.id) } }
    #expect(printed.ids == all.sorted())
  }

  @Test func whatIsToldCanBeFilteredAndSorted() async {
    let harness = ListHarness(runners: 100, graphQL: false, token: "root-admin")
    let printed = await harness.list(
      "--scope", "instance", "--json", "--filter", "type:group builder", "--sort", "-description")
    #expect(printed.status == 0)
    let texts = (printed.runners ?? []).compactMap { runner in
      if case .string(let text)? = runner["description"] { text } else { nil }
    }
    #expect(!texts.isEmpty)
    #expect(texts.allSatisfy { $0.contains("builder") })
  }

  @Test func creationIsSortedHere() async {
    let harness = ListHarness(runners: 120, graphQL: false, token: "root-admin")
    let printed = await harness.list("--scope", "instance", "--json", "--sort", "-created_at")
    // Lists of this release tell it.
    #expect(printed.status == 0)
    let rows = printed.runners ?? []
    #expect(rows.first?["created_at"] != .null)
    #expect(printed.ids != printed.ids.sorted())
  }

  @Test func limitStopsEarly() async {
    let harness = ListHarness(runners: 900, graphQL: false, token: "root-admin")
    let printed = await harness.list("--scope", "instance", "--json", "--limit", "30")
    #expect(printed.ids == Array(1...30))
    // One by GraphQL, which is refused, and one by REST.
    #expect(harness.pages <= 3)
  }
}
