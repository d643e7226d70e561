import CNCurses
public import TerminalUI

extension Terminal {
  /// Shows a frame, sending the terminal only what changed.
  ///
  /// Ignored while `showRaw` covers the screen; the frame after `redraw()` is shown again.
  /// - Parameter paint: the theme. A changed one repaints everything by itself.
  public func present(_ frame: Frame, paint: (Style) -> CellPaint) {
    guard isShown, !isCovered else { return }
    presenter.write(frame.surface, paint: paint)
    place(frame.cursor)
    wnoutrefresh(cn_window())
    doupdate()
    if !areModesOn { enableModes() }
  }

  /// Clears the terminal and paints what was shown last, whatever it shows now.
  public func redraw() {
    guard isShown else { return }
    isCovered = false
    cn_forget_screen()
    wnoutrefresh(cn_window())
    doupdate()
  }

  /// Shows a text below curses, still in the alternate screen: from column 1 and without line
  /// breaks, so that the terminal wraps it and selects it as one line. `redraw()` ends it.
  ///
  /// Control characters are left out.
  public func showRaw(_ text: String) {
    guard isShown else { return }
    isCovered = true
    curs_set(1)
    doupdate()
    var shown: [UInt32] = []
    let glyphs = GlyphTable(encoding: encoding)
    for character in text {
      let glyph = Glyph(character)
      if glyph.width > 0 { glyphs.append(glyph.text, width: glyph.width, to: &shown) }
    }
    let scalars = shown.compactMap(Unicode.Scalar.init)
    let line = String(String.UnicodeScalarView(scalars))
    send(
      capabilities.resetAttributes + capabilities.clear
        + Array("\(line)\r\n\r\n\(Texts.keepsWorking)\r\n".utf8))
  }

  /// Asks the terminal for its background colour (OSC 11) and then for its primary attributes
  /// (DA1), which nearly all answer, so that the wait for the first can end.
  ///
  /// The answers come as events, whenever the terminal likes. A terminal that might print the
  /// query is not asked.
  /// - Returns: whether it was asked.
  @discardableResult
  public func queryBackground() -> Bool {
    guard isShown, capabilities.hasMouse, !type.hasPrefix("linux") else { return false }
    return send(Array("\u{1B}]11;?\u{7}\u{1B}[c".utf8))
  }

  /// The longest text that `copyOSC52` sends, in bytes: 100,000 when encoded, the limit of xterm.
  public static let copyLimit = 74_994

  /// Hands a text to the terminal's clipboard (OSC 52), which gives no answer: it may have ignored
  /// it.
  /// - Returns: false, with nothing sent, for a text that is too long; also when the terminal
  ///   takes nothing.
  public func copyOSC52(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard isShown, bytes.count <= Self.copyLimit else { return false }
    return send(Array("\u{1B}]52;c;".utf8) + Base64.encode(bytes) + [0x07])
  }

  private func place(_ cursor: Point?) {
    guard let cursor, cursor.x >= 0, cursor.y >= 0, cursor.x < size.width, cursor.y < size.height
    else {
      leaveok(cn_window(), true)
      curs_set(0)
      return
    }
    leaveok(cn_window(), false)
    wmove(cn_window(), Int32(cursor.y), Int32(cursor.x))
    curs_set(1)
  }
}
