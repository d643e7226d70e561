import RunnerCore
import Testing

@Suite struct RunnerExportTests {
  private let runner: Runner = {
    var runner = Runner(id: 42, status: .neverContacted)
    runner.description = "=1+1\n\u{1B}[2J, \"x\""
    runner.type = .project
    runner.isPaused = true
    runner.isProtected = true
    runner.tags = ["a", "b"]
    runner.creator = "owner"
    runner.createdAt = 1_798_761_599
    runner.tokenExpiry = .at(-1)
    runner.owner = someProject
    runner.jobCount = 1001
    return runner
  }()

  @Test func unknownIsNull() throws {
    guard case .object(let members) = Runner(id: 7).jsonObject else {
      Issue.record("A runner is an object.")
      return
    }
    #expect(members.first?.value == .integer(7))
    #expect(members.dropFirst().allSatisfy { $0.value == .null })
    #expect(members.map(\.name) == Runner.csvHeader)
  }

  @Test func valuesHaveGitLabsNamesAndWords() {
    let json = runner.jsonObject
    #expect(json["runner_type"] == .string("project_type"))
    #expect(json["status"] == .string("never_contacted"))
    #expect(json["online"] == .null)
    #expect(json["paused"] == .bool(true))
    #expect(json["access_level"] == .string("ref_protected"))
    #expect(json["tag_list"] == .array([.string("a"), .string("b")]))
    #expect(json["created_at"] == .string("2026-12-31T23:59:59Z"))
    #expect(json["token_expires_at"] == .string("1969-12-31T23:59:59Z"))
    #expect(json["created_by"]?["username"] == .string("owner"))
    #expect(json["owner"]?["full_path"] == .string("platform/build/app"))
    #expect(json["description"] == .string("=1+1\n\u{1B}[2J, \"x\""), "JSON's text escapes it.")
    #expect(!json.text.contains("\u{1B}"))
  }

  @Test func fieldsAreTheColumnsAsSafeTexts() {
    let fields = Dictionary(uniqueKeysWithValues: zip(Runner.csvHeader, runner.csvFields))
    #expect(fields.count == Runner.csvHeader.count)
    #expect(fields["id"] == "42")
    #expect(fields["description"] == "'=1+1 \u{FFFD}[2J, \"x\"")
    #expect(fields["tag_list"] == "a,b")
    #expect(fields["created_by"] == "owner")
    #expect(fields["owner"] == "platform/build/app")
    #expect(fields["paused"] == "true")
    #expect(fields["locked"] == "")
    #expect(fields["job_count"] == "1001")
  }

  @Test(arguments: ["=x", "+x", "-x", "@x", "\t=x", " -x"])
  func formulasAreDefused(text: String) {
    var runner = Runner(id: 1)
    runner.description = text
    #expect(runner.csvFields[1].hasPrefix("'"))
    runner.description = "x" + text
    #expect(!runner.csvFields[1].hasPrefix("'"))
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_827_696, "2000-02-29T12:34:56Z"),
    (4_107_542_399, "2100-02-28T23:59:59Z"), (-62_135_596_800, "0001-01-01T00:00:00Z"),
    (253_402_300_799, "9999-12-31T23:59:59Z"),
  ])
  func timesAreWrittenAsISO8601(time: Int64, text: String) {
    var runner = Runner(id: 1)
    runner.contactedAt = time
    #expect(runner.jsonObject["contacted_at"] == .string(text))
  }

  private func page(_ type: RunnerType?, _ owner: RunnerTarget?, in scope: RunnerScope) throws
    -> String?
  {
    var runner = Runner(id: 42)
    runner.type = type
    runner.owner = owner
    return try ServerURL(parsing: "https://example.com/gitlab").runnerPage(runner, in: scope)
  }

  @Test func theAddressOfARunnerDependsOnTheList() throws {
    let base = "https://example.com/gitlab"
    let inGroup = "\(base)/groups/platform/build/-/runners/42"
    let inProject = "\(base)/platform/build/app/-/runners/42"
    #expect(try page(.project, someProject, in: .instance) == "\(base)/admin/runners/42")
    #expect(try page(.project, someProject, in: .group(someGroup, .direct)) == inGroup)
    #expect(try page(.project, someGroup, in: .project(someProject)) == inProject)
    #expect(try page(.group, someGroup, in: .project(someProject)) == inGroup)
    #expect(try page(.instance, nil, in: .project(someProject)) == "\(base)/admin/runners/42")
    #expect(try page(.project, someProject, in: .mine) == inProject)
    #expect(try page(.group, someGroup, in: .mine) == inGroup)
    #expect(try page(.group, nil, in: .mine) == nil)
    #expect(try page(.group, RunnerTarget(kind: .group, id: 1), in: .mine) == nil)
  }

  @Test func listsHaveAddresses() throws {
    let server = try ServerURL(parsing: "https://example.com/gitlab")
    #expect(server.runnersPage(of: .mine) == nil)
    #expect(server.runnersPage(of: .instance) == "https://example.com/gitlab/admin/runners")
    let odd = RunnerTarget(kind: .group, id: 1, fullPath: "a b/ü")
    #expect(
      server.runnersPage(of: .group(odd, .direct))
        == "https://example.com/gitlab/groups/a%20b/%C3%BC/-/runners")
    #expect(
      server.runnersPage(of: .project(someProject))
        == "https://example.com/gitlab/platform/build/app/-/settings/ci_cd#js-runners-settings")
    #expect(server.runnersPage(of: .project(RunnerTarget(kind: .project, id: 1))) == nil)
  }
}
