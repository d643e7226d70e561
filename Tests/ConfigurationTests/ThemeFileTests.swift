import Testing

@testable import Configuration
@testable import TerminalUI

struct ThemeFileTests {
  private func load(_ files: [String: String], _ name: String = "mine") throws -> LoadedTheme {
    let library = ThemeLibrary(folders: ["/user", "/system"], files: .memory(files))
    return try library.load(ThemeReference(name))
  }

  private func problem(_ files: [String: String], _ name: String = "mine") throws -> String {
    try #require(throws: FileProblem.self) { try load(files, name) }.description
  }

  private func warnings(_ text: String) throws -> [String] {
    try load(["/user/mine.yaml": text]).warnings.map(\.description)
  }

  @Test func everySpellingOfAColourIsRead() throws {
    let theme = try load([
      "/user/mine.yaml": """
      name: Mine
      appearance: light
      palette:
        frost: ["#88c0d0", cyan]
        night: "#2e3440"
        green: 114
      roles:
        text: default
        background: night
        key: frost
        link: { fg: bright-black, bg: 3, attributes: [bold, underline] }
        tag: green
        title: "#010203"
        toast: { fg: ["#010203", red], attributes: reverse }
      """
    ])
    #expect(theme.warnings == [])
    #expect(theme.theme.name == "Mine")
    #expect(theme.theme.appearance == .light)
    let night = ThemeColor.rgb(RGB(0x2E, 0x34, 0x40), twin: nil)
    #expect(
      theme.theme.roles == [
        .text: RolePaint(foreground: .terminal), .background: RolePaint(background: night),
        .key: RolePaint(foreground: .rgb(RGB(0x88, 0xC0, 0xD0), twin: .cyan)),
        .link: RolePaint(
          foreground: .basic(.brightBlack), background: .basic(.yellow),
          attributes: [.bold, .underline]),
        .tag: RolePaint(foreground: .indexed(114)),
        .title: RolePaint(foreground: .rgb(RGB(1, 2, 3), twin: nil)),
        .toast: RolePaint(foreground: .rgb(RGB(1, 2, 3), twin: .red), attributes: .reverse),
      ])
  }

  @Test(arguments: [
    ("colour: 1\n", "/user/mine.yaml:1: colour: unknown key, ignored"),
    ("\nappearance: black\n", "/user/mine.yaml:2: appearance: must be dark, light or any"),
    ("roles:\n  status: red\n", "/user/mine.yaml:2: roles.status: there is no such role, ignored"),
    ("roles:\n  key: rouge\n", "/user/mine.yaml:2: roles.key: \(Texts.unknownColor)"),
    ("roles:\n  key: 256\n", "/user/mine.yaml:2: roles.key: \(Texts.unknownColor)"),
    ("roles:\n  key: #ff0000\n", "/user/mine.yaml:2: roles.key: \(Texts.colorIsEmpty)"),
    (
      "roles:\n  key: { fg: red, blink: yes }\n",
      "/user/mine.yaml:2: roles.key.blink: \(Texts.unknownRolePart)"
    ),
    (
      "roles:\n  key: { attributes: [bold, blink] }\n",
      "/user/mine.yaml:2: roles.key.attributes: \(Texts.unknownAttribute)"
    ),
    ("palette:\n  a: [red, blue]\n", "/user/mine.yaml:2: palette.a: \(Texts.wrongColorPair)"),
    ("palette:\n  a: b\n", "/user/mine.yaml:2: palette.a: \(Texts.unknownColor)"),
    ("palette: red\n", "/user/mine.yaml:1: palette: must be a mapping of keys and values"),
  ])
  func whatIsWrongIsNamedAndLeftOut(_ text: String, _ warning: String) throws {
    #expect(try warnings(text) == [warning])
  }

  @Test func restOfAFileWithWrongKeysCounts() throws {
    let theme = try load(["/user/mine.yaml": "roles: {key: rouge, link: red}\nx: 1\n"])
    #expect(theme.theme.roles[.link] == RolePaint(foreground: .basic(.red)))
    #expect(theme.warnings.count == 2)
  }

  @Test func childOverridesKeyByKeyAndRecoloursItsParentsRoles() throws {
    let theme = try load([
      "/user/mine.yaml": "inherits: base\npalette: {a: blue}\nroles: {link: green}\n",
      "/system/base.yaml":
        "appearance: dark\npalette: {a: red, b: cyan}\nroles: {key: a, link: b, tag: b}\n",
    ]).theme
    #expect(theme.appearance == .dark)
    #expect(theme.roles[.key]?.foreground == .basic(.blue))
    #expect(theme.roles[.link]?.foreground == .basic(.green))
    #expect(theme.roles[.tag]?.foreground == .basic(.cyan))
  }

  @Test func userThemeMayExtendTheShippedOneOfItsName() throws {
    let loaded = try load(
      ["/user/mono.yaml": "inherits: mono\nroles: {key: red}\n"], "mono")
    #expect(loaded.theme.roles[.key]?.foreground == .basic(.red))
    #expect(loaded.theme.roles[.link]?.attributes == .underline)
    #expect(loaded.file == "/user/mono.yaml")
  }

  @Test func circleOfParentsIsReported() throws {
    let files = [
      "/user/mine.yaml": "inherits: other\n", "/user/other.yaml": "name: x\ninherits: mine\n",
    ]
    #expect(
      try problem(files)
        == "/user/other.yaml:2: inherits: the themes inherit each other in a circle")
    #expect(
      try problem(["/user/mine.yaml": "inherits: mine\n"])
        == "/user/mine.yaml:1: inherits: the themes inherit each other in a circle")
  }

  @Test func parentThatDoesNotExistIsReported() throws {
    #expect(
      try problem(["/user/mine.yaml": "\ninherits: nobody\n"])
        == "/user/mine.yaml:2: inherits: there is no theme of this name")
  }

  @Test(arguments: ["../other", "/etc/passwd", ".hidden"])
  func parentIsNeverAPath(_ parent: String) throws {
    #expect(
      try problem(["/user/mine.yaml": "inherits: \(parent)\n", "/user/../other.yaml": ""])
        == "/user/mine.yaml:1: inherits: must be the name of a theme")
  }

  @Test func namesAreLookedUpInOrder() throws {
    let files = ["/user/mono.yaml": "name: U\n", "/system/mono.yaml": "name: S\n"]
    #expect(try load(files, "mono").theme.name == "U")
    #expect(try load(["/system/mono.yaml": "name: S\n"], "mono").theme.name == "S")
    #expect(try load([:], "mono").theme.name == "Mono")
  }

  @Test func textWithASlashOrEndingIsAFile() throws {
    #expect(try load(["./mono": "name: F\n"], "./mono").theme.name == "F")
    #expect(try load(["a.yaml": "name: F\n"], "a.yaml").theme.name == "F")
    #expect(try problem([:], "./mono") == "./mono: there is no such file")
    #expect(
      try problem([:], "nobody")
        == "nobody: there is no theme of this name; --list-themes shows all")
  }

  @Test func brokenFileLeavesTheProgramsOwnTheme() throws {
    let library = ThemeLibrary(
      folders: ["/user"],
      files: .memory(["/user/default-dark.yaml": "a: [", "/user/x.yaml": "- 1"]))
    let dark = library.loadOrBuiltIn(.name("default-dark"))
    #expect(dark.theme == .defaultDark)
    #expect(dark.warnings.map(\.file) == ["/user/default-dark.yaml"])
    #expect(library.loadOrBuiltIn(.name("x")).theme == .terminal)
    #expect(library.loadOrBuiltIn(.name("nobody")).theme == .terminal)
  }

  @Test func unreadableFileIsAProblemOfThatFile() throws {
    let files = FileAccess(
      read: { (path, _) throws(FileFailure) in throw FileFailure(path: path, text: "no access") },
      names: { _ in [] })
    let problem = try #require(throws: FileProblem.self) {
      try ThemeLibrary(folders: ["/user"], files: files).load(.name("mono"))
    }
    #expect(problem.description == "/user/mono.yaml: no access")
  }
}
