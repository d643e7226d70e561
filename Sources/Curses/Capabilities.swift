import CNCurses
import Glibc

/// What terminfo knows about the terminal beside what curses uses by itself.
struct Capabilities: Equatable {
  var enterAlternateScreen: [UInt8]?
  var leaveAlternateScreen: [UInt8]?
  /// Blanks all cells and puts the cursor at the top left.
  var clear: [UInt8] = []
  var showCursor: [UInt8] = []
  var resetAttributes: [UInt8] = []
  var originalColors: [UInt8] = []
  var leaveKeypad: [UInt8] = []
  /// Whether the entry has `kmous`, which xterm, rxvt, screen and tmux do.
  var hasMouse = false

  /// Without one, as on `vt100` and `linux`, the cells have to be blanked on leaving.
  var hasAlternateScreen: Bool { enterAlternateScreen != nil && leaveAlternateScreen != nil }

  /// The terminfo entry of the screen that is open.
  static func ofCurrentTerminal() -> Capabilities {
    Capabilities(
      enterAlternateScreen: string("smcup"), leaveAlternateScreen: string("rmcup"),
      clear: string("clear") ?? [], showCursor: string("cnorm") ?? [],
      resetAttributes: string("sgr0") ?? [], originalColors: string("op") ?? [],
      leaveKeypad: string("rmkx") ?? [], hasMouse: string("kmous") != nil)
  }

  private static func string(_ name: String) -> [UInt8]? {
    guard let value = cn_capability(name) else { return nil }
    defer { free(value) }
    return Array(UnsafeBufferPointer(start: value, count: strlen(value))).map {
      UInt8(bitPattern: $0)
    }
  }
}

/// The private modes that are switched on while the screen is up (xterm's `ctlseqs`, section
/// "DEC Private Mode Set").
struct PrivateModes: Equatable {
  private var numbers: [Int] = []

  /// Bracketed paste everywhere, for a terminal that does not know a private mode ignores it.
  /// Focus reports and the mouse only where the entry knows a mouse. The console of Linux knows
  /// clicks but not their SGR form, and reports them in the older one.
  init(mouse: Bool, capabilities: Capabilities) {
    numbers = [2004]
    if capabilities.hasMouse {
      numbers.append(1004)
      if mouse { numbers += [1000, 1006] }
    }
  }

  var enable: [UInt8] { sequence(numbers, final: "h") }
  var disable: [UInt8] { sequence(numbers.reversed(), final: "l") }

  private func sequence(_ numbers: [Int], final: Character) -> [UInt8] {
    numbers.flatMap { Array("\u{1B}[?\($0)\(final)".utf8) }
  }
}

extension Capabilities {
  /// What gives the terminal back when nothing else can run any more: private modes off,
  /// attributes and colours reset, the alternate screen left, or the cells blanked where there is
  /// none, and the cursor shown.
  func reset(modes: PrivateModes) -> [UInt8] {
    var bytes = modes.disable + resetAttributes + originalColors + leaveKeypad
    if hasAlternateScreen, let leaveAlternateScreen {
      bytes += leaveAlternateScreen
    } else {
      bytes += clear
    }
    return bytes + showCursor
  }
}
