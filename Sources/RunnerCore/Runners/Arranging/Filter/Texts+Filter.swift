extension Texts {
  static func noValue(_ part: String) -> String { "\(part) has no value." }

  static func unknownKey(_ key: String) -> String {
    "\(shortened(sanitized(key), to: 24)) is no field; it is searched as text."
  }

  static func unknownKeyWithoutQuotes(_ key: String) -> String {
    let key = shortened(sanitized(key), to: 24)
    return "\(key) is no field; to search for it as text, put it in quotes: \"\(key)…\"."
  }

  static func unknownStatus(_ value: String) -> String {
    "\(quoted(value)) is no status; write online, offline, stale, never, paused or busy."
  }

  static func unknownType(_ value: String) -> String {
    "\(quoted(value)) is no runner type; write instance, group or project."
  }

  static func notAVersion(_ value: String) -> String {
    "\(quoted(value)) is no version to compare with; write it like version:>=17.5 or version:<17."
  }

  static func neitherYesNorNo(_ value: String, after key: String) -> String {
    "\(quoted(value)) is neither yes nor no; write \(key):yes or \(key):no."
  }

  static func notAnExpiry(_ value: String) -> String {
    "\(quoted(value)) is no length of time; write it like expires:14d or expires:36h."
  }

  static func message(for problem: RunnerPatternProblem) -> String {
    switch problem {
    case .parenthesis:
      "A parenthesis of the expression has no partner; add it, or write \\( for the sign."
    case .bracket: "A bracket of the expression is not closed; add ], or write \\[ for the sign."
    case .range: "A range in brackets ends before it begins; turn it round, as in [a-z]."
    case .unknownClass(let name):
      "\(quoted(name)) names no kind of characters; write one like [[:alpha:]] or [[:digit:]]."
    case .nothingToRepeat:
      "In the expression a repetition follows nothing; put what to repeat before it, or a \\ "
        + "for the sign."
    case .interval:
      "A number of repetitions is not understood; write it like {3}, {2,} or {1,5}."
    case .unknownEscape(let sign):
      "The expression knows no \\\(sanitized(String(sign))); letters and digits after a \\ are "
        + "limited to d, w, s and D, W, S."
    case .openEscape: "The expression ends in \\; write \\\\ for the sign."
    case .tooLarge: "The expression is too large; shorten it or repeat less often."
    }
  }

  private static func quoted(_ text: String) -> String {
    "“\(shortened(sanitized(text), to: 24))”"
  }
}
