import Foundation
import Glibc
import Support
import Testing

extension EndToEnd {
  /// However a program ends, no runner is created twice and none is left unexplained.
  @Suite struct Killing {
    /// Rounds of each test; `RUNNER_WIZARD_KILLS` asks for more.
    static let rounds =
      ProcessInfo.processInfo.environment["RUNNER_WIZARD_KILLS"].flatMap { Int($0) } ?? 10
    /// `RUNNER_WIZARD_SEED` repeats a run.
    static let seed =
      ProcessInfo.processInfo.environment["RUNNER_WIZARD_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64(Int64.max))

    /// When the program is killed: as soon as something is to be seen of it.
    enum Moment: CaseIterable {
      case started, firstRequest, lockTaken, entryWritten, requestSent, entryCreated, changeWritten
      case entryGone, ended
    }

    private let server: SandboxServer

    init() throws {
      server = try SandboxServer()
    }

    @Test func everyRunnerOfAKilledCreateIsExplained() throws {
      var dice = Dice(seed: Self.seed)
      print("seed \(Self.seed), \(Self.rounds) kills of create")
      for round in 1...max(1, Self.rounds) {
        let home = try TemporaryFolder()
        let moment = Moment.allCases.randomElement(using: &dice) ?? .requestSent
        let fault = ["slow", "stall", nil].randomElement(using: &dice) ?? nil
        try server.forgive()
        if let fault { try server.fail("POST /user/runners:\(fault)") }
        let name = "create \(round)"
        let before = try (server.requests().count, server.registrations().count)
        let program = try StartedProgram(
          .runnerWizard, create(name), environment: try environment(home))
        let watch = Watch(home: home.path, server: server, before: before)
        while program.isRunning, !(try watch.isReached(moment)) {}
        for _ in 0..<(dice.next() % 50) { _ = program.isRunning }
        program.kill()
        #expect(!program.hasDumpedCore)

        let comment: Comment =
          "seed \(Self.seed), round \(round), \(moment), \(fault ?? "no fault")"
        try server.forgive()
        let created = try created(name)
        #expect(created.count <= 1, comment)
        try expectExplained(created, home, name: name, printed: try program.printed, comment)
        // The next step neither makes another runner nor forgets this one.
        let resumed = try Program.runnerWizard.run(
          ["create", "--url", server.url, "--resume"], environment: try environment(home))
        #expect([0, 1, 5].contains(resumed.exitCode), comment)
        let later = try self.created(name)
        #expect(later.count <= 1, comment)
        try expectExplained(
          later, home, name: name, printed: try program.printed + resumed.output, comment)
        try expectNoSecret(in: home, comment)
      }
    }

    @Test func everyRunnerOfAKilledWizardIsExplained() async throws {
      var dice = Dice(seed: Self.seed)
      print("seed \(Self.seed), \(Self.rounds) kills of the wizard")
      for round in 1...max(1, Self.rounds) {
        let it = try await Operator(token: "owner-api")
        let home = it.terminal.home.path
        let moments: [Moment] = [.entryWritten, .requestSent, .entryCreated, .changeWritten]
        let moment = moments.randomElement(using: &dice) ?? .requestSent
        let fault = ["slow", "stall", nil].randomElement(using: &dice) ?? nil
        let comment: Comment =
          "seed \(Self.seed), round \(round), \(moment), \(fault ?? "no fault")"
        let name = "wizard \(round)"
        try it.start("--log log.txt")
        try await it.go(to: .review, with: Wish(target: "100", description: name))
        if let fault { try it.server.fail("POST /user/runners:\(fault)") }
        let program = try await it.terminal.childProcessID()
        let watch = Watch(home: home, server: it.server)
        try it.terminal.press(.enter)
        let isStalled = fault == "stall" && [.entryCreated, .changeWritten].contains(moment)
        try await Deadline.wait(
          orExplain: { "The moment \(moment) did not come." },
          until: { try watch.isReached(isStalled ? .requestSent : moment) ? true : nil })
        kill(program, SIGKILL)
        try await it.terminal.waitFor(TmuxSession.prompt)

        try it.server.forgive()
        let created = try self.created(name, it.server)
        #expect(created.count <= 1, comment)
        try expectExplained(created, home, name: name, printed: "", comment)
        try expectNoSecret(inFolder: home, it.server, comment)
        try await expectReopened(it, created, name: name, comment)
        #expect(try self.created(name, it.server) == created, comment)
        try expectExplained(created, home, name: name, printed: "", comment)
        try expectNoSecret(inFolder: home, it.server, comment)
      }
    }

    /// What the journal holds opens over the wizard's first screen, with the runner that was found; killed once more, the
    /// program leaves it as it was.
    private func expectReopened(
      _ it: Operator, _ created: [Int], name: String, _ comment: Comment
    ) async throws {
      let home = it.terminal.home.path
      let open = try unfinished(home)
      try await it.terminal.recover()
      try it.start("--log log.txt")
      if open.isEmpty {
        let screen = try await it.see(.type)
        #expect(!screen.contains("unfinished runner"), comment)
      } else {
        let wanted = ["You have an unfinished runner", name] + created.map { "#\($0)" }
        try await it.terminal.waitUntil("the unfinished runner \(created)") { screen in
          wanted.allSatisfy { screen.contains($0) }
        }
      }
      kill(try await it.terminal.childProcessID(), SIGKILL)
      try await it.terminal.waitFor(TmuxSession.prompt)
      #expect(try unfinished(home).map { $0["id"] as? String } == open.map { $0["id"] as? String })
    }

    @Test func twoProgramsAtOnceDoNotDisturbEachOther() async throws {
      let home = try TemporaryFolder()
      try server.fail("POST /user/runners:stall:1")
      let first = try StartedProgram(
        .runnerWizard, create("first", timeout: 60), environment: try environment(home))
      try await Deadline.wait(
        orExplain: { "The request was not sent." },
        until: { try server.registrations().count == 1 ? true : nil })
      let second = try Program.runnerWizard.run(
        create("second"), environment: try environment(home))
      #expect(second.exitCode == 0)
      let during = try Program.runnerWizard.run(
        ["unfinished", "--json"], environment: try environment(home))
      #expect(during.output == "[]\n")
      #expect(during.errors.contains("looks after one more"))
      let resumed = try Program.runnerWizard.run(
        ["create", "--url", server.url, "--resume"], environment: try environment(home))
      #expect(resumed.exitCode == 1)
      #expect(first.kill())
      let left = try unfinished(home.path)
      #expect(left.map { $0["description"] as? String } == ["first"])
      #expect(left.map { $0["state"] as? String } == ["sending"])
      #expect(try created("first").count == 1)
      #expect(try created("second").count == 1)
    }

    @Test func aReaderThatIsGoneLeavesTheRunnerNoted() throws {
      let home = try TemporaryFolder()
      let run = try ProgramRun(
        "/bin/sh",
        ["-c", #""$@" >/dev/full"#, "sh", Program.runnerWizard.path] + create("lost"),
        environment: try environment(home))
      #expect(run.exitCode == 1)
      #expect(run.errors.contains("create --resume"))
      let left = try unfinished(home.path)
      #expect(left.map { $0["state"] as? String } == ["created"])
      #expect(left.compactMap { $0["runner_id"] as? Int } == (try created("lost")))
    }

    // MARK: What there is

    private func create(_ description: String, timeout: Int = 3) -> [String] {
      [
        "create", "--url", server.url, "--timeout", "\(timeout)", "--type", "project", "--project",
        "100",
        "--description", description,
      ]
    }

    private func environment(_ home: TemporaryFolder) throws -> [String: String] {
      ["GITLAB_TOKEN": try server.token("owner-api"), "HOME": home.path]
    }

    private func created(_ name: String, _ other: SandboxServer? = nil) throws -> [Int] {
      let server = other ?? server
      return try server.runnerIDs().suffix(Self.rounds + 4)
        .filter { try server.runner($0).description == name }
    }

    private func unfinished(_ home: String) throws -> [[String: Any]] {
      let run = try Program.runnerWizard.run(
        ["unfinished", "--json"], environment: ["HOME": home])
      #expect(run.exitCode == 0)
      return try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
    }

    /// Every runner has its token printed, an entry that looks after it, or a line among the changes.
    private func expectExplained(
      _ created: [Int], _ home: TemporaryFolder, name: String, printed: String, _ comment: Comment
    ) throws {
      try expectExplained(created, home.path, name: name, printed: printed, comment)
    }

    private func expectExplained(
      _ created: [Int], _ home: String, name: String, printed: String, _ comment: Comment
    ) throws {
      guard let id = created.first else { return }
      let changes =
        (try? String(contentsOfFile: Watch.state(home) + "/changes.jsonl", encoding: .utf8)) ?? ""
      let isNoted = try unfinished(home).contains { entry in
        let runner = entry["runner_id"] as? Int
        return runner == id || runner == nil && entry["description"] as? String == name
      }
      let isPrinted = Operator.token(in: printed) != nil
      #expect(
        isNoted || isPrinted || changes.contains("\"runner_id\":\(id),"), comment)
    }

    private func expectNoSecret(in home: TemporaryFolder, _ comment: Comment) throws {
      try expectNoSecret(inFolder: home.path, server, comment)
    }

    /// No file holds an access token or a runner's, and none is the memory of a program that ended.
    private func expectNoSecret(
      inFolder folder: String, _ server: SandboxServer, _ comment: Comment
    ) throws {
      let access = Data(try server.token("owner-api").utf8)
      for name in FileManager.default.enumerator(atPath: folder)?.allObjects ?? [] {
        guard let name = name as? String,
          let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)")
        else { continue }
        #expect(bytes.firstRange(of: access) == nil, comment)
        #expect(bytes.firstRange(of: Data("glrt-".utf8)) == nil, comment)
        #expect(!bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]), comment)
      }
    }
  }
}

extension TmuxSession {
  /// Gives the terminal its manners back after a program that was killed, as an operator does: without them Enter ends no
  /// line.
  fileprivate func recover() async throws {
    try await waitFor(Self.prompt)
    try type("stty sane; clear")
    try press(.control("j"))
    try await waitUntil("an empty screen") { screen in
      screen.split(whereSeparator: \.isWhitespace) == [Substring(Self.prompt)]
    }
  }
}

/// What can be seen of a program from outside.
private struct Watch {
  var home: String
  var server: SandboxServer
  /// Requests and registrations that were there before.
  var before = (requests: 0, registrations: 0)

  static func state(_ home: String) -> String { "\(home)/.local/state/runner-wizard" }

  func isReached(_ moment: EndToEnd.Killing.Moment) throws -> Bool {
    switch moment {
    case .started: true
    case .firstRequest: try server.requests().count > before.requests
    case .lockTaken: names.contains { $0.hasSuffix(".lock") }
    case .entryWritten: entry != nil
    case .requestSent:
      try server.registrations().count > before.registrations
    case .entryCreated: entry?.contains("\"created\"") == true
    case .changeWritten:
      FileManager.default.fileExists(atPath: Self.state(home) + "/changes.jsonl")
    case .entryGone:
      FileManager.default.fileExists(atPath: Self.state(home) + "/changes.jsonl") && entry == nil
    case .ended: false
    }
  }

  private var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: Self.state(home) + "/journal")) ?? []
  }

  private var entry: String? {
    names.first { $0.hasSuffix(".json") }.flatMap {
      try? String(contentsOfFile: Self.state(home) + "/journal/\($0)", encoding: .utf8)
    }
  }
}
