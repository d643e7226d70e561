/// A command line as a POSIX shell cuts it into words. No shell is run and nothing is expanded, so that
/// what is typed is what is started.
///
/// POSIX: "Shell Command Language", 2.2 Quoting.
enum ShellWords {
  /// - Returns: nil where a quotation is not closed.
  static func split(_ text: String) -> [String]? {
    var words: [String] = []
    var word: String.UnicodeScalarView?
    var quote: Unicode.Scalar?
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        // Between double quotes a backslash is itself before anything but these.
        if quote != nil, !"\\\"$`".unicodeScalars.contains(scalar) { word?.append("\\") }
        word = (word ?? String.UnicodeScalarView()) + [scalar]
        isEscaped = false
        continue
      }
      switch scalar {
      case "\\" where quote != "'":
        isEscaped = true
        word = word ?? String.UnicodeScalarView()
      case "'", "\"":
        if let open = quote, open != scalar {
          word?.append(scalar)
        } else {
          quote = quote == nil ? scalar : nil
          word = word ?? String.UnicodeScalarView()
        }
      case " ", "\t", "\n", "\r":
        guard quote == nil else {
          word?.append(scalar)
          continue
        }
        if let word { words.append(String(word)) }
        word = nil
      default:
        word = (word ?? String.UnicodeScalarView()) + [scalar]
      }
    }
    guard quote == nil, !isEscaped else { return nil }
    if let word { words.append(String(word)) }
    return words
  }
}
