import Foundation

/// What a program said until it ended.
public struct ProgramRun: Sendable {
  public let exitCode: Int32
  public let output: String
  public let errors: String

  /// Exit code of a program that did not end by itself, as timeout(1) gives it.
  public static let ranTooLong: Int32 = 124

  /// Runs a program to its end; one that takes more than a minute is ended.
  ///
  /// It finds nothing in its environment but PATH, an empty home directory and what is given.
  public init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:], input: String = ""
  ) throws {
    let folder = try TemporaryFolder()
    let input = try folder.write(input, to: "input")
    let output = try folder.write("", to: "output")
    let errors = try folder.write("", to: "errors")

    let handles = try (
      FileHandle(forReadingFrom: input), FileHandle(forWritingTo: output),
      FileHandle(forWritingTo: errors)
    )
    exitCode = try withExtendedLifetime(handles) {
      try ProgramProcess(
        "timeout", ["--kill-after=5", "60", path] + arguments,
        environment: Self.cleanEnvironment(home: folder.path).merging(environment) { $1 },
        input: handles.0.fileDescriptor, output: handles.1.fileDescriptor,
        errors: handles.2.fileDescriptor
      ).wait()
    }
    self.output = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    self.errors = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
  }

  /// An environment that knows nothing of the machine the tests run on.
  static func cleanEnvironment(home: String) -> [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return [
      "PATH": "\(Program.folder):\(path)", "HOME": home, "LC_ALL": "C.UTF-8", "TZ": "UTC",
    ].merging(sanitizerOptions) { own, _ in own }
  }

  /// The files that are open here, besides the three of every program.
  public static var inheritableFiles: [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return names.compactMap { Int32($0) }.filter { $0 > 2 }
  }

  /// What sanitizers are told, such as `ASAN_OPTIONS`: programs built with one are to hear it, too.
  public static let sanitizerOptions = ProcessInfo.processInfo.environment.filter {
    $0.key.hasSuffix("SAN_OPTIONS")
  }
}
