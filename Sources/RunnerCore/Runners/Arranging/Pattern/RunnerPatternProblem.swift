/// Why a text is no pattern.
enum RunnerPatternProblem: Error, Equatable, Sendable {
  case parenthesis
  case bracket
  case range
  case unknownClass(String)
  case nothingToRepeat
  case interval
  case unknownEscape(Unicode.Scalar)
  case openEscape
  case tooLarge

  var message: String { Texts.message(for: self) }
}
