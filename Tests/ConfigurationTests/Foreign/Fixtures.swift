import Foundation
import RunnerCore
import Support
import Testing

@testable import Configuration

/// Configuration files of other tools as operators have them.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  /// Noon of 2026-01-01, UTC.
  static let now: Int64 = 1_767_268_800

  static let hasPythonGitLab =
    (try? ProgramRun("python3", ["-c", "import gitlab"]).exitCode) == 0

  static func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// Surroundings with nothing but a file of python-gitlab, in the home folder.
  static func pythonGitLab(
    _ text: String, environment: [String: String] = [:], folders: Set<String> = []
  ) -> Surroundings {
    Surroundings(
      environment: environment, home: "/home/olivia", now: now,
      files: .memory(["/home/olivia/.python-gitlab.cfg": text], folders: folders))
  }

  /// Surroundings with nothing but a file of glab.
  static func glab(
    _ text: String, environment: [String: String] = [:], programs: Set<String> = [],
    permissions: UInt32? = 0o600, folders: Set<String> = []
  ) -> Surroundings {
    Surroundings(
      environment: environment, home: "/home/olivia", now: now,
      files: .memory(
        ["/home/olivia/.config/glab-cli/config.yml": text], programs: programs, folders: folders,
        permissions: permissions))
  }
}

extension ForeignProfiles {
  /// Everything that was found, one line each, tokens included.
  var summary: String {
    let lines =
      profiles.map(\.summary) + broken.map { "broken \($0.name): \($0.problem)" }
      + files.compactMap(\.problem).map { "unread \($0)" } + notes.map { "note \($0)" }
    return lines.joined(separator: "\n")
      .replacing("/home/olivia/.python-gitlab.cfg", with: "CFG")
      .replacing("/home/olivia/.config/glab-cli/config.yml", with: "YML")
  }
}

extension Profile {
  fileprivate var summary: String {
    var parts = [name, server.description]
    switch token {
    case .text(let secret):
      parts.append("\(authentication == .bearer ? "bearer" : "private") \(secret.reveal())")
    case .command(let words):
      parts.append("\(authentication == .bearer ? "bearer" : "private") of \(words)")
    case nil: break
    }
    func add(_ key: String, _ value: String?) {
      if let value { parts.append("\(key) \(value)") }
    }
    add("ca", caFile)
    add("cert", clientCertificate)
    add("key", clientKey)
    add("proxy", proxy?.reveal())
    for header in headers { add("header", "\(header.name)=\(header.value)") }
    add("timeout", timeout.map { "\(Int($0))" })
    add("agent", userAgent)
    add("in", origin.section)
    add("line", origin.line.map(String.init))
    if origin.isDefault { parts.append("default") }
    let sentences = notes.map { "  note \($0)" } + (problem.map { ["  problem \($0)"] } ?? [])
    return ([parts.joined(separator: " ")] + sentences).joined(separator: "\n")
  }
}
