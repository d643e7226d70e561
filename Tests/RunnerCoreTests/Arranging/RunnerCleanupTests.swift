import RunnerCore
import Testing

@Suite struct RunnerCleanupTests {
  private static let now: Int64 = 1_800_000_000
  private static let day: Int64 = 86_400

  private func ids(_ kind: RunnerCleanup, _ runners: [Runner]) -> [Int64]? {
    let groups = RunnerCleanup.groups(in: RunnerRows(runners), now: Self.now)
    #expect(groups.map(\.kind) == RunnerCleanup.allCases)
    return groups.first { $0.kind == kind }?.ids
  }

  private func runner(
    _ id: Int64, _ status: RunnerStatus, created: Int64? = 30, contacted: Int64? = nil,
    managers: Int32? = nil, _ change: (inout Runner) -> Void = { _ in }
  ) -> Runner {
    var runner = Runner(id: id, status: status)
    runner.createdAt = created.map { Self.now - $0 * Self.day }
    runner.contactedAt = contacted.map { Self.now - $0 * Self.day }
    runner.managerCount = managers
    change(&runner)
    return runner
  }

  @Test func neverContactedAreThoseThatNobodyEverUsed() {
    let runners = [
      runner(1, .neverContacted), runner(2, .neverContacted, created: 7),
      runner(3, .neverContacted, created: 6), runner(4, .neverContacted, created: nil),
      runner(5, .stale, managers: 0), runner(6, .stale),
      runner(7, .stale, contacted: 9, managers: 0),
      runner(8, .offline, managers: 0), runner(9, .unknown),
    ]
    #expect(ids(.neverContacted, runners) == [1, 2, 5])
    #expect(ids(.stale, runners) == [6, 7])
    #expect(ids(.withoutManagers, runners) == [8])
  }

  @Test func neverInContactIsOnlyWhereItIsKnown() {
    let never = [runner(1, .neverContacted), runner(2, .stale, managers: 0)]
    #expect(!never.map(\.hasNeverBeenInContact).contains(false))
    let others = [
      runner(3, .stale), runner(4, .stale, managers: 1),
      runner(5, .stale, contacted: 9, managers: 0),
      runner(6, .offline, managers: 0), runner(7, .unknown),
      runner(8, .neverContacted, contacted: 1),
    ]
    #expect(!others.map(\.hasNeverBeenInContact).contains(true))
  }

  @Test func withoutManagersAreOnlyThoseOfWhichThatIsKnown() {
    let runners = [
      runner(1, .offline, contacted: 2, managers: 0), runner(2, .offline, contacted: 2),
      runner(3, .online, contacted: 0, managers: 1),
      runner(4, .offline, created: 1, contacted: 1, managers: 0),
      runner(5, .offline, created: nil, contacted: 1, managers: 0),
    ]
    #expect(ids(.withoutManagers, runners) == [1])
  }

  private func named(
    _ id: Int64, _ description: String?, contacted: Int64?, type: RunnerType? = .instance,
    owner: RunnerTarget? = nil
  ) -> Runner {
    runner(id, .offline, contacted: contacted) {
      $0.description = description
      $0.type = type
      $0.owner = owner
    }
  }

  @Test func ofOneDescriptionTheOneInContactLastStays() {
    #expect(
      ids(
        .sameDescription,
        [
          named(1, "a", contacted: 3), named(2, "a", contacted: 1), named(3, "a", contacted: 2),
          named(4, "b", contacted: 5), named(5, "A", contacted: 5),
        ]) == [1, 3])
    #expect(
      ids(.sameDescription, [named(1, "é", contacted: 3), named(2, "e\u{301}", contacted: 1)]) == []
    )
  }

  @Test func aDescriptionWithAnUnknownContactIsLeftAlone() {
    #expect(
      ids(.sameDescription, [named(1, "a", contacted: 3), named(2, "a", contacted: nil)]) == [])
  }

  @Test func ofThoseNeverInContactTheNewestStays() {
    let runners = (1...3).map { id in
      runner(id, .neverContacted, created: [9, 2, 5][Int(id) - 1]) {
        $0.description = "a"
        $0.type = .instance
      }
    }
    #expect(ids(.sameDescription, runners) == [1, 3])
    #expect(ids(.sameDescription, runners + [named(4, "a", contacted: 50)]) == [1, 2, 3])
  }

  @Test func onlyRunnersOfOneTypeAndOwnerTakeEachOthersPlace() {
    let one = RunnerTarget(kind: .project, id: 1)
    let other = RunnerTarget(kind: .project, id: 2)
    #expect(
      ids(
        .sameDescription,
        [
          named(1, "a", contacted: 1, type: .project, owner: one),
          named(2, "a", contacted: 2, type: .project, owner: other),
          named(3, "a", contacted: 3, type: .project, owner: one),
          named(4, "a", contacted: 4, type: .project), named(5, "a", contacted: 5, type: .project),
          named(6, "a", contacted: 6, type: nil), named(7, "a", contacted: 7, type: nil),
          named(8, "", contacted: 8), named(9, "", contacted: 9), named(10, nil, contacted: 10),
          named(11, nil, contacted: 11),
        ]) == [3])
  }
}
