import RunnerCore

/// What is under way with the runners of the list, whichever screen is shown.
struct Changes: Equatable, Sendable {
  /// Changes of single runners that were asked for and have not ended, in their order.
  var singles: [SingleChange] = []
  /// Those of which it is not known whether they were made, until their runner was read.
  var open: [SingleChange] = []
  /// Changes of several runners, until their summary was seen.
  var run: ChangeRun?
  /// Runners of which something has to be known first; the first is being read.
  var readings: [Reading] = []
  /// The edit that was sent and has not been answered.
  var edit: SentEdit?
  /// The reset that was sent and has not been answered.
  var reset: SentReset?

  /// Whether pauses, deletions and the like are to be sent or on their way.
  var isUnderWay: Bool { openCount > 0 }

  /// How many of them.
  var openCount: Int {
    singles.count + (run.map { $0.isOver ? 0 : $0.leftCount + $0.runningCount } ?? 0)
  }

  /// Whether a change of the runner is to be sent or on its way.
  func isChanging(_ id: Int64) -> Bool {
    singles.contains { $0.task.id == id } || run?.isUnsettled(id) == true
      || edit?.runner.id == id || reset?.runner.id == id
  }
}

/// A change of one runner.
struct SingleChange: Equatable, Sendable {
  let task: RunnerTask
  /// The runner as it was when the change was asked for.
  let runner: Runner
  let connection: Connection
  var isSent = false
}

/// An edit on its way.
struct SentEdit: Equatable, Sendable {
  let runner: Runner
  let edit: RunnerEdit
  let connection: Connection
}

/// A runner that is read because something has to be known about it.
struct Reading: Equatable, Sendable {
  enum Purpose: Equatable, Sendable {
    /// What became of a change is not known, or its row is to show what is there now.
    case row
    /// The question whether to delete it names the projects that use it.
    case deletion
    /// The question whether to reset its token names the runner managers that use it.
    case reset
    case edit
    case clone
    case projects
    /// What became of an edit is not known.
    case afterEdit
    /// It is deleted again if no machine has used it.
    case undo
    /// Values of an edit were refused; they are put right against what the server has.
    case afterRefusal
  }

  let id: Int64
  let purpose: Purpose
}
