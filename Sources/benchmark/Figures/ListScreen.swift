/// The list of runners on the screen, with very many of them.
struct ListScreen {
  let bench: Bench
  private static let token = "root-admin"
  private static let presses = 400

  /// Requests for the list before its first rows show: the second one is never answered.
  func measureFirstRows() throws(BenchmarkFailure) -> Measurement {
    let sandbox = try Sandbox(
      bench: bench,
      ["--runners", String(ListLoad.runners), "--fault", "POST /graphql:stall:2"])
    let screen = try open(on: sandbox, token: "owner-api")
    try screen.waitForQuiet(.milliseconds(300))
    let requests = try sandbox.requests(environment: bench.environment)
    // What the access token may see is found out beside it; that asks for a single runner of the instance.
    let answered = requests.count {
      $0.path.hasSuffix("/graphql")
        || $0.path.contains("/runners") && !$0.path.hasSuffix("/runners/all")
    }
    // The stalled one is on record as soon as it came.
    return Measurement(ours: Double(max(1, answered - 1)), beside: nil, limit: .ours(1))
  }

  func measureKeys(_ value: ([Double]) -> Double) throws(BenchmarkFailure) -> Measurement {
    Measurement(
      ours: value(try keyTimes(runners: ListLoad.runners)), beside: nil, limit: .ours(16))
  }

  func measureWorstKeys() throws(BenchmarkFailure) -> Measurement {
    Measurement(
      ours: try keyTimes(runners: ListLoad.runners).percentile99, beside: nil, limit: .ours(50))
  }

  func measureKeyGrowth() throws(BenchmarkFailure) -> Measurement {
    Measurement(
      ours: try keyTimes(runners: ListLoad.runners).median,
      beside: try keyTimes(runners: 100).median, limit: .ratio(1.3))
  }

  func measureFilter() throws(BenchmarkFailure) -> Measurement {
    let sandbox = try Sandbox(bench: bench, ["--runners", String(ListLoad.runners)])
    let screen = try loaded(on: sandbox)
    var times: [Double] = []
    for word in ["docker", "gpu", "status:online", "/linux.*arm/"] {
      try press("/", on: screen)
      try press(String(word.dropLast()), on: screen)
      try screen.waitForQuiet(.milliseconds(600))
      times.append(try timeUntilStill(String(word.suffix(1)), on: screen))
      try press(ListKeys.escape, on: screen)
      try press(ListKeys.escape, on: screen)
      try screen.waitForQuiet(.milliseconds(600))
    }
    return Measurement(ours: times.max() ?? .nan, beside: nil, limit: .ours(250))
  }

  func measureSort() throws(BenchmarkFailure) -> Measurement {
    let sandbox = try Sandbox(bench: bench, ["--runners", String(ListLoad.runners)])
    let screen = try loaded(on: sandbox)
    var times: [Double] = []
    for step in 1...4 {
      try press("s", on: screen)
      for _ in 0..<step { try press(ListKeys.down, on: screen) }
      times.append(try timeUntilStill(ListKeys.enter, on: screen))
    }
    return Measurement(ours: times.max() ?? .nan, beside: nil, limit: .ours(250))
  }

  /// What the list of all runners takes over the list of none.
  func measureMemory() throws(BenchmarkFailure) -> Measurement {
    let full = try Sandbox(bench: bench, ["--runners", String(ListLoad.runners)])
    let screen = try loaded(on: full)
    let empty = try Sandbox(bench: bench)
    let other = try loaded(0, on: empty)
    let grown =
      try ProcessStatus(pid: screen.pid).peakMemory() - ProcessStatus(pid: other.pid).peakMemory()
    return Measurement(
      ours: grown * 1_048_576 / Double(ListLoad.runners), beside: nil, limit: .ours(1024))
  }

  /// The list of what the user manages, with its first rows.
  private func open(
    on sandbox: Sandbox, token: String = token
  ) throws(BenchmarkFailure) -> PseudoTerminal {
    var environment = bench.environment
    environment["GITLAB_URL"] = sandbox.url
    environment["GITLAB_TOKEN"] = try sandbox.token(token)
    let screen = try PseudoTerminal(
      try bench.path(of: .runnerWizard), ["runners"], environment: environment)
    try screen.wait(forText: ListKeys.someRow)
    return screen
  }

  /// The whole instance, with so many generated runners, all loaded, the cursor on the first.
  private func loaded(
    _ runners: Int = ListLoad.runners, on sandbox: Sandbox
  ) throws(BenchmarkFailure) -> PseudoTerminal {
    let (screen, _) = try load(runners, on: sandbox)
    try press(ListKeys.home, on: screen)
    try screen.waitForQuiet(.milliseconds(800))
    return screen
  }

  /// Milliseconds in which the list comes, from the wish to see its end.
  func timeToLoad(_ runners: Int, on sandbox: Sandbox) throws(BenchmarkFailure) -> Double {
    try load(runners, on: sandbox).milliseconds
  }

  private func load(
    _ runners: Int, on sandbox: Sandbox
  ) throws(BenchmarkFailure) -> (screen: PseudoTerminal, milliseconds: Double) {
    let screen = try open(on: sandbox)
    try press("S", on: screen)
    try press("instance", on: screen)
    try press(ListKeys.enter, on: screen)
    try screen.wait(forText: ListKeys.isOfInstance)
    try screen.wait(forText: ListKeys.someRow)
    try screen.waitForQuiet(.milliseconds(300))
    let pressed = ContinuousClock.now
    try screen.press(ListKeys.end)
    let end = try screen.wait(
      forText: ListKeys.last(of: runners), patience: .seconds(120))
    return (screen, pressed.duration(to: end).milliseconds)
  }

  /// Milliseconds from each key to the first byte painted, in the list of so many.
  private func keyTimes(runners: Int) throws(BenchmarkFailure) -> [Double] {
    let sandbox = try Sandbox(bench: bench, ["--runners", String(runners)])
    let screen = try loaded(runners, on: sandbox)
    var times: [Double] = []
    for index in 0..<Self.presses {
      let key = ListKeys.walk[index % ListKeys.walk.count]
      let pressed = ContinuousClock.now
      try screen.press(key)
      guard let first = try screen.receive(within: PseudoTerminal.patience) else {
        throw BenchmarkFailure(
          message: "Nothing was painted for a key. The screen:\n\(screen.screen.text)")
      }
      times.append(pressed.duration(to: first.instant).milliseconds)
      try screen.waitForQuiet(.milliseconds(20))
    }
    return times
  }

  /// Milliseconds from a key to the last byte painted for it.
  private func timeUntilStill(
    _ key: String, on screen: PseudoTerminal
  ) throws(BenchmarkFailure) -> Double {
    let pressed = ContinuousClock.now
    var last = pressed
    try screen.press(key)
    while let arrival = try screen.receive(within: .milliseconds(600)) { last = arrival.instant }
    return pressed.duration(to: last).milliseconds
  }

  private func press(_ key: String, on screen: PseudoTerminal) throws(BenchmarkFailure) {
    try screen.press(key)
    try screen.waitForQuiet()
  }
}

/// What the list shows and takes, as far as measuring needs it.
enum ListKeys {
  /// Stands on the screen when rows do.
  static let someRow = "online"
  static let isOfInstance = "Runners · instance"

  /// The cursor's place on the last row; the sandbox has runners of its own beside the generated ones.
  static func last(of runners: Int) -> String {
    let count = String(runners + 36)
    let grouped = count.count > 3 ? "\(count.dropLast(3)),\(count.suffix(3))" : count
    return "\(grouped)/\(grouped)"
  }
  static let down = "\u{1b}OB"
  static let up = "\u{1b}OA"
  static let home = "\u{1b}OH"
  static let end = "\u{1b}OF"
  static let pageDown = "\u{1b}[6~"
  static let pageUp = "\u{1b}[5~"
  static let enter = "\r"
  static let escape = "\u{1b}"
  /// Keys that all change what is shown, and lead back to where they began.
  static let walk = [
    down, down, down, pageDown, " ", " ", up, pageDown, pageDown, up, pageUp, pageUp, up, "\\",
    down, end, up, up, home,
  ]
}
