import Foundation
import Glibc
import Support
import Testing

/// The program itself, started by a line of shell in which `"$0"` is the program.
struct ProgramProcess {
  /// Where the test's own program is, the others are built too.
  static let path = URL(fileURLWithPath: CommandLine.arguments[0])
    .deletingLastPathComponent().appendingPathComponent("runner-wizard").path

  let process = Process()
  private let errors = Pipe()
  private let ended = DispatchSemaphore(value: 0)

  init(
    _ line: String, arguments: [String] = [], environment: [String: String] = [:],
    output: Any = FileHandle.nullDevice
  ) throws {
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line, Self.path] + arguments
    process.environment = environment.merging(
      ProgramRun.sanitizerOptions.merging(["PATH": "/usr/bin:/bin"]) { own, _ in own }
    ) { own, _ in own }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
  }

  /// Waits at most 20 seconds for the end.
  /// - Parameter signal: sent again and again meanwhile; 0 for none.
  func end(signal: Int32 = 0) async -> ProgramEnd {
    await onThread { [process, ended, errors] in
      let deadline = Date(timeIntervalSinceNow: 120)
      while ended.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
        if signal != 0 { kill(process.processIdentifier, signal) }
        if Date() > deadline {
          kill(process.processIdentifier, SIGKILL)
          break
        }
      }
      process.waitUntilExit()
      let said = errors.fileHandleForReading.readDataToEndOfFile()
      return ProgramEnd(
        status: process.terminationStatus,
        isBySignal: process.terminationReason == .uncaughtSignal,
        output: String(decoding: said, as: UTF8.self))
    }
  }
}
