import Glibc

/// A program on a terminal of its own that shows what it is sent and answers no question.
final class PseudoTerminal {
  static let size = (rows: 24, columns: 80)
  /// How long anything may take before measuring is given up: machines can be slow.
  static let patience: Duration = .seconds(30)

  let pid: pid_t
  /// Just before the program was started.
  let began: ContinuousClock.Instant
  private(set) var screen = VirtualScreen(rows: size.rows, columns: size.columns)
  private let master: Int32
  private var buffer = [UInt8](repeating: 0, count: 65536)

  /// `TIOCSPTLCK` and `TIOCGPTN` of Linux (ioctl_tty(2)): what unlockpt and ptsname of the C library
  /// do, which are not visible to Swift.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  /// Starts a program at 80x24 as `xterm-256color`.
  init(
    _ path: String, _ arguments: [String] = [], environment: [String: String]
  ) throws(BenchmarkFailure) {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, Self.setLock, &unlocked) == 0,
      ioctl(master, Self.getNumber, &number) == 0
    else {
      throw BenchmarkFailure(message: "No terminal: \(String(cString: strerror(errno))).")
    }
    var window = winsize(
      ws_row: UInt16(Self.size.rows), ws_col: UInt16(Self.size.columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    self.master = master

    let line = "/dev/pts/\(number)"
    var environment = environment
    environment["TERM"] = "xterm-256color"
    environment["LC_ALL"] = "C.UTF-8"
    began = .now
    do throws(BenchmarkFailure) {
      pid = try Spawn.start(
        path, arguments, environment: environment,
        redirections: [
          (0, .file(line, flags: O_RDWR)), (1, .descriptor(0)), (2, .descriptor(0)),
        ], inOwnSession: true)
    } catch {
      close(master)
      throw error
    }
  }

  deinit {
    Spawn.end(pid, by: SIGKILL)
    close(master)
  }

  /// Presses a key, given as the bytes a terminal sends for it.
  func press(_ key: String) throws(BenchmarkFailure) {
    let bytes = Array(key.utf8)
    guard write(master, bytes, bytes.count) == bytes.count else {
      throw BenchmarkFailure(message: "The program takes no keys.")
    }
  }

  /// Waits for bytes and shows them; answers when they came and how many there were, or nil when
  /// none came in time.
  func receive(within limit: Duration) throws(BenchmarkFailure) -> Arrival? {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let ready = poll(&descriptor, 1, Int32(limit.milliseconds.rounded(.up)))
    guard ready > 0 else { return nil }
    let count = read(master, &buffer, buffer.count)
    let instant = ContinuousClock.now
    guard count > 0 else {
      throw BenchmarkFailure(message: "The program ended too early. Its screen:\n\(screen.text)")
    }
    screen.show(buffer[..<count])
    return Arrival(instant: instant, bytes: count)
  }

  /// Bytes that arrived together.
  struct Arrival {
    let instant: ContinuousClock.Instant
    let bytes: Int
  }

  /// Shows what comes until the text stands on the screen; answers when its last byte came.
  @discardableResult
  func wait(
    forText text: String, patience: Duration = patience
  ) throws(BenchmarkFailure) -> ContinuousClock.Instant {
    let deadline = ContinuousClock.now + patience
    var last = ContinuousClock.now
    while !screen.contains(text) {
      guard let arrival = try receive(within: ContinuousClock.now.duration(to: deadline)) else {
        throw BenchmarkFailure(message: "\"\(text)\" did not appear. The screen:\n\(screen.text)")
      }
      last = arrival.instant
    }
    return last
  }

  /// Shows what comes until nothing has come for a while; answers the number of bytes.
  @discardableResult
  func waitForQuiet(_ pause: Duration = .milliseconds(60)) throws(BenchmarkFailure) -> Int {
    var bytes = 0
    while let arrival = try receive(within: pause) {
      bytes += arrival.bytes
    }
    return bytes
  }
}
