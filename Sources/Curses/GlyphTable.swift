import CNCurses

/// Turns the glyph of a cell into scalars that are safe to hand to curses.
///
/// curses counts columns with the C library's `wcwidth`, which may be older or newer than the
/// widths that the frame was laid out with; a glyph on which the two differ would shift the rest
/// of its row. It, and whatever the locale cannot encode or a terminal would obey, is replaced by
/// something of the same width.
struct GlyphTable {
  let encoding: Encoding

  /// Appends the scalars for a glyph that takes `width` columns, 1 or 2.
  func append(_ glyph: String, width: Int, to scalars: inout [UInt32]) {
    if width == 1, let byte = singleByte(glyph) {
      scalars.append(byte)
      return
    }
    guard let base = glyph.unicodeScalars.first else {
      scalars.append(Self.blank)
      return
    }
    if encoding == .utf8, isPrintable(base), Int(cn_width(base.value)) == width {
      scalars.append(base.value)
      appendMarks(of: glyph, to: &scalars)
    } else {
      scalars.append(UInt32(Self.substitute(for: base)))
    }
  }

  /// Whether a substitute of one column stands for the whole of a glyph; the second column of a
  /// wide one is then filled apart.
  func isReplaced(_ glyph: String, width: Int) -> Bool {
    guard let base = glyph.unicodeScalars.first else { return true }
    return encoding == .ascii || !isPrintable(base) || Int(cn_width(base.value)) != width
  }

  private static let blank: UInt32 = 0x20

  private func singleByte(_ glyph: String) -> UInt32? {
    let bytes = glyph.utf8
    guard let byte = bytes.first, bytes.count == 1, byte >= 0x20, byte < 0x7F else { return nil }
    return UInt32(byte)
  }

  /// Up to four combining marks, as many as a cell holds beside its base.
  private func appendMarks(of glyph: String, to scalars: inout [UInt32]) {
    let room = Int(CN_CELL_SCALARS) - 1
    for mark in glyph.unicodeScalars.dropFirst().prefix(room) {
      switch mark.properties.generalCategory {
      case .nonspacingMark, .enclosingMark:
        if cn_width(mark.value) == 0 { scalars.append(mark.value) }
      default: break
      }
    }
  }

  /// Nothing that controls a terminal or the direction of its text, and not the soft hyphen,
  /// which some terminals show and others do not.
  private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }

  /// The ASCII character that resembles a scalar, "?" where none does.
  static func substitute(for scalar: Unicode.Scalar) -> UInt8 {
    switch scalar {
    case " "..."~": return UInt8(scalar.value)
    case "\u{A0}", "\u{2000}"..."\u{200A}", "\u{3000}": return UInt8(ascii: " ")
    case "…", "◌": return UInt8(ascii: "~")
    case "●", "•", "◆", "★": return UInt8(ascii: "*")
    case "○", "◯", "◇", "☆": return UInt8(ascii: "o")
    case "·", "∙": return UInt8(ascii: ".")
    case "‖", "│", "┃", "║", "┆", "┊", "▏", "▎", "▍", "▌", "▐", "▕": return UInt8(ascii: "|")
    case "–", "—", "‐", "‑", "−", "─", "━", "┄", "┈", "\u{AD}": return UInt8(ascii: "-")
    case "═": return UInt8(ascii: "=")
    case "\u{2500}"..."\u{257F}": return UInt8(ascii: "+")
    case "▸", "▶", "›", "»", "→", "❯": return UInt8(ascii: ">")
    case "◂", "◀", "‹", "«", "←", "❮": return UInt8(ascii: "<")
    case "▲", "▴", "↑": return UInt8(ascii: "^")
    case "▼", "▾", "↓": return UInt8(ascii: "v")
    case "✓", "✔", "×", "✕", "✗", "✘", "☑", "☒": return UInt8(ascii: "x")
    case "⚠": return UInt8(ascii: "!")
    case "“", "”", "„": return UInt8(ascii: "\"")
    case "‘", "’", "‚": return UInt8(ascii: "'")
    case "█", "▓", "▒", "░", "■", "▪": return UInt8(ascii: "#")
    case "\u{2800}"..."\u{28FF}":
      // Spinners turn through Braille patterns; they go on turning.
      return Array("|/-\\".utf8)[Int(scalar.value % 4)]
    default: return UInt8(ascii: "?")
    }
  }
}
