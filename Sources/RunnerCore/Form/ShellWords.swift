/// A command line of a shell cut into words, as far as reading one that was pasted needs it.
///
/// Quotes, escapes and continued lines are those of POSIX shells; a line also goes on after the signs of PowerShell and
/// of cmd.exe. Nothing is expanded.
struct ShellWords {
  struct Word: Equatable {
    /// Without quotes and escapes.
    var value: String
    /// As it was written.
    var raw: String

    /// Whether a shell would put something else in its place.
    var isExpanded: Bool { raw.first != "'" && value.contains { $0 == "$" || $0 == "`" } }
  }

  /// Simple commands: what stands between `;`, `&&`, `||`, `|` and line ends.
  private(set) var commands: [[Word]] = []

  private var words: [Word] = []
  private var value = ""
  private var raw = ""
  private var rest: Substring

  init(_ text: String) {
    rest = text[...]
    while let character = rest.popFirst() { take(character) }
    endCommand()
  }

  private mutating func take(_ character: Character) {
    switch character {
    case "'", "\"": takeQuoted(character)
    case "\\", "`", "^":
      if isAtLineEnd() {
        endWord()
      } else if character == "\\", let next = rest.popFirst() {
        value.append(next)
        raw += "\\" + String(next)
      } else {
        add(character)
      }
    case "#" where raw.isEmpty: rest = rest.drop { !$0.isNewline }
    case ";", "|", "&", "(", ")": endCommand()
    case _ where character.isNewline: endCommand()
    case _ where character.isWhitespace: endWord()
    default: add(character)
    }
  }

  /// Whether only blanks stand before the line's end, which are skipped with it then.
  private mutating func isAtLineEnd() -> Bool {
    let after = rest.drop { $0.isWhitespace && !$0.isNewline }
    guard after.isEmpty || after.first?.isNewline == true else { return false }
    rest = after.dropFirst()
    return true
  }

  private mutating func takeQuoted(_ quote: Character) {
    raw.append(quote)
    while let character = rest.popFirst() {
      raw.append(character)
      if character == quote { return }
      if quote == "\"", character == "\\", let next = rest.first, "\"\\$`".contains(next) {
        rest.removeFirst()
        raw.append(next)
        value.append(next)
      } else {
        value.append(character)
      }
    }
    raw.append(quote)
  }

  private mutating func add(_ character: Character) {
    value.append(character)
    raw.append(character)
  }

  private mutating func endWord() {
    if !raw.isEmpty { words.append(Word(value: value, raw: raw)) }
    value = ""
    raw = ""
  }

  private mutating func endCommand() {
    endWord()
    if !words.isEmpty { commands.append(words) }
    words = []
  }
}
