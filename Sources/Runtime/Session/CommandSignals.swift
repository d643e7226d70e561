import Curses
import Glibc

/// Why a stream takes nothing any more.
enum OutputEnd: Equatable, Sendable {
  /// A full device, a limit on the size of files, an error of the stream.
  case failed
  /// The program that read the pipe has ended.
  case readerGone
  /// Ctrl-C, or a signal that ends the program.
  case interrupted
}

/// Signals as a command without a screen hears them.
///
/// Until its first request it may block in files and pipes that others have to fill, so that signals
/// have to end it there and then. From then on a runner may come into being, and they are
/// answered in order.
final class CommandSignals {
  private let areHeard: Bool
  private(set) var pipe: SignalPipe?
  /// Why the last ``write(_:to:)`` failed.
  private(set) var outputEnd = OutputEnd.failed
  /// What came while a stream took nothing, and ends the program.
  private var end: Signal?

  /// - Parameter areHeard: false leaves signals to their defaults to the end, as tests do.
  init(areHeard: Bool = true) {
    self.areHeard = areHeard
  }

  /// Answers signals from now on.
  func install() {
    if areHeard, pipe == nil { pipe = SignalPipe() }
  }

  /// Writes everything to a stream; false when that failed or a signal came while the stream took
  /// nothing.
  func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard isWritable(descriptor) else {
        outputEnd = .interrupted
        return false
      }
      // A pipe that is ready takes this much without blocking.
      guard Descriptor.writeAll(Array(rest.prefix(Int(PIPE_BUF))), to: descriptor) else {
        outputEnd = errno == EPIPE ? .readerGone : .failed
        return false
      }
      rest = rest.dropFirst(Int(PIPE_BUF))
    }
    return true
  }

  /// Ends the program by the signal that came during `write`, if one did.
  func dieIfAsked() {
    if let pipe, let end { pipe.die(of: end) }
  }

  /// Waits until a stream takes something; false for a signal that ends the program.
  ///
  /// A stream that is ready comes first: what is written may be a token that is shown only once.
  private func isWritable(_ descriptor: Int32) -> Bool {
    guard let pipe else { return true }
    while true {
      var waiting = [
        pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: pipe.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      _ = poll(&waiting, nfds_t(waiting.count), -1)
      if waiting[0].revents != 0 { return true }
      for signal in pipe.drain() {
        switch signal {
        case .interrupt: return false
        case .terminate, .hangUp:
          end = signal
          return false
        case .stop: ProcessControl.stop()
        case .windowChanged, .continued, .reload: break
        }
      }
    }
  }
}
