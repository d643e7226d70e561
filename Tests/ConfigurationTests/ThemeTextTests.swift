import Testing

@testable import Configuration
@testable import TerminalUI

/// What `--list-themes` and `--print-theme` print.
struct ThemeTextTests {
  private let files = FileAccess.memory([
    "/user/mono.yaml":
      "appearance: light\ninherits: mono\npalette: {a: [\"#010203\", red]}\nroles: {key: a}\n",
    "/user/bad.yaml": "a: [",
    "/user/notes.txt": "",
  ])

  private var library: ThemeLibrary { ThemeLibrary(folders: ["/user"], files: files) }

  @Test func listNamesEveryThemeOnceWithItsPlace() {
    #expect(
      library.listing == """
        bad            broken  /user/bad.yaml:2:1: not valid YAML: did not find expected node content
        default-dark   dark    built-in/default-dark.yaml
        default-light  light   built-in/default-light.yaml
        high-contrast  dark    built-in/high-contrast.yaml
        mono           light   /user/mono.yaml
        terminal       any     built-in/terminal.yaml

        """)
  }

  @Test func printedThemeNamesTheOriginOfEachKey() throws {
    let lines = try library.load(.name("mono")).printed.split(separator: "\n").map { line in
      line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    #expect(
      lines.prefix(4) == [
        "name: Mono", "appearance: light", "palette:", "a: [\"#010203\", red] # /user/mono.yaml:3",
      ])
    #expect(lines.contains("key: [\"#010203\", red] # /user/mono.yaml:4"))
    #expect(lines.contains("link: { attributes: [underline] } # built-in/mono.yaml:66"))
    #expect(lines.contains("row.odd: default # built-in/mono.yaml:6 (text)"))
    #expect(lines.contains("background: { bg: default } # built-in/mono.yaml:10"))
  }

  @Test(arguments: ["default-dark", "default-light", "high-contrast", "mono", "terminal"])
  func printedThemeReadsBackAsTheSame(_ name: String) throws {
    let printed = try library.load(.name(name))
    let copy = ThemeLibrary(folders: ["/copy"], files: .memory(["/copy/x.yaml": printed.printed]))
    let back = try copy.load(.name("x"))
    #expect(back.warnings == [])
    #expect(back.theme.name == printed.theme.name)
    #expect(back.theme.appearance == printed.theme.appearance)
    for role in Role.allCases {
      #expect(back.theme.paint(of: role) == printed.theme.paint(of: role), "\(role.name)")
    }
  }
}
