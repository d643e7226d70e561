import Glibc
import TerminalUI
import Testing

@testable import Curses

extension ScreenTests {
  /// Taking the terminal over and giving it back.
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
      terminal.close()
      let closed = pty.receivedText()
      #expect(closed.contains("\u{1B}[?1049l"))
      #expect(closed.contains("\u{1B}[?25h") || closed.contains("\u{1B}[?12l\u{1B}[?25h"))
      for mode in [2004, 1004, 1000, 1006] { #expect(closed.contains("\u{1B}[?\(mode)l")) }
      #expect(pty.modes == before)
    }

    @Test(
      arguments: ["vt100", "linux", "screen", "tmux", "xterm", "xterm-256color", "rxvt"])
    func everyCommonTerminalShowsAFrame(_ type: String) throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let before = pty.modes
      let terminal = try Terminal.open(options: .testing(pty, type: type))
      terminal.present(.showing("hello", "world", role: .error)) { _ in
        CellPaint(foreground: 1, background: 2, attributes: [.bold, .italic, .dim])
      }
      #expect(terminal.line(0) == "hello")
      #expect(pty.receivedText().contains("world"))
      terminal.suspend()
      terminal.resume()
      #expect(pty.receivedText().contains("world"))
      terminal.close()
      #expect(pty.modes == before)
    }

    @Test func withoutTheMouseOnlyPasteAndFocusAreSwitchedOn() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      var options = TerminalOptions.testing(pty)
      options.mouse = false
      let terminal = try Terminal.open(options: options)
      defer { terminal.close() }
      terminal.present(.showing("hello"), paint: plain)
      let opened = pty.receivedText()
      #expect(opened.contains("\u{1B}[?2004h"))
      #expect(opened.contains("\u{1B}[?1004h"))
      #expect(!opened.contains("\u{1B}[?1000"))
      #expect(!opened.contains("\u{1B}[?1006"))
    }

    @Test func openingAsksTheTerminalNothing() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      terminal.present(.showing("hello"), paint: plain)
      let opened = pty.receivedText()
      #expect(!opened.contains("\u{1B}]"))
      #expect(!opened.contains("\u{1B}[c"))
      #expect(!opened.contains("\u{1B}[6n"))
    }

    @Test func anUnknownTypeIsAFailureWithAdvice() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      #expect(throws: TerminalFailure.typeUnknown("no-such-terminal")) {
        try Terminal.open(options: .testing(pty, type: "no-such-terminal"))
      }
      #expect(throws: TerminalFailure.typeUnknown("")) {
        try Terminal.open(options: .testing(pty, type: ""))
      }
      #expect(pty.received() == [])
      let failure = TerminalFailure.typeUnknown("evil\u{1B}]0;x\u{7}")
      #expect(failure.message.contains("evil?]0;x?"))
      #expect(failure.advice.contains("TERM="))
    }

    @Test func aTerminalThatCannotPlaceItsCursorIsRefused() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let before = pty.modes
      #expect(throws: TerminalFailure.unsuitable("dumb")) {
        try Terminal.open(options: .testing(pty, type: "dumb"))
      }
      #expect(pty.modes == before)
    }

    @Test(arguments: ["vt100", "linux"])
    func withoutAnAlternateScreenTheCellsAreBlankedOnLeaving(_ type: String) throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty, type: type))
      terminal.present(.showing("secret"), paint: plain)
      _ = pty.received()
      terminal.close()
      let closed = pty.receivedText()
      #expect(closed.hasSuffix("\u{1B}[H\u{1B}[J"))
      #expect(!closed.contains("1049"))
    }

    @Test func suspendingGivesBackEverythingAndResumingRepaints() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let before = pty.modes
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      terminal.present(.showing("hello"), paint: plain)
      _ = pty.received()
      terminal.suspend()
      #expect(pty.modes == before)
      #expect(terminal.inputDescriptor == -1)
      #expect(pty.receivedText().contains("\u{1B}[?1049l"))
      terminal.present(.showing("unseen"), paint: plain)
      #expect(pty.received() == [])
      terminal.resume()
      #expect(pty.modes.isRaw)
      let resumed = pty.receivedText()
      #expect(resumed.contains("\u{1B}[?1049h"))
      #expect(resumed.contains("\u{1B}[?2004h"))
      #expect(resumed.contains("hello"))
      #expect(terminal.inputDescriptor == pty.program)
    }

    @Test func resumingFindsAWindowThatChangedMeanwhile() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      terminal.present(.showing("hello"), paint: plain)
      terminal.suspend()
      pty.resize(columns: 60, rows: 20)
      terminal.resume()
      #expect(terminal.size == Size(width: 60, height: 20))
    }

    @Test func recoveringSetsTheModesAgainThatAShellHasChanged() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let signals = try #require(SignalPipe())
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      terminal.present(.showing("hello"), paint: plain)
      let raw = pty.modes
      pty.makeCooked()
      #expect(pty.modes != raw)
      _ = pty.received()
      terminal.recover(signals)
      #expect(pty.modes == raw)
      let sent = pty.receivedText()
      #expect(sent.contains("hello") && sent.contains("\u{1B}[?2004h"))
    }

    @Test func everythingMayBeCalledInAnyOrderAndTwice() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let before = pty.modes
      var random = SeededGenerator(seed: 7)
      for _ in 0..<10 {
        let terminal = try Terminal.open(options: .testing(pty))
        for _ in 0..<20 {
          switch Int.random(in: 0..<9, using: &random) {
          case 0: terminal.suspend()
          case 1, 2: terminal.resume()
          case 3: terminal.present(.showing("hello"), paint: plain)
          case 4: terminal.redraw()
          case 5: terminal.showRaw("raw")
          case 6: terminal.resize(to: Size(width: .random(in: 0..<90, using: &random), height: 7))
          case 7: _ = terminal.events(at: 0)
          default: _ = terminal.queryBackground()
          }
          _ = pty.received()
        }
        terminal.close()
        terminal.close()
        terminal.resume()
        terminal.suspend()
        terminal.present(.showing("after"), paint: plain)
        #expect(!pty.receivedText().contains("after"))
        #expect(pty.modes == before)
      }
    }

    @Test func aTerminalThatIsGoneNeitherBlocksNorCrashes() throws {
      var pty: PseudoTerminal? = try PseudoTerminal(columns: 40, rows: 10)
      let options = TerminalOptions.testing(try #require(pty))
      let terminal = try Terminal.open(options: options)
      terminal.present(.showing("hello"), paint: plain)
      pty?.hangUp()
      terminal.present(.showing("more"), paint: plain)
      #expect(terminal.events(at: 0) == [])
      #expect(terminal.isInputClosed)
      #expect(terminal.inputDescriptor == -1)
      terminal.suspend()
      terminal.resume()
      terminal.close()
      pty = nil
    }

    @Test func keysComeAsEventsEvenFromANonblockingDescriptor() throws {
      let pty = try PseudoTerminal(columns: 40, rows: 10)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      _ = fcntl(pty.program, F_SETFL, O_RDWR | O_NONBLOCK)
      #expect(terminal.events(at: 0) == [])
      pty.type("a\u{1B}[A\u{3}\u{1A}")
      let expected: [Key] = [.character("a"), .up, .control("c"), .control("z")]
      #expect(terminal.events(at: 1) == expected.map(InputEvent.key))
      pty.type("\u{1B}")
      #expect(terminal.events(at: 2) == [])
      let deadline = try #require(terminal.deadline)
      #expect(terminal.events(at: deadline) == [.key(.escape)])
      #expect(terminal.deadline == nil)
    }

    @Test func theWindowSizeFallsBackToTheEnvironmentAndThenToTheEntry() throws {
      let pty = try PseudoTerminal(columns: 0, rows: 0)
      let terminal = try Terminal.open(options: .testing(pty))
      defer { terminal.close() }
      #expect(terminal.currentSize() == Size(width: 80, height: 24))
      setenv("COLUMNS", "72", 1)
      setenv("LINES", "nonsense", 1)
      defer {
        unsetenv("COLUMNS")
        unsetenv("LINES")
      }
      #expect(terminal.currentSize() == Size(width: 72, height: 24))
    }

    @Test func aPipeWillDoForATerminal() throws {
      var ends: [Int32] = [0, 0]
      try #require(pipe(&ends) == 0)
      defer { for end in ends { Glibc.close(end) } }
      var options = TerminalOptions()
      options.input = ends[0]
      options.output = ends[1]
      options.type = "xterm"
      options.encoding = .utf8
      options.redirectsStandardError = false
      let terminal = try Terminal.open(options: options)
      terminal.present(.showing("hello"), paint: plain)
      #expect(terminal.line(0) == "hello")
      terminal.close()
    }
  }
}
