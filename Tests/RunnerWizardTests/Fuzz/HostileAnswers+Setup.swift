import RunnerCore
import RunnerWizard
import Support

/// Answers to work about batches and about the machine that the program runs on.
extension HostileAnswers {
  static func batch(_ work: Work, _ dice: inout Dice) -> [Answer] {
    switch work {
    case .beginBatch(let batch):
      [.batchBegun(batch.named("batch-1", writingTo: batch.output))]
    case .takeUpBatch(let id):
      [.batchBegun(BatchFixtures.batch(id, count: 1 + dice.below(30)))]
    case .advanceBatch(let batch, _): [advanced(batch, &dice)]
    case .leaveBatch(let batch, _): [.batchLeft(id: batch.id, problem: nil)]
    default: []
    }
  }

  static func failedBatch(
    _ work: Work, _ failure: APIFailure, _ dice: inout Dice
  ) -> Answer? {
    switch work {
    case .beginBatch, .takeUpBatch: .batchNotBegun(save(&dice))
    case .advanceBatch(let batch, _): .batchStopped(batch, trouble(failure, &dice))
    case .leaveBatch(let batch, _): .batchLeft(id: batch.id, problem: text(&dice))
    default: nil
    }
  }

  private static func trouble(_ failure: APIFailure, _ dice: inout Dice) -> BatchTrouble {
    switch dice.below(5) {
    case 0: .invalid([])
    case 1: .held
    case 2: .file(message: text(&dice), runnerID: dice.oneIn(2) ? id(&dice) : nil)
    case 3:
      .tokenGone(
        RecoveryFixtures.entry(), runnerID: id(&dice), reason: dice.oneIn(2) ? text(&dice) : nil)
    default: .failed(failure)
    }
  }

  /// The next number of a batch, or that there is none.
  private static func advanced(_ batch: RunnerBatch, _ dice: inout Dice) -> Answer {
    guard let number = batch.next, let registration = try? batch.form(of: number).validate() else {
      return .batchStopped(batch, .invalid([]))
    }
    var batch = batch
    let runner = id(&dice)
    batch.finish(number, runnerID: runner)
    return .batchAdvanced(
      batch,
      BatchedRunner(
        number: number, runnerID: runner,
        runner: dice.oneIn(4) ? nil : RegisteredRunner(id: runner, token: Secret(Fixtures.token)),
        registration: registration))
  }

  static func failedMachine(_ work: Work, _ dice: inout Dice) -> Answer? {
    switch work {
    case .findLocalRunner: .localRunnerFound(nil)
    case .registerHere:
      .registeredHere(
        dice.pick([.stopped, .failed(message: text(&dice), fix: text(&dice))]))
    case .previewConfig: .configNotPreviewed(text(&dice))
    case .writeConfig: .configNotWritten(text(&dice))
    default: nil
    }
  }

  static func machine(_ work: Work, _ dice: inout Dice) -> [Answer] {
    let path = text(&dice)
    switch work {
    case .findLocalRunner:
      let entry = LocalRunner.Entry(id: dice.edge(), name: text(&dice), url: text(&dice))
      let runner = LocalRunner(
        program: path, version: dice.oneIn(3) ? nil : text(&dice),
        service: dice.oneIn(2) ? nil : LocalRunner.Service(configPath: text(&dice), isActive: nil),
        isRoot: dice.oneIn(2), configPath: text(&dice),
        configuration: dice.pick([
          .missing, .unreadable(text(&dice)),
          .entries(Array(repeating: entry, count: dice.length(40)), isWritable: dice.oneIn(2)),
        ]))
      return [.localRunnerFound(runner)]
    case .registerHere:
      let lines = (0..<dice.length(60)).map { _ in
        Answer.registrationSays(sanitized(text(&dice)))
      }
      return lines + [
        .registeredHere(
          dice.pick([
            .registered(path: path, isOfService: dice.oneIn(2)),
            .notInFile(path: path, reason: text(&dice)),
          ]))
      ]
    case .previewConfig:
      return [
        .configPreviewed(
          ConfigPreview(
            number: dice.below(9), path: path, isNew: dice.oneIn(2), entryCount: dice.below(99),
            difference: (0..<dice.length(60)).map { _ in text(&dice) },
            warnings: (0..<dice.length(5)).map { _ in text(&dice) }))
      ]
    default:
      return [
        .configWritten(
          ConfigWritten(
            path: path, backup: dice.oneIn(2) ? nil : text(&dice),
            lint: dice.pick([.unavailable, .passed, .complains([text(&dice)])]),
            isOfService: dice.oneIn(2)))
      ]
    }
  }
}
