import CNCurses
import Glibc

/// A signal that the program hears of and answers in its loop.
public enum Signal: CaseIterable, Equatable, Sendable {
  /// The window has another size.
  case windowChanged
  case terminate
  /// The terminal may be gone.
  case hangUp
  /// From another program; the key Ctrl-C is a key.
  case interrupt
  /// Stopping is over.
  case continued
  /// From another program; the key Ctrl-Z is a key.
  case stop
  /// SIGUSR1.
  case reload

  var number: Int32 {
    switch self {
    case .windowChanged: SIGWINCH
    case .terminate: SIGTERM
    case .hangUp: SIGHUP
    case .interrupt: SIGINT
    case .continued: SIGCONT
    case .stop: SIGTSTP
    case .reload: SIGUSR1
    }
  }
}

/// Turns signals into bytes in a pipe, so that a loop in `poll` wakes up and answers them in its
/// own time.
///
/// There is one set of signal handlers in a process and so one pipe; install it before a
/// `Terminal` is opened, or curses installs handlers of its own. What was ignored when the program
/// started, as under `nohup`, stays ignored. SIGPIPE neither kills nor is heard of: writing to a
/// reader that is gone fails with EPIPE. Programs that are started get the default actions.
public final class SignalPipe {
  /// Readable when `drain()` has something.
  public let descriptor: Int32

  /// Nil when there is one already or no descriptor is free.
  public init?() {
    // Assigned last: returning nil from a whole object would run `deinit`, and that uninstall the
    // handlers of the pipe that exists.
    let readEnd = cn_signals_install()
    guard readEnd >= 0 else { return nil }
    descriptor = readEnd
  }

  deinit {
    cn_signals_uninstall()
  }

  /// What has come since the last call, each signal once, in order of arrival.
  public func drain() -> [Signal] {
    var signals: [Signal] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while true {
      let count = cn_read_available(descriptor, &buffer, buffer.count)
      guard count > 0 else { return signals }
      for byte in buffer.prefix(count) {
        let signal = Signal.allCases.first { $0.number == Int32(byte) }
        if let signal, !signals.contains(signal) { signals.append(signal) }
      }
    }
  }

  /// What a stop concerns.
  public enum StopScope: Sendable {
    /// The program alone, as an outside SIGTSTP asks for.
    case process
    /// All programs of the job, as Ctrl-Z does in a terminal that is not raw.
    case job
  }

  /// Stops until the program is continued in the foreground of a terminal, or is to end.
  func stop(_ scope: StopScope, terminal: Int32) {
    cn_signals_stop(scope == .job, terminal)
  }

  /// Stops as long as the program is in the background of a terminal and is not to end.
  func awaitForeground(terminal: Int32) {
    cn_signals_await_foreground(terminal)
  }

  /// Ends the program by the default action of a signal, so that whoever waits for it sees the
  /// signal. Call it with the terminal closed.
  public func die(of signal: Signal) -> Never {
    cn_signals_die(signal.number)
    _exit(128 + signal.number)
  }
}
