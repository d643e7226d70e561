/// What a terminal shows in one cell, or in two for a wide character.
///
/// A curses cell holds a base character and a few combining marks, and terminals disagree about
/// anything longer. So a grapheme cluster is reduced to what they agree on: an emoji joined with
/// others or with a skin tone shows its first part, a variation selector is left out, and a flag
/// shows its first regional letter. Scripts whose clusters hold several spacing characters, such
/// as Devanagari and Thai, take one cell for each of them.
///
/// Characters younger than the width tables are shown as U+FFFD, because the terminal and the
/// C library may give them other widths than we do.
public struct Glyph: Equatable, Sendable {
  /// At most five scalars (the size of ncurses' `cchar_t`, CCHARW_MAX in its `curses.h`).
  public private(set) var text: String
  /// Columns: 1 or 2; 0 only for what cannot be shown.
  public let width: Int

  /// The first cell of a character, empty when it shows nothing.
  public init(_ character: Character) {
    self = Glyph.parts(of: character).first ?? Glyph(text: "", width: 0)
  }

  /// The glyph of a printable ASCII character without the effort for others; nil for those.
  init?(ascii character: Character) {
    guard let byte = character.asciiValue, byte >= 0x20, byte < 0x7F else { return nil }
    self.init(text: String(character), width: 1)
  }

  private init(text: String, width: Int) {
    self.text = text
    self.width = width
  }

  /// The cells of one grapheme cluster from left to right; none when it shows nothing.
  public static func parts(of character: Character) -> [Glyph] {
    let scalars = character.unicodeScalars
    if let only = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex {
      let shown = ScalarWidth.shown(only)
      let width = ScalarWidth.of(shown)
      return width > 0 ? [Glyph(text: String(shown), width: width)] : []
    }
    var parts: [Glyph] = []
    var isJoined = false
    for scalar in scalars {
      if scalar == "\u{200D}" {
        isJoined = true
        continue
      }
      if isJoined, !parts.isEmpty, scalar.properties.isEmoji { break }
      isJoined = false
      let shown = ScalarWidth.shown(scalar)
      let width = ScalarWidth.of(shown)
      if width > 0 {
        if !parts.isEmpty, ScalarWidth.modifiesEmoji(shown) { continue }
        parts.append(Glyph(text: String(shown), width: width))
      } else if let last = parts.indices.last, ScalarWidth.isCombining(shown),
        parts[last].text.unicodeScalars.count < 5
      {
        parts[last].text.unicodeScalars.append(shown)
      }
    }
    return parts
  }
}
