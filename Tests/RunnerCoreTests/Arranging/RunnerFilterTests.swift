import Testing

@testable import RunnerCore

@Suite struct RunnerFilterTests {
  private static let now: Int64 = 1_800_000_000

  private static let runner: Runner = {
    var runner = Runner(id: 1234, status: .offline)
    runner.description = "Linux Builder für GPU #7"
    runner.type = .group
    runner.isPaused = true
    runner.isLocked = false
    runner.runsUntagged = true
    runner.tags = ["Docker", "env:prod", "a b", "日本"]
    runner.owner = RunnerTarget(kind: .group, id: 3, fullPath: "Acme/tools", name: "Tools")
    runner.creator = "jane.Doe"
    runner.tokenExpiry = .at(now + 10 * 86_400)
    var manager = RunnerManager(id: 1, systemID: "s_1")
    manager.version = "17.1.2~pre.5"
    runner.newestManager = manager
    return runner
  }()

  private func keeps(_ text: String, _ runner: Runner = Self.runner) -> Bool {
    RunnerFilter(parsing: text).matches(runner, now: Self.now)
  }

  @Test(arguments: [
    // Plain words: description, tags, owner's path, beginning of the id.
    ("", true), ("   ", true), ("linux", true), ("LINUX für", true), ("linux windows", false),
    ("FÜR", true), ("docker", true), ("ACME", true), ("acme/tools", true), ("12", true),
    ("1234", true), ("12345", false), ("234", false), ("01234", false), ("jane", false),
    ("日", true), ("#7", false), ("\"#7\"", true), ("env:prod", true), ("foo:bar", false),
    // The id.
    ("#1234", true), ("#12", false), ("#", true), ("!#1234", false), ("#7a", false),
    // Negation.
    ("!linux", false), ("!windows", true), ("!!linux", true), ("!", true), ("linux !docker", false),
    ("!\"linux windows\"", true),
    // Quotes.
    ("\"builder für\"", true), ("\"builder  für\"", false), ("\"builder", true), ("\"", true),
    ("\"a b\"docker", true), ("!\"\"", true),
    // Tags.
    ("tag:dock", true), ("TAG:DOCKER", true), ("tag:=Docker", true), ("tag:=docker", false),
    ("tag:=dock", false), ("tag:", true), ("tag:=", true), ("!tag:", true), ("tag:\"a b\"", true),
    ("tag:=\"a b\"", true), ("tag:linux", false), ("!tag:gpu", true), ("tag:env:", true),
    // Status, which may be cut short while it is typed.
    ("status:offline", true), ("status:online", false), ("status:o", true), ("status:on", false),
    ("status:paused", true), ("status:busy", false), ("!status:busy", true), ("status:", true),
    ("STATUS:OFF", true), ("status:nonsense", true), ("!status:nonsense", true),
    ("status:never", false), ("status:stale", false),
    // Several values, and GitLab's own words.
    ("status:never_contacted", false), ("!status:NEVER_CONTACTED", true), ("status:OFFLINE", true),
    ("status:stale,off", true), ("status:stale,online", false), ("!status:stale,offline", false),
    ("status:stale,", false), ("status:,", true), ("status:stale,nonsense", true),
    ("type:instance,group", true), ("type:GROUP_TYPE", true), ("type:instance,project", false),
    ("tag:dock,日", true), ("tag:dock,windows", false), ("!tag:dock,windows", true),
    ("tag:=Docker,env:prod", true), ("tag:=Docker,prod", false), ("tag:dock,", true),
    ("tag:,", true), ("tag:\"docker,日\"", false),
    // Marks on letters.
    ("fur", true), ("fu\u{308}r", true), ("\u{301}", true), ("!\u{301}", true), ("/fur/", false),
    // Type.
    ("type:group", true), ("type:group_type", true), ("type:g", true), ("type:project", false),
    ("!type:instance", true), ("type:x", true),
    // Creator and owner.
    ("creator:DOE", true), ("creator:root", false), ("!creator:root", true), ("owner:acme", true),
    ("owner:tools/x", false), ("owner:\"acme\"", true),
    // Versions part by part.
    ("version:17", true), ("version:17.", true), ("version:17.1", true), ("version:v17.1.2", true),
    ("version:17.1.2~PRE", true), ("version:17.1.2~p", false), ("version:1", true),
    ("version:1.", false),
    ("version:17.10", false), ("version:18", false), ("version:.", true), ("!version:18", true),
    // Versions number by number.
    ("version:>=17.1", true), ("version:>=17.1.2", true), ("version:>=17.1.3", false),
    ("version:>=17.2", false), ("version:>=9", true), ("version:>=v17", true),
    ("version:>17", false), ("version:>16", true), ("version:>17.0.9", true),
    ("version:<17", false), ("version:<18", true), ("version:<17.10", true),
    ("version:<=17", true), ("version:<=17.1.1", false), ("version:=17.1", true),
    ("version:=17.1.2", true), ("version:=17.1.2.0", true), ("version:=1", false),
    ("!version:>=18", true), ("version:>=17.1.", true), ("version:>=", true), ("version:<", true),
    ("version:>=abc", true), ("version:>=99999999999999999999", true),
    // Yes and no.
    ("locked:no", true), ("locked:n", true), ("locked:false", true), ("locked:yes", false),
    ("untagged:yes", true), ("untagged:YES", true), ("untagged:no", false),
    ("protected:yes", false), ("protected:no", false), ("!protected:yes", true),
    ("locked:perhaps", true), ("locked:", true),
    // Expiry.
    ("expires:14d", true), ("expires:<14d", true), ("expires:<=9d", false), ("expires:<", true),
    ("expires:10d", true), ("expires:9d", false), ("expires:14", true),
    ("expires:9", false), ("expires:\"9d 23h\"", false), ("expires:240h", true),
    ("!expires:9d", true), ("expires:soon", true), ("expires:", true),
    ("expires:99999999999999999999", true),
    // Expressions.
    ("/^linux.*#[0-9]$/", true), ("/^windows/", false), ("!/^windows/", true), ("/", true),
    ("//", true), ("/builder für/", true), ("/^docker$/", true), ("/^acme\\/tools$/", true),
    ("/acme/tools/", true), ("/linux", true), ("/lin[", true), ("/lin[/", true), ("/lin(ux", true),
    ("/windows/ linux", false), ("/linux/ windows", false), ("/linux/ docker", true),
    ("/für.gpu/", true), ("/^.{24}$/", true), ("/日本/", true), ("/[A-Z]inux/", true),
  ])
  func theLanguage(text: String, isKept: Bool) {
    #expect(keeps(text) == isKept, "\(text)")
  }

  @Test func whatIsUnknownMeetsNothingButItsOpposite() {
    let unknown = Runner(id: 5)
    for part in [
      "linux", "tag:a", "tag:=a", "status:o", "status:never", "status:paused", "status:busy",
      "type:group", "creator:a", "owner:a", "version:1", "version:>=1", "version:<99", "tag:a,b",
      "status:online,never_contacted", "type:group,project", "locked:yes", "locked:no",
      "protected:yes", "untagged:no", "expires:999d", "/./", "#6",
    ] {
      #expect(!keeps(part, unknown), "\(part)")
      #expect(keeps("!" + part, unknown), "\(part)")
    }
  }

  @Test func anExpiredTokenExpiresWithinAnyTime() {
    var runner = Runner(id: 1)
    for (expiry, isKept) in [
      (TokenExpiry.at(0), true), (.at(Self.now), true), (.at(Self.now + 86_401), false),
      (.never, false), (.unknown, false), (.at(.min), true), (.at(.max), false),
    ] {
      runner.tokenExpiry = expiry
      #expect(keeps("expires:1d", runner) == isKept, "\(expiry)")
    }
    #expect(
      RunnerFilter(parsing: "expires:106751991167300d").matches(runner, now: .max))
  }

  @Test(arguments: [
    ("status:nonsense", "“nonsense” is no status"),
    ("linux type:runner", "“runner” is no runner type"),
    ("locked:maybe", "write locked:yes or locked:no"), ("expires:14x", "expires:14d"),
    ("/a(b/", "parenthesis"), ("/a[b/", "bracket"), ("/*a/", "follows nothing"),
    ("/a{3/", "repetitions"), ("/a{1000}{1000}/", "too large"), ("/(a)\\1/", "\\1"),
    ("/a\\", "ends in"), ("/[[:foo:]]/", "“foo”"), ("/[z-a]/", "range"),
    ("status:x type:y", "status"), ("status:online,x", "“x” is no status"),
    ("type:group,x", "“x” is no runner type"),
    ("version:>=x", "“x” is no version to compare with; write it like version:>=17.5"),
    ("version:<17.x", "“17.x”"), ("version:=>17", "“>17”"), ("version:<17..1", "“17..1”"),
    ("version:>-1", "“-1”"), ("version:>.", "“.”"),
    ("stauts:offline", "stauts: is no field; it is searched as text"),
    ("!TGS:x", "TGS: is no field"),
  ])
  func aMistakeIsReportedInASentence(text: String, part: String) {
    let problem = RunnerFilter(parsing: text).problem
    #expect(problem?.contains(part) == true, "\(problem ?? "none")")
    #expect(problem?.hasSuffix(".") == true)
  }

  @Test(arguments: [
    ("tag:", "tag: has no value."), ("!tag:", "tag: has no value."), ("tag:=", "tag:= has"),
    ("STATUS:", "status: has no value."), ("linux expires:\"\"", "expires: has no value."),
    ("#", "# has no value."), ("!", "! has no value."), ("\"\"", "\"\" has no value."),
    ("//", "// has no value."), ("version:.", "version: has no value."),
    ("version:>=", "version: has no value."), ("status:,", "status: has no value."),
    ("\u{301}", "has no value."),
    ("stauts:offline", "put it in quotes: \"stauts:…\"."), ("!tgs:", "tgs: is no field"),
    ("tag: status:x", "tag:"), ("status:x tag:", "“x” is no status"),
  ])
  func whatMayKeepTooMuchIsRefusedWhereNobodyWatches(text: String, part: String) {
    let refusal = RunnerFilter(parsing: text).refusal
    #expect(refusal?.contains(part) == true, "\(refusal ?? "none")")
  }

  @Test(arguments: [
    "", " ", "linux !tag:gpu", "\"stauts:offline\"", "!\"env:prod\"", "tag:env:", "tag:\"a:b\"",
    "/a:b/", ":", ":x", "10:20", "a-b:c", "#7a", "#12", "!!status:o",
  ])
  func whatIsMeantAsItStandsIsNotRefused(text: String) {
    let filter = RunnerFilter(parsing: text)
    #expect(filter.refusal == nil)
    #expect(filter.problem == nil)
  }

  @Test func aPartWithoutAValueIsNoProblemWhileItIsTyped() {
    #expect(RunnerFilter(parsing: "tag: # !").problem == nil)
    #expect(RunnerFilter(parsing: "env:prod").words == ["env:prod"])
    #expect(RunnerFilter(parsing: "!env:prod").words.isEmpty)
  }

  @Test func aPartWithAMistakeLeavesTheOthersAtWork() {
    #expect(!keeps("status:nonsense windows"))
    #expect(keeps("status:nonsense linux"))
    #expect(RunnerFilter(parsing: "status:x").isEmpty)
  }

  @Test func whileAPartIsTypedTheListNeverRunsEmpty() {
    for whole in [
      "status:offline", "tag:docker", "type:group", "version:17.1.2", "locked:no",
      "untagged:yes", "expires:m", "/^linux.*\\w{2,3} (gpu|cpu)/", "\"builder für\"",
      "owner:acme/tools", "!status:stale", "!/windows.[aA]{3}/", "!type:project",
    ] {
      let signs = Array(whole)
      let value = signs.firstIndex(of: ":").map { $0 + 1 } ?? 0
      for end in value...signs.count {
        let typed = String(signs[..<end])
        #expect(keeps(typed), "\(typed)")
      }
    }
  }

  @Test func plainWordsThatHaveToMatchAreHighlighted() {
    #expect(
      RunnerFilter(parsing: "linux \"a b\" !gpu tag:x /re/ 12 #3 status:o").words == [
        "linux", "a b", "12",
      ])
    #expect(RunnerFilter(parsing: "!!linux").words == ["linux"])
  }

  @Test func theLongestPlainWordIsForTheServersSearch() {
    #expect(RunnerFilter(parsing: "gpu linux !windows").descriptionSearch == "linux")
    #expect(RunnerFilter(parsing: "tag:linux !windows /x/").descriptionSearch == nil)
  }

  @Test func filtersAreEqualWhenTheirTextsAre() {
    #expect(RunnerFilter(parsing: "/a/ b") == RunnerFilter(parsing: "/a/ b"))
    #expect(RunnerFilter(parsing: "a") != RunnerFilter(parsing: "a "))
    #expect(RunnerFilter(parsing: "é") != RunnerFilter(parsing: "e\u{301}"))
    #expect(RunnerFilter(parsing: " ").isEmpty && !RunnerFilter(parsing: "/a/").isEmpty)
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func anyTextIsAFilter(seed: UInt64) {
    var dice = SeededDice(seed: seed)
    let signs =
      Array("ab1 !\"/\\:=#.*+?|()[]{}^$-,~\t").map(String.init) + [
        "status:", "tag:", "type:", "version:", "expires:", "locked:", "creator:", "owner:", "é",
        "\u{301}", "\u{1F469}\u{200D}", "\u{0}", "\r\n", "[[:alpha:]]", "{2,3}", "\u{A0}", "İ",
        "yes",
      ]
    let runners = GeneratedRunners.runners(20, &dice)
    for round in 0..<1_000 {
      let text = (0..<dice.below(24)).map { _ in dice.pick(signs) }.joined()
      let filter = RunnerFilter(parsing: text)
      #expect(filter.text == text)
      #expect(filter.problem?.hasSuffix(".") ?? true, "seed \(seed), round \(round): \(text)")
      let isKept = runners.map { filter.matches($0, now: 0) }
      if filter.isEmpty {
        #expect(!isKept.contains(false), "seed \(seed), round \(round): \(text)")
      }
      let padded = RunnerFilter(parsing: " \t" + text)
      #expect(isKept == runners.map { padded.matches($0, now: 0) }, "seed \(seed), round \(round)")
    }
  }
}
