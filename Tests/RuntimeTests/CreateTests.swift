import GitLabSandbox
import RunnerCore
import Testing

@testable import Runtime

@Suite struct CreateTests {
  let harness = CreateHarness()

  @Test func standardOutputIsTheTokenAndNothingElse() async {
    let printed = await harness.create("--type", "group", "--group", "acme/platform")
    #expect(printed.status == 0)
    #expect(printed.output.hasPrefix("glrt-"))
    #expect(printed.output.hasSuffix("\n"))
    #expect(printed.output.split(separator: "\n").count == 1)
    #expect(printed.complaints.contains("acme/platform (group 11)"))
    #expect(printed.complaints.contains("does not expire"))
    #expect(!printed.complaints.contains("glrt-"))
  }

  @Test func everyValueReachesTheServer() async throws {
    let printed = await harness.create(
      "--type", "project", "--project", "101", "--tag", "docker, linux", "--tag", "gpu",
      "--description", "建造 1", "--maintenance-note", "line 1\nline 2", "--maximum-timeout",
      "1h 30m", "--no-run-untagged", "--locked", "--protected", "--paused")
    #expect(printed.status == 0)
    let runner = try #require(harness.transport.withSandbox { $0.runners.last })
    #expect(runner.tags == ["docker", "linux", "gpu"])
    #expect(runner.description == "建造 1")
    #expect(runner.maintenanceNote == "line 1\nline 2")
    #expect(runner.maximumTimeout == 5400)
  }

  @Test func numericIDIsSentWithThreeQuestionsBefore() async {
    let printed = await harness.create("--type", "project", "--project", "101", "--json")
    #expect(printed.status == 0)
    #expect(harness.requests == 4)
    #expect(printed.json?["path"] == .null)
    #expect(printed.json?["project_id"] == .integer(101))
  }

  @Test func tokenThatMayOnlyCreateStillCreatesById() async {
    var harness = harness
    harness.token = "owner-create"
    let printed = await harness.create("--type", "group", "--group", "11")
    #expect(printed.status == 0)
  }

  @Test func tokenThatMayOnlyCreateFindsAPathAmongWhatItReaches() async {
    var harness = harness
    harness.token = "owner-create"
    let group = await harness.create("--type", "group", "--group", "Acme/platform", "--json")
    #expect(group.json?["group_id"] == .integer(11))
    let project = await harness.create(
      "--type", "project", "--project", "acme/platform/api", "--json")
    #expect(project.json?["project_id"] == .integer(101))
    let other = await harness.create("--type", "group", "--group", "acme/nowhere", "--json")
    #expect(other.status == 3)
  }

  @Test(arguments: [
    "https://demo.gitlab.example/acme/website", "acme/website",
    "https://demo.gitlab.example/acme/website/-/settings/ci_cd",
  ])
  func pathsAndAddressesAreLookedUp(_ project: String) async {
    let printed = await harness.create("--type", "project", "--project", project, "--json")
    #expect(printed.json?["project_id"] == .integer(100))
    #expect(printed.json?["path"] == .string("acme/website"))
  }

  @Test func jsonHasItsFieldsInOrder() async {
    var harness = harness
    harness.token = "root-admin"
    let group = await harness.create("--type", "group", "--group", "acme", "--json")
    let instance = await harness.create("--type", "instance", "--tag", "b,a", "--json")
    #expect(
      names(group.json) == [
        "id", "token", "token_expires_at", "runner_type", "group_id", "description",
        "maintenance_note", "maximum_timeout", "tag_list", "run_untagged", "locked",
        "access_level", "paused", "path", "web_url", "url",
      ])
    #expect(group.output.split(separator: "\n").count == 1)
    #expect(group.complaints.isEmpty)
    #expect(instance.json?["tag_list"] == .array([.string("b"), .string("a")]))
    #expect(instance.json?["group_id"] == nil)
    #expect(instance.json?["run_untagged"] == .null)
  }

  @Test func expiryIsGivenAsTheServerWroteItAndSaidInWords() async {
    let json = await harness.create("--type", "group", "--group", "acme/rotating", "--json")
    guard case .string(let expiry)? = json.json?["token_expires_at"] else {
      Issue.record("\(json.output)")
      return
    }
    #expect(expiry.hasSuffix("Z"))
    let words = await harness.create("--type", "group", "--group", "acme/rotating")
    #expect(words.complaints.contains("expires at 20"))
  }

  @Test func allProblemsAreToldAtOnceAndNothingIsSent() async {
    let tags = (1...51).map { "t\($0)" }.joined(separator: ",")
    let printed = await harness.create(
      "--type", "group", "--group", "not a path", "--tag", tags, "--description",
      String(repeating: "x", count: 1025), "--maximum-timeout", "599", "--locked", "--json")
    #expect(printed.status == 4)
    #expect(printed.error?["code"] == .string("invalid_form"))
    #expect(
      Set(fields(printed.error)) == [
        "group_id", "tag_list", "description", "maximum_timeout", "locked",
      ])
    #expect(harness.requests == 0)
  }

  @Test func problemsStandUnderTheirFieldsOnStandardError() async {
    let printed = await harness.create("--type", "group")
    #expect(printed.status == 4)
    #expect(printed.output.isEmpty)
    #expect(printed.complaints.contains("  group_id: "))
  }

  @Test func typeAndTargetThatDoNotFitAreInvalid() async {
    let missing = await harness.create("--group", "acme", "--json")
    #expect(missing.status == 4)
    #expect(fields(missing.error) == ["runner_type"])
    let other = await harness.create("--type", "project", "--group", "acme", "--json")
    #expect(fields(other.error) == ["project_id"])
    let both = await harness.create(
      "--type", "project", "--group", "acme", "--project", "100", "--json")
    #expect(fields(both.error) == ["group_id"])
    let instance = await harness.create("--type", "instance", "--project", "100", "--json")
    #expect(fields(instance.error) == ["project_id"])
    #expect(harness.requests == 0)
  }

  @Test func readOnlyIsRefusedBeforeAnythingIsSent() async {
    var harness = harness
    harness.isReadOnly = true
    let printed = await harness.create("--type", "group", "--group", "acme", "--json")
    #expect(printed.status == 3)
    #expect(printed.error?["code"] == .string("read_only"))
    #expect(harness.requests == 0)
  }

  @Test func tokenThatCannotBeWrittenIsNotCalledSuccess() async {
    var harness = harness
    harness.hasOutput = false
    let printed = await harness.create("--type", "group", "--group", "acme")
    #expect(printed.status == 1)
    #expect(printed.complaints.contains("could not be written"))
    #expect(!printed.complaints.contains("glrt-"))
  }

  static let token = "glpat-ABCDEFGHIJKLMNOPQRST"

  @Test(arguments: [
    ["--group", token], ["--group", "acme", "--maximum-timeout", token + token + token],
    ["--group", token + " words"], ["--group", token + "\n"], ["--group", "acme/" + token],
    ["--group", token.uppercased()], ["--group", "https://demo.gitlab.example/" + token],
    ["--group", "acme", "--tag", token + String(repeating: "x", count: 300)],
    ["--group", "acme", "--project", "\n" + token],
    ["--group", "acme", "--maximum-timeout", "sG7xQ9Lw2ZpT4vBn8KdR" + token.dropFirst(6)],
  ])
  func argumentThatLooksLikeATokenIsNeitherSentNorEchoed(_ arguments: [String]) async {
    let printed = await harness.create(["--type", "group"] + arguments)
    #expect(printed.status == 4)
    #expect(harness.requests == 0)
    let json = await harness.create(["--type", "group", "--json"] + arguments)
    #expect(json.error?["exit"] == .integer(4))
    for text in [printed.complaints, printed.output, json.complaints, json.output] {
      #expect(!text.lowercased().contains("abcdefgh"))
      #expect(!text.contains("sG7xQ9Lw"))
    }
  }

  @Test func keysAndValuesOfAFileThatLookLikeTokensAreNotEchoed() async {
    let file = "runner_type: \(Self.token)\n\(Self.token): x\nmaximum_timeout: \(Self.token)\n"
    for options in [["--from", "-"], ["--from", "-", "--json"]] {
      let printed = await harness.create(options, input: file)
      #expect(printed.status == 4)
      #expect(!(printed.complaints + printed.output).contains("ABCDEFGH"))
    }
  }

  @Test func logNamesRequestsAndNoToken() async throws {
    let folder = try TemporaryFolder()
    var harness = harness
    harness.log = try Log(path: "\(folder.path)/log")
    let printed = await harness.create("--type", "group", "--group", "acme")
    let text = try folder.text("log")
    #expect(text.contains("POST https://demo.gitlab.example/api/v4/user/runners 201"))
    #expect(!text.contains(printed.output.dropLast()))
    #expect(!text.contains("glpat-"))
    #expect(try folder.permissions("log") == 0o600)
  }

  @Test func logHidesATokenInAnAddress() throws {
    let folder = try TemporaryFolder()
    let log = try Log(path: "\(folder.path)/log")
    log.write("GET https://demo.gitlab.example/api/v4/groups/\(Self.token)?a request 01SANDBOX")
    let text = try folder.text("log")
    #expect(text.contains("GET https://demo.gitlab.example/api/v4/groups/"))
    #expect(text.contains("request 01SANDBOX"))
    #expect(!text.contains("ABCDEFGHIJKLMNOPQRST"))
  }

  private func names(_ json: JSONValue?) -> [String] {
    guard case .object(let members)? = json else { return [] }
    return members.map(\.name)
  }
}

/// The fields that an error's problems name.
func fields(_ error: JSONValue?) -> [String] {
  guard case .array(let problems)? = error?["problems"] else { return [] }
  return problems.compactMap { problem in
    if case .string(let field)? = problem["field"] { field } else { nil }
  }
}
