/// What a key does to text under edit: the keys of GNU Readline's emacs mode that make sense in a
/// form, and the ones for which keyboards have labels.
enum Edit: Equatable, Sendable {
  case move(Place)
  case delete(to: Place)
  /// Deletes and keeps what was deleted for `yank`.
  case kill(to: Place)
  case yank
  case insert(Character)

  /// A place in the text, told from the cursor.
  enum Place: Equatable, Sendable {
    case previousCharacter
    case nextCharacter
    /// Words of letters and digits.
    case previousWord
    case nextWord
    /// The beginning of the word before the cursor where only blanks part words.
    case previousBlank
    case lineStart
    case lineEnd
    /// The end of the line, or past the line break when the cursor is at the end already.
    case lineEndOrBreak
    case textStart
    case textEnd
  }

  /// Nil for keys that do not edit.
  init?(_ key: Key) {
    if let edit = Edit.table[key] {
      self = edit
    } else if let character = key.typed, !EditBuffer.isControl(character) {
      self = .insert(character)
    } else {
      return nil
    }
  }

  private static let table: [Key: Edit] = [
    .left: .move(.previousCharacter),
    .control("b"): .move(.previousCharacter),
    .right: .move(.nextCharacter),
    .control("f"): .move(.nextCharacter),
    .alt("b"): .move(.previousWord),
    Key(.left, .control): .move(.previousWord),
    Key(.left, .alt): .move(.previousWord),
    .alt("f"): .move(.nextWord),
    Key(.right, .control): .move(.nextWord),
    Key(.right, .alt): .move(.nextWord),
    .home: .move(.lineStart),
    .control("a"): .move(.lineStart),
    .end: .move(.lineEnd),
    .control("e"): .move(.lineEnd),
    Key(.home, .control): .move(.textStart),
    Key(.end, .control): .move(.textEnd),

    .backspace: .delete(to: .previousCharacter),
    .control("h"): .delete(to: .previousCharacter),
    .delete: .delete(to: .nextCharacter),
    .control("d"): .delete(to: .nextCharacter),

    .control("k"): .kill(to: .lineEndOrBreak),
    .control("u"): .kill(to: .lineStart),
    .control("w"): .kill(to: .previousBlank),
    .alt("d"): .kill(to: .nextWord),
    Key(.delete, .control): .kill(to: .nextWord),
    Key(.backspace, .alt): .kill(to: .previousWord),
    Key(.backspace, .control): .kill(to: .previousWord),
    .control("y"): .yank,
  ]
}
