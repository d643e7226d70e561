import Curses
import TerminalUI
import Testing

@testable import Curses

extension ScreenTests {
  @Suite struct TerminalTests {
    @Test func openingTakesTheTerminalAndClosingGivesItBack() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let before = pty.modes
      let terminal = try Terminal.open(options: .testing(pty))
      #expect(terminal.size == Size(width: 40, height: 10))
      #expect(pty.modes.isRaw)
      terminal.present(.showing("hello"), paint: plain)
      let opened = pty.receivedText()
      #expect(opened.contains("\u{1B}[?1049h"))
      for mode in [2004, 1004, 1000, 1006] { #expect(opened.contains("\u{1B}[?\(mode)h")) }
      #expect(opened.contains("hello"))
      #expect(terminal.line(0) == "hello")
      terminal.close()
      let closed = pty.receivedText()
      #expect(closed.contains("\u{1B}[?1049l"))
      for mode in [2004, 1004, 1000, 1006] { #expect(closed.contains("\u{1B}[?\(mode)l")) }
      #expect(pty.modes == before)
    }
  }
}

/// No colours, no attributes.
func plain(_ style: Style) -> CellPaint { CellPaint() }

extension TerminalOptions {
  static func testing(
    _ pty: PseudoTerminal, type: String = "xterm-256color", encoding: Encoding = .utf8
  ) -> TerminalOptions {
    var options = TerminalOptions()
    options.input = pty.program
    options.output = pty.program
    options.type = type
    options.encoding = encoding
    options.redirectsStandardError = false
    return options
  }
}

extension Frame {
  /// A frame with one line of text per row.
  static func showing(
    _ lines: String..., size: Size = Size(width: 40, height: 10), role: Role = .text
  ) -> Frame {
    var frame = Frame(size: size)
    for (y, line) in lines.enumerated() {
      frame.surface.write(line, at: Point(x: 0, y: y), role)
    }
    return frame
  }
}
