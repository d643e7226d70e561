/// A text field of one line: its text, its cursor and what was last cut from it.
///
/// The keys are those of GNU Readline. How far a long value is scrolled follows from the cursor
/// and the width at hand, so that painting changes nothing.
public struct LineEditor: Equatable, Sendable {
  var buffer: EditBuffer

  /// An editor with its cursor behind the text. Line ends become spaces.
  public init(text: String = "") {
    buffer = EditBuffer(EditBuffer.cleaned(text, lineEnd: " "))
  }

  public var text: String { buffer.text }
  public var isEmpty: Bool { buffer.characters.isEmpty }
  /// Grapheme clusters before the cursor.
  public var cursor: Int { buffer.cursor }
  /// Unicode scalars, which is what GitLab's length limits count.
  public var scalarCount: Int { buffer.scalarCount }

  /// Replaces the whole text and puts the cursor behind it; what was cut before can still be
  /// yanked.
  public mutating func setText(_ text: String) {
    buffer.apply(.move(.textStart))
    buffer.apply(.delete(to: .textEnd))
    buffer.insert(EditBuffer.cleaned(text, lineEnd: " "))
  }

  /// Does what a key means in a text field.
  /// - Returns: false for keys that mean nothing here, such as Enter, Tab, Up and F1.
  public mutating func handle(_ key: Key) -> Bool {
    guard let edit = Edit(key) else { return false }
    buffer.apply(edit)
    return true
  }

  /// Inserts pasted text as one change; line ends and tabs become spaces.
  /// - Parameter trimming: leaves out white space around the text, for addresses and tokens.
  public mutating func paste(_ text: String, trimming: Bool = false) {
    let clean = EditBuffer.cleaned(text, lineEnd: " ")
    buffer.insert(trimming ? EditBuffer.trimmed(clean) : clean)
  }

  /// Puts the cursor where the mouse points: `column` counted from the left edge of a field of
  /// `width` columns that has the focus.
  public mutating func moveCursor(toColumn column: Int, width: Int, isMasked: Bool = false) {
    let window = LineWindow(self, width: width, isFocused: true, isMasked: isMasked)
    buffer.moveCursor(to: window.index(atColumn: column))
  }
}
