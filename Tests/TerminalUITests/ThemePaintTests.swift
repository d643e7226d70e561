import Testing

@testable import TerminalUI

struct ThemePaintTests {
  private let ink = ThemeColor.rgb(RGB(0xFF, 0xFF, 0xFF), twin: nil)
  private let night = ThemeColor.rgb(RGB(0x30, 0x30, 0x30), twin: .blue)
  private let green = ThemeColor.rgb(RGB(0x87, 0xD7, 0xAF), twin: .green)
  private let dusk = ThemeColor.rgb(RGB(0x44, 0x44, 0x44), twin: nil)

  private func theme(_ roles: RolePaints) -> Theme {
    Theme(name: "test", appearance: .dark, roles: roles)
  }

  @Test func roleFallsBackByDroppingItsLastPart() {
    let theme = theme([
      .text: RolePaint(foreground: ink), .fieldLabel: RolePaint(foreground: green),
    ])
    #expect(theme.paint(of: .fieldLabelFocused).foreground == green)
    #expect(theme.paint(of: .fieldHelp).foreground == ink)
    #expect(theme.source(of: .fieldLabelFocused) == .fieldLabel)
  }

  @Test func whatARoleLeavesOpenComesFromTextAndBackground() {
    let theme = theme([
      .text: RolePaint(foreground: ink, attributes: .italic),
      .background: RolePaint(background: night), .title: RolePaint(attributes: .bold),
    ])
    #expect(
      theme.paint(of: .title) == RolePaint(foreground: ink, background: night, attributes: .bold))
  }

  @Test func emptyThemeIsTheTerminalsOwn() {
    let paints = theme([:]).paints(at: .indexed256)
    for role in Role.allCases { #expect(paints.paint(Style(role)) == CellPaint()) }
  }

  @Test func selectionReplacesBackgroundAndAttributes() {
    let paints = theme([
      .title: RolePaint(foreground: green, background: dusk, attributes: [.bold, .underline]),
      .selection: RolePaint(foreground: ink, background: night, attributes: .italic),
    ]).paints(at: .direct)
    let paint = paints.paint(Style(.title, over: .selection))
    #expect(paint == CellPaint(foreground: 0xFFFFFF, background: 0x303030, attributes: .italic))
  }

  @Test func statusColourStaysWhereItCanBeRead() {
    let paints = theme([
      .statusOnline: RolePaint(foreground: green), .statusStale: RolePaint(foreground: dusk),
      .selection: RolePaint(foreground: ink, background: night),
    ]).paints(at: .indexed256)
    #expect(paints.paint(Style(.statusOnline, over: .selection)).foreground == 115)
    #expect(paints.paint(Style(.statusStale, over: .selection)).foreground == 231)
  }

  @Test func statusColourGivesWayWhereColoursAreTheUsers() {
    let paints = theme([
      .statusOnline: RolePaint(foreground: .basic(.green)),
      .selection: RolePaint(foreground: .basic(.white), background: .basic(.blue)),
    ]).paints(at: .indexed256)
    #expect(paints.paint(Style(.statusOnline, over: .selection)).foreground == 7)
  }

  @Test func anyOtherRoleLaidOverIsAGround() {
    let paints = theme([
      .title: RolePaint(foreground: green, attributes: .bold),
      .overlay: RolePaint(background: night), .match: RolePaint(attributes: .underline),
    ]).paints(at: .direct)
    #expect(
      paints.paint(Style(.title, over: .overlay))
        == CellPaint(foreground: 0x87D7AF, background: 0x303030, attributes: .bold))
    #expect(
      paints.paint(Style(.title, over: .match))
        == CellPaint(foreground: 0x87D7AF, attributes: [.bold, .underline]))
  }

  @Test(arguments: [ColorDepth.ansi8, .ansi16])
  func textAndBackgroundAreTheUsersAmongSixteen(_ depth: ColorDepth) {
    let paints = theme([
      .text: RolePaint(foreground: green), .background: RolePaint(background: night),
      .title: RolePaint(attributes: .bold),
    ]).paints(at: depth)
    #expect(paints.paint(Style(.text)) == CellPaint())
    #expect(paints.paint(Style(.background)) == CellPaint())
    #expect(paints.paint(Style(.fieldValue)) == CellPaint())
    #expect(paints.paint(Style(.title)) == CellPaint(attributes: .bold))
  }

  @Test func brightColoursAreBoldAmongEight() {
    let paints = theme([
      .key: RolePaint(foreground: .basic(.brightGreen)),
      .keyLabel: RolePaint(foreground: .basic(.brightBlack)),
      .tag: RolePaint(foreground: .basic(.white), background: .basic(.brightBlue)),
      .toast: RolePaint(foreground: .basic(.white), background: .basic(.brightBlack)),
    ]).paints(at: .ansi8)
    #expect(paints.paint(Style(.key)) == CellPaint(foreground: 2, attributes: .bold))
    #expect(paints.paint(Style(.keyLabel)) == CellPaint())
    #expect(paints.paint(Style(.tag)) == CellPaint(foreground: 7, background: 4))
    #expect(paints.paint(Style(.toast)) == CellPaint(attributes: .reverse))
  }

  @Test func withoutColourAttributesTellWhatMatters() {
    let paints = theme([
      .selection: RolePaint(foreground: ink, background: night),
      .link: RolePaint(foreground: green, attributes: .underline),
      .statusOnline: RolePaint(foreground: green),
    ]).paints(at: .none)
    #expect(paints.paint(Style(.text, over: .selection)) == CellPaint(attributes: .reverse))
    #expect(paints.paint(Style(.error)) == CellPaint(attributes: .bold))
    #expect(paints.paint(Style(.fieldError)) == CellPaint(attributes: .bold))
    #expect(paints.paint(Style(.buttonFocused)) == CellPaint(attributes: .reverse))
    #expect(paints.paint(Style(.link)) == CellPaint(attributes: .underline))
    #expect(paints.paint(Style(.statusOnline)) == CellPaint())
  }

  @Test func textNeverHasTheColourOfItsGround() {
    let same = theme([.tag: RolePaint(foreground: night, background: night)])
    for depth in [ColorDepth.ansi8, .ansi16, .indexed256, .direct] {
      let paint = same.paints(at: depth).paint(Style(.tag))
      #expect(paint == CellPaint(attributes: .reverse))
    }
  }
}
