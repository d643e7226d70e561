import TerminalUI
import Testing

@testable import Curses

extension ScreenTests {
  /// Colours, how many there are of them, and what happens when there are not enough.
  @Suite struct ColorTests {
    private let origin = Point(x: 0, y: 0)

    @Test(arguments: [
      ("vt100", ColorDepth.none), ("linux", .ansi8), ("screen", .ansi8), ("xterm", .ansi8),
      ("xterm-256color", .indexed256), ("tmux-256color", .indexed256),
    ])
    func theDepthIsWhatTheTerminalHas(_ type: String, _ depth: ColorDepth) throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty, type: type))
      #expect(terminal.depth == depth)
      terminal.close()
    }

    @Test func theDepthCanBeLimitedButNotRaised() throws {
      for (type, wanted, result) in [
        ("xterm-256color", ColorDepth.none, ColorDepth.none),
        ("xterm-256color", .ansi16, .ansi16), ("linux", .indexed256, .ansi8),
        ("vt100", .indexed256, .none),
      ] {
        let pty = try PseudoTerminal(columns: 40, rows: 10)
        let terminal = try Terminal.open(options: .testing(pty, type: type, depth: wanted))
        #expect(terminal.depth == result, "\(type) \(wanted)")
        terminal.close()
      }
    }

    @Test func coloursAndAttributesReachTheTerminal() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      terminal.present(.showing("hello")) { style in
        style.role == .text
          ? CellPaint(foreground: 208, background: 17, attributes: [.bold, .underline])
          : CellPaint()
      }
      let sent = pty.receivedText()
      #expect(sent.contains("38;5;208"))
      #expect(sent.contains("48;5;17"))
      #expect(sent.contains("\u{1B}[1m") || sent.contains("1;") || sent.contains(";1m"))
    }

    @Test func withoutColoursOnlyAttributesAreSent() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty, depth: ColorDepth.none))
      defer { terminal.close() }
      terminal.present(.showing("hello"), paint: plain)
      _ = pty.received()
      terminal.present(.showing("other")) { _ in
        CellPaint(foreground: 1, background: 2, attributes: .reverse)
      }
      let sent = pty.receivedText()
      #expect(sent.firstMatch(of: /[\[;][34][0-9]/) == nil)
      #expect(sent.contains("7m"))
    }

    @Test func aThemeThatChangesRepaintsEverything() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      let frame = Frame.showing("hello")
      terminal.present(frame) { _ in CellPaint(foreground: 1) }
      let before = terminal.look(at: origin)
      _ = pty.received()
      terminal.present(frame) { _ in CellPaint(foreground: 2) }
      #expect(terminal.look(at: origin) != before)
      #expect(pty.receivedText().contains("hello"))
    }

    @Test(arguments: ["linux", "screen"])
    func pairsThatAreNoLongerShownMakeRoom(_ type: String) throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty, type: type))
      defer { terminal.close() }
      let frame = Frame.showing("hello")
      // 72 pairs one after another, of which the terminal holds 63 at a time.
      for foreground in Int32(0)..<8 {
        for background in Int32(-1)..<8 {
          _ = pty.received()
          terminal.present(frame) { style in
            style.role == .text
              ? CellPaint(foreground: foreground, background: background) : CellPaint()
          }
          let sent = pty.receivedText()
          #expect(sent.contains("3\(foreground)"), "\(foreground) on \(background)")
          if background >= 0 { #expect(sent.contains("4\(background)")) }
        }
      }
    }

    @Test func aFrameWithTooManyColoursLosesSomeButNoText() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty, type: "linux"))
      defer { terminal.close() }
      let roles = Array(Role.allCases)
      var styles: [Style] = []
      for role in roles { styles += [Style(role), Style(role, over: .selection)] }
      try #require(styles.count > 72)
      var frame = Frame(size: Size(width: 40, height: 10))
      for (index, style) in styles.enumerated() {
        frame.surface.write("x", at: Point(x: index % 40, y: index / 40), style)
      }
      let paint: (Style) -> CellPaint = { style in
        let index = Int32(styles.firstIndex(of: style) ?? 0)
        return CellPaint(foreground: index % 8, background: index / 8 % 9 - 1)
      }
      terminal.present(frame, paint: paint)
      #expect(terminal.line(0) == String(repeating: "x", count: 40))
      // The first frame with fewer has its colours back.
      let few = Frame.showing("few")
      terminal.present(few) { _ in CellPaint(foreground: 6, background: 3) }
      _ = pty.received()
      terminal.redraw()
      let sent = pty.receivedText()
      #expect(sent.contains("36") && sent.contains("43") && sent.contains("few"))
    }
  }
}
