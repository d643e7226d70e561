import RunnerCore
import Testing

@testable import Runtime

@Suite struct InvocationTests {
  @Test func nothingOpensTheWizard() {
    #expect(Invocation.parse([]) == .wizard(Options()))
  }

  @Test(arguments: [
    ["--demo", "--timeout", "5", "create", "--json"],
    ["create", "--demo", "--json", "--timeout", "5"],
    ["--timeout=5", "create", "--json", "--demo"],
    ["--demo", "create", "--timeout", "5", "--json"],
  ])
  func optionsCountBeforeAndAfterTheCommand(_ arguments: [String]) {
    var options = Options()
    options.demo = true
    options.timeout = 5
    var create = CreateOptions()
    create.json = true
    #expect(Invocation.parse(arguments) == .create(create, options))
  }

  @Test func everyOptionArrives() {
    let arguments = [
      "--url", "https://g.example", "--config", "c", "--token-file", "t",
      "--oauth", "--ca-file", "ca", "--client-cert", "cc", "--client-key", "ck",
      "--timeout", "1.5", "--theme", "mono", "--color", "256", "--no-mouse", "--plain",
      "--read-only", "--log", "l", "--demo",
    ]
    let all = Options(
      url: "https://g.example", config: "c", tokenFile: "t",
      oauth: true, caFile: "ca", clientCertificate: "cc", clientKey: "ck", timeout: 1.5,
      theme: "mono", color: .twoHundredFiftySix, mouse: false, plain: true, readOnly: true,
      log: "l", demo: true)
    #expect(Invocation.parse(arguments) == .wizard(all))
    #expect(
      Invocation.parse(["--profile", "p", "--token-stdin"])
        == .wizard(Options(profile: "p", tokenStdin: true)))
  }

  @Test func everyOptionOfCreateArrives() {
    let arguments = [
      "create", "--type", "project", "--group", "g", "--project", "p", "--tag", "a,b", "--tag",
      "c", "--description", "d", "--maintenance-note", "m", "--maximum-timeout", "1h 30m",
      "--no-run-untagged", "--locked", "--no-protected", "--paused", "--token-expires-at", "7d",
      "--token-rotation-deadline", "5d", "--from", "-", "--json",
    ]
    let all = CreateOptions(
      type: .project, group: "g", project: "p", tags: ["a,b", "c"], description: "d",
      maintenanceNote: "m", maximumTimeout: "1h 30m", runUntagged: false, locked: true,
      protected: false, paused: true, tokenExpiresAt: "7d", tokenRotationDeadline: "5d",
      from: "-", json: true)
    #expect(Invocation.parse(arguments) == .create(all, Options()))
  }

  @Test(arguments: ["", " ", "\t"]) func anEmptyTagIsNoWayToSayNoTags(_ tag: String) {
    guard case .wrong(let text) = Invocation.parse(["create", "--tag", "a", "--tag", tag]) else {
      Issue.record("taken")
      return
    }
    #expect(text.contains("leave '--tag' out if that is meant"))
  }

  @Test func runnersOpensTheListWithAllOptions() {
    #expect(Invocation.parse(["runners"]) == .runners(Options()))
    #expect(
      Invocation.parse(["--plain", "runners", "--read-only"])
        == .runners(Options(plain: true, readOnly: true)))
  }

  @Test func everyOptionOfListArrives() {
    let arguments = [
      "list", "--scope", "group:acme/platform", "--descendants", "--filter", "-x !tag:gpu",
      "--sort", "-contacted_at", "--limit", "20", "--csv", "--read-only",
    ]
    let all = ListOptions(
      scope: .target(.group, "acme/platform"), descendants: true, filter: "-x !tag:gpu",
      sort: RunnerSort(.contacted, isDescending: true), limit: 20, format: .csv)
    #expect(Invocation.parse(arguments) == .list(all, Options(readOnly: true)))
    #expect(Invocation.parse(["list"]) == .list(ListOptions(), Options()))
    #expect(
      Invocation.parse(["list", "--json", "--scope=instance"])
        == .list(ListOptions(scope: .instance, format: .json), Options()))
    #expect(
      Invocation.parse(["list", "--scope", "project:https://g.example/a/b"])
        == .list(ListOptions(scope: .target(.project, "https://g.example/a/b")), Options()))
  }

  @Test(arguments: [["list", "--help"], ["help", "list"]])
  func helpOfListTellsItsOptions(_ arguments: [String]) {
    guard case .information(let text) = Invocation.parse(arguments) else {
      Issue.record("\(Invocation.parse(arguments))")
      return
    }
    for option in ["--scope", "--descendants", "--filter", "--sort", "--limit", "--csv"] {
      #expect(text.contains(option))
    }
    for field in RunnerSortField.allCases { #expect(text.contains(field.rawValue)) }
    for word in ["tag:=X", "never, paused, busy", "expires:14d", "/REGEX/", "the group's own"] {
      let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(line.contains(word), "\(word)")
    }
  }

  @Test func everyOptionOfDoctorArrives() {
    #expect(Invocation.parse(["doctor"]) == .doctor(json: false, Options()))
    #expect(
      Invocation.parse(["--read-only", "doctor", "--json", "--profile", "p"])
        == .doctor(json: true, Options(profile: "p", readOnly: true)))
  }

  @Test(arguments: [["doctor", "--help"], ["help", "doctor"]])
  func helpOfDoctorTellsItsExitCodes(_ arguments: [String]) {
    guard case .information(let text) = Invocation.parse(arguments) else {
      Issue.record("\(Invocation.parse(arguments))")
      return
    }
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for words in ["--json", "Exits with 0", "3 if GitLab would refuse it", "--profile"] {
      #expect(line.contains(words), "\(words)")
    }
  }

  @Test func helpNamesTheCommands() {
    guard case .information(let text) = Invocation.parse(["--help"]) else {
      Issue.record("There is no help.")
      return
    }
    for command in ["create", "runners", "list", "doctor"] {
      #expect(text.contains("  \(command) "))
    }
  }

  @Test func themesAreListedAndPrinted() {
    #expect(Invocation.parse(["--list-themes"]) == .listThemes(Options()))
    #expect(Invocation.parse(["--print-theme", "mono"]) == .printTheme("mono", Options()))
  }

  @Test(arguments: [["--version"], ["--help"], ["create", "--help"], ["help"]])
  func helpAndVersionAreNoMistakes(_ arguments: [String]) {
    guard case .information(let text) = Invocation.parse(arguments) else {
      Issue.record("\(Invocation.parse(arguments))")
      return
    }
    #expect(text.contains("runner-wizard"))
  }

  @Test(arguments: [
    ["create", "--help"], ["create", "-h"], ["help", "create"], ["create", "--json", "--help"],
  ])
  func helpOfCreateTellsItsOptions(_ arguments: [String]) {
    guard case .information(let text) = Invocation.parse(arguments) else {
      Issue.record("\(Invocation.parse(arguments))")
      return
    }
    #expect(text.contains("--maintenance-note"))
  }

  @Test(arguments: [
    ["--nonsense"], ["nonsense"], ["create", "--type", "nonsense"], ["--timeout", "0"],
    ["--timeout", "soon"], ["--timeout", "nan"], ["--color", "17"], ["runners", "list"],
    ["doctor", "extra"], ["doctor", "--jsn"], ["doctor", "--type", "group"],
    ["create", "--count", "0"], ["create", "extra"], ["--url"],
    ["create", "--token-file", "f", "--token-stdin"],
    ["--token-file", "f", "create", "--token-stdin"], ["--demo", "--profile", "p"],
  ])
  func whatIsNotThereIsWrong(_ arguments: [String]) {
    guard case .wrong(let text) = Invocation.parse(arguments) else {
      Issue.record("\(Invocation.parse(arguments))")
      return
    }
    #expect(text.contains("Usage:"))
  }

  @Test(arguments: [
    ["glpat-ABCDEFGHIJKLMNOPQRST"], ["--token", "glpat-ABCDEFGHIJKLMNOPQRST"],
    ["--token=glpat-ABCDEFGHIJKLMNOPQRST"], ["create", "-tglpat-ABCDEFGHIJKLMNOPQRST"],
    ["create", "--type", "glpat-ABCDEFGHIJKLMNOPQRST"],
    ["--timeout", "glpat-ABCDEFGHIJKLMNOPQRST"], ["list", "glpat-ABCDEFGHIJKLMNOPQRST"],
    ["list", "--scope", "glpat-ABCDEFGHIJKLMNOPQRST"],
    ["list", "--filter", "status:glpat-ABCDEFGHIJKLMNOPQRST"],
    ["runners", "glpat-ABCDEFGHIJKLMNOPQRST"],
  ])
  func tokenInTheWrongPlaceIsNotEchoed(_ arguments: [String]) {
    guard case .wrong(let text) = Invocation.parse(arguments) else {
      Issue.record("\(Invocation.parse(arguments))")
      return
    }
    let shown = ArgumentRedaction(arguments).redacted(text)
    #expect(!shown.contains("ABCDEFGHIJKLMNOPQRST"))
    #expect(shown.contains("Error:"))
  }

  @Test(arguments: [
    ("glpat-abc", true), ("sG7xQ9Lw2ZpT4vBn8KdR", true), ("0123456789abcdef0123", true),
    ("platform-engineering-2024", false), ("acme/platform", false), ("docker", false),
    ("--maintenance-notes", false), ("99999999999999999999", false),
    ("20261123T034512Z-k3x7mq", false), ("Runner-Configs-2026-Prod", false),
    ("ca-bundle.v2.Production.pem", false), ("sG7xQ9Lw-ZpT4_Bn8KdR", true),
    ("abcdefghij1234567890", false), ("a1b2c3d4e5f6a7b8c9d0", true),
  ])
  func tokensAreKnownByTheirLook(_ text: String, _ isToken: Bool) {
    #expect(ArgumentRedaction.looksLikeToken(text) == isToken)
  }
}
