import RunnerCore
import Testing

@testable import Configuration

/// Own profiles, other tools' and the environment together.
struct FoundProfilesTests {
  private static let python = "/home/olivia/.python-gitlab.cfg"
  private static let glab = "/home/olivia/.config/glab-cli/config.yml"

  private struct Case {
    var own: [(String, String)] = []
    var python: String?
    var glab: String?
    var environment: [String: String] = [:]
    var origin: String?
    var defaultProfile: String?
  }

  private func found(_ row: Case) throws -> FoundProfiles {
    var configuration = ConfigurationFile()
    configuration.defaultProfile = row.defaultProfile
    configuration.profiles = try row.own.map { name, host in
      Profile(name: name, server: try ServerURL(parsing: host), token: .text(Secret("own-\(name)")))
    }
    var files: [String: String] = [:]
    files[Self.python] = row.python
    files[Self.glab] = row.glab
    if let origin = row.origin {
      files["/w/.git/config"] = "[remote \"origin\"]\nurl = \(origin)\n"
    }
    return FoundProfiles(
      configuration: configuration, configurationPath: "/c.yaml", saved: SavedFile(),
      surroundings: Surroundings(
        environment: row.environment, home: "/home/olivia", folder: "/w", now: Fixture.now,
        files: .memory(files)))
  }

  /// Host, token and source of what is used; what is missing, with the last note; or the failure.
  private func resolve(
    _ row: Case, profile: String? = nil, url: String? = nil
  ) throws -> String {
    var flags = ConnectionFlags()
    flags.profile = profile
    flags.url = url
    let choice = ConnectionSources.resolve(
      flags: flags, environment: row.environment, found: try found(row))
    switch choice {
    case .usable(let connection, let notes):
      return
        ([
          "\(connection.server.host) \(connection.token.reveal()) from \(connection.source)"
        ] + notes.map(\.text)).joined(separator: "\n")
    case .incomplete(let draft, let notes):
      let server =
        draft.server.map { "for \($0.host)" }
        ?? "suggested \(draft.suggestedServer?.host ?? "none")"
      return (["missing \(draft.missing) \(server)"] + notes.map(\.text)).joined(separator: "\n")
    case .needsCommand(let command):
      return "\(command.draft.server?.host ?? "") \(command.words)"
    case .failed(let text): return "failed \(text)"
    }
  }

  private static let twoSections =
    "[work]\nurl = a.example\nprivate_token = pa\n[home]\nurl = b.example\nprivate_token = pb\n"
  private static let twoHosts = "hosts: {a.example: {token: ga}, c.example: {token: gc}}"

  @Test func namesAreUniqueAndOwnOnesComeFirst() throws {
    let found = try found(
      Case(
        own: [("work", "a.example")],
        python: Self.twoSections + "[c.example]\nurl = c.example\n[-x]\nurl = x.example\n",
        glab: Self.twoHosts))
    #expect(
      found.profiles.map(\.name) == [
        "work", "python-gitlab:work", "home", "c.example", "python-gitlab:-x", "a.example",
        "glab:c.example",
      ])
    #expect(found.profile(named: "python-gitlab:home")?.name == "home")
    #expect(found.profile(named: "glab:a.example")?.name == "a.example")
    #expect(found.files.map(\.tool) == [.configuration, .pythonGitLab, .glab])
  }

  @Test func environmentIsAProfileBesideTheOthers() throws {
    let row = Case(
      own: [("environment", "b.example")],
      environment: ["GITLAB_URL": "a.example", "GITLAB_OAUTH_TOKEN": "t"])
    let profile = try #require(try found(row).profiles.last)
    #expect(profile.name == "environment:GITLAB_OAUTH_TOKEN")
    #expect(profile.origin == .init(.environment, section: "GITLAB_OAUTH_TOKEN"))
    #expect(profile.connection.source == "GITLAB_OAUTH_TOKEN")
    #expect(profile.authentication == .bearer)
    #expect(try resolve(row, url: "b.example") == "b.example t from GITLAB_OAUTH_TOKEN")
    #expect(try found(Case(environment: ["GITLAB_TOKEN": "t"])).profiles == [])
  }

  @Test func onlyForeignProfileIsUsed() throws {
    let row = Case(glab: "hosts: {a.example: {token: ga}}")
    #expect(try resolve(row) == "a.example ga from profile a.example of glab")
  }

  @Test func ownProfileBeatsOtherTools() throws {
    let row = Case(own: [("mine", "a.example")], python: Self.twoSections, glab: Self.twoHosts)
    #expect(try resolve(row) == "a.example own-mine from profile mine")
    #expect(try resolve(row, url: "a.example") == "a.example own-mine from profile mine")
  }

  @Test func defaultProfileMayBeAnotherTools() throws {
    let row = Case(own: [("mine", "a.example")], python: Self.twoSections, defaultProfile: "home")
    #expect(try resolve(row) == "b.example pb from profile home of python-gitlab")
  }

  @Test func defaultOfTheToolIsUsed() throws {
    let row = Case(python: "[global]\ndefault = home\n" + Self.twoSections)
    #expect(try resolve(row) == "b.example pb from profile home of python-gitlab")
    #expect(
      try resolve(Case(glab: "host: c.example\n" + Self.twoHosts))
        == "c.example gc from profile c.example of glab")
  }

  @Test func twoDefaultsAreNotGuessedBetween() throws {
    let python = "[global]\ndefault = work\n" + Self.twoSections
    let glab = "host: c.example\n" + Self.twoHosts
    #expect(
      try resolve(Case(python: python, glab: glab)) == """
        missing [Configuration.ConnectionDraft.Part.server, Configuration.ConnectionDraft.Part.token] suggested none
        Several profiles could be meant (work, c.example); choose one with --profile.
        """)
    #expect(
      try resolve(Case(python: python, glab: "host: a.example\nhosts: {a.example: {token: pa}}"))
        == "a.example pa from profile work of python-gitlab")
  }

  @Test func remoteChoosesAmongSeveral() throws {
    let row = Case(python: Self.twoSections, origin: "git@b.example:g/p.git")
    #expect(try resolve(row) == "b.example pb from profile home of python-gitlab")
    let own = Case(
      own: [("a", "a.example"), ("b", "b.example")], origin: "https://b.example/g/p.git")
    #expect(try resolve(own) == "b.example own-b from profile b")
  }

  @Test func remoteNamesNoServerForAToken() throws {
    let row = Case(environment: ["GITLAB_TOKEN": "t"], origin: "git@evil.example:g/p.git")
    #expect(
      try resolve(row)
        == "missing [Configuration.ConnectionDraft.Part.server] suggested evil.example")
    #expect(
      try resolve(Case(python: Self.twoSections, origin: "git@x.example:g/p"))
        .hasPrefix("missing [Configuration.ConnectionDraft.Part.server, "))
  }

  @Test func variablesTokenAsksRatherThanGoToAnotherToolsServer() throws {
    let row = Case(
      glab: "hosts: {a.example: {token: ga}}", environment: ["GITLAB_TOKEN": "t"])
    #expect(
      try resolve(row) == """
        missing [Configuration.ConnectionDraft.Part.server] suggested none
        GITLAB_TOKEN names no server, and profiles of other tools do not lend theirs; add --url or GITLAB_URL. Known: https://a.example.
        """)
    #expect(
      try resolve(row, profile: "a.example") == """
        a.example t from GITLAB_TOKEN
        The token of GITLAB_TOKEN is used on https://a.example, the server of profile a.example.
        """)
  }

  @Test func foreignTokenGoesOnlyToItsServer() throws {
    let row = Case(python: Self.twoSections, glab: Self.twoHosts)
    #expect(try resolve(row, url: "b.example") == "b.example pb from profile home of python-gitlab")
    #expect(
      try resolve(row, url: "x.example")
        == "missing [Configuration.ConnectionDraft.Part.token] for x.example")
    #expect(
      try resolve(row, profile: "home", url: "a.example")
        .hasPrefix("missing [Configuration.ConnectionDraft.Part.token] for a.example\n--url names"))
    #expect(
      try resolve(row, url: "a.example") == """
        missing [Configuration.ConnectionDraft.Part.token] for a.example
        Several profiles could be meant (work, a.example); choose one with --profile.
        """)
  }

  @Test func brokenFilesStopNothingElse() throws {
    let row = Case(
      own: [("mine", "a.example")], python: "glpat-x\n", glab: "hosts: [")
    let lines = try resolve(row).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0] == "a.example own-mine from profile mine")
    #expect(lines[1] == "\(Self.python):1: \(Texts.lineBeforeSection).")
    #expect(lines[2].hasPrefix("\(Self.glab):2:1: not valid YAML: "))
  }

  @Test func askingForABrokenProfileIsAFailure() throws {
    let row = Case(
      own: [("mine", "a.example")],
      python: "[work]\nprivate_token = t\n[ci]\nurl = c.example\njob_token = j\n")
    #expect(
      try resolve(row, profile: "work")
        == "failed \(Self.python):1: work: \(Texts.sectionNeedsURL).")
    #expect(
      try resolve(row, profile: "ci")
        == "failed \(Self.python):5: ci.job_token: \(Texts.jobTokenIsNoUse).")
    #expect(try resolve(row) == "a.example own-mine from profile mine")
    #expect(
      try resolve(Case(python: "x\n"), profile: "work")
        == "failed There is no profile work. There are none. Not read: \(Self.python):1: \(Texts.lineBeforeSection)."
    )
  }

  @Test func profileWithoutAUsableTokenLendsItsSettings() throws {
    let row = Case(
      glab: "hosts: {a.example: {ca_cert: /ca.pem}, b.example: {token: t}}",
      environment: ["GITLAB_TOKEN": "t"])
    var flags = ConnectionFlags()
    flags.url = "a.example"
    let choice = ConnectionSources.resolve(
      flags: flags, environment: row.environment, found: try found(row))
    guard case .usable(let connection, let notes) = choice else {
      Issue.record("\(choice)")
      return
    }
    #expect(connection.caFile == "/ca.pem")
    #expect(notes == [])
    #expect(
      try resolve(Case(glab: row.glab), url: "a.example") == """
        missing [Configuration.ConnectionDraft.Part.token] for a.example
        \(Self.glab):1: hosts.a.example: \(Texts.hostHasNoToken).
        """)
  }

  @Test func helperIsLeftToTheCaller() throws {
    let row = Case(python: "[a]\nurl = a.example\nprivate_token = helper: pass show 'a b'\n")
    #expect(try resolve(row) == "a.example [\"pass\", \"show\", \"a b\"]")
  }

  @Test func notesOfTheProfileAreSaidWhenItIsUsed() throws {
    let row = Case(
      own: [("mine", "m.example")],
      python: "[a]\nurl = a.example\nprivate_token = t\nssl_verify = false\n")
    #expect(try resolve(row) == "m.example own-mine from profile mine")
    #expect(
      try resolve(row, profile: "a")
        == "a.example t from profile a of python-gitlab\n\(Self.python):4: a.ssl_verify: \(Texts.checksStayOn)."
    )
  }
}
