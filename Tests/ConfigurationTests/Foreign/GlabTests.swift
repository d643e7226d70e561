import RunnerCore
import Testing

@testable import Configuration

struct GlabTests {
  private func hosts(_ path: String, _ environment: [String: String], _ others: [String])
    -> [String]
  {
    var files: [String: String] = [:]
    for (index, path) in ([path] + others).enumerated() {
      files[path] = "hosts: {h\(index).example: {token: t}}"
    }
    let found = Glab.read(
      Surroundings(environment: environment, home: "/home/olivia", files: .memory(files)))
    #expect(found.files.count <= 1)
    return found.profiles.map(\.name)
  }

  private func read(_ host: String, environment: [String: String] = [:]) -> String {
    Glab.read(
      Fixture.glab("hosts:\n  a.example:\n    \(host)\n", environment: environment)
    ).summary
  }

  private static let home = "/home/olivia/.config/glab-cli/config.yml"

  @Test func firstFileIsTheOnlyOne() {
    let all = [Self.home, "/x/glab-cli/config.yml", "/etc/xdg/glab-cli/config.yml"]
    #expect(
      hosts("/g/config.yml", ["GLAB_CONFIG_DIR": "/g", "XDG_CONFIG_HOME": "/x"], all) == [
        "h0.example"
      ])
    #expect(hosts(all[0], ["XDG_CONFIG_HOME": "/x"], [all[1], all[2]]) == ["h0.example"])
    #expect(hosts(all[1], ["XDG_CONFIG_HOME": "/x"], [all[2]]) == ["h0.example"])
    #expect(hosts(all[2], [:], []) == ["h0.example"])
    #expect(
      hosts("/b/glab-cli/config.yml", ["XDG_CONFIG_DIRS": "/a:/b"], [all[2]]) == ["h0.example"])
  }

  @Test func namedFolderAllowsNoOther() {
    #expect(hosts(Self.home, ["GLAB_CONFIG_DIR": "/g"], []) == [])
  }

  @Test func unreadableFileIsStillTheOne() {
    let files = FileAccess.memory(
      ["/etc/xdg/glab-cli/config.yml": "hosts: {a.example: {token: t}}"], unreadable: [Self.home])
    let found = Glab.read(Surroundings(environment: [:], home: "/home/olivia", files: files))
    #expect(found.profiles == [])
    #expect(found.files.map(\.problem) == ["\(Self.home): you may not."])
  }

  @Test(arguments: [
    ("hosts: [", "unread YML:2:1: "), ("- a\n", "unread YML:1: \(Texts.mustBeMapping)."),
    ("a: b\nhosts: x\n", "unread YML:2: hosts: \(Texts.mustBeMapping)."),
    (
      "hosts:\n  a.example: x\n",
      "broken a.example: YML:2: hosts.a.example: \(Texts.mustBeMapping)."
    ),
    ("hosts:\n  a b: {token: t}\n", "broken a b: YML:2: hosts.a b: "),
    ("\u{1}", "unread YML:1:1: "),
  ])
  func wrongFilesNameTheirLine(_ text: String, _ expected: String) {
    let summary = Glab.read(Fixture.glab(text)).summary
    #expect(summary.hasPrefix(expected), "\(summary)")
    #expect(!summary.contains("\n"))
  }

  @Test(arguments: ["", "# nothing", "hosts:\n", "git_protocol: ssh\n", "{}"])
  func fileWithoutHostsHasNoProfiles(_ text: String) {
    #expect(Glab.read(Fixture.glab(text)).summary == "")
  }

  @Test(arguments: [
    ("GITLAB_HOST", "b.example"), ("GITLAB_URI", "https://b.example/x"), ("GL_HOST", "B.example"),
  ])
  func variableNamesTheDefaultHost(_ name: String, _ value: String) {
    let found = Glab.read(
      Fixture.glab(
        "host: a.example\nhosts: {a.example: {token: a}, b.example: {token: b}}",
        environment: [name: value]))
    #expect(found.profiles.map(\.origin.isDefault) == [false, true])
  }

  @Test func variablesWithTokensBelongToNoHost() {
    let tokens = ["GITLAB_TOKEN": "x", "GITLAB_ACCESS_TOKEN": "x", "OAUTH_TOKEN": "x"]
    #expect(
      read("token: t", environment: tokens)
        == "a.example https://a.example private t in hosts.a.example line 2")
    #expect(read("user: o", environment: tokens).contains(Texts.hostHasNoToken))
  }

  @Test func tokenBesideNoHostIsNobodys() {
    let found = Glab.read(Fixture.glab("token: t\nhosts:\n  a.example: {user: o}\n"))
    #expect(found.profiles.map(\.token) == [nil])
  }

  @Test func settingsOfTheTopLevelAndOfVariablesHold() {
    let found = Glab.read(
      Fixture.glab(
        "ca_cert: /top.pem\nproxy: http://top.example\nhosts:\n  a.example: {token: t}\n",
        environment: ["GLAB_PROXY": "http://variable.example", "API_PROTOCOL": "http"]))
    #expect(
      found.summary
        == "a.example http://a.example private t ca /top.pem proxy http://variable.example in hosts.a.example line 4"
    )
  }

  @Test func apiHostOfAVariableGetsNoToken() {
    #expect(
      read("token: t", environment: ["GITLAB_API_HOST": "evil.example"]) == """
        a.example https://a.example private t in hosts.a.example line 2
          note GITLAB_API_HOST is not used: glab's token was stored for a.example only.
        """)
  }

  @Test func keyringIsAskedThroughItsProgram() {
    let text = "hosts:\n  a.example:\n    use_keyring: \"true\"\n    token: old\n"
    let found = Glab.read(
      Fixture.glab(
        text, environment: ["PATH": "/sbin:/usr/bin"], programs: ["/usr/bin/secret-tool"]))
    #expect(
      found.profiles.map(\.tokenCommand) == [
        ["secret-tool", "lookup", "service", "glab:a.example:token", "username", ""]
      ])
    let without = Glab.read(Fixture.glab(text, environment: ["PATH": "/usr/bin"]))
    #expect(
      without.profiles.map(\.problem) == [
        "\(Self.home):3: hosts.a.example.use_keyring: \(Texts.keyringNeedsProgram)."
      ])
    #expect(without.profiles.map(\.token) == [nil])
  }

  @Test(arguments: [(0o644, 1), (0o700, 1), (0o600, 0), (nil, 0)] as [(UInt32?, Int)])
  func fileThatGlabRefusesIsSaid(_ mode: UInt32?, _ notes: Int) {
    let found = Glab.read(
      Fixture.glab("hosts: {a.example: {token: t}}", permissions: mode))
    #expect(found.profiles.map(\.notes.count) == [notes])
  }

  @Test func folderInPlaceOfAFileIsSaid() {
    let found = Glab.read(
      Fixture.glab(
        "hosts: {a.example: {token: t, ca_cert: /certs, client_key: /k}}", folders: ["/certs"]))
    #expect(found.profiles.map(\.caFile) == [nil])
    #expect(found.profiles.map(\.clientKey) == [nil])
    #expect(
      found.profiles.first?.notes.map { String($0.drop { $0 != " " }) } == [
        " hosts.a.example.ca_cert: \(Texts.isFolder).",
        " hosts.a.example.client_key: \(Texts.keyNeedsCertificate).",
      ])
  }

  @Test func jobLoginIsSaid() {
    let found = Glab.read(
      Fixture.glab("", environment: ["GLAB_ENABLE_CI_AUTOLOGIN": "true", "GITLAB_CI": "true"]))
    #expect(found.notes == [Texts.jobLoginIsNoUse])
  }

  @Test(
    arguments: [
      ("2026-01-01T12:00:00Z", 1_767_268_800), ("2026-01-01T13:00:00.5+01:00", 1_767_268_800),
      ("01 Jan 26 12:00 UTC", 1_767_268_800), ("1 Jan 26 12:00 CET", 1_767_268_800),
      ("01 Jan 26 13:00 +0100", 1_767_268_800), ("01 Jan 2026 12:00 UTC", nil), ("soon", nil),
      ("32 Jan 26 12:00 UTC", nil), ("", nil),
    ] as [(String, Int64?)])
  func datesOfBothFormsAreRead(_ text: String, _ expected: Int64?) {
    #expect(GlabDate.unixTime(text) == expected)
  }

  @Test(arguments: [
    "{name: X-A}", "{value: v}", "{name: 'X A', value: v}", "x", "{name: Host, value: v}",
  ])
  func wrongHeadersAreSaidAndLeftOut(_ header: String) {
    let found = Glab.read(
      Fixture.glab("hosts:\n  a.example:\n    token: t\n    custom_headers:\n      - \(header)\n"))
    #expect(found.profiles.map(\.headers) == [[]])
    #expect(found.profiles.first?.notes.count == 1)
    #expect(
      found.profiles.first?.notes.first?.contains(":5: hosts.a.example.custom_headers: ") == true)
  }
}
