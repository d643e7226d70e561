import Configuration
import RunnerCore

/// Why a batch stops early.
extension CommandFailure {
  static let runnerExists = "runner_exists"

  /// Ctrl-C between two runners.
  static let batchInterrupted = CommandFailure(
    .interrupted, code: "interrupted", message: Texts.batchInterrupted)

  /// The file for the tokens cannot be made; nothing was sent.
  static func outputNotBegun(_ failure: FileFailure) -> CommandFailure {
    CommandFailure(
      .usage, code: "output_file", message: Texts.outputNotMade(failure), fix: Texts.outputFix)
  }

  /// A runner is there whose token could not be brought to where it belongs.
  static func tokenNotKept(_ id: Int64, _ reason: String) -> CommandFailure {
    var failure = CommandFailure(
      .failed, code: "output_failed", message: Texts.tokenNotInFile(id, reason),
      fix: Texts.tokenNotInFileFix)
    failure.runnerID = id
    return failure
  }

  /// What an earlier request left open is not certain yet.
  static func unsettled(_ entry: JournalEntry, _ report: RecoveryReport) -> CommandFailure {
    let certain = report.candidates.filter(\.doubts.isEmpty)
    let candidates = certain.isEmpty ? report.candidates : certain
    var failure: CommandFailure
    if candidates.count > 1 {
      failure = CommandFailure(
        .unknown, code: "several_candidates",
        message: Texts.severalFound(candidates.map(\.runner.id)),
        fix: Texts.severalFoundFix(entry.id))
    } else if let candidate = candidates.first {
      failure = CommandFailure(
        .unknown, code: "doubtful_candidate",
        message: Texts.doubtful(candidate.runner.id, candidate.doubts),
        fix: Texts.severalFoundFix(entry.id))
      failure.runnerID = candidate.runner.id
    } else {
      let obstacle = report.obstacle
      failure = CommandFailure(
        .unknown, code: "outcome_unknown", message: Texts.notLookedUp(obstacle?.text ?? "", entry),
        fix: [obstacle?.fix ?? "", Texts.askAdministrator(entry)].filter { !$0.isEmpty }
          .joined(separator: " "))
    }
    failure.entryID = entry.id
    if failure.runnerID == nil { failure.runnerID = entry.runnerID }
    return failure
  }
}
