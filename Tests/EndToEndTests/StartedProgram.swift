import Foundation
import Glibc
import Support

/// A program of this package that runs beside the test.
final class StartedProgram {
  private let process = Process()
  private let output: URL
  private let folder: TemporaryFolder

  /// - Parameter environment: all that it finds there besides PATH and the locale.
  init(_ program: Program, _ arguments: [String], environment: [String: String]) throws {
    folder = try TemporaryFolder()
    output = try folder.write("", to: "output")
    process.executableURL = URL(filePath: program.path)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"]
      .merging(environment) { $1 }
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// Ends it at once, with nothing that it could do about it.
  /// - Returns: whether it had not ended before.
  @discardableResult
  func kill() -> Bool {
    _ = Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// What it has printed.
  var printed: String {
    get throws { String(decoding: try Data(contentsOf: output), as: UTF8.self) }
  }

  /// Whether a file with its memory lies where it was started.
  var hasDumpedCore: Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.contains { $0.hasPrefix("core") }
  }
}
