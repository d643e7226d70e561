import RunnerWizard

/// Turns work into tasks, and their ends into letters. The only place that starts tasks.
///
/// Used by one thread; the tasks run on others and touch only the mailbox.
final class EffectRunner {
  /// Does a piece of work. It ends early when its task is cancelled.
  typealias Performer = @Sendable (Work) async -> Answer

  private struct Running {
    var ticket: Int
    var task: Task<Void, Never>
  }

  private let mailbox: Mailbox
  private let perform: Performer
  private var running: [Generation: Running] = [:]
  private var lastTicket = 0

  init(mailbox: Mailbox, perform: @escaping Performer) {
    self.mailbox = mailbox
    self.perform = perform
  }

  /// Starts work. Work that already has this generation is cancelled first.
  func start(_ work: Work, _ generation: Generation) {
    cancel(generation)
    lastTicket += 1
    let ticket = lastTicket
    // Concurrent: the main thread blocks in `poll` and would never run it.
    let task = Task { @concurrent [mailbox, perform] in
      let answer = await perform(work)
      mailbox.post(Mailbox.Letter(answer: answer, generation: generation, ticket: ticket))
    }
    running[generation] = Running(ticket: ticket, task: task)
  }

  /// Stops work; its answer is not delivered any more, even if it has been posted.
  func cancel(_ generation: Generation) {
    running.removeValue(forKey: generation)?.task.cancel()
  }

  /// Stops work and still wants its answer, which tells how far it got.
  func interrupt(_ generation: Generation) {
    running[generation]?.task.cancel()
  }

  func cancelAll() {
    for work in running.values { work.task.cancel() }
    running = [:]
  }

  /// The answers that have come, without those to cancelled work.
  func answers() -> [(answer: Answer, generation: Generation)] {
    mailbox.collect().compactMap { letter in
      guard running[letter.generation]?.ticket == letter.ticket else { return nil }
      running[letter.generation] = nil
      return (letter.answer, letter.generation)
    }
  }
}
