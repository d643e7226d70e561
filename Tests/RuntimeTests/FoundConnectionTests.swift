import Configuration
import RunnerCore
import RunnerWizard
import Testing

@testable import Runtime

/// Profiles that were found, as the screen gets them, and what is kept of what was used.
struct FoundConnectionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var saved: String { "\(folder.path)/.config/runner-wizard/saved.yaml" }

  private func worker(recent: [SavedTarget] = []) -> Worker {
    Worker(
      transports: Transports { CurlTransport(connection: $0) }, home: folder.path,
      savedFile: saved, keptRecent: KeptRecent(recent))
  }

  private func setup(_ options: Options = Options(), in place: String? = nil) throws -> Setup {
    try Setup(options: options, environment: ["HOME": folder.path], folder: place)
  }

  private func target(_ id: Int64) throws -> RecentTarget {
    RecentTarget(
      server: try ServerURL(parsing: "a.example"),
      target: RunnerTarget(kind: .project, id: id, fullPath: "g/p\(id)", name: "P"))
  }

  @Test func whereSomebodyCanChooseTheNoteNamesNoOption() throws {
    _ = try folder.write(
      """
      [a]
      url = a.example
      private_token = glpat-a
      [b]
      url = b.example
      private_token = glpat-b
      """, to: ".python-gitlab.cfg")
    guard case .incomplete(_, let notes) = try setup().connectionStart(demo: nil) else {
      Issue.record("something was chosen")
      return
    }
    #expect(notes == ["Several profiles could be meant: a, b. Choose one below."])
    #expect(throws: UsageFailure.self) {
      try setup().connectionStart(demo: nil, mayAsk: false)
    }
  }

  @Test func foundProfilesAreKnownConnections() throws {
    let path = try folder.write(
      """
      [a]
      url = a.example/gitlab
      private_token = glpat-a
      [b]
      url = http://b.example
      oauth_token = helper: pass show b
      [c]
      url = c.example
      job_token = j
      """, to: ".python-gitlab.cfg")
    let known = try setup().known
    #expect(known.map(\.name) == ["a", "b", "c"])
    #expect(
      known.map(\.detail) == [
        "python-gitlab, a.example/gitlab", "python-gitlab, http://b.example",
        "python-gitlab, c.example",
      ])
    #expect(known.map(\.file) == [path, path, path])
    #expect(known.map(\.section) == ["a", "b", "c"])
    #expect(known.map(\.tokenCommand) == [nil, ["pass", "show", "b"], nil])
    #expect(known.map { $0.connection.token.reveal() } == ["glpat-a", "", ""])
    #expect(known[1].connection.authentication == .bearer)
    #expect(known.map { $0.problem == nil } == [true, true, false])
    #expect(known[2].problem?.hasPrefix("\(path):9: c.job_token: a job token") == true)
    #expect(known.map(\.isSaved) == [false, false, false])
  }

  @Test func connectionThatTheProgramBeginsWithIsOneOfTheKnown() throws {
    _ = try folder.write(
      "[a]\nurl = a.example\nprivate_token = t\ntimeout = 5\nuser_agent = x\n",
      to: ".python-gitlab.cfg")
    let setup = try setup()
    guard case .ready(let connection, []) = try setup.connectionStart(demo: nil) else {
      Issue.record("The connection is not complete.")
      return
    }
    #expect(setup.known.map(\.connection) == [connection])
    #expect(connection.timeout == 5)
  }

  @Test func demonstrationLooksForNothing() throws {
    _ = try folder.write("[a]\nurl = a.example\nprivate_token = t\n", to: ".python-gitlab.cfg")
    var options = Options()
    options.demo = true
    #expect(try setup(options, in: folder.path).found.profiles == [])
  }

  @Test func storedConnectionComesBackWithAllItsSettings() async throws {
    let connection = Connection(
      server: try ServerURL(parsing: "a.example"), token: Secret("glpat-secret"), timeout: 7,
      proxy: Secret("http://proxy.example:3128"),
      pinSHA256: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", userAgent: "gate/1")
    let answer = await worker().perform(
      .saveProfile(name: "work", connection, tokenCommand: ["pass", "show", "work"]))
    #expect(answer == .profileSaved(name: "work", path: saved))
    #expect(!(try folder.text(".config/runner-wizard/saved.yaml")).contains("glpat-secret"))
    let known = try #require(try setup().known.first)
    #expect(known.isSaved)
    #expect(known.tokenCommand == ["pass", "show", "work"])
    #expect(known.connection.pinSHA256 == connection.pinSHA256)
    #expect(known.connection.proxy == connection.proxy)
    #expect(known.connection.userAgent == "gate/1")
    #expect(known.connection.timeout == 7)
    #expect(known.connection.token == Secret(""))
    #expect(await worker().perform(.forgetProfile(name: "work")) == .profileForgotten(name: "work"))
    #expect(try setup().known == [])
  }

  @Test func tokenCommandRunsOnce() async throws {
    let worker = worker()
    let command = ["sh", "-c", "echo x >>\"$0\"; echo token", "\(folder.path)/runs"]
    async let first = worker.perform(.readToken(command: command))
    async let second = worker.perform(.readToken(command: command))
    #expect(await [first, second] == [.tokenRead(Secret("token")), .tokenRead(Secret("token"))])
    #expect(await worker.perform(.readToken(command: command)) == .tokenRead(Secret("token")))
    #expect(try folder.text("runs") == "x\n")
  }

  @Test func tokenCommandThatFailedMayBeTriedAgain() async throws {
    let worker = worker()
    let command = [
      "sh", "-c", "echo x >>\"$0\"; test -s \"$0.ready\" && cat \"$0.ready\"",
      "\(folder.path)/runs",
    ]
    guard case .tokenCommandFailed = await worker.perform(.readToken(command: command)) else {
      Issue.record("It gave a token.")
      return
    }
    _ = try folder.write("token\n", to: "runs.ready")
    #expect(await worker.perform(.readToken(command: command)) == .tokenRead(Secret("token")))
  }

  @Test func targetsOfLateAreKeptBesideThoseOfAnotherProgram() async throws {
    let first = worker()
    let second = worker()
    #expect(await first.perform(.saveRecent([try target(1), try target(2)])) == .recentSaved)
    #expect(await second.perform(.saveRecent([try target(3)])) == .recentSaved)
    // What this program dropped goes, what the other one added stays.
    #expect(await first.perform(.saveRecent([try target(2)])) == .recentSaved)
    #expect(try setup().saved.recent.map(\.target.id) == [2, 3])
    #expect(try setup().saved.recent.map(RecentTarget.init) == [try target(2), try target(3)])
  }

  @Test func targetsOfLateNeedAHome() async throws {
    var homeless = worker()
    homeless.savedFile = nil
    guard case .recentNotSaved = await homeless.perform(.saveRecent([])) else {
      Issue.record("They were kept.")
      return
    }
  }

  @Test func remoteIsOnTheServerOfTheConnection() throws {
    _ = try folder.write(
      "[a]\nurl = a.example/gitlab\nprivate_token = t\n", to: ".python-gitlab.cfg")
    let files = FileAccess(
      read: { (path, limit) throws(FileFailure) in
        guard path == "/w/.git/config" else { return try FileAccess.disk.read(path, limit: limit) }
        return FileContent(
          bytes: Array("[remote \"origin\"]\nurl = https://a.example/gitlab/g/p.git\n".utf8))
      }, names: { _ in [] },
      kind: { path in path == "/w/.git" ? .folder : FileAccess.disk.kind(path) })
    let setup = try Setup(
      options: Options(), environment: ["HOME": folder.path], files: files, folder: "/w")
    #expect(
      setup.gitProject(start: try setup.connectionStart(demo: nil))
        == GitProject(
          server: try ServerURL(parsing: "a.example/gitlab"), path: "g/p", remote: "origin"))
  }

  @Test func remoteIsSuggestedWhereSomebodyCanBeAsked() throws {
    let files = FileAccess(
      read: { (path, _) throws(FileFailure) in
        path == "/w/.git/config"
          ? FileContent(bytes: Array("[remote \"x\"]\nurl = git@b.example:g/p.git\n".utf8)) : nil
      }, names: { _ in [] }, kind: { $0 == "/w/.git" ? .folder : nil })
    let setup = try Setup(
      options: Options(), environment: ["HOME": folder.path], files: files, folder: "/w")
    guard case .incomplete(let asked, []) = try setup.connectionStart(demo: nil, mayAsk: true),
      case .incomplete(let printing, []) = try setup.connectionStart(demo: nil, mayAsk: false)
    else {
      Issue.record("The connection is complete.")
      return
    }
    #expect(asked.url == "https://b.example")
    #expect(printing.url == "")
  }
}
