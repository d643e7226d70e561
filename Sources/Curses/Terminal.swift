import CNCurses
import Glibc
public import TerminalUI

/// The terminal while the program has it: full screen, raw keys, paste, mouse and focus reports.
///
/// curses keeps global state, so there is one open terminal in a process, used by one thread; the
/// class is not `Sendable` for that reason. A crash gives the terminal back by itself; every other
/// way out calls `close()`. All operations may be called in any order and more than once: on a
/// suspended or closed terminal they do nothing.
public final class Terminal {
  private enum State {
    case shown
    /// Given back to the shell for a while.
    case suspended
    case closed
  }

  /// The extent that frames are shown with.
  public private(set) var size: Size
  /// How many colours there are to paint with, at most what the options allow.
  public let depth: ColorDepth
  public let encoding: Encoding
  /// The terminal type, as in TERM.
  public let type: String

  let options: TerminalOptions
  let capabilities: Capabilities
  let modes: PrivateModes
  var presenter: Presenter
  var decoder = InputDecoder()
  /// Whether `showRaw` has put text over the screen.
  var isCovered = false
  /// Whether the input has ended: the terminal is gone.
  public internal(set) var isInputClosed = false

  private(set) var areModesOn = false
  private var state = State.shown
  private var screen: cn_screen
  private let standardError: StandardErrorRedirect?

  /// Takes the terminal over: alternate screen, raw mode, paste, focus and mouse reports.
  ///
  /// Nothing is asked of the terminal and nothing is waited for. Install the `SignalPipe` before.
  public static func open(
    options: TerminalOptions = TerminalOptions()
  ) throws(TerminalFailure) -> Terminal {
    let type = options.type ?? getenv("TERM").map { String(cString: $0) } ?? ""
    let encoding = options.encoding.map(setLocale) ?? localeOfEnvironment()
    cn_save_modes(options.output)
    var screen = cn_screen()
    switch Int(cn_open_screen(&screen, type, options.output, options.input)) {
    case CN_SCREEN_OPENED: break
    case CN_SCREEN_TYPE_UNKNOWN: throw .typeUnknown(type)
    case CN_SCREEN_DATABASE_MISSING: throw .databaseMissing
    case CN_SCREEN_UNSUITABLE: throw .unsuitable(type)
    default: throw .noResources
    }
    return Terminal(options, type, encoding, screen)
  }

  private init(
    _ options: TerminalOptions, _ type: String, _ encoding: Encoding, _ screen: cn_screen
  ) {
    self.options = options
    self.type = type
    self.encoding = encoding
    self.screen = screen
    capabilities = .ofCurrentTerminal()
    modes = PrivateModes(mouse: options.mouse, capabilities: capabilities)
    depth = ColorPairs.detectedDepth().limited(to: options.depth)
    size = Size(width: Int(cn_columns()), height: Int(cn_rows()))
    presenter = Presenter(encoding: encoding, depth: depth)
    standardError =
      options.redirectsStandardError
      ? StandardErrorRedirect(path: options.standardErrorPath) : nil
    standardError?.begin()
    armCrashReset()
    raw()
    noecho()
    nonl()
    // A key that waits would otherwise make curses put off painting.
    typeahead(-1)
    intrflush(cn_window(), false)
    resize(to: currentSize())
  }

  deinit {
    close()
  }

  public var isShown: Bool { state == .shown }

  /// Gives the terminal back for good. The first call does it, further ones do nothing.
  public func close() {
    guard state != .closed else { return }
    leave()
    state = .closed
    cn_close_screen(&screen)
  }

  /// Gives the terminal back for a while, as for Ctrl-Z.
  public func suspend() {
    guard state == .shown else { return }
    leave()
    state = .suspended
  }

  /// Gives the terminal back, stops the program, and takes the terminal again when the program is
  /// continued in the foreground: the answer to the key Ctrl-Z (`.job`) and to the signal `.stop`
  /// (`.process`). The signals that came meanwhile are still to be drained.
  public func stop(_ scope: SignalPipe.StopScope, _ signals: SignalPipe) {
    suspend()
    signals.stop(scope, terminal: options.output)
    resume()
  }

  /// Takes the terminal again after a stop that nobody announced (SIGSTOP): the answer to the
  /// signal `.continued`. In the background the program stops once more.
  public func recover(_ signals: SignalPipe) {
    guard state != .closed else { return }
    signals.awaitForeground(terminal: options.output)
    resume()
  }

  /// Takes the terminal again and paints the whole screen.
  ///
  /// Also right for a terminal that is shown, after somebody else has changed its modes. In the
  /// background, where the terminal belongs to another job, nothing happens.
  public func resume() {
    guard state != .closed, cn_in_foreground(options.output) else { return }
    state = .shown
    standardError?.begin()
    armCrashReset()
    reset_prog_mode()
    resize(to: currentSize())
    redraw()
    enableModes()
  }

  /// The window's size now; `size` follows when `resize(to:)` is called with it.
  ///
  /// From the kernel, else from LINES and COLUMNS, else from terminfo, else 80 by 24.
  public func currentSize() -> Size {
    var columns: Int32 = 0
    var rows: Int32 = 0
    if cn_window_size(options.output, &columns, &rows) {
      return Size(width: Int(columns), height: Int(rows))
    }
    return Size(
      width: Self.number("COLUMNS", capability: "cols", otherwise: 80),
      height: Self.number("LINES", capability: "lines", otherwise: 24))
  }

  /// Adapts curses to a new window size; the next frame is painted whole.
  public func resize(to newSize: Size) {
    guard state == .shown, newSize.width > 0, newSize.height > 0 else { return }
    size = newSize
    guard Int(cn_columns()) != newSize.width || Int(cn_rows()) != newSize.height else { return }
    resize_term(Int32(newSize.height), Int32(newSize.width))
    presenter.invalidate()
    // The terminal has moved or cut what it showed.
    cn_forget_screen()
  }

  /// Switches the private modes on. With the first frame, so that it is not kept waiting, and so
  /// that the alternate screen is there for terminals that keep modes per screen.
  func enableModes() {
    areModesOn = true
    send(modes.enable)
  }

  private func leave() {
    guard state == .shown else { return }
    send(modes.disable)
    areModesOn = false
    cn_leave_screen()
    if !capabilities.hasAlternateScreen { send(capabilities.clear) }
    cn_restore_modes(options.output)
    cn_crash_disarm()
    standardError?.restore()
    isCovered = false
  }

  private func armCrashReset() {
    let reset = capabilities.reset(modes: modes)
    cn_crash_arm(options.output, reset, reset.count)
  }

  /// Writes bytes to the terminal beside curses, which has sent all of its own by then.
  /// - Returns: false when the terminal takes nothing for a second, or is gone.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    cn_write_all(options.output, bytes, bytes.count, 1000)
  }

  private static func setLocale(_ encoding: Encoding) -> Encoding {
    let isSet = cn_set_locale(encoding == .utf8 ? "C.UTF-8" : "C")
    return isSet ? encoding : .ascii
  }

  private static func localeOfEnvironment() -> Encoding {
    cn_set_locale_from_environment() ? .utf8 : .ascii
  }

  private static func number(_ name: String, capability: String, otherwise: Int) -> Int {
    if let text = getenv(name), let value = Int(String(cString: text)), 1...10_000 ~= value {
      return value
    }
    let value = Int(tigetnum(capability))
    return value > 0 ? value : otherwise
  }
}

extension ColorDepth {
  /// The lesser of two depths.
  func limited(to limit: ColorDepth?) -> ColorDepth {
    let order: [ColorDepth] = [.none, .ansi8, .ansi16, .indexed256, .direct]
    return order.first { $0 == self || $0 == limit } ?? self
  }
}
