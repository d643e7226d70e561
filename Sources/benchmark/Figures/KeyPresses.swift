/// What a key costs: the time to the first byte painted and the bytes that are sent for it.
///
/// The screens that the keys lead to become the frames of the C program, which shows them one after
/// the other: it repaints whole frames and ncurses sends the difference.
struct KeyPresses {
  let bench: Bench
  private static let rounds = 15

  func measureTime() throws(BenchmarkFailure) -> Measurement {
    var ours: [Double] = []
    var beside: [Double] = []
    try walk { our, other in
      ours += our.map(\.milliseconds)
      beside += other.map(\.milliseconds)
    }
    return Measurement(ours: ours.median, beside: beside.median, limit: .ours(3))
  }

  func measureBytes() throws(BenchmarkFailure) -> Measurement {
    var ours: [Double] = []
    var beside: [Double] = []
    try walk(rounds: 1) { our, other in
      ours.append(Double(our.reduce(0) { $0 + $1.bytes }))
      beside.append(Double(other.reduce(0) { $0 + $1.bytes }))
    }
    return Measurement(ours: ours.median, beside: beside.median, limit: .ratio(2))
  }

  /// What followed a key.
  private struct Answer {
    let milliseconds: Double
    let bytes: Int
  }

  /// Runs both programs in turn through the same screens; the first round only warms up.
  private func walk(
    rounds: Int = rounds, _ use: ([Answer], [Answer]) -> Void
  ) throws(BenchmarkFailure) {
    let frames = "\(bench.folder)/frames"
    for round in 0...rounds {
      let ours = try PseudoTerminal(
        try bench.path(of: .runnerWizard), ["--demo"], environment: bench.environment)
      let our = try walkOurs(ours, writingFramesTo: frames)
      let beside = try PseudoTerminal(
        try bench.path(of: .cBaseline), ["frames", frames], environment: bench.environment)
      let other = try walkBeside(beside, keys: our.count)
      if round > 0 {
        use(our, other)
      }
    }
  }

  private func walkOurs(
    _ program: PseudoTerminal, writingFramesTo path: String
  ) throws(BenchmarkFailure) -> [Answer] {
    try program.wait(forText: Pages.chosenType)
    // Keys on their way to where the cursor stood are dropped.
    try program.waitForQuiet(.milliseconds(500))
    var frames = FrameFile()
    frames.append(program.screen)
    var answers: [Answer] = []
    for key in Pages.keys {
      answers.append(try press(key, on: program))
      frames.append(program.screen)
    }
    try frames.write(to: path)
    return answers
  }

  private func walkBeside(
    _ program: PseudoTerminal, keys: Int
  ) throws(BenchmarkFailure) -> [Answer] {
    try program.wait(forText: Pages.title)
    try program.waitForQuiet()
    var answers: [Answer] = []
    for _ in 0..<keys {
      answers.append(try press("x", on: program))
    }
    return answers
  }

  private func press(_ key: String, on program: PseudoTerminal) throws(BenchmarkFailure) -> Answer {
    let pressed = ContinuousClock.now
    try program.press(key)
    guard let first = try program.receive(within: PseudoTerminal.patience) else {
      throw BenchmarkFailure(
        message: "Nothing was painted for a key. The screen:\n\(program.screen.text)")
    }
    let rest = try program.waitForQuiet()
    return Answer(
      milliseconds: pressed.duration(to: first.instant).milliseconds, bytes: first.bytes + rest)
  }
}
