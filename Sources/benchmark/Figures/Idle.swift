import Glibc

/// How often the program wakes up while nothing happens and no timer shows on its screen.
struct Idle {
  let bench: Bench
  private static let length: Duration = .seconds(10)

  /// libdispatch wakes a thread of its own once a second for ever after the first task, which in ten
  /// seconds can be eleven times.
  func measureAllThreads() throws(BenchmarkFailure) -> Measurement {
    let counts = try count()
    return Measurement(
      ours: Double(counts.ours.values.reduce(0, +)),
      beside: Double(counts.beside.values.reduce(0, +)), limit: .ours(11))
  }

  func measureMainThread() throws(BenchmarkFailure) -> Measurement {
    let counts = try count()
    return Measurement(
      ours: Double(counts.ours[counts.ourMain] ?? 0),
      beside: Double(counts.beside.values.reduce(0, +)), limit: .ours(0))
  }

  private struct Counts {
    let ours: [pid_t: Int]
    /// The main thread's id is the process's.
    let ourMain: pid_t
    let beside: [pid_t: Int]
  }

  /// Wake-ups of every thread, of both programs in the same time.
  private func count() throws(BenchmarkFailure) -> Counts {
    let ours = try PseudoTerminal(
      try bench.path(of: .runnerWizard), ["--demo"], environment: bench.environment)
    let beside = try PseudoTerminal(
      try bench.path(of: .cBaseline), ["cells", "400", Pages.title],
      environment: bench.environment)
    try ours.wait(forText: Pages.title)
    try beside.wait(forText: Pages.title)
    // What the program does after its first page (who am I, which version) is over when nothing has
    // been painted for a while.
    try ours.waitForQuiet(.seconds(2))
    try beside.waitForQuiet()

    let oursBefore = try ProcessStatus(pid: ours.pid).contextSwitches()
    let besideBefore = try ProcessStatus(pid: beside.pid).contextSwitches()
    let painted = try ours.waitForQuiet(Self.length)
    guard painted == 0 else {
      throw BenchmarkFailure(message: "The screen does not come to rest.")
    }
    let oursAfter = try ProcessStatus(pid: ours.pid).contextSwitches()
    let besideAfter = try ProcessStatus(pid: beside.pid).contextSwitches()
    return Counts(
      ours: increase(from: oursBefore, to: oursAfter), ourMain: ours.pid,
      beside: increase(from: besideBefore, to: besideAfter))
  }

  /// A thread that is new counts with all its switches.
  private func increase(from before: [pid_t: Int], to after: [pid_t: Int]) -> [pid_t: Int] {
    after.reduce(into: [:]) { result, entry in
      result[entry.key] = entry.value - (before[entry.key] ?? 0)
    }
  }
}
