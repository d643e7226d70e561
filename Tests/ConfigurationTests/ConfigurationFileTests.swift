import RunnerCore
import TerminalUI
import Testing

@testable import Configuration

struct ConfigurationFileTests {
  private func parse(
    _ text: String, isReadableByOthers: Bool = false
  ) throws -> Parsed<ConfigurationFile> {
    let content = FileContent(bytes: Array(text.utf8), isReadableByOthers: isReadableByOthers)
    return try ConfigurationFile.parse(content, file: "/etc/c.yaml", home: "/home/a")
  }

  private func problem(_ text: String) throws -> String {
    try #require(throws: FileProblem.self) { try parse(text) }.description
  }

  @Test func everyKeyIsRead() throws {
    let parsed = try parse(
      """
      version: 1
      profiles:
        work:
          url: https://gitlab.example.com/gitlab/
          token: " abc123 "
          auth: bearer
          ca_file: ~/ca.pem
          client_cert: cert.pem
          client_key: /k/key.pem
          pin_sha256: sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
          headers: {X-Gate: open sesame}
          proxy: http://olivia:secret@proxy.example:3128
          timeout: 2.5
          user_agent: gate/1
        other: {url: other.example.com, token_command: [pass, show, "a b"]}
      default_profile: work
      theme: {dark: nord, light: default-light}
      clipboard_command: [xclip, -selection, clipboard]
      clipboard_clear_seconds: 30
      refresh_seconds: 0
      mouse: off
      undo_minutes: 10
      keys: {refresh: R, quit: [q, x]}
      """)
    // Own keys are read for what comes, and said to do nothing until then.
    #expect(parsed.warnings.map(\.key) == ["keys"])
    let work = Profile(
      name: "work", server: try ServerURL(parsing: "https://gitlab.example.com/gitlab"),
      token: .text(Secret("abc123")), authentication: .bearer, caFile: "/home/a/ca.pem",
      clientCertificate: "/etc/cert.pem", clientKey: "/k/key.pem",
      pinSHA256: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
      headers: [HeaderField(name: "X-Gate", value: "open sesame")],
      proxy: Secret("http://olivia:secret@proxy.example:3128"), timeout: 2.5, userAgent: "gate/1",
      file: "/etc/c.yaml", origin: .init(.configuration, section: "profiles.work", line: 4))
    let other = Profile(
      name: "other", server: try ServerURL(parsing: "other.example.com"),
      token: .command(["pass", "show", "a b"]), file: "/etc/c.yaml",
      origin: .init(.configuration, section: "profiles.other", line: 15))
    #expect(parsed.value.profiles == [work, other])
    #expect(parsed.value.defaultProfile == "work")
    #expect(parsed.value.theme == .pair(dark: "nord", light: "default-light"))
    #expect(parsed.value.clipboardCommand == ["xclip", "-selection", "clipboard"])
    #expect(parsed.value.clipboardClearSeconds == 30)
    #expect(parsed.value.refreshSeconds == 0)
    #expect(parsed.value.mouse == false)
    #expect(parsed.value.undoMinutes == 10)
    #expect(parsed.value.keys == ["refresh": ["R"], "quit": ["q", "x"]])
  }

  @Test(arguments: ["", "# nothing\n", "version: 1\n", "profiles:\ntheme: ~\n"])
  func emptyFileSaysNothing(_ text: String) throws {
    #expect(try parse(text) == Parsed(value: ConfigurationFile(), warnings: []))
  }

  @Test func unknownKeysAreWarnedAbout() throws {
    let parsed = try parse(
      "colour: x\nprofiles:\n  a: {url: a.example, tokn: x}\ntheme: {dark: nord, dusk: x}\n")
    #expect(
      parsed.warnings.map(\.description) == [
        "/etc/c.yaml:3: profiles.a.tokn: unknown key, ignored",
        "/etc/c.yaml:4: theme.dusk: unknown key, ignored",
        "/etc/c.yaml:1: colour: unknown key, ignored",
      ])
  }

  @Test(arguments: [
    ("- a\n", "/etc/c.yaml:1: must be a mapping of keys and values"),
    ("version: 2\n", "/etc/c.yaml:1: version: \(Texts.unknownVersion)"),
    ("profiles: [a]\n", "/etc/c.yaml:1: profiles: \(Texts.mustBeMapping)"),
    ("profiles:\n  a: x\n", "/etc/c.yaml:2: profiles.a: \(Texts.mustBeMapping)"),
    ("profiles:\n  a: {token: x}\n", "/etc/c.yaml:2: profiles.a: \(Texts.profileNeedsURL)"),
    ("profiles:\n  a:\n    url: [x]\n", "/etc/c.yaml:3: profiles.a.url: must be a text"),
    ("profiles:\n  -a: {url: x}\n", "/etc/c.yaml:2: profiles.-a: \(Texts.wrongProfileName)"),
    (
      "profiles:\n  a:\n    url: x\n    token: x y\n",
      "/etc/c.yaml:4: profiles.a.token: \(Texts.tokenIsNotPrintable)"
    ),
    (
      "profiles:\n  a:\n    url: x\n    token_command: pass\n",
      "/etc/c.yaml:4: profiles.a.token_command: \(Texts.mustBeCommand)"
    ),
    (
      "profiles:\n  a:\n    url: x\n    token: x\n    token_command: [p]\n",
      "/etc/c.yaml:5: profiles.a.token_command: \(Texts.tokenGivenTwice)"
    ),
    (
      "profiles:\n  a:\n    url: x\n    auth: basic\n",
      "/etc/c.yaml:4: profiles.a.auth: \(Texts.unknownAuthentication)"
    ),
    (
      "profiles:\n  a:\n    url: x\n    client_key: k\n",
      "/etc/c.yaml:4: profiles.a.client_key: \(Texts.keyNeedsCertificate)"
    ),
    (
      "profiles:\n  a:\n    url: x\n    pin_sha256: abc\n",
      "/etc/c.yaml:4: profiles.a.pin_sha256: \(Texts.wrongPin)"
    ),
    (
      "profiles:\n  a:\n    url: x\n    headers: {\"X Y\": z}\n",
      "/etc/c.yaml:4: profiles.a.headers.X Y: \(Texts.wrongHeaderName)"
    ),
    (
      "profiles:\n  a:\n    url: x\n    headers: {X: \"a\\r\\nB: c\"}\n",
      "/etc/c.yaml:4: profiles.a.headers.X: \(Texts.wrongHeaderValue)"
    ),
    (
      "profiles:\n  a:\n    url: x\n    headers: {Cookie: z, Private-Token: z}\n",
      "/etc/c.yaml:4: profiles.a.headers.Private-Token: \(Texts.ownHeaderName)"
    ),
    (
      "profiles:\n  a:\n    url: x\n    headers: {transfer-ENCODING: z}\n",
      "/etc/c.yaml:4: profiles.a.headers.transfer-ENCODING: \(Texts.ownHeaderName)"
    ),
    ("theme: [x]\n", "/etc/c.yaml:1: theme: must be a text"),
    ("theme: ../x\n", "/etc/c.yaml:1: theme: \(Texts.mustBeThemeName)"),
    ("theme: {dark: a/b}\n", "/etc/c.yaml:1: theme.dark: \(Texts.mustBeThemeName)"),
    ("mouse: \"true\"\n", "/etc/c.yaml:1: mouse: must be true or false"),
    (
      "refresh_seconds: 1.5\n",
      "/etc/c.yaml:1: refresh_seconds: must be a whole number from 0 to 86400"
    ),
    ("undo_minutes: -1\n", "/etc/c.yaml:1: undo_minutes: must be a whole number from 0 to 10080"),
    ("keys: {refresh: {a: b}}\n", "/etc/c.yaml:1: keys.refresh: must be a key or a list of keys"),
    ("clipboard_command: []\n", "/etc/c.yaml:1: clipboard_command: \(Texts.mustBeCommand)"),
  ])
  func wrongValuesAreNamedWithTheirPlace(_ text: String, _ message: String) throws {
    #expect(try problem(text) == message)
  }

  @Test func wrongAddressIsNamedWithItsPlace() throws {
    let text = try problem("profiles:\n  a:\n    url: ftp://x\n")
    #expect(text.hasPrefix("/etc/c.yaml:3: profiles.a.url: "))
  }

  @Test func valuesAreNotInMessages() throws {
    let token = "abcdefghij0123456789"
    for key in ["auth", "pin_sha256", "client_key", "token_command"] {
      #expect(try problem("profiles: {a: {url: x, \(key): \(token)}}").contains(token) == false)
    }
    #expect(try problem("mouse: \(token)").contains(token) == false)
    for token in ["glpat-abcdefghij0123456789", "GR1348941abcdefghij0123456789"] {
      let address = try problem("profiles: {a: {url: \(token)}}")
      #expect(!address.lowercased().contains("abcdefghij"))
      let key = try problem("profiles: {a: {url: x, headers: {\"\(token) \": y}}}")
      #expect(!key.contains("abcdefghij"))
    }
  }

  @Test func tokenThatOthersMayReadIsWarnedAbout() throws {
    let withToken = "profiles: {a: {url: x, token: t}}"
    #expect(
      try parse(withToken, isReadableByOthers: true).warnings.map(\.description)
        == ["/etc/c.yaml: \(Texts.tokenIsOpen)"])
    #expect(try parse(withToken).warnings == [])
    #expect(try parse("profiles: {a: {url: x}}", isReadableByOthers: true).warnings == [])
  }

  @Test func printingAProfileShowsNoSecret() throws {
    let parsed = try parse("profiles: {a: {url: x, token: tok3n, headers: {X: s3same}}}")
    var text = ""
    dump(parsed.value, to: &text)
    text += "\(parsed.value)"
    #expect(!text.contains("tok3n") && !text.contains("s3same"))
  }
}
