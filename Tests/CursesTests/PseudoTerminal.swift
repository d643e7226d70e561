import Glibc
import Testing

/// A pseudo-terminal of which the test plays the terminal and the code under test the program.
final class PseudoTerminal {
  /// The side that the code under test is given.
  let program: Int32
  private var terminal: Int32

  /// TIOCSPTLCK and TIOCGPTN of Linux' asm-generic/ioctls.h, which the C library's functions for
  /// pseudo-terminals use and Swift does not import.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  init(columns: UInt16, rows: UInt16) throws {
    terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(terminal >= 0)
    var lock: CInt = 0
    try #require(ioctl(terminal, Self.setLock, &lock) == 0)
    var number: CUnsignedInt = 0
    try #require(ioctl(terminal, Self.getNumber, &number) == 0)
    program = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    try #require(program >= 0)
    _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
    resize(columns: columns, rows: rows)
  }

  deinit {
    close(program)
    if terminal >= 0 { close(terminal) }
  }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }

  /// What the program has written since the last call.
  func received() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(terminal, &buffer, buffer.count)
      guard count > 0 else { return all }
      all += buffer.prefix(count)
    }
  }

  func receivedText() -> String {
    String(decoding: received(), as: UTF8.self)
  }

  /// Closes the terminal's window.
  func hangUp() {
    close(terminal)
    terminal = -1
  }

  /// Types on the terminal's keyboard.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(write(terminal, bytes, bytes.count) == bytes.count)
  }

  /// The modes that the program has set.
  var modes: Modes {
    var modes = termios()
    tcgetattr(program, &modes)
    return Modes(
      input: modes.c_iflag, output: modes.c_oflag, local: modes.c_lflag, control: modes.c_cflag)
  }

  /// What a shell does that takes the terminal back.
  func makeCooked() {
    var modes = termios()
    tcgetattr(program, &modes)
    modes.c_lflag |= tcflag_t(ICANON | ECHO | ISIG)
    tcsetattr(program, TCSANOW, &modes)
  }

  struct Modes: Equatable {
    var input: tcflag_t
    var output: tcflag_t
    var local: tcflag_t
    var control: tcflag_t
    var isRaw: Bool { local & tcflag_t(ICANON | ECHO | ISIG) == 0 }
  }
}
