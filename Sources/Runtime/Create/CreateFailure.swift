import RunnerCore
import RunnerWizard

// How a registration fails that was not sent, or of which nobody knows.
extension CommandFailure {
  static func invalid(_ problems: [CommandProblem]) -> CommandFailure {
    CommandFailure(
      .invalid, code: "invalid_form", message: Texts.invalidForm(problems.count),
      fix: Texts.invalidFormFix, problems: problems)
  }

  /// What is known to be refused is not sent. A place that is not there is a mistake of its field.
  static func refusedBefore(
    _ obstacle: Obstacle, _ kind: RunnerTarget.Kind?
  ) -> CommandFailure {
    guard obstacle.code == "not_found", let kind else {
      return CommandFailure(
        .refused, code: obstacle.code, message: obstacle.text, fix: obstacle.fix)
    }
    return CommandFailure(
      .invalid, code: APIFailure.Kind.targetNotFound(kind).code, message: obstacle.text,
      fix: obstacle.fix,
      problems: [CommandProblem(field: kind.field.rawValue, message: obstacle.text)])
  }

  /// Ctrl-C before anything was sent.
  static let interrupted = CommandFailure(
    .interrupted, code: "interrupted", message: Texts.interrupted, fix: Texts.interruptedFix)

  /// Ctrl-C while a registration was under way.
  /// - Parameter answer: how far it got; nil when it did not even stop.
  static func interruptedRegistration(_ answer: Answer?) -> CommandFailure {
    guard case .registrationFailed(let failure)? = answer else { return .interruptedAfterSending }
    switch (failure.outcome, failure.kind) {
    case (.notSent, _): return .interrupted
    case (.unknown, .cancelled): return .interruptedAfterSending
    default: return CommandFailure(failure, changesSomething: true)
    }
  }

  /// Ctrl-C when the request had gone out and no answer had come.
  static let interruptedAfterSending = CommandFailure(
    .unknown, code: "outcome_unknown", message: Texts.interruptedAfterSending,
    fix: Texts.interruptedAfterSendingFix)
}
