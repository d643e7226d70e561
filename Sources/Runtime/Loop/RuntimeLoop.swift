import Curses
import Glibc
import RunnerCore
import RunnerWizard
import TerminalUI

/// The main thread while the screen is up: it sleeps in `poll` until a key, a signal, an answer or
/// a timer comes, lets the program change, and paints once for all that had come.
///
/// While nothing is pending it sleeps without a time limit, so an idle program wakes for nothing.
final class RuntimeLoop {
  enum Ending {
    case quit(Farewell)
    /// The process is to die of this signal, so that whoever waits for it sees the reason.
    case signal(Signal)
  }

  private let terminal: Terminal
  private let signals: SignalPipe
  private let mailbox: Mailbox
  private let runner: EffectRunner
  private let worker: Worker
  private let desktop: Desktop
  private let log: Log?
  private var app: App
  private var appearance: Appearance
  private var timers = Timers()
  private var ending: Ending?
  private var needsPainting = false
  /// A secret that alone covers the screen; the next key takes it away.
  private var covering: Secret?
  private var isCovered: Bool { covering != nil }

  init(
    app: App, appearance: Appearance, terminal: Terminal, signals: SignalPipe, mailbox: Mailbox,
    worker: Worker
  ) {
    self.app = app
    self.appearance = appearance
    self.terminal = terminal
    self.signals = signals
    self.mailbox = mailbox
    self.worker = worker
    desktop = worker.desktop
    log = worker.log
    runner = EffectRunner(mailbox: mailbox) { await worker.perform($0, deliver: $1) }
  }

  /// Runs until the program quits. The terminal is still up when this returns.
  func run() -> Ending {
    paint()
    for warning in appearance.warnings { log?.write(warning) }
    if appearance.asksBackground {
      appearance.wasAsked()
      if !terminal.queryBackground() { change(appearance.take(answer: nil)) }
    }
    perform(app.start(at: LocalClock.moment()))
    while ending == nil {
      if needsPainting { paint() }
      wait()
      takeSignals()
      takeInput()
      runner.deliver { answer, generation in
        send(.answer(answer, to: generation, at: LocalClock.moment()))
      }
      for timer in timers.due(now: LocalClock.uptime()) {
        send(.timer(timer, at: LocalClock.moment()))
      }
    }
    runner.cancelAll()
    return ending ?? .signal(.hangUp)
  }

  private func paint() {
    needsPainting = false
    terminal.present(app.view(), paint: appearance.paints.paint)
  }

  /// Sleeps until something happens.
  private func wait() {
    let events = Int16(POLLIN)
    var waiting = [
      pollfd(fd: terminal.inputDescriptor, events: events, revents: 0),
      pollfd(fd: signals.descriptor, events: events, revents: 0),
      pollfd(fd: mailbox.descriptor, events: events, revents: 0),
    ]
    let now = LocalClock.uptime()
    let deadline = [timers.next, terminal.deadline.map(Int64.init)].compactMap { $0 }.min()
    let limit = deadline.map { Int32(clamping: max(0, $0 - now)) } ?? -1
    _ = poll(&waiting, nfds_t(waiting.count), limit)
  }

  private func takeSignals() {
    for signal in signals.drain() {
      switch signal {
      case .terminate, .hangUp: finish(.signal(signal))
      case .interrupt: send(.input(.key(.control("c")), at: LocalClock.moment()))
      case .windowChanged: resize()
      case .stop: stop(.process)
      case .continued:
        covering = nil
        terminal.recover(signals)
        resize()
        send(.resumed(at: LocalClock.moment()))
      case .reload:
        appearance.reload()
        for warning in appearance.warnings { log?.write(warning) }
        needsPainting = true
      }
    }
  }

  private func takeInput() {
    for event in terminal.events(at: Int(LocalClock.uptime())) { take(event) }
    // A terminal that is gone is readable for ever; waiting on would spin.
    if terminal.isInputClosed { finish(.signal(.hangUp)) }
  }

  private func take(_ event: InputEvent) {
    switch event {
    case .background(let red, let green, let blue):
      change(appearance.take(answer: RGB(red, green, blue)))
    case .deviceAttributes:
      change(appearance.take(answer: nil))
    case .key, .paste, .mouse:
      if isCovered {
        uncover()
      } else {
        send(.input(event, at: LocalClock.moment()))
      }
    case .focus, .resize:
      send(.input(event, at: LocalClock.moment()))
    }
  }

  private func send(_ message: Message) {
    guard ending == nil else { return }
    perform(app.update(message))
    needsPainting = true
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects where ending == nil {
      switch effect {
      case .run(.copy(let clipping), let generation) where desktop.clipboardRoute == .terminal:
        let outcome = copyByTerminal(clipping)
        send(.answer(.copied(outcome), to: generation, at: LocalClock.moment()))
      // At once, because the program may end with the next effect, and the next start would ask about a token that is
      // safe.
      case .run(.closeEntry(let id, let runnerID), let generation):
        let answer = worker.closeEntry(id, runnerID: runnerID)
        send(.answer(answer, to: generation, at: LocalClock.moment()))
      case .run(let work, let generation): runner.start(work, generation)
      case .cancel(let generation): runner.cancel(generation)
      case .wake(let timer, let delay):
        timers.set(timer, after: delay, now: LocalClock.uptime())
      case .forget(let timer): timers.forget(timer)
      case .showRaw(let secret): cover(secret)
      case .useTheme(let name): change(appearance.use(name: name))
      case .suspend: stop(.job)
      case .redraw:
        paint()
        terminal.redraw()
      case .quit(let farewell): finish(.quit(farewell))
      }
    }
  }

  private func copyByTerminal(_ clipping: Clipping) -> CopyOutcome {
    let text = clipping.text
    guard text.utf8.count <= Terminal.copyLimit else {
      return .failed(message: Texts.tooLongToCopy(limit: Terminal.copyLimit))
    }
    return terminal.copyOSC52(text)
      ? .sentToTerminal : .failed(message: Texts.terminalTakesNothing)
  }

  private func finish(_ ending: Ending) {
    if self.ending == nil { self.ending = ending }
  }

  private func change(_ isChanged: Bool) {
    guard isChanged else { return }
    for warning in appearance.warnings { log?.write(warning) }
    needsPainting = true
  }

  private func cover(_ secret: Secret) {
    // What was to be painted goes below it.
    paint()
    covering = secret
    terminal.showRaw(secret.reveal())
  }

  private func uncover() {
    covering = nil
    terminal.redraw()
    needsPainting = true
  }

  private func resize() {
    let size = terminal.currentSize()
    terminal.resize(to: size)
    send(.input(.resize(size), at: LocalClock.moment()))
    if let covering { terminal.showRaw(covering.reveal()) }
  }

  /// Gives the terminal back and stops until `fg`. A token that stood alone does not come back
  /// with it.
  private func stop(_ scope: SignalPipe.StopScope) {
    covering = nil
    terminal.stop(scope, signals)
    resize()
    send(.resumed(at: LocalClock.moment()))
  }
}
