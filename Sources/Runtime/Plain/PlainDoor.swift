import RunnerCore
import RunnerWizard

/// The wizard on lines: prints what it says, reads what it asks for, does its work.
struct PlainDoor {
  var wizard: PlainWizard
  var errand: Errand
  var lines: LineReader
  var console: Console
  /// Writes a prompt, which has no line end.
  var prompt: (String) -> Void

  /// Runs to the end.
  /// - Returns: the exit status.
  mutating func run() -> Int32 {
    var steps = wizard.start()[...]
    while let step = steps.popFirst() {
      switch step {
      case .print(let text, to: .standardError): console.complaint(text)
      case .print(let text, to: .standardOutput):
        guard console.output(text + "\n") else { return outputFailed() }
      case .reveal(let secret):
        guard console.output(secret.reveal() + "\n") else { return outputFailed() }
      case .ask(let text, let isSecret):
        prompt(text)
        steps = answerToQuestion(isSecret: isSecret) + steps
      case .run(let work):
        let outcome = errand.run(work) { answer in
          wizard.note(answer)
          return true
        }
        switch outcome {
        case .done(let answer):
          steps = wizard.answer(answer) + steps
        // Ctrl-C came too late: the runner is there, and its token is shown only once.
        case .interrupted(let answer?) where answer.comesAfterRegistration:
          steps = wizard.answer(answer) + steps
        case .interrupted(let answer): return interrupted(work, answer)
        }
      case .finish(let status): return status
      }
    }
    return ExitCode.done.rawValue
  }

  private mutating func answerToQuestion(isSecret: Bool) -> [PlainStep] {
    switch lines.next(isSecret: isSecret) {
    case .text(let line):
      wizard.tellTime(LocalClock.moment().unix)
      return wizard.answer(line: line)
    case .end, .interrupted:
      // The prompt's line is still open.
      prompt("\n")
      return wizard.answer(line: nil)
    }
  }

  /// Ctrl-C during work: whether a registration had gone out decides.
  private func interrupted(_ work: Work, _ answer: Answer?) -> Int32 {
    var failure = CommandFailure.interrupted
    if case .register = work { failure = .interruptedRegistration(answer) }
    for line in failure.lines { console.complaint(line) }
    return failure.exit.rawValue
  }

  private func outputFailed() -> Int32 {
    console.complaint("runner-wizard: \(Texts.outputFailed)")
    return ExitCode.failed.rawValue
  }
}

extension Answer {
  /// Whether a runner was created, whatever was pressed meanwhile.
  fileprivate var comesAfterRegistration: Bool {
    switch self {
    case .registered, .entryClosed, .entryNotClosed: true
    default: false
    }
  }
}
