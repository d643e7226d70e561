import FoundationEssentials
import GitLabSandbox

/// The command line, read by hand.
struct CommandOptions {
  /// Why the arguments cannot be used.
  struct Mistake: Error {
    let text: String
  }

  var sandbox = GitLabSandbox.Options()
  /// Zero lets the system choose.
  var port = 0
  var clock: Date?
  var faults: [SandboxFault] = []
  var wantsJSON = false
  var wantsHelp = false

  init(_ arguments: [String]) throws(Mistake) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts.first ?? "")
      if ["--no-graphql", "--json", "--help", "-h"].contains(argument) {
        apply(flag: argument)
      } else if Self.valued.contains(name) {
        guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
          throw Mistake(text: Texts.missingValue(name))
        }
        try apply(name, value)
      } else {
        throw Mistake(text: Texts.unknownOption(argument))
      }
    }
  }

  private static let valued = [
    "--port", "--runners", "--places", "--seed", "--gitlab", "--clock", "--base-path", "--fault",
    "--timeline",
  ]

  private mutating func apply(flag: String) {
    switch flag {
    case "--no-graphql": sandbox.graphQL = false
    case "--json": wantsJSON = true
    default: wantsHelp = true
    }
  }

  private mutating func apply(_ name: String, _ value: String) throws(Mistake) {
    switch name {
    case "--port": port = Int(try read(name, value, UInt16.init))
    case "--runners":
      sandbox.runners = try read(name, value) { text in
        Int(text).flatMap { (0...1_000_000).contains($0) ? $0 : nil }
      }
    case "--places":
      sandbox.places = try read(name, value) { text in
        Int(text).flatMap { (0...100_000).contains($0) ? $0 : nil }
      }
    case "--seed": sandbox.seed = try read(name, value, UInt64.init)
    case "--gitlab":
      sandbox.gitLab = try read(name, value, GitLabSandbox.Release.init(rawValue:))
    case "--clock": clock = try read(name, value, GitLabSandbox.moment(parsing:))
    case "--timeline":
      sandbox.timeline = try read(name, value, GitLabSandbox.Timeline.init(parsing:))
    case "--base-path": sandbox.basePath = try read(name, value, Self.basePath)
    default: faults.append(try read(name, value, SandboxFault.init(parsing:)))
    }
  }

  private func read<Value>(
    _ name: String, _ text: String, _ convert: (String) -> Value?
  ) throws(Mistake) -> Value {
    guard let value = convert(text) else { throw Mistake(text: Texts.badValue(name, text)) }
    return value
  }

  /// A path without slash at its end; a lone slash is the root and therefore empty.
  private static func basePath(_ text: String) -> String? {
    guard text.isEmpty || text.hasPrefix("/") else { return nil }
    guard !text.contains(where: { " ?#%".contains($0) }) else { return nil }
    return text.hasSuffix("/") ? String(text.dropLast()) : text
  }
}
