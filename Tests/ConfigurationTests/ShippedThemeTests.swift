import Testing

@testable import Configuration
@testable import TerminalUI

/// What every theme in the program keeps to.
struct ShippedThemeTests {
  static let names = EmbeddedThemes.names
  static let coloured = names.filter { $0 != "mono" }

  private func theme(_ name: String) throws -> LoadedTheme {
    try ThemeLibrary(folders: [], files: .memory([:])).load(.name(name))
  }

  private static let statuses = Role.allCases.filter { $0.name.hasPrefix("status.") }

  /// Backgrounds that terminals have when a theme leaves theirs alone.
  private func grounds(_ theme: Theme) -> [RGB] {
    switch theme.roles[.background]?.background {
    case .rgb(let color, _)?: [color]
    default:
      switch theme.appearance {
      case .dark: [RGB(0, 0, 0), RGB(0x1E, 0x1E, 0x1E), RGB(0x28, 0x2C, 0x34)]
      case .light: [RGB(255, 255, 255), RGB(0xF5, 0xF5, 0xF5), RGB(0xFD, 0xF6, 0xE3)]
      case .any: []
      }
    }
  }

  /// Roles for what is read only in passing, or not at all.
  private static let quiet: Set<Role> = [
    .textFaint, .border, .separator, .fieldPlaceholder, .stepTodo, .keyDisabled, .scrollbar,
  ]

  @Test(arguments: names)
  func parsesWithoutWarnings(_ name: String) throws {
    #expect(try theme(name).warnings == [])
  }

  @Test(arguments: names)
  func everyRoleResolves(_ name: String) throws {
    let theme = try theme(name).theme
    for role in Role.allCases { #expect(theme.source(of: role) != nil, "\(role.name)") }
    #expect(theme.roles[.background]?.background != nil)
  }

  @Test(arguments: names, [ColorDepth.indexed256, .direct])
  func textStandsOutFromItsGround(_ name: String, _ depth: ColorDepth) throws {
    let theme = try theme(name).theme
    for role in Role.allCases {
      let paint = theme.paint(of: role)
      guard let ink = paint.foreground?.known(at: depth) else { continue }
      let own = paint.background?.known(at: depth)
      let least = name == "high-contrast" ? 7 : Self.quiet.contains(role) ? 1.8 : 4.5
      for ground in own.map({ [$0] }) ?? grounds(theme) {
        #expect(ink.contrast(with: ground) >= least, "\(role.name) on \(ground.hex)")
      }
    }
  }

  @Test(arguments: names)
  func textWithItsOwnGroundHasItsOwnInk(_ name: String) throws {
    for (role, paint) in try theme(name).theme.roles where role != .background {
      guard let ground = paint.background, ground != .terminal else { continue }
      #expect(paint.foreground != nil && paint.foreground != .terminal, "\(role.name)")
    }
  }

  @Test(arguments: names, [ColorDepth.ansi8, .ansi16, .indexed256])
  func statusesArePairwiseDistinct(_ name: String, _ depth: ColorDepth) throws {
    let paints = try theme(name).theme.paints(at: depth)
    let distinct = Set(Self.statuses.map { paints.paint(Style($0)) })
    #expect(distinct.count == Self.statuses.count)
  }

  @Test(arguments: ["default-dark", "default-light"], [ColorDepth.ansi16, .indexed256])
  func statusesDifferByColourAlone(_ name: String, _ depth: ColorDepth) throws {
    let paints = try theme(name).theme.paints(at: depth)
    let colors = Set(Self.statuses.map { paints.paint(Style($0)).foreground })
    #expect(colors.count == Self.statuses.count)
  }

  @Test(arguments: names, [ColorDepth.none, .ansi8, .ansi16, .indexed256, .direct])
  func focusSelectionAndFailureShowAtEveryDepth(_ name: String, _ depth: ColorDepth) throws {
    let paints = try theme(name).theme.paints(at: depth)
    let text = paints.paint(Style(.text))
    #expect(paints.paint(Style(.text, over: .selection)) != text)
    #expect(paints.paint(Style(.buttonFocused)) != paints.paint(Style(.button)))
    #expect(paints.paint(Style(.error)) != text)
    #expect(paints.paint(Style(.fieldError)) != text)
  }

  @Test(arguments: coloured, [ColorDepth.ansi8, .ansi16, .indexed256])
  func feedbackIsToldApartByColour(_ name: String, _ depth: ColorDepth) throws {
    let paints = try theme(name).theme.paints(at: depth)
    let inks = Set([Role.success, .warning, .error].map { paints.paint(Style($0)) })
    #expect(inks.count == 3)
  }

  @Test func terminalThemeUsesTheTerminalsColoursOnly() throws {
    for paint in try theme("terminal").theme.roles.values {
      for color in [paint.foreground, paint.background].compactMap({ $0 }) {
        guard case .basic = color else {
          Issue.record("\(color)")
          continue
        }
      }
    }
  }

  @Test func monoHasNoColour() throws {
    for paint in try theme("mono").theme.roles.values {
      #expect(paint.foreground ?? .terminal == .terminal)
      #expect(paint.background ?? .terminal == .terminal)
    }
  }

  @Test func highContrastNeverSetsGreenAgainstRed() throws {
    for paint in try theme("high-contrast").theme.roles.values {
      for color in [paint.foreground, paint.background].compactMap({ $0 }) {
        #expect(![.red, .brightRed, .green, .brightGreen].contains(color.basic))
      }
    }
  }

  @Test func themesInCodeAreThoseInTheFiles() throws {
    for name in Theme.builtInNames {
      let builtIn = try #require(Theme.builtIn(name))
      let file = try theme(name).theme
      #expect(file.name == builtIn.name && file.appearance == builtIn.appearance)
      for role in Role.allCases {
        #expect(file.roles[role] == builtIn.roles[role], "\(name) \(role.name)")
      }
    }
  }
}
