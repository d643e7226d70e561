import RunnerWizard

/// Turns work into tasks, and their ends into letters. The only place that starts tasks.
///
/// Used by one thread; the tasks run on others and touch only the mailbox.
final class EffectRunner {
  /// Does a piece of work. It ends early when its task is cancelled.
  typealias Performer = @Sendable (Work) async -> Answer

  private let mailbox: Mailbox
  private let perform: Performer
  private var running: [Generation: Task<Void, Never>] = [:]

  init(mailbox: Mailbox, perform: @escaping Performer) {
    self.mailbox = mailbox
    self.perform = perform
  }

  /// Starts work. Work that already has this generation is stopped first.
  func start(_ work: Work, _ generation: Generation) {
    cancel(generation)
    // Concurrent: the main thread blocks in `poll` and would never run it.
    running[generation] = Task { @concurrent [mailbox, perform] in
      let answer = await perform(work)
      // Whoever cancels wants no answer, and may have started other work under this number.
      guard !Task.isCancelled else { return }
      mailbox.post(answer, to: generation)
    }
  }

  /// Stops work; its answer, should it be posted already, is not delivered any more.
  func cancel(_ generation: Generation) {
    running.removeValue(forKey: generation)?.cancel()
  }

  func cancelAll() {
    for task in running.values { task.cancel() }
    running = [:]
  }

  /// The answers that have come, without those to cancelled work.
  func answers() -> [Mailbox.Letter] {
    mailbox.collect().filter { running.removeValue(forKey: $0.generation) != nil }
  }
}
