import Foundation
import RunnerCore
import Support
import Testing

@testable import Runtime

/// The completions as the shells themselves read them, where they are installed.
@Suite struct CompletionTests {
  private static func isThere(_ shell: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/\(shell)")
  }

  private func script(_ shell: String) throws -> String {
    guard case .printed(let text) = Invocation.parse(["completions", shell]) else {
      Issue.record("\(Invocation.parse(["completions", shell]))")
      return ""
    }
    return text
  }

  /// What a shell says to a program that reads the completions from the file `$1`.
  private func ask(
    _ shell: String, _ arguments: [String], _ program: String
  ) throws -> ProgramRun {
    let folder = try Support.TemporaryFolder()
    let file = try folder.write(try script(shell), to: "_runner-wizard")
    return try ProgramRun(
      shell,
      arguments + ["-c", program] + (shell == "fish" ? [] : [shell])
        + [file.path(percentEncoded: false)])
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func theyKnowPlacesAndExecutors(shell: String) throws {
    let script = try script(shell)
    for word in HandOverPlace.allCases.map(\.rawValue) + RunnerExecutor.allCases.map(\.rawValue) {
      #expect(script.contains(word), "\(word)")
    }
  }

  @Test(
    .enabled(if: isThere("bash")), arguments: [("--emit", "docker-"), ("--executor", "docker-")])
  func bashOffersValues(option: String, word: String) throws {
    let run = try ask(
      "bash", ["--norc", "--noprofile"],
      """
      source "$1"
      COMP_WORDS=(runner-wizard create \(option) \(word)); COMP_CWORD=3
      COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
      $(complete -p runner-wizard | sed 's/.*-F \\([^ ]*\\).*/\\1/') runner-wizard \(word) \(option)
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    let expected =
      option == "--emit"
      ? ["docker-run", "docker-volume", "docker-exec"] : ["docker-windows", "docker-autoscaler"]
    let offered = run.output.split(separator: "\n").map(String.init)
    #expect(Set(offered) == Set(expected), "\(run.errors)")
  }

  @Test(.enabled(if: isThere("fish"))) func fishOffersValues() throws {
    for (line, expected) in [
      ("create --emit docker-", ["docker-run", "docker-volume", "docker-exec"]),
      ("create --executor docker-", ["docker-windows", "docker-autoscaler"]),
      ("create --type in", ["instance"]), ("unfin", ["unfinished"]),
    ] {
      let run = try ask(
        "fish", ["--no-config"],
        "source $argv[1]; complete --do-complete 'runner-wizard \(line)'")
      let offered = run.output.split(separator: "\n").map {
        String($0.split(separator: "\t").first ?? "")
      }
      #expect(Set(offered) == Set(expected), "\(line): \(run.errors)")
      #expect(run.errors.isEmpty)
    }
  }

  @Test(.enabled(if: isThere("zsh"))) func zshLoadsThem() throws {
    let run = try ask(
      "zsh", ["-f"],
      """
      autoload -Uz compinit && compinit -D -u
      fpath=(${1:h} $fpath)
      autoload -Uz +X _runner-wizard && compdef _runner-wizard runner-wizard
      print -r -- ${_comps[runner-wizard]}
      """)
    #expect(run.output == "_runner-wizard\n", "\(run.errors)")
    #expect(run.errors.isEmpty)
  }
}
