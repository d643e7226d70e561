import Testing

@testable import RunnerCore

@Suite struct RunnerDifferenceTests {
  private func between(_ old: [Runner], _ new: [Runner]) -> RunnerDifference? {
    RunnerDifference.between(RunnerRows(old), RunnerRows(new)) { false }
  }

  @Test func whatCameWentOrChangedIsTold() {
    var changed = Runner(id: 2)
    changed.isPaused = true
    #expect(
      between(
        [Runner(id: 1), Runner(id: 2), Runner(id: 3)], [Runner(id: 3), changed, Runner(id: 4)])
        == RunnerDifference(added: [4], changed: [2], vanished: [1]))
    #expect(between([], []) == RunnerDifference())
  }

  @Test func aLaterContactIsNoChange() {
    var before = Runner(id: 1, status: .online)
    before.contactedAt = 5
    before.newestManager = RunnerManager(id: 7, systemID: "s", status: .online)
    before.newestManager?.contactedAt = 5
    var after = before
    after.contactedAt = 9
    after.newestManager?.contactedAt = 9
    #expect(between([before], [after]) == RunnerDifference())
    after.newestManager?.version = "18.0"
    #expect(between([before], [after])?.changed == [1])
    after = before
    after.newestManager = nil
    var other = Runner(id: 2)
    other.newestManager = before.newestManager
    #expect(between([before, other], [after, other])?.changed == [1])
    #expect(between([after, other], [before, other])?.changed == [1])
  }

  @Test func whatTheListDoesNotTellIsNoChange() {
    let listed = Runner(id: 1, status: .online)
    var enriched = listed
    enriched.maintenanceNote = "Rack 4"
    enriched.tags = ["docker"]
    enriched.tokenExpiry = .never
    #expect(between([enriched], [listed]) == RunnerDifference())
    var tagged = Runner(id: 2)
    tagged.tags = []
    #expect(between([enriched, tagged], [listed, tagged])?.changed == [1])
    enriched.tags = nil
    #expect(between([enriched, tagged], [listed, tagged]) == RunnerDifference())
    enriched.status = .offline
    #expect(between([enriched], [listed])?.changed == [1])
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func aDifferenceIsWhatTheDefinitionSays(seed: UInt64) {
    var dice = SeededDice(seed: seed)
    let old = GeneratedRunners.runners(500, &dice)
    let new =
      old.filter { _ in !dice.oneIn(5) }.map {
        dice.oneIn(3) ? GeneratedRunners.runner($0.id, &dice) : $0
      } + (2_000..<2_050).map { GeneratedRunners.runner($0, &dice) }
    var expected = RunnerDifference(
      added: Set(new.map(\.id)).subtracting(old.map(\.id)),
      vanished: Set(old.map(\.id)).subtracting(new.map(\.id)))
    for runner in new {
      guard var before = old.first(where: { $0.id == runner.id }) else { continue }
      before.contactedAt = runner.contactedAt
      if before != runner { expected.changed.insert(runner.id) }
    }
    #expect(between(old, new.shuffled(using: &dice)) == expected, "seed \(seed)")
  }

  @Test func cancelledWorkEndsAtTheNextQuestion() {
    let rows = RunnerRows((0..<2_000).map { Runner(id: $0) })
    var questions = 0
    _ = RunnerDifference.between(rows, rows) {
      questions += 1
      return false
    }
    #expect(questions >= 2_000 / 128)
    for last in 1...questions {
      var asked = 0
      #expect(
        RunnerDifference.between(rows, rows) {
          asked += 1
          return asked == last
        } == nil)
    }
  }
}
