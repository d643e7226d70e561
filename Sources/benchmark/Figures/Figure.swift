/// A figure that can be asked for by name.
enum Figure: String, CaseIterable {
  case firstPaint = "first-paint"
  case keyToPaint = "key-to-paint"
  case keyBytes = "key-bytes"
  case idle
  case idleMain = "idle-main"
  case memory
  case create
  case createPython = "create-python"

  static var allNames: String {
    allCases.map(\.rawValue).joined(separator: ", ")
  }

  /// What the numbers of its line are.
  var explanation: String {
    switch self {
    case .firstPaint:
      "milliseconds from starting to the complete title, beside a C program; limit on the ratio"
    case .keyToPaint:
      "milliseconds from a key to the first byte painted, beside a C program; limit on ours"
    case .keyBytes:
      "bytes sent for the same changes, beside a C program; limit on the ratio"
    case .idle:
      "wake-ups of all threads in 10 idle seconds, of which libdispatch causes one a second"
    case .idleMain:
      "wake-ups of the main thread in 10 idle seconds"
    case .memory:
      "peak megabytes through a whole registration, beside a C program; limit on ours"
    case .create:
      "milliseconds for one registration, beside curl doing the same requests; limit on the ratio"
    case .createPython:
      "milliseconds for one registration, beside python-gitlab; limit on the ratio"
    }
  }

  func measure(on bench: Bench) throws(BenchmarkFailure) -> Outcome {
    switch self {
    case .firstPaint: .measured(try FirstPaint(bench: bench).measure())
    case .keyToPaint: .measured(try KeyPresses(bench: bench).measureTime())
    case .keyBytes: .measured(try KeyPresses(bench: bench).measureBytes())
    case .idle: .measured(try Idle(bench: bench).measureAllThreads())
    case .idleMain: .measured(try Idle(bench: bench).measureMainThread())
    case .memory: .measured(try Memory(bench: bench).measure())
    case .create: .measured(try Create(bench: bench).measureBesideCurl())
    case .createPython: try Create(bench: bench).measureBesidePython()
    }
  }
}
