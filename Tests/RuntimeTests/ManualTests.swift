import Foundation
import RunnerCore
import Support
import Testing

@testable import Runtime

@Suite struct ManualTests {
  private func printed(_ arguments: String...) throws -> String {
    guard case .printed(let text) = Invocation.parse(arguments) else {
      Issue.record("\(Invocation.parse(arguments))")
      return ""
    }
    return text
  }

  @Test func thePageNamesEveryCommandAndOption() throws {
    let page = try printed("man")
    #expect(page.hasPrefix(".TH \"RUNNER\\-WIZARD\" 1 "))
    for section in [
      "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "FILES",
    ] {
      #expect(page.contains(".SH \"\(section)\"\n"), "\(section)")
    }
    let commands = [
      "create", "runners", "list", "doctor", "unfinished", "completions", "man",
    ]
    for name in commands {
      #expect(page.contains(".SS \"runner\\-wizard \(name)\"\n"), "\(name)")
    }
    for option in ["tag", "count", "output", "preset", "resume", "scope", "theme", "token-file"] {
      let escaped = option.replacingOccurrences(of: "-", with: "\\-")
      #expect(page.contains(".B \\-\\-\(escaped)"), "\(option)")
    }
  }

  @Test func everyLineOfThePageIsOneThatGroffReads() throws {
    let known = ["TH", "SH", "SS", "PP", "TP", "B"]
    for line in try printed("man").split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast()
    {
      #expect(!line.isEmpty)
      #expect(line.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 }, "\(line)")
      if line.hasPrefix(".") {
        #expect(known.contains(String(line.dropFirst().prefix { $0 != " " })), "\(line)")
      }
      #expect(!line.hasPrefix("'"), "\(line)")
    }
  }

  @Test func whatGroffReadsAsACommandIsEscaped() {
    #expect(Roff.escaped(".so /etc/passwd") == "\\&.so /etc/passwd")
    #expect(Roff.escaped("'it'") == "\\(aqit\\(aq")
    #expect(Roff.escaped("a\\b-c…") == "a\\eb\\-c\\[u2026]")
    #expect(Roff.quoted("say \"yes\"") == "\"say \\(dqyes\\(dq\"")
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")))
  func groffFindsNothingWrong() throws {
    let run = try ProgramRun("groff", ["-man", "-Tutf8", "-ww"], input: printed("man"))
    #expect(run.exitCode == 0)
    #expect(run.errors.isEmpty)
    #expect(run.output.contains("create"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsKnowCommandsOptionsAndValues(shell: String) throws {
    let script = try printed("completions", shell)
    for word in [
      "create", "doctor", "unfinished", "token-file", "instance", "group", "project", "256",
    ] {
      #expect(script.contains(word), "\(word)")
    }
  }

  @Test func completionsOfAnUnknownShellAreWrongUsage() {
    guard case .wrong(let text) = Invocation.parse(["completions", "csh"]) else {
      Issue.record("It was taken.")
      return
    }
    #expect(text.contains("csh"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/bash")))
  func bashReadsItsCompletions() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(try printed("completions", "bash"), to: "completions.bash")
    let run = try ProgramRun("bash", ["-n", path])
    #expect(run.exitCode == 0, "\(run.errors)")
  }
}
