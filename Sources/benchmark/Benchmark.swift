import Glibc

/// The command: builds what is asked for, measures it and prints a line a figure.
struct Benchmark {
  let arguments: [String]

  /// Exit code: 0 when every figure keeps its limit, 1 when one misses or cannot be measured, 2 for
  /// a name that is none.
  func run() -> Int32 {
    var figures: [Figure] = []
    for argument in arguments {
      guard let figure = Figure(rawValue: argument) else {
        report("\(argument) is not a figure. There are: \(Figure.allNames).")
        return 2
      }
      figures.append(figure)
    }
    if figures.isEmpty {
      figures = Figure.allCases
    }
    // A program under measurement may end while a key is being written to it.
    signal(SIGPIPE, SIG_IGN)
    do {
      let bench = try Bench()
      defer { bench.clear() }
      report("name\tours\tbeside\tratio\tlimit\tverdict")
      return try measure(figures, on: bench) ? 0 : 1
    } catch {
      report(error.message)
      return 1
    }
  }

  private func measure(_ figures: [Figure], on bench: Bench) throws(BenchmarkFailure) -> Bool {
    var allKept = true
    for figure in figures {
      report("\(figure.rawValue): \(figure.explanation)")
      switch try figure.measure(on: bench) {
      case .measured(let measurement):
        print(measurement.line(named: figure.rawValue))
        fflush(nil)
        allKept = allKept && measurement.isKept
      case .skipped(let reason):
        report("\(figure.rawValue) skipped: \(reason)")
      }
    }
    return allKept
  }
}

/// Why something could not be measured.
struct BenchmarkFailure: Error {
  let message: String
}

/// Writes a line for people to standard error; standard output holds figures only.
func report(_ line: String) {
  let bytes = Array("\(line)\n".utf8)
  _ = write(2, bytes, bytes.count)
}
