import TerminalUI
import Testing

@testable import Curses

extension ScreenTests {
  /// What arrives on the screen, and in which bytes.
  @Suite struct PresenterTests {
    private let size = Size(width: 40, height: 10)

    @Test func cellsReadBackAsTheyWerePainted() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      let frame = Frame.showing("plain", "Größe ├─┐ ●", "世界 wide", "e\u{301}a")
      terminal.present(frame, paint: plain)
      for y in 0..<4 { #expect(terminal.line(y) == frame.surface.line(y)) }
      #expect(terminal.text(at: Point(x: 2, y: 2)) == "界")
      #expect(terminal.text(at: Point(x: 5, y: 2)) == "w")
      #expect(terminal.text(at: Point(x: 0, y: 3)) == "e\u{301}")
      #expect(pty.receivedText().contains("世界 wide"))
    }

    @Test func onlyChangedCellsAreSent() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      terminal.present(.showing("first line", "second line"), paint: plain)
      _ = pty.received()
      terminal.present(.showing("first line", "second lime"), paint: plain)
      let sent = pty.received()
      #expect(sent.count < 20 && sent.contains(UInt8(ascii: "m")))
      terminal.present(.showing("first line", "second lime"), paint: plain)
      #expect(pty.received() == [])
    }

    @Test func aWideCharacterReplacesAndIsReplacedWhole() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      for line in ["ab世cd", "a世bcd", "世世cd", "abcdef", "a世世f", "世a世f", "ab世世"] {
        terminal.present(.showing(line), paint: plain)
        #expect(terminal.line(0) == line)
      }
      var edge = Frame(size: size)
      edge.surface.write("世", at: Point(x: 38, y: 9), .text)
      terminal.present(edge, paint: plain)
      #expect(terminal.text(at: Point(x: 38, y: 9)) == "世")
    }

    @Test(arguments: ["xterm-256color", "linux", "vt100", "screen"])
    func noForeignEscapeReachesTheTerminal(_ type: String) throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty, type: type))
      defer { terminal.close() }
      _ = pty.received()
      let hostile = [
        "\u{1B}]52;c;ZXZpbA==\u{7}", "\u{9B}31mred", "\u{1B}[2J\u{1B}[Hgone",
        "a\r\nb\tc\u{8}\u{7F}",
        "\u{202E}desrever\u{202C}", "\u{90}dcs\u{9C}", "\u{2028}\u{FEFF}\u{200B}x", "\u{E}\u{F}",
      ]
      var frame = Frame(size: size)
      for (y, text) in hostile.enumerated() {
        frame.surface.write(text, at: Point(x: 0, y: y), .text)
      }
      // A cell can also be filled with anything, past the surface's own care.
      for (x, scalar) in "\u{1B}\u{7}\u{9B}\u{202E}\n\r\t\u{7F}\u{0}\u{E}\u{90}".unicodeScalars
        .enumerated()
      {
        let cell = Rect(x: x, y: 8, width: 1, height: 1)
        frame.surface.fill(cell, .text, glyph: String(scalar))
        frame.surface.fill(cell.below, .text, glyph: "a" + String(scalar))
      }
      terminal.present(frame, paint: plain)
      let sent = pty.received()
      #expect(foreignControls(in: sent) == [])
      #expect(terminal.line(8) == "???????????")
      #expect(terminal.line(9) == "aaaaaaaaaaa")
      let text = String(decoding: sent, as: UTF8.self)
      #expect(!text.contains("\u{1B}]"))
      for scalar in text.unicodeScalars {
        #expect(
          scalar.properties.generalCategory != .format, "U+\(String(scalar.value, radix: 16))")
        #expect(!(0x80..<0xA0 ~= scalar.value), "U+\(String(scalar.value, radix: 16))")
      }
    }

    @Test func whatTheCLibraryMeasuresOtherwiseIsReplacedInItsWidth() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      var frame = Frame(size: size)
      frame.surface.fill(Rect(x: 0, y: 0, width: 3, height: 1), .text, glyph: "世")
      frame.surface.write("end", at: Point(x: 3, y: 0), .text)
      frame.surface.fill(Rect(x: 0, y: 1, width: 1, height: 1), .text, glyph: "\u{378}")
      frame.surface.fill(Rect(x: 1, y: 1, width: 1, height: 1), .text, glyph: "\u{301}")
      terminal.present(frame, paint: plain)
      #expect(terminal.line(0) == "???end")
      #expect(terminal.line(1) == "??")
    }

    @Test func withoutUTF8EverythingIsASCIIInTheSameColumns() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty, encoding: .ascii))
      defer { terminal.close() }
      terminal.present(
        .showing("┌─┬─┐│├┤└┘…●○◌–‖", "✓ ▸ × “a” 世界 Größe", "e\u{301}|"), paint: plain)
      #expect(terminal.line(0) == "+-+-+|++++~*o~-|")
      #expect(terminal.line(1) == "x > x \"a\" ???? Gr??e")
      #expect(terminal.line(2) == "e|")
      #expect(pty.received().allSatisfy { $0 < 0x80 })
    }

    @Test func aFrameOfAnotherSizeIsClippedAndLeavesNothingBehind() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      let large = Size(width: 60, height: 20)
      let long = String(repeating: "x", count: 60)
      terminal.present(.showing(long, long, size: large), paint: plain)
      #expect(terminal.line(0) == String(repeating: "x", count: 40))
      #expect(terminal.line(1) == String(repeating: "x", count: 40))
      terminal.present(.showing("y", size: Size(width: 5, height: 1)), paint: plain)
      #expect(terminal.line(0) == "y")
      #expect(terminal.line(1) == "")
      terminal.present(Frame(size: Size(width: 0, height: 0)), paint: plain)
      #expect(terminal.line(0) == "")
    }

    @Test func resizingRepaintsInTheNewSize() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      terminal.present(.showing("hello"), paint: plain)
      _ = pty.received()
      pty.resize(columns: 50, rows: 12)
      terminal.resize(to: terminal.currentSize())
      #expect(terminal.size == Size(width: 50, height: 12))
      var frame = Frame(size: terminal.size)
      frame.surface.write("corner", at: Point(x: 44, y: 11), .text)
      terminal.present(frame, paint: plain)
      #expect(terminal.text(at: Point(x: 49, y: 11)) == "r")
      #expect(pty.receivedText().contains("\u{1B}[2J"))
      terminal.resize(to: Size(width: 1, height: 1))
      terminal.present(.showing("z", size: terminal.size), paint: plain)
      #expect(terminal.text(at: Point(x: 0, y: 0)) == "z")
    }

    @Test func redrawingSendsEverythingAgain() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      terminal.present(.showing("hello"), paint: plain)
      _ = pty.received()
      terminal.redraw()
      let sent = pty.receivedText()
      #expect(sent.contains("\u{1B}[2J"))
      #expect(sent.contains("hello"))
    }

    @Test func theCursorStandsWhereTheFrameSaysOrIsHidden() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      var frame = Frame.showing("hello")
      terminal.present(frame, paint: plain)
      #expect(pty.receivedText().contains("\u{1B}[?25l"))
      frame.cursor = Point(x: 7, y: 4)
      terminal.present(frame, paint: plain)
      let shown = pty.receivedText()
      #expect(shown.contains("\u{1B}[5d"))
      #expect(terminal.cursor == Point(x: 7, y: 4))
      #expect(shown.contains("\u{1B}[?25h"))
      frame.cursor = Point(x: 40, y: 4)
      terminal.present(frame, paint: plain)
      #expect(pty.receivedText().contains("\u{1B}[?25l"))
    }

    @Test func aTextShownRawStandsAloneAndUnbroken() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      terminal.present(.showing("hello"), paint: plain)
      _ = pty.received()
      let long = "glrt-" + String(repeating: "x", count: 80)
      terminal.showRaw(long + "\u{1B}[31m\u{7}")
      let shown = pty.receivedText()
      #expect(shown.contains("\u{1B}[H\u{1B}[2J" + long + "[31m\r\n"))
      #expect(shown.contains("Press any key"))
      #expect(!shown.contains("\u{1B}[?1049l"))
      terminal.present(.showing("late"), paint: plain)
      #expect(pty.received() == [])
      terminal.redraw()
      #expect(pty.receivedText().contains("hello"))
      terminal.present(.showing("late"), paint: plain)
      #expect(pty.receivedText().contains("late"))
    }

    @Test func theClipboardGetsWhatFitsAndNothingElse() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      terminal.present(.showing("hello"), paint: plain)
      _ = pty.received()
      #expect(terminal.copyOSC52("hello"))
      #expect(pty.receivedText() == "\u{1B}]52;c;aGVsbG8=\u{7}")
      #expect(!terminal.copyOSC52(String(repeating: "x", count: Terminal.copyLimit + 1)))
      #expect(pty.received() == [])
      terminal.suspend()
      _ = pty.received()
      #expect(!terminal.copyOSC52("hello"))
      #expect(pty.received() == [])
    }

    @Test func theBackgroundIsAskedForOnlyWhereTheQueryDoesNotShow() throws {
      for (type, asked) in [
        ("xterm-256color", true), ("tmux", true), ("linux", false), ("vt100", false),
      ] {
        let pty = try PseudoTerminal(columns: 40, rows: 10)
        let terminal = try Terminal.open(options: .testing(pty, type: type))
        terminal.present(.showing("hello"), paint: plain)
        _ = pty.received()
        #expect(terminal.queryBackground() == asked, "\(type)")
        #expect(pty.receivedText() == (asked ? "\u{1B}]11;?\u{7}\u{1B}[c" : ""))
        terminal.close()
      }
    }
  }
}

extension Rect {
  fileprivate var below: Rect { Rect(x: x, y: y + 1, width: width, height: height) }
}

/// Control characters that are neither carriage motions nor the beginning of a sequence that
/// curses itself uses: Esc [ or Esc ( and what belongs to it.
private func foreignControls(in bytes: [UInt8]) -> [UInt8] {
  let text = String(decoding: bytes, as: UTF8.self)
  let known = /\u{1B}\[[?>]?[0-9;]*[A-Za-z]|\u{1B}[()][A-Z0-9]|\u{1B}[78=>MH]|\r|\n|\u{8}|\u{F}/
  return text.replacing(known, with: "").utf8.filter { $0 < 0x20 || $0 == 0x7F }
}
