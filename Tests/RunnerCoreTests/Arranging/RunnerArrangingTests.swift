import Testing

@testable import RunnerCore

@Suite struct RunnerArrangingTests {
  private func request(
    _ runners: [Runner], _ filter: String = "", _ sort: RunnerSort? = nil
  ) -> RunnerArrangingRequest {
    RunnerArrangingRequest(
      rows: RunnerRows(runners), filter: RunnerFilter(parsing: filter), sort: sort,
      now: GeneratedRunners.now)
  }

  private func order(
    _ runners: [Runner], _ filter: String = "", _ sort: RunnerSort? = nil
  ) -> [UInt32]? {
    RunnerArrangement.make(request(runners, filter, sort)) { false }?.order
  }

  /// The ids in the order of a column, of runners numbered from 1.
  private func sorted(
    _ field: RunnerSortField, isDescending: Bool = false, _ changes: [(inout Runner) -> Void]
  ) -> [Int64]? {
    let runners = changes.enumerated().map { index, change in
      var runner = Runner(id: Int64(index + 1))
      change(&runner)
      return runner
    }
    return order(runners, "", RunnerSort(field, isDescending: isDescending))?
      .map { runners[Int($0)].id }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func anArrangementIsWhatTheDefinitionSays(seed: UInt64) throws {
    var dice = SeededDice(seed: seed)
    for round in 0..<2 {
      let runners = GeneratedRunners.runners(dice.below(400), &dice)
      for field in RunnerSortField.allCases {
        let parts = (0..<dice.below(3)).map { _ in RunnerReference.part(&dice) }
        let sort = RunnerSort(field, isDescending: dice.oneIn(2))
        let filter = parts.map(\.text).joined(separator: " ")
        let found = try #require(
          RunnerArrangement.make(request(runners, filter, sort)) { false })
        let expected = RunnerReference.order(runners, parts, sort)
        #expect(found.order == expected, "seed \(seed), round \(round), \(sort), \(filter)")
        var counts = RunnerCounts()
        for place in expected { counts.add(runners[Int(place)]) }
        #expect(found.counts == counts, "seed \(seed), round \(round), \(filter)")
      }
    }
  }

  @Test func withoutASortTheOrderIsTheServers() {
    var dice = SeededDice(seed: 3)
    let runners = GeneratedRunners.runners(300, &dice)
    #expect(order(runners) == Array(0..<300))
    #expect(order([], "x", RunnerSort(.id)) == [])
  }

  @Test func equalRowsKeepTheirOrderInBothDirections() throws {
    var dice = SeededDice(seed: 4)
    let runners = GeneratedRunners.runners(500, &dice)
    for field in RunnerSortField.allCases {
      let keys = runners.map { RunnerReference.key($0, field) }
      for isDescending in [false, true] {
        let found = try #require(
          order(runners, "", RunnerSort(field, isDescending: isDescending)))
        #expect(found.sorted() == Array(0..<500))
        let swapped = zip(found, found.dropFirst()).first { one, other in
          keys[Int(one)] == keys[Int(other)] && one > other
        }
        #expect(swapped == nil, "\(field)")
      }
    }
  }

  @Test func rowsWithoutTheValueStandLastInBothDirections() throws {
    var dice = SeededDice(seed: 5)
    let runners = GeneratedRunners.runners(300, &dice)
    for field in RunnerSortField.allCases {
      for isDescending in [false, true] {
        let found = try #require(
          order(runners, "", RunnerSort(field, isDescending: isDescending)))
        let isMissing = found.map { RunnerReference.key(runners[Int($0)], field) == nil }
        let first = isMissing.firstIndex(of: true) ?? isMissing.endIndex
        #expect(!isMissing[first...].contains(false), "\(field)")
        #expect(field == .id || first < isMissing.endIndex, "\(field)")
      }
    }
  }

  @Test func versionsSortByTheirNumbers() {
    let versions = [
      "17.10.0", "17.9.1", "18.0.0", "18.0.0-rc1", "17.10.0~beta.12", "17.10.0~beta.9", "9.0",
      "v17.9.2", "00017.1", "17.1.99999999999999999999999999", "dev",
    ]
    let changes = versions.map { version in
      { (runner: inout Runner) in
        var manager = RunnerManager(id: 1, systemID: "s")
        manager.version = version
        runner.newestManager = manager
      }
    }
    #expect(
      sorted(.version, changes)?.map { versions[Int($0) - 1] } == [
        "9.0", "00017.1", "17.1.99999999999999999999999999", "17.9.1", "v17.9.2", "17.10.0~beta.9",
        "17.10.0~beta.12", "17.10.0", "18.0.0-rc1", "18.0.0", "dev",
      ])
  }

  @Test func textsSortWithoutRegardToCase() {
    let texts = ["b", "a", "Ö", "C", "ö", "B", "", "z", "aaaaaaaaab", "AAAAAAAAAA", "aaaaaaaaa"]
    let changes = texts.map { text in { (runner: inout Runner) in runner.description = text } }
    #expect(
      sorted(.description, changes)?.map { texts[Int($0) - 1] } == [
        "a", "aaaaaaaaa", "AAAAAAAAAA", "aaaaaaaaab", "b", "B", "C", "z", "Ö", "ö", "",
      ])
    #expect(
      sorted(.description, isDescending: true, changes)?.map { texts[Int($0) - 1] } == [
        "Ö", "ö", "z", "C", "b", "B", "aaaaaaaaab", "AAAAAAAAAA", "aaaaaaaaa", "a", "",
      ])
  }

  @Test func statusesSortFromOnlineToNeverContacted() {
    let changes = [RunnerStatus.neverContacted, .unknown, .offline, .stale, .online].map { status in
      { (runner: inout Runner) in runner.status = status }
    }
    #expect(sorted(.status, changes) == [5, 3, 4, 1, 2])
    #expect(sorted(.status, isDescending: true, changes) == [1, 4, 3, 5, 2])
  }

  @Test func cancelledWorkEndsAtTheNextQuestion() {
    var dice = SeededDice(seed: 6)
    let runners = (0..<5_000).map { GeneratedRunners.runner($0, &dice) }
    let request = request(runners, "!nothing", RunnerSort(.description))
    var questions = 0
    let whole = RunnerArrangement.make(request) {
      questions += 1
      return false
    }
    #expect(whole?.order.count == 5_000)
    // Filtering, taking the keys and sorting each ask.
    #expect(questions > 5_000 / 128 * 2 + 10)
    for last in stride(from: 1, through: questions, by: 11) {
      var asked = 0
      let cancelled = RunnerArrangement.make(request) {
        asked += 1
        return asked >= last
      }
      #expect(cancelled == nil)
      #expect(asked == last)
    }
  }
}
