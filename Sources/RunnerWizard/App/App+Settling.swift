import TerminalUI

/// A span in which typed keys are dropped, because they were meant for the page before.
///
/// It ends in silence: every dropped key makes it last anew, so that a key held down does nothing
/// until it is let go.
struct Settling: Equatable, Sendable {
  enum Scope: Equatable, Sendable {
    /// Every key, on a result that has just come.
    case result
    /// Every key, on a failure that has just come.
    case failure
    /// Every key, on a page whose cursor has just been moved.
    case moved
    /// Only Enter where it would create the runner.
    case create

    var dropsEverything: Bool { self != .create }
  }

  let scope: Scope
  /// In milliseconds of ``Moment/uptime``.
  var end: Int64
  /// Whether the operator was told that something was dropped.
  var isTold = false

  /// How long it lasts without a key.
  ///
  /// On a result, longer than a typist pauses between two keys: leaving it loses the token. Elsewhere
  /// just longer than the pause between the repetitions of a key that is held down (X11: 40 ms),
  /// so that whoever waits for the page is never kept waiting.
  var milliseconds: Int {
    switch scope {
    case .result: 300
    // As long as it takes to see that the cursor stands elsewhere.
    case .moved: 250
    case .failure, .create: 45
    }
  }
}

extension App {
  /// Whether Enter would create the runner, were it not for keys typed ahead.
  private var isOnCreate: Bool {
    if case .change(.assignment(let assignment))? = overlays.last {
      if case .found = assignment.state { return true }
      return false
    }
    guard overlays.isEmpty, let wizard else { return false }
    return wizard.page == .review && wizard.reviewFocus == .create
      && wizard.submission != .sending
  }

  /// Whether keys may be dropped now that would be taken a moment later.
  var isSettling: Bool { settling.map { now.uptime < $0.end } ?? false }

  /// Drops keys until none has come for a moment.
  mutating func settle(_ scope: Settling.Scope) -> [Effect] {
    var settling = Settling(scope: scope, end: 0)
    settling.end = now.uptime + Int64(settling.milliseconds)
    self.settling = settling
    return [.wake(.settled, afterMilliseconds: settling.milliseconds)]
  }

  /// The review was reached by Enter or by an answer: further Enters of the same burst, typed ahead
  /// or from a key held down, must not create what nobody has reviewed.
  mutating func settleReview(after page: PageID?) -> [Effect] {
    guard wizard?.page == .review, page != .review, !isSettling else { return [] }
    return settle(.create)
  }

  /// - Returns: nil for events that are to be taken.
  mutating func drop(_ event: InputEvent) -> [Effect]? {
    guard isSettling, var settling else { return nil }
    switch event {
    case .key(let key) where settling.scope.dropsEverything || (key == .enter && isOnCreate): break
    case .paste where settling.scope.dropsEverything: break
    case .mouse where settling.scope.dropsEverything: return []
    default: return nil
    }
    settling.end = now.uptime + Int64(settling.milliseconds)
    let isTold = settling.isTold
    settling.isTold = true
    self.settling = settling
    return [.wake(.settled, afterMilliseconds: settling.milliseconds)]
      + (isTold ? [] : tell(.warning, Texts.keysDropped))
  }

  /// Whether an event would act on a screen that is too small to be shown. What leaves the program
  /// or repaints it works all the same.
  func isUnseen(_ event: InputEvent) -> Bool {
    let smallest = WizardLayout.smallest
    guard size.width < smallest.width || size.height < smallest.height else { return false }
    switch event {
    case .key(let key): return !App.always.contains { $0.keys.contains(key) }
    case .paste, .mouse: return true
    case .resize, .focus, .background, .deviceAttributes: return false
    }
  }
}
