import Foundation
import Support
import Testing

extension EndToEnd {
  /// What is printed, and that nothing is while the screen is up.
  @Suite struct StandardStreams {
    @Test func withoutATerminalTheProgramSaysSoAndEnds() throws {
      let run = try Program.runnerWizard.run(["--demo"])
      #expect(run.exitCode == 2)
      #expect(run.errors.contains("terminal"))
      #expect(run.output.isEmpty)
    }

    @Test func theVersionIsPrinted() throws {
      let run = try Program.runnerWizard.run(["--version"])
      #expect(run.exitCode == 0)
      #expect(run.output.contains(/^[^\e]*\d+\.\d+/))
    }

    @Test func nothingIsPrintedBesidesTheScreen() async throws {
      let it = try await Operator()
      try it.terminal.run("cd; clear; echo before")
      try await it.terminal.waitUntil("the mark alone") { $0.hasPrefix("before") }
      try it.start("2>errors.txt")
      try await it.go(to: .result)
      _ = try await it.revealToken()
      try it.terminal.press("y")
      try await it.terminal.waitFor("via tmux")
      let errors = "\(it.terminal.home.path)/errors.txt"
      #expect(try String(contentsOfFile: errors, encoding: .utf8).isEmpty)
      try it.terminal.press("q")
      try await it.terminal.waitFor("before")
      // The last words come when the terminal is as it was.
      try await Deadline.wait(
        orExplain: { "There are no last words." },
        until: {
          try String(contentsOfFile: errors, encoding: .utf8).contains("was created") ? true : nil
        })
    }

    @Test func plainQuestionsLeadToTheSameRunner() async throws {
      let it = try await Operator()
      try it.start(with: "TERM=dumb")
      try await answerPlainQuestions(of: it)
      let runner = try it.server.runner(try #require(try it.server.runnerIDs().last))
      #expect(runner.runnerType == "project_type")
      #expect(runner.tagList == ["kiosk"])
    }

    /// Answers what is asked for and takes the suggested answer to everything else.
    private func answerPlainQuestions(of it: Operator) async throws {
      try await it.terminal.waitFor("Runner type")
      try it.terminal.run("project")
      try await it.terminal.waitFor("Project")
      try it.terminal.run("acme/website")
      try await it.terminal.waitFor("Tags")
      try it.terminal.run("kiosk")
      try await Deadline.wait(
        orExplain: { "The questions do not lead to the end." },
        until: {
          guard try it.server.registrations().isEmpty else { return true }
          try it.terminal.press(.enter)
          return nil
        })
      try await it.terminal.waitFor("#")
    }
  }
}
