import TerminalUI
import Testing

@testable import Curses

@Suite struct CapabilitiesTests {
  private let xterm = Capabilities(
    enterAlternateScreen: Array("\u{1B}[?1049h".utf8),
    leaveAlternateScreen: Array("\u{1B}[?1049l".utf8), clear: Array("\u{1B}[H\u{1B}[2J".utf8),
    showCursor: Array("\u{1B}[?25h".utf8), resetAttributes: Array("\u{1B}[m".utf8),
    originalColors: Array("\u{1B}[39;49m".utf8), leaveKeypad: Array("\u{1B}[?1l\u{1B}>".utf8),
    hasMouse: true)

  @Test func aCrashUndoesAllThatOpeningDid() {
    let modes = PrivateModes(mouse: true, capabilities: xterm)
    let reset = String(decoding: xterm.reset(modes: modes), as: UTF8.self)
    #expect(
      reset == "\u{1B}[?1006l\u{1B}[?1000l\u{1B}[?1004l\u{1B}[?2004l\u{1B}[m\u{1B}[39;49m"
        + "\u{1B}[?1l\u{1B}>\u{1B}[?1049l\u{1B}[?25h")
  }

  @Test func withoutAnAlternateScreenACrashBlanksTheCells() {
    var vt100 = xterm
    vt100.enterAlternateScreen = nil
    vt100.leaveAlternateScreen = nil
    let modes = PrivateModes(mouse: true, capabilities: vt100)
    let reset = String(decoding: vt100.reset(modes: modes), as: UTF8.self)
    #expect(reset.contains("\u{1B}[H\u{1B}[2J"))
    #expect(!reset.contains("1049"))
  }

  @Test func theMouseIsSwitchedOnOnlyWhereThereIsOneAndItIsWanted() {
    var deaf = xterm
    deaf.hasMouse = false
    func modes(_ mouse: Bool, _ capabilities: Capabilities) -> String {
      String(
        decoding: PrivateModes(mouse: mouse, capabilities: capabilities).enable, as: UTF8.self)
    }
    #expect(modes(true, xterm) == "\u{1B}[?2004h\u{1B}[?1004h\u{1B}[?1000h\u{1B}[?1006h")
    #expect(modes(false, xterm) == "\u{1B}[?2004h\u{1B}[?1004h")
    #expect(modes(true, deaf) == "\u{1B}[?2004h")
  }
}

extension ScreenTests {
  @Suite struct EntryTests {
    @Test(
      arguments: [
        ("vt100", false, false), ("linux", false, true), ("xterm-256color", true, true),
        ("screen", true, true), ("rxvt", true, true),
      ])
    func theEntryIsReadWithoutItsPadding(_ type: String, _ alternate: Bool, _ mouse: Bool) throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty, type: type))
      defer { terminal.close() }
      let capabilities = terminal.capabilities
      #expect(capabilities.hasAlternateScreen == alternate)
      #expect(capabilities.hasMouse == mouse)
      #expect(!capabilities.clear.isEmpty && !capabilities.resetAttributes.isEmpty)
      let reset = capabilities.reset(modes: terminal.modes)
      #expect(!reset.contains(UInt8(ascii: "$")))
      #expect(reset.count <= 512)
    }
  }
}
