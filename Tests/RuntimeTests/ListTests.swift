import Foundation
import GitLabSandbox
import RunnerCore
import RunnerWizard
import Synchronization
import TerminalUI
import Testing

@testable import Runtime

@Suite struct ListTests {
  /// Ids that the sandbox itself has, newest first.
  private func ids(
    _ harness: ListHarness, where isWanted: @Sendable (SandboxRunner) -> Bool
  ) -> [Int64] {
    harness.transport.withSandbox { sandbox in
      sandbox.runners.filter(isWanted).sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
        .map { Int64($0.id) }
    }
  }

  @Test(arguments: [
    ["--scope", "group:10"], ["--scope", "group:acme"],
    ["--scope", "group:https://demo.gitlab.example/acme"],
    ["--scope", "group:https://demo.gitlab.example/groups/acme/-/runners"],
  ])
  func groupIsNamedByIDPathOrAddressAndHasItsOwnRunners(_ arguments: [String]) async {
    let harness = ListHarness(runners: 40)
    let printed = await harness.list(arguments + ["--json"])
    #expect(printed.status == 0)
    #expect(printed.ids == ids(harness) { $0.groupID == 10 })
    #expect(printed.complaints.isEmpty)
  }

  @Test func descendantsAddTheRunnersBelowTheGroup() async {
    let harness = ListHarness(runners: 40)
    let printed = await harness.list("--scope", "group:acme/platform", "--descendants", "--json")
    // Subgroup kernel and the projects of both.
    let own = await harness.list("--scope", "group:acme/platform", "--json")
    #expect(Set(printed.ids).isStrictSuperset(of: own.ids))
    #expect(printed.ids.count == Set(printed.ids).count)
    let types = Set((printed.runners ?? []).compactMap { $0["runner_type"]?.text })
    #expect(types == ["\"group_type\"", "\"project_type\""])
  }

  @Test func projectHasItsRunners() async {
    let harness = ListHarness()
    let printed = await harness.list("--scope", "project:acme/website", "--json")
    #expect(printed.status == 0)
    let own = ids(harness) { $0.projectIDs.contains(100) }
    #expect(!own.isEmpty)
    #expect(Set(printed.ids).isSuperset(of: own))
  }

  @Test func instanceHasAllRunnersForAdministrators() async {
    let harness = ListHarness(runners: 250, token: "root-admin")
    let printed = await harness.list("--scope", "instance", "--json")
    #expect(printed.status == 0)
    #expect(printed.ids == ids(harness) { _ in true })
  }

  @Test func mineIsTheUsualScope() async {
    let harness = ListHarness()
    let usual = await harness.list("--json")
    let mine = await harness.list("--json", "--scope", "mine")
    #expect(usual.output == mine.output)
    #expect(!usual.ids.isEmpty)
  }

  @Test func jsonHasGitLabsNamesAndWords() async throws {
    let harness = ListHarness()
    let printed = await harness.list("--json", "--scope", "group:acme")
    let runner = try #require(printed.runners?.first { $0["id"] == .integer(2) })
    #expect(runner["runner_type"] == .string("group_type"))
    #expect(runner["description"] == .string("ビルドサーバー 2"))
    #expect(runner["tag_list"] == .array([.string("docker")]))
    #expect(runner["access_level"] == .string("not_protected"))
    #expect(runner["maximum_timeout"] == .null)
    #expect(runner["owner"]?["full_path"] == .string("acme"))
    #expect(!printed.output.contains("glrt-"))
  }

  @Test func commaSeparatedValuesAreReadBack() async throws {
    let harness = ListHarness(runners: 2400, token: "root-admin")
    let csv = await harness.list("--scope", "instance", "--csv")
    let json = await harness.list("--scope", "instance", "--json")
    let rows = try #require(csv.rows)
    #expect(rows.first == Runner.csvHeader)
    #expect(rows.allSatisfy { $0.count == Runner.csvHeader.count })
    #expect(rows.dropFirst().compactMap { Int64($0[0]) } == json.ids)
    let tags = try #require(Runner.csvHeader.firstIndex(of: "tag_list"))
    #expect(rows.contains { $0[tags] == "docker,linux,arm64" })
    #expect(rows.contains { $0[1].hasPrefix("'=HYPERLINK") })
    let isDefused = rows.joined().allSatisfy { field in
      let first = field.drop { $0 == " " }.first
      return first.map { !"=+@".contains($0) } ?? true
    }
    #expect(isDefused)
  }

  @Test(arguments: [[], ["--json"], ["--csv"]])
  func hostileTextsNeitherSteerTheTerminalNorBreakLines(_ format: [String]) async throws {
    let harness = ListHarness(runners: 600, token: "root-admin")
    let hostile = harness.transport.withSandbox { sandbox in
      sandbox.runners.count { $0.description?.contains("\u{1B}") == true }
    }
    #expect(hostile > 0)
    let printed = await harness.list(["--scope", "instance"] + format)
    #expect(printed.status == 0)
    let isHarmless = printed.output.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0A: true
      case 0x0D: format == ["--csv"]
      case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
      default: true
      }
    }
    #expect(isHarmless)
    let lines = printed.output.utf8.count { $0 == UInt8(ascii: "\n") }
    let runners = harness.transport.withSandbox { $0.runners.count }
    #expect(lines == runners + (format == ["--json"] ? 2 : 1))
  }

  @Test func tableIsAlignedWithWideCharactersToo() async throws {
    let printed = await ListHarness().list("--scope", "group:acme")
    let lines = printed.output.split(separator: "\n").map(String.init)
    #expect(lines.count > 2)
    let title = try #require(lines.first)
    #expect(title.hasPrefix("ID  STATUS"))
    let column = try #require(title.range(of: "TAGS")).lowerBound
    let width = title[..<column].displayWidth
    for line in lines.dropFirst() {
      let tags = try #require(line.split(separator: " ").last)
      #expect(String(line.dropLast(tags.count)).displayWidth == width)
    }
  }

  @Test func tableTellsUnknownFromNone() async {
    var told = Runner(id: 1, status: .neverContacted)
    told.type = .instance
    told.tags = []
    told.isPaused = true
    let page = RunnerPage(runners: [told, Runner(id: 2)], next: nil)
    let printed = await ToldList(events: [.page(page)]).printed(ListOptions())
    let lines = printed.output.split(separator: "\n").map { line in
      line.split(separator: " ").map(String.init)
    }
    #expect(
      lines.dropFirst().first?[1...] == [
        "never_contacted,paused", "instance", "-", "never", "-", "?", "-",
      ])
    #expect(lines.last == ["2", "?", "?", "?", "?", "?", "?", "?"])
  }

  @Test func emptyListIsAnEmptyListOfItsFormat() async {
    let harness = ListHarness()
    #expect(await harness.list("--filter", "#999999", "--json").output == "[]\n")
    #expect(await harness.list("--filter", "#999999", "--csv").rows == [Runner.csvHeader])
    #expect(
      await harness.list("--filter", "#999999").output.split(separator: "\n").count == 1)
  }

  @Test func filterKeepsWhatMatches() async {
    let harness = ListHarness(runners: 200, token: "root-admin")
    func expect(_ filter: String, _ isWanted: @Sendable (SandboxRunner) -> Bool) async {
      let printed = await harness.list("--scope", "instance", "--json", "--filter", filter)
      #expect(!printed.ids.isEmpty, "\(filter)")
      #expect(printed.ids == ids(harness, where: isWanted), "\(filter)")
    }
    await expect("status:paused") { $0.paused }
    await expect("tag:=docker !tag:=linux") {
      $0.tags.contains("docker") && !$0.tags.contains("linux")
    }
    await expect("type:group /^linux builder [0-9]+$/") { runner in
      runner.kind == .group && runner.description?.hasPrefix("linux builder ") == true
    }
  }

  @Test func sortIsByTheFieldInBothDirectionsWithUnknownLast() async {
    let harness = ListHarness(runners: 150, token: "root-admin")
    let up = await harness.list("--scope", "instance", "--json", "--sort", "id")
    #expect(up.ids == up.ids.sorted())
    let down = await harness.list("--scope", "instance", "--json", "--sort", "-id")
    #expect(down.ids == up.ids.reversed())
    for sort in ["contacted_at", "-contacted_at"] {
      let printed = await harness.list("--scope", "instance", "--json", "--sort", sort)
      let times = (printed.runners ?? []).map { $0["contacted_at"] }
      let known = times.prefix { $0 != .null }
      #expect(times.dropFirst(known.count).allSatisfy { $0 == .null })
      #expect(known.count < times.count)
    }
  }

  @Test func creationIsSortedByTheServer() async {
    let harness = ListHarness(runners: 150, token: "root-admin")
    let newest = await harness.list("--scope", "instance", "--json")
    let down = await harness.list("--scope", "instance", "--json", "--sort", "-created_at")
    #expect(down.output == newest.output)
    let up = await harness.list("--scope", "instance", "--json", "--sort", "created_at")
    #expect(up.ids == newest.ids.reversed())
  }

  @Test func limitLoadsNoMoreThanItNeeds() async {
    let harness = ListHarness(runners: 1_000, token: "root-admin")
    let printed = await harness.list("--scope", "instance", "--json", "--limit", "120")
    #expect(printed.ids == Array(ids(harness) { _ in true }.prefix(120)))
    #expect(harness.pages == 2)
  }

  @Test func limitCountsWhatTheFilterKeeps() async {
    let harness = ListHarness(runners: 1_000, token: "root-admin")
    let all = await harness.list("--scope", "instance", "--json", "--filter", "status:paused")
    let some = await harness.list(
      "--scope", "instance", "--json", "--filter", "status:paused", "--limit", "3")
    #expect(all.ids.count > 3)
    #expect(some.ids == Array(all.ids.prefix(3)))
    #expect(some.status == 0)
  }

  @Test func limitOfASortedListCutsItsEnd() async {
    let harness = ListHarness(runners: 300, token: "root-admin")
    let printed = await harness.list(
      "--scope", "instance", "--json", "--sort", "id", "--limit", "5")
    #expect(printed.ids == [1, 2, 3, 4, 5])
  }

  @Test func jsonGoesOutPageByPage() async {
    let writes = Mutex(0)
    var harness = ListHarness(runners: 500, token: "root-admin")
    harness.accepts = { _ in
      writes.withLock { $0 += 1 }
      return true
    }
    let printed = await harness.list("--scope", "instance", "--json")
    #expect(printed.runners != nil)
    // Six pages and the closing bracket.
    #expect(writes.withLock { $0 } == 7)
  }

  @Test func runnerThatMovedToTheNextPageIsPrintedOnce() async {
    let pages = [[1, 2, 3], [3, 4]].map { ids in
      RunnerListEvent.page(RunnerPage(runners: ids.map { Runner(id: $0) }, next: nil))
    }
    for sort in [nil, RunnerSort(.id)] {
      let printed = await ToldList(events: pages).printed(ListOptions(sort: sort, format: .json))
      #expect(printed.ids == [1, 2, 3, 4])
    }
  }

  @Test func patienceThatTheServerWantsIsSaid() async {
    let printed = await ToldList(events: [
      .waiting(seconds: 7, status: 429), .page(RunnerPage(runners: [Runner(id: 1)], next: nil)),
    ]).printed(ListOptions(format: .json))
    #expect(printed.ids == [1])
    #expect(printed.complaints.contains("fewer requests; going on in 7 seconds"))
  }

  @Test func readOnlyDoesNotMatterToAList() async {
    let printed = await ListHarness().list("--read-only", "--json", "--limit", "1")
    #expect(printed.status == 0)
    #expect(printed.ids.count == 1)
  }

  @Test func demonstrationHasAListWorthLookingAt() throws {
    var options = Options()
    options.demo = true
    let workshop = try Workshop(
      setup: try Setup(options: options, environment: [:]), mayAsk: false)
    guard case .ready(let connection, _) = workshop.start,
      let transport = workshop.transports.transport(for: connection) as? SandboxTransport
    else {
      Issue.record("The demonstration is not ready.")
      return
    }
    #expect(transport.withSandbox { $0.runners.count } >= 60)
  }
}
