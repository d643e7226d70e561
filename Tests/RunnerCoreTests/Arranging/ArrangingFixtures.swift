import RunnerCore

/// A generator that yields the same numbers for the same seed (SplitMix64).
struct SeededDice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  mutating func oneIn(_ number: Int) -> Bool { below(number) == 0 }

  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

  mutating func maybe<Element>(_ choices: [Element]) -> Element? {
    oneIn(4) ? nil : pick(choices)
  }
}

/// Runners with few different values, so that many of them are equal in something.
enum GeneratedRunners {
  static let now: Int64 = 1_800_000_000
  static let day: Int64 = 86_400

  static let descriptions = [
    "", "linux", "Linux builder", "linux builder 10", "linux builder 9", "GPU box 🖥", "Größe",
    "größe", "GRÖSSE", "ビルドサーバー", "e\u{301}", "é", "İstanbul", "\u{212A}elvin",
    "a\u{1B}[31mred\u{202E}", String(repeating: "界", count: 40), "linux builder 9\u{0}",
    "#12", "status:online", "aab", "12",
  ]
  static let tags = ["docker", "Docker", "linux", "gpu", "gpu-1", "日本", "é", "e\u{301}", "a b"]
  static let paths = ["acme", "Acme/tools", "acme/tools/linux", "größe/x"]
  static let versions = [
    "17.1", "17.1.0", "17.10.2", "17.9.0", "v17.1.2", "17.1.0~beta.3.gabc", "18.0.0-rc1", "18.0.0",
    "development version", "", "017.01", "17",
  ]

  static func runner(_ id: Int64, _ dice: inout SeededDice) -> Runner {
    var runner = Runner(id: id, status: dice.pick(RunnerStatus.allCases))
    runner.description = dice.maybe(descriptions)
    runner.type = dice.maybe(RunnerType.allCases)
    runner.isPaused = dice.maybe([true, false])
    runner.isLocked = dice.maybe([true, false])
    runner.isProtected = dice.maybe([true, false])
    runner.runsUntagged = dice.maybe([true, false])
    runner.isBusy = dice.maybe([true, false])
    runner.tokenExpiry = dice.pick([
      .unknown, .never, .at(now - 1), .at(now + 14 * day), .at(now + 14 * day + 1), .at(.max),
      .at(.min),
    ])
    if !dice.oneIn(4) { runner.tags = (0..<dice.below(4)).map { _ in dice.pick(tags) } }
    if !dice.oneIn(4) {
      runner.owner = RunnerTarget(
        kind: dice.pick([.group, .project]), id: Int64(dice.below(3)), fullPath: dice.maybe(paths),
        name: dice.maybe(["tools"]))
    }
    runner.creator = dice.maybe(["root", "Root", "ärger", ""])
    runner.createdAt = dice.maybe([now - 30 * day, now - 7 * day, now - 7 * day + 1, now])
    runner.contactedAt = dice.maybe([now - 8 * day, now - 60, now])
    runner.maximumTimeout = dice.maybe([600, 3600, .max])
    runner.jobCount = dice.maybe([0, 9, 10, 1001])
    runner.managerCount = dice.maybe([0, 1, 10])
    if !dice.oneIn(4) {
      var manager = RunnerManager(id: id, systemID: "s_\(id)")
      manager.version = dice.maybe(versions)
      runner.newestManager = manager
    }
    return runner
  }

  /// Runners with different ids in no order, some of which begin with others.
  static func runners(_ count: Int, _ dice: inout SeededDice) -> [Runner] {
    let ids = Array(1...Int64(max(1, count * 2))).shuffled(using: &dice).prefix(count)
    return ids.map { runner($0, &dice) }
  }
}
