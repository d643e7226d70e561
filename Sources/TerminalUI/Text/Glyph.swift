/// One grapheme cluster in the form in which a terminal cell can show it.
///
/// A curses cell holds a base character and a few combining marks, and terminals disagree about
/// anything longer. So a cluster is reduced to what they agree on: an emoji joined with others or
/// with a skin tone shows its first part, a variation selector is left out, and a flag shows its
/// first regional letter.
public struct Glyph: Equatable, Sendable {
  /// At most five scalars (the size of ncurses' `cchar_t`, CCHARW_MAX in its `curses.h`).
  public let text: String
  /// Columns: 0 for what cannot be shown, 1 or 2.
  public let width: Int

  public init(_ character: Character) {
    let scalars = character.unicodeScalars
    guard let base = scalars.first else {
      self.init(text: "", width: 0)
      return
    }
    if base.value >= 0x20 && base.value < 0x7F && scalars.count == 1 {
      self.init(text: String(character), width: 1)
      return
    }
    let width = ScalarWidth.of(base)
    guard width > 0 else {
      self.init(text: "", width: 0)
      return
    }
    var kept = String.UnicodeScalarView([base])
    for mark in scalars.dropFirst() where kept.count < 5 {
      if mark.value == 0x200D { break }
      if ScalarWidth.of(mark) == 0 && ScalarWidth.isCombining(mark) { kept.append(mark) }
    }
    self.init(text: String(kept), width: width)
  }

  private init(text: String, width: Int) {
    self.text = text
    self.width = width
  }
}
