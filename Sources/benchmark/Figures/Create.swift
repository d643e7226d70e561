/// Time of one registration by `runner-wizard create` with a numeric id.
struct Create {
  let bench: Bench
  private static let runs = 31
  /// python-gitlab takes a good part of a second to start.
  private static let pythonRuns = 15
  private static let token = "owner-api"
  private static let project = "100"

  func measureBesideCurl() throws(BenchmarkFailure) -> Measurement {
    let sandbox = try Sandbox(bench: bench)
    let ours = try command(on: sandbox)
    let curl = try curl(repeating: try requests(of: ours, on: sandbox), on: sandbox)
    return try compare(ours, with: curl, runs: Self.runs, limit: 1.8)
  }

  func measureBesidePython() throws(BenchmarkFailure) -> Outcome {
    let sandbox = try Sandbox(bench: bench)
    let python = try pythonCommand(on: sandbox)
    guard let result = try? python.run(), result.exitCode == 0 else {
      return .skipped("the command gitlab of python-gitlab is not installed or does not work")
    }
    return .measured(
      try compare(try command(on: sandbox), with: python, runs: Self.pythonRuns, limit: 1 / 25))
  }

  /// Medians of runs in turn; the first of each only warms up.
  private func compare(
    _ ours: Command, with other: Command, runs: Int, limit: Double
  ) throws(BenchmarkFailure) -> Measurement {
    var oursTimes: [Double] = []
    var otherTimes: [Double] = []
    for run in 0...runs {
      let our = try ours.runSuccessfully().duration.milliseconds
      let other = try other.runSuccessfully().duration.milliseconds
      if run > 0 {
        oursTimes.append(our)
        otherTimes.append(other)
      }
    }
    return Measurement(
      ours: oursTimes.median, beside: otherTimes.median, limit: .ratio(limit))
  }

  private func command(on sandbox: Sandbox) throws(BenchmarkFailure) -> Command {
    var environment = bench.environment
    environment["GITLAB_TOKEN"] = try sandbox.token(Self.token)
    return Command(
      path: try bench.path(of: .runnerWizard),
      arguments: [
        "create", "--url", sandbox.url, "--type", "project", "--project", Self.project,
        "--tag", "benchmark", "--description", "Measured",
      ],
      environment: environment)
  }

  /// What one run asks the sandbox for.
  private func requests(
    of command: Command, on sandbox: Sandbox
  ) throws(BenchmarkFailure) -> [Sandbox.Request] {
    let before = try sandbox.requests(environment: bench.environment)
    _ = try command.runSuccessfully()
    return Array(
      try sandbox.requests(environment: bench.environment).dropFirst(before.count))
  }

  /// One run of curl for the same requests, in the same order.
  private func curl(
    repeating requests: [Sandbox.Request], on sandbox: Sandbox
  ) throws(BenchmarkFailure) -> Command {
    let token = try sandbox.token(Self.token)
    var arguments: [String] = []
    for request in requests {
      arguments += arguments.isEmpty ? [] : ["--next"]
      arguments += ["-sS", "--fail", "-H", "PRIVATE-TOKEN: \(token)"]
      if request.method == "POST" {
        arguments += ["-H", "Content-Type: application/json", "--data", Self.body]
      }
      arguments.append(sandbox.url + request.path)
    }
    report("create asks for \(requests.map { "\($0.method) \($0.path)" }.joined(separator: ", "))")
    return Command(path: "curl", arguments: arguments, environment: bench.environment)
  }

  private static let body = """
    {"runner_type":"project_type","project_id":\(project),"description":"Measured",\
    "tag_list":["benchmark"]}
    """

  private func pythonCommand(on sandbox: Sandbox) throws(BenchmarkFailure) -> Command {
    Command(
      path: "gitlab",
      arguments: [
        "--server-url", sandbox.url, "--private-token", try sandbox.token(Self.token),
        "current-user-runner", "create", "--runner-type", "project_type",
        "--project-id", Self.project, "--tag-list", "benchmark", "--description", "Measured",
      ],
      environment: bench.environment)
  }
}
