public import RunnerCore
public import RunnerWizard
public import TerminalUI

/// Drives the program without a terminal: keys go in, frames and effects come out, and a script
/// stands for everything outside.
public struct Pilot: Sendable {
  public private(set) var app: App
  /// Everything the program wanted done, oldest first.
  public private(set) var effects: [Effect] = []
  /// Work that has not been answered or cancelled.
  public private(set) var pending: [(work: Work, generation: Generation)] = []
  /// Timers that have not run down.
  public private(set) var timers: [TimerID: Int] = [:]
  public var now: Moment
  /// Answers work; nil leaves it pending.
  public var outside: @Sendable (Work) -> Answer?
  /// Answers work that is answered in parts, the last of which ends it; none leaves it to ``outside``.
  public var streams: @Sendable (Work) -> [Answer]

  /// Starts the program and answers what it asks for at once.
  public init(
    _ settings: Settings, size: Size = Size(width: 80, height: 24),
    now: Moment = Moment(uptime: 1_000, unix: 1_798_714_980),
    outside: @escaping @Sendable (Work) -> Answer? = { _ in nil },
    streams: @escaping @Sendable (Work) -> [Answer] = { _ in [] }
  ) {
    app = App(settings: settings, size: size)
    self.now = now
    self.outside = outside
    self.streams = streams
    take(app.start(at: now))
    answer()
  }

  /// Sends any message.
  public mutating func send(_ message: Message) {
    take(app.update(message))
  }

  /// Puts the program into a state that only answers lead to.
  public mutating func change(_ body: (inout App) -> Void) { body(&app) }

  public mutating func press(_ keys: Key...) {
    for key in keys {
      now.uptime += 10
      send(.input(.key(key), at: now))
      answer()
    }
  }

  /// Presses the key of every character.
  public mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  public mutating func paste(_ text: String) {
    send(.input(.paste(text), at: now))
    answer()
  }

  public mutating func resize(_ width: Int, _ height: Int) {
    send(.input(.resize(Size(width: width, height: height)), at: now))
  }

  /// Clicks into the middle of the first place that shows a text.
  /// - Returns: false when the text is not on the screen.
  @discardableResult
  public mutating func click(_ text: String, _ action: MouseEvent.Action = .press) -> Bool {
    guard let place = place(of: text) else { return false }
    let middle = Point(x: place.x + text.displayWidth / 2, y: place.y)
    send(.input(.mouse(MouseEvent(action, at: middle)), at: now))
    answer()
    return true
  }

  public mutating func mouse(_ action: MouseEvent.Action, at point: Point) {
    send(.input(.mouse(MouseEvent(action, at: point)), at: now))
    answer()
  }

  /// Lets time pass: timers run down in their order.
  public mutating func wait(milliseconds: Int) {
    let end = now.uptime + Int64(milliseconds)
    while let next = timers.min(by: { ($0.value, "\($0.key)") < ($1.value, "\($1.key)") }),
      next.value <= end
    {
      timers[next.key] = nil
      let step = max(now.uptime, Int64(next.value)) - now.uptime
      now.uptime += step
      send(.timer(next.key, at: now))
      answer()
    }
    now.unix += (end - now.uptime) / 1_000
    now.uptime = end
  }

  /// Answers the pending work that the script knows an answer to.
  public mutating func answer() {
    while let index = pending.firstIndex(where: { !answers(to: $0.work).isEmpty }) {
      let (work, generation) = pending.remove(at: index)
      for answer in answers(to: work) { send(.answer(answer, to: generation, at: now)) }
    }
  }

  private func answers(to work: Work) -> [Answer] {
    let parts = streams(work)
    return parts.isEmpty ? outside(work).map { [$0] } ?? [] : parts
  }

  /// Answers the latest pending work of a kind; where the answer is one of several, it goes on.
  /// - Returns: false when there is no such work.
  @discardableResult
  public mutating func answer(_ answer: Answer, where isMeant: (Work) -> Bool) -> Bool {
    guard let index = pending.lastIndex(where: { isMeant($0.work) }) else { return false }
    let generation = pending[index].generation
    if !answer.isPartial { pending.remove(at: index) }
    send(.answer(answer, to: generation, at: now))
    self.answer()
    return true
  }

  /// Answers the oldest pending work.
  public mutating func answer(_ answer: Answer) {
    guard !pending.isEmpty else { return }
    let generation = pending.removeFirst().generation
    send(.answer(answer, to: generation, at: now))
    self.answer()
  }

  public var frame: Frame { app.view() }

  /// The rows of the screen.
  public var lines: [String] {
    let surface = frame.surface
    return (0..<surface.size.height).map { surface.line($0) }
  }

  public var screen: String { lines.joined(separator: "\n") }

  public func shows(_ text: String) -> Bool { screen.contains(text) }

  /// What left the program, if it did.
  public var farewell: Farewell? {
    for case .quit(let farewell) in effects { return farewell }
    return nil
  }

  /// Requests that would create a runner, in the order they were sent.
  public var registrations: [RunnerRegistration] {
    effects.compactMap { effect in
      if case .run(.register(let registration, _, _), _) = effect { registration } else { nil }
    }
  }

  private func place(of text: String) -> Point? {
    let surface = frame.surface
    let width = text.displayWidth
    for y in 0..<surface.size.height {
      for x in 0..<max(0, surface.size.width - width + 1) {
        var shown = ""
        for column in x..<x + width { shown += surface[column, y].glyph }
        if shown == text { return Point(x: x, y: y) }
      }
    }
    return nil
  }

  private mutating func take(_ new: [Effect]) {
    effects += new
    for effect in new {
      switch effect {
      case .run(let work, let generation): pending.append((work, generation))
      case .cancel(let generation): pending.removeAll { $0.generation == generation }
      case .wake(let timer, let milliseconds): timers[timer] = Int(now.uptime) + milliseconds
      case .forget(let timer): timers[timer] = nil
      case .showRaw, .useTheme, .suspend, .redraw, .quit: break
      }
    }
  }
}

/// A failed expectation shows the screen rather than the whole state.
extension Pilot: CustomStringConvertible, CustomReflectable {
  public var description: String { "\n" + screen + "\n" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
