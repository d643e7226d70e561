import RunnerWizard

/// Timers that have been asked for. Nothing wakes up for them but `poll`'s own time limit.
struct Timers {
  /// Deadlines in milliseconds of uptime.
  private var deadlines: [TimerID: Int64] = [:]

  /// The earliest deadline; nil when the loop may sleep for ever.
  var next: Int64? { deadlines.values.min() }

  mutating func set(_ timer: TimerID, after milliseconds: Int, now: Int64) {
    deadlines[timer] = now + Int64(max(0, milliseconds))
  }

  mutating func forget(_ timer: TimerID) {
    deadlines[timer] = nil
  }

  /// Takes those that have run down, earliest first.
  mutating func due(now: Int64) -> [TimerID] {
    let due = deadlines.filter { $0.value <= now }.sorted { $0.value < $1.value }
    for (timer, _) in due { deadlines[timer] = nil }
    return due.map(\.key)
  }
}
