import Foundation
import Glibc
import Support
import Testing

extension EndToEnd {
  /// Neither the access token nor the runner's token is left anywhere.
  @Suite struct Secrecy {
    @Test func helpersSeeNoToken() async throws {
      let it = try await Operator()
      try spyOnTmux(of: it)
      try it.start("--log log.txt")
      try await it.go(to: .result)
      let token = try await it.revealToken()
      try it.terminal.press("y")
      try await it.terminal.waitFor("via tmux")

      let seen = try String(contentsOfFile: "\(it.terminal.home.path)/seen", encoding: .utf8)
      #expect(seen.contains("load-buffer"))
      try expectNoToken(in: seen, token, it)
    }

    @Test func argumentsLogAndScrollbackHoldNoToken() async throws {
      let it = try await Operator(token: nil)
      try it.start("--log log.txt")
      try await it.connect(token: "root-admin")
      try await it.go(to: .result)
      let token = try await it.revealToken()
      let program = try await it.terminal.childProcessID()
      for name in ["cmdline", "environ"] {
        let text = try Data(contentsOf: URL(filePath: "/proc/\(program)/\(name)"))
        try expectNoToken(in: String(decoding: text, as: UTF8.self), token, it)
      }
      try await it.leave()
      try it.terminal.run("echo code=$?")
      try await it.terminal.waitFor("code=")
      try expectNoToken(in: try it.terminal.capture(withHistory: true), token, it)
      try expectNoToken(in: try leftInHome(it), token, it)
    }

    @Test func aCrashTellsNoToken() async throws {
      let it = try await Operator()
      try it.start("--log log.txt 2>&1 | tee crash.txt", with: "")
      // A pipe is no terminal, so the program refuses; its words are checked with the crash's.
      try await it.terminal.waitUntil("the refusal") { $0.contains("terminal") }
      try it.start("--log log.txt")
      try await it.go(to: .result)
      let token = try await it.revealToken()
      kill(try await it.terminal.childProcessID(), SIGSEGV)
      try it.terminal.run("echo code=$?")
      try await it.terminal.waitFor("code=139")
      try expectNoToken(in: try it.terminal.capture(withHistory: true), token, it)
      try expectNoToken(in: try leftInHome(it), token, it)
    }

    /// Puts a program before tmux in the PATH that writes down what it is given.
    private func spyOnTmux(of it: Operator) throws {
      let script = """
        #!/bin/sh
        echo "$*" >>"$HOME/seen"
        tr '\\0' '\\n' </proc/$$/environ >>"$HOME/seen"
        PATH=${PATH#*:} exec tmux "$@"
        """
      let file = try it.terminal.home.write(script, to: "spy/tmux")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o700], ofItemAtPath: file.path(percentEncoded: false))
      try it.terminal.run("PATH=$HOME/spy:$PATH; cd")
    }

    /// What stands in the files of the home directory, the clipboard's pasted source apart.
    private func leftInHome(_ it: Operator) throws -> String {
      try FileManager.default.removeItem(atPath: "\(it.terminal.home.path)/pasted")
      return try it.terminal.home.allText()
    }

    private func expectNoToken(in text: String, _ token: String, _ it: Operator) throws {
      #expect(!text.contains(token))
      #expect(!text.contains(try it.server.token("root-admin")))
    }
  }
}
