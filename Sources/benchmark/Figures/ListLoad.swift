import FoundationEssentials

/// What it takes to read a whole list.
struct ListLoad {
  let bench: Bench
  static let runners = 100_000
  private static let runs = 3
  private static let token = "root-admin"

  /// By GraphQL, on the screen, beside curl making the same requests one after the other on one
  /// connection.
  func measureBesideCurl() throws(BenchmarkFailure) -> Measurement {
    let sandbox = try Sandbox(bench: bench, ["--runners", String(Self.runners)])
    let curl = try curl(repeating: try bodies(on: sandbox), on: sandbox)
    var oursTimes: [Double] = []
    var otherTimes: [Double] = []
    for _ in 0..<Self.runs {
      oursTimes.append(try ListScreen(bench: bench).timeToLoad(Self.runners, on: sandbox))
      otherTimes.append(try curl.runSuccessfully().duration.milliseconds)
    }
    return Measurement(ours: oursTimes.median, beside: otherTimes.median, limit: .ratio(1.2))
  }

  /// By REST, beside python-gitlab reading all pages of 100.
  func measureBesidePython() throws(BenchmarkFailure) -> Outcome {
    let sandbox = try Sandbox(
      bench: bench, ["--runners", String(Self.runners), "--no-graphql"])
    let python = try python(on: sandbox)
    let probe = Command(
      path: python.path, arguments: ["-c", "import gitlab"], environment: python.environment)
    guard let result = try? probe.run(), result.exitCode == 0 else {
      return .skipped("python-gitlab is not installed")
    }
    return .measured(
      try compare(try command(on: sandbox.url, sandbox), with: python, limit: 0.5))
  }

  /// Requests for a page of 100 with tags.
  func measureTags() throws(BenchmarkFailure) -> Measurement {
    let sandbox = try Sandbox(bench: bench, ["--runners", "1000"])
    let before = try sandbox.requests(environment: bench.environment).count
    var command = try command(on: sandbox.url, sandbox)
    command.arguments += ["--limit", "100"]
    let answer = try command.runSuccessfully()
    let requests = try sandbox.requests(environment: bench.environment).dropFirst(before)
    report("it asks for \(requests.map { "\($0.method) \($0.path)" }.joined(separator: ", "))")
    struct Row: Decodable {
      let tags: [String]?

      enum CodingKeys: String, CodingKey {
        case tags = "tag_list"
      }
    }
    guard let rows = try? JSONDecoder().decode([Row].self, from: Data(answer.output.utf8)),
      rows.count == 100, rows.allSatisfy({ $0.tags != nil })
    else {
      throw BenchmarkFailure(message: "What was printed is not 100 runners with tags.")
    }
    return Measurement(
      ours: Double(
        requests.count { $0.path.hasSuffix("/graphql") || $0.path.contains("/runners") }),
      beside: nil, limit: .ours(1))
  }

  private func compare(
    _ ours: Command, with other: Command, limit: Double
  ) throws(BenchmarkFailure) -> Measurement {
    var oursTimes: [Double] = []
    var otherTimes: [Double] = []
    for _ in 0..<Self.runs {
      let our = try ours.runSuccessfully()
      guard our.output.utf8.count > Self.runners * 100 else {
        throw BenchmarkFailure(message: "Not all runners were printed.")
      }
      oursTimes.append(our.duration.milliseconds)
      otherTimes.append(try other.runSuccessfully().duration.milliseconds)
    }
    return Measurement(ours: oursTimes.median, beside: otherTimes.median, limit: .ratio(limit))
  }

  private func command(
    on url: String, _ sandbox: Sandbox
  ) throws(BenchmarkFailure) -> Command {
    var environment = bench.environment
    environment["GITLAB_TOKEN"] = try sandbox.token(Self.token)
    return Command(
      path: try bench.path(of: .runnerWizard),
      arguments: ["list", "--url", url, "--scope", "instance", "--json"], environment: environment)
  }

  /// The bodies of the requests that the program makes for the whole list.
  private func bodies(on sandbox: Sandbox) throws(BenchmarkFailure) -> [[UInt8]] {
    guard
      let port = UInt16(sandbox.url.drop { $0 != ":" }.dropFirst(3).drop { $0 != ":" }.dropFirst())
    else { throw BenchmarkFailure(message: "\(sandbox.url) has no port.") }
    let relay = try RecordingRelay(to: port)
    _ = try command(on: "http://127.0.0.1:\(relay.port)", sandbox).runSuccessfully()
    let bodies = relay.bodies.filter { !$0.isEmpty }
    guard bodies.count >= Self.runners / 100 else {
      throw BenchmarkFailure(message: "Only \(bodies.count) pages were asked for.")
    }
    report("it asks for \(bodies.count) pages")
    return bodies
  }

  private func curl(
    repeating bodies: [[UInt8]], on sandbox: Sandbox
  ) throws(BenchmarkFailure) -> Command {
    let token = try sandbox.token(Self.token)
    var lines: [String] = []
    for (index, body) in bodies.enumerated() {
      let file = "\(bench.folder)/page-\(index)"
      try write(body, to: file)
      if index > 0 { lines.append("next") }
      lines += [
        "silent", "fail", "show-error", "header = \"PRIVATE-TOKEN: \(token)\"",
        "header = \"Content-Type: application/json\"", "data-binary = \"@\(file)\"",
        "url = \"\(sandbox.url)/api/graphql\"",
      ]
    }
    let configuration = "\(bench.folder)/curl"
    try write(Array(lines.joined(separator: "\n").utf8), to: configuration)
    return Command(
      path: "curl", arguments: ["--config", configuration], environment: bench.environment)
  }

  private func write(_ bytes: [UInt8], to path: String) throws(BenchmarkFailure) {
    do {
      try Data(bytes).write(to: URL(filePath: path))
    } catch {
      throw BenchmarkFailure(message: "\(path) cannot be written: \(error)")
    }
  }

  private func python(on sandbox: Sandbox) throws(BenchmarkFailure) -> Command {
    var environment = bench.environment
    environment["GITLAB_TOKEN"] = try sandbox.token(Self.token)
    let program = """
      from os import environ; from sys import argv, stdout; from json import dump; from gitlab import Gitlab
      server = Gitlab(argv[1], private_token=environ["GITLAB_TOKEN"])
      runners = server.runners_all.list(per_page=100, get_all=True)
      dump([runner.attributes for runner in runners], stdout)
      """
    return Command(
      path: "python3", arguments: ["-c", program, sandbox.url], environment: environment)
  }
}
