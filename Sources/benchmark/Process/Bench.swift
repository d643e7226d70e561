import FoundationEssentials
import Glibc

/// Where figures are measured: the programs, an empty home directory and what is built on demand.
final class Bench {
  /// A folder of its own for the time of the run.
  let folder: String
  private var built: [Program: String] = [:]

  /// A program that is built to be measured, or to measure against.
  enum Program: String {
    case runnerWizard = "runner-wizard"
    case gitlabSandbox = "gitlab-sandbox"
    case cBaseline = "CBaseline"
  }

  /// Makes the folder; ``clear()`` removes it.
  init() throws(BenchmarkFailure) {
    var template = Array("/tmp/runner-wizard-benchmark.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw BenchmarkFailure(message: "No temporary folder: \(String(cString: strerror(errno))).")
    }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard mkdir("\(folder)/home", 0o700) == 0 else {
      throw BenchmarkFailure(message: "No home directory in \(folder).")
    }
  }

  /// What every measured program finds in its environment.
  var environment: [String: String] {
    ["HOME": "\(folder)/home", "PATH": ownEnvironment["PATH"] ?? "/usr/bin"]
  }

  /// The path of a program in release form: the Swift library linked statically, symbols stripped.
  func path(of program: Program) throws(BenchmarkFailure) -> String {
    if let path = built[program] {
      return path
    }
    report("building \(program.rawValue)")
    try build(program)
    let path = "\(folder)/\(program.rawValue)"
    try strip("\(Self.scratch)/release/\(program.rawValue)", into: path)
    built[program] = path
    return path
  }

  /// Beside the ordinary build, which another `swift` may be using.
  private static let scratch = ".build-benchmark"

  private func build(_ program: Program) throws(BenchmarkFailure) {
    try Command(
      path: "swift",
      arguments: [
        "build", "-c", "release", "--static-swift-stdlib", "--scratch-path", Self.scratch,
        "--product", program.rawValue,
      ],
      environment: ownEnvironment
    ).runVisibly()
  }

  private func strip(_ source: String, into target: String) throws(BenchmarkFailure) {
    try Command(
      path: "strip", arguments: ["-o", target, source], environment: ownEnvironment
    ).runVisibly()
  }

  /// Removes the folder and what stands in it.
  func clear() {
    // A folder left behind in /tmp does no harm.
    try? Command(path: "rm", arguments: ["-rf", folder], environment: ownEnvironment).runVisibly()
  }

  /// The environment of this program, for tools that need its compilers and caches.
  private var ownEnvironment: [String: String] {
    ProcessInfo.processInfo.environment
  }
}
