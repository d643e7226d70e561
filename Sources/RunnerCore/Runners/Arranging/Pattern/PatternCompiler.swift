/// Turns a regular expression into steps.
struct PatternCompiler {
  let kinds: ScalarKinds
  private(set) var steps: [RunnerPattern.Step] = []

  init(kinds: ScalarKinds) {
    self.kinds = kinds
  }

  mutating func compile(_ expression: PatternExpression) throws(RunnerPatternProblem) {
    switch expression {
    case .nothing: break
    case .scalar(let set): try add(.read(kinds.kinds(of: set)))
    case .atStart: try add(.atStart)
    case .atEnd: try add(.atEnd)
    case .sequence(let parts):
      for part in parts { try compile(part) }
    case .either(let parts): try compile(anyOf: parts)
    case .repeated(let part, let minimum, let maximum):
      try compile(part, minimum: minimum, maximum: maximum)
    }
  }

  private mutating func compile(
    anyOf parts: [PatternExpression]
  ) throws(RunnerPatternProblem) {
    var jumps: [Int] = []
    for (index, part) in parts.enumerated() {
      guard index < parts.count - 1 else {
        try compile(part)
        break
      }
      let fork = steps.count
      try add(.fork(fork + 1, fork))
      try compile(part)
      jumps.append(steps.count)
      try add(.jump(steps.count))
      steps[fork] = .fork(fork + 1, steps.count)
    }
    for jump in jumps { steps[jump] = .jump(steps.count) }
  }

  private mutating func compile(
    _ part: PatternExpression, minimum: Int, maximum: Int?
  ) throws(RunnerPatternProblem) {
    for _ in 0..<minimum {
      let before = steps.count
      try compile(part)
      // What takes no step can be repeated at once as often as asked for.
      if steps.count == before { break }
    }
    guard let maximum else {
      let fork = steps.count
      try add(.fork(fork + 1, fork))
      try compile(part)
      try add(.jump(fork))
      steps[fork] = .fork(fork + 1, steps.count)
      return
    }
    var forks: [Int] = []
    for _ in minimum..<max(minimum, maximum) {
      forks.append(steps.count)
      try add(.fork(steps.count + 1, steps.count))
      try compile(part)
    }
    for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
  }

  private mutating func add(_ step: RunnerPattern.Step) throws(RunnerPatternProblem) {
    guard steps.count < RunnerPattern.stepLimit else { throw .tooLarge }
    steps.append(step)
  }
}
