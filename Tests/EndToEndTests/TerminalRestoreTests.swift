import Glibc
import Support
import Testing

extension EndToEnd {
  /// However the program ends, the terminal is as it was before.
  @Suite struct TerminalRestore {
    private enum Ending: CaseIterable {
      case crash, terminate, hangUp, interrupt

      /// What the shell says of the program's end.
      var exitCode: Int32 {
        switch self {
        case .crash: 128 + SIGSEGV
        case .terminate: 128 + SIGTERM
        case .hangUp: 128 + SIGHUP
        case .interrupt: 130
        }
      }
    }

    @Test(arguments: WizardPage.allCases)
    func everyEndingGivesTheTerminalBack(page: WizardPage) async throws {
      for ending in Ending.allCases {
        // Each with a home of its own, or the next start would ask about the registration of the last.
        let it = try await Operator(token: page == .connection ? nil : "root-admin")
        try await checkRestoring(by: it, on: page, after: ending)
      }
    }

    @Test(arguments: WizardPage.allCases)
    func aStoppedProgramGivesTheTerminalBackAndReturns(page: WizardPage) async throws {
      let it = try await Operator(token: page == .connection ? nil : "root-admin")
      let before = try await begin(by: it, on: page)
      try await press(.control("z"), until: "Stopped", by: it)
      try await expectRestored(before, of: it)
      try it.terminal.run("fg")
      try await it.see(page)
    }

    @Test func aStopFromOutsideGivesTheTerminalBackAndReturns() async throws {
      let it = try await Operator()
      let before = try await begin(by: it, on: .tags)
      kill(try await it.terminal.childProcessID(), SIGTSTP)
      try await it.terminal.waitFor("Stopped")
      try await expectRestored(before, of: it)
      try it.terminal.run("fg")
      try await it.see(.tags)
    }

    @Test(arguments: ["vt100", "linux"])
    func aTerminalWithoutASecondScreenIsBlankedBeforeLeaving(kind: String) async throws {
      let it = try await Operator()
      try it.start(with: "TERM=\(kind)")
      try await it.go(to: .tags)
      try await it.leave()
      try await it.terminal.waitUntil("the shell's prompt and no page") {
        $0.contains(TmuxSession.prompt) && !$0.contains("Step") && !$0.contains("Tags")
      }
    }

    private static let mark = "what stood here before"

    private struct Before {
      let modes: String
      let screen: String
    }

    /// Leaves a mark on the main screen and goes to the page.
    private func begin(by it: Operator, on page: WizardPage) async throws -> Before {
      try it.terminal.run("clear; echo \(Self.mark)")
      try await it.terminal.waitUntil("the mark alone") {
        $0.hasPrefix(Self.mark) && $0.contains(TmuxSession.prompt)
      }
      let before = Before(
        modes: try it.terminal.sttyState(), screen: try it.terminal.screenModes())
      try it.start()
      try await it.go(to: page)
      #expect(try it.terminal.screenModes() != before.screen)
      return before
    }

    private func checkRestoring(
      by it: Operator, on page: WizardPage, after ending: Ending
    ) async throws {
      let before = try await begin(by: it, on: page)
      let program = try await it.terminal.childProcessID()
      switch ending {
      case .crash: kill(program, SIGSEGV)
      case .terminate: kill(program, SIGTERM)
      case .hangUp: kill(program, SIGHUP)
      case .interrupt:
        // The result page drops keys until it has stood for a moment.
        if page == .result { _ = try await it.revealToken() }
        try await it.leave()
      }
      try await it.terminal.waitFor(Self.mark)
      try it.terminal.run("echo code=$?")
      try await it.terminal.waitFor("code=\(ending.exitCode)")
      try await expectRestored(before, of: it)
    }

    private func expectRestored(_ before: Before, of it: Operator) async throws {
      try await it.terminal.waitFor(Self.mark)
      #expect(try it.terminal.sttyState() == before.modes)
      #expect(try it.terminal.screenModes() == before.screen)
    }

    private func press(_ key: TmuxKey, until text: String, by it: Operator) async throws {
      try await Deadline.wait(
        orExplain: { "\"\(text)\" did not appear." },
        until: {
          try it.terminal.press(key)
          return try? await it.terminal.waitFor(text, deadline: .milliseconds(700))
        })
    }
  }
}
