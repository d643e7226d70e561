import Glibc
import Support
import Testing

extension EndToEnd {
  /// Terminals that send anything, read nothing, change all the time or go away.
  @Suite struct HostileTerminal {
    private static let leavesScreen = "\u{1B}[?1049l"

    private static let mutator = ByteMutator(pieces: [
      "\r", "\r", "\r", "\u{1B}", "\u{1B}[A", "\u{1B}[B", "\u{1B}OP", "\u{1B}[<0;40;12M",
      "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[M", "\u{10}", "\t", " ", "q", "?", "\u{1B}[I",
      "\u{1B}[O",
      "\u{1B}]11;rgb:0000/0000/0000\u{7}", "\u{1A}", "\u{C}", "\u{4}", "\u{1C}", "\u{11}\u{13}",
    ])

    private func opened(_ arguments: [String] = ["--demo"]) throws -> TerminalProgram {
      let program = try TerminalProgram(arguments)
      try program.waitForText("\u{1B}[?1049h")
      try program.waitForPaint(beyond: program.output.count)
      return program
    }

    /// That a program which has not quit still paints, and that it can be ended.
    private func checkAlive(_ program: TerminalProgram) throws -> String? {
      if !program.hasEnded {
        let before = program.output.count
        // An unfinished paste holds every key back but is no reason not to paint.
        program.resize(91, 31)
        try program.waitForPaint(beyond: before)
        program.send(signal: SIGTERM)
      }
      let end = try program.end()
      if ![0, 130, 128 + SIGTERM].contains(end) { return "it ended with \(end): \(program.tail)" }
      return program.wrote(Self.leavesScreen)
        ? nil : "the terminal was not given back: \(program.tail)"
    }

    @Test func anyBytesOnTheKeyboardLeaveItAlive() throws {
      let run = FuzzRun("keyboard", cases: 3)
      while var dice = run.next() {
        let program = try opened(dice.pick([["--demo"], ["runners", "--demo"]]))
        for _ in 0..<40 where !program.hasEnded {
          let bytes =
            dice.oneIn(3)
            ? dice.bytes(dice.length(200)) : Self.mutator.mutate("\r\rj\u{1B}[B docker\r", &dice)
          program.type(bytes)
          program.read()
        }
        if let problem = try checkAlive(program) { run.fail(problem) }
      }
    }

    @Test func aStormOfSizesEndsInAWholePicture() throws {
      let program = try opened()
      var dice = Dice(seed: 5)
      for _ in 0..<300 {
        program.resize(UInt16(1 + dice.below(500)), UInt16(1 + dice.below(200)))
        program.read()
      }
      program.resize(1, 1)
      program.read()
      program.resize(80, 24)
      try program.waitForText(afterRedrawing: "Step")
      #expect(try checkAlive(program) == nil)
    }

    @Test func signalsInAnyOrderLeaveItAlive() throws {
      let program = try opened()
      var dice = Dice(seed: 6)
      for _ in 0..<300 {
        program.send(
          signal: dice.pick([
            SIGWINCH, SIGCONT, SIGTSTP, SIGTTOU, SIGTTIN, SIGPIPE, SIGCHLD, SIGURG,
          ]))
        if dice.oneIn(8) { program.type("j") }
        program.read()
      }
      program.send(signal: SIGCONT)
      #expect(try checkAlive(program) == nil)
    }

    @Test(arguments: [
      [SIGTERM, SIGHUP, SIGINT], [SIGINT, SIGINT, SIGTERM], [SIGHUP, SIGTERM, SIGWINCH],
    ])
    func severalEndingsAtOnceAreOneEnd(signals: [Int32]) throws {
      let program = try opened()
      for signal in signals { program.send(signal: signal) }
      let end = try program.end()
      #expect([130, 128 + SIGTERM, 128 + SIGHUP].contains(end))
      #expect(program.wrote(Self.leavesScreen))
    }

    @Test func aReaderThatStopsHoldsNoEndingUp() throws {
      let program = try opened()
      // Nothing is read while every size asks for a whole picture, until the terminal takes no more.
      var dice = Dice(seed: 7)
      for _ in 0..<200 {
        program.resize(UInt16(100 + dice.below(400)), UInt16(50 + dice.below(150)))
        program.type("j")
      }
      program.send(signal: SIGTERM)
      #expect(try program.end(isReading: false) == 128 + SIGTERM)
    }

    @Test func aSlowReaderGetsTheLastPicture() throws {
      let program = try opened()
      var dice = Dice(seed: 8)
      for _ in 0..<100 {
        program.resize(UInt16(100 + dice.below(400)), UInt16(50 + dice.below(150)))
      }
      program.resize(80, 24)
      try program.waitForText(afterRedrawing: "Step")
      #expect(try checkAlive(program) == nil)
    }

    @Test func aWindowThatIsClosedEndsIt() throws {
      let program = try opened()
      program.hangUp()
      #expect([1, 128 + SIGHUP].contains(try program.end(isReading: false)))
    }

    @Test func aPasteOfAMegabyteIsTaken() throws {
      let program = try opened()
      program.type("\u{1B}[200~")
      // In portions that a terminal takes, each when the one before was read.
      for _ in 0..<300 {
        program.type(String(repeating: "x", count: 4_000))
        program.read()
      }
      program.type("\u{1B}[201~")
      #expect(try checkAlive(program) == nil)
    }
  }
}
