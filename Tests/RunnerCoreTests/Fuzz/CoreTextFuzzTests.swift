import Support
import Testing

@testable import RunnerCore

/// Text of any kind through what makes it harmless, and through what people type to find runners.
@Suite struct CoreTextFuzzTests {
  @Test func sanitizedTextSteersNothingAndStaysSo() {
    let run = FuzzRun("sanitizing", cases: 1_000)
    while var dice = run.next() {
      let text = (0...dice.length(5)).map { _ in HostileText.any(&dice) }.joined()
      let line = sanitized(text)
      let lines = sanitizedLines(text)
      if let scalar = HostileText.steeringScalar(in: line) { run.fail("\(scalar.value): \(text)") }
      if let scalar = HostileText.steeringScalar(in: lines, but: ["\n", "\t"]) {
        run.fail("\(scalar.value): \(text.debugDescription)")
      }
      if !sanitized(line).hasSameScalars(as: line) { run.fail("twice is other: \(text)") }
      let short = shortened(line, to: 1 + dice.below(80))
      if short.unicodeScalars.count > 80 { run.fail("not shortened: \(short)") }
      let json = JSONValue.object([.init(text, .string(text))])
      if let scalar = HostileText.steeringScalar(in: json.text) {
        run.fail("\(scalar.value) in JSON")
      }
      if JSONValue(parsing: Array(json.text.utf8)) != json {
        run.fail("JSON comes back as another")
      }
    }
  }

  private static let pieces = [
    "tag:", "status:", "-", "!", "\"", "/", "(", ")", "[", "]", "[^", "a-z", "{", "}", "{2,3}",
    "{9999}",
    "*", "+", "?", "|", "^", "$", "\\", "\\d", "\\w", "\\S", ".", "..", "online", "paused",
    "owner:",
    "version:<17.1", "version:", ">", "<=", "contacted:", "30d", "99999999999999999999d", "#1",
    "id:", " ",
    "linux", "é", "İ", "untagged", "or", "[[:alpha:]]", "[z-a]", "creator:", "expires:<", "(?:",
    "(a*)*",
  ]

  private func typed(_ dice: inout Dice) -> String {
    (0...dice.length(20)).map { _ in
      dice.oneIn(6) ? HostileText.any(&dice) : dice.pick(Self.pieces)
    }.joined(separator: dice.pick(["", " "]))
  }

  @Test func anyFilterIsReadAndKeepsARunnerOrNot() {
    let run = FuzzRun("filter", cases: 400)
    var seeded = SeededDice(seed: 9)
    let rows = RunnerRows(GeneratedRunners.runners(40, &seeded))
    while var dice = run.next() {
      let text = typed(&dice)
      let filter = RunnerFilter(parsing: text)
      for sentence in [filter.problem, filter.refusal].compactMap(\.self)
      where HostileText.steeringScalar(in: sentence) != nil {
        run.fail("a message holds what steers a terminal: \(sentence.debugDescription)")
      }
      let request = RunnerArrangingRequest(
        rows: rows, filter: filter, sort: nil, now: GeneratedRunners.now)
      let order = RunnerArrangement.make(request, isCancelled: { false })?.order ?? []
      let kept = (0..<40).filter { filter.matches(rows[$0], now: GeneratedRunners.now) }
      if order != kept.map(UInt32.init) { run.fail("one by one it keeps others: \(text)") }
    }
  }

  @Test func anyPatternIsReadAndMatchesInBoundedTime() {
    let run = FuzzRun("pattern", cases: 600)
    while var dice = run.next() {
      let text = typed(&dice)
      guard let pattern = try? RunnerPattern(parsing: text) else { continue }
      if pattern.steps.count > RunnerPattern.stepLimit { run.fail("too many steps: \(text)") }
      var matcher = RunnerPattern.Matcher(pattern)
      for _ in 0..<5 { _ = matcher.matches(HostileText.any(&dice)) }
    }
  }
}
