/// The field in which a group or project is searched for, among very many.
struct Picker {
  let bench: Bench
  private static let places = 10_000
  private static let rounds = 12
  /// Typed and taken back, so that each search is met by another, and picked from.
  private static let texts = ["platform", "mobile 12", "開発", "infra-4", "zzz"]

  func measureKeys() throws(BenchmarkFailure) -> Measurement {
    Measurement(ours: try keyTimes().median, beside: nil, limit: .ours(16))
  }

  private func keyTimes() throws(BenchmarkFailure) -> [Double] {
    let sandbox = try Sandbox(bench: bench, ["--places", String(Self.places)])
    var environment = bench.environment
    environment["GITLAB_URL"] = sandbox.url
    environment["GITLAB_TOKEN"] = try sandbox.token("owner-api")
    let screen = try PseudoTerminal(
      try bench.path(of: .runnerWizard), [], environment: environment)
    try screen.wait(forText: Pages.chosenType)
    // Keys on their way to where the cursor stood are dropped.
    try screen.waitForQuiet(.milliseconds(500))
    try screen.press(ListKeys.enter)
    try screen.wait(forText: "Which group is the runner for?")
    try screen.wait(forText: " groups")
    try screen.waitForQuiet(.milliseconds(300))
    var times: [Double] = []
    for round in 0..<Self.rounds {
      let text = Self.texts[round % Self.texts.count]
      for letter in text { times.append(try press(String(letter), on: screen)) }
      // The answer of the server comes in between, as it does for who types and looks.
      try screen.waitForQuiet(.milliseconds(400))
      for key in [ListKeys.down, ListKeys.down, ListKeys.up] where text != "zzz" {
        times.append(try press(key, on: screen))
      }
      for _ in text { times.append(try press("\u{7f}", on: screen)) }
    }
    return times
  }

  /// Milliseconds from a key to the first byte painted.
  private func press(
    _ key: String, on screen: PseudoTerminal
  ) throws(BenchmarkFailure) -> Double {
    let pressed = ContinuousClock.now
    try screen.press(key)
    guard let first = try screen.receive(within: PseudoTerminal.patience) else {
      throw BenchmarkFailure(
        message: "Nothing was painted for a key. The screen:\n\(screen.screen.text)")
    }
    try screen.waitForQuiet(.milliseconds(20))
    return pressed.duration(to: first.instant).milliseconds
  }
}
