import Support
import Testing

extension EndToEnd {
  /// A registration by Enter, arrows, Esc and letters alone, on every kind of terminal.
  @Suite struct TerminalKinds {
    @Test(arguments: [(40, 10), (80, 24), (200, 60)])
    func everySizeCompletesARegistration(columns: Int, rows: Int) async throws {
      let it = try await Operator(columns: columns, rows: rows)
      try await complete(it)
    }

    @Test(arguments: ["NO_COLOR=1", "TERM=vt100", "TERM=linux", "LC_ALL=C"])
    func everyKindCompletesARegistration(variable: String) async throws {
      let it = try await Operator()
      try await complete(it, with: variable)
    }

    @Test func withoutUTF8NothingButASCIIIsShown() async throws {
      let it = try await Operator()
      try it.start(with: "LC_ALL=C")
      try await it.go(to: .review)
      #expect(try it.terminal.capture().unicodeScalars.allSatisfy(\.isASCII))
    }

    @Test func withoutColorNoColorIsSent() async throws {
      let it = try await Operator()
      try it.start(with: "NO_COLOR=1")
      try await it.go(to: .review)
      let colors = try it.terminal.captureWithStyles().matches(of: /\e\[([0-9;]*;)?[349][0-8]/)
      #expect(colors.isEmpty)
    }

    @Test func resizingKeepsWhatWasTyped() async throws {
      let it = try await Operator()
      try it.start()
      try await it.go(to: .target)
      try it.terminal.type("acme/web")
      try await it.terminal.waitFor("acme/web")
      try it.terminal.resize(columns: 40, rows: 10)
      try await it.terminal.waitUntil("the narrow page") {
        $0.contains("acme/web") && $0.split(separator: "\n").allSatisfy { $0.count <= 40 }
      }
      try it.terminal.resize(columns: 30, rows: 8)
      try await it.terminal.waitFor("40")
      try it.terminal.resize(columns: 100, rows: 30)
      try await it.terminal.waitFor("acme/web")
      try it.terminal.type("site")
      try await it.terminal.waitFor("acme/website")
    }

    private func complete(_ it: Operator, with variable: String = "") async throws {
      try it.start(with: variable)
      try await it.see(.type)
      try it.terminal.press(.down, .down, .enter)
      try await it.see(.target)
      try it.terminal.type("acme/website")
      try it.terminal.press(.enter)
      try await it.see(.tags)
      try it.terminal.type("kiosk")
      try it.terminal.press(.enter)
      try await it.pressEnter(until: .review)
      try it.terminal.press(.up, .enter)
      try await it.see(.details)
      // Esc and a key right behind it would be one key pressed with Alt.
      try it.terminal.press(.escape)
      try await it.see(.review)
      try it.terminal.press(.down)
      try await it.pressEnter(until: .result)
      let runner = try it.server.runner(try #require(try it.server.runnerIDs().last))
      #expect(runner.tagList == ["kiosk"])
      #expect(runner.runnerType == "project_type")
    }
  }
}
