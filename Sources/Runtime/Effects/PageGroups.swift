import RunnerCore
import Synchronization

/// Hands pages on in groups while they come faster than anybody can see.
///
/// A fast server sends hundreds of pages a second; to paint the screen for each would take more time than to read
/// them. The first page and those of a slow server are handed on at once.
final class PageGroups: Sendable {
  /// Between two groups.
  static let interval = Duration.milliseconds(50)

  private struct State {
    var held: [RunnerListEvent] = []
    var last: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let deliver: @Sendable (RunnerListEvent) -> Void

  init(deliver: @escaping @Sendable (RunnerListEvent) -> Void) {
    self.deliver = deliver
  }

  func take(_ event: RunnerListEvent, at now: ContinuousClock.Instant = .now) {
    let isPage = if case .page = event { true } else { false }
    let due = state.withLock { state in
      state.held.append(event)
      if isPage, let last = state.last, last.duration(to: now) < Self.interval {
        return [RunnerListEvent]()
      }
      if isPage { state.last = now }
      defer { state.held = [] }
      return state.held
    }
    for event in due { deliver(event) }
  }

  /// Hands on what is held, because nothing follows.
  func end() {
    let rest = state.withLock { state in
      defer { state.held = [] }
      return state.held
    }
    for event in rest { deliver(event) }
  }
}
