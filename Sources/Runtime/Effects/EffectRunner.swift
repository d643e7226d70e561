import RunnerWizard

/// Turns work into tasks, and what comes of it into letters. The only place that starts tasks.
///
/// Used by one thread; the tasks run on others and touch only the mailbox.
final class EffectRunner {
  /// Hands over an answer after which others follow; from any thread.
  typealias Deliver = @Sendable (Answer) -> Void

  /// Does a piece of work and gives its last answer. It ends early when its task is cancelled;
  /// nil says that nobody can want an answer any more.
  typealias Performer = @Sendable (Work, @escaping Deliver) async -> Answer?

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
      @Sendable func post(_ answer: Answer) {
        mailbox.post(Mailbox.Letter(answer: answer, generation: generation, ticket: ticket))
      }
      if let last = await perform(work, post) { post(last) }
    }
    running[generation] = Running(ticket: ticket, task: task)
  }

  /// Stops work; nothing of it is delivered any more, even if it has been posted.
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

  /// Hands over what has come, oldest first, without what belongs to cancelled work, also when it
  /// is cancelled by what was handed over before.
  func deliver(_ take: (Answer, Generation) -> Void) {
    for letter in mailbox.collect() where running[letter.generation]?.ticket == letter.ticket {
      if !letter.answer.isPartial { running[letter.generation] = nil }
      take(letter.answer, letter.generation)
    }
  }

  /// Does to its end what must not be torn off in the middle, such as a request that changes
  /// something, also when the task around it is cancelled.
  static func finishing<Value: Sendable>(
    _ body: @escaping @Sendable () async -> Value
  ) async -> Value {
    await Task { @concurrent in await body() }.value
  }
}
