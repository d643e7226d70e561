/// A command line cut into words as a POSIX shell would, without one (CPython: `shlex.split`).
enum ShellWords {
  struct Failure: Error, Equatable {
    var text: String
  }

  private enum Quote {
    case none, single, double
  }

  static func split(_ text: String) throws(Failure) -> [String] {
    var words: [String] = []
    var word: String.UnicodeScalarView?
    var quote = Quote.none
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch (quote, scalar) {
      case (.single, "'"), (.double, "\""): quote = .none
      case (.single, _): word?.append(scalar)
      case (.double, "\\"):
        // A backslash is one in double quotes, but for these two.
        if rest.first == "\"" || rest.first == "\\", let next = rest.popFirst() {
          word?.append(next)
        } else {
          word?.append(scalar)
        }
      case (.double, _): word?.append(scalar)
      case (.none, "'"), (.none, "\""):
        word = word ?? .init()
        quote = scalar == "'" ? .single : .double
      case (.none, "\\"):
        guard let next = rest.popFirst() else { throw Failure(text: Texts.nothingAfterBackslash) }
        word = word ?? .init()
        word?.append(next)
      case (.none, " "), (.none, "\t"), (.none, "\r"), (.none, "\n"):
        if let ended = word { words.append(String(ended)) }
        word = nil
      case (.none, _):
        word = word ?? .init()
        word?.append(scalar)
      }
    }
    guard quote == .none else { throw Failure(text: Texts.quoteStaysOpen) }
    if let word { words.append(String(word)) }
    return words
  }

  /// A word with `$NAME` and `${NAME}` replaced where the variable exists, and a leading `~` by the home
  /// folder (CPython: `os.path.expandvars`, `os.path.expanduser`). `~somebody` stays as it is.
  static func expanded(_ word: String, environment: [String: String], home: String?) -> String {
    var result = String.UnicodeScalarView()
    var rest = word.unicodeScalars[...]
    while let sign = rest.firstIndex(of: "$") {
      result.append(contentsOf: rest[..<sign])
      let after = rest[rest.index(after: sign)...]
      var name = after.prefix { $0.isPartOfVariable }
      var end = name.endIndex
      if after.first == "{", let close = after.firstIndex(of: "}") {
        name = after[after.index(after: after.startIndex)..<close]
        end = after.index(after: close)
      }
      if !name.isEmpty, let value = environment[String(name)] {
        result.append(contentsOf: value.unicodeScalars)
      } else {
        result.append(contentsOf: rest[sign..<end])
      }
      rest = rest[end...]
    }
    result.append(contentsOf: rest)
    return PrivateFile.expandingTilde(String(result), home: home)
  }
}

extension Unicode.Scalar {
  fileprivate var isPartOfVariable: Bool {
    self == "_" || isASCII && (properties.isAlphabetic || properties.numericType != nil)
  }
}
