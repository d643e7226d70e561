import Curses
import Glibc
import RunnerCore
import RunnerWizard

/// Work done one piece after another by a command without a screen.
///
/// The main thread sleeps in `poll` meanwhile, so that Ctrl-C stops a request in the middle.
final class Errand {
  /// What an answer is worth when Ctrl-C was pressed.
  enum Outcome {
    case done(Answer)
    /// The work was stopped; its answer tells how far it got. Nil when it did not even stop.
    case interrupted(Answer?)
  }

  private let mailbox: Mailbox
  private let runner: EffectRunner
  /// Nil leaves signals to their defaults.
  var signals: SignalPipe?
  /// Says the last word of a program that a signal ends.
  var complain: (String) -> Void = { _ in }
  /// What a program that a signal ends while it registers names as the way on; nil for the journal entry.
  var resumption: String?
  /// Whether the first Ctrl-C only asks to stop after the present piece of work.
  var postponesInterrupt = false
  /// Whether Ctrl-C asked to stop after the present piece of work.
  private(set) var isAskedToStop = false
  private var count = 0
  /// The registration under way, if it is noted in the journal.
  private var registering: String?

  init?(signals: SignalPipe?, perform: @escaping EffectRunner.Performer) {
    guard let mailbox = Mailbox() else { return nil }
    self.mailbox = mailbox
    self.signals = signals
    runner = EffectRunner(mailbox: mailbox, perform: perform)
  }

  /// Waits for the end of a piece of work. A second Ctrl-C does not wait any more.
  /// - Parameter take: does something with an answer after which others follow; false stops the work.
  func run(_ work: Work, take: (Answer) -> Bool = { _ in true }) -> Outcome {
    count += 1
    let generation = Generation(count)
    runner.start(work, generation)
    var isInterrupted = false
    while true {
      var waiting = [
        pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      _ = poll(&waiting, 2, -1)
      var last: Answer?
      runner.deliver { answer, _ in
        if case .registering(let entry, let problem) = answer {
          registering = problem == nil ? entry.id : nil
        }
        if !answer.isPartial {
          last = answer
        } else if !take(answer) {
          runner.interrupt(generation)
        }
      }
      if let last { return isInterrupted ? .interrupted(last) : .done(last) }
      guard signals.map({ hearsInterrupt($0, during: work) }) == true else { continue }
      if postponesInterrupt, !isAskedToStop {
        isAskedToStop = true
        complain(Texts.stopsAfterThis)
        continue
      }
      if isInterrupted { return .interrupted(nil) }
      isInterrupted = true
      runner.interrupt(generation)
    }
  }

  /// Whether Ctrl-C has come since the last piece of work.
  func hearsStop(before work: Work) -> Bool {
    if !isAskedToStop, let signals, hearsInterrupt(signals, during: work) { isAskedToStop = true }
    return isAskedToStop
  }

  /// Does pieces of work beside each other.
  /// - Parameter limit: how many at once, at least 1.
  /// - Returns: their last answers in the order of the work; nil when Ctrl-C was pressed.
  func run(_ works: [Work], atMost limit: Int) -> [Answer]? {
    var answers: [Int: Answer] = [:]
    var places: [Generation: Int] = [:]
    var next = 0
    while answers.count < works.count {
      while next < works.count, next - answers.count < limit {
        count += 1
        places[Generation(count)] = next
        runner.start(works[next], Generation(count))
        next += 1
      }
      var waiting = [
        pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      _ = poll(&waiting, 2, -1)
      runner.deliver { answer, generation in
        if !answer.isPartial, let place = places[generation] { answers[place] = answer }
      }
      if let signals, let work = works.first, hearsInterrupt(signals, during: work) {
        runner.cancelAll()
        return nil
      }
    }
    return works.indices.compactMap { answers[$0] }
  }

  /// Sleeps; false when Ctrl-C was pressed meanwhile.
  func pause(milliseconds: Int) -> Bool {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    while true {
      let left = (end - ContinuousClock.now) / .milliseconds(1)
      guard left > 0 else { return true }
      var waiting = [pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0)]
      _ = poll(&waiting, 1, Int32(min(left.rounded(.up), 60_000)))
      if let signals, hearsInterrupt(signals, during: nil) { return false }
    }
  }

  /// Obeys the signals that have come; true when Ctrl-C is among them.
  private func hearsInterrupt(_ signals: SignalPipe, during work: Work?) -> Bool {
    var isInterrupted = false
    for signal in signals.drain() {
      switch signal {
      case .interrupt: isInterrupted = true
      case .terminate, .hangUp:
        if work?.sendsRegistration == true {
          let words =
            (resumption ?? registering).map(Texts.endedWhileSending) ?? Texts.endedAfterSending
          complain("runner-wizard: \(words)")
        }
        signals.die(of: signal)
      case .stop: ProcessControl.stop()
      case .windowChanged, .continued, .reload: break
      }
    }
    return isInterrupted
  }
}

extension Work {
  /// Whether a runner may come into being by it.
  fileprivate var sendsRegistration: Bool {
    switch self {
    case .register, .advanceBatch: true
    default: false
    }
  }
}
