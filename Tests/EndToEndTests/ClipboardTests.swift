import Foundation
import Support
import Testing

extension EndToEnd {
  @Suite struct Clipboard {
    /// Over SSH the operator's terminal is asked to copy, by the sequence OSC 52 (xterm: ctlseqs,
    /// "Manipulate Selection Data").
    @Test func overSSHTheTokenGoesToTheTerminal() async throws {
      let it = try await Operator()
      try it.terminal.recordBytes(to: "bytes")
      try it.terminal.run("unset TMUX TMUX_PANE; export SSH_TTY=/dev/pts/0")
      try it.start()
      try await it.go(to: .result)
      let token = try await it.revealToken()
      try it.terminal.press("y")
      try await it.terminal.waitFor("terminal's clipboard")

      let expected = "\u{1b}]52;c;\(Data(token.utf8).base64EncodedString())"
      try await Deadline.wait(
        orExplain: { "The sequence was not sent." },
        until: { try it.terminal.home.allText().contains(expected) ? true : nil })
      #expect(it.terminal.buffer("runner-wizard") == nil)
    }

    @Test func aTokenThatWasKeptLetsTheProgramGo() async throws {
      let it = try await Operator()
      try it.start()
      try await it.go(to: .result)
      _ = try await it.revealToken()
      try it.terminal.press("q")
      try await it.terminal.waitFor("Leave without the token?")
      try it.terminal.press(.escape)
      try await it.terminal.waitUntil("the page alone") { !$0.contains("Leave without") }
      try it.terminal.press("y")
      try await it.terminal.waitFor("via tmux")
      try it.terminal.press("q")
      try await it.terminal.waitUntil("the shell") { !WizardPage.result.isShown(on: $0) }
      try it.terminal.run("echo code=$?")
      try await it.terminal.waitFor("code=0")
    }
  }
}
