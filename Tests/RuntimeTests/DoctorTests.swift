import GitLabSandbox
import RunnerCore
import RunnerWizard
import Testing

@testable import Runtime

@Suite struct DoctorTests {
  @Test func theReportHasTheKeysThatScriptsRelyOn() async {
    let printed = await DoctorHarness(profiles: ["owner-api"]).doctor("--json")
    #expect(printed.status == 0)
    #expect(printed.complaints == "")
    #expect(printed.output.count { $0 == "\n" } == 1)
    #expect(
      printed.json?.keys == [
        "terminal", "theme", "clipboard", "config", "profiles", "connection", "user", "can_create",
        "can_browse", "warnings", "notes", "exit",
      ])
    for key in ["name", "host", "source", "section", "kind", "scopes", "expires_at"] {
      #expect(printed.profile("owner-api")?.keys?.contains(key) == true, "\(key)")
    }
    #expect(
      printed.json?["connection"]?.keys == [
        "url", "source", "server_version", "tls", "certificates", "error",
      ])
    #expect(printed.json?["can_create"]?.keys == ["instance", "group", "project", "reason"])
    #expect(
      printed.json?["can_browse"]?.keys == ["mine", "group", "project", "instance", "reason"])
    #expect(printed.json?["connection"]?["url"] == .string("https://demo.gitlab.example"))
    #expect(printed.json?["connection"]?["server_version"] == .string("18.4.2-ee"))
    #expect(printed.json?["connection"]?["error"] == .null)
    #expect(printed.json?["user"]?["username"] == .string("owner"))
  }

  @Test(arguments: PreflightTests.product)
  func whatItSaysCanBeCreatedEqualsWhatTheServerAccepts(_ row: PreflightTests.Case) async {
    let transport = SandboxTransport(.init(gitLab: row.release))
    let printed = await DoctorHarness(transport: transport, token: row.token.name).doctor("--json")
    var words: [String] = []
    for (type, name) in [
      (RunnerType.instance, "instance"), (.group, "group"), (.project, "project"),
    ] {
      let word = printed.word("can_create", name) ?? ""
      words.append(word)
      switch word {
      case "yes": #expect(transport.accepts(type, row.token), "\(type)")
      case "no": #expect(!transport.accepts(type, row.token), "\(type)")
      case "unknown": #expect(transport.mayBeUnknown(type, row), "\(type)")
      default: Issue.record("\(word)")
      }
      let reason = printed.json?["can_create"]?["reason"]?[name]
      #expect((printed.text(reason)?.isEmpty == false) == (word != "yes"))
    }
    #expect(printed.status == (words.allSatisfy { $0 == "no" } ? 3 : 0))
    #expect(printed.json?["exit"] == .integer(Int64(printed.status)))
    #expect(!(printed.output + printed.complaints).contains(row.token.token))
    let methods = transport.withSandbox { Set($0.log.map(\.method)) }
    #expect(methods == ["GET"])
  }

  @Test(arguments: [
    ("status=500", 1, "server_error"), ("html", 1, "gateway_error"),
    ("status=401", 3, "unauthorized"),
    ("reset-before", 1, "connection_lost"),
  ])
  func aConnectionThatDoesNotWorkIsExplained(_ fault: String, _ exit: Int32, _ code: String) async {
    let harness = DoctorHarness(profiles: ["owner-api"])
    harness.transport.fault("/user:\(fault)")
    harness.transport.fault("/personal_access_tokens/self:\(fault)")
    let printed = await harness.doctor("--json")
    #expect(printed.status == exit)
    #expect(printed.json?["connection"]?["error"]?["code"] == .string(code))
    #expect(printed.word("can_create", "group") == (exit == 3 ? "no" : "unknown"))
    #expect(
      printed.profile("owner-api")?["problem"]
        == printed.json?["connection"]?["error"]?["message"])
    let plain = await harness.doctor()
    #expect(plain.status == exit)
    #expect(
      plain.output.hasSuffix(
        exit == 3 ? "A registration would be refused.\n" : "The server cannot be used.\n"))
  }

  @Test(arguments: [
    (ConnectionDraft(), "no_host"), (ConnectionDraft(url: "https://g.example"), "no_token"),
  ])
  func whatIsMissingIsNamed(_ draft: ConnectionDraft, _ code: String) async {
    var harness = DoctorHarness(profiles: ["owner-api"])
    harness.start = .success(.incomplete(draft, notes: ["A note."]))
    let printed = await harness.doctor("--json")
    #expect(printed.status == 2)
    #expect(printed.json?["connection"]?["error"]?["code"] == .string(code))
    #expect(printed.json?["notes"] == .array([.string("A note.")]))
    #expect(printed.json?["user"] == .null)
    // The profiles are told all the same.
    #expect(printed.profile("owner-api")?["kind"] == .string("personal"))
  }

  @Test func aConfigurationThatCannotBeUsedIsNamed() async {
    var harness = DoctorHarness()
    harness.start = .failure(UsageFailure(code: "several_profiles", message: "Two of them."))
    let printed = await harness.doctor()
    #expect(printed.status == 2)
    #expect(printed.output.contains("Two of them."))
    #expect(printed.output.hasSuffix("No usable connection is configured.\n"))
  }

  @Test func theCommandOfTheConnectionInUseIsRun() async {
    var harness = DoctorHarness()
    var connection = harness.transport.connection("owner-api")
    let token = connection.token.reveal()
    connection.token = Secret("")
    harness.start = .success(.command(["/usr/bin/printf", "%s", token], connection, notes: []))
    let printed = await harness.doctor("--json")
    #expect(printed.status == 0)
    #expect(!printed.output.contains(token))
    harness.start = .success(.command(["/bin/false"], connection, notes: []))
    let failed = await harness.doctor("--json")
    #expect(failed.status == 2)
    #expect(failed.json?["connection"]?["error"]?["code"] == .string("token_command_failed"))
  }

  @Test(arguments: ["glrt-t1_NotARealRunnerToken", "gldt-NotARealDeployToken"])
  func aTokenForAnotherPurposeIsExplained(_ token: String) async {
    var harness = DoctorHarness()
    var connection = harness.transport.connection("owner-api")
    connection.token = Secret(token)
    harness.start = .success(.ready(connection, notes: []))
    let printed = await harness.doctor("--json")
    #expect(printed.status == 3)
    let advice = TokenKind.guess(Secret(token)).advice
    #expect(printed.text(printed.json?["connection"]?["error"]?["fix"]) == advice)
    #expect(advice?.isEmpty == false)
    #expect(!printed.output.contains(token))
    let plain = await harness.doctor()
    #expect(!plain.output.contains("Creating runners"))
  }

  @Test func everyProfileIsAskedAboutItsToken() async {
    let names = [
      "owner-api", "owner-create", "owner-expired", "owner-fine-grained", "owner-oauth",
      "project-bot", "group-bot",
    ]
    let printed = await DoctorHarness(profiles: names).doctor("--json")
    let kinds = names.map { printed.text(printed.profile($0)?["kind"]) }
    // What may not be asked has the kind that its prefix hints at.
    #expect(
      kinds == ["personal", "access", "access", "fine_grained", "oauth", "project", "group"])
    #expect(printed.profile("owner-api")?["used"] == .bool(true))
    #expect(printed.profile("group-bot")?["used"] == .bool(false))
    #expect(printed.profile("group-bot")?["scopes"] == .array([.string("api")]))
    #expect(printed.text(printed.profile("group-bot")?["expires_at"])?.hasPrefix("20") == true)
    let problem = printed.text(printed.profile("owner-expired")?["problem"]) ?? ""
    #expect(problem.contains("has expired"))
    #expect(printed.profile("owner-oauth")?["expires_at"] == .null)
  }

  @Test func theReportForPeopleNamesEveryPart() async {
    let printed = await DoctorHarness(profiles: ["owner-api", "project-bot"]).doctor()
    for line in [
      "Terminal", "Configuration files", "Profiles", "Connection", "Access token",
      "Creating runners", "Reading lists of runners", "  ok group: yes",
      "A registration would work.",
    ] {
      #expect(printed.output.split(separator: "\n").contains(Substring(line)), "\(line)")
    }
    #expect(printed.output.contains("GitLab 18.4.2-ee"))
    #expect(printed.output.contains("ok owner-api (in use)"))
  }

  @Test func nothingReachesATerminalThatWouldSteerIt() async {
    var harness = DoctorHarness()
    harness.start = .success(
      .incomplete(ConnectionDraft(url: "https://g.example"), notes: ["\u{1B}[2J\u{202E}x\u{9B}"]))
    for printed in [await harness.doctor(), await harness.doctor("--json")] {
      let isClean = printed.output.unicodeScalars.allSatisfy {
        $0 == "\n" || $0.value >= 0x20 && $0.value != 0x9B && $0.value != 0x202E
      }
      #expect(isClean, "\(printed.output)")
    }
  }

  @Test(arguments: ["no-such", "glpat-ABCDEFGHIJKLMNOPQRST"])
  func aProfileThatIsAskedForInVainIsNoSecret(_ name: String) async {
    var harness = DoctorHarness()
    harness.start = .failure(
      UsageFailure(code: "configuration", message: "There is no profile \(name)."))
    let printed = await harness.doctor("--json", "--profile", name)
    #expect(printed.status == 2)
    #expect(printed.json != nil)
    #expect(printed.output.contains("no profile \(name)") == (name == "no-such"))
  }
}
