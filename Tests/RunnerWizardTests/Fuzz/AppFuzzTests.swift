import RunnerCore
import Support
import TerminalUI
import Testing

@testable import RunnerWizard

/// The program as a value under random messages. A quick run is 20,000 of them.
@Suite struct AppFuzzTests {
  /// Sessions in which something was wrong once.
  private static let kept: [UInt64] = [357]
  private static let length = 100

  @Test(arguments: 0..<2)
  func invariantsHoldUnderAnyMessages(part: Int) {
    // Two halves, so that two processors can share them.
    let run = FuzzRun("app-\(part)", cases: 100, kept: part == 0 ? Self.kept : [])
    while var dice = run.next() {
      // One more draw parts the halves, which have the same seeds.
      if part == 1 { dice = Dice(seed: dice.next()) }
      let start = dice.pick(FuzzSession.Start.allCases)
      let steps = (0..<Self.length).map { _ in FuzzStep.random(&dice) }
      guard let problem = Self.problem(start, steps) else { continue }
      let fewest = shrunk(steps) { Self.problem(start, $0) != nil }
      run.fail(
        """
        \(problem); from the start \(start), the fewest messages:
        \(fewest.map(\.description).joined(separator: "\n"))
        \(Self.problem(start, fewest) ?? "")
        """)
    }
  }

  private static func problem(_ start: FuzzSession.Start, _ steps: [FuzzStep]) -> String? {
    var session = FuzzSession(start)
    session.play(steps)
    return session.problem
  }

  @Test func shrinkingKeepsWhatMakesItFail() {
    let list = Array(0..<100)
    let fewest = shrunk(list) { $0.contains(17) && $0.contains(80) }
    #expect(fewest == [17, 80])
  }
}
