import Glibc

/// A program that runs to its end without a terminal.
struct Command {
  let path: String
  var arguments: [String]
  var environment: [String: String]

  /// What a run came to.
  struct Result {
    let exitCode: Int32
    let output: String
    let duration: Duration
  }

  /// Runs it with its output going where ours for people goes: to standard error.
  func runVisibly() throws(BenchmarkFailure) {
    let pid = try Spawn.start(
      path, arguments, environment: environment,
      redirections: [(0, .file("/dev/null", flags: O_RDONLY)), (1, .descriptor(2))])
    let exitCode = Spawn.wait(for: pid)
    guard exitCode == 0 else {
      throw BenchmarkFailure(
        message: "\(path) \(arguments.joined(separator: " ")) ended with \(exitCode).")
    }
  }

  /// Runs it; the duration reaches from before its start until after its end. What it says on
  /// standard error is dropped.
  func run() throws(BenchmarkFailure) -> Result {
    let pipe = try Pipe()
    defer { close(pipe.readEnd) }
    let began = ContinuousClock.now
    let pid: pid_t
    do {
      defer { close(pipe.writeEnd) }
      pid = try Spawn.start(
        path, arguments, environment: environment,
        redirections: [
          (0, .file("/dev/null", flags: O_RDONLY)), (1, .descriptor(pipe.writeEnd)),
          (2, .file("/dev/null", flags: O_WRONLY)),
        ])
    }
    let output = readToEnd(of: pipe.readEnd)
    let exitCode = Spawn.wait(for: pid)
    return Result(
      exitCode: exitCode, output: String(decoding: output, as: UTF8.self),
      duration: began.duration(to: .now))
  }

  /// Runs it and insists on exit code 0.
  func runSuccessfully() throws(BenchmarkFailure) -> Result {
    let result = try run()
    guard result.exitCode == 0 else {
      throw BenchmarkFailure(message: "\(path) ended with \(result.exitCode).")
    }
    return result
  }
}
