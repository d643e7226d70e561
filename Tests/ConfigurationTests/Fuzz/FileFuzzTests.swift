import Foundation
import RunnerCore
import Support
import TerminalUI
import Testing

@testable import Configuration

/// Files of every kind that is read, damaged: each is a problem in words or has values.
@Suite struct FileFuzzTests {
  private static let secrets = ["glpat-", "oauth-0", "oauth-valid", "hunter2", "0123456789-job"]

  private static let mutator = ByteMutator(pieces: [
    ": ", "- ", "\n", "\n  ", "&a ", "*a", "<<: *a", "!!binary ", "!ruby/object:X ", "|", ">-", "{",
    "}",
    "[", "]", "---\n", "...\n", "%YAML 1.2\n", "? ", "#", "'", "\"", "\t", "[DEFAULT]\n", "%(url)s",
    "%%",
    "version: 99999999999999999999", "~", "0x10", "1:30", "on", ".nan", "\"\\x07\"", "\"\\e]0;x\"",
  ])

  private static let configuration = """
    version: 1
    profiles:
      work:
        url: https://gitlab.example.com/gitlab/
        token: glpat-abc123
        auth: bearer
        ca_file: ~/ca.pem
        headers: {X-Gate: open sesame}
        proxy: http://olivia:hunter2@proxy.example:3128
        timeout: 2.5
      other: {url: other.example.com, token_command: [pass, show, "a b"]}
    default_profile: work
    theme: {dark: nord, light: default-light}
    clipboard_command: [xclip, -selection, clipboard]
    clipboard_clear_seconds: 30
    refresh_seconds: 0
    mouse: off
    undo_minutes: 10
    keys: {refresh: R, quit: [q, x]}
    """

  private static let saved = """
    version: 1
    profiles:
      work: {url: https://gitlab.example.com, token: glpat-abc123}
    views:
      - {name: gpu, scope: group:acme, membership: direct, filter: tag:gpu, sort: -contacted, columns: [id]}
    targets:
      - {server: https://gitlab.example.com, kind: group, id: 7, path: acme/infra, favourite: true}
    """

  /// What is wrong with sentences that are shown.
  private func problem(_ sentences: [String], _ secrets: [String]) -> String? {
    for sentence in sentences {
      if HostileText.steeringScalar(in: sentence) != nil {
        return "a message steers the terminal: \(sentence.debugDescription)"
      }
      if let secret = secrets.first(where: sentence.contains) {
        return "a message tells \(secret): \(sentence)"
      }
      if sentence.count > 2_000 { return "a message of \(sentence.count) characters" }
    }
    return nil
  }

  /// - Parameter secrets: what no message may hold. Damage to our own file may put its token where an address is
  /// quoted, which is no leak.
  private func check(
    _ run: FuzzRun, _ sentences: [String], _ bytes: [UInt8], secrets: [String] = []
  ) {
    guard let problem = problem(sentences, secrets) else { return }
    run.fail("\(problem)\n\(String(decoding: bytes.prefix(2_000), as: UTF8.self).debugDescription)")
  }

  private func content(_ bytes: [UInt8]) -> FileContent { FileContent(bytes: bytes) }

  @Test func damagedConfigurationIsAProblemOrHasValues() {
    let run = FuzzRun("configuration", cases: 500)
    while var dice = run.next() {
      let isSaved = dice.oneIn(2)
      let bytes = Self.mutator.mutate(isSaved ? Self.saved : Self.configuration, &dice)
      do throws(FileProblem) {
        if isSaved {
          let parsed = try SavedFile.parse(content(bytes), file: "/s.yaml", home: "/home/o")
          check(run, parsed.warnings.map(\.description), bytes)
        } else {
          let parsed = try ConfigurationFile.parse(content(bytes), file: "/c.yaml", home: "/home/o")
          check(run, parsed.warnings.map(\.description), bytes)
        }
      } catch {
        check(run, [error.description], bytes)
      }
    }
  }

  @Test func damagedThemesAreAProblemOrPaint() {
    let run = FuzzRun("themes", cases: 150)
    let themes = EmbeddedThemes.names.compactMap(EmbeddedThemes.file)
    while var dice = run.next() {
      let bytes = Self.mutator.mutate(dice.pick(themes), &dice)
      let files = FileAccess(
        read: { (path, _) throws(FileFailure) in
          path == "/t/mine.yaml" ? FileContent(bytes: bytes) : nil
        }, names: { _ in ["mine.yaml"] }, kind: { _ in nil })
      let library = ThemeLibrary(folders: ["/t"], files: files)
      let loaded = library.loadOrBuiltIn(.name("mine"))
      for depth in [ColorDepth.none, .indexed256, .direct] { _ = loaded.theme.paints(at: depth) }
      check(run, loaded.warnings.map(\.description) + [loaded.theme.name], bytes)
    }
  }

  @Test func damagedFilesOfOtherToolsAreAProblemOrHaveValues() throws {
    let configurations = try GarbageTests.pythonGitLab.map {
      try Fixture.text("python-gitlab/\($0).cfg")
    }
    let hosts = try GarbageTests.glab.map { try Fixture.text("glab/\($0).yml") }
    let run = FuzzRun("foreign-files", cases: 300)
    while var dice = run.next() {
      let isINI = dice.oneIn(2)
      let bytes = Self.mutator.mutate(dice.pick(isINI ? configurations : hosts), &dice)
      let path =
        isINI ? "/home/olivia/.python-gitlab.cfg" : "/home/olivia/.config/glab-cli/config.yml"
      let files = FileAccess(
        read: { (asked, _) throws(FileFailure) in
          asked == path ? FileContent(bytes: bytes, permissions: 0o600) : nil
        }, names: { _ in [] }, kind: { $0 == path ? .file : nil })
      let surroundings = Surroundings(
        environment: [:], home: "/home/olivia", now: Fixture.now, files: files)
      let found = isINI ? PythonGitLab.read(surroundings) : Glab.read(surroundings)
      let sentences =
        found.profiles.flatMap { $0.notes + [$0.problem].compactMap(\.self) }
        + found.broken.map(\.problem) + found.files.compactMap(\.problem) + found.notes
      check(
        run, sentences + found.profiles.map(\.name) + found.broken.map(\.name), bytes,
        secrets: Self.secrets)
    }
  }

  @Test func anyBytesAreATokenOrNone() {
    let run = FuzzRun("token-text", cases: 500)
    while var dice = run.next() {
      let bytes = Self.mutator.mutate("glpat-AAAABBBBCCCCDDDDEEEE\n", &dice)
      guard let token = try? TokenText.parse(bytes) else { continue }
      let text = token.reveal()
      if text.isEmpty
        || text.unicodeScalars.contains(where: { $0.value < 0x21 || $0.value == 0x7F })
      {
        run.fail("no token that a header could hold: \(text.debugDescription)")
      }
    }
  }
}
