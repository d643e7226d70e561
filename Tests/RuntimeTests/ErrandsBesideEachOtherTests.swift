import RunnerCore
import RunnerWizard
import Synchronization
import Testing

@testable import Runtime

@Suite struct ErrandsBesideEachOtherTests {
  /// Counts what runs at the same time.
  private final class Gauge: Sendable {
    let state = Mutex((running: 0, most: 0))

    func enter() {
      state.withLock {
        $0.running += 1
        $0.most = max($0.most, $0.running)
      }
    }

    func leave() { state.withLock { $0.running -= 1 } }
  }

  @Test(.timeLimit(.minutes(1)))
  func severalPiecesOfWorkAreDoneBesideEachOther() async {
    let gauge = Gauge()
    let answers = await onThread { () -> [Answer]? in
      let errand = Errand(signals: nil) { work, _ in
        gauge.enter()
        // Nobody leaves before three are there, so that work one after another never ends.
        while gauge.state.withLock({ $0.most < 3 }) { await Task.yield() }
        gauge.leave()
        guard case .forgetProfile(let name) = work else { return nil }
        return .profileForgotten(name: name)
      }
      let works = (1...7).map { Work.forgetProfile(name: "\($0)") }
      return errand?.run(works, atMost: 3)
    }
    #expect(answers == (1...7).map { .profileForgotten(name: "\($0)") })
    #expect(gauge.state.withLock { $0.most } == 3)
  }

  @Test func noWorkHasNoAnswers() async {
    let answers = await onThread { Errand(signals: nil) { _, _ in nil }?.run([], atMost: 4) }
    #expect(answers == [])
  }
}
