import Foundation
import Synchronization

/// Ends the process when one case of a fuzz test does not end.
final class FuzzWatchdog: Sendable {
  /// Seconds. Long runs are made alone; among other tests a case may wait long for a thread, whatever it does.
  static let patience = FuzzRun.isLong ? 30.0 : 900

  private struct State {
    var seed: UInt64 = 0
    var deadline = Date.distantFuture
    var isStopped = false
  }

  private let state = Mutex(State())
  private let stopped = NSCondition()

  init(_ name: String) {
    let watch: @Sendable () -> Void = { [weak self] in
      while let self, !self.waitsInVain() {
        let (seed, isOver) = self.state.withLock { ($0.seed, Date() > $0.deadline) }
        guard isOver else { continue }
        FileHandle.standardError.write(
          Data("fuzz \(name): the case with seed \(seed) does not end\n".utf8))
        abort()
      }
    }
    Thread.detachNewThread(watch)
  }

  func begin(_ seed: UInt64) {
    state.withLock {
      $0.seed = seed
      $0.deadline = Date(timeIntervalSinceNow: Self.patience)
    }
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    stopped.lock()
    stopped.broadcast()
    stopped.unlock()
  }

  /// Waits a while; whether there is nothing left to watch.
  private func waitsInVain() -> Bool {
    stopped.lock()
    defer { stopped.unlock() }
    if state.withLock({ $0.isStopped }) { return true }
    _ = stopped.wait(until: Date(timeIntervalSinceNow: 1))
    return state.withLock { $0.isStopped }
  }
}
