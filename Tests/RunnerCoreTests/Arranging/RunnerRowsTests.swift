import Testing

@testable import RunnerCore

@Suite struct RunnerRowsTests {
  private func check(_ rows: RunnerRows, _ expected: [Runner], _ comment: Comment) {
    #expect(rows.count == expected.count, comment)
    #expect(rows.isEmpty == expected.isEmpty, comment)
    #expect(Array(rows.all) == expected, comment)
    #expect(expected.indices.map { rows[$0] } == expected, comment)
    #expect(expected.map { rows.place(of: $0.id) } == Array(expected.indices), comment)
    #expect(rows == RunnerRows(expected), comment)
    var blocks: [Int64] = []
    _ = rows.forEachBlock { first, runners in
      #expect(first == blocks.count, comment)
      blocks += runners.map(\.id)
      return true
    }
    #expect(blocks == expected.map(\.id), comment)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func rowsAreTheSameAsAPlainListUnderRandomChanges(seed: UInt64) {
    var dice = SeededDice(seed: seed)
    var rows = RunnerRows()
    var expected: [Runner] = []
    for step in 0..<20 {
      let before = (rows, expected)
      switch dice.below(4) {
      case 0, 1:
        let page = (0..<dice.below(200)).map { _ in
          GeneratedRunners.runner(Int64(dice.below(1_000)), &dice)
        }
        rows.append(page)
        for runner in page {
          if let place = expected.firstIndex(where: { $0.id == runner.id }) {
            expected[place] = runner
          } else {
            expected.append(runner)
          }
        }
      case 2:
        let ids = Set((0..<dice.below(300)).map { _ in Int64(dice.below(1_200)) })
        rows.remove(ids)
        expected.removeAll { ids.contains($0.id) }
      default:
        guard !expected.isEmpty else { continue }
        let place = dice.below(expected.count)
        let runner = GeneratedRunners.runner(expected[place].id, &dice)
        rows[place] = runner
        expected[place] = runner
      }
      check(rows, expected, "seed \(seed), step \(step)")
      check(before.0, before.1, "the copy before seed \(seed), step \(step)")
    }
    let present = (0..<1_200).filter(rows.contains)
    #expect(present == expected.map(\.id).sorted(), "seed \(seed)")
  }

  @Test func anotherRunnerDoesNotTakeAPlace() {
    var rows = RunnerRows([Runner(id: 1), Runner(id: 2)])
    rows[0] = Runner(id: 2, status: .online)
    #expect(Array(rows.all) == [Runner(id: 1), Runner(id: 2)])
  }

  @Test func someRowsAreVisitedInTheirOrder() {
    let rows = RunnerRows((0..<1_000).map { Runner(id: $0) })
    let places: [UInt32] = [0, 127, 128, 129, 511, 512, 999]
    var found: [Int64] = []
    let isWhole = rows.forEach(
      in: places, isCancelled: { false }, { found.append($1.id + Int64($0)) })
    #expect(isWhole)
    #expect(found == places.map { Int64($0) * 2 })
    let isCancelled = !rows.forEach(in: places, isCancelled: { true }, { _, _ in })
    #expect(isCancelled)
  }
}
