/// The largest resident set through a whole registration in the demo.
struct Memory {
  let bench: Bench

  func measure() throws(BenchmarkFailure) -> Measurement {
    let ours = try PseudoTerminal(
      try bench.path(of: .runnerWizard), ["--demo"], environment: bench.environment)
    try Pages.register(on: ours)
    try ours.waitForQuiet()
    let beside = try PseudoTerminal(
      try bench.path(of: .cBaseline), ["cells", "400", Pages.title],
      environment: bench.environment)
    try beside.wait(forText: Pages.title)
    return Measurement(
      ours: try ProcessStatus(pid: ours.pid).peakMemory(),
      beside: try ProcessStatus(pid: beside.pid).peakMemory(), limit: .ours(30))
  }
}
