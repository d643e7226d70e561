/// Time from starting a program to the byte that completes its title, with an empty home directory.
struct FirstPaint {
  let bench: Bench
  private static let runs = 31

  func measure() throws(BenchmarkFailure) -> Measurement {
    let ours = try bench.path(of: .runnerWizard)
    let beside = try bench.path(of: .cBaseline)
    let cells = try countCells(of: ours)

    var oursTimes: [Double] = []
    var besideTimes: [Double] = []
    for run in 0...Self.runs {
      let our = try time(ours, [])
      let other = try time(beside, ["cells", "\(cells)", Pages.title])
      // The first round reads the programs from disk.
      if run > 0 {
        oursTimes.append(our)
        besideTimes.append(other)
      }
    }
    return Measurement(ours: oursTimes.median, beside: besideTimes.median, limit: .ratio(2))
  }

  /// How many cells the C program has to draw besides the title to draw as many.
  private func countCells(of path: String) throws(BenchmarkFailure) -> Int {
    let program = try PseudoTerminal(path, environment: bench.environment)
    try program.wait(forText: Pages.title)
    try program.waitForQuiet()
    return max(program.screen.inkedCells - Pages.title.count, 0)
  }

  private func time(_ path: String, _ arguments: [String]) throws(BenchmarkFailure) -> Double {
    let program = try PseudoTerminal(path, arguments, environment: bench.environment)
    let painted = try program.wait(forText: Pages.title)
    return program.began.duration(to: painted).milliseconds
  }
}
