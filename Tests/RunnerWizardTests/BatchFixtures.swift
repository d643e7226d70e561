import RunnerCore
import RunnerWizard

/// Batches for tests, and an outside that makes their runners.
enum BatchFixtures {
  static let form = RunnerForm(
    type: .group,
    target: RunnerTarget(kind: .group, id: 10, fullPath: "acme/infra"),
    tags: ["docker"], description: "build-{n}")

  static func batch(_ id: String = "batch-1", count: Int = 12, done: Int = 0) -> RunnerBatch {
    RunnerBatch(
      id: id, server: Fixtures.connection.server, form: form, count: max(2, count),
      output: "/home/olga/runners.tokens", startedAt: 1_798_714_900,
      done: done == 0
        ? [] : (1...done).map { .init(number: $0, runnerID: Int64(4_700 + $0)) })
  }

  /// The next number is made.
  static func advanced(_ batch: RunnerBatch) -> Answer? {
    guard let number = batch.next, let registration = try? batch.form(of: number).validate() else {
      return nil
    }
    var batch = batch
    let id = Int64(4_700 + number)
    batch.finish(number, runnerID: id)
    return .batchAdvanced(
      batch,
      BatchedRunner(
        number: number, runnerID: id,
        runner: RegisteredRunner(id: id, token: Secret("glrt-t1_batch-token-\(number)")),
        registration: registration))
  }

  /// Answers as a server does that takes everything.
  /// - Parameter stops: the number at which it fails; nil where all goes well.
  static func outside(
    stopsAt stops: Int? = nil, with trouble: BatchTrouble = .failed(Fixtures.failure(.forbidden))
  ) -> @Sendable (Work) -> Answer? {
    { work in
      switch work {
      case .beginBatch(let batch): .batchBegun(batch.named("batch-1", writingTo: batch.output))
      case .takeUpBatch(let id): .batchBegun(batch(id, done: 3))
      case .advanceBatch(let batch, _):
        batch.next == stops ? .batchStopped(batch, trouble) : advanced(batch)
      case .leaveBatch(let batch, _): .batchLeft(id: batch.id, problem: nil)
      case .savePreset(let preset): .presetSaved(preset, path: "/home/olga/saved.yaml")
      default: Fixtures.well(work)
      }
    }
  }
}
