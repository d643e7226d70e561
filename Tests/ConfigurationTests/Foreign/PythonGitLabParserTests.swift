import Foundation
import RunnerCore
import Support
import Testing

@testable import Configuration

/// python-gitlab's own parser beside ours, over the same files. It runs where `python3` can import the
/// package `gitlab` (`pip install python-gitlab`) and is reported as skipped elsewhere.
@Suite(
  .enabled(if: Fixture.hasPythonGitLab, "python3 cannot import gitlab, so it is not tried"))
struct PythonGitLabParserTests {
  private let home: TemporaryFolder

  init() throws {
    home = try TemporaryFolder()
    try home.write("oauth-of-home\n", "gitlab-token")
  }

  /// Every section of every fixture.
  private static let sections = [
    ("default-section", "work"), ("default-section", "public"), ("default-section", "sandbox"),
    ("helpers", "pass"), ("helpers", "file"), ("helpers", "tilde"), ("helpers", "open"),
    ("verification", "unchecked"), ("verification", "checked"), ("verification", "authority"),
    ("interpolation", "main"), ("interpolation", "plain"), ("interpolation", "stray"),
    ("no-token", "ci"), ("no-token", "basic"), ("no-token", "anonymous"), ("no-token", "both"),
    ("no-token", "nowhere"),
  ]

  @Test func bothReadTheFixturesAlike() throws {
    let places = Self.sections.map { (Fixture.path("python-gitlab/\($0).cfg"), $1) }
    let theirs = try theirs(places)
    #expect(theirs.count == places.count)
    for (place, theirs) in zip(places, theirs) {
      let ours = try ours(place.0, place.1)
      #expect(ours == theirs, "\(place)")
    }
  }

  @Test func bothRefuseTheSame() throws {
    let texts = [
      "[a]\nword\n", "k = v\n", "[a]\nurl = x\nURL = y\n", "[a]\n[b]\n[a]\n", "[a]\n= v\n",
      "\u{FEFF}[a]\nurl = https://a.example\n", "[a]\nurl = https://%(b)s\n", "[a]\n",
      "[a]\nurl = https://a.example\ntimeout = x\n", "[a]\nurl = https://%(url)s\n",
      "[a]\nurl = https://a.example\napi_version = 3\n",
      "[DEFAULT]\ntimeout = 1\n[DEFAULT]\ntimeout = 2\n[a]\nurl = https://a.example\n",
    ]
    for (text, answers) in zip(texts, try both(texts)) {
      #expect(answers.theirs == "refused", "\(text)")
      #expect(answers.ours == "refused", "\(text)")
    }
  }

  @Test func bothReadOddSpellingsAlike() throws {
    let texts = [
      "[DEFAULT]\nhost = a.example\n[a]\nurl: https://%(HOST)s",
      "[a] x\nurl=https://a.example\n", "[a]\r\nurl = https://a.example\r\ntimeout\t=\t7\r\n",
      "[a]\nurl = https://a.example\n; c\n  # c\n\n  \nprivate_token = x;y",
      "[global]\nssl_verify = ON\n[a]\nurl = https://a.example\nssl_verify = /a b.pem\n",
      "[a]\nurl = https://a.example\nssl_verify =\n",
      "[a]\nurl = https://a.example\nprivate_token =\noauth_token = o\n",
      "[a]\nurl = https://a.example\nprivate_token = HELPER:echo 'a'\"b\"\\c\n",
      "[a]\nurl = https://a.example\nprivate_token = helper: echo ${HOME}$NOTHING~\n",
      "  [a]\n    url = https://a.example\n  timeout = 9\n",
      "[a]\nurl\u{A0}=\u{3000}https://a.example\n",
    ]
    for (text, answers) in zip(texts, try both(texts)) {
      #expect(answers.ours == answers.theirs, "\(text)")
      #expect(answers.ours.hasPrefix("url https://a.example"), "\(text)")
    }
  }

  private var environment: [String: String] { ["HOME": home.path] }

  private func both(_ texts: [String]) throws -> [(ours: String, theirs: String)] {
    let places = try texts.indices.map { index in
      try home.write(texts[index], "\(index).cfg")
      return ("\(home.path)/\(index).cfg", "a")
    }
    let theirs = try theirs(places)
    #expect(theirs.count == texts.count)
    return try zip(places, theirs).map { (try ours($0.0, $0.1), $1) }
  }

  /// All at once: Python takes long to start.
  private func theirs(_ places: [(String, String)]) throws -> [String] {
    let run = try ProgramRun(
      "python3", [Fixture.path("parse.py")] + places.flatMap { [$0, $1] },
      environment: environment)
    #expect(run.exitCode == 0, "\(run.errors)")
    return run.output.components(separatedBy: "\n--\n").dropLast()
  }

  private func ours(_ path: String, _ section: String) throws -> String {
    let found = PythonGitLab.read(
      Surroundings(
        environment: ["PYTHON_GITLAB_CFG": path, "HOME": home.path], home: home.path,
        files: .disk))
    guard let profile = found.profiles.first(where: { $0.name == section }) else {
      return "refused"
    }
    var lines = ["url \(profile.server)"]
    let kind = profile.authentication == .bearer ? "bearer" : "private"
    switch profile.token {
    case .text(let secret): lines.append("\(kind) \(secret.reveal())")
    case .command(let words):
      let run = try ProgramRun(words[0], Array(words.dropFirst()), environment: environment)
      lines.append("\(kind) \(run.output.trimmingCharacters(in: .whitespacesAndNewlines))")
    case nil:
      // A helper that cannot be split is what python-gitlab refuses the section for.
      if profile.problem?.contains(Texts.quoteStaysOpen) == true { return "refused" }
    }
    let isOff = profile.notes.contains { $0.contains(Texts.checksStayOn) }
    lines.append("verify \(isOff ? "off" : profile.caFile ?? "system")")
    lines.append("timeout \(Int(profile.timeout ?? 60))")
    if let agent = profile.userAgent { lines.append("agent \(agent)") }
    return lines.joined(separator: "\n")
  }
}
