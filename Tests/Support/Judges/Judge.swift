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
    let bytes = try JSONSerialization.data(withJSONObject: input)
    let run = try ProgramRun(
      "python3", ["-c", program], input: String(decoding: bytes, as: UTF8.self))
    guard run.exitCode == 0 else { throw Failure(description: run.errors) }
    return try JSONSerialization.jsonObject(
      with: Data(run.output.utf8), options: .fragmentsAllowed)
  }
}
