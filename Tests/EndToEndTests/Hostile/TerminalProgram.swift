import Foundation
import Glibc
import Support

/// The program on a pseudo-terminal of its own, of which the test sees and sends every byte.
final class TerminalProgram {
  let id: pid_t
  /// Everything that the program has written.
  private(set) var output: [UInt8] = []

  private var terminal: Int32
  private let home: TemporaryFolder
  private var status: Int32?

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// TIOCSPTLCK and TIOCGPTN of Linux' asm-generic/ioctls.h, which Swift does not import.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  /// POSIX_SPAWN_SETSID of glibc's spawn.h: what the child opens first becomes its terminal.
  private static let newSession: Int16 = 0x80

  init(
    _ arguments: [String], environment: [String: String] = [:], columns: UInt16 = 80,
    rows: UInt16 = 24
  ) throws {
    home = try TemporaryFolder()
    terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var lock: CInt = 0
    var number: CUnsignedInt = 0
    guard terminal >= 0, ioctl(terminal, Self.setLock, &lock) == 0,
      ioctl(terminal, Self.getNumber, &number) == 0
    else { throw Failure(description: "There is no pseudo-terminal.") }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    for descriptor in ProgramRun.inheritableFiles {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | Self.newSession)

    let base = [
      "PATH": "/usr/bin:/bin", "HOME": home.path, "LC_ALL": "C.UTF-8", "TZ": "UTC",
      "TERM": "xterm-256color",
    ]
    var argumentPointers = (["runner-wizard"] + arguments).map { strdup($0) } + [nil]
    var environmentPointers =
      base.merging(environment) { $1 }.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
    var id: pid_t = 0
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    let status = posix_spawn(
      &id, Program.runnerWizard.path, &actions, &attributes, &argumentPointers,
      &environmentPointers)
    guard status == 0 else { throw Failure(description: "The program cannot be started.") }
    self.id = id
  }

  deinit {
    if !hasEnded {
      kill(id, SIGKILL)
      var status: Int32 = 0
      waitpid(id, &status, 0)
    }
    if terminal >= 0 { close(terminal) }
  }

  func resize(_ columns: UInt16, _ rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }

  func send(signal: Int32) { kill(id, signal) }

  /// Sends bytes as a keyboard does; what the terminal does not take at once is lost.
  func type(_ bytes: [UInt8]) { _ = write(terminal, bytes, bytes.count) }

  func type(_ text: String) { type(Array(text.utf8)) }

  /// Closes the terminal's window.
  func hangUp() {
    close(terminal)
    terminal = -1
  }

  /// Reads what has been written, without waiting.
  func read() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while terminal >= 0 {
      let count = Glibc.read(terminal, &buffer, buffer.count)
      guard count > 0 else { return }
      output += buffer.prefix(count)
    }
  }

  /// Whether the program has ended.
  var hasEnded: Bool {
    if status != nil { return true }
    var raw: Int32 = 0
    guard waitpid(id, &raw, WNOHANG) == id else { return false }
    let signal = raw & 0x7f
    status = signal == 0 ? (raw >> 8) & 0xff : 128 + signal
    return true
  }

  /// Reads until a condition holds.
  func wait(
    for purpose: String, isReading: Bool = true, _ condition: (TerminalProgram) -> Bool
  ) throws {
    let deadline = ContinuousClock.now + Deadline.generous
    while ContinuousClock.now < deadline {
      if isReading { read() }
      if condition(self) { return }
      var event = pollfd(fd: isReading ? terminal : -1, events: Int16(POLLIN), revents: 0)
      _ = poll(&event, 1, 10)
    }
    throw Failure(description: "Waited in vain for \(purpose): \(tail)")
  }

  /// Whether a text was written after so many bytes.
  func wrote(_ text: String, after place: Int = 0) -> Bool {
    Data(output.dropFirst(place)).range(of: Data(text.utf8)) != nil
  }

  func waitForText(_ text: String, after place: Int = 0) throws {
    try wait(for: text) { $0.wrote(text, after: place) }
  }

  /// Asks for every cell again, since otherwise only what has changed is written, and waits for a text in it.
  ///
  /// Asks more than once: a program that could not write drops the keys that were typed meanwhile.
  func waitForText(afterRedrawing text: String) throws {
    let place = output.count
    var looks = 0
    try wait(for: text) { program in
      if looks % 100 == 0 { program.type("\u{C}") }
      looks += 1
      return program.wrote(text, after: place)
    }
  }

  /// Waits until something more was written than was by then.
  func waitForPaint(beyond place: Int) throws {
    try wait(for: "a picture") { $0.output.count > place || $0.hasEnded }
  }

  /// How the program ended, once it has: its exit code, or 128 and the signal.
  func end(isReading: Bool = true) throws -> Int32 {
    try wait(for: "the end", isReading: isReading) { $0.hasEnded }
    if isReading { read() }
    return status ?? -1
  }

  /// The last of what was written, for failures.
  var tail: String { String(decoding: output.suffix(400), as: UTF8.self).debugDescription }
}
