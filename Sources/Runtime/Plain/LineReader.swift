import Curses
import Glibc

/// Reads lines from a keyboard or a pipe while signals are heard.
final class LineReader {
  enum Line: Equatable {
    case text(String)
    /// The end of the input, or a terminal that is gone.
    case end
    /// Ctrl-C.
    case interrupted
  }

  /// Bytes after which an endless line counts as the end of the input.
  private static let limit = 1_000_000

  private let descriptor: Int32
  private let signals: SignalPipe?
  private var buffer: [UInt8] = []
  private var isAtEnd = false

  /// - Parameter signals: nil leaves signals to their defaults.
  init(descriptor: Int32, signals: SignalPipe?) {
    self.descriptor = descriptor
    self.signals = signals
  }

  /// Waits for the next line, without its end.
  /// - Parameter isSecret: whether a terminal must not show what is typed.
  func next(isSecret: Bool) -> Line {
    let echo = isSecret ? TerminalEcho(descriptor) : nil
    echo?.switchOff()
    defer { echo?.restore() }
    while true {
      if let line = takeLine() { return .text(line) }
      if isAtEnd {
        guard !buffer.isEmpty else { return .end }
        defer { buffer = [] }
        return .text(String(decoding: buffer, as: UTF8.self))
      }
      guard wait(echo) else { return .interrupted }
    }
  }

  private func takeLine() -> String? {
    guard let end = buffer.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    var line = buffer[..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    let text = String(decoding: line, as: UTF8.self)
    buffer.removeSubrange(...end)
    return text
  }

  /// Sleeps until there is input or a signal; false for Ctrl-C.
  private func wait(_ echo: TerminalEcho?) -> Bool {
    let events = Int16(POLLIN)
    var waiting = [
      pollfd(fd: descriptor, events: events, revents: 0),
      pollfd(fd: signals?.descriptor ?? -1, events: events, revents: 0),
    ]
    _ = poll(&waiting, nfds_t(waiting.count), -1)
    for signal in signals?.drain() ?? [] {
      switch signal {
      case .interrupt: return false
      case .terminate, .hangUp:
        echo?.restore()
        signals?.die(of: signal)
      case .stop:
        echo?.restore()
        ProcessControl.stop()
        echo?.switchOff()
      case .windowChanged, .continued, .reload: break
      }
    }
    if waiting[0].revents != 0 { fill() }
    return true
  }

  private func fill() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    if count > 0 {
      buffer += bytes.prefix(count)
      if buffer.count > Self.limit { isAtEnd = true }
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      isAtEnd = true
    }
  }
}

/// A terminal's echo, off while a secret is typed. Does nothing to a pipe.
final class TerminalEcho {
  private let descriptor: Int32
  private var original: termios?

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  func switchOff() {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return }
    original = modes
    modes.c_lflag &= ~tcflag_t(ECHO)
    // What was typed ahead stays: it is part of the answers.
    tcsetattr(descriptor, TCSADRAIN, &modes)
  }

  func restore() {
    guard var modes = original else { return }
    original = nil
    tcsetattr(descriptor, TCSADRAIN, &modes)
    // The line end that was typed was not shown either.
    _ = Descriptor.writeAll([UInt8(ascii: "\n")], to: STDERR_FILENO)
  }
}
