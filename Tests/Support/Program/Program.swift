import Foundation

/// A program of this package as it was built beside the tests.
public struct Program: Sendable {
  public let name: String

  public static let runnerWizard = Program(name: "runner-wizard")
  public static let gitlabSandbox = Program(name: "gitlab-sandbox")

  /// The folder that the running tests stand in, which is where SwiftPM puts programs too.
  public static var folder: String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .path(percentEncoded: false)
  }

  public var path: String { "\(Self.folder)/\(name)".replacing("//", with: "/") }

  /// Runs the program without a terminal until it ends.
  public func run(
    _ arguments: [String] = [], environment: [String: String] = [:], input: String = ""
  ) throws -> ProgramRun {
    try ProgramRun(path, arguments, environment: environment, input: input)
  }
}
