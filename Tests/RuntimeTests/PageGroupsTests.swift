import RunnerCore
import Synchronization
import Testing

@testable import Runtime

@Suite struct PageGroupsTests {
  /// Keeps what is handed on.
  private final class Receiver: Sendable {
    let events = Mutex<[RunnerListEvent]>([])
    var count: Int { events.withLock { $0.count } }
  }

  private func page(_ id: Int64) -> RunnerListEvent {
    .page(RunnerPage(runners: [Runner(id: id)], next: .page(2)))
  }

  @Test func theFirstPageIsHandedOnAtOnceAndFastOnesTogether() {
    let receiver = Receiver()
    let groups = PageGroups { event in receiver.events.withLock { $0.append(event) } }
    let start = ContinuousClock.now
    groups.take(page(1), at: start)
    #expect(receiver.count == 1)
    groups.take(page(2), at: start + .milliseconds(1))
    groups.take(page(3), at: start + .milliseconds(2))
    #expect(receiver.count == 1)
    groups.take(page(4), at: start + PageGroups.interval)
    #expect(receiver.events.withLock { $0 } == (1...4).map(page))
  }

  @Test func slowPagesAndOtherNewsAreNotHeld() {
    let receiver = Receiver()
    let groups = PageGroups { event in receiver.events.withLock { $0.append(event) } }
    let start = ContinuousClock.now
    groups.take(page(1), at: start)
    groups.take(page(2), at: start + PageGroups.interval * 3)
    #expect(receiver.count == 2)
    groups.take(page(3), at: start + PageGroups.interval * 3)
    groups.take(.waiting(seconds: 3, status: 429), at: start + PageGroups.interval * 3)
    #expect(receiver.count == 4)
  }

  @Test func theEndHandsOnWhatIsHeld() {
    let receiver = Receiver()
    let groups = PageGroups { event in receiver.events.withLock { $0.append(event) } }
    let start = ContinuousClock.now
    groups.take(page(1), at: start)
    groups.take(page(2), at: start)
    groups.end()
    groups.end()
    #expect(receiver.events.withLock { $0 } == [page(1), page(2)])
  }
}
