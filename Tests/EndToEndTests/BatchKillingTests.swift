import Foundation
import Glibc
import Support
import Testing

extension EndToEnd {
  /// However often a program is killed in a batch, each runner is created once and each token stands in the file once.
  @Suite struct BatchKilling {
    private static let count = 50
    private static let kills = 4

    @Test func aBatchThatIsKilledEndsWithEveryRunnerOnce() throws {
      let server = try SandboxServer()
      let home = try TemporaryFolder()
      let seed = UInt64.random(in: 0...UInt64(Int64.max))
      print("seed \(seed)")
      var dice = Dice(seed: seed)
      let output = "\(home.path)/tokens"
      let environment = ["GITLAB_TOKEN": try server.token("owner-api"), "HOME": home.path]
      var arguments = [
        "create", "--url", server.url, "--type", "project", "--project", "100", "--description",
        "batch-{n}", "--count", "\(Self.count)", "--output", output,
      ]
      for kill in 1...Self.kills {
        let before = lines(output).count
        let program = try StartedProgram(.runnerWizard, arguments, environment: environment)
        let target = before + 1 + Int(dice.next() % 9)
        while program.isRunning, lines(output).count < target {}
        for _ in 0..<(dice.next() % 200) { _ = program.isRunning }
        program.kill()
        #expect(lines(output).count < Self.count, "seed \(seed), kill \(kill)")
        try ageWhatNothingCameOf(home.path, server)
        arguments = ["create", "--url", server.url, "--resume"]
      }
      let last = try Program.runnerWizard.run(arguments, environment: environment)
      #expect(last.exitCode == 0, "seed \(seed): \(last.errors)")

      let names = try created(server)
      #expect(names == (1...Self.count).map { "batch-\($0 < 10 ? "0" : "")\($0)" }, "seed \(seed)")
      let fields = lines(output).map { $0.split(separator: "\t").map(String.init) }
      #expect(fields.map { $0[2] }.sorted() == names, "seed \(seed)")
      #expect(Set(fields.map { $0[1] }).count == Self.count, "seed \(seed)")
    }

    private func lines(_ path: String) -> [String] {
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").map(String.init)
    }

    private func created(_ server: SandboxServer) throws -> [String] {
      try server.runnerIDs().compactMap { try server.runner($0).description }
        .filter { $0.hasPrefix("batch-") }.sorted()
    }

    /// Where no request reached the server, that is certain only when GitLab cannot be working on it any more.
    private func ageWhatNothingCameOf(_ home: String, _ server: SandboxServer) throws {
      let folder = "\(home)/.local/state/runner-wizard/journal"
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      let existing = try created(server)
      for name in names where name.hasSuffix(".json") {
        let path = "\(folder)/\(name)"
        var text = try String(contentsOfFile: path, encoding: .utf8)
        guard !existing.contains(where: { text.contains("\"\($0)\"") }) else { continue }
        let old = Date(timeIntervalSinceNow: -400).formatted(.iso8601)
        for key in ["started_at", "server_time"] {
          text = text.replacing(
            try Regex("\"\(key)\":\"[^\"]*\""), with: "\"\(key)\":\"\(old)\"")
        }
        try text.write(toFile: path, atomically: false, encoding: .utf8)
      }
    }
  }
}
