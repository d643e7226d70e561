import Foundation

/// Programs of others that say whether a text is right.
public enum Judge {
  /// Whether `python3` is there and has `tomllib` (Python 3.11).
  public static let hasPython = (try? python("import tomllib; print(1)", input: [])) != nil

  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// Runs a Python program that reads JSON from its standard input.
  /// - Returns: the JSON that it printed.
  @discardableResult
  public static func python(_ program: String, input: [Any]) throws -> Any {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    let (toChild, fromChild, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = toChild
    process.standardOutput = fromChild
    process.standardError = errors
    // A file rather than the pipe would need a name; the writing thread ends with its reader.
    let bytes = try JSONSerialization.data(withJSONObject: input)
    try process.run()
    let writing = Thread {
      try? toChild.fileHandleForWriting.write(contentsOf: bytes)
      try? toChild.fileHandleForWriting.close()
    }
    writing.start()
    let printed = fromChild.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: String(decoding: complaint, as: UTF8.self))
    }
    return try JSONSerialization.jsonObject(with: printed, options: .fragmentsAllowed)
  }
}
