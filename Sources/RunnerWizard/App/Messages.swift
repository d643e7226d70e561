import TerminalUI

/// What the program has told: the toasts on the screen, and all of them with their times.
struct Messages: Equatable, Sendable {
  struct Shown: Equatable, Sendable {
    let id: Int
    let toast: Toast
  }

  struct Entry: Equatable, Sendable {
    let clock: String
    let toast: Toast
  }

  private(set) var shown: [Shown] = []
  private(set) var entries: [Entry] = []
  private var counter = 0

  private static let milliseconds = 4_000
  private static let entryLimit = 200

  /// Shows a message: for four seconds, or until a key when it is an error.
  mutating func tell(_ toast: Toast, at moment: Moment) -> [Effect] {
    log(toast, at: moment)
    let before = shown
    // Of passing remarks, such as on keys without a command, the latest is enough.
    shown.removeAll { $0.toast == toast || (toast.kind == .info && $0.toast.kind == .info) }
    counter += 1
    shown.append(Shown(id: counter, toast: toast))
    if shown.count > Toast.limit { shown.removeFirst(shown.count - Toast.limit) }
    let forgotten = before.filter { old in !shown.contains(old) }
      .map { Effect.forget(.toast($0.id)) }
    return forgotten
      + (toast.kind == .error
        ? [] : [.wake(.toast(counter), afterMilliseconds: Self.milliseconds)])
  }

  /// Keeps a message for the list of messages only.
  mutating func log(_ toast: Toast, at moment: Moment) {
    entries.append(Entry(clock: moment.clock, toast: toast))
    if entries.count > Self.entryLimit { entries.removeFirst() }
  }

  mutating func remove(_ id: Int) {
    shown.removeAll { $0.id == id }
  }

  /// Takes errors with these texts off the screen: what they told is not so any more.
  mutating func remove(_ texts: [String]) {
    shown.removeAll { $0.toast.kind == .error && texts.contains($0.toast.text) }
  }

  /// A key was pressed: errors have been seen.
  mutating func dismissErrors() {
    shown.removeAll { $0.toast.kind == .error }
  }
}
