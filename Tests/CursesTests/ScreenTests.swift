import Curses
import TerminalUI
import Testing

/// All tests that open a terminal or change what belongs to the whole process: curses keeps global
/// state, so no two of them may run at once.
@Suite(.serialized) struct ScreenTests {}

/// No colours, no attributes.
func plain(_ style: Style) -> CellPaint { CellPaint() }

extension TerminalOptions {
  static func testing(
    _ pty: PseudoTerminal, type: String = "xterm-256color", encoding: Encoding = .utf8,
    depth: ColorDepth? = nil
  ) -> TerminalOptions {
    var options = TerminalOptions()
    options.input = pty.program
    options.output = pty.program
    options.type = type
    options.encoding = encoding
    options.depth = depth
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
