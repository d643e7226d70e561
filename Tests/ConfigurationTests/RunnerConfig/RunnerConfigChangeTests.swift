import Foundation
import RunnerCore
import Support
import Testing

@testable import Configuration

struct RunnerConfigChangeTests {
  private func change(
    _ old: String?, _ request: HandOverRequest? = nil
  ) throws -> RunnerConfigChange {
    try RunnerConfigChange(
      request ?? handOver(), to: old.map { Array($0.utf8) }, path: "/config.toml")
  }

  private func refusal(_ old: String, _ request: HandOverRequest? = nil) throws -> FileProblem {
    try #require(throws: FileProblem.self) { try change(old, request) }
  }

  /// Python's parser is the judge, one process for all: old bytes first, old values kept, one section more.
  @Test(.enabled(if: Judge.hasPython, "python3 with tomllib is missing"))
  func oldSectionsOfAThousandFilesSayAndReadTheSame() throws {
    var documents = TOMLDocuments(seed: 1)
    var pairs: [[String]] = []
    for _ in 0..<1_000 {
      let old = documents.document()
      let new = try RunnerConfigChange(handOver(), to: old, path: "/config.toml").bytes()
      #expect(new.starts(with: old))
      let added = new[old.count...]
      let isCRLF = old.firstIndex(of: 0x0A).map { $0 > 0 && old[$0 - 1] == 0x0D } ?? false
      #expect(added.count { $0 == 0x0D } == (isCRLF ? added.count { $0 == 0x0A } : 0))
      pairs.append([Data(old).base64EncodedString(), Data(new).base64EncodedString()])
    }
    let judged = try Judge.python(
      """
      import base64, json, sys, tomllib
      def read(text):
          return tomllib.loads(base64.b64decode(text).decode("utf-8-sig"))
      bad = []
      for number, (old, new) in enumerate(json.load(sys.stdin)):
          before, after = read(old), read(new)
          added = after["runners"].pop()
          if not after["runners"] and "runners" not in before: del after["runners"]
          # repr tells nan and signs apart from nothing, == would not know nan
          if repr(before) != repr(after) or added["id"] != 4711 or added["name"] != "build-host-7" \\
              or added["token"] != "glrt-t3_NEWNEWNEWNEWNEWNEWNE" or added["executor"] != "docker":
              bad.append(number)
      json.dump(bad, sys.stdout)
      """, input: pairs)
    #expect(judged as? [Int] == [])
  }

  @Test func missingNewlineIsAddedBeforeTheSection() throws {
    let text = String(decoding: try change("concurrent = 4").bytes(), as: UTF8.self)
    #expect(text.hasPrefix("concurrent = 4\n\n[[runners]]\n  name = \"build-host-7\"\n"))
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
  }

  @Test func newFileBeginsAsGitLabRunnerBeginsIt() throws {
    let text = String(decoding: try change(nil).bytes(), as: UTF8.self)
    #expect(text.hasPrefix("concurrent = 1\n"))
    #expect(text.contains("\n\n[[runners]]\n"))
    #expect(try change(nil).warnings.isEmpty)
  }

  @Test func fileThatIsNoTOMLIsRefusedWithItsLine() throws {
    #expect(try refusal("a = 1\nb =\n").description == "/config.toml:2: \(Texts.tomlValue)")
  }

  @Test func runnersThatAreNoSectionsAreRefused() throws {
    #expect(try refusal("runners = [{name = \"a\"}]\n").text == Texts.runnersAreNoTables)
    #expect(try refusal("[runners]\n").text == Texts.runnersAreNoTables)
  }

  /// A token that closed its quotes would write keys of its own.
  @Test func tokenThatWouldChangeTheSectionIsRefused() throws {
    let token = Secret("glrt-x\"\nrequest_concurrency = 9\nbuilds_dir = \"")
    let problem = try refusal("", handOver(token: token))
    #expect(problem.text == Texts.sectionIsRefused)
    #expect(!problem.description.contains("glrt-"))
  }

  @Test func differenceShowsTheNewLinesWithoutAnySecret() throws {
    let change = try change("concurrent = 2\n# x\n", handOver(.ssh))
    let lines = change.difference(path: "/etc/gitlab-runner/config.toml", mask: "***")
    #expect(
      lines.prefix(5) == [
        "--- /etc/gitlab-runner/config.toml", "+++ /etc/gitlab-runner/config.toml",
        "@@ -2,0 +3,10 @@", "+", "+[[runners]]",
      ])
    #expect(lines.contains("+  token = \"***\""))
    #expect(lines.count == 3 + 10)
    #expect(!lines.joined().contains("glrt-"))
  }

  @Test func differenceAfterAMissingNewlineCountsTheSameLines() throws {
    let lines = try change("a = 1\nb = 2", handOver(.ssh)).difference(path: "/c", mask: "*")
    #expect(lines.dropFirst(2).prefix(3) == ["@@ -2,0 +3,10 @@", "+", "+[[runners]]"])
  }

  @Test func warningsNameWhatIsThereAlready() throws {
    let old = """
      concurrent = 1
      [[runners]]
        name = "same"
        url = "https://gitlab.example.com/"
        token = "\(newToken.reveal())"
        limit = 4
      [[runners]]
        name = "elsewhere"
        url = "https://other.example.com"
        id = 4711
        token = "\(newToken.reveal())"
      [[runners]]
        name = "replaced"
        url = "https://gitlab.example.com"
        id = 4711
        token = "glrt-old"
      [[runners]]
        name = "from a variable"
        url = "https://gitlab.example.com"
        id = 4711
        token = "$TOKEN"
      [[runners]]
        name = "another server's"
        url = "https://other.example.com"
        id = 4711
        token = "glrt-other"

      """
    #expect(
      try change(old).warnings == [
        Texts.sameToken(name: "same", line: Texts.withTheSameAddress),
        Texts.limitAboveConcurrent(name: "same", limit: 4, concurrent: 1),
        Texts.sameToken(
          name: "elsewhere", line: Texts.withAnotherAddress("https://other.example.com")),
        Texts.sameID(4_711, name: "replaced"),
        Texts.tokenFromVariable(name: "from a variable"),
        Texts.concurrentTooSmall(1, runners: 6),
      ])
  }

  @Test func enoughConcurrencyIsNoWarning() throws {
    let old = "concurrent = 2\n[[runners]]\nname = \"a\"\n"
    #expect(try change(old).warnings.isEmpty)
    #expect(try change(old).before.entries.count == 1)
  }
}
